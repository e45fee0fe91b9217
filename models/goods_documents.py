"""What receipts, adjustments, shipments and moves share: made as drafts, read line by line, cancelled and posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models import unnamed
from models.book import Book
from models.entry_undo import release
from models.numbering import draft_number, next_number
from models.once import first
from models.refusals import Refusal
from models.refusals_scan import NotEditable
from models.rows import hold_document
from models.stock import Correction, Posted, QuantityMove, Steps, move, posted_as


class _Listed(Protocol):
    """A line with a list of units: of goods, or of a sale."""

    @property
    def item(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def entered(self) -> int: ...


class NoSuchDocument(Refusal):
    template = "There is no {number} here."
    next_step = "Check the number, or choose it from the list."


class ChangedMeanwhile(Refusal):
    template = "{document} could not be posted: another station moved one of its units meanwhile."
    next_step = "Look at the list again; nothing was posted."


class SerialsMissing(Refusal):
    """Something to post is not there yet; `short` posts what is."""

    template = "{missing} serial numbers are missing on {document}: {lines}."
    one = "1 serial number is missing on {document}: {lines}."
    next_step = "Scan on, or post what is here."

    @classmethod
    def on(cls, document: str, lines: Sequence[_Listed]) -> "SerialsMissing":
        """For these lines of `document`, of which not all units are entered."""
        return cls(
            missing=sum(line.quantity - line.entered for line in lines),
            document=document,
            lines=", ".join(f"{line.item} {line.entered}/{line.quantity}" for line in lines),
        )


@dataclass(frozen=True)
class Head:
    """A document's row, as the verbs need it."""

    id: int
    number: str
    kind: str
    status: str
    party_id: int | None
    source_id: int | None


@dataclass(frozen=True)
class Done:
    """A document that was posted or reversed: how many units of each sort moved."""

    document: str
    serials: int
    quantity: int
    at: str


_HEAD = (
    "SELECT id, number, kind, status, party_id, source_id FROM document WHERE number = ? OR draft_number = ? "
    "ORDER BY CASE WHEN number = ? THEN 0 ELSE 1 END"
)


def head(book: Book, number: str, *kinds: str, lock: bool = False) -> Head:
    """The document with `number`, or with `number` while it was a draft; with `lock`, nobody else changes it, its lists or its
    order until the transaction ends. Raises NoSuchDocument when there is none of these kinds."""
    said = number.strip().upper() if number.strip().upper().startswith(kinds) else number
    row = book.row(_HEAD, said, said, said)
    if row is not None and lock and not book.lite:
        hold_document(book, row[0])
        row = book.row(_HEAD, said, said, said)
    if row is None or (kinds and row[2] not in kinds):
        raise NoSuchDocument(number=number)
    return Head(*row)


def create(book: Book, kind: str, **values: object) -> Head:
    """A new draft with the next number of its series, inside the caller's transaction. An invoice or a credit note gets its
    number when it is posted: a draft that is dropped leaves no gap."""
    number = draft_number(book, kind) if kind in ("IN", "CN") else next_number(book, kind)
    id_ = book.insert(
        "document",
        kind=kind,
        number=number,
        status="draft",
        station_id=book.station_id,
        operator_id=book.operator_id,
        created_at=book.stamp(),
        **values,
    )
    return Head(id_, number, kind, "draft", None, None)


def made_for(book: Book, found: Head) -> tuple[str, str, str]:
    """What a receipt or a shipment was made from, whom it is for or from, and the station that made it; "" for none."""
    row = book.row(
        "SELECT coalesce(o.number, ''), coalesce(p.name, ''), s.name FROM document d JOIN station s ON s.id = d.station_id "
        "LEFT JOIN document o ON o.id = d.source_id LEFT JOIN party p ON p.id = d.party_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    return row[0], row[1], row[2]


def draft_of(book: Book, source: Head, kind: str) -> str | None:
    """The number of the draft of this kind that `source` has already, if it has one."""
    found: str | None = book.value(
        "SELECT number FROM document WHERE source_id = ? AND kind = ? AND status = 'draft' ORDER BY id",
        source.id,
        kind,
    )
    return found


def draft(book: Book, number: str, kind: str) -> Head:
    """The draft with `number`, held until the transaction ends. Raises NoSuchDocument, NotEditable."""
    return still_draft(head(book, number, kind, lock=True))


def still_draft(found: Head) -> Head:
    """`found`, if it can still be changed. Raises NotEditable."""
    if found.status != "draft":
        raise NotEditable(document=found.number, status=found.status)
    return found


def cancel(book: Book, *, number: str) -> None:
    """Drop a draft: what it held is free at once, its number stays used. Raises NoSuchDocument, NotEditable."""
    with book.write():
        found = head(book, number, "GR", "AD", "SH", "IN", "CN", "MV", "RP", "RS", "LC", lock=True)
        if not first(book):
            return
        still_draft(found)
        release(book, found.id)
        book.execute(
            "UPDATE document SET status = 'cancelled' WHERE source_id = ? AND kind = 'LC' AND status = 'draft'",
            found.id,
        )
        book.execute("UPDATE document SET status = 'cancelled' WHERE id = ?", found.id)


def post(
    book: Book,
    found: Head,
    verb: str,
    steps: Sequence[Steps],
    quantities: Sequence[QuantityMove],
    corrections: Sequence[Correction] = (),
) -> Done:
    """Write the movements of a draft, inside the caller's transaction: its list has become history. Raises
    ValueTooGreat."""
    posted: Posted = move(
        book,
        verb=verb,
        document_id=found.id,
        steps=steps,
        quantities=quantities,
        corrections=corrections,
    )
    book.execute(
        "UPDATE document SET status = 'posted', posted_at = ?, operator_id = ? WHERE id = ?",
        posted.at,
        book.operator_id,
        found.id,
    )
    return Done(found.number, posted.serials, unnamed.moved(book, posted.id), posted.at)


def done_before(book: Book) -> Done | None:
    """The answer to an operation that is in the book already: a retry after its reply was lost. Ask it with the document
    held, since the server may still be at the first try."""
    document = posted_as(book)
    if document is None:
        return None
    row = book.row(
        "SELECT d.number, p.at, (SELECT count(*) FROM movement m WHERE m.posting_id = p.id), p.id "
        "FROM posting p JOIN document d ON d.id = p.document_id WHERE p.op = ?",
        book.op,
    )
    assert row is not None
    return Done(row[0], row[2], unnamed.moved(book, row[3]), row[1])

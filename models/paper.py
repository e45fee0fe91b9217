"""Documents as paper sees them, the stored originals, and the print jobs.

A document that was printed is kept as the bytes that were sent, with their hash: a reprint is the original, whatever
changed since (R67). A job is a row: it survives a restart, and a retry never prints twice.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from models import frozen, settings, warranty
from models.book import Book, Row
from models.documents import DeliveryLine, DeliveryNote, Party, PickLine, PickList
from models.fields import moment
from models.goods_documents import Head, head
from models.language import language
from models.parties import view as view_party
from models.refusals import Refusal

PLAIN_KINDS = frozenset({"delivery-note", "quote", "invoice", "credit-note", "purchase-order"})
"""The usual paper of a document: its file is called by the document's number alone."""


class NotShipped(Refusal):
    template = "{number} is {status}; its delivery note comes with the shipment."
    next_step = "Confirm the shipment first."


class NoSuchJob(Refusal):
    template = "That print job is no longer there."
    next_step = "Print the document again."


@dataclass(frozen=True)
class Paper:
    """A stored original. `file_name` is its name in the outbox, without the ending."""

    id: int
    number: str
    kind: str
    version: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The document's number, its kind where that is not the usual one, and its version when there are several."""
        tail = "" if self.kind in PLAIN_KINDS else f"-{self.kind}"
        return f"{self.number}{tail}" + (f"-v{self.version}" if self.version > 1 else "")


@dataclass(frozen=True)
class StoredPaper:
    """A stored original with its bytes."""

    paper: Paper
    content: bytes


@dataclass(frozen=True)
class Job:
    """One wish for paper. `state` is waiting, printed or failed; `copy_no` counts the prints of the same original;
    `ending` is that of its file. `number` is empty for paper that belongs to no document."""

    id: int
    number: str
    kind: str
    version: int
    file_name: str
    state: str
    copy_no: int
    tries: int
    error: str
    at: str
    ending: str = "pdf"

    @property
    def file(self) -> str:
        """Its name in the outbox in full."""
        return f"{self.file_name}.{self.ending}"


_LINES = """
SELECT l.id, i.number, i.name, i.unit, o.quantity, l.quantity, o.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = o.id AND (xd.id = d.id OR (xd.status = 'posted' AND xd.posted_at <= d.posted_at)))
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id
JOIN document_line o ON o.id = l.source_id
WHERE l.document_id = ? AND l.quantity > 0 ORDER BY l.line_no"""
_SERIALS = """
SELECT m.line_id, s.serial FROM posting p JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
WHERE p.document_id = ? AND p.verb = 'ship' ORDER BY m.line_id, s.serial"""


def delivery_note(book: Book, *, number: str) -> DeliveryNote:
    """The delivery note of a posted shipment, as it was posted. Raises NoSuchDocument, NotShipped."""
    found = head(book, number, "SH")
    if found.status not in ("posted", "reversed"):
        raise NotShipped(number=number, status=found.status)
    content = frozen.frozen(book, found.id)
    return frozen.thawed_note(content) if content else _note(book, found)


def note_now(book: Book, *, number: str) -> DeliveryNote:
    """What left, by the names that items, units and the customer have now. Raises NoSuchDocument."""
    return _note(book, head(book, number, "SH"))


def freeze(book: Book, *, number: str) -> None:
    """Keep what the delivery note of a shipment that was just posted says, inside the caller's transaction."""
    found = head(book, number, "SH")
    frozen.freeze(book, found.id, _note(book, found))


def _note(book: Book, found: Head) -> DeliveryNote:
    row = book.row(
        "SELECT o.number, o.their_reference, d.posted_at, pa.number FROM document d JOIN document o ON o.id = d.source_id "
        "JOIN party pa ON pa.id = d.party_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    customer = view_party(book, kind="customer", number=row[3])
    serials: dict[int, list[str]] = {}
    for line, serial in book.rows(_SERIALS, found.id):
        serials.setdefault(line, []).append(serial)
    covered = warranty.of_lines(book, found.id)
    return DeliveryNote(
        number=found.number,
        order=row[0],
        their_reference=row[1],
        date=moment(row[2]).astimezone().date(),
        seller=_seller(book),
        customer=customer.party(),
        deliver_to=customer.deliver_to(),
        lines=tuple(_delivered(line, serials, covered) for line in book.rows(_LINES, found.id)),
        language=customer.language,
    )


def _delivered(row: Row, serials: dict[int, list[str]], covered: dict[int, date]) -> DeliveryLine:
    line, item, name, unit, ordered, delivered, left = row
    return DeliveryLine(
        item,
        name,
        unit,
        int(ordered),
        int(delivered),
        max(0, int(left)),
        tuple(serials.get(line, ())),
        covered.get(line),
    )


def pick_list(book: Book, *, order: str) -> PickList:
    """What is still to be picked for a sales order, by location, in the language of the station whose packers read it.
    Raises NoSuchDocument."""
    found = head(book, order, "SO")
    row = book.row(
        "SELECT d.due, pa.number FROM document d JOIN party pa ON pa.id = d.party_id WHERE d.id = ?", found.id
    )
    assert row is not None
    customer = view_party(book, kind="customer", number=row[1])
    return PickList(
        order=found.number,
        customer=customer.party(),
        ship_by=date.fromisoformat(row[0]) if row[0] else None,
        printed_at=book.now().astimezone(),
        printed_by=book.operator or book.station,
        lines=tuple(sorted(_to_pick(book, found.id), key=lambda line: (line.location, line.item))),
        language=language(),
    )


def _to_pick(book: Book, order_id: int) -> list[PickLine]:
    rows = book.rows(
        "SELECT l.id, i.number, i.name, i.unit, l.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x "
        "JOIN document xd ON xd.id = x.document_id WHERE x.source_id = l.id AND xd.status = 'posted'), "
        "coalesce((SELECT p.number FROM stock s JOIN location p ON p.id = s.place WHERE s.item_id = i.id "
        "AND s.quantity > 0 ORDER BY s.quantity DESC, p.number LIMIT 1), '') "
        "FROM document_line l JOIN item i ON i.id = l.item_id WHERE l.document_id = ? ORDER BY l.line_no",
        order_id,
    )
    chosen: dict[int, list[str]] = {}
    for line, serial in book.rows(
        "SELECT line_id, serial FROM entry WHERE document_id = ? AND meaning = 'reserve' ORDER BY serial",
        order_id,
    ):
        chosen.setdefault(line, []).append(serial)
    return [
        PickLine(shelf, item, name, unit, int(left), tuple(chosen.get(line, ())))
        for line, item, name, unit, left, shelf in rows
        if left > 0
    ]


def _seller(book: Book) -> Party:
    return settings.company(book).party()


def keep(book: Book, *, number: str, kind: str, content: bytes) -> Paper:
    """Store an original. The same bytes as the newest version are that version; others are the next one. Raises
    NoSuchDocument."""
    digest = hashlib.sha256(content).hexdigest()
    with book.write():
        found = head(book, number, lock=True)
        last = book.row(
            "SELECT id, version, sha256 FROM paper WHERE document_id = ? AND kind = ? ORDER BY version DESC LIMIT 1",
            found.id,
            kind,
        )
        if last is not None and last[2] == digest:
            return Paper(last[0], found.number, kind, last[1], digest)
        version = (last[1] if last else 0) + 1
        id_ = book.insert(
            "paper",
            document_id=found.id,
            kind=kind,
            version=version,
            sha256=digest,
            content=content,
            at=book.stamp(),
        )
    return Paper(id_, found.number, kind, version, digest)


def stored(book: Book, *, number: str, kind: str) -> StoredPaper | None:
    """The newest stored original of a document, if it was ever printed."""
    row = book.row(
        "SELECT p.id, d.number, p.kind, p.version, p.sha256, p.content FROM paper p JOIN document d ON d.id = p.document_id "
        "WHERE d.number = ? AND p.kind = ? ORDER BY p.version DESC LIMIT 1",
        number,
        kind,
    )
    return StoredPaper(Paper(*row[:5]), bytes(row[5])) if row else None


def content(book: Book, *, paper_id: int) -> bytes:
    """The bytes of a stored original. Raises NoSuchJob."""
    found = book.value("SELECT content FROM paper WHERE id = ?", paper_id)
    if found is None:
        raise NoSuchJob()
    return bytes(found)

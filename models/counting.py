"""Counts: what lies on a shelf, or how many there are of an item, told by scans alone (R55).

1. `start` opens a count of one location, of one item, or of one item at one location. It is blind (R3.9): until it is
   finished nothing tells what the book expects.
2. `counting_scan` keeps what is counted, each scan durably.
3. `finish` closes the counting; `counting_review` says what was found, what is missing, what belongs elsewhere and what
   nobody knows; `counting_choices` keeps what a person decides about each.
4. `counting_approve` posts the accepted differences as one adjustment. Until then nothing changes.
"""

from dataclasses import dataclass

from models.book import Book
from models.bulk import alone
from models.fields import local_clock
from models.goods_documents import Head, NoSuchDocument, create, head
from models.once import answered, first, remember
from models.places import NoSuchLocation
from models.refusals_count import CountedAtOnce, ItemNotCountable, NothingToCount, NotInReview
from models.refusals_nouns import ItemUnknown
from models.refusals_scan import NotEditable

COUNTING, FINISHED, APPROVED, CANCELLED = "draft", "open", "posted", "cancelled"
"""The states of a count, by the words that every document has."""
STATUS_WORDS = {COUNTING: "counting", FINISHED: "to approve", APPROVED: "approved"}
RECENT = 50


@dataclass(frozen=True)
class Count:
    """A count as it stands. `location` or `item` may be "" (not both); `counted` is all units, `adjustment` what approving
    it posted, "" for none."""

    id: int
    number: str
    status: str
    location: str
    location_name: str
    item: str
    item_name: str
    has_serials: bool
    counted: int
    station: str
    operator: str
    created_at: str
    posted_at: str
    adjustment: str
    adjustment_status: str


_VIEW = """
SELECT d.id, d.number, d.status, coalesce(l.number, ''), coalesce(l.name, ''), coalesce(i.number, ''), coalesce(i.name, ''),
  coalesce(i.has_serials, 0), (SELECT coalesce(sum(c.quantity), 0) FROM counted c WHERE c.document_id = d.id), s.name,
  coalesce(o.name, ''), d.created_at, coalesce(d.posted_at, ''), coalesce(a.number, ''), coalesce(a.status, '')
FROM document d JOIN count_scope k ON k.document_id = d.id JOIN station s ON s.id = d.station_id
LEFT JOIN location l ON l.id = k.location_id LEFT JOIN item i ON i.id = k.item_id LEFT JOIN operator o ON o.id = d.operator_id
LEFT JOIN document a ON a.source_id = d.id AND a.kind = 'AD'"""
_OVERLAP = """
SELECT d.number, s.name, d.created_at FROM count_scope k JOIN document d ON d.id = k.document_id
JOIN station s ON s.id = d.station_id WHERE k.open = 1
AND (k.location_id IS NULL OR CAST(? AS BIGINT) IS NULL OR k.location_id = ?)
AND (k.item_id IS NULL OR CAST(? AS BIGINT) IS NULL OR k.item_id = ?) ORDER BY d.id LIMIT 1"""


def start(book: Book, *, location: str = "", item: str = "") -> Count:
    """A new count of `location`, of `item`, or of the item there. Raises NothingToCount, NoSuchLocation, ItemUnknown,
    ItemNotCountable, and CountedAtOnce when a count that is open has any of it."""
    if not location.strip() and not item.strip():
        raise NothingToCount()
    with book.write():
        if not first(book):
            return view(book, number=answered(book))
        # what is being posted now is waited for: every later posting has a higher number, and so counts as "meanwhile"
        alone(book, "posting")
        place, item_id = _location(book, location.strip()), _item(book, item.strip())
        made = create(book, "CT")  # its series waits for the other station that starts one
        overlap = book.row(_OVERLAP, place, place, item_id, item_id)
        if overlap is not None:
            what = " · ".join(filter(None, (location.strip(), item.strip())))
            raise CountedAtOnce(
                what=what, document=overlap[0], station=overlap[1], at=local_clock(overlap[2])
            )
        since = book.value("SELECT coalesce(max(id), 0) FROM posting")
        book.execute(
            "INSERT INTO count_scope (document_id, location_id, item_id, since, open) VALUES (?, ?, ?, ?, 1)",
            made.id,
            place,
            item_id,
            since,
        )
        remember(book, made.number)
    return view(book, number=made.number)


def _location(book: Book, number: str) -> int | None:
    """Blocked locations are counted too: what lies there can still leave."""
    if not number:
        return None
    found: int | None = book.value("SELECT id FROM location WHERE number = ? AND kind = 'stock'", number)
    if found is None:
        raise NoSuchLocation(location=number)
    return found


def _item(book: Book, number: str) -> int | None:
    if not number:
        return None
    row = book.row("SELECT id, stock_tracked FROM item WHERE number = ?", number)
    if row is None:
        raise ItemUnknown(number=number)
    if not row[1]:
        raise ItemNotCountable(item=number)
    return int(row[0])


def view(book: Book, *, number: str) -> Count:
    """The count with `number`. Raises NoSuchDocument."""
    found = head(book, number, "CT")
    row = book.row(f"{_VIEW} WHERE d.id = ?", found.id)
    if row is None:
        raise NoSuchDocument(number=number)
    return _count(row)


def listed(book: Book) -> tuple[Count, ...]:
    """Every count that is open, oldest first, then the RECENT ones that are done, newest first."""
    rows = book.rows(f"{_VIEW} WHERE k.open = 1 ORDER BY d.id")
    done = book.rows(f"{_VIEW} WHERE d.kind = 'CT' AND k.open IS NULL ORDER BY d.id DESC LIMIT ?", RECENT)
    return tuple(_count(row) for row in (*rows, *done))


def _count(row: tuple[object, ...]) -> Count:
    values = list(row)
    values[7], values[8] = bool(values[7]), int(str(values[8]))
    return Count(*values)  # type: ignore[arg-type]


def finish(book: Book, *, number: str) -> Count:
    """Counting ends; its lists can be looked at, and nothing changes yet. Raises NoSuchDocument, NotEditable."""
    return _goes(book, number, COUNTING, FINISHED)


def go_on(book: Book, *, number: str) -> Count:
    """Back to counting. Raises NoSuchDocument, NotInReview."""
    return _goes(book, number, FINISHED, COUNTING)


def _goes(book: Book, number: str, before: str, after: str) -> Count:
    with book.write():
        found = head(book, number, "CT", lock=True)
        if first(book):
            if found.status != before:
                raise _wrong(found, before)
            book.execute("UPDATE document SET status = ? WHERE id = ?", after, found.id)
    return view(book, number=number)


def _wrong(found: Head, before: str) -> NotEditable | NotInReview:
    status = STATUS_WORDS.get(found.status, found.status)
    if before == COUNTING:
        return NotEditable(document=found.number, status=status)
    return NotInReview(document=found.number, status=status)


def cancel(book: Book, *, number: str) -> Count:
    """Drop a count that is not approved: nothing has changed, what was counted stays readable. Raises NoSuchDocument,
    NotEditable."""
    with book.write():
        found = head(book, number, "CT", lock=True)
        if first(book):
            if found.status not in (COUNTING, FINISHED):
                raise _wrong(found, COUNTING)
            book.execute("UPDATE document SET status = 'cancelled' WHERE id = ?", found.id)
            close(book, found.id)
    return view(book, number=number)


def close(book: Book, document_id: int) -> None:
    """Nothing of it is being counted any more, inside the caller's transaction."""
    book.execute("UPDATE count_scope SET open = NULL WHERE document_id = ?", document_id)
    book.execute("UPDATE counted SET open = NULL WHERE document_id = ?", document_id)

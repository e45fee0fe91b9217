"""What a count has counted, as its screen shows it, and taking it off again. Nothing here says what the book expects."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models import once
from models.book import Book
from models.counting import Count, view
from models.counting_reading import Scope, scope_of
from models.counting_rows import total
from models.lists import NEWEST_SHOWN, ROWS_SHOWN
from models.refusals_count import NotOnCount
from models.refusals_scan import NothingToUndo

_ROWS = """
SELECT c.id, coalesce(c.serial, ''), CASE WHEN c.serial IS NULL THEN i.number ELSE '' END, coalesce(i.unit, ''), c.quantity,
  p.number, c.how, c.source, c.at, coalesce(o.name, '') FROM counted c LEFT JOIN item i ON i.id = c.item_id
JOIN location p ON p.id = c.location_id LEFT JOIN operator o ON o.id = c.operator_id"""


@dataclass(frozen=True)
class CountedRow:
    """One thing that was counted: a unit by its `serial`, or `quantity` of `item` where that is "". The item of a unit is not
    told: what the book thinks it is is no news before the counting is finished."""

    id: int
    serial: str
    item: str
    unit: str
    quantity: int
    location: str
    how: str
    source: str
    at: str
    operator: str


@dataclass(frozen=True)
class CountList:
    """A count and what it has so far, newest first, at most NEWEST_SHOWN of its `lines`."""

    count: Count
    rows: tuple[CountedRow, ...]
    lines: int


@dataclass(frozen=True)
class TakenOff:
    """What left a count again: serials, or `quantity` of `item`; and how many units are left."""

    serials: tuple[str, ...]
    item: str
    quantity: int
    total: int


@dataclass(frozen=True)
class CountedAt:
    """Where a serial stands in its count: the `position` counted from the oldest row, and the rows from it downwards."""

    position: int
    rows: tuple[CountedRow, ...]


def listing(book: Book, *, number: str) -> CountList:
    """The count and its newest rows. Raises NoSuchDocument."""
    count = view(book, number=number)
    lines = book.value("SELECT count(*) FROM counted WHERE document_id = ?", count.id)
    return CountList(count, rows(book, number=count.number, limit=NEWEST_SHOWN), int(lines))


def rows(
    book: Book, *, number: str, before: int | None = None, limit: int = ROWS_SHOWN
) -> tuple[CountedRow, ...]:
    """Rows of the count, newest first, older than the row with id `before`."""
    id_ = book.value("SELECT id FROM document WHERE number = ? AND kind = 'CT'", number)
    sql = f"{_ROWS} WHERE c.document_id = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?"
    return tuple(CountedRow(*row) for row in book.rows(sql, id_ or 0, before or 2**62, limit))


def find(book: Book, *, number: str, serial: str) -> CountedAt | None:
    """Where `serial` stands in the count, if it does."""
    row = book.row(
        "SELECT c.id, c.document_id FROM counted c JOIN document d ON d.id = c.document_id "
        "WHERE d.number = ? AND c.serial = ?",
        number,
        serial,
    )
    if row is None:
        return None
    position = book.value("SELECT count(*) FROM counted WHERE document_id = ? AND id <= ?", row[1], row[0])
    return CountedAt(int(position), rows(book, number=number, before=row[0] + 1))


def last_location(book: Book, *, number: str) -> str:
    """Where this station counted last, "" when it has not begun: a count of several locations goes on there."""
    found = book.value(
        "SELECT p.number FROM counted c JOIN document d ON d.id = c.document_id JOIN location p ON p.id = c.location_id "
        "WHERE d.number = ? AND c.station_id = ? ORDER BY c.id DESC LIMIT 1",
        number,
        book.station_id,
    )
    return str(found or "")


def undo(book: Book, *, number: str) -> TakenOff:
    """Take off what this station counted last, with all that its label brought; others at the same count keep theirs. Raises
    NothingToUndo, NotCounting."""
    with book.write():
        scope = scope_of(book, number, lock=True)
        if not once.first(book):
            return _before(book, scope)
        row = book.row(
            "SELECT id, op, box FROM counted WHERE document_id = ? AND station_id = ? ORDER BY id DESC LIMIT 1",
            scope.id,
            book.station_id,
        )
        if row is None:
            raise NothingToUndo(document=scope.number)
        if not row[2]:
            return _off(book, scope, [row[0]])
        label = "SELECT id FROM counted WHERE document_id = ? AND op = ? AND box = 1 ORDER BY id"
        return _off(book, scope, [one for (one,) in book.rows(label, scope.id, row[1])])


def remove(book: Book, *, number: str, row: int) -> TakenOff:
    """Take one row off. Raises NotOnCount, NotCounting."""
    with book.write():
        scope = scope_of(book, number, lock=True)
        if not once.first(book):
            return _before(book, scope)
        if book.value("SELECT 1 FROM counted WHERE id = ? AND document_id = ?", row, scope.id) is None:
            raise NotOnCount(document=scope.number)
        return _off(book, scope, [row])


def _off(book: Book, scope: Scope, ids: Sequence[int]) -> TakenOff:
    serials: list[str] = []
    item, quantity = "", 0
    for id_ in ids:
        row = book.row(
            "SELECT c.serial, coalesce(i.number, ''), c.quantity FROM counted c LEFT JOIN item i ON i.id = c.item_id "
            "WHERE c.id = ?",
            id_,
        )
        assert row is not None
        if row[0] is not None:
            serials.append(row[0])
        else:
            item, quantity = row[1], int(row[2])
        book.execute("DELETE FROM counted WHERE id = ?", id_)
    once.remember(book, json.dumps([serials, item, quantity]))
    return TakenOff(tuple(serials), item, quantity, total(book, scope.id))


def _before(book: Book, scope: Scope) -> TakenOff:
    serials, item, quantity = json.loads(once.answered(book))
    return TakenOff(tuple(serials), item, quantity, total(book, scope.id))

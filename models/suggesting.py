"""The serial numbers a person may have meant who typed one that does not fit, as far as they fit what is being done.

Every way to mistype a text is made beforehand (`near.ways`) and asked for through the index by serial, one probe each: as
quick with ten million serial numbers as with ten. A scan is never asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.book import Book
from models.dialect import as_json
from models.near import nearest, ways
from models.serial_text import fault, trimmed
from models.tracing import state_of


@dataclass(frozen=True)
class Near:
    """A serial number that was perhaps meant: its item, and the shelf it lies on or the word for where it is."""

    serial: str
    item: str
    place: str


# A unit that lies on a shelf and that no list holds, or one that the order behind the line has promised to it, while the
# line wants more. "item_id + 0" and coalesce leave PostgreSQL no index but the one by serial: by others it would walk all
# units of the item.
_FREE = """
JOIN location p ON p.id = s.place LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial
WHERE {among} AND coalesce(s.place, 0) > 3 AND (e.id IS NULL OR (e.meaning = 'reserve' AND e.line_id = l.source_id))
AND l.way <> 'up' AND (l.way = 'counted' OR l.quantity > (SELECT count(*) FROM entry c WHERE c.line_id = l.id))"""
_FOR_LINE = (
    "SELECT s.serial, i.number, p.number FROM serial_number s {join} document_line l ON l.id = ? AND l.item_id = s.item_id + 0 "
    "{join} item i ON i.id = s.item_id "
)
_FOR_DOCUMENT = (
    "SELECT DISTINCT s.serial, i.number, p.number FROM serial_number s "
    "{join} document_line l ON l.document_id = ? AND l.item_id = s.item_id + 0 {join} item i ON i.id = s.item_id "
)
_EXPECTED = """
SELECT x.serial, i.number, '' FROM expected_serial x JOIN document_line n ON n.id = ? JOIN item i ON i.id = n.item_id
WHERE {among} AND x.line_id = coalesce(n.source_id, n.id)
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.item_id = n.item_id AND e.serial = x.serial)
AND NOT EXISTS (SELECT 1 FROM serial_number s WHERE s.item_id = n.item_id AND s.serial = x.serial AND s.place > 3)"""
_ANYWHERE = """
SELECT s.serial, i.number, s.place FROM serial_number s {join} item i ON i.id = s.item_id
WHERE {among} AND s.place IS NOT NULL"""


def for_line(book: Book, *, line_id: int, text: str) -> tuple[Near, ...]:
    """Units that could leave by this line instead of `text`."""
    return _closest(text, _asked(book, _FOR_LINE + _FREE, text, line_id))


def for_document(book: Book, *, document_id: int, text: str) -> tuple[Near, ...]:
    """Units that could leave by any line of a document instead of `text`."""
    return _closest(text, _asked(book, _FOR_DOCUMENT + _FREE, text, document_id))


def announced(book: Book, *, line_id: int, text: str) -> tuple[Near, ...]:
    """What the supplier announced for this line, that is not here yet, and that `text` may stand for."""
    return _closest(text, _asked(book, _EXPECTED, text, line_id, column="x.serial"))


def anywhere(book: Book, *, text: str) -> tuple[Near, ...]:
    """Any serial number the book knows that `text` may stand for."""
    rows = _asked(book, _ANYWHERE, text)
    return _closest(text, [(serial, item, state_of(int(place))) for serial, item, place in rows])


def _asked(
    book: Book, sql: str, text: str, *values: object, column: str = "s.serial"
) -> list[tuple[str, str, str]]:
    clean = trimmed(text)
    if fault(clean) is not None:
        return []
    # the values stand before the texts, as in the statements
    found = book.rows(sql.format(among=book.among(column), join=book.join), *values, as_json(ways(clean)))
    return [(row[0], row[1], row[2]) for row in found]


def _closest(text: str, rows: Sequence[tuple[str, str, str]]) -> tuple[Near, ...]:
    first = {serial: Near(serial, item, place) for serial, item, place in reversed(rows)}
    return tuple(first[serial] for serial in nearest(trimmed(text), first))

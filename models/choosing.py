"""Choosing units for an order line: each one is promised to the order, and held for it until it ships (help page, 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import entry
from models.book import Book
from models.entry import Added
from models.goods_documents import head
from models.lists import NoSuchLine

CHOICE_MAX = 200


@dataclass(frozen=True)
class Candidate:
    """A unit that could be chosen: in stock, and free or `reserved` for the very order this line delivers."""

    serial: str
    location: str
    since: str
    reserved: bool = False


def choose(
    book: Book,
    *,
    order: str,
    line_no: int,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    sure: Mapping[str, str] | None = None,
) -> Added:
    """Promise the unit `text` to line `line_no` of sales order `order`. Raises the refusals of `refusals_scan`."""
    found = head(book, order, "SO")
    line = book.value("SELECT id FROM document_line WHERE document_id = ? AND line_no = ?", found.id, line_no)
    if line is None:
        raise NoSuchLine()
    return entry.add(book, line_id=line, text=text, how=how, source=source, raw=raw, sure=sure)


def candidates(
    book: Book, *, line_id: int, search: str = "", limit: int = CHOICE_MAX
) -> tuple[Candidate, ...]:
    """Units of the line's item that lie on a shelf and that no other document holds: first those its order reserved, then
    the one that came in first."""
    pattern = search.strip().upper().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    rows = book.rows(
        "SELECT s.serial, p.number, po.at, CASE WHEN e.id IS NULL THEN 0 ELSE 1 END FROM document_line l "
        "JOIN serial_number s ON s.item_id = l.item_id AND s.place > 3 "
        "JOIN location p ON p.id = s.place JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
        "JOIN posting po ON po.id = m.posting_id LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial "
        "WHERE l.id = ? AND upper(s.serial) LIKE ? ESCAPE '!' "
        "AND (e.id IS NULL OR (e.meaning = 'reserve' AND e.line_id = l.source_id)) "
        "ORDER BY e.id IS NULL, e.id, po.at, s.id LIMIT ?",
        line_id,
        f"%{pattern}%",
        limit,
    )
    return tuple(
        Candidate(serial, location, since, bool(reserved)) for serial, location, since, reserved in rows
    )

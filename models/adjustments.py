"""Adjustments as they stand: read for the screens, and for the verbs of `adjusting`."""

from dataclasses import dataclass

from models.book import Book
from models.goods_documents import head
from models.goods_lines import GoodsLine, goods_line


@dataclass(frozen=True)
class Adjustment:
    """An adjustment with its lines; `category_kind` is one of the seven default types."""

    id: int
    number: str
    status: str
    category: str
    category_kind: str
    reason: str
    note: str
    station: str
    created_at: str
    lines: tuple[GoodsLine, ...]


_LINES = """
SELECT l.id, l.line_no, i.number, i.name, i.unit, i.has_serials, l.quantity,
  CASE WHEN i.has_serials = 1 THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id) ELSE l.quantity END, 0,
  coalesce((SELECT s.quantity FROM stock s WHERE s.item_id = l.item_id AND s.place = l.location_id), 0),
  coalesce(p.number, ''), l.price, l.way, coalesce(i.gtin, ''), 0
FROM document_line l JOIN item i ON i.id = l.item_id LEFT JOIN location p ON p.id = l.location_id
WHERE l.document_id = ? ORDER BY l.line_no"""


def lines_of(book: Book, document_id: int) -> list[GoodsLine]:
    """An adjustment's lines as they stand."""
    return [goods_line(row) for row in book.rows(_LINES, document_id)]


def view(book: Book, *, number: str) -> Adjustment:
    """The adjustment as it stands; on a line, `outstanding` is what the book has at the location. Raises NoSuchDocument."""
    found = head(book, number, "AD")
    row = book.row(
        "SELECT c.name, c.kind, d.reason, d.note, s.name, d.created_at FROM document d JOIN station s ON s.id = d.station_id "
        "JOIN category c ON c.id = d.category_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    lines = tuple(lines_of(book, found.id))
    category, category_kind, reason, note, station, made_at = row
    return Adjustment(
        found.id, found.number, found.status, category, category_kind, reason, note, station, made_at, lines
    )


def drafts(book: Book) -> tuple[Adjustment, ...]:
    """Every draft, oldest first."""
    rows = book.rows("SELECT number FROM document WHERE kind = 'AD' AND status = 'draft' ORDER BY id")
    return tuple(view(book, number=row[0]) for row in rows)

"""Adjustments as they stand: read for the screens, and for the verbs of `adjusting`."""

from dataclasses import dataclass

from models.book import Book
from models.goods_documents import head
from models.goods_lines import GoodsLine, goods_line
from models.unnamed import ASKED_ON_ARRIVAL, MAY_HAVE, UNNAMED_THERE


@dataclass(frozen=True)
class Adjustment:
    """An adjustment with its lines; `category_kind` is one of the seven default types. `converts` is the item whose units get
    their serial numbers by it (`models.converting`), "" for any other adjustment."""

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
    converts: str = ""


_LINES = f"""
SELECT l.id, l.line_no, i.number, i.name, i.unit, CASE WHEN l.way = 'assign' THEN 1 ELSE {ASKED_ON_ARRIVAL} END,
  CASE WHEN l.way = 'assign' AND d.status = 'draft' THEN {UNNAMED_THERE} ELSE l.quantity END,
  CASE WHEN i.has_serials = 1 OR l.way = 'assign' THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id)
    ELSE l.quantity END, 0,
  coalesce((SELECT s.quantity FROM stock s WHERE s.item_id = l.item_id AND s.place = l.location_id), 0),
  coalesce(p.number, ''), l.price, l.way, coalesce(i.gtin, ''), 0, 0, {MAY_HAVE}
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id
LEFT JOIN location p ON p.id = l.location_id WHERE l.document_id = ? ORDER BY l.line_no"""  # noqa: S608


def lines_of(book: Book, document_id: int) -> list[GoodsLine]:
    """An adjustment's lines as they stand."""
    return [goods_line(row) for row in book.rows(_LINES, document_id)]


def view(book: Book, *, number: str) -> Adjustment:
    """The adjustment as it stands; on a line, `outstanding` is what the book has at the location. Raises NoSuchDocument."""
    found = head(book, number, "AD")
    row = book.row(
        "SELECT c.name, c.kind, d.reason, d.note, s.name, d.created_at, coalesce(v.number, '') FROM document d "
        "JOIN station s ON s.id = d.station_id LEFT JOIN item v ON v.id = d.converts "
        "JOIN category c ON c.id = d.category_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    lines = tuple(lines_of(book, found.id))
    category, category_kind, reason, note, station, made_at, item = row
    return Adjustment(
        found.id,
        found.number,
        found.status,
        category,
        category_kind,
        reason,
        note,
        station,
        made_at,
        lines,
        item,
    )


def drafts(book: Book) -> tuple[Adjustment, ...]:
    """Every draft, oldest first."""
    rows = book.rows("SELECT number FROM document WHERE kind = 'AD' AND status = 'draft' ORDER BY id")
    return tuple(view(book, number=row[0]) for row in rows)

"""Goods receipts as they stand: read for the screens, and for the verbs of `receiving`."""

from dataclasses import dataclass

from models.book import Book
from models.goods_documents import head, made_for
from models.goods_lines import GoodsLine, goods_line
from models.unnamed import ASKED_ON_ARRIVAL, MAY_HAVE


@dataclass(frozen=True)
class Receipt:
    """A goods receipt with its lines; `order` is its purchase order, `station` where it was begun."""

    id: int
    number: str
    status: str
    order: str
    party: str
    station: str
    lines: tuple[GoodsLine, ...]


_LINES = f"""
SELECT l.id, l.line_no, i.number, i.name, i.unit, {ASKED_ON_ARRIVAL}, l.quantity,
  (SELECT count(*) FROM entry e WHERE e.line_id = l.id), o.quantity,
  o.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
    WHERE x.source_id = o.id AND xd.status = 'posted'),
  coalesce(p.number, ''), l.price, l.way, coalesce(i.gtin, ''), 0, l.picked, {MAY_HAVE}
FROM document_line l JOIN item i ON i.id = l.item_id JOIN document_line o ON o.id = l.source_id
LEFT JOIN location p ON p.id = l.location_id WHERE l.document_id = ? ORDER BY l.line_no"""  # noqa: S608


def lines_of(book: Book, document_id: int) -> list[GoodsLine]:
    """A receipt's lines as they stand."""
    return [goods_line(row) for row in book.rows(_LINES, document_id)]


def view(book: Book, *, number: str) -> Receipt:
    """The receipt as it stands. Raises NoSuchDocument."""
    found = head(book, number, "GR")
    lines = tuple(lines_of(book, found.id))
    return Receipt(found.id, found.number, found.status, *made_for(book, found), lines)

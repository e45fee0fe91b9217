"""What there is to invoice of an order: goods that left on its shipments, and the rest that has not left."""

from models.book import Book
from models.goods_documents import Head, draft_of
from models.refusals_orders import OrderHasDraft

Line = tuple[int, int, int, int, int]
"""A source line, its item, units to invoice, price and discount."""

_INVOICED = """
(SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = l.id AND xd.kind = 'IN' AND xd.status IN ('draft', 'posted'))"""
_GOODS = f"""
SELECT l.id, l.item_id, l.quantity - {_INVOICED}, o.price, o.discount, d.id FROM document d
JOIN document_line l ON l.document_id = d.id JOIN document_line o ON o.id = l.source_id
WHERE d.source_id = ? AND d.kind = 'SH' AND d.status = 'posted' ORDER BY d.id, l.line_no"""  # noqa: S608
_REST = """
SELECT l.id, l.item_id, l.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = l.id AND xd.status = 'posted'), l.price, l.discount
FROM document_line l WHERE l.document_id = ? ORDER BY l.line_no"""
_LEFT_OF_SHIPMENT = """
SELECT l.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = l.id AND xd.kind = 'IN' AND xd.status IN ('draft', 'posted') AND xd.id <> ?)
FROM document_line l WHERE l.id = ?"""
_LEFT_OF_ORDER = """
SELECT l.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = l.id AND xd.status = 'posted' AND xd.id <> ?) FROM document_line l WHERE l.id = ?"""


def from_goods(book: Book, order_id: int, shipment_id: int | None = None) -> list[Line]:
    """What left on the order's shipments, or on one of them, and stands on no invoice; a line with serials as a whole."""
    return [
        (line, item, int(left), price, discount)
        for line, item, left, price, discount, shipment in book.rows(_GOODS, order_id)
        if left > 0 and shipment_id in (None, shipment)
    ]


def from_rest(book: Book, order: Head) -> list[Line]:
    """What has not left of an open order. Raises OrderHasDraft: a shipment that was begun comes first."""
    rest = [row for row in book.rows(_REST, order.id) if row[2] > 0]
    if rest:
        begun = draft_of(book, order, "SH")
        if begun is not None:
            raise OrderHasDraft(number=order.number, document=begun)
    return [(line, item, int(left), price, discount) for line, item, left, price, discount in rest]


def left_of(book: Book, line_id: int, kind: str, invoice_id: int) -> int:
    """How many units of a shipment's or an order's line the invoice may have at most."""
    sql = _LEFT_OF_SHIPMENT if kind == "SH" else _LEFT_OF_ORDER
    return int(book.value(sql, invoice_id, line_id))

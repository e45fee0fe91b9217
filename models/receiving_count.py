"""Counting units without serial numbers on a receipt by scanning their product code: each scan is one unit, kept at once.

`document_line.picked` is above 0 where a person has counted; until then the line's quantity is what was ordered.
"""

from models.book import Book
from models.goods_documents import draft, head
from models.goods_lines import GoodsLine, numbered
from models.journal import keep_scan, refusals_kept
from models.once import first
from models.receiving import BelowList, OverReceipt, Receipt, lines_of, view


def count_one(
    book: Book, *, number: str, line_no: int, text: str, how: str, source: str = "", raw: bytes = b""
) -> Receipt:
    """One more unit of line `line_no`; the first one makes the line 1, whatever was ordered. Raises OverReceipt, LineGone,
    NotEditable."""
    found = head(book, number, "GR")
    with refusals_kept(book, text, how, source, raw, found.id), book.write():
        line = _line(book, number, line_no)
        if first(book):
            _set(book, number, line, line.quantity + 1 if line.counted else 1)
            keep_scan(book, text, how, source, raw, found.id)
    return view(book, number=number)


def uncount_one(book: Book, *, number: str, line_no: int) -> Receipt:
    """One unit less; a line of which nothing is counted any more stands as ordered again. Raises LineGone,
    BelowList, NotEditable."""
    with book.write():
        line = _line(book, number, line_no)
        if first(book) and line.counted:
            left = line.quantity - 1
            if left < line.entered:
                raise BelowList(count=line.entered, item=line.item, quantity=left)
            quantity = left or line.outstanding
            book.execute(
                "UPDATE document_line SET quantity = ?, picked = ? WHERE id = ?", quantity, left, line.id
            )
    return view(book, number=number)


def _line(book: Book, number: str, line_no: int) -> GoodsLine:
    return numbered(lines_of(book, draft(book, number, "GR").id), number, line_no)


def _set(book: Book, number: str, line: GoodsLine, quantity: int) -> None:
    if quantity > line.outstanding:
        order = book.value(
            "SELECT o.number FROM document d JOIN document o ON o.id = d.source_id WHERE d.number = ?", number
        )
        raise OverReceipt(quantity=quantity, item=line.item, outstanding=line.outstanding, number=order)
    book.execute(
        "UPDATE document_line SET quantity = ?, picked = ? WHERE id = ?", quantity, quantity, line.id
    )

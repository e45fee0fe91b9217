"""Posting a return to a supplier: each unit leaves its shelf at its own cost, a quantity at what it was received for."""

from collections import Counter

from peewee import IntegrityError

from models.book import SUPPLIER, Book
from models.goods_documents import ChangedMeanwhile, Done, done_before, head, still_draft
from models.goods_documents import post as post_document
from models.goods_lines import GoodsLine
from models.refusals_sales import NothingGoesBack
from models.shipping import departures
from models.stock import QuantityMove
from models.supplier_return import at_most
from models.supplier_return_lines import lines_of
from models.unnamed import NotEnough, lying


def post(book: Book, *, number: str) -> Done:
    """What is entered goes back. Raises NoSuchDocument, NothingGoesBack, ReturnMoreThanReceived, NotEnough, NotEditable,
    ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "RS", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            lines = [line for line in lines_of(book, found.id) if line.quantity]
            if not lines:
                raise NothingGoesBack(number=found.number)
            taken: Counter[tuple[int, int]] = Counter()
            quantities: list[QuantityMove] = []
            for line in lines:
                book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.quantity, line.id)
                if not line.has_serials:
                    at_most(book, found, line, line.quantity)
                    quantities += _from_shelves(book, line, taken)
            book.execute("DELETE FROM document_line WHERE document_id = ? AND quantity = 0", found.id)
            return post_document(book, found, "supplier-return", [departures(found.id, SUPPLIER)], quantities)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _from_shelves(book: Book, line: GoodsLine, taken: Counter[tuple[int, int]]) -> list[QuantityMove]:
    """A quantity at what it was received for: from the shelf it was put on first, then from the fullest. Raises NotEnough."""
    item, place = book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line.id) or (0, 0)
    moves, left = [], line.quantity
    for shelf, there in sorted(lying(book, item), key=lambda one: one[0] != place):
        take = min(left, there - taken[item, shelf])
        if take > 0:
            taken[item, shelf] += take
            moves.append(QuantityMove(line.id, item, shelf, SUPPLIER, take, "keyed", line.price))
            left -= take
    if left > 0:
        raise NotEnough(quantity=line.quantity, item=line.item, there=line.quantity - left)
    return moves

"""Which line of an invoice, a credit note or a return a scanned serial is for, whatever line is selected (R25)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from models.book import Book
from models.goods_documents import Head
from models.goods_lines import GoodsLine
from models.labels import read
from models.refusals_scan import NotOnDocument, UnknownSerial, WhichItem
from models.sale_lines import SaleLine
from models.spellings import called_now
from models.who_takes import takers

Line = TypeVar("Line", SaleLine, GoodsLine)
_OWNERS = """
SELECT i.number FROM serial_number s JOIN item i ON i.id = s.item_id WHERE s.serial = ? AND i.has_serials = 1
ORDER BY i.number"""


def line_of(
    book: Book,
    found: Head,
    lines: Sequence[Line],
    text: str,
    item: str,
    *,
    full: Callable[[Line], bool],
) -> int:
    """The line that takes a serial: among those of the only item here that has it, one that is not `full`. `item` answers
    WhichItem. Raises WhichItem, NewForWhichItem, NotOnDocument, UnknownSerial."""
    serial = called_now(book, read(text).serial)
    with_serials = [line for line in lines if line.has_serials]
    held = book.value("SELECT line_id FROM entry WHERE document_id = ? AND serial = ?", found.id, serial)
    if held is not None:
        return int(held)
    owners = [row[0] for row in book.rows(_OWNERS, serial)]
    mine = sorted({line.item for line in with_serials} & set(owners))
    if item in mine:
        mine = [item]
    if len(mine) > 1:
        raise WhichItem(serial=serial, document=found.number, items=", ".join(mine), choices=mine)
    if not mine and owners:
        raise NotOnDocument(serial=serial, other=", ".join(owners), document=found.number)
    if not with_serials:
        raise UnknownSerial(serial=serial)
    if not mine:  # the list of a line says best what the text is instead
        new = takers(book, found, serial, [line.item for line in with_serials if not full(line)], item)
        open_ = [line.id for line in with_serials if not full(line) and (not new or line.item in new)]
        return open_[0] if open_ else with_serials[0].id
    of_item = [line for line in with_serials if line.item == mine[0]]
    return next((line.id for line in of_item if not full(line)), of_item[0].id)

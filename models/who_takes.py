"""Which item of a document takes a serial number that nobody knows yet: one whose units get theirs when they leave."""

from collections.abc import Sequence

from models.book import Book
from models.goods_documents import Head
from models.patterns import SerialPattern
from models.refusals_scan import NewForWhichItem

_LATER = """
SELECT DISTINCT i.number, i.serial_min, i.serial_max, i.serial_characters, i.serial_regex, i.serial_mask, i.serial_kind
FROM document_line l JOIN item i ON i.id = l.item_id
WHERE l.document_id = ? AND i.has_serials = 1 AND i.serial_at = 'shipment' ORDER BY i.number"""


def takers(book: Book, found: Head, serial: str, items: Sequence[str], item: str) -> list[str]:
    """The one of `items` that takes `serial`, judged by the items' rules; none when none does. `item` answers
    NewForWhichItem. Raises NewForWhichItem."""
    later = {number: SerialPattern(*rule) for number, *rule in book.rows(_LATER, found.id) if number in items}
    fitting = [number for number, rule in later.items() if rule.fault(serial) is None]
    mine = fitting or list(later)
    if item in mine:
        return [item]
    if len(fitting) > 1:
        raise NewForWhichItem(serial=serial, document=found.number, items=", ".join(fitting), choices=fitting)
    return mine[:1]

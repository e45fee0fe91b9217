"""A unit that came back, from the unit itself: the sale it left on is found, and the credit note or the return begun."""

from models import adjusting, entry
from models.book import CUSTOMER, Book
from models.goods_documents import head
from models.refusals_sales import NeverSold
from models.returning import own_line, start
from models.tracing import state_of

RETURNS = "Sales"
"""The category of an adjustment that takes back a unit which was never invoiced."""
_SALE = """
SELECT d.number FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
JOIN invoiced_serial v ON v.serial_id = s.id JOIN document_line l ON l.id = v.line_id
JOIN document d ON d.id = l.document_id
WHERE s.id = ? AND m.line_id IN (l.id, l.source_id)
AND NOT EXISTS (SELECT 1 FROM credited_serial c WHERE c.invoice_line_id = v.line_id AND c.serial_id = s.id)"""


def come_back(book: Book, *, serial: str, item: str, how: str) -> str:
    """A unit that was sold is back: it stands on the draft credit note of its invoice, or, if it was never invoiced or is
    credited already, on a return adjustment. The number of that draft. Raises NeverSold, and the refusals of
    `refusals_scan`."""
    row = book.row(
        "SELECT s.id, s.place, m.cost FROM serial_number s JOIN item i ON i.id = s.item_id "
        "JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE s.serial = ? AND i.number = ?",
        serial,
        item,
    )
    if row is None or row[1] != CUSTOMER:
        raise NeverSold(serial=serial, item=item, state=state_of(row[1]) if row else "gone")
    held = book.value(
        "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id WHERE e.serial_id = ? "
        "AND d.kind IN ('AD', 'CN')",
        row[0],
    )
    if held is not None:
        return str(held)
    with book.write():
        invoice = book.value(_SALE, row[0])
        if invoice is not None:
            number = start(book, invoice=invoice).number
            line_id = own_line(book, head(book, number, "CN"), serial, item)
            assert line_id is not None
        else:
            number, line_id = _adjustment(book, item, row[2])
        entry.add(book, line_id=line_id, text=serial, how=how)
    return number


def _adjustment(book: Book, item: str, cost: int) -> tuple[str, int]:
    """A draft adjustment that takes one unit in, and its line. Each of its two steps is an operation of its own."""
    operation = book.op
    try:
        book.op = f"{operation}-made"
        made = adjusting.create(book, category=RETURNS)
        book.op = f"{operation}-line"
        drafted = adjusting.add_line(book, number=made.number, item=item, way="up", quantity=1, cost=cost)
    finally:
        book.op = operation
    return made.number, drafted.lines[0].id

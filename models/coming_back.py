"""What can be done with a unit, from the unit itself. One that came back: the sale it left on is found, and the credit note
or the return begun."""

from dataclasses import dataclass

from models import adjusting, entry
from models.book import CUSTOMER, REAL, Book
from models.goods_documents import head
from models.language import Said
from models.last_sale import OF_S
from models.refusals_sales import NeverSold
from models.repairs import open_repair
from models.returning import own_line, start
from models.supplier_return import receipt_of
from models.tracing import state_of

RETURNS = "Sales"
"""The category of an adjustment that takes back a unit which was never invoiced."""
_SALE = f"""
SELECT d.number FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = {OF_S}
JOIN invoiced_serial v ON v.serial_id = s.id JOIN document_line l ON l.id = v.line_id
JOIN document d ON d.id = l.document_id
WHERE s.id = ? AND m.line_id IN (l.id, l.source_id)
AND NOT EXISTS (SELECT 1 FROM credited_serial c WHERE c.invoice_line_id = v.line_id AND c.serial_id = s.id)"""  # noqa: S608


@dataclass(frozen=True)
class Ways:
    """What can be done with a unit now. It comes back: on the credit note of `invoice`, or, where `returns` alone is true, on a
    return adjustment. `repairs`: it can come in for repair, or is on `repair`. It can go back to its supplier against
    `receipt`. A text is "" where there is no such way."""

    invoice: str = ""
    returns: bool = False
    repairs: bool = False
    repair: str = ""
    receipt: str = ""


def ways(book: Book, *, serial: str, item: str) -> Ways:
    """What can be done with a unit now. What another document holds can go on there alone."""
    row = book.row(
        "SELECT s.id, s.place FROM serial_number s JOIN item i ON i.id = s.item_id WHERE s.serial = ? AND i.number = ?",
        serial,
        item,
    )
    if row is None or row[1] is None:
        return Ways()
    holder = book.value(
        "SELECT d.kind FROM entry e JOIN document d ON d.id = e.document_id WHERE e.serial_id = ?", row[0]
    )
    if repair := open_repair(book, row[0]):
        return Ways(repairs=True, repair=repair)
    if row[1] == CUSTOMER:
        invoice = str(book.value(_SALE, row[0]) or "")
        return Ways(invoice=invoice, returns=holder in (None, "AD", "CN"), repairs=holder is None)
    if row[1] > REAL and holder in (None, "RS"):
        return Ways(receipt=receipt_of(book, serial=serial, item=item))
    return Ways()


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
        raise NeverSold(serial=serial, item=item, state=Said(state_of(row[1]) if row else "gone"))
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

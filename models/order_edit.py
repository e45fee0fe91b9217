"""Writing the lines of purchase orders, sales orders, quotes and invoices, and beginning one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import texts
from models.book import Book
from models.items import item_id
from models.money import checked_money, checked_quantity
from models.numbering import draft_number, next_number
from models.once import answered, first, remember
from models.order_heads import heading_line
from models.orders import INVOICE, Flow, OrderHead, OrderLine, editable, lines, reference
from models.parties import party_id
from models.places import place_id
from models.refusals_orders import (
    OrderLineBelowDone,
    OrderLineEntered,
    OrderLineReserved,
    OrderLinesTooMany,
    OrderLineUnknown,
    OrderLineUsed,
)
from models.vat import checked_rate

LINES_MOST = 10_000
BEGUN = """
SELECT c.id, d.number, c.quantity,
  CASE WHEN i.has_serials = 1 THEN (SELECT count(*) FROM entry e WHERE e.line_id = c.id) ELSE c.picked END
FROM document_line c JOIN document d ON d.id = c.document_id JOIN item i ON i.id = c.item_id
WHERE c.source_id = ? AND d.status = 'draft' AND (d.kind IN ('SH', 'IN') OR i.has_serials = 1) ORDER BY c.id"""


@dataclass(frozen=True)
class NewLine:
    """A line as a person wants it. Without `price` the item's own is taken; `line_no` names the line it
    replaces, None is a new one at the end. Without `discount` (hundredths of a percent) a line keeps its own."""

    item: str
    quantity: int
    price: int | None = None
    location: str = ""
    line_no: int | None = None
    discount: int | None = None


def create(
    book: Book,
    flow: Flow,
    *,
    party: str,
    their_reference: str,
    due: date | None,
    note: str,
    wanted: Sequence[NewLine],
    heading: str = "",
    valid_until: date | None = None,
) -> str:
    """A new draft with its lines, inside the caller's transaction, once for an operation. Returns its number. Raises the
    party's own …Unknown and …Blocked, ItemUnknown, ItemBlocked, PlaceUnknown, PlaceBlocked, QuantityOutOfRange,
    MoneyOutOfRange, RateUnreadable, OrderLinesTooMany, TextTooLong, TextUnprintable."""
    if not first(book):
        return answered(book)
    party_row = party_id(book, flow.party, party)
    number = draft_number(book, "IN") if flow is INVOICE else next_number(book, flow.kind)
    if len(wanted) > LINES_MOST:
        raise OrderLinesTooMany(number=number, lines=len(wanted), most=LINES_MOST)
    id_ = book.insert(
        "document",
        kind=flow.kind,
        number=number,
        status="draft",
        party_id=party_row,
        their_reference=reference(their_reference),
        due=due.isoformat() if due else None,
        note=texts.lines("Note", note),
        heading=heading_line(heading),
        valid_until=valid_until.isoformat() if valid_until else None,
        station_id=book.station_id,
        operator_id=book.operator_id,
        created_at=book.stamp(),
    )
    for line_no, line in enumerate(wanted, start=1):
        _add(book, flow, id_, line_no, line)
    return remember(book, number)


def put_line(book: Book, flow: Flow, number: str, line: NewLine) -> None:
    """Add one line, once for an operation, or replace the one it names; the others stay. Raises OrderUnknown,
    OrderFinished, OrderLinesTooMany, OrderLineUnknown, OrderLineUsed, OrderLineReserved, OrderLineBelowDone,
    OrderLineEntered, and as `create` what is wrong with its item, place, quantity or price."""
    if line.line_no is None and not first(book):
        return
    found = editable(book, flow, number)
    old = lines(book, found.id)
    if line.line_no is None:
        if len(old) >= LINES_MOST:
            raise OrderLinesTooMany(number=number, lines=len(old) + 1, most=LINES_MOST)
        _add(book, flow, found.id, max((one.line_no for one in old), default=0) + 1, line)
    else:
        _replace(book, flow, found, _named(number, old, line.line_no), line)


def remove_line(book: Book, flow: Flow, number: str, line_no: int) -> None:
    """Remove one line, once for an operation. Raises OrderUnknown, OrderFinished, OrderLineUnknown, OrderLineUsed,
    OrderLineReserved."""
    if not first(book):
        return
    found = editable(book, flow, number)
    _remove(book, number, _named(number, lines(book, found.id), line_no))


def _named(number: str, old: Sequence[OrderLine], line_no: int) -> OrderLine:
    for line in old:
        if line.line_no == line_no:
            return line
    raise OrderLineUnknown(number=number, line_no=line_no)


def _add(book: Book, flow: Flow, order_id: int, line_no: int, line: NewLine) -> None:
    item = item_id(book, line.item)
    book.insert(
        "document_line",
        document_id=order_id,
        line_no=line_no,
        item_id=item,
        quantity=checked_quantity(line.quantity),
        price=_price(book, flow, item, line.price),
        discount=checked_rate(line.discount or 0),
        location_id=place_id(book, line.location) if line.location else None,
    )


def _replace(book: Book, flow: Flow, found: OrderHead, old: OrderLine, line: NewLine) -> None:
    if line.item != old.item:
        _remove(book, found.number, old)
        _add(book, flow, found.id, old.line_no, line)
        return
    quantity = checked_quantity(line.quantity)
    entered = _follow(book, found, old, quantity)
    if quantity < old.done:
        raise OrderLineBelowDone(
            number=found.number, line_no=old.line_no, quantity=quantity, item=old.item, done=old.done
        )
    free = quantity - old.done - entered
    if free < old.reserved:
        raise OrderLineReserved(
            number=found.number, line_no=old.line_no, reserved=old.reserved, quantity=free
        )
    book.execute(
        "UPDATE document_line SET quantity = ?, price = ?, discount = ? WHERE id = ?",
        quantity,
        old.price if line.price is None else checked_money(line.price),
        old.discount if line.discount is None else checked_rate(line.discount),
        old.id,
    )
    if line.location != old.location:
        place = place_id(book, line.location) if line.location else None
        book.execute("UPDATE document_line SET location_id = ? WHERE id = ?", place, old.id)


def _follow(book: Book, found: OrderHead, old: OrderLine, quantity: int) -> int:
    """Let the receipt or shipment that has begun want no more than is still to come or to go; how many units it has
    already. Raises OrderLineEntered. A quantity typed on a receipt stays: somebody has counted it."""
    entered = 0
    for line, document, wanted, units in book.rows(BEGUN, old.id):
        left = quantity - old.done - units
        if left < 0:
            raise OrderLineEntered(
                number=found.number,
                line_no=old.line_no,
                quantity=quantity,
                item=old.item,
                count=units,
                document=document,
            )
        if quantity < old.quantity and quantity - old.done < wanted:
            book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", quantity - old.done, line)
        entered += units
    return entered


def _remove(book: Book, number: str, old: OrderLine) -> None:
    document = book.value(
        "SELECT d.number FROM document_line c JOIN document d ON d.id = c.document_id WHERE c.source_id = ? "
        "ORDER BY d.id LIMIT 1",
        old.id,
    )
    if document is not None:
        raise OrderLineUsed(number=number, line_no=old.line_no, document=document)
    if old.reserved:
        raise OrderLineReserved(number=number, line_no=old.line_no, reserved=old.reserved, quantity=0)
    book.execute("DELETE FROM expected_serial WHERE line_id = ?", old.id)
    book.execute("DELETE FROM document_line WHERE id = ?", old.id)


def _price(book: Book, flow: Flow, item: int, price: int | None) -> int:
    if price is not None:
        return checked_money(price)
    return int(book.value(f"SELECT {flow.price} FROM item WHERE id = ?", item))  # noqa: S608

"""Quotes: what a customer is offered, until a day. One step makes the sales order of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import order_edit, order_heads, order_ways, orders
from models.book import Book
from models.numbering import next_number
from models.once import answered, first, remember
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.orders import QUOTE, SALE, Linked, OrderLine
from models.parties import PartyCard, party_id
from models.parties import view as view_party
from models.refusals_orders import NoLines
from models.refusals_sales import QuoteFinished


@dataclass(frozen=True)
class Quote:
    """One quote in full. `status` is draft (open), closed (it became an order) or cancelled; `due` is the day of delivery."""

    number: str
    status: str
    customer: PartyCard
    heading: str
    their_reference: str
    due: date | None
    valid_until: date | None
    note: str
    created_at: str
    lines: tuple[OrderLine, ...]
    orders: tuple[Linked, ...]


def view(book: Book, *, number: str) -> Quote:
    """One quote. Raises OrderUnknown."""
    head = orders.head(book, QUOTE, number)
    return Quote(
        number=head.number,
        status=head.status,
        customer=view_party(book, kind="customer", number=head.party),
        heading=head.heading,
        their_reference=head.their_reference,
        due=head.due,
        valid_until=head.valid_until,
        note=head.note,
        created_at=head.created_at,
        lines=orders.lines(book, head.id),
        orders=orders.linked(book, head.id),
    )


def create(
    book: Book,
    *,
    customer: str,
    heading: str = "",
    their_reference: str = "",
    due: date | None = None,
    valid_until: date | None = None,
    note: str = "",
    lines: Sequence[NewLine] = (),
) -> Quote:
    """A new quote that holds until the day `valid_until`. Raises as `selling.create`."""
    with book.write():
        number = order_edit.create(
            book,
            QUOTE,
            party=customer,
            their_reference=their_reference,
            due=due,
            note=note,
            wanted=lines,
            heading=heading,
            valid_until=valid_until,
        )
        return view(book, number=number)


def change(book: Book, *, number: str, change: HeadChange) -> Quote:
    """Change the head of an open quote. Raises as `order_heads.change_head`."""
    with book.write():
        order_heads.change_head(book, QUOTE, number, change)
        return view(book, number=number)


def set_line(book: Book, *, number: str, line: NewLine) -> Quote:
    """Add one line (no `line_no`) or replace one. Raises as `order_edit.put_line`."""
    with book.write():
        order_edit.put_line(book, QUOTE, number, line)
        return view(book, number=number)


def remove_line(book: Book, *, number: str, line_no: int) -> Quote:
    """Remove one line. Raises as `order_edit.remove_line`."""
    with book.write():
        order_edit.remove_line(book, QUOTE, number, line_no)
        return view(book, number=number)


def cancel(book: Book, *, number: str) -> Quote:
    """The customer does not want it. Raises OrderUnknown, OrderFinished."""
    with book.write():
        order_ways.cancelled(book, QUOTE, number)
        return view(book, number=number)


def to_order(book: Book, *, number: str) -> str:
    """The customer wants it: a draft sales order with everything the quote says; its number. Raises OrderUnknown,
    QuoteFinished, NoLines, CustomerBlocked."""
    with book.write():
        if not first(book):
            return answered(book)
        found = orders.held_head(book, QUOTE, number)
        if found.status != "draft":
            raise QuoteFinished(number=found.number, status=found.status)
        if not orders.lines(book, found.id):
            raise NoLines(number=found.number)
        party_id(book, "customer", found.party)
        order = copy_head(book, found.id, next_number(book, SALE.kind), "draft")
        book.execute(
            "INSERT INTO document_line (document_id, line_no, item_id, quantity, price, discount, location_id) "
            "SELECT CAST(? AS BIGINT), line_no, item_id, quantity, price, discount, location_id FROM document_line "
            "WHERE document_id = ?",
            order[0],
            found.id,
        )
        book.execute("UPDATE document SET status = 'closed' WHERE id = ?", found.id)
        return remember(book, order[1])


def copy_head(book: Book, source_id: int, number: str, status: str) -> tuple[int, str]:
    """A new sales order for the customer of document `source_id`, with its head, that names it; id and number. Inside the
    caller's transaction."""
    row = book.row(
        "SELECT party_id, their_reference, due, note, heading FROM document WHERE id = ?", source_id
    )
    assert row is not None
    party, reference, due, note, heading = row
    id_ = book.insert(
        "document",
        kind=SALE.kind,
        number=number,
        status=status,
        party_id=party,
        source_id=source_id,
        their_reference=reference,
        due=due,
        note=note,
        heading=heading,
        station_id=book.station_id,
        operator_id=book.operator_id,
        created_at=book.stamp(),
    )
    return id_, number

"""Sales orders: draft, confirmed, closed. Choosing serials for a line and shipping are flows of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import order_edit, order_heads, order_lists, order_ways, orders
from models.book import Book
from models.numbering import next_number
from models.once import answered, first, remember
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.order_lists import Waiting
from models.orders import SALE, Linked, OrderLine
from models.parties import PartyCard
from models.parties import view as view_party
from models.quoting import copy_head


@dataclass(frozen=True)
class SalesOrder:
    """One sales order in full. `status` is draft, open (confirmed), closed or cancelled; `source` is the quote or the order
    it was made from."""

    number: str
    status: str
    customer: PartyCard
    their_reference: str
    due: date | None
    note: str
    created_at: str
    lines: tuple[OrderLine, ...]
    shipments: tuple[Linked, ...]
    heading: str = ""
    source: str = ""
    invoices: tuple[Linked, ...] = ()
    backorders: tuple[Linked, ...] = ()


@dataclass(frozen=True)
class SalesCounts:
    """What the first screen says: orders that nobody has begun to pick, and shipments begun and not
    confirmed."""

    to_pick: int
    picked: int


def view(book: Book, *, number: str) -> SalesOrder:
    """One sales order. Raises OrderUnknown."""
    head = orders.head(book, SALE, number)
    made = orders.linked(book, head.id)
    return SalesOrder(
        number=head.number,
        status=head.status,
        customer=view_party(book, kind="customer", number=head.party),
        their_reference=head.their_reference,
        due=head.due,
        note=head.note,
        created_at=head.created_at,
        lines=orders.lines(book, head.id),
        shipments=tuple(one for one in made if one.kind == "SH"),
        heading=head.heading,
        source=head.source,
        invoices=tuple(one for one in made if one.kind == "IN"),
        backorders=tuple(one for one in made if one.kind == "SO"),
    )


def waiting(book: Book, *, limit: int = 500) -> tuple[Waiting, ...]:
    """Confirmed and not yet shipped in full, what is due first before the others; at most `limit` orders."""
    return order_lists.waiting(book, SALE, limit)


def counts(book: Book) -> SalesCounts:
    """How many orders wait to be picked, and how many shipments are begun."""
    picked = book.value("SELECT count(*) FROM document WHERE kind = 'SH' AND status = 'draft'")
    to_pick = sum(1 for order in waiting(book, limit=100_000) if not order.drafts)
    return SalesCounts(to_pick, int(picked))


def create(
    book: Book,
    *,
    customer: str,
    their_reference: str = "",
    due: date | None = None,
    note: str = "",
    heading: str = "",
    lines: Sequence[NewLine] = (),
) -> SalesOrder:
    """A new draft; prices in minor units, discounts in hundredths of a percent. Raises CustomerUnknown, CustomerBlocked,
    and as `order_edit.create`."""
    with book.write():
        number = order_edit.create(
            book,
            SALE,
            party=customer,
            their_reference=their_reference,
            due=due,
            note=note,
            wanted=lines,
            heading=heading,
        )
        return view(book, number=number)


def change(book: Book, *, number: str, change: HeadChange) -> SalesOrder:
    """Change the head of a draft or confirmed one. Raises as `order_heads.change_head`."""
    with book.write():
        order_heads.change_head(book, SALE, number, change)
        return view(book, number=number)


def set_line(book: Book, *, number: str, line: NewLine) -> SalesOrder:
    """Add one line (no `line_no`) or replace one. Raises as `order_edit.put_line`."""
    with book.write():
        order_edit.put_line(book, SALE, number, line)
        return view(book, number=number)


def remove_line(book: Book, *, number: str, line_no: int) -> SalesOrder:
    """Remove one line. Raises as `order_edit.remove_line`."""
    with book.write():
        order_edit.remove_line(book, SALE, number, line_no)
        return view(book, number=number)


def confirm(book: Book, *, number: str) -> SalesOrder:
    """The customer gets it. Raises OrderNotDraft, NoLines, ItemBlocked."""
    with book.write():
        order_ways.opened(book, SALE, number)
        return view(book, number=number)


def cancel(book: Book, *, number: str) -> SalesOrder:
    """Nothing will go; every reserved serial is free at once. Raises OrderFinished, OrderHasDraft,
    OrderPartlyDone."""
    with book.write():
        order_ways.cancelled(book, SALE, number)
        return view(book, number=number)


def close(book: Book, *, number: str) -> SalesOrder:
    """No more will go. Raises OrderNotOpen, OrderHasDraft."""
    with book.write():
        order_ways.closed(book, SALE, number)
        return view(book, number=number)


def backorder(book: Book, *, number: str) -> str:
    """What is still to go moves to a new confirmed order that names this one, with the serials reserved for it; this one ends
    with what has left. The new order's number. Raises OrderNotOpen, OrderHasDraft, NothingToBackorder,
    NothingLeftToBackorder."""
    with book.write():
        if not first(book):
            return answered(book)
        found = order_ways.rest_of(book, SALE, number)
        order_id, made = copy_head(book, found.id, next_number(book, SALE.kind), "open")
        for line in orders.lines(book, found.id):
            if line.outstanding:
                item, place = (
                    book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line.id) or ()
                )
                moved = book.insert(
                    "document_line",
                    document_id=order_id,
                    line_no=line.line_no,
                    item_id=item,
                    location_id=place,
                    quantity=line.outstanding,
                    price=line.price,
                    discount=line.discount,
                )
                book.execute(
                    "UPDATE entry SET document_id = ?, line_id = ? WHERE line_id = ? AND meaning = 'reserve'",
                    order_id,
                    moved,
                    line.id,
                )
                book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.done, line.id)
        book.execute("UPDATE document SET status = 'closed' WHERE id = ?", found.id)
        return remember(book, made)

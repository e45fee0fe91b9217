"""Purchase orders: draft, ordered, closed; and the list of serials a supplier sends ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import order_edit, order_heads, order_lists, order_ways, orders, serial_text
from models.book import Book
from models.dialect import as_json
from models.language import say
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.order_lists import Waiting
from models.orders import PURCHASE, Linked, OrderLine
from models.parties import PartyCard
from models.parties import view as view_party
from models.refusals_orders import BadLine, ExpectedSerialsRefused, OrderLineUnknown, OrderLineWithoutSerials
from models.serial_kinds import same_as


@dataclass(frozen=True)
class PurchaseOrder:
    """One purchase order in full. `status` is draft, open (ordered), closed or cancelled."""

    number: str
    status: str
    supplier: PartyCard
    their_reference: str
    due: date | None
    note: str
    created_at: str
    lines: tuple[OrderLine, ...]
    receipts: tuple[Linked, ...]


@dataclass(frozen=True)
class Expected:
    """What a line expects after a supplier's list was loaded. `repeated` were on the list or the line
    already."""

    number: str
    line_no: int
    item: str
    count: int
    added: int
    repeated: int


def view(book: Book, *, number: str) -> PurchaseOrder:
    """One purchase order. Raises OrderUnknown."""
    head = orders.head(book, PURCHASE, number)
    return PurchaseOrder(
        number=head.number,
        status=head.status,
        supplier=view_party(book, kind="supplier", number=head.party),
        their_reference=head.their_reference,
        due=head.due,
        note=head.note,
        created_at=head.created_at,
        lines=orders.lines(book, head.id),
        receipts=orders.linked(book, head.id),
    )


def waiting(book: Book, *, limit: int = 500) -> tuple[Waiting, ...]:
    """Ordered and not yet received in full, what is due first before the others; at most `limit` orders."""
    return order_lists.waiting(book, PURCHASE, limit)


def create(
    book: Book,
    *,
    supplier: str,
    their_reference: str = "",
    due: date | None = None,
    note: str = "",
    lines: Sequence[NewLine] = (),
) -> PurchaseOrder:
    """A new draft; prices in minor units. Raises SupplierUnknown, SupplierBlocked, and as `order_edit.create`."""
    with book.write():
        number = order_edit.create(
            book, PURCHASE, party=supplier, their_reference=their_reference, due=due, note=note, wanted=lines
        )
        return view(book, number=number)


def change(book: Book, *, number: str, change: HeadChange) -> PurchaseOrder:
    """Change the head of a draft or ordered one. Raises as `order_heads.change_head`."""
    with book.write():
        order_heads.change_head(book, PURCHASE, number, change)
        return view(book, number=number)


def set_line(book: Book, *, number: str, line: NewLine) -> PurchaseOrder:
    """Add one line (no `line_no`) or replace one. Raises as `order_edit.put_line`."""
    with book.write():
        order_edit.put_line(book, PURCHASE, number, line)
        return view(book, number=number)


def remove_line(book: Book, *, number: str, line_no: int) -> PurchaseOrder:
    """Remove one line. Raises as `order_edit.remove_line`."""
    with book.write():
        order_edit.remove_line(book, PURCHASE, number, line_no)
        return view(book, number=number)


def mark_ordered(book: Book, *, number: str) -> PurchaseOrder:
    """The supplier has it now. Raises OrderNotDraft, NoLines, ItemBlocked."""
    with book.write():
        order_ways.opened(book, PURCHASE, number)
        return view(book, number=number)


def cancel(book: Book, *, number: str) -> PurchaseOrder:
    """Nothing will come. Raises OrderFinished, OrderHasDraft, OrderPartlyDone."""
    with book.write():
        order_ways.cancelled(book, PURCHASE, number)
        return view(book, number=number)


def close(book: Book, *, number: str) -> PurchaseOrder:
    """No more will come. Raises OrderNotOpen, OrderHasDraft."""
    with book.write():
        order_ways.closed(book, PURCHASE, number)
        return view(book, number=number)


def expect(
    book: Book, *, number: str, line_no: int, serials: Sequence[str], replace: bool = False
) -> Expected:
    """Load the serials a supplier says will come on a line, in addition to those known or in their place.
    One bad serial and nothing is kept: ExpectedSerialsRefused names every bad one. Raises OrderFinished,
    OrderLineUnknown, OrderLineWithoutSerials."""
    with book.write():
        head = orders.editable(book, PURCHASE, number)
        line = _serial_line(book, head.id, number, line_no)
        kept = _checked(book, line, serials)
        if replace:
            book.execute("DELETE FROM expected_serial WHERE line_id = ?", line.id)
        added = book.execute(
            "INSERT INTO expected_serial (line_id, serial, same) SELECT line, serial, same FROM "  # noqa: S608
            f"{book.batch('line int, serial text, same text')} AS b WHERE true ON CONFLICT DO NOTHING",
            as_json([[line.id, serial, same] for serial, same in kept.items()]),
        )
        count = book.value("SELECT count(*) FROM expected_serial WHERE line_id = ?", line.id)
    return Expected(number, line_no, line.item, int(count), added, len(serials) - added)


def expected(book: Book, *, number: str, line_no: int) -> tuple[str, ...]:
    """The serials that a supplier has announced for a line, sorted. Raises OrderUnknown, OrderLineUnknown,
    OrderLineWithoutSerials."""
    line = _serial_line(book, orders.head(book, PURCHASE, number).id, number, line_no)
    found = book.rows("SELECT serial FROM expected_serial WHERE line_id = ? ORDER BY serial", line.id)
    return tuple(serial for (serial,) in found)


def _serial_line(book: Book, order_id: int, number: str, line_no: int) -> OrderLine:
    for line in orders.lines(book, order_id):
        if line.line_no == line_no:
            if not line.has_serials:
                raise OrderLineWithoutSerials(number=number, line_no=line_no, item=line.item)
            return line
    raise OrderLineUnknown(number=number, line_no=line_no)


def _checked(book: Book, line: OrderLine, serials: Sequence[str]) -> dict[str, str | None]:
    """Each serial as it was announced, with the form in which it is compared."""
    from models.items import view as view_item

    pattern = view_item(book, number=line.item).pattern
    kept: dict[str, str | None] = {}
    bad: list[BadLine] = []
    for place, serial in enumerate(serials, start=1):
        typed = serial_text.trimmed(serial)
        never, missed = serial_text.fault(typed), pattern.fault(typed)
        if never is not None:
            bad.append(BadLine(place, "", never.sentence))
        elif missed is not None:
            bad.append(BadLine(place, "", f"{typed}: {say(missed[0], **missed[1])}"))
        kept[typed] = same_as(pattern.kind, typed)
    if bad:
        raise ExpectedSerialsRefused(lines=tuple(bad))
    return kept

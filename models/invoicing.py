"""Invoices: what a customer pays for. A draft until it is posted, and final then.

1. `from_order` takes an order's lines, all of them or only what has left; `from_shipment` what one shipment delivered;
   `create` begins one by hand. A draft that was begun is offered again.
2. `set_line`, `remove_line`, `change` edit the draft; serials of goods that no shipment has brought out are chosen in their
   list (`models.entry`), or by `scan`.
3. `invoice_posting.post` gives it its number and brings out what has not left yet. A draft has no number of the series.
"""

from collections.abc import Mapping, Sequence

from models import entry, order_edit, order_heads, orders
from models.adjusting import LineHasSerials
from models.book import Book
from models.entry import Added
from models.goods_documents import Head, draft_of, head, still_draft
from models.goods_documents import create as new_draft
from models.goods_lines import numbered
from models.invoice_sources import from_goods, from_rest, left_of
from models.invoices import Invoice, view
from models.journal import refusals_kept
from models.once import first
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.orders import INVOICE
from models.refusals import Ask
from models.refusals_orders import OrderPartyFixed
from models.refusals_sales import (
    InvoiceLineBelowSerials,
    InvoiceLineFollowsShipment,
    InvoiceLineFromOrder,
    InvoiceMoreThanOrdered,
    NothingShippedToInvoice,
    NothingToInvoice,
    NotShippedYet,
    OrderNotConfirmed,
    PostedIsFinal,
)
from models.sale_lines import SaleLine, invoice_lines
from models.scanned_line import line_of
from models.serial_text import trimmed


def create(
    book: Book,
    *,
    customer: str,
    heading: str = "",
    their_reference: str = "",
    note: str = "",
    lines: Sequence[NewLine] = (),
) -> Invoice:
    """A new draft by hand: its goods leave stock when it is posted. Raises as `selling.create`."""
    with book.write():
        number = order_edit.create(
            book,
            INVOICE,
            party=customer,
            their_reference=their_reference,
            due=None,
            note=note,
            wanted=lines,
            heading=heading,
        )
        return view(book, number=number)


def from_order(book: Book, *, order: str, shipped_only: bool = False) -> Invoice:
    """The draft invoice of a sales order, made now if there is none: everything not invoiced yet, or only what has left.
    Raises NoSuchDocument, OrderNotConfirmed, OrderHasDraft, NothingToInvoice, NothingShippedToInvoice."""
    with book.write():
        found = head(book, order, "SO", lock=True)
        if found.status not in ("open", "closed"):
            raise OrderNotConfirmed(number=found.number, status=found.status)
        number = draft_of(book, found, "IN")
        if number is None:
            lines = from_goods(book, found.id)
            if not shipped_only and found.status == "open":
                lines += from_rest(book, found)
            if not lines:
                raise (NothingShippedToInvoice if shipped_only else NothingToInvoice)(number=found.number)
            number = _made(book, found, lines)
        return view(book, number=number)


def from_shipment(book: Book, *, shipment: str) -> Invoice:
    """The draft invoice of what one shipment delivered, made now if there is none. Raises NoSuchDocument, NotShippedYet,
    NothingToInvoice."""
    with book.write():
        found = head(book, shipment, "SH", lock=True)
        if found.status != "posted":
            raise NotShippedYet(number=found.number, status=found.status)
        number = book.value(
            "SELECT d.number FROM document d JOIN document_line n ON n.document_id = d.id "
            "JOIN document_line l ON l.id = n.source_id WHERE d.kind = 'IN' AND d.status = 'draft' "
            "AND l.document_id = ? ORDER BY d.id",
            found.id,
        )
        if number is None:
            assert found.source_id is not None
            lines = from_goods(book, found.source_id, found.id)
            if not lines:
                raise NothingToInvoice(number=found.number)
            order = book.value("SELECT number FROM document WHERE id = ?", found.source_id)
            number = _made(book, head(book, order, "SO"), lines)
        return view(book, number=number)


def _made(book: Book, order: Head, lines: Sequence[tuple[int, int, int, int, int]]) -> str:
    """A draft for the customer of `order`; each line is (source line, item, quantity, price, discount)."""
    reference, note, heading = book.row(
        "SELECT their_reference, note, heading FROM document WHERE id = ?", order.id
    ) or ("", "", "")
    made = new_draft(
        book,
        "IN",
        party_id=order.party_id,
        source_id=order.id,
        their_reference=reference,
        note=note,
        heading=heading,
    )
    for n, (source, item, quantity, price, discount) in enumerate(lines, start=1):
        book.insert(
            "document_line",
            document_id=made.id,
            line_no=n,
            item_id=item,
            quantity=int(quantity),
            price=price,
            discount=discount,
            source_id=source,
        )
    return made.number


def editable(book: Book, number: str) -> Head:
    """The draft with `number`, held until the transaction ends. Raises NoSuchDocument, PostedIsFinal, NotEditable."""
    found = head(book, number, "IN", lock=True)
    if found.status == "posted":
        raise PostedIsFinal(number=found.number)
    return still_draft(found)


def change(book: Book, *, number: str, change: HeadChange) -> Invoice:
    """Change the head of a draft. The customer of one that was made from an order stays. Raises NotEditable, PostedIsFinal,
    OrderPartyFixed."""
    with book.write():
        found = editable(book, number)
        old = orders.head(book, INVOICE, found.number)
        if old.source and change.party not in (None, old.party):
            raise OrderPartyFixed(number=found.number, party=old.party, document=old.source)
        order_heads.change_head(book, INVOICE, found.number, change)
        return view(book, number=found.number)


def set_line(book: Book, *, number: str, line: NewLine) -> Invoice:
    """Add a line by hand (no `line_no`) or change one. Raises NotEditable, PostedIsFinal, InvoiceMoreThanOrdered,
    InvoiceLineFollowsShipment, InvoiceLineFromOrder, InvoiceLineBelowSerials, and as `selling.set_line`."""
    with book.write():
        found = editable(book, number)
        if line.line_no is not None:
            _may_become(
                book, found, numbered(invoice_lines(book, found.id), found.number, line.line_no), line
            )
        order_edit.put_line(book, INVOICE, found.number, line)
        return view(book, number=found.number)


def _may_become(book: Book, found: Head, old: SaleLine, new: NewLine) -> None:
    if old.source_kind == "SH" and old.has_serials and (new.item, new.quantity) != (old.item, old.quantity):
        raise InvoiceLineFollowsShipment(line=old.line_no, number=found.number, source=old.source)
    if new.item != old.item and old.source:
        raise InvoiceLineFromOrder(line=old.line_no, number=found.number, source=old.source)
    if old.source_line_id is not None:
        most = left_of(book, old.source_line_id, old.source_kind, found.id)
        if new.quantity > most:
            raise InvoiceMoreThanOrdered(
                line=old.line_no,
                number=found.number,
                quantity=new.quantity,
                item=old.item,
                most=most,
                source=old.source,
            )
    if old.delivers and old.entered and (new.item != old.item or new.quantity < old.entered):
        raise InvoiceLineBelowSerials(
            count=old.entered, item=old.item, quantity=new.quantity if new.item == old.item else 0
        )


def remove_line(book: Book, *, number: str, line_no: int) -> Invoice:
    """Take a line off a draft: what it would have sold can be invoiced later. Raises LineGone, LineHasSerials,
    NotEditable, PostedIsFinal."""
    with book.write():
        found = editable(book, number)
        if first(book):
            line = numbered(invoice_lines(book, found.id), found.number, line_no)
            if line.delivers and line.entered:
                raise LineHasSerials(line=line_no, count=line.entered)
            book.execute("DELETE FROM document_line WHERE id = ?", line.id)
        return view(book, number=found.number)


def scan(
    book: Book,
    *,
    number: str,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    item: str = "",
    sure: Mapping[str, str] | None = None,
) -> Added:
    """Take one scan to its own line of a draft (R25). `item` answers WhichItem. Raises the refusals of `refusals_scan`; a
    question about a serial number that nobody knows yet names its line (field `line_id`)."""
    found = head(book, number, "IN")
    with refusals_kept(book, text, how, source, raw, found.id):
        lines = [line for line in invoice_lines(book, found.id) if line.delivers]
        line_id = line_of(book, found, lines, trimmed(text), item, full=lambda ln: ln.entered >= ln.quantity)
    try:
        return entry.add(book, line_id=line_id, text=text, how=how, source=source, raw=raw, sure=sure)
    except Ask as ask:
        ask.fields["line_id"] = line_id
        raise

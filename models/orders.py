"""What purchase orders and sales orders have in common: reading them, their lists, and their way from draft
to closed.

What is done on a line is never stored: it is the sum of the posted receipts or shipments that name the
line.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models import texts
from models.book import Book, Row
from models.refusals_orders import (
    DateUnreadable,
    OrderFinished,
    OrderUnknown,
)
from models.rows import held
from models.vat import USUAL_RATE, Priced


@dataclass(frozen=True)
class Flow:
    """One sort of order: its kind, the kind of what comes of it, of its party, and the price it takes. A quote and an invoice
    are made like an order."""

    kind: Literal["PO", "SO", "QU", "IN", "CN", "RP", "RS"]
    child: Literal["GR", "SH", "SO", "CN", "RP", "RS"]
    party: Literal["supplier", "customer"]
    price: Literal["cost_price", "sales_price"]


PURCHASE = Flow("PO", "GR", "supplier", "cost_price")
SALE = Flow("SO", "SH", "customer", "sales_price")
QUOTE = Flow("QU", "SO", "customer", "sales_price")
INVOICE = Flow("IN", "CN", "customer", "sales_price")
CREDIT = Flow("CN", "CN", "customer", "sales_price")
REPAIRS = Flow("RP", "RP", "customer", "sales_price")
SUPPLIER_RETURNS = Flow("RS", "RS", "supplier", "cost_price")
OPEN_WORDS = {"PO": "ordered", "SO": "confirmed", "QU": "open", "IN": "open", "CN": "open", "RP": "here"}
"""What an open order is to people."""


@dataclass(frozen=True)
class OrderLine:
    """One line. `done` is received or shipped, `reserved` the serials chosen and not yet shipped,
    `expected_count` the serials on the supplier's list. `price` is minor units each, `discount` and `vat_rate`
    (the item's, whoever buys) hundredths of a percent."""

    id: int
    line_no: int
    item: str
    name: str
    unit: str
    has_serials: bool
    quantity: int
    price: int
    location: str
    done: int
    reserved: int
    expected_count: int
    discount: int = 0
    vat_rate: int = 0

    @property
    def priced(self) -> Priced:
        """What it costs."""
        return Priced(self.quantity, self.price, self.discount, self.vat_rate)

    @property
    def outstanding(self) -> int:
        """What is still to come or to go."""
        return max(0, self.quantity - self.done)


@dataclass(frozen=True)
class Linked:
    """A document that was made from an order, such as a receipt, a shipment or an invoice."""

    number: str
    status: str
    kind: str = ""


@dataclass(frozen=True)
class OrderHead:
    """The first row of an order; `party` is the number of its supplier or customer, `source` of what it was made from."""

    id: int
    number: str
    status: str
    party: str
    their_reference: str
    due: date | None
    note: str
    created_at: str
    heading: str = ""
    valid_until: date | None = None
    source: str = ""


DONE = (
    "COALESCE((SELECT sum(c.quantity) FROM document_line c JOIN document cd ON cd.id = c.document_id "
    "WHERE c.source_id = n.id AND cd.kind IN ('GR', 'SH', 'IN') AND cd.status = 'posted'), 0)"
)
VAT_RATE = (
    "COALESCE(n.vat_rate, i.vat_rate, (SELECT CAST(s.value AS BIGINT) FROM setting s WHERE s.key = 'vat.rate'), "  # noqa: S608
    f"{USUAL_RATE})"
)
LINES = (
    "SELECT n.id, n.line_no, i.number, i.name, i.unit, i.has_serials, n.quantity, n.price, "  # noqa: S608
    f"COALESCE(l.number, ''), {DONE}, "
    "(SELECT count(*) FROM entry e WHERE e.line_id = n.id AND e.meaning = 'reserve'), "
    f"(SELECT count(*) FROM expected_serial x WHERE x.line_id = n.id), n.discount, {VAT_RATE} "
    "FROM document_line n JOIN item i ON i.id = n.item_id LEFT JOIN location l ON l.id = n.location_id "
    "WHERE n.document_id = ? ORDER BY n.line_no"
)
HEAD = (
    "SELECT d.id, d.number, d.status, COALESCE(p.number, ''), d.their_reference, d.due, d.note, d.created_at, "
    "d.heading, d.valid_until, COALESCE(o.number, '') FROM document d LEFT JOIN party p ON p.id = d.party_id "
    "LEFT JOIN document o ON o.id = d.source_id WHERE d.kind = ? AND d.number = ?"
)


def head(book: Book, flow: Flow, number: str) -> OrderHead:
    """The head of one order. Raises OrderUnknown."""
    row = book.row(HEAD, flow.kind, number)
    if row is None:
        raise OrderUnknown(number=number)
    found, said, status, party, reference, due, note, created, heading, until, source = row
    return OrderHead(
        found, said, status, party, reference, due_date(due), note, created, heading, due_date(until), source
    )


def held_head(book: Book, flow: Flow, number: str) -> OrderHead:
    """Like `head`, with the order's row locked until the transaction ends. Raises OrderUnknown."""
    if held(book, "SELECT id FROM document WHERE kind = ? AND number = ?", flow.kind, number) is None:
        raise OrderUnknown(number=number)
    return head(book, flow, number)


def state_word(flow: Flow, status: str) -> str:
    """The word for an order's status."""
    return OPEN_WORDS[flow.kind] if status == "open" else status


def editable(book: Book, flow: Flow, number: str) -> OrderHead:
    """A locked order that is draft or open. Raises OrderUnknown, OrderFinished."""
    found = held_head(book, flow, number)
    if found.status not in ("draft", "open"):
        raise OrderFinished(number=number, status=found.status)
    return found


def lines(book: Book, order_id: int) -> tuple[OrderLine, ...]:
    """The lines of an order by line number; what is done on each is the sum of posted lines that name it."""
    return tuple(_line(row) for row in book.rows(LINES, order_id))


def linked(book: Book, order_id: int) -> tuple[Linked, ...]:
    """What was made from an order, oldest first."""
    found = book.rows("SELECT number, status, kind FROM document WHERE source_id = ? ORDER BY id", order_id)
    return tuple(Linked(*row) for row in found)


def due_date(text: str | None) -> date | None:
    """The day behind "2026-11-23"; None for nothing. Raises DateUnreadable."""
    typed = (text or "").strip()
    if not typed:
        return None
    try:
        if len(typed) != 10:
            raise ValueError(typed)
        return date.fromisoformat(typed)
    except ValueError as error:
        raise DateUnreadable(value=typed) from error


def reference(text: str) -> str:
    """The other side's own number for an order, as the book keeps it: one line of at most 60 characters. Raises
    TextTooLong, TextUnprintable."""
    return texts.line("Their reference", text, most=60, empty=True)


def _line(row: Row) -> OrderLine:
    (
        found,
        line_no,
        item,
        name,
        unit,
        serials,
        quantity,
        price,
        location,
        done,
        reserved,
        expected,
        *price_facts,
    ) = row
    return OrderLine(
        found,
        line_no,
        item,
        name,
        unit,
        bool(serials),
        quantity,
        price,
        location,
        int(done),
        reserved,
        expected,
        *price_facts,
    )

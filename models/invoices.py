"""Invoices as they stand: read for the screens, and for the verbs of `invoicing`."""

from dataclasses import dataclass
from datetime import date

from models import orders
from models.book import Book
from models.documents import VatTotal
from models.goods_documents import head
from models.orders import INVOICE, Linked
from models.paper_sales import zone_of
from models.parties import PartyCard
from models.parties import view as view_party
from models.sale_lines import SaleLine, invoice_lines
from models.vat import Zone, totals


@dataclass(frozen=True)
class Invoice:
    """One invoice in full. `status` is draft, posted or cancelled; `order` is what it was made from; `totals` are what it comes
    to for this customer."""

    id: int
    number: str
    status: str
    customer: PartyCard
    zone: Zone
    heading: str
    their_reference: str
    due: date | None
    note: str
    created_at: str
    posted_at: str
    order: str
    lines: tuple[SaleLine, ...]
    totals: tuple[VatTotal, ...]
    credit_notes: tuple[Linked, ...]


def view(book: Book, *, number: str) -> Invoice:
    """One invoice, by its number or by the name it had as a draft. Raises NoSuchDocument."""
    found = head(book, number, "IN")
    facts = orders.head(book, INVOICE, found.number)
    customer = view_party(book, kind="customer", number=facts.party)
    zone = zone_of(book, found, customer)
    lines = invoice_lines(book, found.id)
    return Invoice(
        id=found.id,
        number=found.number,
        status=found.status,
        customer=customer,
        zone=zone,
        heading=facts.heading,
        their_reference=facts.their_reference,
        due=facts.due,
        note=facts.note,
        created_at=facts.created_at,
        posted_at=book.value("SELECT posted_at FROM document WHERE id = ?", found.id) or "",
        order=facts.source,
        lines=lines,
        totals=totals((line.priced for line in lines), zone),
        credit_notes=orders.linked(book, found.id),
    )

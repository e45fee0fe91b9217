"""Credit notes as they are read: one in full, and pages of them."""

from dataclasses import dataclass

from models.book import Book
from models.documents import VatTotal
from models.goods_documents import head
from models.paper_sales import zone_of
from models.parties import PartyCard
from models.parties import view as view_party
from models.sale_lines import SaleLine, credit_lines
from models.vat import Zone, totals


@dataclass(frozen=True)
class CreditNote:
    """One credit note in full. `restock` is Return to stock; on a line, `left` is what may be credited at most."""

    id: int
    number: str
    status: str
    invoice: str
    customer: PartyCard
    zone: Zone
    restock: bool
    reason: str
    note: str
    created_at: str
    posted_at: str
    lines: tuple[SaleLine, ...]
    totals: tuple[VatTotal, ...]


def view(book: Book, *, number: str) -> CreditNote:
    """One credit note, by its number or by the name it had as a draft. Raises NoSuchDocument."""
    found = head(book, number, "CN")
    row = book.row(
        "SELECT i.number, p.number, d.restock, d.reason, d.note, d.created_at, coalesce(d.posted_at, '') "
        "FROM document d JOIN document i ON i.id = d.source_id JOIN party p ON p.id = d.party_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    invoice, party, restock, reason, note, made, posted = row
    customer = view_party(book, kind="customer", number=party)
    zone = zone_of(book, found, customer)
    lines = credit_lines(book, found.id)
    return CreditNote(
        id=found.id,
        number=found.number,
        status=found.status,
        invoice=invoice,
        customer=customer,
        zone=zone,
        restock=bool(restock),
        reason=reason,
        note=note,
        created_at=made,
        posted_at=posted,
        lines=lines,
        totals=totals((line.priced for line in lines if line.quantity), zone),
    )

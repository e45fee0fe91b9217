"""Quotes, order confirmations, invoices and credit notes as paper sees them (R4.3).

A quote and an order confirmation say what the book says now. A posted invoice or credit note was frozen when it was posted
and says the same for ever, whatever happens to names, addresses and rates (R4.5).
"""

from collections.abc import Sequence
from datetime import date

from models import document_serials, frozen, orders, settings, vat
from models.book import Book, Row
from models.documents import SalesDocument, SalesKind, SalesLine
from models.fields import moment
from models.goods_documents import Head, head
from models.orders import OrderLine
from models.parties import PartyCard
from models.parties import view as view_party
from models.payment_terms import pay_by
from models.sale_lines import SaleLine, credit_lines, invoice_lines

KINDS: dict[str, SalesKind] = {
    "QU": "quote",
    "SO": "order-confirmation",
    "IN": "invoice",
    "CN": "credit-note",
}
POSTED = ("IN", "CN")


def quote(book: Book, *, number: str) -> SalesDocument:
    """A quote. Raises NoSuchDocument."""
    return _now(book, head(book, number, "QU"))


def order_confirmation(book: Book, *, number: str) -> SalesDocument:
    """A sales order, with the serials chosen for it and those that have left. Raises NoSuchDocument."""
    return _now(book, head(book, number, "SO"))


def invoice(book: Book, *, number: str) -> SalesDocument:
    """An invoice: as it was posted, or a draft as it stands (`draft`). Raises NoSuchDocument."""
    return _kept(book, head(book, number, "IN"))


def credit_note(book: Book, *, number: str) -> SalesDocument:
    """A credit note: as it was posted, or a draft as it stands (`draft`). Raises NoSuchDocument."""
    return _kept(book, head(book, number, "CN"))


def freeze(book: Book, *, number: str) -> None:
    """Keep what a document that was just posted says, inside the caller's transaction."""
    found = head(book, number, "IN", "CN")
    frozen.freeze(book, found.id, _now(book, found))


def _kept(book: Book, found: Head) -> SalesDocument:
    content = frozen.frozen(book, found.id)
    return frozen.thawed_sale(content) if content else _now(book, found)


def zone_of(book: Book, found: Head, customer: PartyCard) -> vat.Zone:
    """The VAT zone a document is reckoned in: as it was posted, or as the invoice was that a credit note counters; before
    that, as the customer's card says."""
    content = book.value(
        "SELECT content FROM frozen_paper WHERE document_id = ? OR document_id = ? ORDER BY document_id DESC",
        found.id,
        found.source_id if found.kind == "CN" else found.id,
    )
    if content is None:
        return vat.checked_zone(customer.vat_zone)
    kept = frozen.thawed_sale(content)
    return "eu" if kept.reverse_charge else "export" if kept.export else "domestic"


_FACTS = """
SELECT d.created_at, d.posted_at, d.heading, d.note, d.their_reference, d.due, d.valid_until, d.reason, d.restock, p.number,
  coalesce(o.name, ''), coalesce(s.number, ''), coalesce(s.kind, ''), coalesce(s.their_reference, ''), s.posted_at
FROM document d JOIN party p ON p.id = d.party_id LEFT JOIN operator o ON o.id = d.operator_id
LEFT JOIN document s ON s.id = d.source_id WHERE d.id = ?"""


def _now(book: Book, found: Head) -> SalesDocument:
    row = book.row(_FACTS, found.id)
    assert row is not None
    made, posted, heading, note, theirs, due, until, reason, restock, party, person, *source = row
    source_number, source_kind, source_theirs, source_posted = source
    customer = view_party(book, kind="customer", number=party)
    zone = zone_of(book, found, customer)
    lines = [line for line in _lines(book, found) if line.quantity]
    issued = _day(posted or made)
    shipments = book.rows(_SHIPMENTS[found.kind], found.id) if found.kind in _SHIPMENTS else []
    delivered = _delivered(lines, shipments) if found.kind == "IN" else orders.due_date(due)
    credit = found.kind == "CN"
    return SalesDocument(
        kind=KINDS[found.kind],
        number=found.number,
        issued=issued,
        seller=settings.company(book).party(),
        customer=customer.party(),
        deliver_to=customer.deliver_to(),
        currency=vat.currency(book),
        lines=on_paper(lines, zone, _serials(book, found)),
        totals=vat.totals((line.priced for line in lines), zone),
        language=customer.language,
        heading=heading,
        note=note,
        our_reference=person,
        their_reference=theirs or source_theirs,
        order=source_number if source_kind == "SO" else found.number if found.kind == "SO" else "",
        shipments=tuple(row[0] for row in shipments),
        delivery_date=None if delivered == issued else delivered,
        valid_until=orders.due_date(until),
        pay_by=pay_by(book, issued, customer.payment_days) if found.kind == "IN" else None,
        reverse_charge=zone == "eu",
        export=zone == "export",
        refers_to=source_number if credit else "",
        refers_to_date=_day(source_posted) if credit else None,
        reason=reason,
        returned=bool(restock) and credit,
        draft=_is_draft(found),
    )


def _is_draft(found: Head) -> bool:
    """Whether the paper says that it is not final: an order that is not confirmed, an invoice that is not posted."""
    return (
        found.status == "draft" if found.kind == "SO" else found.kind in POSTED and found.status != "posted"
    )


def lines_now(book: Book, number: str, zone: vat.Zone) -> tuple[SalesLine, ...]:
    """The lines of a document as its rows say them now, for a customer in `zone`. Raises NoSuchDocument."""
    found = head(book, number)
    return on_paper([line for line in _lines(book, found) if line.quantity], zone, _serials(book, found))


_SHIPMENTS = {
    "IN": (
        "SELECT DISTINCT sd.number, sd.posted_at, sd.id FROM document_line n JOIN document_line s ON s.id = n.source_id "
        "JOIN document sd ON sd.id = s.document_id WHERE n.document_id = ? AND sd.kind = 'SH' ORDER BY sd.id"
    ),
    "SO": "SELECT number, posted_at, id FROM document WHERE source_id = ? AND kind = 'SH' AND status = 'posted' ORDER BY id",
}
_ORDERED = """
SELECT l.line_no, s.serial FROM document_line l JOIN entry e ON e.line_id = l.id
JOIN serial_number s ON s.id = e.serial_id WHERE l.document_id = ?
UNION SELECT l.line_no, s.serial FROM document d JOIN document c ON c.source_id = d.id AND c.status = 'posted'
JOIN posting p ON p.document_id = c.id AND p.verb IN ('ship', 'invoice') JOIN movement m ON m.posting_id = p.id
JOIN document_line n ON n.id = m.line_id JOIN document_line l ON l.id = n.source_id AND l.document_id = d.id
JOIN serial_number s ON s.id = m.serial_id WHERE d.id = ? ORDER BY 1, 2"""


def _lines(book: Book, found: Head) -> tuple[OrderLine, ...] | tuple[SaleLine, ...]:
    if found.kind == "IN":
        return invoice_lines(book, found.id)
    if found.kind == "CN":
        return credit_lines(book, found.id)
    return orders.lines(book, found.id)


def _serials(book: Book, found: Head) -> dict[int, tuple[str, ...]]:
    """By line number: what was chosen for it, what it delivered, or what goes back."""
    if found.kind != "SO":
        return document_serials.on_document(book, number=found.number)
    of: dict[int, tuple[str, ...]] = {}
    for line_no, serial in book.rows(_ORDERED, found.id, found.id):
        of[line_no] = (*of.get(line_no, ()), serial)
    return of


def on_paper(
    lines: Sequence[OrderLine | SaleLine], zone: vat.Zone, serials: dict[int, tuple[str, ...]]
) -> tuple[SalesLine, ...]:
    """Priced lines as a customer in `zone`, or a supplier, reads them; `serials` by line number."""
    return tuple(
        SalesLine(
            item=line.item,
            name=line.name,
            unit=line.unit,
            quantity=line.quantity,
            price=line.price,
            discount=line.discount,
            vat_rate=vat.rate_in(zone, line.vat_rate),
            net=line.priced.net,
            serials=serials.get(line.line_no, ()),
        )
        for line in lines
    )


def _delivered(lines: Sequence[OrderLine | SaleLine], shipments: list[Row]) -> date | None:
    """The day the last of it left, when all of it left on shipments; None when it leaves with the invoice."""
    if not shipments or any(isinstance(line, SaleLine) and line.delivers for line in lines):
        return None
    return _day(max(row[1] for row in shipments))


def _day(at: str) -> date:
    """The day on the wall of this place."""
    return moment(at).astimezone().date()

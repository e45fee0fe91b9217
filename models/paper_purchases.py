"""A purchase order as paper sees it: what the book says now, marked a draft until the supplier has it."""

from models import purchasing, settings, vat
from models.book import Book
from models.documents import PurchaseOrder
from models.fields import moment
from models.goods_documents import head
from models.paper_sales import on_paper


def purchase_order(book: Book, *, number: str) -> PurchaseOrder:
    """A purchase order. Raises NoSuchDocument."""
    found = head(book, number, "PO")
    order = purchasing.view(book, number=found.number)
    zone = vat.checked_zone(order.supplier.vat_zone)
    buyer = settings.company(book).party()
    return PurchaseOrder(
        number=order.number,
        issued=moment(order.created_at).astimezone().date(),
        seller=order.supplier.party(),
        buyer=buyer,
        deliver_to=buyer,
        currency=vat.currency(book),
        lines=on_paper(order.lines, zone, {}),
        totals=vat.totals((line.priced for line in order.lines), zone),
        language=order.supplier.language,
        note=order.note,
        our_reference=_person(book, found.id),
        their_reference=order.their_reference,
        due=order.due,
        draft=order.status == "draft",
    )


def _person(book: Book, document_id: int) -> str:
    sql = "SELECT o.name FROM document d JOIN operator o ON o.id = d.operator_id WHERE d.id = ?"
    return str(book.value(sql, document_id) or "")

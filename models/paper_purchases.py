"""A purchase order as paper sees it: what the book says now, marked a draft until the supplier has it."""

from models import orders, purchasing, settings, vat
from models.book import Book
from models.documents import PurchaseOrder, SalesLine
from models.fields import moment
from models.goods_documents import head
from models.orders import OrderLine


def purchase_order(book: Book, *, number: str) -> PurchaseOrder:
    """A purchase order. Raises NoSuchDocument."""
    found = head(book, number, "PO")
    order = purchasing.view(book, number=found.number)
    zone = vat.checked_zone(order.supplier.vat_zone)
    lines = orders.lines(book, found.id)
    buyer = settings.company(book).party()
    return PurchaseOrder(
        number=order.number,
        issued=moment(order.created_at).astimezone().date(),
        seller=order.supplier.party(),
        buyer=buyer,
        deliver_to=buyer,
        currency=vat.currency(book),
        lines=tuple(_line(line, zone) for line in lines),
        totals=vat.totals((line.priced for line in lines), zone),
        language=order.supplier.language,
        note=order.note,
        our_reference=_person(book, found.id),
        their_reference=order.their_reference,
        due=order.due,
        draft=order.status == "draft",
    )


def _line(line: OrderLine, zone: vat.Zone) -> SalesLine:
    return SalesLine(
        item=line.item,
        name=line.name,
        unit=line.unit,
        quantity=line.quantity,
        price=line.price,
        discount=line.discount,
        vat_rate=vat.rate_in(zone, line.vat_rate),
        net=line.priced.net,
    )


def _person(book: Book, document_id: int) -> str:
    sql = "SELECT o.name FROM document d JOIN operator o ON o.id = d.operator_id WHERE d.id = ?"
    return str(book.value(sql, document_id) or "")

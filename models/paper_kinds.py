"""Every kind of paper a document has: which document it is made of, and whether it is final.

A delivery note, and an invoice or credit note that is posted, are final: what was printed first is printed for ever (R67).
All else says what the book says now; when that is something new, it is a new version. A draft is kept apart from what it
becomes, so that no draft is ever reprinted as the real one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from models import paper, paper_purchases, paper_sales
from models.book import Book
from models.documents import DeliveryNote, PickList, PurchaseOrder, SalesDocument
from models.goods_documents import head
from models.layout import Layout, PaperKind
from models.layout_rows import layout_for
from models.paper import StoredPaper
from models.refusals import Refusal

Document = DeliveryNote | PickList | SalesDocument | PurchaseOrder
SERIES: Mapping[PaperKind, str] = MappingProxyType(
    {
        "delivery-note": "SH",
        "pick-list": "SO",
        "quote": "QU",
        "order-confirmation": "SO",
        "invoice": "IN",
        "credit-note": "CN",
        "purchase-order": "PO",
    }
)
"""The kind of document each is made of; its numbers begin so."""
_MADE: Mapping[PaperKind, Callable[[Book, str], Document]] = MappingProxyType(
    {
        "delivery-note": lambda book, number: paper.delivery_note(book, number=number),
        "pick-list": lambda book, number: paper.pick_list(book, order=number),
        "quote": lambda book, number: paper_sales.quote(book, number=number),
        "order-confirmation": lambda book, number: paper_sales.order_confirmation(book, number=number),
        "invoice": lambda book, number: paper_sales.invoice(book, number=number),
        "credit-note": lambda book, number: paper_sales.credit_note(book, number=number),
        "purchase-order": lambda book, number: paper_purchases.purchase_order(book, number=number),
    }
)


class PaperCancelled(Refusal):
    template = "{number} is cancelled, so it is not printed."
    next_step = "Open the document that took its place."


@dataclass(frozen=True)
class Wanted:
    """A document to be drawn, and the number and kind under which its paper is kept. `instead` says it with the names of today,
    for the case that a name which was kept has a character no font draws. Of a `final` one, one paper is kept and no other."""

    number: str
    kind: str
    document: Document
    instead: Document | None = None
    final: bool = False


def wanted(book: Book, *, kind: PaperKind, number: str) -> StoredPaper | Wanted:
    """The stored original of a final document that was printed before; else the document as it is to be drawn. Raises
    NoSuchDocument, NotShipped, PaperCancelled."""
    found = head(book, number, SERIES[kind])
    if found.status == "cancelled" and kind != "delivery-note":
        raise PaperCancelled(number=found.number)
    draft = kind in ("invoice", "credit-note") and found.status != "posted"
    final = kind in ("delivery-note", "invoice", "credit-note") and not draft
    if final:
        original = paper.stored(book, number=found.number, kind=kind)
        if original is not None:
            return original
    layout = _layout(book, kind, found.id)
    document = replace(_MADE[kind](book, found.number), layout=layout)
    note = paper.note_now(book, number=found.number) if kind == "delivery-note" else None
    instead = replace(note, layout=layout) if note is not None else None
    return Wanted(found.number, f"{kind}-draft" if draft else kind, document, instead, final)


def kept(book: Book, *, wanted: Wanted, content: bytes) -> StoredPaper:
    """The paper that was drawn of a document, kept. Of a final one it is what was kept first: another station may have drawn it
    in the same moment, by a layout that has changed since. Raises NoSuchDocument."""
    with book.write():
        head(book, wanted.number, lock=True)
        if wanted.final and (original := paper.stored(book, number=wanted.number, kind=wanted.kind)):
            return original
        return StoredPaper(paper.keep(book, number=wanted.number, kind=wanted.kind, content=content), content)


def _layout(book: Book, kind: PaperKind, document_id: int) -> Layout:
    """How paper of a document looks today: by its customer's layout, or the default. A pick list keeps the language of the
    station, whose packers read it."""
    layout = layout_for(book, book.value("SELECT party_id FROM document WHERE id = ?", document_id))
    return replace(layout, language="") if kind == "pick-list" else layout

"""Any document as PDF: each kind is drawn by its own module, imported when it is first wanted."""

from models.documents import DeliveryNote, PickList, PurchaseOrder, SalesDocument
from printing.errors import NoGlyph

Document = DeliveryNote | PickList | SalesDocument | PurchaseOrder


def drawn(document: Document, instead: Document | None = None) -> bytes:
    """The PDF, the same bytes for the same document; that of `instead` where a character of the first has no font. Raises
    PrintRefused."""
    try:
        return _drawn(document)
    except NoGlyph:
        if instead is None:
            raise
        return _drawn(instead)


def _drawn(document: Document) -> bytes:
    if isinstance(document, DeliveryNote):
        from printing import delivery_note

        return delivery_note.render(document)
    if isinstance(document, PickList):
        from printing import pick_list

        return pick_list.render(document)
    if isinstance(document, PurchaseOrder):
        from printing import purchase_order

        return purchase_order.render(document)
    from printing import sales_document

    return sales_document.render(document)

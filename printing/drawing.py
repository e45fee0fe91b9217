"""Any document as PDF: each kind is drawn by its own module, imported when it is first wanted."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from models.documents import DeliveryNote, PickList, PurchaseOrder, SalesDocument
from printing.errors import NoGlyph

Document = DeliveryNote | PickList | SalesDocument | PurchaseOrder


def drawn(document: Document, instead: Document | None = None) -> bytes:
    """The PDF, the same bytes for the same document. `instead` says the same in other words: those of its texts stand where
    one of the document's has a character without a font, and no others. Raises PrintRefused."""
    try:
        return _drawn(document)
    except NoGlyph:
        if instead is None:
            raise
        return _drawn(_mended(document, instead))


def _mended(kept: Any, now: Any) -> Any:
    """`kept` with the texts of `now` for those that no font draws; a list that has another length now changes as a whole."""
    if isinstance(kept, str):
        return kept if _drawable(kept) else now
    if isinstance(kept, tuple):
        if len(kept) == len(now):
            return tuple(_mended(one, other) for one, other in zip(kept, now, strict=True))
        return kept if all(_drawable(one) for one in kept if isinstance(one, str)) else now
    if is_dataclass(kept) and not isinstance(kept, type):
        names = [field.name for field in fields(kept)]
        return replace(kept, **{name: _mended(getattr(kept, name), getattr(now, name)) for name in names})
    return kept


def _drawable(text: str) -> bool:
    from printing.fonts import BOLD, MONO, SANS
    from printing.page import press
    from printing.text import visible

    try:
        with press:
            for face in (SANS, BOLD, MONO):
                face.require(visible(text))
    except NoGlyph:
        return False
    return True


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

"""The sample of a layout as the PDF that a printer would get."""

from pathlib import Path

from models import logos
from models.documents import DeliveryNote, PickList, PurchaseOrder
from models.layout import Layout, PaperKind
from models.layout_sample import PageHead


def sample_pdf(kind: PaperKind, layout: Layout, head: PageHead, spoken: str) -> bytes:
    """The sample as paper of this kind, drawn by the same functions as the station's own; `spoken` is the language of a layout
    without one. Raises PrintRefused."""
    from models.layout_papers import sample
    from printing import delivery_note, pick_list, purchase_order, sales_document

    document = sample(kind, layout, head, spoken)
    if isinstance(document, DeliveryNote):
        return delivery_note.render(document)
    if isinstance(document, PickList):
        return pick_list.render(document)
    if isinstance(document, PurchaseOrder):
        return purchase_order.render(document)
    return sales_document.render(document)


def logo_of(file: Path) -> bytes:
    """The logo in a file of this station, tried on paper before it is kept: a picture that cannot be drawn would leave no
    document printable. Raises the refusals of `models.logos`, PrintRefused."""
    from printing.logo import logo

    content = logos.read(file)
    logo(content)
    return content

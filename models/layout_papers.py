"""The sample sale as the frozen documents that paper is drawn from: nothing of it is in the book."""

from datetime import UTC, datetime, time, timedelta

from models.documents import (
    DeliveryLine,
    DeliveryNote,
    Party,
    PickLine,
    PickList,
    PurchaseOrder,
    SalesDocument,
    SalesKind,
    SalesLine,
    VatTotal,
)
from models.language import say_in
from models.layout import Layout, PaperKind
from models.layout_sample import NUMBERS, VAT_RATE, PageHead, SampleLine, sample_language, sample_lines

Sample = DeliveryNote | PickList | SalesDocument | PurchaseOrder
PRICED: dict[PaperKind, SalesKind] = {
    "quote": "quote",
    "order-confirmation": "order-confirmation",
    "invoice": "invoice",
    "credit-note": "credit-note",
}
DAYS_VALID = 30


def sample(kind: PaperKind, layout: Layout, head: PageHead, spoken: str) -> Sample:
    """The sale as a document of this kind in this layout; `spoken` is the language of a layout without one of its own."""
    language = sample_language(kind, layout, spoken)
    lines = sample_lines(kind, language, head.today)
    if kind == "delivery-note":
        return _delivery_note(layout, head, language, lines)
    if kind == "pick-list":
        return _pick_list(layout, head, language, lines)
    if kind == "purchase-order":
        return _purchase_order(layout, head, language, lines)
    return _sales_document(PRICED[kind], layout, head, language, lines)


def _delivery_note(
    layout: Layout, head: PageHead, language: str, lines: tuple[SampleLine, ...]
) -> DeliveryNote:
    customer = _customer(language)
    return DeliveryNote(
        number=NUMBERS["delivery-note"],
        order=NUMBERS["order-confirmation"],
        their_reference="PO 7781",
        date=head.today,
        seller=head.seller,
        customer=customer,
        deliver_to=customer,
        lines=tuple(
            DeliveryLine(
                line.item,
                line.name,
                line.unit,
                line.ordered,
                line.delivered,
                line.ordered - line.delivered,
                line.serials,
                line.warranty_until,
            )
            for line in lines
        ),
        language=language,
        layout=layout,
    )


def _pick_list(layout: Layout, head: PageHead, language: str, lines: tuple[SampleLine, ...]) -> PickList:
    return PickList(
        order=NUMBERS["pick-list"],
        customer=_customer(language),
        ship_by=head.today,
        printed_at=datetime.combine(head.today, time(12), UTC),
        printed_by="",
        lines=tuple(
            PickLine(line.location, line.item, line.name, line.unit, line.delivered, line.serials)
            for line in lines
        ),
        language=language,
        layout=layout,
    )


def _sales_document(
    kind: SalesKind, layout: Layout, head: PageHead, language: str, lines: tuple[SampleLine, ...]
) -> SalesDocument:
    customer = _customer(language)
    return SalesDocument(
        kind=kind,
        number=NUMBERS[kind],
        issued=head.today,
        seller=head.seller,
        customer=customer,
        deliver_to=customer,
        currency=head.currency,
        lines=_priced(lines, serials=kind != "quote"),
        totals=_totals(lines),
        language=language,
        their_reference="PO 7781",
        valid_until=head.today + timedelta(days=DAYS_VALID) if kind == "quote" else None,
        refers_to=NUMBERS["invoice"] if kind == "credit-note" else "",
        refers_to_date=head.today if kind == "credit-note" else None,
        layout=layout,
    )


def _purchase_order(
    layout: Layout, head: PageHead, language: str, lines: tuple[SampleLine, ...]
) -> PurchaseOrder:
    return PurchaseOrder(
        number=NUMBERS["purchase-order"],
        issued=head.today,
        seller=Party(say_in(language, "Sample Supplier Ltd"), "S-1", ("Dock Road 3", "8000 Aarhus")),
        buyer=head.seller,
        deliver_to=head.seller,
        currency=head.currency,
        lines=_priced(lines, serials=False),
        totals=_totals(lines),
        language=language,
        layout=layout,
    )


def _customer(language: str) -> Party:
    return Party(say_in(language, "Sample Customer Ltd"), "C-1", ("Harbour Road 7", "9000 Aalborg"))


def _priced(lines: tuple[SampleLine, ...], *, serials: bool) -> tuple[SalesLine, ...]:
    return tuple(
        SalesLine(
            line.item,
            line.name,
            line.unit,
            line.delivered,
            line.price,
            line.discount,
            VAT_RATE,
            line.net,
            line.serials if serials else (),
        )
        for line in lines
    )


def _totals(lines: tuple[SampleLine, ...]) -> tuple[VatTotal, ...]:
    net = sum(line.net for line in lines)
    return (VatTotal(VAT_RATE, net, round(net * VAT_RATE / 10_000)),)

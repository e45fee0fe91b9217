"""The sample sale as the frozen documents that paper is drawn from: nothing of it is in the book."""

from datetime import UTC, datetime, time

from models.documents import DeliveryLine, DeliveryNote, Party, PickLine, PickList
from models.language import say_in
from models.layout import Layout
from models.layout_sample import NUMBERS, PageHead, sample_lines


def delivery_note(layout: Layout, head: PageHead, spoken: str) -> DeliveryNote:
    """What left the house."""
    language = layout.language or spoken
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
            )
            for line in sample_lines(language, head.today)
        ),
        language=language,
    )


def pick_list(layout: Layout, head: PageHead, spoken: str) -> PickList:
    """What is to be fetched."""
    language = layout.language or spoken
    return PickList(
        order=NUMBERS["pick-list"],
        customer=_customer(language),
        ship_by=head.today,
        printed_at=datetime.combine(head.today, time(12), UTC),
        printed_by="",
        lines=tuple(
            PickLine(line.location, line.item, line.name, line.unit, line.ordered, line.serials)
            for line in sample_lines(language, head.today)
        ),
        language=language,
    )


def _customer(language: str) -> Party:
    return Party(say_in(language, "Sample Customer Ltd"), "C-1", ("Harbour Road 7", "9000 Aalborg"))

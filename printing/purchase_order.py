"""The purchase order: what we want from a supplier, at which price, when and where."""

from models.documents import PurchaseOrder
from models.language import say_in
from printing.letterhead import letter
from printing.lines import lines_table
from printing.page import Strip, compose, press, space
from printing.priced import notes, priced_line, totals
from printing.sheet import BODY, NAME, STRONG
from printing.table import block, title
from printing.wording import addressed, long_date, tongue


def render(order: PurchaseOrder) -> bytes:
    """The order as PDF, the same bytes for the same order. PrintRefused when a text cannot be drawn."""
    language = tongue(order.layout, order.language)
    stamp = say_in(language, "DRAFT") if order.draft else ""
    with press:
        name = say_in(language, "Purchase order")
        frame = letter(name, order.number, order.buyer, order.layout, language, stamp)
        return compose(frame, [*_opening(order, language), *_body(order, language)])


def _opening(order: PurchaseOrder, language: str) -> list[Strip]:
    facts = [
        (say_in(language, "Date"), [long_date(order.issued, language)]),
        (say_in(language, "Delivery date"), [long_date(order.due, language) if order.due else "–"]),
        (say_in(language, "Your reference"), [order.their_reference or "–"]),
        (say_in(language, "Our reference"), [order.our_reference or "–"]),
    ]
    parties = [
        (say_in(language, "Supplier"), addressed(order.seller, language)),
        (say_in(language, "Deliver to"), addressed(order.deliver_to, language)),
        (say_in(language, "From"), addressed(order.buyer, language)),
    ]
    flow = [title(say_in(language, "Purchase order"), order.number)]
    if order.draft:
        flow += [*notes([say_in(language, "DRAFT: not ordered yet.")], NAME), space(8)]
    flow += [*block(facts, BODY), space(12), *block(parties, BODY, first=STRONG), space(20)]
    lines = notes([order.note])
    return [*flow, *lines, space(10)] if lines else flow


def _body(order: PurchaseOrder, language: str) -> list[Strip]:
    lines = [priced_line(line, language) for line in order.lines]
    return [
        *lines_table(lines, order.layout, "purchase-order", language),
        *totals(order.totals, say_in(language, "Total {currency}", currency=order.currency), language),
    ]

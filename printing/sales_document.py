"""Quote, order confirmation, invoice and credit note: one page of four kinds, with what the law asks of an invoice.

§ 58 of the Danish VAT order and directive 2006/112/EC art. 226: day of issue, number, both parties with their VAT numbers,
quantity and kind of the goods, day of delivery, price without VAT, discount, VAT by rate, and why where there is none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from models.documents import SalesDocument, SalesKind
from models.language import say_in
from printing.columns import has_column
from printing.letterhead import letter
from printing.lines import Line, lines_table
from printing.page import Strip, compose, press, space
from printing.priced import discounted, notes, priced_line, totals
from printing.sheet import BODY, NAME, STRONG
from printing.table import block, title
from printing.wording import addressed, long_date, short_date, tongue

TITLES: Final[dict[SalesKind, str]] = {
    "quote": "Quote",
    "order-confirmation": "Order confirmation",
    "invoice": "Invoice",
    "credit-note": "Credit note",
}
TOTALS: Final[dict[SalesKind, str]] = {
    "quote": "Total {currency}",
    "order-confirmation": "Total {currency}",
    "invoice": "To be paid {currency}",
    "credit-note": "Credited {currency}",
}
FACTS_BESIDE: Final = 4

Fact = tuple[str, Sequence[str]]


def render(document: SalesDocument) -> bytes:
    """The document as PDF, the same bytes for the same document. PrintRefused when a text cannot be drawn."""
    language = tongue(document.layout, document.language)
    stamp = say_in(language, "DRAFT") if document.draft else ""
    with press:
        name = say_in(language, TITLES[document.kind])
        frame = letter(name, document.number, document.seller, document.layout, language, stamp)
        return compose(frame, [*_opening(document, language), *_body(document, language)])


def _opening(document: SalesDocument, language: str) -> list[Strip]:
    flow = [title(say_in(language, TITLES[document.kind]), document.number)]
    if document.draft:
        flow += [*notes([_not_yet(document.kind, language)], NAME), space(8)]
    facts = _facts(document, language)
    for start in range(0, len(facts), FACTS_BESIDE):
        flow += [*block(_filled(facts[start : start + FACTS_BESIDE]), BODY), space(12)]
    flow += [*block(_parties(document, language), BODY, first=STRONG), space(20)]
    for texts, style in (([document.heading], NAME), ([document.note], BODY)):
        lines = notes(texts, style)
        flow += [*lines, space(10)] if lines else []
    return flow


def _not_yet(kind: SalesKind, language: str) -> str:
    if kind in ("invoice", "credit-note"):
        return say_in(language, "DRAFT: not posted, and not valid.")
    return say_in(language, "DRAFT: not confirmed yet.")


def _filled(facts: list[Fact]) -> list[Fact]:
    """Always as many beside each other, so that the rows stand under one another."""
    return [*facts, *([("", ())] * (FACTS_BESIDE - len(facts)))]


def _facts(document: SalesDocument, language: str) -> list[Fact]:
    """Days and references: those that are known, and the ones that a reader looks for."""
    order = document.order if document.kind != "order-confirmation" else ""
    facts = [
        (say_in(language, "Date"), long_date(document.issued, language)),
        (say_in(language, "Valid until"), _day(document.valid_until, language)),
        (say_in(language, "To be paid by"), _day(document.pay_by, language)),
        (say_in(language, "Delivery date"), _day(document.delivery_date, language)),
        (say_in(language, "Credits invoice"), _credited(document, language)),
        (say_in(language, "Our order"), order),
        (say_in(language, "Shipments"), ", ".join(document.shipments)),
        (say_in(language, "Your reference"), document.their_reference),
        (say_in(language, "Our reference"), document.our_reference),
    ]
    return [(label, [text]) for label, text in facts if text]


def _day(day: date | None, language: str) -> str:
    return long_date(day, language) if day else ""


def _credited(document: SalesDocument, language: str) -> str:
    if not document.refers_to or document.refers_to_date is None:
        return document.refers_to
    day = short_date(document.refers_to_date, language)
    return say_in(language, "{number} of {day}", number=document.refers_to, day=day)


def _parties(document: SalesDocument, language: str) -> list[Fact]:
    left = document.kind in ("invoice", "credit-note")
    return [
        (say_in(language, "Customer"), addressed(document.customer, language)),
        (
            say_in(language, "Delivered to" if left else "Deliver to"),
            addressed(document.deliver_to, language),
        ),
        (say_in(language, "From"), addressed(document.seller, language)),
    ]


def _body(document: SalesDocument, language: str) -> list[Strip]:
    last = say_in(language, TOTALS[document.kind], currency=document.currency)
    told = notes(_reasons(document, language))
    return [
        *lines_table(_lines(document, language), document.layout, document.kind, language),
        *totals(document.totals, last, language),
        *([space(14), *told] if told else []),
    ]


def _lines(document: SalesDocument, language: str) -> list[Line]:
    """The lines; a discount stands with the description where the layout has no column for it."""
    lines = [priced_line(line, language) for line in document.lines]
    if has_column(document.layout, document.kind, "discount"):
        return lines
    return [
        replace(line, cells={**line.cells, "description": discounted(sold, language)})
        for line, sold in zip(lines, document.lines, strict=True)
    ]


def _reasons(document: SalesDocument, language: str) -> list[str]:
    """Why no VAT is on it, why it goes back, and where the goods are."""
    texts = []
    if document.reverse_charge:
        texts.append(
            say_in(
                language,
                "Reverse charge: the customer accounts for the VAT, VAT no. {number} (directive 2006/112/EC, art. 138).",
                number=document.customer.vat_number,
            )
        )
    if document.export:
        texts.append(say_in(language, "Export out of the EU: without VAT (directive 2006/112/EC, art. 146)."))
    if document.reason:
        texts.append(say_in(language, "Reason: {reason}", reason=document.reason))
    if document.returned:
        texts.append(say_in(language, "The goods have come back."))
    return texts

"""What a document with prices has under its lines: net and VAT by rate, and the total (§ 58 of the Danish VAT order)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.documents import SalesLine, VatTotal
from models.language import say_in
from printing.lines import Line
from printing.page import Strip, space
from printing.sheet import BODY, INK, LEFT, ROOM, STRONG, Sheet, Style, paragraph
from printing.wording import amount, number, percentage

TOTALS_LEFT: Final = LEFT + ROOM * 0.45
TOTALS_WIDE: Final = ROOM * 0.55
AMOUNT_GAP: Final = 14.0
SUM: Final = Style(STRONG.face, 11, 17)


def priced_line(line: SalesLine, language: str) -> Line:
    """One line as its columns say it; no discount leaves its cell empty."""
    cells = {
        "item": line.item,
        "description": line.name,
        "quantity": number(line.quantity, language),
        "unit": line.unit,
        "price": amount(line.price, language),
        "discount": percentage(line.discount, language) if line.discount else "",
        "vat": percentage(line.vat_rate, language),
        "net": amount(line.net, language),
    }
    return Line(cells, line.quantity, line.serials, f"{line.item}  {line.name}")


def discounted(line: SalesLine, language: str) -> str:
    """A line's name and what was taken off its price, for a table without a column for that."""
    if not line.discount:
        return line.name
    taken = say_in(language, "Discount {rate}", rate=percentage(line.discount, language))
    return f"{line.name} · {taken}"


@dataclass(frozen=True)
class Total:
    """One row of the totals."""

    label: str
    amount: int
    style: Style = BODY


def totals(found: Sequence[VatTotal], last: str, language: str) -> list[Strip]:
    """Net, VAT of each rate with what it is reckoned on, and the sum of it all, labelled `last`. All on one page."""
    net, vat = sum(one.net for one in found), sum(one.vat for one in found)
    rows = [Total(say_in(language, "Net amount"), net)]
    for one in found:
        label = say_in(
            language, "VAT {rate} of {net}",
            rate=percentage(one.rate, language), net=amount(one.net, language),
        )  # fmt: skip
        rows.append(Total(label, one.vat))
    rows.append(Total(last, net + vat, SUM))
    strips = [_row(row, language, closing=row is rows[-1]) for row in rows]
    return [space(10), *strips]


def _row(total: Total, language: str, *, closing: bool) -> Strip:
    shown = amount(total.amount, language)
    wide = total.style.face.width(shown) * total.style.size
    labels = paragraph(total.label, total.style, TOTALS_WIDE - wide - AMOUNT_GAP)
    above = 5.0 if closing else 0.0

    def paint(sheet: Sheet, y: float) -> None:
        if closing:
            sheet.rule(y - 1, INK, 0.8, TOTALS_LEFT)
        base = y - above - total.style.size
        for index, label in enumerate(labels):
            sheet.write(TOTALS_LEFT, base - index * total.style.leading, label, total.style)
        sheet.write(LEFT + ROOM, base, shown, total.style, "right")

    return Strip(above + max(1, len(labels)) * total.style.leading, paint, with_next=not closing)


def notes(texts: Sequence[str], style: Style = BODY) -> list[Strip]:
    """Paragraphs over the width of the page, a strip for each line of them."""
    lines = [line for text in texts for part in text.splitlines() for line in paragraph(part, style, ROOM)]

    def strip(line: str) -> Strip:
        return Strip(style.leading, lambda sheet, y: sheet.write(LEFT, y - style.size, line, style))

    return [strip(line) for line in lines]

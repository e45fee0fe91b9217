"""The pick list: what to fetch for one sales order, by location, with a box to tick for every line."""

from collections.abc import Mapping
from typing import Final

from models.documents import PickLine, PickList
from models.language import say_in
from models.layout import SERIALS
from printing.fonts import SANS
from printing.letterhead import Frame
from printing.lines import Line, lines_table
from printing.page import Strip, compose, press, space
from printing.sheet import BODY, SERIAL_FEW, STRONG, Style
from printing.table import block, title
from printing.wording import long_date, moment, number, tongue

FETCH: Final = Style(SANS, 9.5, 14)
STYLES: Final[Mapping[str, Style]] = {
    "line": FETCH,
    "location": Style(STRONG.face, 10.5, 14),
    "item": FETCH,
    "description": FETCH,
    "quantity": Style(STRONG.face, 12, 14),
    "unit": FETCH,
    "picked": FETCH,
    SERIALS: SERIAL_FEW,
}
"""Large: a pick list is read from where the arm ends."""


def render(pick: PickList) -> bytes:
    """The list as PDF, lines in the order given. PrintRefused when a text cannot be drawn."""
    language = tongue(pick.layout, pick.language)
    with press:
        name = say_in(language, "Pick list")
        frame = Frame(name, pick.order, pick.customer.name, "", _printed(pick, language), language)
        return compose(frame, _flow(pick, language))


def _printed(pick: PickList, language: str) -> str:
    at = moment(pick.printed_at, language)
    if not pick.printed_by:
        return say_in(language, "Printed {at}", at=at)
    return say_in(language, "Printed {at} by {name}", at=at, name=pick.printed_by)


def _flow(pick: PickList, language: str) -> list[Strip]:
    lines = [_line(line, language) for line in pick.lines]
    return [*_opening(pick, language), *lines_table(lines, pick.layout, "pick-list", language, STYLES)]


def _opening(pick: PickList, language: str) -> list[Strip]:
    customer = [line for line in (pick.customer.name, *pick.customer.address) if line.strip()]
    due = long_date(pick.ship_by, language) if pick.ship_by else "–"
    facts = [
        (say_in(language, "Order"), [pick.order]),
        (say_in(language, "Ship by"), [due]),
        (say_in(language, "Customer"), customer),
    ]
    return [title(say_in(language, "Pick list"), pick.order), *block(facts, BODY, first=STRONG), space(18)]


def _line(line: PickLine, language: str) -> Line:
    cells = {
        "location": line.location,
        "item": line.item,
        "description": line.name,
        "quantity": number(line.quantity, language),
        "unit": line.unit,
    }
    return Line(cells, line.quantity, line.serials, f"{line.location}  {line.item}  {line.name}")

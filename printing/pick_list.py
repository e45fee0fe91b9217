"""The pick list: what to fetch for one sales order, by location, with a box to tick for every line."""

from dataclasses import replace

from models.documents import PickLine, PickList
from models.language import say_in
from printing.fonts import SANS
from printing.page import BODY, LABEL, STRONG, Frame, Strip, Style, compose, press, space
from printing.table import Column, block, caption, heading, row, serial_rows, title
from printing.text import shorten
from printing.wording import lines_counted, long_date, moment, serials_counted, spoken

PLACE = Style(STRONG.face, 10.5, 14)
COUNT = Style(STRONG.face, 12, 14)
FETCH = Style(SANS, 9.5, 14)


def render(pick: PickList) -> bytes:
    """The list as PDF, lines in the order given. PrintRefused when a text cannot be drawn."""
    pick = replace(pick, language=spoken(pick.language))
    with press:
        return compose(_frame(pick), _flow(pick))


def _frame(pick: PickList) -> Frame:
    name = say_in(pick.language, "Pick list")
    return Frame(name, pick.order, pick.customer.name, "", _printed(pick), pick.language)


def _printed(pick: PickList) -> str:
    at = moment(pick.printed_at, pick.language)
    if not pick.printed_by:
        return say_in(pick.language, "Printed {at}", at=at)
    return say_in(pick.language, "Printed {at} by {name}", at=at, name=pick.printed_by)


def _flow(pick: PickList) -> list[Strip]:
    columns = _columns(pick.language)
    head = heading(columns)
    flow = [*_opening(pick), head]
    for line in pick.lines:
        flow += _line(line, columns, head, pick.language)
    units = sum(line.quantity for line in pick.lines)
    serials = sum(len(line.serials) for line in pick.lines)
    return [*flow, space(4), caption(lines_counted(len(pick.lines), units, serials, pick.language))]


def _opening(pick: PickList) -> list[Strip]:
    language = pick.language
    customer = [line for line in (pick.customer.name, *pick.customer.address) if line.strip()]
    due = long_date(pick.ship_by, language) if pick.ship_by else "–"
    facts = [
        (say_in(language, "Order"), [pick.order]),
        (say_in(language, "Ship by"), [due]),
        (say_in(language, "Customer"), customer),
    ]
    return [title(say_in(language, "Pick list"), pick.order), *block(facts, BODY, first=STRONG), space(18)]


def _columns(language: str) -> list[Column]:
    return [
        Column(say_in(language, "Location"), 0, 76, PLACE),
        Column(say_in(language, "Item"), 84, 90, FETCH),
        Column(say_in(language, "Description"), 182, 180, FETCH),
        Column(say_in(language, "Quantity"), 366, 54, COUNT, "right"),
        Column(say_in(language, "Unit"), 428, 40, FETCH),
        Column(say_in(language, "Picked"), 474, 29, FETCH, "right", tick=True),
    ]


def _line(line: PickLine, columns: list[Column], head: Strip, language: str) -> list[Strip]:
    texts = [line.location, line.item, line.name, str(line.quantity), line.unit, ""]
    strips = row(columns, texts, resume=(head,), open_below=bool(line.serials))
    if not line.serials:
        return strips
    again = shorten(f"{line.location}  {line.item}  {line.name}", LABEL.face, LABEL.size, 330)
    continued = caption(say_in(language, "{item} (continued)", item=again))
    count = caption(serials_counted(len(line.serials), language), with_next=True)
    return [*strips, count, *serial_rows(line.serials, resume=(head, continued))]

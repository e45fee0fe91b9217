"""How an adjustment and its lines are written."""

from models.adjusting import Adjustment
from models.goods_documents import Done
from models.language import say
from models.money import money
from models.receiving import GoodsLine
from tui.widgets.cells import MONEY, Column, Row
from tui.words import category_word, grouped, status_word, way_word


def columns(*, cost: bool = True) -> tuple[Column, ...]:
    """The columns of the lines; the cost price only for who may see it."""
    return (
        Column("#", 3, right=True),
        Column(say("Item"), 14),
        Column(say("Name"), 16, grows=True, spare=1),
        Column(say("How"), 8),
        Column(say("Quantity"), 16),
        Column(say("Place"), 8),
        *([Column(say("Cost price"), MONEY, right=True, spare=1)] if cost else ()),
    )


def heading_words(view: Adjustment) -> str:
    """Number, status, category."""
    last = category_word(view.category, view.category_kind)
    if view.converts and view.status == "draft":
        left = sum(line.quantity - line.entered for line in view.lines)
        last = say("{item}: {count} serial numbers to assign", item=view.converts, count=grouped(left))
    return " · ".join((say("Adjustment {number}", number=view.number), status_word(view.status), last))


def short(line: GoodsLine) -> bool:
    """True when a line still wants serial numbers; a count never knows."""
    return line.has_serials and line.way != "counted" and line.entered < line.quantity


def row_of(line: GoodsLine, status: str, *, cost: bool = True) -> Row:
    """One line. A complete line is marked by sign and colour."""
    words, tone = _quantity(line, status)
    cells = (str(line.line_no), line.item, line.name, way_word(line.way), words, line.location)
    return Row(line.line_no, (*cells, money(line.price)) if cost else cells, tone)


def _quantity(line: GoodsLine, status: str) -> tuple[str, str]:
    if status != "draft":
        counted_serials = line.has_serials and line.way == "counted"
        return ("" if counted_serials else grouped(line.quantity)), "muted"
    if line.way == "counted":
        counted = line.entered if line.has_serials else line.quantity
        return say("{counted}, book {booked}", counted=counted, booked=line.outstanding), ""
    if not line.has_serials:
        return quantity_words(line), ""
    if line.entered > line.quantity:
        return f"✖ {say('{entered} of {quantity}', entered=line.entered, quantity=line.quantity)}", "refused"
    done = line.entered >= line.quantity
    words = say("{entered} of {quantity}", entered=line.entered, quantity=line.quantity)
    return (f"✔ {words}", "ok") if done else (words, "")


def quantity_words(line: GoodsLine) -> str:
    """A quantity without serial numbers; where some of it has them, how many."""
    if not line.entered or not line.may_have:
        return grouped(line.quantity)
    return say("{count}, {named} by serial", count=grouped(line.quantity), named=grouped(line.entered))


def moved_words(done: Done) -> str:
    """How many units moved."""
    serials = (
        say("1 serial number")
        if done.serials == 1
        else say("{count} serial numbers", count=grouped(done.serials))
    )
    others = say("{count} units without", count=grouped(done.quantity))
    if done.serials and done.quantity:
        return f"{serials}, {others}"
    units = say("1 unit") if done.quantity == 1 else say("{count} units", count=grouped(done.quantity))
    return serials if done.serials else units

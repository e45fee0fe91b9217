"""The serial numbers a posted adjustment line has moved; one of them opens its life."""

from models import adjusting_lines
from models.language import say
from models.receiving import GoodsLine
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.cells import Row


async def show_moved(screen: StationScreen[None], line: GoodsLine) -> None:
    """The serial numbers a line moved, once its own list is gone; one of them opens its life."""
    from tui.screens.serial_life import SerialLifeScreen

    units = await screen.do(adjusting_lines.moved, line_id=line.id)
    rows = [Row(one.serial, (one.serial, f"{one.from_place} → {one.to_place}", one.reason)) for one in units]
    if not rows:
        screen.refused(say("No serial number moved on line {line}.", line=line.line_no))
        return
    question = say("Line {line} moved these. Which one's life?", line=line.line_no)
    serial = await screen.ask(Choose(question, rows))
    if serial is not None:
        await screen.go(SerialLifeScreen(str(serial), line.item))

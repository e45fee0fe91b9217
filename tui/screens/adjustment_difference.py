"""What a count will change, unit by unit, before it is posted."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult

from models.adjusting_moves import Difference
from models.language import say
from tui.commands import Command
from tui.screens.confirm import Confirm
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import ROWS_MAX, RowList


class DifferenceDialog(Confirm):
    """Answers True when the difference is what really lies there."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes, post it", f_key="f2"),
        Command("ja", "j", "Yes", shown=False),
        Command("no", "n", "No, count again"),
        Command("back", "escape", "No", shown=False),
    )

    def __init__(self, number: str, differences: tuple[Difference, ...]) -> None:
        super().__init__(say("Post {number} with these differences?", number=number))
        self.missing = sum(len(one.missing) for one in differences)
        self.extra = sum(len(one.extra) for one in differences)
        columns = (Column(say("Serial number"), 30, middle=True), Column(say("Difference"), 34, grows=True))
        self.list = RowList(columns)
        rows = [row for one in differences for row in _rows(one)]
        self.list.show(rows[:ROWS_MAX])

    def hint(self) -> str:
        """The totals."""
        return say(
            "{missing} missing: they are written off. {extra} not booked here: they move here.",
            missing=self.missing,
            extra=self.extra,
        )

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """Every unit that differs."""
        yield self.list


def _rows(one: Difference) -> Iterator[Row]:
    booked = say("book {booked}, counted {counted}", booked=one.booked, counted=one.counted)
    place = say("at {location}", location=one.location) if one.location else ""
    yield Row((one.line_no, ""), (f"{one.item} {place}", booked))
    for serial in one.missing:
        yield Row((one.line_no, serial), (f"  {serial}", f"✖ {say('missing: is written off')}"), "refused")
    for serial, where in one.extra:
        words = say("booked at {location}: moves here", location=where) if where else say("new here")
        yield Row((one.line_no, serial), (f"  {serial}", f"+ {words}"), "ask")

"""A serial list on the screen: how many, what the supplier announced, and every row, however many."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from models import expecting, lists
from models.language import say
from models.lists import EntryRow, SerialList
from tui import serial_words
from tui.screens.entry_board import EntryBoard
from tui.screens.serial_rows import SerialRows
from tui.widgets.big_count import NARROW, BigCount
from tui.widgets.plain import plain
from tui.words import grouped


class SerialBoard(EntryBoard[SerialList]):
    """Shows the list on `line_id`; what changes it belongs to the dialog that grows from it."""

    def __init__(self, line_id: int) -> None:
        super().__init__()
        self.line_id = line_id
        self.count = BigCount()
        self.announced = Static("", id="announced", markup=False)
        self.rows = SerialRows(self.wish, empty=say("No unit is entered yet."))

    def heading(self) -> str:
        """Document, order line and item."""
        if self.found is None:
            return say("Serial numbers")
        return serial_words.heading(self.found, narrow=self.size.width < NARROW)

    def set_aside(self) -> str:
        """The document with its list, as far as it is."""
        found = self.found
        if found is None:
            return ""
        count = grouped(found.count)
        return say("{document} is set aside; on this list: {count}.", document=found.document, count=count)

    def compose_body(self) -> ComposeResult:
        """The count large, the supplier's list against what came, the units."""
        yield self.count
        yield self.announced
        yield self.rows

    async def show_list(self) -> SerialList:
        """Read the list and show it; the cursor stays on its row."""
        found = await self.do(lists.view, line_id=self.line_id)
        self.found = found
        self.count.of = say("of")
        self.count.title = say("last")
        self.count.done = found.count
        self.count.total = None if found.way == "count" else found.wanted
        self.count.last = found.rows[0].serial if found.rows else ""
        self.count.note = serial_words.to_go(found.way, found.count, found.wanted)
        self.rows.put(found.rows, top=found.count, count=found.count)
        self.announced.display = found.expected > 0
        if found.expected:
            tally = await self.do(expecting.tally, line_id=self.line_id)
            self.announced.update(plain(" " + serial_words.tally_words(tally)))
        return found

    async def around(self, serial: str) -> tuple[Sequence[EntryRow], int] | None:
        """The rows from a unit of the list on, and its place."""
        place = await self.do(lists.find, line_id=self.line_id, serial=serial)
        return None if place is None else (place.rows, place.position)

    async def before(self, row: int) -> Sequence[EntryRow]:
        """What was entered before `row`."""
        return await self.do(lists.rows, line_id=self.line_id, before=row)

"""A serial list on the screen: how many, what the supplier announced, and every row, however many."""

from functools import partial

from textual.app import ComposeResult
from textual.widgets import Static

from models import expecting, lists
from models.language import say
from models.lists import SerialList
from tui import serial_words
from tui.screens.papers import PaperScreen
from tui.screens.serial_rows import SerialRows
from tui.widgets.big_count import NARROW, BigCount
from tui.widgets.plain import plain
from tui.words import grouped


class SerialBoard(PaperScreen[None]):
    """Shows the list on `line_id`; what changes it belongs to the dialog that grows from it."""

    def __init__(self, line_id: int) -> None:
        super().__init__()
        self.line_id = line_id
        self.found: SerialList | None = None
        self.count = BigCount()
        self.announced = Static("", id="announced", markup=False)
        self.rows = SerialRows(self._wish, empty=say("No unit is entered yet."))

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

    def listing(self) -> SerialRows:
        """What arrows move."""
        return self.rows

    def compose_body(self) -> ComposeResult:
        """The count large, the supplier's list against what came, the units."""
        yield self.count
        yield self.announced
        yield self.rows

    async def load(self) -> None:
        """The list as it is on disk."""
        await self.show_list()
        if self.band.verdict == "idle":
            self.idle()

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

    async def show_newest(self) -> SerialList:
        """Read the list and put the cursor on the newest unit."""
        found = await self.show_list()
        self.rows.cursor = 0
        self.rows.move("home")
        return found

    async def point_at(self, serial: str) -> None:
        """Put the cursor on a unit that is in the list, however far down."""
        place = await self.do(lists.find, line_id=self.line_id, serial=serial)
        if place is None or self.found is None:
            return
        key = place.rows[0].id
        if any(shown.id == key for shown in self.rows.entries):
            self.rows.show(self.rows.rows, key=key)
        else:
            self.rows.put(place.rows, top=place.position, count=self.found.count, key=key)

    def _wish(self, what: str) -> None:
        self.station.offer(partial(self._more, what))

    async def _more(self, what: str) -> None:
        await self.guarded(self._extend(what))

    async def _extend(self, what: str) -> None:
        if what == "newest":
            await self.show_newest()
        elif self.rows.entries:
            last = self.rows.entries[-1].id
            self.rows.older(await self.do(lists.rows, line_id=self.line_id, before=last))

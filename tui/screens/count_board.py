"""What was counted, on the screen: how many, where and of what, and every row, however many. Nothing of what the book expects."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from models import counting_lists
from models.counting_lists import CountedRow, CountList
from models.language import say
from models.lists import EntryRow
from tui.count_words import entry_row, heading, so_far
from tui.screens.entry_board import EntryBoard
from tui.screens.serial_rows import SerialRows
from tui.widgets.big_count import BigCount
from tui.widgets.cells import Column
from tui.widgets.plain import plain


class CountedRows(SerialRows):
    """The rows of a serial list, under words that fit goods without serial numbers too."""

    @staticmethod
    def _wide(serial: int) -> tuple[Column, ...]:
        return (
            Column("", 3, right=True),
            Column(say("Unit"), serial, middle=True),
            Column("", 24, grows=True),
            Column(say("How"), 12, spare=1),
            Column(say("Time"), 8, spare=2),
        )


class CountBoard(EntryBoard[CountList]):
    """Shows the count `number`; what changes it belongs to the screen that grows from it."""

    DEFAULT_CSS = """
    CountBoard #standing { height: auto; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.location = ""
        self.context = ""
        self.big = BigCount()
        self.standing = Static("", id="standing", markup=False)
        self.rows = CountedRows(self.wish, empty=say("Nothing is counted yet."))

    @property
    def everywhere(self) -> bool:
        """True where the count has several locations, and each unit its own."""
        return self.found is not None and not self.found.count.location

    def heading(self) -> str:
        """The count and what it counts."""
        if self.found is None:
            return say("Count {number}", number=self.number)
        return heading(self.found.count, self.size.width)

    def set_aside(self) -> str:
        """The count, as far as it is."""
        if self.found is None:
            return ""
        return say(
            "{document} is set aside; counted: {count}.", document=self.number, count=self.found.count.counted
        )

    def compose_body(self) -> ComposeResult:
        """The count large, where one stands, the rows."""
        yield self.big
        yield self.standing
        yield self.rows

    async def load(self) -> None:
        """The count as it is on disk."""
        if self.found is None and not self.location:
            self.location = await self.do(counting_lists.last_location, number=self.number)
        await super().load()

    async def show_list(self) -> CountList:
        """Read the count and show it; the cursor stays on its row."""
        found = await self.do(counting_lists.listing, number=self.number)
        self.found, self.number = found, found.count.number
        self.big.title, self.big.done, self.big.total = say("last"), found.count.counted, None
        newest = found.rows[0] if found.rows else None
        self.big.last = (newest.serial or newest.item) if newest else ""
        self.big.note = so_far(found.count.counted)
        self.rows.put(self._entries(found.rows), top=found.lines, count=found.lines)
        self.show_place()
        return found

    def show_place(self) -> None:
        """Where one stands and whose units follow, where either is known."""
        words = (
            say("You count at {location}.", location=self.location)
            if self.everywhere and self.location
            else "",
            say("Units that nobody knows are taken for {item}.", item=self.context) if self.context else "",
        )
        self.standing.update(plain(" ".join(word for word in words if word)))
        self.standing.display = any(words)
        self.refresh_frame()

    async def around(self, serial: str) -> tuple[Sequence[EntryRow], int] | None:
        """The rows from a unit that is counted on, and its place."""
        place = await self.do(counting_lists.find, number=self.number, serial=serial)
        return None if place is None else (self._entries(place.rows), place.position)

    async def before(self, row: int) -> Sequence[EntryRow]:
        """What was counted before `row`."""
        return self._entries(await self.do(counting_lists.rows, number=self.number, before=row))

    def _entries(self, rows: tuple[CountedRow, ...]) -> list[EntryRow]:
        return [entry_row(row, places=self.everywhere) for row in rows]

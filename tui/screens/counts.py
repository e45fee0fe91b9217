"""Counts: those that go on or wait for approval, and the latest that are done."""

from typing import ClassVar

from textual.app import ComposeResult

from models import counting, lookup
from models.counting import APPROVED, COUNTING, FINISHED, Count
from models.language import say
from tui.commands import Command
from tui.count_words import state_words, what_words
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import day_and_clock, grouped

SIGNS = {COUNTING: "…", FINISHED: "○", APPROVED: "✔"}


class CountsScreen(StationScreen[None]):
    """The list of counts. A location's barcode starts the count of it, or opens the one that goes on."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the count under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Starts a count: of a location, or of an item."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.counts: tuple[Count, ...] = ()
        self.list = RowList(
            (
                Column(say("Number"), 8),
                Column(say("Status"), 16),
                Column(say("What"), 20, grows=True),
                Column(say("Counted"), 7, right=True),
                Column(say("Adjustment"), 10),
                Column(say("When"), 16, spare=1),
                Column(say("Station"), 12, spare=2),
                Column(say("Who"), 12, spare=3),
            ),
            empty=say("No count yet. Scan a location, or press n."),
        )

    def heading(self) -> str:
        """What this is."""
        return say("Counts")

    def hint(self) -> str:
        """What to do."""
        return say("Scan the barcode of a location to count it; n counts an item too.")

    def prompt(self) -> str:
        """What is expected."""
        return say("scan a location")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def allowed(self, command: Command) -> bool:
        """Without a row there is nothing to open."""
        return command.id != "take" or bool(self.counts)

    def confirms(self) -> tuple[str, ...]:
        """A count that goes on is gone on with; otherwise a new one is started."""
        count = self._chosen()
        return ("take",) if count is not None and count.status in (COUNTING, FINISHED) else ("new",)

    async def load(self) -> None:
        """Read the list."""
        self.counts = await self.do(counting.listed)
        self.list.show([_row(count) for count in self.counts])

    async def take_scan(self, taken: Taken) -> None:
        """A location is counted, an item is asked about; everything else opens as it does everywhere."""
        found = await self.do(lookup.find, text=taken.text)
        kinds = {one.kind: one.key for one in found}
        if "operator" in kinds or "document" in kinds:
            await super().take_scan(taken)
        elif "location" in kinds:
            await self._count(kinds["location"])
        elif "item" in kinds:
            await self._of_item(kinds["item"])
        else:
            await super().take_scan(taken)

    async def do_take(self) -> None:
        """Open the one under the cursor."""
        count = self._chosen()
        if count is not None:
            await self._open(count)

    async def do_new(self) -> None:
        """A location or an item, then start."""
        from tui.screens.choose_item import ChooseItem
        from tui.screens.choose_place import ChoosePlace

        rows = [
            Row("location", (say("a location, with all that lies there"),)),
            Row("item", (say("an item"),)),
        ]
        what = await self.ask(Choose(say("What is counted?"), rows))
        if what == "location":
            place = await self.ask(ChoosePlace(say("Count which location?")))
            if place is not None:
                await self._count(place)
        elif what == "item":
            item = await self.ask(ChooseItem(say("Count which item?")))
            if item is not None:
                await self._of_item(item)

    async def _of_item(self, item: str) -> None:
        from tui.screens.choose_place import ChoosePlace

        rows = [
            Row("one", (say("at one location"),)),
            Row("all", (say("at all locations, each scanned as you come to it"),)),
        ]
        where = await self.ask(Choose(say("Count {item} where?", item=item), rows))
        if where == "all":
            await self._count("", item)
        elif where == "one":
            place = await self.ask(ChoosePlace(say("Count {item} at which location?", item=item)))
            if place is not None:
                await self._count(place, item)

    async def _count(self, location: str, item: str = "") -> None:
        """Go on with the open count of just this, or start it. Raises the refusals of `counting.start`."""
        open_one = next(
            (
                c
                for c in self.counts
                if c.status in (COUNTING, FINISHED) and (c.location, c.item) == (location, item)
            ),
            None,
        )
        if open_one is None:
            open_one = await self.do(counting.start, location=location, item=item)
        await self._open(open_one)

    async def _open(self, count: Count) -> None:
        from tui.jumping import count_screen

        self.idle()
        await self.go(count_screen(count.number, count.status))

    def _chosen(self) -> Count | None:
        row = self.list.row
        return next((count for count in self.counts if row is not None and count.number == row.key), None)


def _row(count: Count) -> Row:
    done = count.status not in (COUNTING, FINISHED)
    adjustment = count.adjustment if count.status == APPROVED else ""
    cells = (
        count.number,
        f"{SIGNS.get(count.status, '✖')} {state_words(count)}",
        what_words(count),
        grouped(count.counted),
        adjustment,
        day_and_clock(count.posted_at or count.created_at),
        count.station,
        count.operator,
    )
    return Row(count.number, cells, "muted" if done else "")

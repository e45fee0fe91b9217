"""The first screen: what there is to do, with counts that keep up, and a scan field that opens anything."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import summary
from models.language import say
from models.summary import Counts
from tui.commands import Command, commands_of
from tui.screens.base import StationScreen
from tui.screens.home_menu import MENU, Entry, first_steps, screen_of
from tui.soon import import_soon
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList

REFRESH_S = 5.0
NOBODY = ""


class HomeScreen(StationScreen[None]):
    """The menu. Without the serial number add-on nothing here speaks of serial numbers; the other lines keep
    their numbers.
    """

    DEFAULT_CSS = """
    HomeScreen RowList { margin: 1 0; }
    HomeScreen #tip { height: auto; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the line under the cursor; so does its number.", f_key="f2"),
        Command("operator", "o", "Operator", "Chooses who works here; scanning a badge does the same."),
        Command("move", "m", "Move", "Moves units and goods from one location to another.", f_key="f6"),
        Command("print_jobs", "j", "Print jobs", "Shows what was printed, what waits and what failed."),
        Command("back", "escape", "Close", "Closes SerialDock; everything scanned is kept."),
    )

    def __init__(self, tip: str = "") -> None:
        super().__init__()
        self.tip = tip
        self.counts: Counts | None = None
        self._begun = False
        columns = (Column("", 2, right=True), Column("", 20), Column("", 40, grows=True))
        self.list = RowList(columns, titles=False, empty=say("The book is not open yet."))
        self.below = Static("", markup=False, id="tip")

    def hint(self) -> str:
        """What a scan does here."""
        if self.counts is not None and not self.counts.serials_installed:
            return say("a document opens · an item shows stock · ? help")
        return say("a serial shows its life · a document opens · an item shows stock · ? help")

    def prompt(self) -> str:
        """Anything goes."""
        return say("scan or type anything")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The menu, and the tips under it."""
        yield self.list
        yield self.below

    def on_mount(self) -> None:
        """Other stations work too: the counts are read again while nobody does anything here."""
        self.set_interval(REFRESH_S, self._refresh_counts)

    async def load(self) -> None:
        """Read the counts."""
        self.counts = counts = await self.do(summary.counts)
        rows = [Row(entry.id, (entry.number, say(entry.title), entry.waiting(counts))) for entry in self.menu]
        self.list.show(rows)
        tips = [line for line in (*first_steps(counts), self.tip) if line]
        self.below.update(plain_lines(tips))
        self.below.display = bool(tips)
        if self.band.verdict == "idle":
            self.idle()
        if not self._begun:
            self._begun = True
            self.station.offer(self._go_on)

    async def _go_on(self) -> None:
        """Once, at the start: what the station was at when it stopped; then the station makes itself ready."""
        from models.unfinished import unfinished

        found = await self.do(unfinished)
        if found is not None and self.station.screen is self:
            from tui.resuming import go_on_with

            await go_on_with(self, found)
        self.run_worker(import_soon(lambda: self.station.pump.idle))

    @property
    def menu(self) -> tuple[Entry, ...]:
        """The lines there are."""
        serials = self.counts is not None and self.counts.serials_installed
        return tuple(entry for entry in MENU if serials or entry.id != "serials")

    def all_commands(self) -> tuple[Command, ...]:
        """The numbers of the menu open its lines."""
        numbers = tuple(
            Command(f"open:{entry.id}", entry.number, entry.title, shown=False) for entry in self.menu
        )
        return commands_of(numbers + type(self).commands)

    async def do_take(self) -> None:
        """Open the line under the cursor."""
        if self.list.row is not None:
            await self.do_open(str(self.list.row.key))

    async def do_open(self, entry: str) -> None:
        """Open one line of the menu."""
        self.idle()
        await self.go(screen_of(entry))

    async def do_move(self) -> None:
        """Open the move screen."""
        from tui.screens.move import MoveScreen

        self.idle()
        await self.go(MoveScreen())

    async def do_print_jobs(self) -> None:
        """Open the print jobs."""
        from tui.screens.print_jobs import PrintJobs

        await self.go(PrintJobs())

    async def do_operator(self) -> None:
        """Choose who signs what is done from now on."""
        from models import operators
        from tui.screens.choose import Choose

        people = await self.do(operators.list_operators, blocked=False)
        rows = [Row(person.number, (person.name, person.number)) for person in people]
        rows.append(Row(NOBODY, (say("Nobody"), "")))
        chosen = await self.ask(Choose(say("Who works here?"), rows))
        if chosen == NOBODY:
            await self.do(operators.sign_off)
            self.station.board.name("")
            self.ok(say("Nobody signs what is done from now on."))
        elif chosen is not None:
            person = await self.do(operators.sign_on, number=str(chosen))
            self.station.board.name(person.name)
            self.ok(say("{name} signs what is done from now on.", name=person.name))
        self.station.show_standing()

    def _refresh_counts(self) -> None:
        if self.station.screen is self and self.station.pump.idle and not self.station.clerk.gone:
            self.station.offer(self._load_quietly)

    async def _load_quietly(self) -> None:
        if self.station.screen is self:
            await self.guarded(self.load())

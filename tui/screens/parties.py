"""Settings, Suppliers and Customers: the list, searched by typing, and the card of one."""

from typing import ClassVar

from textual.app import ComposeResult

from models import parties
from models.language import say
from models.parties import Kind, PartyCard
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.cards import Saved
from tui.screens.page_source import PageSource
from tui.screens.party import PartyForm
from tui.widgets.cells import Column, Row
from tui.widgets.paged_table import PagedTable


class PartiesScreen(StationScreen[None]):
    """All suppliers, or all customers."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Edit", "Opens the card under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Makes a new card.", f_key="f3"),
        Command("all", "a", "All", "Shows all again after a search."),
    )

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind: Kind = kind
        self.search = ""
        self.opened = False
        self.table = PagedTable(
            (
                Column(say("Number"), 14),
                Column(say("Name"), 30, grows=True),
                Column(say("City"), 14),
                Column(say("Country"), 10, spare=1),
                Column("", 9),
            ),
            empty=say("Nothing here. Press n to make one, or a to show all."),
        )

    def heading(self) -> str:
        """What this is, and what was searched."""
        title = say("Settings · Suppliers") if self.kind == "supplier" else say("Settings · Customers")
        return say("{title} · with {search}", title=title, search=self.search) if self.search else title

    def hint(self) -> str:
        """What to do."""
        return say("Type part of a name, number or city and press Enter to search.")

    def listing(self) -> PagedTable:
        """What arrows move."""
        return self.table

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield self.table

    def allowed(self, command: Command) -> bool:
        """There is nothing to show again when all is shown."""
        return command.id != "all" or bool(self.search)

    async def load(self) -> None:
        """Read the first page once."""
        if not self.opened:
            self.opened = True
            self._read()

    async def take_scan(self, taken: Taken) -> None:
        """What is typed is searched; what is scanned is jumped to."""
        if taken.how == "scanned":
            await super().take_scan(taken)
        else:
            self.search = taken.text.strip()
            self._read()

    def do_all(self) -> None:
        """Show all."""
        self.search = ""
        self._read()

    async def do_take(self) -> None:
        """Edit the card under the cursor."""
        if self.table.row is not None:
            number = str(self.table.row.key)
            await self._fill_in(await self.do(parties.view, kind=self.kind, number=number), number)

    async def do_new(self) -> None:
        """Make a new card."""
        await self._fill_in(PartyCard("", ""), "")

    async def _fill_in(self, card: PartyCard, number: str) -> None:
        saved: Saved | None = await self.ask(PartyForm(self.kind, card, number))
        if saved is not None:
            self._read()
            self.ok(saved.sentence)

    def _read(self) -> None:
        self.table.open(
            PageSource(self.station.clerk, parties.page, _row, kind=self.kind, search=self.search)
        )
        self.refresh_frame()


def _row(card: PartyCard) -> Row:
    blocked = say("✖ blocked") if card.blocked else ""
    cells = (card.number, card.name, card.city, card.country, blocked)
    return Row(card.number, cells, "muted" if card.blocked else "")

"""Items: the list, searched by number, name or product code, with what is in stock."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import items, lookup, settings
from models.item_facts import ItemRow
from models.language import say
from models.money import money
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.page_source import PageSource
from tui.screens.typed import Typed
from tui.widgets.cells import Column, Row
from tui.widgets.paged_table import PagedTable
from tui.widgets.plain import plain
from tui.words import grouped


class ItemsScreen(StationScreen[None]):
    """The list of items."""

    DEFAULT_CSS = """
    ItemsScreen .filter-row { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: #56B4E9; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the item under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Creates an item."),
        Command("search", "f", "Search", "Shows only items with a text in number, name or product code."),
        Command("all", "a", "All", "Shows every item again."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.search = ""
        self.serials = False
        self.search_row = Static("", markup=False, classes="filter-row")
        self.table = PagedTable(columns(serials=False), empty=say("No item is like that. n creates one."))

    def heading(self) -> str:
        """What this is."""
        return say("Items")

    def hint(self) -> str:
        """What to do."""
        return say("Scan an item's product code to open it; f searches, n creates one.")

    def listing(self) -> PagedTable:
        """What arrows move."""
        return self.table

    def compose_body(self) -> ComposeResult:
        """What is searched, over the table."""
        yield self.search_row
        yield self.table

    async def load(self) -> None:
        """Read the list; coming back from an item keeps the place in it."""
        self.serials = await self.do(settings.installed)
        self.table.retitle(columns(serials=self.serials))
        self.show_found(near=self.table.before)

    def allowed(self, command: Command) -> bool:
        """Without a search there is nothing to take away."""
        return command.id != "all" or bool(self.search)

    def show_found(self, near: object | None = None) -> None:
        """Read afresh what the search finds."""
        row = partial(_row, serials=self.serials)
        source = PageSource(self.station.clerk, items.page, row, search=self.search)
        self.table.open(source, near=near)
        self.search_row.update(plain(say(" Search: {text}", text=self.search) if self.search else ""))
        self.search_row.display = bool(self.search)
        self.refresh_frame()

    def on_paged_table_chosen(self, message: PagedTable.Chosen) -> None:
        """A click on the cursor opens the row."""
        self.station.offer(self.do_take)

    async def do_take(self) -> None:
        """Open the item under the cursor."""
        if self.table.row is not None:
            await self._open(str(self.table.row.key))

    async def do_new(self) -> None:
        """Create an item, then open it."""
        from tui.screens.item_form import ItemForm

        number = await self.ask(ItemForm())
        if number is not None:
            await self._open(number)

    async def do_search(self) -> None:
        """Ask for a text to search."""
        asks = say("Part of the number, the name or the product code.")
        text = await self.ask(Typed(say("Search items"), asks=asks))
        if text is not None:
            self._narrow(text)

    def do_all(self) -> None:
        """Show every item again."""
        self._narrow("")

    async def take_scan(self, taken: Taken) -> None:
        """What is scanned is jumped to; typed text that is nothing else searches."""
        found = await self.do(lookup.find, text=taken.text)
        if found or taken.how == "scanned":
            await super().take_scan(taken)
        else:
            self._narrow(taken.text.strip())

    def _narrow(self, text: str) -> None:
        self.search = text
        self.idle()
        self.show_found()

    async def _open(self, number: str) -> None:
        from tui.screens.item import ItemScreen

        self.idle()
        await self.go(ItemScreen(number))


def columns(*, serials: bool) -> tuple[Column, ...]:
    """The columns; what speaks of serial numbers only where the add-on is installed."""
    return (
        Column(say("Item"), 16),
        Column(say("Name"), 26, grows=True),
        Column(say("In stock"), 11, right=True),
        Column(say("Unit"), 5),
        Column(say("Serials") if serials else "", 8 if serials else 1),
        Column("", 8),
        Column(say("Sales price"), 12, right=True, spare=1),
        Column(say("Product code"), 14, spare=2),
    )


def _row(row: ItemRow, serials: bool) -> Row:
    stock = grouped(row.on_hand) if row.stock_tracked else "–"
    tick = say("yes") if row.has_serials and serials else ""
    blocked = say("blocked") if row.blocked else ""
    cells = (row.number, row.name, stock, row.unit, tick, blocked, money(row.sales_price), row.gtin)
    return Row(row.number, cells, "muted" if row.blocked else "")

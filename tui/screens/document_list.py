"""What every list under Sales and Purchases does: newest first, searched by typing; one key goes from list to list under
Sales, and a new document begins with its customer or supplier."""

from typing import ClassVar

from textual.app import ComposeResult

from models import lookup, order_lists
from models.language import say
from models.money import money
from models.order_lists import OrderRow
from models.orders import Flow, state_word
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose_party import ChooseParty
from tui.screens.page_source import PageSource
from tui.widgets.cells import MONEY, Column, Row
from tui.widgets.paged_table import PagedTable
from tui.words import day, status_word


class DocumentList(StationScreen[None]):
    """All documents of one `flow`. A list says its `states`, gives its `titles`, and under Sales says `which` it is."""

    which: ClassVar[str] = ""
    flow: ClassVar[Flow]
    states: ClassVar[tuple[str | None, ...]] = ()
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Opens the document under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Makes a new one: choose the customer.", f_key="f3"),
        Command("filter", "f", "Filter", "Shows all of them, or those in one state.", f_key="f4"),
        Command("all", "a", "All", "Shows all again after a search."),
        Command("list:quotes", "q", "Quotes"),
        Command("list:orders", "s", "Orders"),
        Command("list:invoices", "i", "Invoices"),
        Command("list:credits", "t", "Credit notes"),
        Command("list:repairs", "p", "Repairs"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.search = ""
        self.status: str | None = None
        self._has_rows = True
        self.table = PagedTable(self.columns(), empty=self.nothing())

    def columns(self) -> tuple[Column, ...]:
        """Number, customer, state, and what is left for money and references."""
        return (
            Column(self.column_title(), 9),
            Column(say("Customer"), 24, grows=True),
            Column(say("State"), 13),
            Column(self.day_title(), 10, spare=2),
            Column(say("Net amount"), MONEY, right=True, spare=1),
            Column(say("Their reference"), 15, spare=3),
        )

    def column_title(self) -> str:
        """What one of them is called."""
        raise RuntimeError(f"{type(self).__name__} has no title")

    def titles(self) -> str:
        """What they are called."""
        raise RuntimeError(f"{type(self).__name__} has no titles")

    def nothing(self) -> str:
        """What stands where no document is."""
        raise RuntimeError(f"{type(self).__name__} says nothing")

    def day_title(self) -> str:
        """What the day of a row is."""
        return say("Made")

    def day_of(self, order: OrderRow) -> str:
        """The day of a row."""
        return day(order.created_at)

    def state_word(self, status: str) -> str:
        """A state in the words of this list."""
        return document_state(self.flow, status)

    def heading(self) -> str:
        """What is shown."""
        shown = [self.titles()]
        if self.status is not None:
            shown.append(self.state_word(self.status))
        if self.search:
            shown.append(say("with {search}", search=self.search))
        return " · ".join(shown)

    def hint(self) -> str:
        """What to do."""
        if self.search or self.status:
            return say("Only some are shown; a shows all again.")
        return say("Type part of a number, customer or reference to search. n makes a new one.")

    def listing(self) -> PagedTable:
        """What arrows move."""
        return self.table

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield self.table

    def on_paged_table_moved(self, message: PagedTable.Moved) -> None:
        """An empty list has nothing to open."""
        if self._has_rows != (message.row is not None):
            self._has_rows = message.row is not None
            self.refresh_frame()

    async def load(self) -> None:
        """Read afresh, beginning where the cursor was."""
        self.table.open(self._source(), near=self.table.before)

    def allowed(self, command: Command) -> bool:
        """There is nothing to clear before a search, and no way to where one is."""
        if command.id == f"list:{self.which}":
            return False
        if command.id == "open":
            return self._has_rows
        return command.id != "all" or bool(self.search or self.status)

    async def take_scan(self, taken: Taken) -> None:
        """A document's number opens it; other typed text searches; other scans are jumped to."""
        text = taken.text.strip()
        found = await self.do(lookup.find, text=text)
        own = [one for one in found if one.kind == "document" and one.title == self.flow.kind]
        if own:
            await self._open(own[0].key)
        elif taken.how == "scanned":
            await self.station.jump(self, taken)
        else:
            await self._shown(text, self.status)

    async def do_open(self) -> None:
        """Open the document under the cursor."""
        if self.table.row is not None:
            await self._open(str(self.table.row.key))

    async def do_new(self) -> None:
        """Choose a customer or a supplier and open their new document."""
        if (party := await self.ask(ChooseParty(self.flow.party))) is not None:
            await self._open(await self.make(party))

    async def make(self, party: str) -> str:
        """A new document for `party`; its number."""
        raise RuntimeError(f"{type(self).__name__} makes nothing")

    async def do_filter(self) -> None:
        """The next state."""
        at = self.states.index(self.status)
        await self._shown(self.search, self.states[(at + 1) % len(self.states)])

    async def do_list(self, which: str) -> None:
        """Go to another list of Sales; Esc leads from each back to where Sales was opened."""
        from tui.screens.sale_lists import list_screen

        self.idle()
        screen = list_screen(which)
        if self.answered is None and len(self.station.screen_stack) > 1:
            await self.leave()
            await self.station.station_screen.go(screen)
        else:
            await self.go(screen)

    async def do_all(self) -> None:
        """All documents again."""
        await self._shown("", None)

    async def _shown(self, search: str, status: str | None) -> None:
        self.search, self.status = search, status
        self.table.open(self._source())
        self.refresh_frame()
        self.idle()

    def _source(self) -> PageSource[OrderRow]:
        return PageSource(
            self.station.clerk,
            order_lists.page,
            self.row,
            flow=self.flow,
            status=self.status,
            search=self.search,
        )

    def row(self, order: OrderRow) -> Row:
        """One document in a line: number, party, state, day, and its `facts`."""
        sign, tone = SIGNS.get(order.status, ("✖", "muted"))
        state = f"{sign} {self.state_word(order.status)}"
        cells = (order.number, order.party_name, state, self.day_of(order), *self.facts(order))
        return Row(order.number, cells, tone)

    def facts(self, order: OrderRow) -> tuple[str, ...]:
        """What a row tells after its day."""
        return (money(order.net), order.their_reference)

    async def _open(self, number: str) -> None:
        from tui.jumping import document_screen

        self.idle()
        if (screen := document_screen(number, self.flow.kind)) is not None:
            await self.go(screen)


SIGNS = {"draft": ("○", ""), "open": ("…", ""), "closed": ("✔", "muted"), "posted": ("✔", "")}


def document_state(flow: Flow, status: str) -> str:
    """A document's state in the words of its flow: an open purchase order is ordered, an open sales order confirmed."""
    return status_word(state_word(flow, status))

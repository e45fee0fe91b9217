"""Purchases: every purchase order, newest first, searched by typing; a new one begins with its supplier."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult

from models import purchasing
from models.language import say
from models.order_lists import OrderRow
from models.refusals_orders import OrderUnknown
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose_party import ChooseParty
from tui.widgets.cells import Column, Row
from tui.widgets.paged_table import PagedTable
from tui.words import grouped

if TYPE_CHECKING:
    from tui.clerk import Clerk

STATES: tuple[str | None, ...] = (None, "draft", "open", "closed", "cancelled")


class OrderSource:
    """Pages of purchase orders that match a search and a state."""

    def __init__(self, clerk: "Clerk", search: str, status: str | None) -> None:
        self._clerk = clerk
        self._search = search
        self._status = status

    async def page(self, after: object | None, limit: int, backwards: bool) -> Sequence[Row]:
        """The orders after the number `after`."""
        found = await self._clerk.do(
            purchasing.page,
            status=self._status,
            search=self._search,
            after=cast("str | None", after),
            limit=limit,
            backwards=backwards,
        )
        return [_row(order) for order in found.rows]

    async def count(self) -> None:
        """Nobody counts them."""


class PurchasesScreen(StationScreen[None]):
    """All purchase orders."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Opens the order under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Makes a new order: choose the supplier.", f_key="f3"),
        Command("filter", "f", "Filter", "Shows all, drafts, ordered, closed or cancelled ones.", f_key="f4"),
        Command("all", "a", "All", "Shows all again after a search."),
        Command("returns", "b", "Returns", "Shows what goes back to suppliers."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.search = ""
        self.status: str | None = None
        self._has_rows = True
        self.table = PagedTable(
            (
                Column(say("Order"), 9),
                Column(say("Supplier"), 24, grows=True),
                Column(say("State"), 13),
                Column(say("Due"), 10, spare=1),
                Column(say("Units"), 7, right=True, spare=2),
                Column(say("Their reference"), 16, spare=3),
            ),
            empty=say("No purchase order is here. n makes one."),
        )

    def heading(self) -> str:
        """What is shown."""
        shown = [say("Purchase orders")]
        if self.status is not None:
            shown.append(order_state(self.status))
        if self.search:
            shown.append(say("with {search}", search=self.search))
        return " · ".join(shown)

    def hint(self) -> str:
        """What to do."""
        if self.search or self.status:
            return say("Only some are shown; a shows all again.")
        return say("Type part of a number, a supplier or their reference to search. n makes an order.")

    def listing(self) -> PagedTable:
        """What arrows move."""
        return self.table

    def compose_body(self) -> ComposeResult:
        """The orders."""
        yield self.table

    def on_paged_table_moved(self, message: PagedTable.Moved) -> None:
        """An empty list has nothing to open."""
        if self._has_rows != (message.row is not None):
            self._has_rows = message.row is not None
            self.refresh_frame()

    async def load(self) -> None:
        """Read afresh, beginning where the cursor was."""
        near = self.table.before
        self.table.open(OrderSource(self.station.clerk, self.search, self.status), near=near)

    def allowed(self, command: Command) -> bool:
        """There is nothing to clear before a search."""
        if command.id == "open":
            return self._has_rows
        return command.id != "all" or bool(self.search or self.status)

    async def take_scan(self, taken: Taken) -> None:
        """An order's number opens it; other typed text searches; other scans are jumped to."""
        text = taken.text.strip()
        try:
            order = await self.do(
                purchasing.view, number=text.upper() if text.upper().startswith("PO-") else text
            )
        except OrderUnknown:
            if taken.how == "scanned":
                await self.station.jump(self, taken)
            else:
                await self._shown(text, self.status)
            return
        await self._open(order.number)

    async def do_open(self) -> None:
        """Open the order under the cursor."""
        if self.table.row is not None:
            await self._open(str(self.table.row.key))

    async def do_new(self) -> None:
        """Choose a supplier and open the new order."""
        if (supplier := await self.ask(ChooseParty("supplier"))) is not None:
            order = await self.do(purchasing.create, supplier=supplier)
            await self._open(order.number)

    async def do_filter(self) -> None:
        """The next state."""
        await self._shown(self.search, STATES[(STATES.index(self.status) + 1) % len(STATES)])

    async def do_all(self) -> None:
        """All orders again."""
        await self._shown("", None)

    async def do_returns(self) -> None:
        """The returns to suppliers."""
        from tui.screens.supplier_returns import SupplierReturnsScreen

        self.idle()
        await self.go(SupplierReturnsScreen())

    async def _shown(self, search: str, status: str | None) -> None:
        self.search, self.status = search, status
        self.table.open(OrderSource(self.station.clerk, search, status))
        self.refresh_frame()
        self.idle()

    async def _open(self, number: str) -> None:
        from tui.screens.purchase_order import PurchaseOrderScreen

        self.idle()
        await self.go(PurchaseOrderScreen(number))


def order_state(status: str) -> str:
    """A purchase order's state: what it means to whoever buys."""
    words = {
        "draft": say("draft"),
        "open": say("ordered"),
        "closed": say("closed"),
        "cancelled": say("cancelled"),
    }
    return words.get(status, status)


def state_cell(status: str) -> tuple[str, str]:
    """The state with its sign, and the tone of its row."""
    sign, tone = {"draft": ("○", ""), "open": ("…", ""), "closed": ("✔", "muted")}.get(status, ("✖", "muted"))
    return f"{sign} {order_state(status)}", tone


def _row(order: OrderRow) -> Row:
    state, tone = state_cell(order.status)
    due = order.due.isoformat() if order.due else ""
    cells = (order.number, order.party_name, state, due, grouped(order.units), order.their_reference)
    return Row(order.number, cells, tone)

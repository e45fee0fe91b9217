"""Purchases: every purchase order, newest first, searched by typing; a new one begins with its supplier."""

from typing import ClassVar

from models import purchasing
from models.language import say
from models.order_lists import OrderRow
from models.orders import PURCHASE, Flow
from tui.commands import Command
from tui.screens.document_list import DocumentList
from tui.widgets.cells import Column
from tui.words import grouped


class PurchasesScreen(DocumentList):
    """All purchase orders."""

    flow: ClassVar[Flow] = PURCHASE
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "open", "closed", "cancelled")
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Opens the order under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Makes a new order: choose the supplier.", f_key="f3"),
        Command("filter", "f", "Filter", "Shows all, drafts, ordered, closed or cancelled ones.", f_key="f4"),
        Command("all", "a", "All", "Shows all again after a search."),
        Command("returns", "b", "Returns", "Shows what goes back to suppliers."),
    )

    def columns(self) -> tuple[Column, ...]:
        """Number, supplier, state, and what is left for the day, the units and references."""
        return (
            Column(say("Order"), 9),
            Column(say("Supplier"), 24, grows=True),
            Column(say("State"), 13),
            Column(say("Due"), 10, spare=1),
            Column(say("Units"), 7, right=True, spare=2),
            Column(say("Their reference"), 16, spare=3),
        )

    def titles(self) -> str:
        """All of them."""
        return say("Purchase orders")

    def nothing(self) -> str:
        """An empty list."""
        return say("No purchase order is here. n makes one.")

    def hint(self) -> str:
        """What to do."""
        if self.search or self.status:
            return say("Only some are shown; a shows all again.")
        return say("Type part of a number, a supplier or their reference to search. n makes an order.")

    def day_of(self, order: OrderRow) -> str:
        """The day it is due."""
        return order.due.isoformat() if order.due else ""

    def facts(self, order: OrderRow) -> tuple[str, ...]:
        """What a row tells after its day."""
        return (grouped(order.units), order.their_reference)

    async def make(self, party: str) -> str:
        """A new draft."""
        return (await self.do(purchasing.create, supplier=party)).number

    async def do_returns(self) -> None:
        """The returns to suppliers."""
        from tui.screens.supplier_returns import SupplierReturnsScreen

        self.idle()
        await self.go(SupplierReturnsScreen())

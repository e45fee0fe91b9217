"""The list of returns to suppliers, under Purchases."""

from typing import ClassVar

from models.language import say
from models.order_lists import OrderRow
from models.orders import SUPPLIER_RETURNS, Flow
from tui.commands import Command
from tui.screens.document_list import DocumentList
from tui.widgets.cells import Column


class SupplierReturnsScreen(DocumentList):
    """All returns to suppliers; a new one begins with its receipt or a unit."""

    flow: ClassVar[Flow] = SUPPLIER_RETURNS
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "posted", "reversed", "cancelled")
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Opens the document under the cursor.", f_key="f2"),
        Command("filter", "f", "Filter", "Shows all of them, or those in one state.", f_key="f4"),
        Command("all", "a", "All", "Shows all again after a search."),
    )

    def columns(self) -> tuple[Column, ...]:
        """Number, supplier, state, day and reason."""
        return (
            Column(self.column_title(), 9),
            Column(say("Supplier"), 20, grows=True),
            Column(say("State"), 13),
            Column(self.day_title(), 10),
            Column(say("Reason"), 22, spare=1),
        )

    def column_title(self) -> str:
        """One of them."""
        return say("Return")

    def titles(self) -> str:
        """All of them."""
        return say("Returns to suppliers")

    def nothing(self) -> str:
        """An empty list."""
        return say("No return is here. A posted receipt makes one with b.")

    def hint(self) -> str:
        """What to do."""
        return say("A posted receipt makes a return with b; so does a unit in stock, on its life.")

    def facts(self, order: OrderRow) -> tuple[str, ...]:
        """What a row tells after its day."""
        return (order.reason,)

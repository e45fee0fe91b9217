"""Sales orders, newest first, searched by typing; one key goes to quotes, invoices and credit notes."""

from typing import ClassVar

from models import selling
from models.language import say
from models.order_lists import OrderRow
from models.orders import SALE, Flow
from tui.screens.document_list import DocumentList


class SalesScreen(DocumentList):
    """All sales orders."""

    which: ClassVar[str] = "orders"
    flow: ClassVar[Flow] = SALE
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "open", "closed", "cancelled")

    def column_title(self) -> str:
        """One of them."""
        return say("Order")

    def titles(self) -> str:
        """All of them."""
        return say("Sales orders")

    def nothing(self) -> str:
        """An empty list."""
        return say("No sales order is here. n makes one.")

    def day_title(self) -> str:
        """The day it has to leave."""
        return say("Ship by")

    def day_of(self, order: OrderRow) -> str:
        """The day it has to leave."""
        return order.due.isoformat() if order.due else ""

    async def make(self, party: str) -> str:
        """A new draft."""
        return (await self.do(selling.create, customer=party)).number

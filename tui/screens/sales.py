"""Sales orders, newest first, searched by typing; one key goes to quotes, invoices and credit notes."""

from typing import ClassVar

from models import selling
from models.language import say
from models.order_lists import OrderRow
from tui.screens.sales_list import SalesList


class SalesScreen(SalesList):
    """All sales orders."""

    which: ClassVar[str] = "orders"
    kind: ClassVar[str] = "SO"
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "open", "closed", "cancelled")
    page_verb = staticmethod(selling.page)

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

    def state_word(self, status: str) -> str:
        """An order's own words."""
        return order_state(status)

    async def make(self, customer: str) -> str:
        """A new draft."""
        return (await self.do(selling.create, customer=customer)).number


def order_state(status: str) -> str:
    """A sales order's state: what it means to the person at the counter."""
    words = {
        "draft": say("draft"),
        "open": say("confirmed"),
        "closed": say("closed"),
        "cancelled": say("cancelled"),
    }
    return words.get(status, status)

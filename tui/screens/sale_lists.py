"""The other lists under Sales: quotes, invoices, credit notes."""

from typing import ClassVar

from models import credit_notes, invoices, invoicing, quoting
from models.language import say
from tui.commands import Command
from tui.screens.sales import SalesScreen
from tui.screens.sales_list import SalesList


class QuotesScreen(SalesList):
    """All quotes."""

    which: ClassVar[str] = "quotes"
    kind: ClassVar[str] = "QU"
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "closed", "cancelled")
    page_verb = staticmethod(quoting.page)

    def column_title(self) -> str:
        """One of them."""
        return say("Quote")

    def titles(self) -> str:
        """All of them."""
        return say("Quotes")

    def nothing(self) -> str:
        """An empty list."""
        return say("No quote is here. n makes one.")

    def state_word(self, status: str) -> str:
        """A quote's own words."""
        return quote_state(status)

    async def make(self, customer: str) -> str:
        """A new quote."""
        return (await self.do(quoting.create, customer=customer)).number


class InvoicesScreen(SalesList):
    """All invoices."""

    which: ClassVar[str] = "invoices"
    kind: ClassVar[str] = "IN"
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "posted", "cancelled")
    page_verb = staticmethod(invoices.page)

    def column_title(self) -> str:
        """One of them."""
        return say("Invoice")

    def titles(self) -> str:
        """All of them."""
        return say("Invoices")

    def nothing(self) -> str:
        """An empty list."""
        return say("No invoice is here. n makes one.")

    async def make(self, customer: str) -> str:
        """A new draft by hand."""
        return (await self.do(invoicing.create, customer=customer)).number


class CreditNotesScreen(SalesList):
    """All credit notes; a new one begins with its invoice."""

    which: ClassVar[str] = "credits"
    kind: ClassVar[str] = "CN"
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "posted", "cancelled")
    page_verb = staticmethod(credit_notes.page)

    def column_title(self) -> str:
        """One of them."""
        return say("Credit")

    def titles(self) -> str:
        """All of them."""
        return say("Credit notes")

    def nothing(self) -> str:
        """An empty list."""
        return say("No credit note is here. An invoice makes one with r.")

    def hint(self) -> str:
        """What to do."""
        return say("An invoice makes a credit note with r; so does a unit that came back, on its life.")

    def allowed(self, command: Command) -> bool:
        """It begins with an invoice or a unit, never with nothing."""
        return command.id != "new" and super().allowed(command)


def quote_state(status: str) -> str:
    """A quote's state."""
    words = {"draft": say("open"), "closed": say("ordered"), "cancelled": say("cancelled")}
    return words.get(status, status)


def list_screen(which: str) -> SalesList:
    """The list that the commands of Sales call `which`."""
    from tui.screens.repairs import RepairsScreen

    screens: dict[str, type[SalesList]] = {
        "quotes": QuotesScreen,
        "orders": SalesScreen,
        "invoices": InvoicesScreen,
        "credits": CreditNotesScreen,
        "repairs": RepairsScreen,
    }
    return screens[which]()

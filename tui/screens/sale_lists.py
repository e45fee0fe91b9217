"""The other lists under Sales: quotes, invoices, credit notes."""

from typing import ClassVar

from models import invoicing, quoting
from models.language import say
from models.orders import CREDIT, INVOICE, QUOTE, Flow
from tui.commands import Command
from tui.screens.document_list import DocumentList
from tui.screens.sales import SalesScreen
from tui.words import status_word


class QuotesScreen(DocumentList):
    """All quotes."""

    which: ClassVar[str] = "quotes"
    flow: ClassVar[Flow] = QUOTE
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "closed", "cancelled")

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

    async def make(self, party: str) -> str:
        """A new quote."""
        return (await self.do(quoting.create, customer=party)).number


class InvoicesScreen(DocumentList):
    """All invoices."""

    which: ClassVar[str] = "invoices"
    flow: ClassVar[Flow] = INVOICE
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "posted", "cancelled")

    def column_title(self) -> str:
        """One of them."""
        return say("Invoice")

    def titles(self) -> str:
        """All of them."""
        return say("Invoices")

    def nothing(self) -> str:
        """An empty list."""
        return say("No invoice is here. n makes one.")

    async def make(self, party: str) -> str:
        """A new draft by hand."""
        return (await self.do(invoicing.create, customer=party)).number


class CreditNotesScreen(DocumentList):
    """All credit notes; a new one begins with its invoice."""

    which: ClassVar[str] = "credits"
    flow: ClassVar[Flow] = CREDIT
    states: ClassVar[tuple[str | None, ...]] = (None, "draft", "posted", "cancelled")

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
    return status_word({"draft": "open", "closed": "ordered"}.get(status, status))


def list_screen(which: str) -> DocumentList:
    """The list that the commands of Sales call `which`."""
    from tui.screens.repairs import RepairsScreen

    screens: dict[str, type[DocumentList]] = {
        "quotes": QuotesScreen,
        "orders": SalesScreen,
        "invoices": InvoicesScreen,
        "credits": CreditNotesScreen,
        "repairs": RepairsScreen,
    }
    return screens[which]()

"""One quote: its lines, its head, and the order it becomes in one step."""

from typing import ClassVar

from models import quoting
from models.language import say
from models.money import money
from models.order_edit import NewLine
from models.orders import Linked, OrderLine
from models.quoting import Quote
from models.vat import percent
from tui.commands import Command
from tui.messages import Taken
from tui.screens.confirm import Confirm
from tui.screens.links import go_along
from tui.screens.sale_lists import quote_state
from tui.screens.sales_forms import HeadForm
from tui.screens.sold_lines import SoldLines
from tui.widgets.cells import MONEY, Column, Row
from tui.words import grouped


class QuoteScreen(SoldLines[Quote, OrderLine]):
    """Open until it becomes an order or is cancelled."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("new", "n", "New line", "Adds an item to the quote.", f_key="f3"),
        Command("edit", "enter", "Edit line", "Changes quantity, price and discount.", f_key="f2"),
        Command("remove", "delete", "Remove", "Removes the line.", f_key="d"),
        Command("order", "s", "Order", "The customer wants it: makes the sales order of it.", f_key="f6"),
        Command("head", "e", "Edit head", "Changes heading, references, days and the note."),
        Command("print", "k", "Print", "Prints the quote.", f_key="f9"),
        Command("links", "g", "Documents", "Opens the order that came of it."),
        Command("cancel", "x", "Cancel", "Gives the quote up.", destructive=True),
    )

    def columns(self) -> tuple[Column, ...]:
        """What each line costs."""
        return priced_columns()

    def row(self, line: OrderLine) -> Row:
        """One line."""
        cells = (line.item, line.name, grouped(line.quantity), money(line.price), off(line.discount))
        return Row(line.line_no, (*cells, money(line.priced.net)))

    def about(self, order: Quote) -> list[str]:
        """How long it holds, the day, references, the sum."""
        until, due = order.valid_until, order.due
        return [
            say("sum {money}", money=money(sum(line.priced.net for line in order.lines))),
            say("valid until {day}", day=until.isoformat()) if until else "",
            say("ship by {day}", day=due.isoformat()) if due else "",
            say("their reference {text}", text=order.their_reference) if order.their_reference else "",
            order.heading,
            order.note.replace("\n", " "),
        ]

    async def read(self) -> Quote:
        """The quote."""
        return await self.do(quoting.view, number=self.number)

    async def put(self, line: NewLine) -> Quote:
        """Add or change a line."""
        return await self.do(quoting.set_line, number=self.number, line=line)

    async def drop(self, line_no: int) -> Quote:
        """Remove a line."""
        return await self.do(quoting.remove_line, number=self.number, line_no=line_no)

    def heading(self) -> str:
        """Number, customer, state."""
        if self.document is None:
            return self.number
        state = quote_state(self.document.status)
        return say("{number} · {customer} · {state}", number=self.document.number, customer=self.document.customer.name,
                   state=state)  # fmt: skip

    def hint(self) -> str:
        """What comes next."""
        if self.document is None or self.document.status == "draft":
            return say("n adds a line, e changes the head, s makes the order of it.")
        return say("This quote is {state}.", state=quote_state(self.document.status))

    def allowed(self, command: Command) -> bool:
        """What the quote's state has no use for is not offered."""
        order = self.document
        if order is None:
            return command.id in {"help", "back"}
        if command.id == "links":
            return bool(order.orders)
        if command.id == "print":
            return order.status != "cancelled"
        if command.id in {"edit", "remove", "order"} and not order.lines:
            return False
        return order.status == "draft" or command.id not in {
            "new", "edit", "remove", "order", "head", "cancel",
        }  # fmt: skip

    async def take_scan(self, taken: Taken) -> None:
        """The quote's own number, scanned once more, makes the order; all else is a jump."""
        if taken.text.strip().upper() == self.number.upper() and self.document is not None:
            if self.document.status == "draft" and self.document.lines:
                await self.do_order()
            else:
                self.ok(say("{number} is open here already.", number=self.number), self.hint())
            return
        await self.station.jump(self, taken)

    async def do_order(self) -> None:
        """Make the order and open it."""
        from tui.screens.sales_order import SalesOrderScreen

        number = await self.do(quoting.to_order, number=self.number)
        self.idle()
        screen = SalesOrderScreen(number)
        await self.go(screen)
        screen.ok(say("{number} is made of {quote}.", number=number, quote=self.number), screen.hint())

    async def do_head(self) -> None:
        """Change the head."""
        if self.document is None:
            return
        change = await self.ask(HeadForm(self.document, until=self.document.valid_until, quote=True))
        if change is not None:
            self.show(await self.do(quoting.change, number=self.number, change=change))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_print(self) -> None:
        """The quote as it stands."""
        await self.hand_out_document("quote", self.number)

    async def do_links(self) -> None:
        """Open the order."""
        await go_along(self, self.document.orders if self.document else ())

    async def do_cancel(self) -> None:
        """Give it up."""
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number))):
            self.show(await self.do(quoting.cancel, number=self.number))
            self.ok(say("{number} is cancelled.", number=self.number))


def priced_columns(*more: Column) -> tuple[Column, ...]:
    """Item, quantity and what it costs; `more` columns before the price."""
    return (
        Column(say("Item"), 13),
        Column(say("Name"), 16, grows=True),
        Column(say("Quantity"), 8, right=True),
        *more,
        Column(say("Price"), MONEY, right=True, spare=2),
        Column(say("Disc. %"), 7, right=True, spare=3),
        Column(say("Amount"), MONEY, right=True, spare=1),
    )


def off(discount: int) -> str:
    """A discount in its column; nothing where there is none."""
    return percent(discount) if discount else ""


def made_from(number: str) -> tuple[Linked, ...]:
    """The document that another names as its source, if it names one."""
    return (Linked(number, ""),) if number else ()

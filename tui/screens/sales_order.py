"""One sales order: its lines, the serial numbers chosen for them, confirming it, and what was shipped of it."""

from functools import partial
from typing import ClassVar

from models import invoicing, selling, shipping
from models.language import say
from models.orders import SALE, Linked
from tui.commands import Command
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.document_list import document_state
from tui.screens.links import go_along
from tui.screens.papers import pick_list_in
from tui.screens.quote import made_from
from tui.screens.sales_forms import HeadForm
from tui.screens.sales_order_lines import OrderLinesScreen
from tui.widgets.cells import Row

FINISHED = {"closed", "cancelled"}
NEED_LINE = {"serials", "edit", "remove"}


class SalesOrderScreen(OrderLinesScreen):
    """Draft, confirmed, shipped bit by bit, closed."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("new", "n", "New line", "Adds an item to the order.", f_key="f3"),
        Command("edit", "enter", "Edit line", "Changes quantity and price of the line.", f_key="f2"),
        Command(
            "serials", "b", "Serials", "Chooses serial numbers for the line: they are reserved.", f_key="f4"
        ),
        Command("remove", "delete", "Remove", "Removes the line.", f_key="d"),
        Command("confirm", "c", "Confirm", "The customer gets it: it can be picked now.", f_key="f6"),
        Command("ship", "s", "Ship", "Starts or opens the shipment.", f_key="f5"),
        Command("head", "e", "Edit head", "Changes their reference, the day and the note."),
        Command("print", "k", "Print", "Prints the pick list or the order confirmation.", f_key="f9"),
        Command(
            "invoice",
            "i",
            "Invoice",
            "Makes or opens the invoice: of everything, or of what has left.",
            f_key="f7",
        ),
        Command(
            "rest",
            "w",
            "Backorder",
            "Moves what is still to go to a new order, and ends this one.",
            destructive=True,
        ),
        Command("links", "g", "Documents", "Opens its quote, shipments, invoices or backorder."),
        Command("cancel", "x", "Cancel", "Gives the order up; what it reserved is free.", destructive=True),
        Command("close", "z", "Close", "Drops what is outstanding.", shown=False, destructive=True),
    )

    def heading(self) -> str:
        """Number, customer, state."""
        if self.document is None:
            return self.number
        state = document_state(SALE, self.document.status)
        return say("{number} · {customer} · {state}", number=self.document.number, customer=self.document.customer.name,
                   state=state)  # fmt: skip

    def hint(self) -> str:
        """What comes next, by state."""
        status = self.document.status if self.document else "draft"
        if status == "draft":
            return say("n adds a line, b chooses serial numbers, c confirms the order.")
        if status == "open":
            return say("s ships it, or scan its number again. k prints its papers, b chooses serial numbers.")
        return say("This order is {state}.", state=document_state(SALE, status))

    def allowed(self, command: Command) -> bool:
        """What the order's state has no use for is not offered."""
        order = self.document
        if order is None:
            return command.id in {"help", "back"}
        needed = {
            "confirm": order.status == "draft",
            "ship": order.status == "open",
            "print": order.status != "cancelled",
            "close": order.status == "open",
            "links": bool(self._linked()),
            "invoice": order.status in {"open", "closed"},
            "rest": order.status == "open" and any(line.done for line in order.lines),
        }
        if command.id in needed:
            return needed[command.id]
        if command.id in NEED_LINE and not order.lines:
            return False
        return order.status not in FINISHED or command.id not in NEED_LINE | {"new", "head", "cancel"}

    async def take_scan(self, taken: Taken) -> None:
        """The order's own number, scanned once more, ships it. All else is a jump: serials are chosen in the
        line's own list, where a scan means one thing.
        """
        if taken.text.strip().upper() == self.number.upper() and self.document is not None:
            if self.document.status == "open":
                await self.do_ship()
            else:
                self.ok(say("{number} is open here already.", number=self.number), self.hint())
            return
        await self.station.jump(self, taken)

    async def do_confirm(self) -> None:
        """The customer gets it."""
        self.show(await self.do(selling.confirm, number=self.number))
        self.ok(say("{number} is confirmed.", number=self.number), say("s ships it, k prints the pick list."))

    async def do_ship(self) -> None:
        """Start or open the shipment."""
        from tui.screens.shipment import ShipmentScreen

        shipment = await self.do(shipping.start, order=self.number)
        self.idle()
        await self.go(ShipmentScreen(shipment.number))

    def _linked(self) -> tuple[Linked, ...]:
        order = self.document
        if order is None:
            return ()
        newest_first = (*reversed(order.shipments), *reversed(order.invoices), *reversed(order.backorders))
        return (*newest_first, *made_from(order.source))

    async def do_links(self) -> None:
        """Open one of its documents."""
        await go_along(self, self._linked())

    async def do_invoice(self) -> None:
        """Make or open the invoice: of everything that is not invoiced yet, or only of what has left."""
        from tui.screens.invoice import InvoiceScreen

        order = self.document
        if order is None:
            return
        shipped_only = False
        if order.status == "open" and any(line.done for line in order.lines):
            rows = [
                Row("shipped", (say("What has left"),)),
                Row("all", (say("The whole order: the rest leaves with the invoice"),)),
            ]
            answer = await self.ask(Choose(say("What of {number} is invoiced?", number=self.number), rows))
            if answer is None:
                return
            shipped_only = answer == "shipped"
        invoice = await self.do(invoicing.from_order, order=self.number, shipped_only=shipped_only)
        self.idle()
        await self.go(InvoiceScreen(invoice.number))

    async def do_rest(self) -> None:
        """Move the rest to a new order."""
        left = sum(line.outstanding for line in self.document.lines) if self.document else 0
        many = say("{count} units move to a new order that names this one; this one ends.", count=left)
        detail = say("1 unit moves to a new order that names this one; this one ends.") if left == 1 else many
        if await self.ask(Confirm(say("Backorder the rest of {number}?", number=self.number), detail)):
            number = await self.do(selling.backorder, number=self.number)
            await self.load()
            self.ok(say("{rest} takes what is left of {number}.", rest=number, number=self.number),
                    say("g opens it."))  # fmt: skip

    async def do_print(self) -> None:
        """The order confirmation; while the order is open, the pick list if that is wanted."""
        wanted: object = "order-confirmation"
        if self.document is not None and self.document.status == "open":
            rows = [
                Row("pick-list", (say("Pick list: what is to be fetched"),)),
                Row("order-confirmation", (say("Order confirmation: for the customer"),)),
            ]
            wanted = await self.ask(Choose(say("Which paper of {number}?", number=self.number), rows))
        if wanted == "pick-list":
            await self.hand_out(self.paperwork.pick_list(self.number), partial(pick_list_in, self.number))
        elif wanted is not None:
            await self.hand_out_document("order-confirmation", self.number)

    async def do_head(self) -> None:
        """Change the head."""
        if self.document is None:
            return
        change = await self.ask(HeadForm(self.document))
        if change is not None:
            self.show(await self.do(selling.change, number=self.number, change=change))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_cancel(self) -> None:
        """Give the order up."""
        reserved = sum(line.reserved for line in self.document.lines) if self.document else 0
        one = say("1 reserved unit is free at once.")
        many = say("{count} reserved units are free at once.", count=reserved)
        detail = "" if not reserved else one if reserved == 1 else many
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), detail)):
            self.show(await self.do(selling.cancel, number=self.number))
            self.ok(say("{number} is cancelled.", number=self.number))

    async def do_close(self) -> None:
        """Drop what is outstanding."""
        detail = say("What is not shipped yet will not be; reserved units are free at once.")
        if await self.ask(Confirm(say("Close {number}?", number=self.number), detail)):
            self.show(await self.do(selling.close, number=self.number))
            self.ok(say("{number} is closed.", number=self.number))

"""One purchase order: its lines, what the supplier announced, ordering it, and what was received of it."""

from typing import ClassVar

from models import lookup, purchasing, receiving
from models.language import say
from models.orders import PURCHASE
from tui.commands import Command
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.document_list import document_state
from tui.screens.purchase_head import PurchaseHead
from tui.screens.purchase_order_lines import PurchaseLines
from tui.widgets.cells import Row
from tui.words import status_word

FINISHED = {"closed", "cancelled"}
NEED_LINE = {"edit", "remove", "announced"}


class PurchaseOrderScreen(PurchaseLines):
    """Draft, ordered, received bit by bit, closed."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("new", "n", "New line", "Adds an item to the order.", f_key="f3"),
        Command("edit", "enter", "Edit line", "Changes quantity and price of the line.", f_key="f2"),
        Command("order", "c", "Mark ordered", "The supplier has it: goods can be received.", f_key="f6"),
        Command("start", "s", "Receive", "Starts or opens the receipt.", f_key="f5"),
        Command("announced", "p", "Announced serials", "Loads the supplier's list for the line.", f_key="f7"),
        Command("remove", "delete", "Remove", "Removes the line.", f_key="d"),
        Command("head", "e", "Edit head", "Changes their reference, the day and the note."),
        Command("print", "k", "Print", "Prints the order for the supplier.", f_key="f9"),
        Command("links", "g", "Receipts", "Opens one of its receipts."),
        Command("cancel", "x", "Cancel", "Gives the order up.", destructive=True),
        Command("close", "z", "Close", "Drops what is outstanding.", shown=False, destructive=True),
    )

    def heading(self) -> str:
        """Number, supplier, state."""
        order = self.document
        if order is None:
            return self.number
        return f"{order.number} · {order.supplier.name} · {document_state(PURCHASE, order.status)}"

    def hint(self) -> str:
        """What comes next, by state."""
        status = self.document.status if self.document else "draft"
        if status == "draft":
            return say("n adds a line; c marks the order as ordered when the supplier has it.")
        if status == "open":
            return say("s receives it; p loads the serial numbers the supplier announced.")
        return say("This order is {state}.", state=document_state(PURCHASE, status))

    def allowed(self, command: Command) -> bool:
        """What the order's state has no use for is not offered."""
        order = self.document
        if order is None:
            return command.id in {"help", "back"}
        needed = {
            "order": order.status == "draft",
            "start": order.status == "open",
            "close": order.status == "open",
            "links": bool(order.receipts),
            "print": order.status != "cancelled",
        }
        if command.id in needed:
            return needed[command.id]
        if command.id in NEED_LINE and not order.lines:
            return False
        return order.status not in FINISHED or command.id not in NEED_LINE | {"new", "head", "cancel"}

    async def take_scan(self, taken: Taken) -> None:
        """A product goes to its line, or becomes a new one on a draft; all else is a jump."""
        found = await self.do(lookup.find, text=taken.text)
        wanted = [one.key for one in found if one.kind == "item"]
        if len(wanted) != 1 or self.document is None or self.document.status in FINISHED:
            await self.station.jump(self, taken)
            return
        here = next((line for line in self.document.lines if line.item == wanted[0]), None)
        if here is None:
            await self.add_line(wanted[0])
        else:
            self.list.show(self.list.rows, key=here.line_no)
            await self.do_edit()

    async def do_order(self) -> None:
        """The supplier has it."""
        self.show(await self.do(purchasing.mark_ordered, number=self.number))
        self.ok(
            say("{number} is ordered.", number=self.number), say("s receives it when the goods are here.")
        )

    async def do_start(self) -> None:
        """Start or open the receipt."""
        receipt = await self.do(receiving.start, order=self.number)
        await self._open(receipt.number)

    async def do_print(self) -> None:
        """The order as it stands."""
        await self.hand_out_document("purchase-order", self.number)

    async def do_links(self) -> None:
        """Open the receipt, or one of several."""
        linked = self.document.receipts if self.document else ()
        rows = [Row(one.number, (one.number, status_word(one.status))) for one in reversed(linked)]
        number: object = rows[0].key if len(rows) == 1 else None
        if number is None:
            number = await self.ask(Choose(say("Which receipt?"), rows))
        if number is not None:
            await self._open(str(number))

    async def _open(self, number: str) -> None:
        from tui.screens.receipt import ReceiptScreen

        self.idle()
        await self.go(ReceiptScreen(number))

    async def do_head(self) -> None:
        """Change the head."""
        if self.document is None:
            return
        if (change := await self.ask(PurchaseHead(self.document))) is not None:
            self.show(await self.do(purchasing.change, number=self.number, change=change))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_cancel(self) -> None:
        """Give the order up."""
        if await self.ask(
            Confirm(say("Cancel {number}?", number=self.number), say("Nothing of it will come."))
        ):
            self.show(await self.do(purchasing.cancel, number=self.number))
            self.ok(say("{number} is cancelled.", number=self.number))

    async def do_close(self) -> None:
        """Drop what is outstanding."""
        detail = say("What has not come yet is not waited for any more.")
        if await self.ask(Confirm(say("Close {number}?", number=self.number), detail)):
            self.show(await self.do(purchasing.close, number=self.number))
            self.ok(say("{number} is closed.", number=self.number))

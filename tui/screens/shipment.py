"""A shipment: picked by scanning, confirmed, its paper handed out; given up or reversed if need be."""

from functools import partial
from typing import ClassVar

from models import goods_documents, goods_reversing, invoicing, shipping
from models.goods_documents import Done, SerialsMissing
from models.language import say
from models.receiving import GoodsLine
from models.refusals import Refusal
from printing.errors import PrintingFailed, PrintRefused
from tui.commands import Command
from tui.paperwork import NoOutbox
from tui.screens import shipment_rows
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.papers import delivery_note_in, pick_list_in, shipped_in
from tui.screens.shipment_picking import PickingScreen
from tui.screens.short import twice_agreed
from tui.widgets.cells import Row

DRAFT_ONLY = {"open", "undo", "remove", "more", "list", "confirm", "short", "cancel"}


class ShipmentScreen(PickingScreen):
    """One shipment. What is picked is kept at once; leaving loses nothing."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("confirm", "c", "Confirm", "Ships what is picked and makes the delivery note.", f_key="f2"),
        Command("short", "s", "Short", "Ships what is here; the rest stays on the order. Asks twice."),
        Command("undo", "u", "Undo", "Takes back the last scan; again for the one before.", f_key="f5"),
        Command("open", "enter", "Serials", "Opens the line's serial numbers, or asks its quantity."),
        Command("life", "enter", "Life", "Shows where the unit under the cursor has been.", shown=False),
        Command("list", "l", "List", "Chooses a unit for the line from those in stock.", f_key="f4"),
        Command(
            "more", "plus", "Quantity", "Picks a quantity of an item without serial numbers.", f_key="f6"
        ),
        Command("remove", "delete", "Remove", "Takes units off the line.", f_key="d"),
        Command("print", "k", "Print", "Prints the pick list; once shipped, the delivery note.", f_key="f9"),
        Command(
            "cancel", "x", "Cancel", "Gives this shipment up; its units are free at once.", destructive=True
        ),
        Command("reverse", "v", "Reverse", "Brings every unit back to its shelf.", destructive=True),
        Command("order", "g", "Order", "Opens the sales order."),
        Command("invoice", "i", "Invoice", "Makes or opens the invoice of what was shipped.", f_key="f7"),
        Command("jobs", "j", "Print jobs", "Shows what has not come out of the printer."),
    )

    def heading(self) -> str:
        """Number, order and customer."""
        if self.shipment is None:
            return self.number
        return shipment_rows.heading(self.shipment, self.station.board.standing.station)

    def hint(self) -> str:
        """What to do, by state."""
        status = self.shipment.status if self.shipment else "draft"
        if status == "posted" and not self.has_note:
            return say("Shipped, and no delivery note was made yet: k makes it.")
        if status == "posted":
            return say("Shipped. k prints the delivery note again, v brings everything back.")
        if status == "reversed":
            return say("Reversed: every unit went back to where it was.")
        if status == "cancelled":
            return say("Cancelled: nothing of it has left.")
        return say("Scan the units. Each one finds its own line, whatever is selected.")

    def allowed(self, command: Command) -> bool:
        """A shipment that has left is not picked; a draft is not reversed."""
        status = self.shipment.status if self.shipment else "draft"
        if command.id in {"reverse", "invoice"}:
            return status == "posted"
        if command.id == "life":
            return status in {"posted", "reversed"}
        if command.id == "print":
            return status != "cancelled"
        if command.id == "short" and not (self._missing() and self._some()):
            return False
        return status == "draft" or command.id not in DRAFT_ONLY

    async def do_confirm(self) -> None:
        """Ship. What is missing is asked for; what was only chosen on the order is pointed out."""
        await self.show_lines()
        short = False
        while missing := self._missing():
            answer = await self._ask_missing([line.item for line in missing])
            if answer is None:
                self.idle()
                return
            if answer == "short":
                short = True
                break
            line = next((line for line in missing if line.has_serials), missing[0])
            await self.enter_serials(line)
            if self._missing() == missing:
                return
        if await self._chosen_agreed():
            await self._ship(short)

    async def do_short(self) -> None:
        """Ship what is here; what is missing is said first."""
        await self.show_lines()
        missing = self._missing()
        if self.shipment is None or not missing:
            return
        if (
            await twice_agreed(self, self.number, self.shipment.order, missing)
            and await self._chosen_agreed()
        ):
            await self._ship(True)

    async def do_invoice(self) -> None:
        """The invoice of what was shipped."""
        from tui.screens.invoice import InvoiceScreen

        invoice = await self.do(invoicing.from_shipment, shipment=self.number)
        self.idle()
        await self.go(InvoiceScreen(invoice.number))

    async def do_life(self) -> None:
        """Open the life of the unit under the cursor."""
        from tui.screens.serial_life import SerialLifeScreen

        key = self.list.row.key if self.list.row is not None else None
        if isinstance(key, tuple) and key[0]:
            self.idle()
            await self.go(SerialLifeScreen(*key))

    async def do_print(self) -> None:
        """Once shipped the delivery note, before that the pick list."""
        if self.shipment is None:
            return
        if self.draft:
            order = self.shipment.order
            await self.hand_out(self.paperwork.pick_list(order), partial(pick_list_in, order))
        else:
            making = self.paperwork.delivery_note(self.number)
            await self.hand_out(making, partial(delivery_note_in, self.number))

    async def do_cancel(self) -> None:
        """Give a draft up."""
        detail = say("The units go back to their shelves; the order stays open.")
        if await self.ask(Confirm(say("Cancel shipment {number}?", number=self.number), detail)):
            await self.do(goods_documents.cancel, number=self.number)
            self.plain_picks.clear()
            await self.show_lines()
            self.ok(say("{number} is cancelled; its units are free.", number=self.number))
            self.refresh_frame()

    async def do_reverse(self) -> None:
        """Bring everything back."""
        detail = say("Every unit is booked back to where it was; the order is open again.")
        if await self.ask(Confirm(say("Reverse shipment {number}?", number=self.number), detail)):
            done = await self.do(goods_reversing.reverse, number=self.number)
            await self.show_lines()
            count = done.serials + done.quantity
            one = say("{number} is reversed: 1 unit is back.", number=self.number)
            many = say("{number} is reversed: {count} units are back.", number=self.number, count=count)
            self.ok(one if count == 1 else many)
            self.refresh_frame()

    async def do_order(self) -> None:
        """Open the order this delivers."""
        from tui.screens.sales_order import SalesOrderScreen

        if self.shipment is not None:
            await self.go(SalesOrderScreen(self.shipment.order))

    async def do_jobs(self) -> None:
        """Open the print jobs."""
        from tui.screens.print_jobs import PrintJobs

        await self.go(PrintJobs())

    def _missing(self) -> list[GoodsLine]:
        return shipment_rows.missing(self.shipment) if self.shipment else []

    def _some(self) -> bool:
        """True when there is something to ship."""
        return bool(self.shipment and (self.count.done or shipment_rows.promised(self.shipment)))

    async def _ask_missing(self, items: list[str]) -> object | None:
        """What to do about units that are not there: add them, or ship without them."""
        assert self.shipment is not None
        left = sum(ln.quantity - ln.entered for ln in self.shipment.lines) - shipment_rows.promised(
            self.shipment
        )
        named = ", ".join(items)
        one = say("1 unit is missing: {items}", items=named)
        question = one if left == 1 else say("{count} units are missing: {items}", count=left, items=named)
        rows = [Row("scan", (say("Enter or choose what is missing"),))]
        if self._some():
            rows.append(Row("short", (say("Ship what is here; the rest stays on the order"),)))
        return await self.ask(Choose(question, rows))

    async def _chosen_agreed(self) -> bool:
        """Units chosen on the order that nobody scanned go along, if a person says so."""
        count = shipment_rows.promised(self.shipment) if self.shipment else 0
        if not count:
            return True
        one = say("1 unit is chosen on the order and was not scanned.")
        many = say("{count} units are chosen on the order and were not scanned.", count=count)
        detail = say("Ship it as it was chosen?") if count == 1 else say("Ship them as they were chosen?")
        return await self.ask(Confirm(one if count == 1 else many, detail)) is True

    async def _ship(self, short: bool) -> None:
        try:
            done = await self.do(shipping.post, number=self.number, short=short)
        except SerialsMissing:
            await self.show_lines()
            raise
        self.plain_picks.clear()
        await self.show_lines()
        self.refresh_frame()
        await self._paper(done)

    async def _paper(self, done: Done) -> None:
        """The delivery note; its failing undoes nothing, and is said."""
        is_shipped = say("{number} is shipped.", number=done.document)
        try:
            making = self.paperwork.delivery_note(done.document)
            await self.hand_out(making, partial(shipped_in, done.document), is_shipped)
        except (PrintRefused, PrintingFailed, NoOutbox) as refusal:
            self._no_paper(done, refusal)

    def _no_paper(self, done: Done, refusal: Refusal) -> None:
        said = say("{number} is shipped. No delivery note: {reason}", number=done.document, reason=refusal)
        self.asked(said, say("k makes it again."))

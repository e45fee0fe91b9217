"""A goods receipt: units entered, plain quantities set, posted; given up or reversed if need be."""

from typing import ClassVar

from models import entry, goods_documents, goods_reversing, labelling, receiving, supplier_return
from models.goods_documents import Done, SerialsMissing
from models.language import say
from models.receiving import GoodsLine
from tui.commands import Command
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.receipt_scan import ReceiptScan
from tui.screens.short import twice_agreed
from tui.screens.sold_lines import PlainLine
from tui.serial_words import undone_words
from tui.widgets.cells import Row
from tui.words import grouped, status_word

DRAFT_ONLY = {"open", "units", "quantity", "location", "undo", "post", "short", "cancel"}


class ReceiptScreen(ReceiptScan):
    """One receipt. Every unit is kept as it is scanned; leaving loses nothing."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("post", "c", "Post", "Books everything in.", f_key="f6"),
        Command(
            "open", "enter", "Enter units", "Opens the line's serial numbers, or asks its quantity.", "f2"
        ),
        Command(
            "units", "b", "Serials", "Opens the serial numbers of a line that goes by quantity.", f_key="f8"
        ),
        Command("quantity", "plus", "Quantity", "Sets how many came on the line.", f_key="f4"),
        Command("location", "l", "Location", "Sets where the line goes; so does scanning a location.", "f7"),
        Command("undo", "u", "Undo", "Takes the last unit off its list; again for the one before.", "f5"),
        Command("short", "s", "Short", "Posts what is here; the rest stays open on the order. Asks twice."),
        Command("print", "k", "Labels", "Prints a label for each unit of this receipt.", f_key="f9"),
        Command("order", "g", "Order", "Opens the purchase order.", f_key="f3"),
        Command("send_back", "b", "Return", "Begins the return of goods to the supplier."),
        Command(
            "landed", "w", "Landed cost", "Spreads freight or duty over the units; opens what is spread."
        ),
        Command(
            "cancel", "x", "Cancel", "Gives this receipt up; its units are free at once.", destructive=True
        ),
        Command("reverse", "v", "Reverse", "Takes every unit out again.", destructive=True),
    )

    def heading(self) -> str:
        """Number, order, supplier, state."""
        receipt = self.receipt
        if receipt is None:
            return self.number
        parts = [receipt.number, receipt.order, receipt.party, status_word(receipt.status)]
        if self.draft and receipt.station != self.station.board.standing.station:
            parts.append(say("begun at {station}", station=receipt.station))
        return " · ".join(part for part in parts if part)

    def hint(self) -> str:
        """What to do, by state."""
        status = self.receipt.status if self.receipt else "draft"
        if status == "posted":
            return say("Everything is booked in. b returns goods to the supplier, v reverses it all.")
        if status == "reversed":
            return say("Reversed: every unit is where it was before.")
        if status == "cancelled":
            return say("Cancelled: nothing of it was booked in.")
        if self.receipt and all(
            line.entered >= line.quantity for line in self.receipt.lines if line.has_serials
        ):
            return say("Every unit is entered. c posts; + changes how many came on a line.")
        return say("Scan the units, or choose a line and press Enter. c posts what is here.")

    def allowed(self, command: Command) -> bool:
        """A posted receipt is not changed; a draft is not reversed."""
        if command.id in {"reverse", "send_back"}:
            return self.receipt is not None and self.receipt.status == "posted"
        if command.id == "landed":
            return self.sees_cost and self.receipt is not None and self.receipt.status in {"draft", "posted"}
        if command.id == "print":
            return self.receipt is not None and any(
                line.has_serials and (line.entered or not self.draft) for line in self.receipt.lines
            )
        if command.id == "units":
            return self.draft and any(line.may_have for line in self.receipt.lines) if self.receipt else False
        if command.id == "short" and not (self._missing() and self._some()):
            return False
        return self.draft or command.id not in DRAFT_ONLY

    async def do_open(self) -> None:
        """Open the line under the cursor."""
        if self.line is not None:
            await self.open_line(self.line)

    async def do_units(self) -> None:
        """The units of a line that goes by quantity which have a serial number."""
        if self.line is None:
            return
        if not (self.line.may_have or self.line.has_serials):
            raise PlainLine(item=self.line.item)
        await self.open_units(self.line)

    async def do_quantity(self) -> None:
        """How many came on the line under the cursor."""
        if self.line is not None:
            await self.set_quantity(self.line)

    async def do_location(self) -> None:
        """Where the line under the cursor goes."""
        if self.line is not None:
            await self.set_location()

    async def do_undo(self) -> None:
        """The last unit goes off its list, whichever line it is on."""
        if self.receipt is not None and not await self.uncount():
            undone = await self.do(entry.undo, document_id=self.receipt.id)
            await self.load()
            line = next(line for line in self.receipt.lines if line.id == undone.line_id)
            self.list.show(self.list.rows, key=line.line_no)
            words = undone_words(
                undone, say("{serial} is off line {line}", serial=undone.serial, line=line.line_no)
            )
            self.ok(words, say("{done} of {total}", done=line.entered, total=line.quantity))

    async def do_order(self) -> None:
        """Open its purchase order."""
        from tui.screens.purchase_order import PurchaseOrderScreen

        if self.receipt is not None and self.receipt.order:
            await self.go(PurchaseOrderScreen(self.receipt.order))

    async def do_landed(self) -> None:
        """Spread an amount over the units, or open one that is."""
        from tui.screens.landed_cost import spread_over

        await spread_over(self, self.number)

    async def do_send_back(self) -> None:
        """What of it goes back to its supplier."""
        from tui.screens.supplier_return import SupplierReturnScreen

        back = await self.do(supplier_return.start, receipt=self.number)
        self.idle()
        await self.go(SupplierReturnScreen(back.number))

    async def do_print(self) -> None:
        """A label for each unit, entered or booked in."""
        await self.hand_out_labels(await self.do(labelling.of_document, number=self.number), self.number)

    async def do_short(self) -> None:
        """Book in what is here. What is missing is said, and then once more that it stays open."""
        receipt, missing = self.receipt, self._missing()
        if receipt is None or not missing:
            return
        if not await self._as_ordered_agreed() or not await twice_agreed(
            self, self.number, receipt.order, missing
        ):
            return
        await self._posted(await self.do(receiving.post, number=self.number, short=True))

    def _some(self) -> bool:
        """True when there is something to post."""
        lines = self.receipt.lines if self.receipt else ()
        return any(line.entered if line.has_serials else line.quantity for line in lines)

    def _missing(self) -> list[GoodsLine]:
        lines = self.receipt.lines if self.receipt and self.draft else ()
        return [line for line in lines if line.has_serials and line.entered < line.quantity]

    async def do_post(self) -> None:
        """Book everything in; ask about lines nobody has counted, and what to do about units that are missing."""
        if not await self._as_ordered_agreed():
            return
        try:
            done = await self.do(receiving.post, number=self.number)
        except SerialsMissing as missing:
            if not await self._short(missing):
                return
            done = await self.do(receiving.post, number=self.number, short=True)
        await self._posted(done)

    async def _posted(self, done: Done) -> None:
        await self.load()
        count = done.serials + done.quantity
        one = say("{number} is posted: 1 unit is in.", number=self.number)
        many = say("{number} is posted: {count} units are in.", number=self.number, count=count)
        self.ok(one if count == 1 else many, say("Put them where they go. Esc goes back."))

    def asks_itself(self, command: Command) -> bool:
        """Posting asks when a line stands as ordered."""
        return command.id == "post" and bool(self._uncounted())

    def _uncounted(self) -> list[GoodsLine]:
        lines = self.receipt.lines if self.receipt and self.draft else ()
        return [line for line in lines if self.as_ordered(line)]

    async def _as_ordered_agreed(self) -> bool:
        """Lines nobody has counted go in as they were ordered, if a person says so; asked once."""
        lines = self._uncounted()
        if not lines:
            return True
        named = ", ".join(
            say("{item} {count} as ordered", item=line.item, count=grouped(line.quantity)) for line in lines
        )
        question = say("Post {number}? {lines}", number=self.number, lines=named)
        if await self.ask(Confirm(question, say("Nobody has counted that here. + sets how many came."))):
            self.counted.update(line.line_no for line in lines)
            return True
        return False

    async def _short(self, missing: SerialsMissing) -> bool:
        """Missing units: scan on, or post without them."""
        rows = [
            Row("scan", (say("Scan on"),)),
            Row("short", (say("Post what is here; the rest stays outstanding"),)),
        ]
        chosen = await self.ask(Choose(missing.sentence, rows))
        if chosen != "short":
            self.asked(missing.sentence, say("Nothing is posted yet. Scan on."))
        return chosen == "short"

    async def do_cancel(self) -> None:
        """Give a draft up."""
        held = sum(line.entered for line in self.receipt.lines) if self.receipt else 0
        one = say("1 unit on its lists is forgotten; the order stays open.")
        many = say("{count} units on its lists are forgotten; the order stays open.", count=held)
        detail = one if held == 1 else many
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), detail)):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number), say("Esc goes back."))

    async def do_reverse(self) -> None:
        """Take everything out again."""
        detail = say("Every unit goes back to where it was before; the order is open again.")
        if await self.ask(Confirm(say("Reverse {number}?", number=self.number), detail)):
            done = await self.do(goods_reversing.reverse, number=self.number)
            await self.load()
            count = done.serials + done.quantity
            one = say("{number} is reversed: 1 unit is out again.", number=self.number)
            many = say("{number} is reversed: {count} units are out again.", number=self.number, count=count)
            self.ok(one if count == 1 else many)

"""Receive: the purchase orders that wait for goods; an order number scanned here opens its receipt."""

from typing import ClassVar

from textual.app import ComposeResult

from models import purchasing, receiving
from models.goods_documents import NoSuchDocument
from models.language import say
from models.order_lists import Waiting
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import grouped


class ReceiveScreen(StationScreen[None]):
    """Ordered and not yet received in full, the ones due first before the others."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Receive", "Starts the receipt of the order, or goes on with it.", "f2"),
        Command("start", "s", "Receive", "Starts the receipt of the order, or goes on with it.", shown=False),
        Command("order", "g", "Order", "Opens the purchase order itself.", f_key="f3"),
        Command("filter", "f", "Filter", "Shows only orders whose number or supplier holds a word.", "f4"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.wanted = ""
        self.waiting: tuple[Waiting, ...] = ()
        self.list = RowList(
            (
                Column(say("Order"), 9),
                Column(say("Supplier"), 24, grows=True),
                Column(say("Outstanding"), 16, right=True),
                Column(say("Due"), 10, spare=2),
                Column(say("Open receipt"), 12, spare=1),
            ),
            empty=say("No purchase order waits. Mark one as ordered under Purchases first."),
        )

    def heading(self) -> str:
        """What this is."""
        if self.wanted:
            return say("Receive: purchase orders with {word}", word=self.wanted)
        return say("Receive: purchase orders waiting")

    def hint(self) -> str:
        """What to do."""
        if not self.list.rows:
            return say("Nothing is to be received now.")
        return say("Scan an order's number from the packing slip, or choose it and press Enter.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def allowed(self, command: Command) -> bool:
        """An empty list has nothing to open."""
        return bool(self.list.rows) or command.id not in {"open", "start", "order"}

    def compose_body(self) -> ComposeResult:
        """The orders."""
        yield self.list

    async def load(self) -> None:
        """What waits now."""
        self.waiting = await self.do(purchasing.waiting)
        self._show()

    def _show(self) -> None:
        word = self.wanted.casefold()
        self.list.show([_row(one) for one in self.waiting if word in _searched(one)])
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def take_scan(self, taken: Taken) -> None:
        """An order's number starts or opens its receipt; all else is a jump."""
        text = taken.text.strip()
        try:
            receipt = await self.do(receiving.start, order=text)
        except NoSuchDocument:
            await self.station.jump(self, taken)
            return
        await self._open(receipt.number)

    async def do_open(self) -> None:
        """Start or go on with the order under the cursor."""
        if self.list.row is not None:
            receipt = await self.do(receiving.start, order=str(self.list.row.key))
            await self._open(receipt.number)

    async def do_start(self) -> None:
        """As Enter."""
        await self.do_open()

    async def do_order(self) -> None:
        """Open the order under the cursor."""
        from tui.screens.purchase_order import PurchaseOrderScreen

        if self.list.row is not None:
            await self.go(PurchaseOrderScreen(str(self.list.row.key)))

    async def do_filter(self) -> None:
        """Ask for a word; a second time shows all again."""
        from tui.screens.typed import Typed

        if self.wanted:
            self.wanted = ""
        else:
            self.wanted = (
                await self.ask(Typed(say("Which word is in the number, supplier or reference?"))) or ""
            )
        self._show()

    async def _open(self, number: str) -> None:
        from tui.screens.receipt import ReceiptScreen

        self.idle()
        await self.go(ReceiptScreen(number))


def _searched(one: Waiting) -> str:
    return f"{one.number} {one.party} {one.party_name} {one.their_reference}".casefold()


def _row(one: Waiting) -> Row:
    left = say("{left} of {total}", left=grouped(one.outstanding), total=grouped(one.units))
    due = one.due.isoformat() if one.due else ""
    return Row(one.number, (one.number, one.party_name, left, due, ", ".join(one.drafts)))

"""Ship: the orders to pick and how far each one is; an order number scanned here opens its shipment."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from models import print_jobs, ship_lists, shipping
from models.goods_documents import NoSuchDocument
from models.language import say
from models.ship_lists import ToShip
from tui.commands import Command
from tui.messages import Taken
from tui.screens.papers import PaperScreen, pick_list_in
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class ShipScreen(PaperScreen[None]):
    """Confirmed orders with something outstanding, the ones due first before the others."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Pick", "Starts the shipment of the order, or goes on with it.", f_key="f2"),
        Command("ship", "s", "Pick", "Starts the shipment of the order, or goes on with it.", shown=False),
        Command("print", "k", "Pick list", "Prints what is to be fetched for the order.", f_key="f9"),
        Command("order", "g", "Order", "Opens the sales order itself.", f_key="f3"),
        Command("jobs", "j", "Print jobs", "Shows what has not come out of the printer.", f_key="f10"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.waiting: tuple[ToShip, ...] = ()
        self.unprinted = 0
        empty = say("No order waits to be shipped. Confirm one under Sales first.")
        self.list = RowList(_columns(elsewhere=False), empty=empty)

    def heading(self) -> str:
        """What this is, and whether paper waits."""
        if self.unprinted:
            return say("Ship: orders to pick · {count} not printed, j", count=self.unprinted)
        return say("Ship: orders to pick")

    def hint(self) -> str:
        """What to do."""
        if not self.waiting:
            return say("Nothing is to be shipped now.")
        return say("Scan an order's number from its pick list, or choose it and press Enter.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The orders."""
        yield self.list

    async def load(self) -> None:
        """What waits now."""
        self.waiting = await self.do(ship_lists.to_ship)
        self.unprinted = sum(1 for job in await self.do(print_jobs.jobs) if job.state != "printed")
        here = self.station.board.standing.station
        self.list.retitle(_columns(elsewhere=any(o.station not in {"", here} for o in self.waiting)))
        self.list.show([_row(order, here) for order in self.waiting])
        if self.band.verdict == "idle":
            self.idle()

    @property
    def chosen(self) -> ToShip | None:
        """The order under the cursor."""
        return self.waiting[self.list.cursor] if self.waiting else None

    def allowed(self, command: Command) -> bool:
        """An empty list has nothing to open."""
        return bool(self.waiting) or command.id not in {"open", "ship", "print", "order"}

    async def take_scan(self, taken: Taken) -> None:
        """An order's number starts or opens its shipment, a shipment's opens it; all else is a jump."""
        text = taken.text.strip()
        if any(order.shipment == text.upper() for order in self.waiting):
            await self._open(text.upper())
            return
        try:
            shipment = await self.do(shipping.start, order=text)
        except NoSuchDocument:
            await self.station.jump(self, taken)
            return
        await self._open(shipment.number)

    async def do_open(self) -> None:
        """Start or go on with the order under the cursor."""
        if self.chosen is not None:
            await (
                self._open(self.chosen.shipment) if self.chosen.shipment else self._pick(self.chosen.order)
            )

    async def do_ship(self) -> None:
        """As Enter."""
        await self.do_open()

    async def do_print(self) -> None:
        """Print what is to be fetched for the order under the cursor."""
        if (order := self.chosen) is not None:
            await self.hand_out(self.paperwork.pick_list(order.order), partial(pick_list_in, order.order))

    async def do_order(self) -> None:
        """Open the order under the cursor."""
        from tui.screens.sales_order import SalesOrderScreen

        if self.chosen is not None:
            await self.go(SalesOrderScreen(self.chosen.order))

    async def do_jobs(self) -> None:
        """Open the print jobs."""
        from tui.screens.print_jobs import PrintJobs

        await self.go(PrintJobs())

    async def _pick(self, order: str) -> None:
        shipment = await self.do(shipping.start, order=order)
        await self._open(shipment.number)

    async def _open(self, number: str) -> None:
        from tui.screens.shipment import ShipmentScreen

        self.idle()
        await self.go(ShipmentScreen(number))


def _columns(*, elsewhere: bool) -> tuple[Column, ...]:
    """The columns; the other stations' names only where there are any."""
    return (
        Column(say("Order"), 9),
        Column(say("Customer"), 24, grows=True),
        Column(say("Ship by"), 10, spare=2),
        Column(say("Picked"), 14),
        Column(say("Shipment"), 9, spare=1),
        *((Column(say("Begun at"), 12, spare=3),) if elsewhere else ()),
    )


def _row(order: ToShip, here: str) -> Row:
    count = say("{done} of {total}", done=order.picked, total=order.wanted)
    sign, tone = ("✔", "ok") if order.picked >= order.wanted else ("…", "") if order.shipment else ("○", "")
    elsewhere = order.station if order.station != here else ""
    due = order.due.isoformat() if order.due else ""
    key = (order.order, order.shipment)
    return Row(key, (order.order, order.customer, due, f"{sign} {count}", order.shipment, elsewhere), tone)

"""The list of repairs, under Sales: what is here, and what was."""

from typing import ClassVar

from models import coming_back, lookup, repairing
from models.language import say
from models.order_lists import OrderRow
from models.orders import REPAIRS, Flow
from tui.commands import Command
from tui.messages import Taken
from tui.screens.document_list import DocumentList
from tui.screens.repair import RepairScreen
from tui.widgets.cells import Column


class RepairsScreen(DocumentList):
    """All repairs. A unit that is scanned opens its repair, marked; one that a customer has begins one."""

    which: ClassVar[str] = "repairs"
    flow: ClassVar[Flow] = REPAIRS
    states: ClassVar[tuple[str | None, ...]] = (None, "open", "draft", "closed", "cancelled", "reversed")

    def columns(self) -> tuple[Column, ...]:
        """Number, customer, state, day and fault."""
        return (
            Column(self.column_title(), 10),
            Column(say("Customer"), 20, grows=True),
            Column(say("State"), 13),
            Column(self.day_title(), 10),
            Column(say("Fault"), 22, spare=1),
        )

    def column_title(self) -> str:
        """One of them."""
        return say("Repair")

    def titles(self) -> str:
        """All of them."""
        return say("Repairs")

    def nothing(self) -> str:
        """An empty list."""
        return say("No repair is here. Scan a unit that a customer has.")

    def hint(self) -> str:
        """What to do."""
        return say("Scan a unit: one that is here is marked, one that came in begins a repair.")

    def facts(self, order: OrderRow) -> tuple[str, ...]:
        """What a row tells after its day."""
        return (order.reason,)

    def allowed(self, command: Command) -> bool:
        """It begins with a unit, never with nothing."""
        return command.id != "new" and super().allowed(command)

    async def take_scan(self, taken: Taken) -> None:
        """A unit opens its repair, or begins one; everything else as on the other lists."""
        found = [one for one in await self.do(lookup.find, text=taken.text) if one.kind == "serial"]
        for one in found if len(found) == 1 else ():
            ways = await self.do(coming_back.ways, serial=one.key, item=one.detail)
            if ways.repairs:
                await self._unit(one.key, one.detail, taken)
                return
        await super().take_scan(taken)

    async def _unit(self, serial: str, item: str, taken: Taken) -> None:
        number = await self.do(repairing.begin, serial=serial, item=item, how=taken.how)
        screen = RepairScreen(number)
        self.idle()
        await self.go(screen)
        if screen.repair is not None and screen.repair.status == "open":
            await screen.guarded(screen.take_scan(taken))
        else:
            screen.ok(say("{serial} is on {number}.", serial=serial, number=number), screen.hint())

"""The list of repairs, under Sales: what is here, and what was."""

from typing import ClassVar

from models import coming_back, lookup, repairing, repairs
from models.language import say
from models.order_lists import OrderRow
from tui.commands import Command
from tui.messages import Taken
from tui.screens.repair import RepairScreen
from tui.screens.repair_rows import repair_state
from tui.screens.sales_list import SalesList
from tui.widgets.cells import Column, Row

SIGNS = {"draft": ("○", ""), "open": ("…", ""), "closed": ("✔", "muted")}


class RepairsScreen(SalesList):
    """All repairs. A unit that is scanned opens its repair, marked; one that a customer has begins one."""

    which: ClassVar[str] = "repairs"
    kind: ClassVar[str] = "RP"
    states: ClassVar[tuple[str | None, ...]] = (None, "open", "draft", "closed", "cancelled", "reversed")
    page_verb = staticmethod(repairs.page)

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

    def state_word(self, status: str) -> str:
        """A repair's own words."""
        return repair_state(status)

    def row(self, order: OrderRow) -> Row:
        """One repair in a line."""
        sign, tone = SIGNS.get(order.status, ("✖", "muted"))
        state = f"{sign} {self.state_word(order.status)}"
        return Row(
            order.number, (order.number, order.party_name, state, self.day_of(order), order.reason), tone
        )

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

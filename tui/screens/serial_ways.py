"""What can be done with the unit whose life is shown, each on its key: it comes back, comes in for repair, or goes back to its
supplier."""

from collections.abc import Callable

from models import coming_back, repairing, supplier_return
from models.coming_back import Ways
from models.language import say
from models.tracing import SerialLife
from tui.commands import Command
from tui.screens.choose import Choose
from tui.screens.papers import PaperScreen
from tui.widgets.cells import Row

WAYS = (
    Command("credit", "r", "Credit note", "It comes back: begins the credit note of its sale.", f_key="f5"),
    Command("back_in", "r", "Return", "It comes back: begins a return adjustment.", f_key="f5"),
    Command("repair", "p", "Repair", "It comes in for repair, or is here: opens its repair.", f_key="f3"),
    Command("supplier", "b", "To supplier", "It goes back to its supplier: begins the return.", f_key="f4"),
    Command("ways", "w", "What to do", "Chooses one of what can be done with it.", shown=False),
)


class SerialWays(PaperScreen[None]):
    """The half of a life's screen that begins what comes next."""

    def __init__(self, serial: str) -> None:
        super().__init__()
        self.serial = serial
        self.life: SerialLife | None = None
        self.ways = Ways()

    def possible(self, command: Command) -> bool:
        """Whether one of WAYS can be done with this unit."""
        possible = self._ways()
        return bool(possible) if command.id == "ways" else command.id in possible

    async def do_back_in(self) -> None:
        """Begin a return adjustment with this unit on it."""
        await self._begin(
            coming_back.come_back, say("Scan the next unit that came back with it, or post it.")
        )

    async def do_credit(self) -> None:
        """Begin the credit note of the sale it left on, with this unit on it."""
        await self.do_back_in()

    async def do_repair(self) -> None:
        """The repair it is on; one of its customer's, if it is on none."""
        listed = not self.ways.repair
        await self._begin(
            repairing.begin, say("Scan what else came in; e says the fault, c takes it in.") if listed else ""
        )

    async def do_supplier(self) -> None:
        """The return of the receipt it came in on, with this unit on it."""
        await self._begin(
            supplier_return.start_with, say("Scan the next unit that goes back with it, or post it.")
        )

    async def _begin(self, verb: Callable[..., str], next_step: str) -> None:
        """Open the document that `verb` puts this unit on; without `next_step` it says by itself what comes next."""
        from tui.jumping import document_screen

        if self.life is None:
            return
        number = await self.do(verb, serial=self.life.serial, item=self.life.item, how="listed")
        if (screen := document_screen(number)) is not None:
            self.idle()
            await self.go(screen)
            if next_step:
                screen.ok(say("{serial} is on {number}.", serial=self.life.serial, number=number), next_step)

    def _ways(self) -> tuple[str, ...]:
        """The commands of what can be done with this unit."""
        can = {
            "credit": bool(self.ways.invoice) and self.ways.returns,
            "back_in": self.ways.returns and not self.ways.invoice,
            "repair": self.ways.repairs,
            "supplier": bool(self.ways.receipt),
        }
        return tuple(way for way, possible in can.items() if possible)

    async def do_ways(self) -> None:
        """Choose one of them: by cards alone, a digit is enough."""
        own = {command.id: command for command in WAYS}
        rows = [Row(way, (own[way].explained,)) for way in self._ways()]
        question = say("What is to be done with {serial}?", serial=self.serial)
        if (chosen := await self.ask(Choose(question, rows))) is not None:
            await self.carry_out(own[str(chosen)])

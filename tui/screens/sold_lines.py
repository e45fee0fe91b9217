"""A document with lines that are sold: chosen, added, changed, removed, and their serial numbers."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from models import choosing, entry
from models.item_facts import ItemCard
from models.language import say
from models.refusals import Refusal
from models.vat import Priced
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.choose_serials import ChooseSerials
from tui.screens.priced_lines import PricedLine, PricedLines
from tui.screens.sales_forms import AnyHead, LineForm
from tui.widgets.cells import Row


class PlainLine(Refusal):
    """Serials were to be chosen where there are none."""

    template = "{item} has no serial numbers to choose."
    next_step = "Choose a line that has."


class LineShipped(Refusal):
    """Serials were to be chosen for a line of which everything has left."""

    template = "All {count} {item} of this line are shipped."
    next_step = "Open the shipment to see their serial numbers."


class SoldLine(PricedLine, Protocol):
    """One of its lines."""

    @property
    def priced(self) -> Priced: ...


class LinesDocument(AnyHead, Protocol):
    """A document with priced lines."""

    @property
    def status(self) -> str: ...
    @property
    def lines(self) -> Sequence[SoldLine]: ...


D = TypeVar("D", bound=LinesDocument)
L = TypeVar("L", bound=SoldLine)


class SoldLines(PricedLines[D, L], Generic[D, L]):
    """The half of the screen that changes the lines, and chooses their units."""

    async def which_item(self) -> str | None:
        """Anything can be sold, services too."""
        question = say("Which item does {number} get?", number=self.number)
        return await self.ask(ChooseItem(question, tracked=False))

    def usual_price(self, item: ItemCard) -> int:
        """Its sales price."""
        return item.sales_price

    def line_form(self, item: str, name: str, price: int, line: L | None = None) -> LineForm:
        """Quantity, price and discount."""
        return LineForm(item, name, price, line, sold=True)

    async def choose_serials(self, line: L, done: int, total: int) -> None:
        """The help page's barcode icon: scan them, choose them from the list, or take the oldest."""
        rows = [
            Row("scan", (say("Scan or type them, see and remove those chosen"),)),
            Row("list", (say("Choose one from those in stock"),)),
            Row("oldest", (say("Take those that came in first"),)),
        ]
        count = say("{done} of {total} chosen", done=done, total=total)
        way = await self.ask(Choose(say("{item}: {count}", item=line.item, count=count), rows))
        if way == "scan":
            from tui.screens.serial_entry import SerialEntry

            await self.ask(SerialEntry(line.id))
        elif way == "list":
            await self._choose(line)
        elif way == "oldest":
            added = await self.do(choosing.propose, line_id=line.id)
            await self.load()
            count = say("{done} of {total} chosen", done=added.count, total=added.wanted)
            self.ok(
                say("The units that came in first: {count}.", count=count), say("b shows and changes them.")
            )

    async def _choose(self, line: L) -> None:
        if (serial := await self.ask(ChooseSerials(line.id))) is not None:
            added = await self.do(entry.add, line_id=line.id, text=serial, how="listed")
            await self.load()
            self.chosen(serial, say("{done} of {total} chosen", done=added.count, total=added.wanted))

    def chosen(self, serial: str, count: str) -> None:
        """Say that a unit was chosen from the list."""
        self.ok(say("{serial} is on {number} · {count}", serial=serial, number=self.number, count=count))

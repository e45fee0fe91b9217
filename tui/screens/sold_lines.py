"""A document with lines that are sold: chosen, added, changed, removed, and their serial numbers."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from models import choosing, entry, items
from models.language import say
from models.order_edit import NewLine
from models.refusals import Refusal
from models.vat import Priced
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.choose_serials import ChooseSerials
from tui.screens.confirm import Confirm
from tui.screens.document_lines import DocumentLines, Line
from tui.screens.sales_forms import AnyHead, AnyLine, LineForm
from tui.widgets.cells import Row


class PlainLine(Refusal):
    """Serials were to be chosen where there are none."""

    template = "{item} has no serial numbers to choose."
    next_step = "Choose a line that has."


class LineShipped(Refusal):
    """Serials were to be chosen for a line of which everything has left."""

    template = "All {count} {item} of this line are shipped."
    next_step = "Open the shipment to see their serial numbers."


class SoldLine(Line, AnyLine, Protocol):
    """One of its lines."""

    @property
    def name(self) -> str: ...
    @property
    def price(self) -> int: ...
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


class SoldLines(DocumentLines[D, L], Generic[D, L]):
    """The half of the screen that changes the lines."""

    def no_lines(self) -> str:
        """How the first gets there."""
        return say("There are no lines yet. n adds the first.")

    async def put(self, line: NewLine) -> D:
        """Add or change a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def drop(self, line_no: int) -> D:
        """Remove a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def do_new(self) -> None:
        """Choose an item, then its quantity and price."""
        number = await self.ask(
            ChooseItem(say("Which item does {number} get?", number=self.number), tracked=False)
        )
        if number is None:
            return
        item = await self.do(items.view, number=number)
        wish = await self.ask(LineForm(item.number, item.name, item.sales_price, sold=True))
        if wish is not None:
            order = await self.put(NewLine(item.number, wish.quantity, wish.price, discount=wish.discount))
            self.show(order, order.lines[-1].line_no)
            self.ok(say("{count} {item} added.", count=wish.quantity, item=item.number))

    async def do_edit(self) -> None:
        """Change quantity and price of the line."""
        line = self.line
        if line is None:
            return
        wish = await self.ask(LineForm(line.item, line.name, line.price, line, sold=True))
        if wish is not None:
            place = getattr(line, "location", "")
            changed = NewLine(line.item, wish.quantity, wish.price, place, line.line_no, wish.discount)
            self.show(await self.put(changed))
            self.ok(
                say(
                    "Line {line} is {count} {item} now.",
                    line=line.line_no,
                    count=wish.quantity,
                    item=line.item,
                )
            )

    async def do_remove(self) -> None:
        """Remove the line."""
        line = self.line
        if line is None:
            return
        question = say("Remove line {line}, {item}?", line=line.line_no, item=line.item)
        if await self.ask(Confirm(question)):
            self.show(await self.drop(line.line_no))
            self.ok(say("Line {line} is removed.", line=line.line_no))

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

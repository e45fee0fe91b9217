"""A document with lines that are sold: chosen, added, changed, removed, and their serial numbers."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.widgets import Static

from models import choosing, entry, items
from models.language import say
from models.order_edit import NewLine
from models.refusals import Refusal
from models.vat import Priced
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.choose_serials import ChooseSerials
from tui.screens.confirm import Confirm
from tui.screens.papers import PaperScreen
from tui.screens.sales_forms import AnyHead, AnyLine, LineForm
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class PlainLine(Refusal):
    """Serials were to be chosen where there are none."""

    template = "{item} has no serial numbers to choose."
    next_step = "Choose a line that has."


class LineShipped(Refusal):
    """Serials were to be chosen for a line of which everything has left."""

    template = "All {count} {item} of this line are shipped."
    next_step = "Open the shipment to see their serial numbers."


class SoldLine(AnyLine, Protocol):
    """One of its lines."""

    @property
    def id(self) -> int: ...
    @property
    def line_no(self) -> int: ...
    @property
    def item(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def price(self) -> int: ...
    @property
    def priced(self) -> Priced: ...
    @property
    def has_serials(self) -> bool: ...


class LinesDocument(AnyHead, Protocol):
    """A document with priced lines."""

    @property
    def status(self) -> str: ...
    @property
    def lines(self) -> Sequence[SoldLine]: ...


D = TypeVar("D", bound=LinesDocument)


L = TypeVar("L", bound=SoldLine)


class SoldLines(PaperScreen[None], Generic[D, L]):
    """The half of the screen that shows the document and changes its lines."""

    DEFAULT_CSS = """
    SoldLines #facts { height: auto; max-height: 2; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.order: D | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(self.columns(), empty=say("There are no lines yet. n adds the first."))

    def columns(self) -> tuple[Column, ...]:
        """What the lines show."""
        raise RuntimeError(f"{type(self).__name__} shows no lines")

    def row(self, line: L) -> Row:
        """One line in these columns."""
        raise RuntimeError(f"{type(self).__name__} shows no lines")

    def about(self, order: D) -> list[str]:
        """What is said of the document over its lines; empty texts are left out."""
        raise RuntimeError(f"{type(self).__name__} says nothing")

    async def read(self) -> D:
        """The document as it stands."""
        raise RuntimeError(f"{type(self).__name__} reads nothing")

    async def put(self, line: NewLine) -> D:
        """Add or change a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def drop(self, line_no: int) -> D:
        """Remove a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The head's facts over the lines."""
        yield self.facts
        yield self.list

    @property
    def line(self) -> L | None:
        """The line under the cursor."""
        row = self.list.row
        return next((line for line in self.lines if row is not None and line.line_no == row.key), None)

    @property
    def lines(self) -> Sequence[L]:
        """The lines as last read."""
        return cast("Sequence[L]", self.order.lines) if self.order is not None else ()

    async def load(self) -> None:
        """The document as it stands."""
        self.show(await self.read())

    def show(self, order: D, line_no: int | None = None) -> None:
        """Put the document up as it is now; the cursor stays on its line, or goes to `line_no`."""
        self.order, self.number = order, order.number
        self.list.show([self.row(line) for line in self.lines], key=line_no)
        self.facts.update(plain(" · ".join(part for part in self.about(order) if part)))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

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

"""A document with priced lines, bought or sold: added, changed and removed."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from models import items
from models.item_facts import ItemCard
from models.language import say
from models.order_edit import NewLine
from tui.screens.confirm import Confirm
from tui.screens.document_lines import DocumentLines, Line
from tui.screens.sales_forms import AnyLine, LineForm


class PricedLine(Line, AnyLine, Protocol):
    """One of its lines."""

    @property
    def name(self) -> str: ...
    @property
    def price(self) -> int: ...


class PricedDocument(Protocol):
    """A document with such lines."""

    @property
    def number(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def lines(self) -> Sequence[PricedLine]: ...


D = TypeVar("D", bound=PricedDocument)
L = TypeVar("L", bound=PricedLine)


class PricedLines(DocumentLines[D, L], Generic[D, L]):
    """The half of the screen that changes the lines. Whoever grows from it says how a line gets onto its document (`put`), off
    it (`drop`), which item a new one is of (`which_item`), and at which price (`usual_price`)."""

    def no_lines(self) -> str:
        """How the first gets there."""
        return say("There are no lines yet. n adds the first.")

    async def put(self, line: NewLine) -> D:
        """Add or change a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def drop(self, line_no: int) -> D:
        """Remove a line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def which_item(self) -> str | None:
        """Ask for the item of a new line."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    def usual_price(self, item: ItemCard) -> int:
        """What a new line of `item` costs each unless a person says otherwise, in minor units."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    def line_form(self, item: str, name: str, price: int, line: L | None = None) -> LineForm:
        """What is asked about a line, or about a new one."""
        return LineForm(item, name, price, line)

    async def do_new(self) -> None:
        """Choose an item, then its quantity and price."""
        if (number := await self.which_item()) is not None:
            await self.add_line(number)

    async def add_line(self, number: str) -> None:
        """Ask quantity and price of an item, then add it."""
        item = await self.do(items.view, number=number)
        wish = await self.ask(self.line_form(item.number, item.name, self.usual_price(item)))
        if wish is not None:
            order = await self.put(NewLine(item.number, wish.quantity, wish.price, discount=wish.discount))
            self.show(order, order.lines[-1].line_no)
            self.ok(say("{count} {item} added.", count=wish.quantity, item=item.number))

    async def do_edit(self) -> None:
        """Change quantity and price of the line."""
        line = self.line
        if line is None:
            return
        wish = await self.ask(self.line_form(line.item, line.name, line.price, line))
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

"""The lines of a purchase order: added, changed, removed, and the serial numbers the supplier announced."""

from textual.app import ComposeResult
from textual.widgets import Static

from models import items, purchasing, rights
from models.language import say
from models.money import money
from models.order_edit import NewLine
from models.orders import OrderLine
from models.purchasing import PurchaseOrder
from models.refusals_orders import OrderLineWithoutSerials
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.confirm import Confirm
from tui.screens.papers import PaperScreen
from tui.screens.sales_forms import LineForm
from tui.screens.serial_source import SerialSource
from tui.widgets.cells import MONEY, Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList
from tui.words import grouped, status_word

ITEM_LEAST, ITEM_MOST = 6, 14
"""Columns an item's number takes; the name gets what is left."""


class PurchaseLines(PaperScreen[None]):
    """The half of a purchase order's screen that shows it and changes its lines."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.order: PurchaseOrder | None = None
        self.sees_cost = True
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(
            _columns(ITEM_LEAST, announced=False),
            empty=say("The order has no lines yet. n adds the first."),
        )

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The head's facts over the lines."""
        yield self.facts
        yield self.list

    @property
    def line(self) -> OrderLine | None:
        """The line under the cursor."""
        return self.order.lines[self.list.cursor] if self.order and self.order.lines else None

    async def load(self) -> None:
        """The order as it stands."""
        self.sees_cost = await self.do(rights.sees_cost)
        self.show(await self.do(purchasing.view, number=self.number))

    def show(self, order: PurchaseOrder, line_no: int | None = None) -> None:
        """Put the order up as it is now; the cursor stays on its line, or goes to `line_no`."""
        self.order, self.number = order, order.number
        announced = any(line.expected_count for line in order.lines)
        longest = max((len(line.item) for line in order.lines), default=0)
        width = min(max(ITEM_LEAST, longest), ITEM_MOST)
        self.list.retitle(_columns(width, announced=announced, cost=self.sees_cost))
        self.list.show([_row(line, cost=self.sees_cost) for line in order.lines], key=line_no)
        self.facts.update(plain(_facts(order, cost=self.sees_cost)))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def add_line(self, item_number: str) -> None:
        """Ask quantity and price of an item, then add it."""
        item = await self.do(items.view, number=item_number)
        wish = await self.ask(LineForm(item.number, item.name, item.cost_price, priced=self.sees_cost))
        if wish is not None:
            line = NewLine(item.number, wish.quantity, wish.price)
            order = await self.do(purchasing.set_line, number=self.number, line=line)
            self.show(order, order.lines[-1].line_no)
            self.ok(say("{count} {item} added.", count=wish.quantity, item=item.number))

    async def do_new(self) -> None:
        """Choose an item, then its quantity and price."""
        number = await self.ask(ChooseItem(say("Which item is on {number}?", number=self.number)))
        if number is not None:
            await self.add_line(number)

    async def do_edit(self) -> None:
        """Change quantity and price of the line."""
        line = self.line
        if line is None:
            return
        wish = await self.ask(LineForm(line.item, line.name, line.price, line, priced=self.sees_cost))
        if wish is not None:
            changed = NewLine(line.item, wish.quantity, wish.price, line.location, line.line_no)
            self.show(await self.do(purchasing.set_line, number=self.number, line=changed))
            words = say("Line {line} is {count} {item} now.", line=line.line_no, count=wish.quantity,
                        item=line.item)  # fmt: skip
            self.ok(words)

    async def do_remove(self) -> None:
        """Remove the line."""
        line = self.line
        if line is None:
            return
        question = say("Remove line {line}, {item}?", line=line.line_no, item=line.item)
        if await self.ask(Confirm(question)):
            self.show(await self.do(purchasing.remove_line, number=self.number, line_no=line.line_no))
            self.ok(say("Line {line} is removed.", line=line.line_no))

    async def do_announced(self) -> None:
        """Load the serial numbers the supplier says will come on the line."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise OrderLineWithoutSerials(number=self.number, line_no=line.line_no, item=line.item)
        replace = bool(line.expected_count) and await self._replaces(line)
        if replace is None:
            return
        if (told := await self.ask(SerialSource(say("The whole list is kept, or nothing of it.")))) is None:
            return
        kept = await self.do(
            purchasing.expect, number=self.number, line_no=line.line_no, serials=told.texts, replace=replace
        )
        await self.load()
        at = line.line_no
        one = say("1 serial number is announced on line {line}", line=at)
        many = say("{count} serial numbers are announced on line {line}", count=kept.count, line=at)
        self.ok(
            one if kept.count == 1 else many,
            say("{count} stood there twice.", count=kept.repeated) if kept.repeated else "",
        )

    async def _replaces(self, line: OrderLine) -> bool | None:
        """Whether a second list stands beside the first or in its place."""
        question = say("{count} are announced already on line {line}.", count=line.expected_count,
                       line=line.line_no)  # fmt: skip
        rows = [Row("add", (say("Add to them"),)), Row("replace", (say("Put the new list in their place"),))]
        chosen = await self.ask(Choose(question, rows))
        return None if chosen is None else chosen == "replace"


def _columns(item: int, *, announced: bool, cost: bool = True) -> tuple[Column, ...]:
    """The announced serials have a column only where some are, the price only for who may see cost."""
    return (
        Column(say("Item"), item),
        Column(say("Name"), 18, grows=True),
        Column(say("Ordered"), 7, right=True),
        *([Column(say("Price"), MONEY, right=True, spare=3)] if cost else []),
        Column(say("Received"), 8, right=True),
        Column(say("To come"), 7, right=True, spare=1),
        *([Column(say("Announced"), 9, right=True, spare=2)] if announced else []),
    )


def _row(line: OrderLine, *, cost: bool = True) -> Row:
    full = line.outstanding == 0
    cells = (
        line.item,
        line.name,
        grouped(line.quantity),
        *([money(line.price)] if cost else []),
        f"✔ {line.done}" if full else grouped(line.done),
        grouped(line.outstanding),
        grouped(line.expected_count) if line.expected_count else "",
    )
    return Row(line.line_no, cells, "ok" if full else "")


def _facts(order: PurchaseOrder, *, cost: bool = True) -> str:
    """One row under the heading: the day, their reference, receipts, the sum."""
    total = sum(line.price * line.quantity for line in order.lines)
    parts = [
        say("due {day}", day=order.due.isoformat()) if order.due else "",
        say("their reference {text}", text=order.their_reference) if order.their_reference else "",
        say("sum {money}", money=money(total)) if cost else "",
        ", ".join(f"{one.number} {status_word(one.status)}" for one in order.receipts[-3:]),
        order.note.replace("\n", " "),
    ]
    return " " + " · ".join(part for part in parts if part)

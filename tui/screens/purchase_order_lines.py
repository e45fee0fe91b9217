"""The lines of a purchase order: added, changed, removed, and the serial numbers the supplier announced."""

from models import purchasing, rights
from models.item_facts import ItemCard
from models.language import say
from models.money import money
from models.order_edit import NewLine
from models.orders import OrderLine
from models.purchasing import PurchaseOrder
from models.refusals_orders import OrderLineWithoutSerials
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.priced_lines import PricedLines
from tui.screens.sales_forms import LineForm
from tui.screens.serial_source import SerialSource
from tui.widgets.cells import MONEY, Column, Row
from tui.words import grouped, status_word

ITEM_LEAST, ITEM_MOST = 6, 14
"""Columns an item's number takes; the name gets what is left."""


class PurchaseLines(PricedLines[PurchaseOrder, OrderLine]):
    """The half of a purchase order's screen that shows it and changes its lines."""

    sees_cost = True

    def columns(self) -> tuple[Column, ...]:
        """The announced serials have a column only where some are, the price only for who may see cost."""
        announced = any(line.expected_count for line in self.lines)
        longest = max((len(line.item) for line in self.lines), default=0)
        return (
            Column(say("Item"), min(max(ITEM_LEAST, longest), ITEM_MOST)),
            Column(say("Name"), 18, grows=True),
            Column(say("Ordered"), 7, right=True),
            *([Column(say("Price"), MONEY, right=True, spare=3)] if self.sees_cost else []),
            Column(say("Received"), 8, right=True),
            Column(say("To come"), 7, right=True, spare=1),
            *([Column(say("Announced"), 9, right=True, spare=2)] if announced else []),
        )

    def row(self, line: OrderLine) -> Row:
        """One line."""
        return _row(line, cost=self.sees_cost)

    def about(self, order: PurchaseOrder) -> list[str]:
        """The day, their reference, receipts, the sum."""
        return _facts(order, cost=self.sees_cost)

    async def read(self) -> PurchaseOrder:
        """The order."""
        return await self.do(purchasing.view, number=self.number)

    async def load(self) -> None:
        """The order as it stands, for whoever is signed on."""
        self.sees_cost = await self.do(rights.sees_cost)
        await super().load()

    def show(self, document: PurchaseOrder, line_no: int | None = None) -> None:
        """Put the order up in the columns it needs."""
        self.document = document
        self.list.retitle(self.columns())
        super().show(document, line_no)

    async def put(self, line: NewLine) -> PurchaseOrder:
        """Add or change a line."""
        return await self.do(purchasing.set_line, number=self.number, line=line)

    async def drop(self, line_no: int) -> PurchaseOrder:
        """Remove a line."""
        return await self.do(purchasing.remove_line, number=self.number, line_no=line_no)

    async def which_item(self) -> str | None:
        """What is kept in stock can be bought."""
        return await self.ask(ChooseItem(say("Which item is on {number}?", number=self.number)))

    def usual_price(self, item: ItemCard) -> int:
        """Its cost price."""
        return item.cost_price

    def line_form(self, item: str, name: str, price: int, line: OrderLine | None = None) -> LineForm:
        """Quantity, and the price for who may see cost."""
        return LineForm(item, name, price, line, priced=self.sees_cost)

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


def _row(line: OrderLine, *, cost: bool) -> Row:
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


def _facts(order: PurchaseOrder, *, cost: bool) -> list[str]:
    """One row under the heading: the day, their reference, receipts, the sum."""
    total = sum(line.price * line.quantity for line in order.lines)
    return [
        say("due {day}", day=order.due.isoformat()) if order.due else "",
        say("their reference {text}", text=order.their_reference) if order.their_reference else "",
        say("sum {money}", money=money(total)) if cost else "",
        ", ".join(f"{one.number} {status_word(one.status)}" for one in order.receipts[-3:]),
        order.note.replace("\n", " "),
    ]

"""The lines of a sales order: added, changed, removed, and serial numbers chosen for them (help page, 6)."""

from textual.app import ComposeResult
from textual.widgets import Static

from models import entry, items, selling
from models.language import say
from models.money import money
from models.order_edit import NewLine
from models.orders import OrderLine
from models.refusals import Refusal
from models.selling import SalesOrder
from tui.screens.choose import Choose
from tui.screens.choose_item import ChooseItem
from tui.screens.choose_serials import ChooseSerials
from tui.screens.confirm import Confirm
from tui.screens.papers import PaperScreen
from tui.screens.sales_forms import LineForm
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList
from tui.words import grouped, status_word


class PlainLine(Refusal):
    """Serials were to be chosen where there are none."""

    template = "{item} has no serial numbers to choose."
    next_step = "Choose a line that has."


class LineShipped(Refusal):
    """Serials were to be chosen for a line of which everything has left."""

    template = "All {count} {item} of this line are shipped."
    next_step = "Open the shipment to see their serial numbers."


class OrderLinesScreen(PaperScreen[None]):
    """The half of a sales order's screen that shows it and changes its lines."""

    DEFAULT_CSS = """
    OrderLinesScreen #facts { height: auto; max-height: 2; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.order: SalesOrder | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(
            (
                Column(say("Item"), 13),
                Column(say("Name"), 18, grows=True),
                Column(say("Ordered"), 7, right=True),
                Column(say("Price"), 9, right=True, spare=3),
                Column(say("Reserved"), 8, right=True, spare=1),
                Column(say("Shipped"), 7, right=True),
                Column(say("To ship"), 7, right=True, spare=2),
            ),
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
        row = self.list.row
        lines = self.order.lines if self.order else ()
        return next((line for line in lines if row is not None and line.line_no == row.key), None)

    async def load(self) -> None:
        """The order as it stands."""
        self.show(await self.do(selling.view, number=self.number))

    def show(self, order: SalesOrder, line_no: int | None = None) -> None:
        """Put the order up as it is now; the cursor stays on its line, or goes to `line_no`."""
        self.order, self.number = order, order.number
        self.list.show([_row(line) for line in order.lines], key=line_no)
        self.facts.update(plain(_facts(order)))
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
        wish = await self.ask(LineForm(item.number, item.name, item.sales_price))
        if wish is not None:
            line = NewLine(item.number, wish.quantity, wish.price)
            order = await self.do(selling.set_line, number=self.number, line=line)
            self.show(order, order.lines[-1].line_no)
            self.ok(say("{count} {item} added.", count=wish.quantity, item=item.number))

    async def do_edit(self) -> None:
        """Change quantity and price of the line."""
        line = self.line
        if line is None:
            return
        wish = await self.ask(LineForm(line.item, line.name, line.price, line))
        if wish is not None:
            changed = NewLine(line.item, wish.quantity, wish.price, line.location, line.line_no)
            self.show(await self.do(selling.set_line, number=self.number, line=changed))
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
            self.show(await self.do(selling.remove_line, number=self.number, line_no=line.line_no))
            self.ok(say("Line {line} is removed.", line=line.line_no))

    async def do_serials(self) -> None:
        """The help page's barcode icon: scan them, or choose them from the list."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise PlainLine(item=line.item)
        if not line.outstanding:
            raise LineShipped(item=line.item, count=line.done)
        rows = [
            Row("scan", (say("Scan or type them, see and remove those chosen"),)),
            Row("list", (say("Choose one from those in stock"),)),
        ]
        count = say("{done} of {total} chosen", done=line.reserved, total=line.outstanding)
        way = await self.ask(Choose(say("{item}: {count}", item=line.item, count=count), rows))
        if way == "scan":
            from tui.screens.serial_entry import SerialEntry

            await self.ask(SerialEntry(line.id))
        elif way == "list":
            await self._choose(line)

    async def _choose(self, line: OrderLine) -> None:
        if (serial := await self.ask(ChooseSerials(line.id))) is not None:
            added = await self.do(entry.add, line_id=line.id, text=serial, how="listed")
            await self.load()
            done = say("{done} of {total} chosen", done=added.count, total=added.wanted)
            self.ok(
                say(
                    "{serial} is reserved for {number} · {count}",
                    serial=serial,
                    number=self.number,
                    count=done,
                )
            )


def _row(line: OrderLine) -> Row:
    full = line.outstanding == 0
    count = say("{done} of {total}", done=line.reserved, total=line.outstanding)
    reserved = "" if full or not line.has_serials else count
    cells = (
        line.item,
        line.name,
        grouped(line.quantity),
        money(line.price),
        reserved,
        f"✔ {line.done}" if full else grouped(line.done),
        grouped(line.outstanding),
    )
    return Row(line.line_no, cells, "ok" if full else "")


def _facts(order: SalesOrder) -> str:
    """One row under the heading: the day, their reference, shipments, the sum."""
    parts = [
        say("ship by {day}", day=order.due.isoformat()) if order.due else "",
        say("their reference {text}", text=order.their_reference) if order.their_reference else "",
        say("sum {money}", money=money(sum(line.price * line.quantity for line in order.lines))),
        ", ".join(f"{one.number} {status_word(one.status)}" for one in order.shipments[-3:]),
        order.note.replace("\n", " "),
    ]
    return " · ".join(part for part in parts if part)

"""The lines of what is sold: added, changed, removed, and serial numbers chosen for them (help page, 6).

`SoldLines` is that half of the screens of a sales order, a quote and an invoice; each says how its document is read and how
a line gets onto it.
"""

from models import selling
from models.language import say
from models.money import money
from models.order_edit import NewLine
from models.orders import OrderLine
from models.selling import SalesOrder
from tui.screens.sold_lines import LineShipped, PlainLine, SoldLines
from tui.widgets.cells import MONEY, Column, Row
from tui.words import grouped, status_word


class OrderLinesScreen(SoldLines[SalesOrder, OrderLine]):
    """The half of a sales order's screen that shows it and changes its lines."""

    def columns(self) -> tuple[Column, ...]:
        """What is reserved and shipped of each line."""
        return (
            Column(say("Item"), 13),
            Column(say("Name"), 18, grows=True),
            Column(say("Ordered"), 7, right=True),
            Column(say("Price"), MONEY, right=True, spare=3),
            Column(say("Reserved"), 8, right=True, spare=1),
            Column(say("Shipped"), 7, right=True),
            Column(say("To ship"), 7, right=True, spare=2),
        )

    def row(self, line: OrderLine) -> Row:
        """One line."""
        return _row(line)

    def about(self, order: SalesOrder) -> list[str]:
        """The day, their reference, shipments, the sum."""
        return _facts(order)

    async def read(self) -> SalesOrder:
        """The order."""
        return await self.do(selling.view, number=self.number)

    async def put(self, line: NewLine) -> SalesOrder:
        """Add or change a line."""
        return await self.do(selling.set_line, number=self.number, line=line)

    async def drop(self, line_no: int) -> SalesOrder:
        """Remove a line."""
        return await self.do(selling.remove_line, number=self.number, line_no=line_no)

    async def do_serials(self) -> None:
        """Choose serial numbers for the line: they are reserved."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise PlainLine(item=line.item)
        if not line.outstanding:
            raise LineShipped(item=line.item, count=line.done)
        await self.choose_serials(line, line.reserved, line.outstanding)

    def chosen(self, serial: str, count: str) -> None:
        """A unit was reserved."""
        self.ok(
            say("{serial} is reserved for {number} · {count}", serial=serial, number=self.number, count=count)
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


def _facts(order: SalesOrder) -> list[str]:
    """One row under the heading: the day, their reference, the sum, what was made of it."""
    return [
        say("ship by {day}", day=order.due.isoformat()) if order.due else "",
        say("their reference {text}", text=order.their_reference) if order.their_reference else "",
        say("sum {money}", money=money(sum(line.priced.net for line in order.lines))),
        say("from {number}", number=order.source) if order.source else "",
        ", ".join(
            f"{one.number} {status_word(one.status)}"
            for one in (*order.shipments[-2:], *order.invoices[-2:], *order.backorders[-1:])
        ),
        order.heading,
        order.note.replace("\n", " "),
    ]

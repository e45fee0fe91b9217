"""The table of serial numbers, over millions: the report's, and the tab of one item."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.events import Resize

from models import serial_report
from models.language import say
from models.serial_report import Key, SerialFilter, SerialRow
from tui.widgets.cells import Column, Row
from tui.widgets.paged_table import PagedTable
from tui.words import day, state_word

if TYPE_CHECKING:
    from tui.clerk import Clerk

SERIAL_LEAST, SERIAL_MOST = 18, 60
NARROW = 80


class SerialSource:
    """Pages of one filter, read by the clerk."""

    def __init__(self, clerk: "Clerk", filter: SerialFilter) -> None:
        self._clerk = clerk
        self._filter = filter

    async def page(self, after: object | None, limit: int, backwards: bool) -> Sequence[Row]:
        """The rows after the key `after`."""
        rows = await self._clerk.do(
            serial_report.page,
            filter=self._filter,
            after=cast("Key | None", after),
            limit=limit,
            backwards=backwards,
        )
        return [_row(row, with_item=not self._filter.item) for row in rows]

    async def count(self) -> int:
        """How many there are."""
        return await self._clerk.do(serial_report.count, filter=self._filter)


class SerialTable(PagedTable):
    """Serial, item (not in an item's own table), state, place, document, day, party."""

    def __init__(self, *, with_item: bool = True) -> None:
        self._with_item = with_item
        super().__init__(columns(NARROW, with_item=with_item), empty=say("No serial number is like that."))

    def on_resize(self, event: Resize) -> None:
        """A wider screen shows more of a long serial."""
        self.retitle(columns(event.size.width, with_item=self._with_item))


def columns(width: int, *, with_item: bool) -> tuple[Column, ...]:
    """The columns in `width` cells: serials grow first, the party has what is left."""
    serial = min(SERIAL_MOST, SERIAL_LEAST + max(0, (width - NARROW) // 3) + (0 if with_item else 14))
    return (
        Column(say("Serial number"), serial, middle=True),
        *((Column(say("Item"), 12),) if with_item else ()),
        Column(say("State"), 13),
        Column(say("Place"), 7),
        Column(say("Document"), 8),
        Column(say("Since"), 10, spare=1),
        Column(say("Partner"), 20, grows=True, spare=2),
    )


def serial_of(row: Row | None) -> tuple[str, str] | None:
    """The serial and the item behind a row of the table."""
    return None if row is None else (row.cells[0], row.cells[-1])


def filter_words(filter: SerialFilter, *, with_item: bool = True) -> str:
    """What the filter leaves, in one line; empty when it leaves everything."""
    words = (
        say("contains {text}", text=filter.text) if filter.text else "",
        say("item {item}", item=filter.item) if filter.item and with_item else "",
        state_word(filter.state) if filter.state else "",
        say("at {location}", location=filter.location) if filter.location else "",
        say("customer {customer}", customer=filter.customer) if filter.customer else "",
    )
    return " · ".join(word for word in words if word)


def _row(row: SerialRow, *, with_item: bool) -> Row:
    """The last cell has no column: it is the item for `serial_of`."""
    own = (row.item,) if with_item else ()
    held = row.held and row.state == "in stock"
    state = say("held {document}", document=row.held) if held else state_word(row.state)
    shown = (row.serial, *own, state, row.location, row.document, day(row.at), row.party)
    return Row(row.key, (*shown, row.item), "" if row.state == "in stock" else "muted")

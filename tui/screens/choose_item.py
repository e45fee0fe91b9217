"""Choosing an item: by its number, a part of its name, or a scan of its product code."""

from typing import ClassVar

from textual.app import ComposeResult

from models import items, lookup
from models.item_facts import ItemRow
from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import grouped

SHOWN = 100


class ChooseItem(Dialog[str]):
    """Answers an item's number. A list that narrows as a person types; what is scanned or typed in full is
    chosen at once.
    """

    takes_scans: ClassVar[bool] = True
    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the item under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all items again first."),
    )

    def __init__(self, question: str = "", *, tracked: bool = True) -> None:
        super().__init__()
        self.question = question
        self.tracked = tracked
        self.search = ""
        self._wanted = ""
        self.list = RowList(
            (
                Column(say("Item"), 16),
                Column(say("Name"), 30, grows=True),
                Column(say("In stock"), 8, right=True),
                Column(say("Unit"), 6, spare=1),
            ),
            empty=say("No item is like that."),
        )

    def heading(self) -> str:
        """The question."""
        return self.question or say("Which item?")

    def hint(self) -> str:
        """How to choose."""
        return say("Scan the product code, or type part of the number or the name.")

    def prompt(self) -> str:
        """Before what is typed."""
        return say("search")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The items."""
        yield self.list

    async def load(self) -> None:
        """The items that match."""
        await self._narrow(self._wanted)

    def show_typed(self, text: str, waiting: int) -> None:
        """The list follows the letters; an emptied field keeps what it was narrowed to until Esc."""
        super().show_typed(text, waiting)
        if text and text != self._wanted:
            self._wanted = text
            self.station.offer(self._follow)

    async def take_scan(self, taken: Taken) -> None:
        """An item's code or number chooses it; a typed part narrows; anything else is said."""
        found = await self.do(lookup.find, text=taken.text)
        wanted = [one.key for one in found if one.kind == "item"]
        if len(wanted) == 1:
            await self.answer(wanted[0])
            return
        if taken.how == "scanned":
            self.refused(
                say("{text} is no item's number or product code.", text=taken.text),
                say("Type part of the item's name, or add its product code to the item."),
            )
            return
        moved = taken.text.strip() == self.search and self.list.cursor > 0
        if not moved:
            await self._narrow(taken.text.strip())
        if moved or len(self.list.rows) == 1:
            await self.do_take()

    async def do_take(self) -> None:
        """Answer the item under the cursor."""
        if self.list.row is not None:
            self.station.keyboard.wedge.clear()
            await self.answer(str(self.list.row.key))

    async def do_back(self) -> None:
        """Show every item again, or leave."""
        if not self.search:
            await self.leave()
            return
        await self._narrow("")

    async def _follow(self) -> None:
        if self.station.station_screen is self and self._wanted != self.search:
            await self.guarded(self._narrow(self._wanted))

    async def _narrow(self, text: str) -> None:
        page = await self.do(items.page, search=text, limit=SHOWN, blocked=False)
        self.search = self._wanted = text
        rows = [row for row in page.rows if row.stock_tracked or not self.tracked]
        self.list.show([_row(row) for row in rows])


def _row(row: ItemRow) -> Row:
    return Row(row.number, (row.number, row.name, grouped(row.on_hand), row.unit))

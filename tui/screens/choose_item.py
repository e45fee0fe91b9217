"""Choosing an item: by its number, a part of its name, or a scan of its product code."""

from collections.abc import Sequence
from typing import ClassVar

from models import items, lookup
from models.item_facts import ItemRow
from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.narrowing import NarrowingList
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import grouped

SHOWN = 100


class ChooseItem(NarrowingList):
    """Answers an item's number. A list that narrows as a person types; what is scanned or typed in full is
    chosen at once.
    """

    takes_scans: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the item under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all items again first."),
    )

    def __init__(self, question: str = "", *, tracked: bool = True) -> None:
        super().__init__(
            RowList(
                (
                    Column(say("Item"), 16),
                    Column(say("Name"), 30, grows=True),
                    Column(say("In stock"), 11, right=True),
                    Column(say("Unit"), 6, spare=1),
                ),
                empty=say("No item is like that."),
            )
        )
        self.question = question
        self.tracked = tracked

    def heading(self) -> str:
        """The question."""
        return self.question or say("Which item?")

    def hint(self) -> str:
        """How to choose."""
        return say("Scan the product code, or type part of the number or the name.")

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
        await self.take_part(taken.text.strip())

    async def matching(self, text: str) -> Sequence[Row]:
        """The items that may be chosen, at most SHOWN."""
        page = await self.do(items.page, search=text, limit=SHOWN, blocked=False)
        return [_row(row) for row in page.rows if row.stock_tracked or not self.tracked]


def _row(row: ItemRow) -> Row:
    return Row(row.number, (row.number, row.name, grouped(row.on_hand), row.unit))

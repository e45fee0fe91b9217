"""Choosing one row of a list that narrows as a person types: the questions for an item, a party, a place, a unit."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.screens.dialog import Dialog
from tui.widgets.cells import Row
from tui.widgets.row_list import RowList


class NarrowingList(Dialog[str]):
    """Answers the key of a row of `list`. Whoever grows from it gives the rows that match (`matching`), its commands `take`
    and `back`, and what an entry chooses (`take_scan`)."""

    takes_text: ClassVar[bool] = True

    def __init__(self, rows: RowList) -> None:
        super().__init__()
        self.list = rows
        self.search = ""
        self._wanted = ""

    async def matching(self, text: str) -> Sequence[Row]:
        """The rows that have `text`; all of them for ""."""
        raise RuntimeError(f"{type(self).__name__} has no rows")

    def prompt(self) -> str:
        """Before what is typed."""
        return say("search")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield self.list

    async def load(self) -> None:
        """The rows that match what is typed."""
        await self.narrow(self._wanted)

    def show_typed(self, text: str, waiting: int) -> None:
        """The list follows the letters; an emptied field keeps what it was narrowed to until Esc."""
        super().show_typed(text, waiting)
        if text and text != self._wanted:
            self._wanted = text
            self.station.offer(self._follow)

    async def _follow(self) -> None:
        if self.station.station_screen is self and self._wanted != self.search:
            await self.guarded(self.narrow(self._wanted))

    async def narrow(self, text: str) -> None:
        """Show what matches `text`. What is typed while the book is asked is followed afterwards."""
        self._wanted = text
        rows = await self.matching(text)
        self.search = text
        self.list.show(rows)

    async def take_part(self, text: str) -> None:
        """A typed part narrows; the only row left, or the one under a cursor that was moved, is the answer."""
        moved = text == self.search and self.list.cursor > 0
        if not moved:
            await self.narrow(text)
        if moved or len(self.list.rows) == 1:
            await self.answer_row()

    async def answer_row(self) -> None:
        """Answer the row under the cursor, if there is one."""
        if self.list.row is not None:
            await self.answer(str(self.list.row.key))

    async def do_take(self) -> None:
        """Answer the row under the cursor; letters that narrowed the list go with it."""
        if self.list.row is not None:
            self.station.keyboard.wedge.clear()
        await self.answer_row()

    async def do_back(self) -> None:
        """Show all again, or leave."""
        if self.search:
            await self.narrow("")
        else:
            await self.leave()

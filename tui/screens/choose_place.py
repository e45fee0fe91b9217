"""Choosing a location: by its barcode, its number or a part of its name."""

from typing import ClassVar

from textual.app import ComposeResult

from models import places
from models.language import say
from models.places import Place
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class ChoosePlace(Dialog[str]):
    """Answers a location's number. What it holds is not told here: somebody may be about to count it."""

    takes_scans: ClassVar[bool] = True
    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the location under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all locations again first."),
    )

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question
        self.places: tuple[Place, ...] = ()
        self.search = ""
        self._wanted = ""
        self.list = RowList(
            (Column(say("Location"), 16), Column(say("Name"), 36, grows=True)),
            empty=say("No location is like that."),
        )

    def heading(self) -> str:
        """The question."""
        return self.question

    def hint(self) -> str:
        """How to choose."""
        return say("Scan the location's barcode, or type part of its number or name.")

    def prompt(self) -> str:
        """Before what is typed."""
        return say("search")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The locations."""
        yield self.list

    async def load(self) -> None:
        """All of them."""
        self.places = await self.do(places.list_places)
        self._narrow(self._wanted)

    def show_typed(self, text: str, waiting: int) -> None:
        """The list follows the letters; an emptied field keeps what it was narrowed to until Esc."""
        super().show_typed(text, waiting)
        if text and text != self._wanted:
            self._narrow(text)

    async def take_scan(self, taken: Taken) -> None:
        """A number in full is chosen; a typed part narrows; any other scan is said."""
        text = taken.text.strip()
        if any(one.number == text for one in self.places):
            await self.answer(text)
            return
        if taken.how == "scanned":
            self.refused(say("{text} is no location.", text=text), self.hint())
            return
        moved = text == self.search and self.list.cursor > 0
        if not moved:
            self._narrow(text)
        if moved or len(self.list.rows) == 1:
            await self.do_take()

    async def do_take(self) -> None:
        """Answer the location under the cursor."""
        if self.list.row is not None:
            self.station.keyboard.wedge.clear()
            await self.answer(str(self.list.row.key))

    async def do_back(self) -> None:
        """Show every location again, or leave."""
        if not self.search:
            await self.leave()
        else:
            self._narrow("")

    def _narrow(self, text: str) -> None:
        self.search = self._wanted = text
        folded = text.casefold()
        rows = [
            Row(one.number, (one.number, one.name), "muted" if one.blocked else "")
            for one in self.places
            if folded in f"{one.number} {one.name}".casefold()
        ]
        self.list.show(rows)

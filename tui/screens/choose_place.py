"""Choosing a location: by its barcode, its number or a part of its name."""

from collections.abc import Sequence
from typing import ClassVar

from models import places
from models.language import say
from models.places import Place
from tui.commands import Command
from tui.messages import Taken
from tui.screens.narrowing import NarrowingList
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class ChoosePlace(NarrowingList):
    """Answers a location's number. What it holds is not told here: somebody may be about to count it."""

    takes_scans: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the location under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all locations again first."),
    )

    def __init__(self, question: str) -> None:
        super().__init__(
            RowList(
                (Column(say("Location"), 16), Column(say("Name"), 36, grows=True)),
                empty=say("No location is like that."),
            )
        )
        self.question = question
        self.places: tuple[Place, ...] = ()

    def heading(self) -> str:
        """The question."""
        return self.question

    def hint(self) -> str:
        """How to choose."""
        return say("Scan the location's barcode, or type part of its number or name.")

    async def load(self) -> None:
        """All of them."""
        self.places = await self.do(places.list_places)
        await super().load()

    async def take_scan(self, taken: Taken) -> None:
        """A number in full is chosen; a typed part narrows; any other scan is said."""
        text = taken.text.strip()
        if any(one.number == text for one in self.places):
            await self.answer(text)
            return
        if taken.how == "scanned":
            self.refused(say("{text} is no location.", text=text), self.hint())
            return
        await self.take_part(text)

    async def matching(self, text: str) -> Sequence[Row]:
        """The locations with `text` in their number or name, in any case."""
        folded = text.casefold()
        return [
            Row(one.number, (one.number, one.name), "muted" if one.blocked else "")
            for one in self.places
            if folded in f"{one.number} {one.name}".casefold()
        ]

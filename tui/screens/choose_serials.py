"""Choosing one unit that lies in stock for a line, from a list that narrows as a person types.

It changes nothing itself: whoever asked runs the verb, which judges the unit once more.
"""

from collections.abc import Sequence
from typing import ClassVar

from models import choosing, entry, lists, suggesting
from models.choosing import CHOICE_MAX, Candidate
from models.fields import local_day
from models.language import say
from models.lists import SerialList
from tui.commands import Command
from tui.messages import Taken
from tui.screens.narrowing import NarrowingList
from tui.screens.nearest import meant
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class ChooseSerials(NarrowingList):
    """Answers the serial under the cursor, or one scanned or typed in full; a part only narrows."""

    takes_scans: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the unit under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; clears what was typed first."),
    )

    def __init__(self, line_id: int) -> None:
        super().__init__(
            RowList(
                (
                    Column(say("Serial number"), 34, grows=True, middle=True),
                    Column(say("Location"), 12, spare=1),
                    Column(say("In stock since"), 14, spare=2),
                    Column("", 10, spare=1),
                )
            )
        )
        self.line_id = line_id
        self._line: SerialList | None = None

    def heading(self) -> str:
        """The line it is for."""
        if self._line is None:
            return say("Choose a serial number")
        line = self._line
        place = say("{document} line {line}", document=line.document, line=line.line_no)
        return say("Choose · {place} · {item} {name}", place=place, item=line.item, name=line.name)

    def hint(self) -> str:
        """What the list shows."""
        found = len(self.list.rows)
        if found >= CHOICE_MAX:
            return say("The first {count} units. Type a part of the number to narrow the list.", count=found)
        if self.search and not found:
            return say("No free unit has {text} in its serial number. Esc shows all again.", text=self.search)
        if not found:
            return say("No unit of this item is free in stock. Esc leaves.")
        if found == 1 and self.field.text:
            return say("One unit is free. Enter takes the text, Enter again chooses the unit.")
        if found == 1:
            return say("One unit is free. Enter chooses it, Esc shows all or leaves.")
        return say("{count} units are free. Type to narrow, arrows to move, Enter chooses.", count=found)

    async def load(self) -> None:
        """The line, and the units that match what is typed."""
        self._line = await self.do(lists.view, line_id=self.line_id)
        await super().load()

    async def matching(self, text: str) -> Sequence[Row]:
        """The units that may be chosen, at most CHOICE_MAX."""
        found = await self.do(choosing.candidates, line_id=self.line_id, search=text)
        return [_row(candidate) for candidate in found]

    async def narrow(self, text: str) -> None:
        """Show the units that match, and say how many they are."""
        await super().narrow(text)
        self.idle()

    async def take_scan(self, taken: Taken) -> None:
        """A serial in full is chosen, a typed part narrows; a scan that is no choice is explained."""
        text = taken.text.strip()
        if not text:
            return
        found = await self.do(choosing.candidates, line_id=self.line_id, search=text)
        if any(candidate.serial == text for candidate in found):
            await self.answer(text)
        elif not found and (chosen := await self._meant(taken)) is not None:
            await self.answer(chosen)
        elif taken.how == "scanned" or not found:
            await self._explain(text)
        else:
            await self.narrow(text)

    async def _meant(self, taken: Taken) -> str | None:
        """The unit that a person says they meant by what they typed."""
        found = await meant(self, taken, suggesting.for_line, line_id=self.line_id, text=taken.text)
        return found[0].text if found is not None else None

    async def _explain(self, text: str) -> None:
        """Why a unit cannot be chosen, in the words of the list it was meant for."""
        judged = await self.do(entry.preview, line_id=self.line_id, texts=[text])
        for _, refusal in (*judged.bad, *judged.duplicates, *judged.questions):
            raise refusal
        await self.answer(text)

    async def do_take(self) -> None:
        """Answer the unit under the cursor, or say that there is none."""
        if self.list.row is None:
            self.refused(
                say("There is nothing to choose."), say("Type another part of the number, or leave.")
            )
        await super().do_take()


def _row(candidate: Candidate) -> Row:
    promised = say("reserved") if candidate.reserved else ""
    cells = (candidate.serial, candidate.location, local_day(candidate.since), promised)
    return Row(candidate.serial, cells, "ok" if candidate.reserved else "")

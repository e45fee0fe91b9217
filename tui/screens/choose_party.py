"""Choosing a customer or a supplier: by number, by a part of the name or the town."""

from collections.abc import Sequence
from typing import ClassVar

from models import parties
from models.language import say
from models.parties import Kind, PartyCard
from tui.commands import Command
from tui.messages import Taken
from tui.screens.narrowing import NarrowingList
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

SHOWN = 100


class ChooseParty(NarrowingList):
    """Answers a number. The list narrows as a person types; a number in full is chosen at once."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the one under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all again first."),
    )

    def __init__(self, kind: Kind) -> None:
        super().__init__(
            RowList(
                (
                    Column(say("Number"), 12),
                    Column(say("Name"), 32, grows=True),
                    Column(say("City"), 16, spare=1),
                ),
                empty=say("Nobody is like that. Esc shows all; new ones are made under Settings."),
            )
        )
        self.kind: Kind = kind

    def heading(self) -> str:
        """The question."""
        return say("Which supplier?") if self.kind == "supplier" else say("Which customer?")

    def hint(self) -> str:
        """How to choose."""
        return say("Type part of the name, the number or the town; Enter chooses.")

    async def take_scan(self, taken: Taken) -> None:
        """A number in full is chosen; so is the only one that matches, and the one under a moved cursor."""
        text = taken.text.strip()
        if text != self.search:
            await self.narrow(text)
        if text in [row.key for row in self.list.rows]:
            await self.answer(text)
        elif len(self.list.rows) == 1 or self.list.cursor > 0:
            await self.answer_row()

    async def matching(self, text: str) -> Sequence[Row]:
        """Those that may be chosen, at most SHOWN."""
        found = await self.do(parties.page, kind=self.kind, search=text, limit=SHOWN, blocked=False)
        return [_row(card) for card in found.rows]

    async def narrow(self, text: str) -> None:
        """Show those that match; nothing is refused any more."""
        await super().narrow(text)
        self.idle()


def _row(card: PartyCard) -> Row:
    return Row(card.number, (card.number, card.name, card.city))

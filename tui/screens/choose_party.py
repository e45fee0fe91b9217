"""Choosing a customer or a supplier: by number, by a part of the name or the town."""

from typing import ClassVar

from textual.app import ComposeResult

from models import parties
from models.language import say
from models.parties import Kind, PartyCard
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

SHOWN = 100


class ChooseParty(Dialog[str]):
    """Answers a number. The list narrows as a person types; a number in full is chosen at once."""

    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", "Chooses the one under the cursor.", f_key="f2"),
        Command("back", "escape", "Leave", "Leaves without choosing; shows all again first."),
    )

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind: Kind = kind
        self.search = ""
        self._wanted = ""
        self.list = RowList(
            (
                Column(say("Number"), 12),
                Column(say("Name"), 32, grows=True),
                Column(say("City"), 16, spare=1),
            ),
            empty=say("Nobody is like that. Esc shows all; new ones are made under Settings."),
        )

    def heading(self) -> str:
        """The question."""
        return say("Which supplier?") if self.kind == "supplier" else say("Which customer?")

    def hint(self) -> str:
        """How to choose."""
        return say("Type part of the name, the number or the town; Enter chooses.")

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
        """Those that match."""
        await self._narrow(self._wanted)

    def show_typed(self, text: str, waiting: int) -> None:
        """The list follows the letters; an emptied field keeps what it was narrowed to until Esc."""
        super().show_typed(text, waiting)
        if text and text != self._wanted:
            self._wanted = text
            self.station.offer(self._follow)

    async def take_scan(self, taken: Taken) -> None:
        """A number in full is chosen; so is the only one that matches, and the one under a moved cursor."""
        text = taken.text.strip()
        if text != self.search:
            await self._narrow(text)
        if text in [row.key for row in self.list.rows]:
            await self.answer(text)
        elif len(self.list.rows) == 1 or self.list.cursor > 0:
            await self.do_take()

    async def do_take(self) -> None:
        """Answer the one under the cursor."""
        if self.list.row is not None:
            await self.answer(str(self.list.row.key))

    async def do_back(self) -> None:
        """Show all again, or leave."""
        if not self.search:
            await self.leave()
            return
        await self._narrow("")

    async def _follow(self) -> None:
        if self.station.station_screen is self and self._wanted != self.search:
            await self.guarded(self._narrow(self._wanted))

    async def _narrow(self, text: str) -> None:
        found = await self.do(parties.page, kind=self.kind, search=text, limit=SHOWN, blocked=False)
        self.search = self._wanted = text
        self.list.show([_row(card) for card in found.rows])
        self.idle()


def _row(card: PartyCard) -> Row:
    return Row(card.number, (card.number, card.name, card.city))

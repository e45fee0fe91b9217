"""Settings, Number series: the next number of each kind of document."""

from collections.abc import Sequence
from typing import ClassVar

from models import settings
from models.language import say
from models.money import parse_quantity
from tui.commands import Command
from tui.screens.cards import CardList, Saved
from tui.screens.form import FormDialog
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field
from tui.words import document_word


class SeriesScreen(CardList):
    """Numbers go up only; posted documents leave no gap."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Set", "Lets a series go on at a higher number.", f_key="f2"),
    )

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Number series")

    def hint(self) -> str:
        """What can be set."""
        return say("A series can go on at a higher number, never at a lower one.")

    def columns(self) -> Sequence[Column]:
        """Kind and next number."""
        return (Column(say("Document"), 24), Column(say("Next number"), 16), Column("", 4, grows=True))

    async def rows(self) -> Sequence[Row]:
        """All of them."""
        found = await self.do(settings.series)
        return [Row(one.kind, (document_word(one.kind), one.next_number, "")) for one in found]

    def form(self, row: Row | None) -> "SeriesForm | None":
        """One series."""
        return SeriesForm(str(row.key), row.cells[1].rpartition("-")[2]) if row else None


class SeriesForm(FormDialog[Saved]):
    """Where a series goes on."""

    def __init__(self, kind: str, next_: str) -> None:
        super().__init__()
        self.kind = kind
        self.next = next_

    def heading(self) -> str:
        """Which."""
        return say("Next number: {kind}", kind=document_word(self.kind))

    def fields(self) -> Sequence[Field]:
        """The number."""
        return (Field("next", f"{self.kind}-", self.next, "number", length=9),)

    async def save(self, values: dict[str, str]) -> None:
        """Set it."""
        start = parse_quantity(values["next"])
        kept = await self.do(settings.set_series, kind=self.kind, start=start)
        await self.answer(Saved(kept.kind, say("The next one is {number}.", number=kept.next_number)))

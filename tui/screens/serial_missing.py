"""The announced serial numbers that have not come."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import expecting
from models.language import say
from tui import serial_words
from tui.commands import Command
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class SerialMissing(Dialog[None]):
    """Reads only; Enter or Esc closes."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("close", "enter", "Close", shown=False),
        Command("back", "escape", "Close"),
    )

    def __init__(self, line_id: int) -> None:
        super().__init__()
        self.line_id = line_id
        self.told = Static("", markup=False)
        self.list = RowList((Column(say("Missing"), 40, grows=True),), empty=say("Nothing is missing."))

    def heading(self) -> str:
        """What this is."""
        return say("Announced and not here")

    def hint(self) -> str:
        """What to do about them."""
        return say("Look for them in the delivery, or post what is here.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The counts and the list."""
        yield self.told
        yield self.list

    async def load(self) -> None:
        """As it is now."""
        tally = await self.do(expecting.tally, line_id=self.line_id)
        self.told.update(plain(serial_words.tally_words(tally)))
        found = await self.do(expecting.missing, line_id=self.line_id)
        self.list.show([Row(serial, (serial,)) for serial in found])

    async def do_close(self) -> None:
        """Close it."""
        await self.leave()

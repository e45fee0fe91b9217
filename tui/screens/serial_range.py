"""A range of serial numbers: typed as first..last or first x count, or its two ends scanned in turn."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from models.serial_text import RangeUnclear, expand, trimmed
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.plain import plain


class SerialRange(Dialog[tuple[str, ...]]):
    """Answers every serial number of the range, padding kept; whoever asked shows them before they count."""

    takes_scans: ClassVar[bool] = True
    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (Command("back", "escape", "Leave"),)

    def __init__(self) -> None:
        super().__init__()
        self.first = ""
        self.ends = Static("", markup=False)
        self.ends.display = False

    def heading(self) -> str:
        """What this asks for."""
        return say("Range of serial numbers")

    def hint(self) -> str:
        """How a range is written."""
        return say("Type A001..A050 or A001 x 50, or scan the first unit and then the last.")

    def prompt(self) -> str:
        """The end that is asked for."""
        return say("last") if self.first else say("range, or first")

    def compose_body(self) -> ComposeResult:
        """The end that is known."""
        yield self.ends

    async def take_scan(self, taken: Taken) -> None:
        """A whole range, or one end of it."""
        text = trimmed(taken.text)
        if not text:
            return
        if taken.how != "scanned" and not self.first:
            try:
                await self.answer(tuple(expand(text)))
                return
            except RangeUnclear:
                if any(sign in text for sign in ("..", "…", " ")):
                    raise
        if self.first:
            await self.answer(tuple(expand(f"{self.first}..{text}")))
            return
        expand(f"{text}..{text}")
        self.first = text
        self.ends.update(plain(say("first {serial}", serial=text)))
        self.ends.display = True
        self.ok(say("The range begins with {serial}.", serial=text), say("Now scan or type the last one."))
        self.refresh_frame()

"""The help of a screen: its commands, from the same list its keys come from."""

from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command, key_word
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class Help(Dialog[None]):
    """Every command with its keys; Esc closes."""

    commands: ClassVar[tuple[Command, ...]] = (Command("close", "enter", "Close", shown=False),)

    def __init__(self, explained: tuple[Command, ...], of: str) -> None:
        super().__init__()
        self.of = of
        columns = (Column(say("Key"), 10), Column(say("What it does"), 40, grows=True))
        self.list = RowList(columns)
        keys = [say(" or ").join(key_word(key) for key in command.keys) for command in explained]
        self.list.show([Row(c.id, (k, c.explained)) for c, k in zip(explained, keys, strict=True)])

    def heading(self) -> str:
        """Whose help this is."""
        return say("Help · {of}", of=self.of) if self.of else say("Help")

    def hint(self) -> str:
        """What every screen has in common."""
        return say(
            "Scan at any time. Letters are commands while the field is empty; a space first makes them text."
        )

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The commands."""
        yield self.list

    async def do_help(self) -> None:
        """Help has no help of its own."""
        await self.leave()

    async def do_close(self) -> None:
        """Close it."""
        await self.leave()

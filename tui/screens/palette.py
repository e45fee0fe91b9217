"""Every command of a screen, found by typing a part of its words."""

from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command, key_word
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class Palette(Dialog[Command]):
    """Answers the chosen command; it does not carry it out."""

    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (Command("take", "enter", "Choose", f_key="f2"),)

    def __init__(self, offered: tuple[Command, ...]) -> None:
        super().__init__()
        self.offered = offered
        columns = (
            Column(say("Command"), 24),
            Column(say("What it does"), 30, grows=True, spare=1),
            Column("", 6),
        )
        self.list = RowList(columns, empty=say("No command has these words."))
        self.filter("")

    def heading(self) -> str:
        """What this is."""
        return say("All commands")

    def hint(self) -> str:
        """How to find one."""
        return say("Type a part of a command's name; arrows and Enter choose.")

    def prompt(self) -> str:
        """Before the words."""
        return say("find")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The commands."""
        yield self.list

    def filter(self, words: str) -> None:
        """Keep the commands that hold every word."""
        wanted = words.casefold().split()
        found = [c for c in self.offered if all(w in f"{c.label} {c.explained}".casefold() for w in wanted)]
        self.list.show([Row(c, (c.label, c.explained, key_word(c.key))) for c in found])

    def show_typed(self, text: str, waiting: int) -> None:
        """Filter while typing."""
        super().show_typed(text, waiting)
        self.filter(text)

    async def take_scan(self, taken: Taken) -> None:
        """Enter after some words takes the row under the cursor."""
        self.filter(taken.text)
        await self.do_take()

    async def do_take(self) -> None:
        """Answer the command under the cursor."""
        if self.list.row is not None and isinstance(self.list.row.key, Command):
            await self.answer(self.list.row.key)

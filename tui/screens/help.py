"""The help of a screen: its commands, from the same list its keys come from."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command, key_word
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

KEYS_MOST = 14
DIALOG_MOST = 76
AROUND_TEXT = 9
"""Cells of a row beside the keys and what they do: the frame, the cursor, a gap, a scroll bar."""


class Help(Dialog[None]):
    """Every command with its keys, explained in full; Esc closes."""

    commands: ClassVar[tuple[Command, ...]] = (Command("close", "enter", "Close", shown=False),)

    def __init__(self, explained: tuple[Command, ...], of: str) -> None:
        super().__init__()
        self.of = of
        self.lines = tuple(_lines(explained))
        columns = (Column(say("Key"), KEYS_MOST), Column(say("What it does"), 40, grows=True))
        self.list = RowList(columns)

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

    async def load(self) -> None:
        """What is longer than its row goes on in the next one."""
        keys = min(KEYS_MOST, max(len(key) for key, _ in self.lines))
        room = max(20, min(DIALOG_MOST, self.size.width) - AROUND_TEXT - keys)
        rows = [
            Row((n, m), (key if m == 0 else "", part))
            for n, (key, words) in enumerate(self.lines)
            for m, part in enumerate(wrap(words, room))
        ]
        self.list.show(rows)

    async def do_help(self) -> None:
        """Help has no help of its own."""
        await self.leave()

    async def do_close(self) -> None:
        """Close it."""
        await self.leave()


def _lines(explained: tuple[Command, ...]) -> Iterator[tuple[str, str]]:
    """Keys and what they do; a row of digits that do the same is one line, and so are the two ways to say yes."""
    yes = next((command for command in explained if command.id == "yes"), None)
    alone = [command for command in explained if command.id != "ja" or yes is None]
    for words, same in groupby(alone, key=lambda command: command.explained):
        group = list(same)
        if len(group) > 2 and all(command.key.isdigit() for command in group):
            yield say("{first} to {last}", first=group[0].key, last=group[-1].key), words
            continue
        for command in group:
            more = [other.key for other in explained if other.id == "ja" and command is yes]
            keys = [key_word(key) for key in (command.key, *more, *command.keys[1:])]
            yield say(" or ").join(dict.fromkeys(keys)), words

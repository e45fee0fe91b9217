"""One of the texts that were said before, by number, or a new one typed: a scanner alone can answer, too."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.widgets.cells import Row
from tui.widgets.plain import plain


class Usual(Choose):
    """Answers a text. `without` is the first row, which answers ""; `texts` follow it."""

    takes_text: ClassVar[bool] = True

    def __init__(self, question: str, without: str, texts: Sequence[str] = (), detail: str = "") -> None:
        super().__init__(question, [Row("", (without,)), *(Row(text, (text,)) for text in texts)])
        self.detail = detail

    def hint(self) -> str:
        """How to answer."""
        return say("Choose a line, or type it and press Enter; Esc leaves everything as it was.")

    def prompt(self) -> str:
        """Before what is typed."""
        return say("type")

    def all_commands(self) -> tuple[Command, ...]:
        """A digit without a line begins a text."""
        ids = {f"number:{n}" for n in range(len(self.list.rows) + 1)}
        return tuple(c for c in super().all_commands() if not c.id.startswith("number:") or c.id in ids)

    def compose_body(self) -> ComposeResult:
        """What hangs on the answer, over the lines."""
        if self.detail:
            yield Static(plain(self.detail), markup=False)
        yield from super().compose_body()

    async def take_scan(self, taken: Taken) -> None:
        """What was typed is the answer."""
        if text := taken.text.strip():
            await self.answer(text)

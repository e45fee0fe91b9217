"""Yes or no, and the typed word for what cannot be taken back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.widgets.plain import plain


class Confirm(Dialog[bool]):
    """Answers True on the Yes key alone; a scan, Enter or any other key confirms nothing."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes", f_key="f2"),
        Command("ja", "j", "Yes", shown=False),
        Command("no", "n", "No"),
        Command("back", "escape", "No", shown=False),
    )

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self.question = question
        self.detail = detail

    def heading(self) -> str:
        """The question."""
        return self.question

    def compose_body(self) -> ComposeResult:
        """What hangs on the answer."""
        if self.detail:
            yield Static(plain(self.detail), markup=False)

    async def do_yes(self) -> None:
        """Agree."""
        await self.answer(True)

    async def do_ja(self) -> None:
        """Agree, on a Danish keyboard."""
        await self.answer(True)

    async def do_no(self) -> None:
        """Decline."""
        await self.answer(False)


class TypedConfirm(Dialog[bool]):
    """Answers True only when `word` is typed by hand: a scan of it goes aside like any other."""

    takes_text: ClassVar[bool] = True

    def __init__(self, question: str, detail: str, word: str) -> None:
        super().__init__()
        self.question = question
        self.detail = detail
        self.word = word

    def heading(self) -> str:
        """The question."""
        return self.question

    def hint(self) -> str:
        """What to type."""
        return say("Type {word} and press Enter to go on; Esc leaves everything as it was.", word=self.word)

    def prompt(self) -> str:
        """Before the typed word."""
        return say("type")

    def compose_body(self) -> ComposeResult:
        """What hangs on the answer."""
        if self.detail:
            yield Static(plain(self.detail), markup=False)

    async def take_scan(self, taken: Taken) -> None:
        """Compare what was typed."""
        if taken.text == self.word:
            await self.answer(True)
        else:
            self.refused(
                say("{text} is not {word}.", text=taken.text, word=self.word),
                say("Type {word}, or press Esc.", word=self.word),
            )

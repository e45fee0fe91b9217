"""One of several: arrows and Enter, or the number before it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

BY_NUMBER = 9


class Choose(Dialog[object]):
    """Answers the chosen row's key."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Choose", f_key="f2"),
        *(Command(f"number:{n}", str(n), "Choose by number", shown=False) for n in range(1, BY_NUMBER + 1)),
        Command("back", "escape", "Leave"),
    )

    def __init__(self, question: str, rows: Sequence[Row], columns: Sequence[Column] = ()) -> None:
        super().__init__()
        self.question = question
        numbered = [Row(r.key, (str(n), *r.cells), r.tone) for n, r in enumerate(rows, 1)]
        widths = columns or [Column("", 20, grows=True) for _ in rows[0].cells] if rows else ()
        self.list = RowList(
            (Column("", 2, right=True), *widths), titles=bool(columns), empty=say("Nothing to choose.")
        )
        self.list.show(numbered)

    def heading(self) -> str:
        """The question."""
        return self.question

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The choices."""
        yield self.list

    async def do_take(self) -> None:
        """Answer the row under the cursor."""
        if self.list.row is not None:
            await self.answer(self.list.row.key)

    async def do_number(self, number: str) -> None:
        """Answer the row of that number."""
        if int(number) <= len(self.list.rows):
            await self.answer(self.list.rows[int(number) - 1].key)
        else:
            self.refused(say("There is no {number} to choose.", number=number), say("Choose one of these."))

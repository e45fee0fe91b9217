"""A small station for the shell's own tests: it notes what it is given. `python -m tests.tui.shell LOG` runs
it.
"""

import sys
import time
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from models.book import Book, new_operation
from models.refusals import Refusal
from tui.app import StationApp
from tui.clerk import Clerk
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm, TypedConfirm
from tui.widgets.big_count import BigCount
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


class NoBook(Book):
    """A book for verbs that do not look into it."""

    def __init__(self) -> None:
        self.op = ""
        self._operation = new_operation

    def close(self) -> None:
        """Nothing is open."""


class NotThis(Refusal):
    """Any text that begins with BAD."""

    template = "{text} is bad."
    next_step = "Put it aside."


def note(book: Book, *, text: str, seconds: float = 0.0) -> str:
    """A verb: takes its time, refuses BAD."""
    time.sleep(seconds)
    if text.startswith("BAD"):
        raise NotThis(text=text)
    return text


class Notebook(StationScreen[None]):
    """Lists what it was given."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("undo", "u", "Undo", f_key="f5"),
        Command("confirm", "c", "Confirm"),
        Command("word", "w", "Typed word"),
        Command("choose", "l", "Choose"),
        Command("deeper", "1", "Deeper"),
        Command("remove", "delete", "Remove"),
        Command("save", "enter", "Save", f_key="f2"),
    )

    def __init__(self, seconds: float = 0.0, log: Path | None = None, name: str = "Notebook") -> None:
        super().__init__()
        self.seconds = seconds
        self.log_file = log
        self.named = name
        self.taken: list[Taken] = []
        self.pastes: list[str] = []
        self.done: list[str] = []
        self.count = BigCount()
        self.list = RowList(
            [Column("#", 5, right=True), Column("Text", 30, grows=True), Column("How", 8, spare=1)]
        )

    def heading(self) -> str:
        """Its name."""
        return self.named

    def hint(self) -> str:
        """What to do."""
        return "Scan anything."

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """A count and a list."""
        yield self.count
        yield self.list

    async def take_scan(self, taken: Taken) -> None:
        """Note it, through the clerk."""
        text = await self.do(note, text=taken.text, seconds=self.seconds)
        self.taken.append(taken)
        if self.log_file is not None:
            with self.log_file.open("a", encoding="utf-8", errors="surrogatepass") as file:
                file.write(f"{taken.how}\t{text!r}\n")
        self.count.done, self.count.last = len(self.taken), text
        rows = [Row(n, (str(n), t.text, t.how)) for n, t in enumerate(self.taken, 1)]
        self.list.show(rows[::-1][:1000])
        self.ok(f"{text} noted, {len(self.taken)} in all")

    async def take_paste(self, text: str) -> None:
        """Note it whole."""
        self.pastes.append(text)
        self.ok(f"{len(text.splitlines())} lines pasted")

    def do_undo(self) -> None:
        """Note the command."""
        self.done.append("undo")
        self.ok("undone")

    def do_save(self) -> None:
        """Note the command."""
        self.done.append("save")
        self.ok("saved")

    def do_remove(self) -> None:
        """Note the command."""
        self.done.append("remove")

    async def do_confirm(self) -> None:
        """Ask yes or no."""
        answer = await self.ask(Confirm("Really?", "It cannot be undone."))
        self.done.append(f"confirm {answer}")

    async def do_word(self) -> None:
        """Ask for a typed word."""
        answer = await self.ask(TypedConfirm("Really?", "", "23"))
        self.done.append(f"word {answer}")

    async def do_choose(self) -> None:
        """Ask for one of two."""
        rows = [Row("a", ("Apples",)), Row("b", ("Bees",))]
        self.done.append(f"choose {await self.ask(Choose('Which?', rows))}")

    async def do_deeper(self) -> None:
        """Open another notebook on top."""
        await self.go(Notebook(self.seconds, self.log_file, "Deeper notebook"))


def notebook_station(seconds: float = 0.0, log: Path | None = None) -> tuple[StationApp, Notebook]:
    """A station whose bottom screen is a notebook."""
    made: list[Notebook] = []

    def first() -> Notebook:
        if not made:
            made.append(Notebook(seconds, log))
        return made[0]

    return StationApp(Clerk(NoBook), first, station="Packing 2", operator="Clerk A"), first()


if __name__ == "__main__":
    station_app, _ = notebook_station(float(sys.argv[2]) if sys.argv[2:] else 0.0, Path(sys.argv[1]))
    station_app.run()
    sys.exit(station_app.return_code)

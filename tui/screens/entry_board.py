"""What the serial dialog and the count share: a list of units, newest first and however long, a question about one of them,
and the ways to add many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from models.lists import EntryRow
from models.refusals import Ask
from models.serial_text import split
from tui.messages import Taken
from tui.screens.papers import PaperScreen
from tui.screens.serial_rows import SerialRows

F = TypeVar("F")


@dataclass(frozen=True)
class Question:
    """A unit that waits for a person's yes, and what was answered about it so far."""

    taken: Taken
    ask: Ask
    sure: Mapping[str, str] = field(default_factory=dict)


class EntryBoard(PaperScreen[None], Generic[F]):
    """Shows a list in `rows`. Whoever grows from it reads the list (`show_list`), finds a unit on it (`around`), goes on below
    it (`before`), and adds to it (`preview`)."""

    rows: SerialRows

    def __init__(self) -> None:
        super().__init__()
        self.found: F | None = None
        self.question: Question | None = None

    def listing(self) -> SerialRows:
        """What arrows move."""
        return self.rows

    async def load(self) -> None:
        """The list as it is on disk."""
        await self.show_list()
        if self.band.verdict == "idle":
            self.idle()

    async def show_list(self) -> F:
        """Read the list and show it; the cursor stays on its row."""
        raise RuntimeError(f"{type(self).__name__} reads nothing")

    async def around(self, serial: str) -> tuple[Sequence[EntryRow], int] | None:
        """The rows from a unit of the list on, and its place in it; None where it is not on it."""
        raise RuntimeError(f"{type(self).__name__} finds nothing")

    async def before(self, row: int) -> Sequence[EntryRow]:
        """The rows that are older than `row`."""
        raise RuntimeError(f"{type(self).__name__} reads nothing")

    async def preview(self, texts: Sequence[str], how: str, source: str = "") -> None:
        """Show what many would become; add them when a person says so."""
        raise RuntimeError(f"{type(self).__name__} adds nothing")

    async def show_newest(self) -> F:
        """Read the list and put the cursor on the newest row."""
        found = await self.show_list()
        self.rows.cursor = 0
        self.rows.move("home")
        return found

    async def point_at(self, serial: str) -> None:
        """Put the cursor on a unit that is on the list, however far down."""
        place = await self.around(serial)
        if place is None or self.found is None:
            return
        entries, position = place
        key = entries[0].id
        if any(shown.id == key for shown in self.rows.entries):
            self.rows.show(self.rows.rows, key=key)
        else:
            self.rows.put(entries, top=position, count=self.rows.count, key=key)

    def wish(self, what: str) -> None:
        """The cursor ran against the end of the window: read on."""
        self.station.offer(partial(self._more, what))

    async def _more(self, what: str) -> None:
        await self.guarded(self._extend(what))

    async def _extend(self, what: str) -> None:
        if what == "newest":
            await self.show_newest()
        elif self.rows.entries:
            self.rows.older(await self.before(self.rows.entries[-1].id))

    async def take_paste(self, text: str) -> None:
        """A list: shown first, added when a person says so."""
        self.drop_question()
        await self.preview(split(text), "pasted")

    def drop_question(self) -> None:
        """Nothing waits for an answer any more."""
        if self.question is not None:
            self.question = None
            self.refresh_frame()

    def not_added(self, serial: str) -> str:
        """That a unit in question is left out."""
        raise RuntimeError(f"{type(self).__name__} adds nothing")

    async def do_yes(self) -> None:
        """Yes to the question."""
        raise RuntimeError(f"{type(self).__name__} asks nothing")

    async def do_ja(self) -> None:
        """Yes, on a Danish keyboard."""
        await self.do_yes()

    async def do_back(self) -> None:
        """No to a question; otherwise leave, with everything kept."""
        if self.question is None:
            await self.leave()
            return
        text = self.question.taken.text
        self.drop_question()
        self.noted(self.not_added(text), self.hint())

    async def do_range(self) -> None:
        """Ask for a range, then show what it would add."""
        from tui.screens.serial_range import SerialRange

        self.drop_question()
        if (texts := await self.ask(SerialRange())) is not None:
            await self.preview(texts, "keyed")

    async def do_paste(self) -> None:
        """Ask for a list or a file, then show what it would add."""
        from tui.screens.serial_source import SerialSource

        self.drop_question()
        if (told := await self.ask(SerialSource())) is not None:
            await self.preview(told.texts, told.how, told.source)

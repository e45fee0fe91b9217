"""Many serial numbers before they count: which are good, twice, bad or in question; then taken in pieces.

Nothing counts until Enter. It takes the good ones a piece at a time, each piece in one transaction; Esc
between two pieces stops, and exactly the pieces that were said to be kept are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import entry
from models.entry import AddedMany, Preview
from models.language import say
from models.refusals import Refusal
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.screens.typed import Typed
from tui.widgets.big_count import BigCount
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList

PIECE = 1_000


@dataclass(frozen=True)
class Pasted:
    """What became of a list: `added` are in it, `refused` are not, `left` were not reached before a stop."""

    added: int
    refused: int
    left: int


class SerialPaste(StationScreen[Pasted]):
    """Answers what became of `texts` on the list of `line_id`; None when nothing was taken."""

    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    is_question: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Take the good ones", "Adds every good one; the others stay out.", "f2"),
        Command("yes", "y", "Yes to the questions", "Counts those in question among the good ones."),
        Command("drop", "delete", "Leave out", "Leaves out the one under the cursor.", "d"),
        Command("blanks", "b", "Split at blanks", "Takes blanks for separators as well."),
        Command("back", "escape", "Take nothing", "Leaves the list as it was; stops while adding."),
    )

    def __init__(self, line_id: int, texts: Sequence[str], *, how: str, source: str = "") -> None:
        super().__init__()
        self.line_id = line_id
        self.texts = list(texts)
        self.how = how
        self.source = source
        self.sure: dict[str, str] = {}
        self.judged: Preview | None = None
        self.running = self.stopping = False
        self.count = BigCount()
        self.told = Static("", id="told", markup=False)
        self.list = RowList(_columns(14), empty=say("There is no serial number in it."))

    def heading(self) -> str:
        """What this is, and where the list comes from."""
        one = say("Before it counts: 1 serial number")
        many = say("Before it counts: {count} serial numbers", count=len(self.texts))
        words = one if len(self.texts) == 1 else many
        return f"{words} · {self.source}" if self.source else words

    def hint(self) -> str:
        """What Enter would do."""
        if self.judged is None:
            return ""
        row = self.list.row
        if row is not None and row.tone:
            return row.cells[2]
        if self.judged.questions:
            return say("Enter adds the {count} good ones; y takes those in question too.", count=self._good)
        return say("Enter adds the {count} good ones; Esc adds nothing.", count=self._good)

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def allowed(self, command: Command) -> bool:
        """Each only where there is something for it."""
        if command.id == "yes":
            return bool(self.judged and self.judged.questions)
        if command.id == "blanks":
            return any(" " in text for text in self.texts)
        return True

    def compose_body(self) -> ComposeResult:
        """How many are good of how many, the ends, and each with what speaks against it."""
        yield self.count
        yield self.told
        yield self.list

    async def load(self) -> None:
        """Judge all of them; the book is only read."""
        self.judged = await self.judge_all()
        judged, texts = self.judged, self.texts
        self.count.of, self.count.done, self.count.total = say("good of"), self._good, len(texts)
        self.count.last = say("first {first} · last {last}", first=texts[0], last=texts[-1]) if texts else ""
        told = say(
            "{good} good · {twice} twice or here already · {bad} bad · {asked} in question",
            good=self._good,
            twice=len(judged.duplicates),
            bad=len(judged.bad),
            asked=len(judged.questions),
        )
        self.told.update(plain(f" {told}"))
        rows = [Row(text, ("!", text, no.sentence), "ask") for text, no in judged.questions]
        rows += [
            Row(text, ("✖", text, no.sentence), "refused") for text, no in (*judged.bad, *judged.duplicates)
        ]
        rows += [Row(text, ("✔", text, say("good"))) for text in judged.good]
        self.list.retitle(_columns(max((len(str(row.key)) for row in rows), default=0)))
        self.list.show(rows)
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def judge_all(self) -> Preview:
        """What would become of all of them."""
        return await self.do(entry.preview, line_id=self.line_id, texts=self.texts, sure=self.sure)

    async def add_piece(self, texts: Sequence[str], sure: dict[str, str]) -> AddedMany:
        """Take one piece."""
        return await self.station.clerk.do(
            entry.add_many, line_id=self.line_id, texts=texts, how=self.how, source=self.source, sure=sure
        )

    @property
    def _good(self) -> int:
        return len(self.judged.good) if self.judged else 0

    def press(self, key: str) -> bool:
        """While pieces are being added, Esc stops before the next one and no other key means anything."""
        if not self.running:
            taken = super().press(key)
            if self.band.verdict == "idle":
                self.idle()
            return taken
        self.stopping = self.stopping or key == "escape"
        return True

    async def do_take(self) -> None:
        """Add the good ones, piece by piece."""
        if self.judged is None or not self.judged.good:
            self.refused(say("None of them can be taken."), say("Esc goes back."))
            return
        good = self.judged.good
        added = refused = tried = 0
        # what was shown as good stays so: the pieces before must not teach the station to ask about the next
        shown = {"shape": "yes"} | self.sure
        self.running, self.stopping = True, False
        try:
            while tried < len(good) and not self.stopping:
                told = await self.add_piece(good[tried : tried + PIECE], shown)
                tried = min(len(good), tried + PIECE)
                added, refused = added + told.added, refused + len(told.refused)
                self._progress(added, len(good))
        except Refusal:
            await self.load()
            raise
        finally:
            self.running = False
        outside = len(self.texts) - len(good) + refused
        await self.answer(Pasted(added, outside, len(good) - tried))

    def _progress(self, added: int, good: int) -> None:
        self.count.of, self.count.done, self.count.total = say("of"), added, good
        words = say("{added} of {good} are kept.", added=added, good=good)
        self.band.show("wait", say("WAIT"), words, say("Esc stops; what is kept stays kept."))

    async def do_yes(self) -> None:
        """Those in question are good; a reason is asked once for all that were not announced."""
        asked = {ask.question for _, ask in self.judged.questions} if self.judged else set()
        answers = dict.fromkeys(asked, "yes")
        if "unexpected" in asked:
            reason = await self.ask(Typed(say("Why are they taken all the same?")))
            if reason is None:
                return
            answers["unexpected"] = reason
        self.sure |= answers
        await self.load()
        self.ok(say("{count} are good now; nothing counts yet.", count=self._good), self.hint())

    async def do_drop(self) -> None:
        """Leave out the one under the cursor."""
        if self.list.row is not None:
            gone = self.list.row.key
            self.texts = [text for text in self.texts if text.strip() != gone]
            await self.load()
            self.ok(say("{serial} is left out.", serial=gone), self.hint())

    async def do_blanks(self) -> None:
        """Take blanks for separators as well."""
        self.texts = [part for text in self.texts for part in text.split()]
        await self.load()
        count = len(self.texts)
        now = say("1 serial number now.") if count == 1 else say("{count} serial numbers now.", count=count)
        self.ok(now, self.hint())


def _columns(longest: int) -> tuple[Column, ...]:
    serial = Column(say("Serial number"), min(40, max(13, longest)), middle=True)
    return Column("", 1), serial, Column("", 30, grows=True)

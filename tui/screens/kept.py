"""What this station keeps until its book is back: seen, taken in all at once, used elsewhere one by one, or thrown away."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.fields import local_clock, local_day
from models.kept_here import KeptScan
from models.language import say
from models.refusals import BookAway, Refusal
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.taking_in import TakingIn, places
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.away import Away


class KeptScreen(StationScreen[KeptScan]):
    """Answers the scan that is to be used by the screen below."""

    DEFAULT_CSS = """
    KeptScreen #why { height: auto; max-height: 5; padding: 0 1; }
    """
    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take_all",
            "a",
            "Take all in",
            "Judges each scan where it was meant, in order; Esc stops it.",
            "f6",
        ),
        Command("take", "enter", "Use here", "Gives this scan to the screen below.", f_key="f2"),
        Command("drop", "delete", "Throw away", "Throws this scan away.", f_key="f4", destructive=True),
        Command("back", "escape", "Leave"),
    )

    def __init__(self, away: "Away") -> None:
        super().__init__()
        self._away = away
        self.scans: Sequence[KeptScan] = ()
        columns = (
            Column("", 1),
            Column(say("Document"), 14),
            Column(say("Scan"), 40, grows=True),
            Column(say("Time"), 8),
            Column(say("From"), 14, spare=2),
            Column(say("Operator"), 14, spare=1),
        )
        self.list = RowList(columns, empty=say("Nothing is kept here."))
        self.why = Static("", id="why", markup=False)

    def heading(self) -> str:
        """What this is."""
        return say("Kept here until the book is back: {count}", count=len(self.scans))

    def hint(self) -> str:
        """What to do."""
        if not self.scans:
            return say("Everything is in the book. Esc goes back.")
        if self.station.clerk.gone:
            return say("The book is away. Nothing here is lost; take it in when the book is back.")
        return say("The book is there. a takes them in: each is judged where it was meant.")

    def listing(self) -> "KeptScreen":
        """The list, through this screen: the words below follow the cursor."""
        return self

    def move(self, key: str) -> bool:
        """Move the list and tell the new row's story."""
        moved = self.list.move(key)
        self._tell()
        return moved

    def compose_body(self) -> ComposeResult:
        """The scans by document, and what became of the one under the cursor so far."""
        yield self.list
        yield self.why

    def allowed(self, command: Command) -> bool:
        """An empty list offers nothing to do, and one that is being taken in nothing else."""
        return (bool(self.scans) and not self._away.taking) or command.id not in {"take", "take_all", "drop"}

    async def load(self) -> None:
        """What waits now."""
        waiting = await asyncio.to_thread(self._away.store.waiting)
        self.scans = [scan for place in places(waiting) for scan in place]
        self.list.show([_row(scan) for scan in self.scans])
        self._tell()
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def do_take(self) -> None:
        """Hand on one."""
        if (scan := self._scan) is not None:
            self._there()
            await self.answer(scan)

    async def do_take_all(self) -> None:
        """Begin to take all in; that goes on in the station's line, scan by scan."""
        self._there()
        self._away.taking = True
        self.app.run_worker(TakingIn(self._away, self).run())

    async def taken_in(self, count: int, trouble: Refusal | None) -> None:
        """Say what has become of them; `trouble` is what ended it early."""
        if trouble is None:
            await self.guarded(self.load())
        self.refresh_frame()
        if trouble is not None:
            self.refused(trouble.sentence, trouble.next)
            return
        taken = say("1 scan is taken in.") if count == 1 else say("{count} scans are taken in.", count=count)
        left = len(self.scans)
        if not left:
            self.complete(taken, say("Nothing waits here any more. Esc goes back."))
        elif self.station.clerk.gone:
            self.refused(say("The book is away again; {count} wait here.", count=left), taken)
        else:
            one = say("1 scan was not taken: read why, then use it elsewhere or throw it away.")
            many = say(
                "{count} were not taken: read why, then use each elsewhere or throw it away.", count=left
            )
            self.asked(taken, one if left == 1 else many)

    async def do_drop(self) -> None:
        """Throw one away, after a question."""
        scan = self._scan
        if scan is None:
            return
        detail = say("It is not in the book, and nowhere else.")
        if await self.ask(Confirm(say("Throw {text} away?", text=scan.text), detail)):
            await asyncio.to_thread(self._away.store.settle, scan, "thrown away")
            await self._away.count()
            await self.load()
            self.ok(say("{text} was thrown away.", text=scan.text))

    @property
    def _scan(self) -> KeptScan | None:
        return self.scans[self.list.cursor] if self.scans else None

    def _there(self) -> None:
        if self.station.clerk.gone:
            raise BookAway()

    def _tell(self) -> None:
        scan = self._scan
        self.why.display = scan is not None
        if scan is not None:
            day, clock = local_day(scan.at), local_clock(scan.at)
            waits = say("{text} waits since {day} {clock}.", text=scan.text, day=day, clock=clock)
            self.why.update(plain(scan.words or waits))


def _row(scan: KeptScan) -> Row:
    sign, tone = ("✖", "refused") if scan.words else ("⌂", "")
    where = scan.meant.document or say("Move")
    return Row(
        scan.id,
        (sign, where, scan.text, local_clock(scan.at), scan.source or say("keyed"), scan.operator),
        tone,
    )

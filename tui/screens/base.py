"""The screen every station screen grows from: bar, body, verdict band, scan field, command bar.

A screen gives `commands`, `heading`, `hint` and `compose_body`, and does `do_<command id>`, `take_scan`,
`take_paste` and `load`. All of these run in the app's one ordered pump; a Refusal they raise is shown in the
band and ends them.
"""

import inspect
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from models.kept_here import Meant
from models.language import say
from models.refusals import BookAway, OutcomeUnknown, Refusal
from tui import command_cards
from tui.commands import Command
from tui.messages import Taken
from tui.screens.faults import NotPastedHere, fault_words
from tui.screens.stacked import Stacked
from tui.under_way import scan_under_way, spoken
from tui.widgets.strokes import Stroke
from tui.widgets.verdict_band import Verdict

if TYPE_CHECKING:
    from models.book import Book
    from tui.widgets.paged_table import PagedTable

T = TypeVar("T")
A = TypeVar("A")
P = ParamSpec("P")
R = TypeVar("R")

ANSWERS = frozenset({"yes", "ja"})
WAIT_S = 0.3
"""Seconds a verb may take before the band says WAIT."""


class StationScreen(Stacked[T], Generic[T]):
    """A full screen: what it does with verbs, keys, scans and pastes."""

    async def take_scan(self, taken: Taken) -> None:
        """One scanned or typed text. Unless a screen knows better, the station jumps to what it is."""
        await self.station.jump(self, taken)

    async def take_paste(self, text: str) -> None:
        """What was pasted at once. One line is as good as typed; a list needs a screen that takes lists."""
        lines = text.strip().splitlines()
        if len(lines) != 1:
            raise NotPastedHere(lines=len(lines))
        await self.take_scan(Taken(lines[0], "pasted"))

    async def do_back(self) -> None:
        """Leave; from the bottom screen, ask whether to quit."""
        if len(self.station.screen_stack) > 1:
            await self.leave()
        else:
            from tui.screens.confirm import Confirm

            if await self.ask(Confirm(say("Close SerialDock?"), say("Everything scanned is kept."))):
                self.app.exit()

    async def do_help(self) -> None:
        """Show every command with its explanation."""
        from tui.screens.help import Help

        every = self.all_commands()
        now = {key for command in every if self.allowed(command) for key in command.keys}
        told = tuple(c for c in every if self.allowed(c) or not now.intersection(c.keys))
        await self.ask(Help(told, self.heading()))

    async def do_palette(self) -> None:
        """Let the person search a command, then carry it out."""
        from tui.screens.palette import Palette

        if (command := await self.ask(Palette(self.all_commands()))) is not None:
            await self.carry_out(command)

    async def do_unclaimed(self) -> None:
        """Open what is kept here, then the tray of unclaimed scans, and use here what was chosen there."""
        from tui.screens.tray import Tray, use

        if self.station.board.kept_here and self.station.away is not None:
            from tui.taking_in import show_kept

            await show_kept(self, self.station.away)
            if not self.station.board.unclaimed:
                return

        chosen = await self.ask(Tray(self.station.board.unclaimed))
        await use(self, chosen or ())

    def note(self) -> str:
        """That a refusal waits to be acknowledged."""
        return self.station.ears.latch.words()

    async def do(self, verb: "Callable[Concatenate[Book, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a verb through the clerk. A Refusal goes on to the band unless the caller catches it."""
        before = (self.band.verdict, self.band.word, self.band.sentence, self.band.next_step)
        under_way = True

        def tell() -> None:
            if under_way:  # the timer may have gone off in the moment the verb ended
                self.band.show("wait", say("WAIT"), say("Working …"))

        wait = self.set_timer(WAIT_S, tell)
        try:
            return await self.station.clerk.do(verb, *args, **kwargs)
        finally:
            under_way = False
            wait.stop()
            if self.band.verdict == "wait":
                self.band.show(*before)

    def on_paged_table_failed(self, message: "PagedTable.Failed") -> None:
        """A page of a long table could not be read."""
        if not isinstance(message.error, Refusal):
            raise message.error
        self.refused(message.error.sentence, message.error.next)

    def take_stroke(self, stroke: Stroke) -> bool:
        """A screen with a form takes keys itself."""
        return False

    def paste_into_form(self, text: str) -> bool:
        """A screen with a form takes pastes itself."""
        return False

    def press(self, key: str) -> bool:
        """A key outside a text: moves the list or sets off a command. False when it means nothing here; the key
        of a command that is not possible now does nothing. A letter says so where no verdict stands, and rings.
        """
        meant = [command for command in self.all_commands() if key in command.keys]
        for command in meant:
            if self.allowed(command):
                self.station.offer(partial(self.carry_out, command))
                return True
        listing = self.listing()
        if listing is not None and listing.move(key):
            return True
        if meant and len(key) == 1 and self.band.verdict == "idle":
            sentence = say("{key} {command} is not possible now.", key=key, command=meant[0].label)
            self.refused(sentence, say("To type a text that begins with {key}, press Space first.", key=key))
        elif meant and len(key) == 1:
            self.station.ring()
        return bool(meant)

    async def carry_out(self, command: Command) -> None:
        """Do `do_<id>`, if this screen is still the one on top."""
        if self.station.station_screen is not self:
            return
        if command.id in ANSWERS:
            self.station.ears.latch.answered(self)
        name, _, argument = command.id.partition(":")
        method = getattr(self, f"do_{name}")
        result = method(argument) if argument else method()
        if inspect.isawaitable(result):
            await self.guarded(result)

    async def judge(self, taken: Taken) -> None:
        """One text, in its turn: a command card acts, all else is received."""
        if not await command_cards.play(self, taken):
            await self.receive(taken)

    async def receive(self, taken: Taken) -> None:
        """Judge one text: whole or faulty, for this screen or kept aside."""
        if taken.fault is not None:
            sentence, next_step = fault_words(taken)
            self.refused(sentence, next_step)
        elif self.station.away is None:
            await self.received(taken)
        else:
            await self.station.away.receive(self, taken)

    async def received(self, taken: Taken) -> None:
        """Judge one whole text: a badge signs on anywhere, all else is for a screen that takes it."""
        if await self.signs_on(taken):
            pass
        elif not self.takes(taken):
            self.keep_aside(taken)
        elif taken.how == "pasted" and len(taken.text.split()) != 1:
            await self.guarded(self.take_paste(taken.text))
        else:
            await self.guarded(self.take_scan(taken))

    def takes(self, taken: Taken) -> bool:
        """Whether it takes scans, or what is typed."""
        return self.takes_scans if taken.how == "scanned" else self.takes_text

    def meant(self) -> Meant | None:
        """What a scan here is meant for, so that it can be judged later; None where it is for the moment only."""
        return None

    def stands(self, state: str) -> bool:
        """Take up what a scan that was kept hangs on here, in the words of `meant`; False when that is not so any more."""
        return not state

    def heard(self, verdict: Verdict, words: str) -> None:
        """The first verdict on a scan is the scan's own."""
        spoken(self, verdict, words)

    async def lost(self, refusal: OutcomeUnknown | BookAway) -> None:
        """A scan that the book could not be asked about is kept here; all else is refused, or unknown."""
        away = self.station.away
        if away is None or not await away.lost(self, refusal):
            await super().lost(refusal)

    async def signs_on(self, taken: Taken) -> bool:
        """An operator's badge signs on wherever it is scanned, and is nothing else there."""
        sign_on = self.station.board.sign_on
        if taken.how != "scanned" or sign_on is None:
            return False
        scan = scan_under_way()
        return await sign_on(self, taken) or (scan is not None and scan.ended)

    def keep_aside(self, taken: Taken) -> None:
        """This screen does not take this text now: it goes where a person sees it."""
        if self.station.board.keep(taken):
            aside = say("{text} lies aside: this question comes first.", text=taken.text)
            self.refused(aside, say("Answer, then press * for the scans that lie aside."))
        else:
            self.refused(say("{text} was not taken: too many scans lie aside.", text=taken.text))
        self.station.show_standing()

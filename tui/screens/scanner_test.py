"""Test one scanner (R1.13): what its trigger really sends, how it should be set up, and how its beeper answers.

While it is open the scanner is this screen's alone: the station's reader has let the port go, and nothing that
is scanned with it reaches a document. What other scanners read meanwhile lies aside.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.scanner_words import ending_words, fault_of, hex_rows, meaning, proposal, proposal_words
from tui.screens.base import StationScreen
from tui.screens.scanner_facts import Line, plain_lines

if TYPE_CHECKING:
    from devices.feedback import Signal
    from devices.probing import Facts
    from devices.scanner import Scan, Scanner, ScannerSettings
    from tui.config_writing import Change
    from tui.readers import ReadState

LABELS_SHOWN = 3


class Probed(Message):
    """One pull of the trigger, whole."""

    def __init__(self, scan: "Scan") -> None:
        super().__init__()
        self.scan = scan


class PortTold(Message):
    """News of the port under test."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__()
        self.kind, self.detail = kind, detail


class ScannerTest(StationScreen[None]):
    """Opens the port of `line` for itself, and gives it back when it is left."""

    DEFAULT_CSS = "ScannerTest #facts { padding: 1 1 0 1; }"
    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("accepted", "a", "Accepted", "Plays on the scanner what an accepted scan sounds like."),
        Command("refused_sound", "r", "Refused", "Plays on the scanner what a refused scan sounds like."),
        Command("profile", "p", "Feedback", "Chooses how this scanner is told, to try it here."),
        Command("set_up", "w", "Set up", "Writes this scanner into the configuration file."),
    )

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.facts: Facts | None = None
        self.port_state = ("", say("… opening"))
        self.body = Static("", markup=False, id="facts")
        self._settings: ScannerSettings | None = None
        self._probe: Scanner | None = None
        self._profile = ""
        self._change: Change | None = None
        self._wrong = ""

    def heading(self) -> str:
        """Which."""
        return say("Test · {name}", name=self.line.name or self.line.names[0])

    def hint(self) -> str:
        """What to do."""
        return say("Scan a label with it. Nothing scanned here reaches a document.")

    def compose_body(self) -> ComposeResult:
        """What came."""
        yield self.body

    async def load(self) -> None:
        """The first time: take the port over."""
        scanners = self.station.scanners
        if self._probe is None and scanners is not None:
            self._settings = scanners.settings(self.line.name) if self.line.name else None
            self._profile = self._settings.feedback if self._settings else "none"
            if self.line.name:
                await scanners.lend(self.line.name)
            await self._open()
        self._show()

    async def leave(self) -> None:
        """Give the port back, changed or as it was."""
        await self._close_probe()
        scanners = self.station.scanners
        if scanners is not None:
            before = scanners.settings(self.line.name)
            if self._change is not None:
                self._wrong = await scanners.take_into_use(self._change.config)
            if self.line.name and scanners.settings(self.line.name) == before:
                await scanners.give_back(self.line.name)
        await super().leave()

    async def on_unmount(self) -> None:
        """The station ends: the port is let go."""
        await self._close_probe()

    def on_probed(self, message: Probed) -> None:
        """The trigger was pulled: shown in its turn."""
        self.station.offer(partial(self._take, message.scan))

    def on_port_told(self, message: PortTold) -> None:
        """The port came or went."""
        self.port_state = (message.kind, message.detail)
        self._show()

    def keep_aside(self, taken: Taken) -> None:
        """Somebody else's scan: it lies where a person sees it."""
        super().keep_aside(taken)
        if taken in self.station.board.unclaimed:
            sentence = say("{text} did not come from the scanner under test: it lies aside.", text=taken.text)
            self.refused(sentence, say("Press * for the scans that lie aside."))

    def do_accepted(self) -> None:
        """Sound it."""
        self._play("accepted")

    def do_refused_sound(self) -> None:
        """Sound it."""
        self._play("refused")

    async def do_profile(self) -> None:
        """Choose how the scanner is told, for this test."""
        from devices.feedback import CUSTOM, NAMES
        from devices.probing import suggested_feedback
        from tui.screens.choose import Choose
        from tui.widgets.cells import Row

        likely = suggested_feedback(self.facts, self.line.vid)
        own = self._settings.feedback if self._settings else ""
        names = [name for name in NAMES if name != CUSTOM or own == CUSTOM]
        rows = [Row(name, (name, say("may be this scanner's") if name == likely else "")) for name in names]
        question = say("What does this scanner understand? Its manual says.")
        chosen = await self.ask(Choose(question, rows))
        if chosen is not None:
            self._profile = str(chosen)
            await self._close_probe()
            await self._open()
            self.noted(say("Feedback {profile}: press a and x, and listen.", profile=self._profile))
            self._show()

    async def do_set_up(self) -> None:
        """Write what the test has shown into the file; then the station uses it."""
        from tui.screens.scanner_form import ScannerForm, kept

        proposed = dict(proposal(self.facts, self.line.vid)) if self.facts else {}
        proposed.setdefault("feedback", self._profile)
        self._change = await self.ask(ScannerForm(self.line, self.station.config, proposed))
        if self._change is not None:
            change = self._change
            await self.leave()
            self.station.station_screen.ok(*kept(change, self._wrong))

    def _play(self, signal: "Signal") -> None:
        kind, detail = self.port_state
        if self._profile == "none":
            self.noted(
                say("Nothing is written to this scanner: its feedback is none."),
                say("Press p to choose one."),
            )
        elif kind != "connected" or self._probe is None:
            self.refused(detail)
        else:
            self._probe.tell(signal)
            self._probe.acknowledge()
            self.noted(say("Sent as {profile}. Did the scanner sound?", profile=self._profile))

    async def _open(self) -> None:
        from devices.probing import BurstFramer
        from devices.scanner import Scanner, ScannerSettings

        name = self.line.name or say("The scanner")
        base = self._settings or ScannerSettings(name, self.line.names[0])
        settings = replace(base, double_read_s=0.0, feedback=self._profile)
        framer = None if settings.profile.packets else BurstFramer()
        self._probe = Scanner(settings, self._probed, self._told, framer=framer)
        self._probe.start()

    async def _close_probe(self) -> None:
        probe, self._probe = self._probe, None
        if probe is not None:
            await asyncio.to_thread(probe.stop)

    def _probed(self, scan: "Scan") -> None:
        self.post_message(Probed(scan))

    def _told(self, state: "ReadState") -> None:
        self.post_message(PortTold(state.kind, say(state.template, **state.fields)))

    async def _take(self, scan: "Scan") -> None:
        from devices.probing import Facts, Label, facts_of

        packets = scan.ending == "packet"
        self.facts = (
            Facts(scan.raw, "ssi", (Label(scan.raw, scan.text, scan.fault),))
            if packets
            else facts_of(scan.raw)
        )
        wrong = fault_of(self.facts)
        if wrong is not None:
            self.refused(*wrong)
        else:
            count = len(self.facts.labels)
            told = say("1 label was read.") if count == 1 else say("{count} labels were read.", count=count)
            self.ok(told, say("w writes the proposal into the file."))
        self._show()

    def _show(self) -> None:
        _, detail = self.port_state
        rows = [(say("Port"), detail), (say("Feedback"), self._profile or "none")]
        if self.facts is not None:
            rows += _fact_rows(self.facts, self.line.vid, self._settings, self._profile)
        width = max(len(label) for label, _ in rows) + 2
        self.body.update(plain_lines([f"{label:<{width}}{words}" for label, words in rows]))


def _fact_rows(
    facts: "Facts", vid: int | None, settings: "ScannerSettings | None", feedback: str
) -> Sequence[tuple[str, str]]:
    """What to show of one pull of the trigger, label by label."""
    first, *more = hex_rows(facts.raw)
    rows = [
        ("", ""),
        (say("Bytes"), first),
        *(("", words) for words in more),
        (say("Shown"), facts.raw.decode("ascii", "backslashreplace")),
        (say("Ending"), ending_words(facts)),
    ]
    for label in facts.labels[:LABELS_SHOWN]:
        aim, words = meaning(label)
        rows += [(say("AIM id"), aim or "-"), (say("Meaning"), words)]
    if len(facts.labels) > LABELS_SHOWN:
        rows.append(("", say("and {count} more", count=len(facts.labels) - LABELS_SHOWN)))
    first, *more = proposal_words(facts, vid, settings, feedback)
    return [*rows, ("", ""), (say("Proposal"), first), *(("", words) for words in more)]

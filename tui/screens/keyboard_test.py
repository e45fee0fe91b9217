"""Test a scanner that types: a known code shows whether its keyboard layout is the computer's (R08)."""

import asyncio
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from devices.layouts import NAMES, PROBE, Mismatch, found_in, is_capitals, is_like_probe
from models.language import language, say
from printing.errors import PrintingFailed
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.scanner_facts import plain_lines
from tui.widgets.signs import letters_only

QUIET = 10
"""Modules of white on either side of a barcode."""
BARS_HIGH = 5
PAGE = "TEST-CODE"


class KeyboardTest(StationScreen[None]):
    """Shows the test code, and says what comes back of it."""

    DEFAULT_CSS = """
    KeyboardTest #code { width: auto; height: auto; margin: 1 1 0 1; color: #000000; background: #FFFFFF; }
    KeyboardTest #words { padding: 1 1 0 1; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "refuse",
            "r",
            "Refuse keyboard scans",
            "Refuses what keyboard scanners type until the layout is right.",
        ),
        Command("admit", "a", "Take keyboard scans", "Takes what keyboard scanners type again."),
        Command(
            "print", "p", "Print the code", "Writes a page with the test code, and prints it.", f_key="f9"
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.code = Static("", markup=False, id="code")
        self.words = Static("", markup=False, id="words")
        self.found: list[str] = []

    def heading(self) -> str:
        """What this is."""
        return say("Test · keyboard scanner")

    def hint(self) -> str:
        """What to do."""
        return say("Scan the test code {code} with the scanner that types.", code=PROBE)

    def compose_body(self) -> ComposeResult:
        """The code, and what was found."""
        yield self.code
        yield self.words

    def allowed(self, command: Command) -> bool:
        """Only what changes something."""
        closed = self.station.board.layout_gate.closed
        return {"refuse": not closed, "admit": closed}.get(command.id, super().allowed(command))

    async def load(self) -> None:
        """Draw the code where the terminal can."""
        self.code.display = not letters_only()
        if self.code.display:
            self.code.update("\n".join([barcode(PROBE)] * BARS_HIGH))
        self._show()

    async def judge(self, taken: Taken) -> None:
        """Everything that comes is looked at here: nothing acts, nothing is kept."""
        if taken.source != "keyboard":
            self.refused(
                say(
                    "{text} came from {source}, which has a port and no keyboard layout.",
                    text=taken.text,
                    source=taken.source,
                ),
                say("Scan with the scanner that types, or press Esc."),
            )
        elif taken.text == PROBE:
            self.station.board.layout_gate.closed = False
            self.found = []
            self.ok(say("The layout is right: {code} came as it is.", code=PROBE))
        else:
            self._wrong(taken.text)
        self._show()
        self.refresh_frame()

    def do_refuse(self) -> None:
        """From now on nothing a keyboard scanner types is taken."""
        self.station.board.layout_gate.closed = True
        self.noted(say("Keyboard scans are refused until the test code comes through rightly."))
        self._show()
        self.refresh_frame()

    def do_admit(self) -> None:
        """Take them, right or wrong."""
        self.station.board.layout_gate.closed = False
        self.noted(say("Keyboard scans are taken again."))
        self._show()
        self.refresh_frame()

    async def do_print(self) -> None:
        """Keep the page with the test code in the outbox, and print it where there is a printer."""
        paperwork = self.station.paperwork
        if paperwork is None:
            self.refused(say("This station has no outbox."))
            return
        path = await asyncio.to_thread(_keep, paperwork.spool.keep)
        if not paperwork.spool.has_printer:
            self.ok(say("The page is in {path}.", path=path), say("No printer is set."))
            return
        try:
            await asyncio.to_thread(paperwork.spool.send, path, PAGE)
        except PrintingFailed as refusal:
            self.refused(refusal.sentence, refusal.next)
        else:
            self.ok(say("The page is on its way to the printer."), say("Scan its code."))

    def _wrong(self, text: str) -> None:
        mismatch = found_in(text)
        if mismatch is not None:
            self.found = mismatch_lines(mismatch)
            self.refused(
                say("{text} came instead of {code}: the layouts differ.", text=text, code=PROBE),
                say("Press r to refuse keyboard scans until it is right."),
            )
        elif is_capitals(text):
            self.found = [say("Press Caps Lock, or switch off the scanner's own Caps Lock setting.")]
            self.refused(say("{text} came instead of {code}: Caps Lock is on.", text=text, code=PROBE))
        elif is_like_probe(text):
            self.found = [say("Set a pause between characters in the scanner (10 ms or more).")]
            self.refused(say("{text} came instead of {code}: characters are lost.", text=text, code=PROBE))
        else:
            self.found = []
            self.refused(say("{text} is not the test code.", text=text), say("Scan {code}.", code=PROBE))

    def _show(self) -> None:
        closed = self.station.board.layout_gate.closed
        state = say("✖ Keyboard scans are refused now.") if closed else say("● Keyboard scans are taken.")
        self.words.update(plain_lines([say("Test code  {code}", code=PROBE), state, "", *self.found]))


def _keep(keep: Callable[[str, bytes], Path]) -> Path:
    from printing.layout_code import render

    words = [say("Scan this code in 9 Settings, 4 Scanners, k."), say("Code: {code}", code=PROBE)]
    return keep(f"{PAGE}.pdf", render(PROBE, words, language()))


def mismatch_lines(mismatch: Mismatch) -> list[str]:
    """Which layouts they are, and the remedies."""
    pairs = ((mismatch.scanner, mismatch.computer), *mismatch.others)
    scanner, computer = (
        " / ".join(dict.fromkeys(say(NAMES[pair[side]]) for pair in pairs)) for side in (0, 1)
    )
    return [
        say("Scanner set up for  {layout}", layout=scanner),
        say("Computer set up for {layout}", layout=computer),
        say("Scan the country code of the computer's layout in the scanner's manual,"),
        say("or give the computer that layout. Best of all, set the scanner to USB-COM."),
    ]


def barcode(text: str) -> str:
    """Code 128 as one row of half blocks, quiet zones included; every row of a barcode is the same."""
    from printing.barcodes import code128

    code = code128(text, float("inf"))
    black = set(chain.from_iterable(range(at, at + width) for at, width in code.bars))
    dots = [at - QUIET in black for at in range(code.modules + 2 * QUIET)]
    dots += [False] * (len(dots) % 2)
    blocks = {(False, False): " ", (True, False): "▌", (False, True): "▐", (True, True): "█"}
    return "".join(blocks[left, right] for left, right in zip(dots[::2], dots[1::2], strict=True))

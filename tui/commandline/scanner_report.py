"""What `scanner test` prints: each scan as bytes, ending and meaning, and each change of the port.

It stands in for a book: a serial seen earlier in this run counts as already listed. Without --json a line
also says what to change when the scanner and these settings do not agree.
"""

import json as json_format
import sys
from typing import Final, TextIO

from devices.feedback import Signal
from devices.framing import ENDINGS as ENDING_BYTES
from devices.port_state import PortState
from devices.probing import facts_of
from devices.scanner import Scan
from models.codes import (
    Code,
    DocumentNumber,
    Gs1,
    Imei,
    Iso15434,
    Mac,
    Multi,
    Text,
    Unreadable,
    parse,
)
from models.language import say
from tui.scanner_words import proposal_words

ENDINGS: Final = {"cr": "CR", "lf": "LF", "crlf": "CR LF", "tab": "TAB", "etx": "ETX", "eot": "EOT"}
FAULTS: Final = {
    "incomplete": "Incomplete scan: its ending did not come. Scan again.",
    "too-long": "More than 8192 bytes without an ending. Set the suffix, or the scanner's line settings.",
    "line-settings": "Wrong line settings: check parity and data bits (7E1?).",
    "non-ascii": "Bytes outside ASCII: no legal serial. Check the label and the line settings.",
    "control-chars": "Control characters inside the label: no legal serial.",
}
SET_TAB: Final = "It ends in TAB: set the suffix to tab."
SET_NONE: Final = "The scanner sends no ending: let it send CR, or set the suffix to none."


class ScannerReport:
    """Judges and prints the events of one run, in order."""

    def __init__(self, json: bool, rule: str, di_1d: bool, out: TextIO) -> None:
        self._json = json
        self._rule = rule
        self._di_1d = di_1d
        self._out = out
        self._listed: set[tuple[str, ...]] = set()
        self._last_kind = ""
        self._last: Scan | None = None
        self.opened = False

    def end(self) -> None:
        """Say, for a person, what the last label speaks for: suffix, line settings."""
        if self._json or self._last is None:
            return
        facts = facts_of(self._last.raw + ENDING_BYTES.get(self._last.ending, b""))
        for words in proposal_words(facts, None):
            self._print(say("Proposal: {words}", words=words))

    def show(self, event: Scan | PortState) -> Signal | None:
        """Print one event; what the scanner is to be told of it."""
        if isinstance(event, PortState):
            self._show_state(event)
            return None
        return self._show_scan(event)

    def _show_state(self, state: PortState) -> None:
        before, self._last_kind = self._last_kind, state.kind
        self.opened = self.opened or state.kind == "connected"
        sentence = say(state.template, **state.fields)
        if state.kind != "connected":
            print(sentence, file=sys.stderr, flush=True)
        if not self._json:
            if state.kind == "connected":
                self._print(sentence)
            return
        if state.kind == "connected" and not before:
            self._print(json_format.dumps({"event": "ready"}))
            return
        self._outcome(f"state {state.kind}", b"")
        if state.kind == "connected" and before != "disconnected":
            self._print(json_format.dumps({"event": "ready"}))

    def _show_scan(self, scan: Scan) -> Signal | None:
        code = parse(scan.text, rule=self._rule, di_1d=self._di_1d)
        if not scan.fault and isinstance(code, Unreadable) and code.kind == "empty":
            return None  # a label of blanks is as empty as no label
        self._last = scan
        outcome = f"error {scan.fault}" if scan.fault else self._judge(code)
        told: Signal = "refused" if outcome.startswith("error") else "accepted"
        if self._json:
            self._outcome(outcome, scan.raw)
            return told
        ending = ENDINGS.get(scan.ending, "-")
        parts = [scan.raw.hex(" "), ending, code.aim or "-", outcome, _advice(scan, code, outcome)]
        self._print("  |  ".join(part for part in parts if part))
        return told

    def _judge(self, code: Code) -> str:
        """The outcome of a whole text, all or nothing: one serial already listed refuses the label."""
        serials = _serials_of(code)
        if self._listed.intersection(serials):
            return "error duplicate"
        self._listed.update(serials)
        return code.notation

    def _outcome(self, outcome: str, raw: bytes) -> None:
        self._print(json_format.dumps({"event": "outcome", "outcome": outcome, "raw": raw.hex()}))

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def _serials_of(code: Code) -> list[tuple[str, ...]]:
    """What a serial list would take from this label; a GTIN, a pallet or a command is never listed."""
    match code:
        case Text() | DocumentNumber() | Imei():
            return [(code.text,)]
        case Mac():
            return [(code.mac,)]
        case Multi():
            return [(text,) for text in code.texts]
        case Iso15434():
            return [(serial,) for serial in code.serials]
        case Gs1() if code.serial:
            return [(code.gtin, code.serial)]
    return []


def _advice(scan: Scan, code: Code, outcome: str) -> str:
    """What a person may want to change, or ""."""
    if scan.fault == "incomplete" and scan.raw.endswith(b"\t"):
        return say(SET_TAB)
    if scan.fault == "incomplete" and scan.raw.isascii() and scan.raw.decode().isprintable():
        return f"{say(FAULTS['incomplete'])} {say(SET_NONE)}"
    if scan.fault:
        return say(FAULTS[scan.fault])
    if isinstance(code, Unreadable):
        return f"{say(code.template, text=code.text, detail=code.detail)} {say(code.next_step)}"
    if outcome == "error duplicate":
        return say("Seen before in this test.")
    return say("Outer blanks were cut off.") if code.trimmed else ""

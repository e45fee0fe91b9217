"""What one pull of the trigger shows about a scanner: its ending, its labels, its line settings. For the test.

The station's framer is told how a label ends; here it is to be found out. A burst is whatever comes without a
pause, endings and all, and `facts_of` reads it. Nothing here judges a serial number.
"""

from dataclasses import dataclass
from typing import Final

from devices.framing import CR, EOT, ETX, LENGTH_MAX, LF, STX, Fault, FaultKind, Frame, label

ENDED_S: Final = 0.12  # of silence after an ending; the second half of CR LF comes well within it
UNENDED_S: Final = 0.6  # of silence after anything else
ENDING_BYTES: Final = frozenset(b"\r\n\t\x03\x04")
PARITY_LEAST: Final = 4  # bytes; fewer may have one parity by chance
NOISE: Final = 0.3  # share of impossible bytes from which the speed is suspected and not the label
LABELS_MAX: Final = 20  # of one burst that are told apart
SSI_DATA: Final = 0xF3

ENDINGS: Final = {"crlf": b"\r\n", "cr": b"\r", "lf": b"\n", "tab": b"\t", "etx": b"\x03", "eot": b"\x04"}
SUFFIX_FOR: Final = {"cr": "auto", "lf": "auto", "crlf": "auto", "stx-etx": "auto"}
"""The suffix to set for an ending, where it is not the ending's own name."""
FEEDBACK_OF: Final = {0x05E0: "bel", 0x0C2E: "honeywell-ack", 0x05F9: "datalogic", 0x065A: "opticon"}
"""The feedback profile a maker's scanners know, by vendor number: a suggestion and no more (R1.8)."""


@dataclass(frozen=True)
class Label:
    """One label of a burst, without its ending; with a `fault` its text is ""."""

    raw: bytes
    text: str
    fault: FaultKind | None = None


@dataclass(frozen=True)
class Facts:
    """One burst. `ending` is cr, lf, crlf, tab, etx, eot, stx-etx, ssi or none. `line` is what the scanner was
    set to when it is not 8N1 ("7E1", "7O1"); `noise` says that speed or parity are wrong in some other way."""

    raw: bytes
    ending: str
    labels: tuple[Label, ...]
    line: str = ""
    noise: bool = False

    @property
    def suffix(self) -> str:
        """What to set as suffix so that the station reads this scanner."""
        return SUFFIX_FOR.get(self.ending, "auto" if self.ending == "ssi" else self.ending)


class BurstFramer:
    """Stands in for a framer while a scanner is tested: each burst comes out whole, as a frame's `raw`."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._last_at = 0.0

    def feed(self, data: bytes, at: float) -> list[Frame | Fault]:
        """Collect; a flood comes out in pieces."""
        done = self.tick(at)
        self._buffer += data
        self._last_at = at
        if len(self._buffer) > LENGTH_MAX:
            done.append(self._burst(at))
        return done

    def tick(self, at: float) -> list[Frame | Fault]:
        """The burst that a silence has ended, if any."""
        if not self._buffer:
            return []
        wait = ENDED_S if self._buffer[-1] in ENDING_BYTES else UNENDED_S
        return [self._burst(at)] if at - self._last_at > wait else []

    def lost(self) -> None:
        """The line is gone, and half a burst with it."""
        self._buffer.clear()

    def _burst(self, at: float) -> Frame:
        raw = bytes(self._buffer)
        self._buffer.clear()
        return Frame("", raw, at, "")


def facts_of(raw: bytes) -> Facts:
    """What `raw`, all that came at once, says about its scanner."""
    packet = _ssi_data(raw)
    if packet is not None:
        return Facts(raw, "ssi", (_label(packet),))
    line = _parity(raw)
    if line:
        cleared = bytes(byte & 0x7F for byte in raw)
        return Facts(
            raw, _ending(cleared), tuple(Label(part, "", "line-settings") for part in _split(cleared)), line
        )
    labels = tuple(_label(part) for part in _split(raw))
    return Facts(raw, _ending(raw), labels, noise=_is_noise(raw))


def suggested_feedback(facts: Facts | None, vid: int | None) -> str:
    """The feedback profile this scanner may understand; "" when nothing speaks for one."""
    if facts is not None and facts.ending == "ssi":
        return "zebra-ssi"
    return FEEDBACK_OF.get(vid or 0, "")


def _ending(raw: bytes) -> str:
    if _packet(raw):
        return "stx-etx"
    if raw.endswith(b"\x1e\x04"):
        return "none"  # the end of an ISO 15434 label, and its own
    return next((name for name, ending in ENDINGS.items() if raw.endswith(ending)), "none")


def _packet(raw: bytes) -> bool:
    body = raw.rstrip(b"\r\n")
    return len(body) > 2 and body[0] == STX and body[-1] == ETX


def _split(raw: bytes) -> list[bytes]:
    """The labels of a burst, each without its ending."""
    ending = _ending(raw)
    if ending == "stx-etx":
        parts = [part.strip(b"\r\n\x02") for part in raw.split(bytes((ETX,)))]
    elif ending == "none":
        parts = [raw]
    else:
        parts = raw.split(ENDINGS[ending])
    return [part for part in parts if part.strip(b"\0\r\n")][:LABELS_MAX]


def _label(raw: bytes) -> Label:
    """Judged as the station's own framer would."""
    found = label(raw, 0.0, "")
    if found is None:
        return Label(raw, "")
    return Label(found.raw, found.text) if isinstance(found, Frame) else Label(found.raw, "", found.kind)


def _parity(raw: bytes) -> str:
    """The 7-bit setting whose parity bit was read as data, or ""."""
    if len(raw) < PARITY_LEAST or not any(byte > 0x7F for byte in raw):
        return ""
    kinds = {byte.bit_count() % 2 for byte in raw}
    if len(kinds) > 1 or any(_is_odd_control(byte & 0x7F) for byte in raw):
        return ""
    return "7E1" if kinds == {0} else "7O1"


def _is_odd_control(byte: int) -> bool:
    return byte < 0x20 and byte not in (STX, ETX, EOT, CR, LF, 0x09, 0x1C, 0x1D, 0x1E, 0x1F)


def _is_noise(raw: bytes) -> bool:
    """Whether so much of it is impossible that the speed is wrong: no label has so many such bytes. Letters in
    UTF-8 are the label's own."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return False
    bad = sum(byte > 0x7F or _is_odd_control(byte) for byte in raw)
    return bad >= 2 and bad / len(raw) >= NOISE


def _ssi_data(raw: bytes) -> bytes | None:
    """The label in an SSI packet: length, opcode F3, source, status, symbology, data, checksum over all."""
    if len(raw) < 8 or raw[1] != SSI_DATA or raw[0] != len(raw) - 2:
        return None
    if (sum(raw[:-2]) + int.from_bytes(raw[-2:], "big")) & 0xFFFF:
        return None
    return raw[5:-2].rstrip(b"\r\n")

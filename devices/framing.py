"""Bytes from a scanner's line into whole texts. Pure: it knows no port, no clock and no meaning of a code.

A scanner sends one label as bytes and an ending, in pieces cut anywhere. The ending is CR, LF or CR LF, or
the label stands between STX and ETX, where CR and LF are data ("auto"); one single ending, or a silence,
can be set instead. Every byte is hostile until proven harmless: no sequence of bytes raises, and a frame
that is not a clean text comes out as a `Fault` with a name. Times are seconds of any steady clock.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Suffix = Literal["auto", "cr", "lf", "crlf", "tab", "etx", "eot", "none"]
FaultKind = Literal["incomplete", "too-long", "line-settings", "non-ascii", "control-chars"]

SUFFIXES: Final[tuple[Suffix, ...]] = ("auto", "cr", "lf", "crlf", "tab", "etx", "eot", "none")
LENGTH_MAX: Final = 8192  # bytes; the largest QR code holds 7089
GAP_S: Final = 1.0  # a longer pause inside a frame means that its rest will not come
SILENCE_S: Final = 0.3  # ends a frame when the scanner is set to send no ending

STX, ETX, EOT, LF, CR, GS, DEL = 0x02, 0x03, 0x04, 0x0A, 0x0D, 0x1D, 0x7F
# Around a text NUL is noise (wake-up bytes, line breaks), and CR or LF the second half of an ending of two.
EDGES: Final = b"\0\r\n"
CR_WITH_PARITY: Final = 0x8D  # what 7E1 makes of CR when it is read as 8N1
SEPARATORS: Final = frozenset({EOT, 0x1C, GS, 0x1E, 0x1F})  # the data separators of GS1 and ISO 15434
# Some readers put NUL where the first RS of an ISO 15434 label was; it is part of that label.
DAMAGED_ENVELOPE: Final = re.compile(rb"(?:\][A-Za-z][0-9A-Za-z])?>?\[\)>\x00")
ENDINGS: Final[dict[str, bytes]] = {
    "cr": b"\r",
    "lf": b"\n",
    "crlf": b"\r\n",
    "tab": b"\t",
    "etx": b"\x03",
    "eot": b"\x04",
}


@dataclass(frozen=True)
class Frame:
    """One whole label: its bytes as read, and as text, with the GS substitute turned back into GS."""

    text: str
    raw: bytes
    at: float
    ending: str


@dataclass(frozen=True)
class Fault:
    """Bytes that are no label, and why; `raw` holds at most `length_max` of them."""

    kind: FaultKind
    raw: bytes
    at: float


class Framer:
    """Joins pieces of bytes into frames, in order; one per port.

    `gs_substitute` is the single printable character a scanner was set to send in place of GS (0x1D);
    `answers` are bytes it sends back to what it was sent: between labels they are no data.
    Raises ValueError for a setting it does not know.
    """

    def __init__(
        self,
        suffix: str = "auto",
        gap_s: float = GAP_S,
        silence_s: float = SILENCE_S,
        length_max: int = LENGTH_MAX,
        gs_substitute: str | None = None,
        answers: bytes = b"",
    ) -> None:
        if suffix not in SUFFIXES:
            raise ValueError(f"suffix {suffix!r}: expected one of {', '.join(SUFFIXES)}")
        if gs_substitute is not None and not (len(gs_substitute) == 1 and "!" <= gs_substitute <= "~"):
            raise ValueError(f"GS substitute {gs_substitute!r}: expected one printable ASCII character")
        for name, value in (("gap", gap_s), ("silence", silence_s)):
            if not 0 < value < float("inf"):
                raise ValueError(f"{name} {value} s: expected a time above 0")
        self._suffix = suffix
        self._limit_s = silence_s if suffix == "none" else gap_s
        self._length_max = length_max
        self._gs_substitute = gs_substitute
        self._between = EDGES + answers
        self._buffer = bytearray()
        self._packet = False  # between STX and ETX
        self._flooded = False  # over the length: dropping until the ending, already reported
        self._last_at = 0.0

    def feed(self, data: bytes, at: float) -> list[Frame | Fault]:
        """Whole frames and faults that `data`, read at time `at`, brought to an end, in order."""
        done = self.tick(at)
        for byte in data:
            found = self._take(byte, at)
            if found is not None:
                done.append(found)
        if data and self._pending:
            self._last_at = at
        return done

    def tick(self, at: float) -> list[Frame | Fault]:
        """What the time alone has ended by `at`: a half frame, reported once, or a frame set to end so."""
        if not self._pending or at - self._last_at <= self._limit_s:
            return []
        if self._flooded:
            self.lost()
            return []
        if self._suffix == "none":
            found = self._finish(at, "none")
            return [found] if found else []
        raw = bytes(self._buffer).strip(EDGES)
        self.lost()
        if not raw:
            return []
        return [Fault("line-settings" if _parity_was_read_as_data(raw) else "incomplete", raw, at)]

    def lost(self) -> None:
        """The line is gone: whatever was half read is dropped, so that it never joins what comes next."""
        self._buffer.clear()
        self._packet = self._flooded = False

    @property
    def _pending(self) -> bool:
        return bool(self._buffer) or self._packet or self._flooded

    def _take(self, byte: int, at: float) -> Frame | Fault | None:
        if not self._pending and byte in self._between:
            return None
        if self._suffix == "auto" and byte == STX and not self._pending:
            self._packet = True
            return None
        ending = self._ending(byte)
        if ending:
            return self._finish(at, ending)
        if self._flooded:
            return None
        self._buffer.append(byte)
        if len(self._buffer) > self._length_max:
            return self._flood(at)
        return None

    def _ending(self, byte: int) -> str:
        """The name of the ending `byte` completes, or ""."""
        if self._suffix == "none":
            return ""
        if self._suffix == "auto":
            if self._packet:
                return "etx" if byte == ETX else ""
            return "cr" if byte == CR else "lf" if byte == LF else ""
        ending = ENDINGS[self._suffix]
        if byte != ending[-1]:
            return ""
        if len(ending) == 2 and not self._flooded and not self._buffer.endswith(ending[:1]):
            return ""
        return self._suffix

    def _flood(self, at: float) -> Fault:
        raw = bytes(self._buffer[: self._length_max])
        self._buffer.clear()
        self._flooded = True
        return Fault("line-settings" if _parity_was_read_as_data(raw) else "too-long", raw, at)

    def _finish(self, at: float, ending: str) -> Frame | Fault | None:
        """The frame in the buffer, judged; None for an empty one and for the end of one already reported."""
        self._packet = self._flooded = False  # after a flood nothing was kept: its fault is told
        raw = bytes(self._buffer).strip(EDGES)
        self._buffer.clear()
        return label(raw, at, ending, self._gs_substitute)


def label(raw: bytes, at: float, ending: str, gs_substitute: str | None = None) -> Frame | Fault | None:
    """The whole label `raw`, judged by its bytes; None for an empty one."""
    if not raw:
        return None
    kind = _fault_in(raw)
    if kind:
        return Fault(kind, raw, at)
    text = raw.decode("ascii")
    if gs_substitute:
        text = text.replace(gs_substitute, chr(GS))
    return Frame(text, raw, at, ending)


def _fault_in(raw: bytes) -> FaultKind | None:
    """What makes a whole frame no legal text, or None. CR and LF are legal: a 2D label may hold lines."""
    if any(byte > DEL for byte in raw):
        # With 7E1 read as 8N1 an LF keeps its value, so CR LF still ends a frame, with CR as 8D before it.
        if raw[-1] == CR_WITH_PARITY and _parity_was_read_as_data(raw):
            return "line-settings"
        return "non-ascii"
    damaged = DAMAGED_ENVELOPE.match(raw)
    rest = raw[damaged.end() :] if damaged else raw
    if any((byte < 0x20 and byte not in SEPARATORS and byte not in (CR, LF)) or byte == DEL for byte in rest):
        return "control-chars"
    return None


def _parity_was_read_as_data(raw: bytes) -> bool:
    """Even parity over all eight bits of every byte, some above 7F: a 7E1 scanner on an 8N1 port."""
    return any(byte > DEL for byte in raw) and all(byte.bit_count() % 2 == 0 for byte in raw)

"""What crosses screens: a scan on its way to the screen on top, and a port that came or went."""

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

How = Literal["scanned", "keyed", "pasted"]


@dataclass(frozen=True)
class Taken:
    """One text, whole, from one source; `at` in monotonic seconds. `fault` says why it cannot be trusted."""

    text: str
    how: How
    source: str = "keyboard"
    at: float = 0.0
    fault: str | None = None
    raw: bytes = b""


class Scanned(Message):
    """A reader thread has one whole text for whatever screen is on top when its turn comes."""

    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


class PortChanged(Message):
    """A port came or went: `kind` is connected, disconnected, busy, denied, missing or bad-settings."""

    def __init__(self, scanner: str, kind: str, detail: str = "") -> None:
        super().__init__()
        self.scanner = scanner
        self.kind = kind
        self.detail = detail

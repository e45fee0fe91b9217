"""The scan under judgement: its operation ids, made before anything is sent, and the verdict it has had.

Its first verb that writes runs under the scan's own id, so that the scan counts once however often it is tried; what a person
answers on the way gets ids of its own. Whoever is called while a scan is judged finds it here; nothing is handed through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kept_here import KeptScan, Meant
from tui.messages import Taken

if TYPE_CHECKING:
    from tui.screens.base import StationScreen


@dataclass
class UnderWay:
    """`again` is the kept scan that is tried once more; `ended` says that the book is not asked about it any more, `blocks`
    that what was scanned after it hangs on it; `speaker` is the screen that gave the first verdict."""

    taken: Taken
    id: str
    meant: Meant | None
    again: KeptScan | None = None
    ended: bool = False
    blocks: bool = False
    verdict: str = ""
    words: str = ""
    speaker: "StationScreen[Any] | None" = None
    over: bool = False
    _written: int = 0

    @property
    def operation(self) -> str:
        """The operation id of its next verb."""
        return f"{self.id}+{self._written}" if self._written else self.id

    def wrote(self) -> None:
        """A verb has ended that wrote under that id."""
        self._written += 1


_now: ContextVar[UnderWay | None] = ContextVar("under_way", default=None)


def scan_under_way() -> UnderWay | None:
    """The scan that whoever asks is judging, if it is one."""
    scan = _now.get()
    return scan if scan is not None and not scan.over else None


@contextmanager
def judging(scan: UnderWay) -> Iterator[UnderWay]:
    """What is asked of the book meanwhile, and said, is about `scan`."""
    token = _now.set(scan)
    try:
        yield scan
    finally:
        scan.over = True
        _now.reset(token)


def spoken(screen: "StationScreen[Any]", verdict: str, words: str) -> None:
    """A screen speaks: its first verdict on the scan under judgement is the scan's own."""
    scan = scan_under_way()
    if scan is not None and not scan.verdict and verdict not in {"idle", "wait"}:
        scan.verdict, scan.words, scan.speaker = verdict, words, screen

"""A station's side of a port for tests: a scanner whose callbacks are kept, and waiting for facts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from devices.port_state import PortState
from devices.scanner import Scan, Scanner, ScannerSettings

PATIENCE_S = 5.0


def wait_for(fact: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Return as soon as `fact()` is true; fail the test after `patience_s`."""
    until = time.monotonic() + patience_s
    while not fact():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.002)


@dataclass
class Heard:
    """What one scanner told, in order."""

    scanner: Scanner | None = None
    scans: list[Scan] = field(default_factory=list)
    states: list[PortState] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [scan.text if scan.fault is None else f"!{scan.fault}" for scan in self.scans]

    @property
    def kinds(self) -> list[str]:
        return [state.kind for state in self.states]

    def has_scans(self, count: int) -> Callable[[], bool]:
        return lambda: len(self.scans) >= count

    def has_kinds(self, kind: str, count: int) -> Callable[[], bool]:
        return lambda: self.kinds.count(kind) >= count


def nothing_is_item(text: str) -> bool:
    return False


@contextmanager
def station(
    settings: ScannerSettings, is_item: Callable[[str], bool] = nothing_is_item, wait: bool = True
) -> Iterator[Heard]:
    """A running scanner with these settings; `wait` until its port is open."""
    heard = Heard()
    scanner = Scanner(settings, heard.scans.append, heard.states.append, is_item)
    heard.scanner = scanner
    scanner.start()
    try:
        if wait:
            wait_for(lambda: heard.kinds)
        yield heard
    finally:
        scanner.stop()

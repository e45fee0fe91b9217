"""What load tests measure: how soon a key shows, and how much memory a program has."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.flows.floor import Floor, Station
from tests.terminal import Terminal

LETTER = "ø"
"""Stands on no label and in no sentence on the screen, and is no command."""


class SlowStation(Station):
    """The real program on a book that can be made slow."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        program = [sys.executable, "-m", "tests.load.slow_station", str(floor.folder)]
        self.terminal = Terminal([*program, "--config", str(floor.config)])
        self._card = ("", 0.0)

    def slow(self, how: str, seconds: float) -> None:
        """Every verb takes longer from now on."""
        (self.floor.folder / how).write_text(str(seconds))

    def quick(self) -> None:
        """No verb takes longer any more."""
        for how in ("sleep", "query"):
            (self.floor.folder / how).unlink(missing_ok=True)


def echo(terminal: Terminal, patience_s: float = 10.0) -> float:
    """Seconds from a key to its letter on the terminal."""
    mark, shown = len(terminal.output), LETTER.encode()
    begun = time.perf_counter()
    terminal.send(LETTER)
    while shown not in terminal.output[mark:]:
        assert time.perf_counter() - begun < patience_s, f"the key never showed:\n{terminal.screen()}"
        time.sleep(0.001)
    return time.perf_counter() - begun


def echoes(terminal: Terminal, count: int, apart_s: float = 0.12) -> list[float]:
    """That, again and again."""
    times = []
    for _ in range(count):
        times.append(echo(terminal))
        time.sleep(apart_s)
    return times


def high(times: Sequence[float]) -> float:
    """The 90th percentile."""
    return sorted(times)[int(len(times) * 0.9)]


def memory(terminal: Terminal) -> float:
    """Megabytes of real memory the program has."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

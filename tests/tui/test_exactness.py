"""Scans arrive exactly, at any speed and however slow the work is: through a real terminal and through the
app.
"""

import sys
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.robot import station
from tests.tui.shell import notebook_station
from tui.messages import Scanned, Taken

CODES = [f"sn{number:05d}-{'abcXYZ'[number % 6]}" for number in range(500)]


def noted(log: Path, count: int, patience_s: float = 60.0) -> list[str]:
    """The texts the program has noted, once there are `count` or time is up."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        lines = log.read_text().splitlines() if log.exists() else []
        if len(lines) >= count:
            break
        time.sleep(0.05)
    return [line.partition("\t")[2].strip("'") for line in lines]


def run(log: Path, seconds: float = 0.0) -> Terminal:
    return Terminal([sys.executable, "-m", "tests.tui.shell", str(log), str(seconds)])


def test_500_scans_in_one_write_are_500_records_in_order(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        terminal.send("".join(code + "\r" for code in CODES))
        assert noted(tmp_path / "log", 500) == CODES
        terminal.sees("500 in all")


@pytest.mark.parametrize("gap_ms", [0.5, 1, 2, 5, 10])
def test_scans_typed_at_scanner_speed_are_as_many_records_in_order(tmp_path: Path, gap_ms: float) -> None:
    codes = CODES[: 500 if gap_ms < 2 else 100]
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        for code in codes:
            for character in code + "\r":
                terminal.send(character)
                time.sleep(gap_ms / 1000)
        assert noted(tmp_path / "log", len(codes)) == codes


def test_scans_in_one_write_survive_a_slow_verb(tmp_path: Path) -> None:
    with run(tmp_path / "log", 0.3) as terminal:
        terminal.sees("Scan anything.")
        terminal.send("".join(code + "\r" for code in CODES[:20]))
        assert noted(tmp_path / "log", 20) == CODES[:20]


async def test_serial_and_wedge_scans_together_keep_their_own_order() -> None:
    app, notebook = notebook_station()
    async with station(app) as robot:
        for number in range(50):
            app.post_message(Scanned(Taken(f"serial{number}", "scanned", "scanner 1")))
            robot.send_wedge(f"wedge{number}")
        await robot.settle()
    texts = [taken.text for taken in notebook.taken]
    assert [t for t in texts if t.startswith("serial")] == [f"serial{n}" for n in range(50)]
    assert [t for t in texts if t.startswith("wedge")] == [f"wedge{n}" for n in range(50)]

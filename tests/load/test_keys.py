"""R33, R44, R60, R62, R63: a slow query, a blocked reader, a slow line, noise and other programs' keys, in the real program
with scans in its dialog."""

import random
import subprocess
import sys
import time

import pytest

from tests.flows.floor import Floor, Station
from tests.load.loads import SlowStation, echoes, high

QUERY_S = 3.0
ECHO_S = 0.05
IDLE_FACTOR = 2.5
"""On a busy machine a key may take this many times what it took while nothing went on, in the same run."""
QUIT_S, HANG_UP_S = 1.0, 2.0
STARTS = 12
"""On a busy machine closing may take as long as so many starts of a bare interpreter, measured in the same moment."""
PIECE_S = 0.15


@pytest.fixture
def receipt(floor: Floor) -> str:
    """A receipt of nine units, and none of them entered."""
    with floor.house() as house:
        house.item("TP-80")
        return house.receipt(("TP-80", 9)).number


def a_start() -> float:
    """Seconds a bare interpreter takes to start and end now."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-S", "-c", ""], check=True)
    return time.monotonic() - began


def opened(station: Station, receipt: str, *serials: str) -> None:
    """The serial dialog with some scans in it."""
    station.scan(receipt)
    station.sees(f"{receipt} · PO-1001")
    station.press("enter", "No unit is entered yet")
    for serial in serials:
        station.scan(serial)
        station.sees(f"last {serial}")


def test_a_query_of_three_seconds_leaves_keys_alone(floor: Floor, receipt: str) -> None:
    asked, answered = floor.folder / "asked", floor.folder / "answered"
    with SlowStation(floor) as station:
        opened(station, receipt)
        idle = high(echoes(station.terminal, 10))
        station.slow("query", QUERY_S)
        station.scan("SN1")
        give_up = time.monotonic() + 60
        while not asked.exists():
            assert time.monotonic() < give_up, station.terminal.screen()
            time.sleep(0.005)
        station.quick()
        loaded = []
        while not answered.exists():
            assert time.monotonic() < give_up, station.terminal.screen()
            loaded += echoes(station.terminal, 1)
        assert len(loaded) >= 5, loaded
        assert high(loaded) < max(ECHO_S, IDLE_FACTOR * idle), (loaded, idle)
        station.sees("last SN1")
    assert floor.entered() == ["SN1"]


def test_closing_with_a_blocked_reader_takes_no_second_time_after_time(
    floor: Floor, receipt: str, long_form: bool
) -> None:
    for n in range(100 if long_form else 2):
        with Station(floor) as station:
            if n % 2:
                floor.scanner.send(b"HALF")
            station.press("esc", "Close SerialDock?")
            began = time.monotonic()
            station.terminal.send("y")
            assert station.terminal.ended(5) == 0
            took = time.monotonic() - began
            assert took < QUIT_S or took < STARTS * a_start(), n
            assert b"Traceback" not in station.terminal.output


@pytest.mark.parametrize(
    "keys",
    [
        ("\x1b[A", "\x1b[6~", "\x1bOB"),
        ("\x1b[20~", "\x1b[H", "\x1b[1;5C"),  # those that mean nothing here
    ],
    ids=["arrows and pages", "function keys"],
)
def test_keys_in_pieces_over_a_slow_line_never_close_a_dialog_with_scans(
    floor: Floor, receipt: str, keys: tuple[str, ...]
) -> None:
    with Station(floor) as station:
        opened(station, receipt, "SN1", "SN2", "SN3")
        for key in keys:
            for byte in key:
                station.terminal.send(byte)
                time.sleep(PIECE_S)
            time.sleep(0.4)
            assert f"Serial numbers · {receipt}" in station.terminal.screen(), (
                key,
                station.terminal.screen(),
            )
        station.scan("SN4")
        station.sees("last SN4")
    assert floor.entered() == ["SN1", "SN2", "SN3", "SN4"]


@pytest.mark.parametrize("seed", [1, 2])
def test_noise_on_the_terminal_stops_nothing_and_a_hang_up_keeps_the_scans(
    floor: Floor, receipt: str, seed: int, long_form: bool
) -> None:
    chance = random.Random(seed)
    with Station(floor) as station:
        opened(station, receipt, "SN1", "SN2")
        for _ in range(50 if long_form else 4):
            station.terminal.send(
                bytes(chance.randrange(0x80, 0x100) for _ in range(chance.randrange(1, 400)))
            )
            time.sleep(0.05)
        station.scan("SN3")
        end = time.monotonic() + 20
        while "SN3" not in floor.entered():
            assert time.monotonic() < end, station.terminal.screen()
            time.sleep(0.1)
        station.terminal.hang_up()
        began = time.monotonic()
        station.terminal.ended(5)
        assert time.monotonic() - began < HANG_UP_S
    assert floor.entered() == ["SN1", "SN2", "SN3"]
    floor.checks()


def test_keys_that_end_other_programs_destroy_nothing_and_closing_asks(floor: Floor, receipt: str) -> None:
    with Station(floor) as station:
        opened(station, receipt, "SN1", "SN2")
        for key in "\x11\x03\x10\x1a\x1c\x13":
            station.terminal.send(key)
            time.sleep(0.1)
        time.sleep(0.4)
        assert f"Serial numbers · {receipt}" in station.terminal.screen()
        station.terminal.send("\x7f" * 8)
        station.scan("SN3")
        station.sees("last SN3")
        station.keys("esc", "esc")
        station.press("esc", "Close SerialDock?", "Everything scanned is kept.")
        station.press("n", "scan or type anything")
    assert floor.entered() == ["SN1", "SN2", "SN3"]

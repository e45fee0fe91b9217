"""R01, R02: every scan is one entry in the book, in order: from the last byte of a cable to the table on disk."""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.flows.floor import Floor, Station
from tests.tui.desk import desk
from tui.clerk import Clerk
from tui.messages import Scanned, Taken

P = ParamSpec("P")
R = TypeVar("R")

SCANS = 500
SERIALS = [f"sn{n:05}-{'abcXYZ'[n % 6]}" for n in range(SCANS)]


@pytest.fixture
def receipt(floor: Floor) -> str:
    """A receipt of 500 units, and nothing of it entered yet."""
    with floor.house() as house:
        house.item(
            "TP-80", name="Thermal printer", serial_characters="A-Za-z0-9-"
        )  # nothing is learnt, or asked about
        return house.receipt(("TP-80", SCANS)).number


def opened(station: Station, receipt: str) -> None:
    """The serial dialog, by one scan and one key."""
    station.scan(receipt)
    station.sees(f"{receipt} · PO-1001")
    station.press("enter", "No unit is entered yet")


def kept(floor: Floor, count: int, patience_s: float = 90.0) -> list[str]:
    """What the entry table holds, once it holds `count` or time is up."""
    end = time.monotonic() + patience_s
    while len(found := floor.entered()) < count and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_500_scans_in_one_write_to_the_terminal_are_500_entries_in_order(floor: Floor, receipt: str) -> None:
    with Station(floor) as station:
        opened(station, receipt)
        station.terminal.send("".join(f"{serial}\r" for serial in SERIALS))
        assert kept(floor, SCANS) == SERIALS
        station.sees("COMPLETE", f"last {SERIALS[-1]}")
    floor.checks()


@pytest.mark.parametrize(("gap_ms", "short"), [(0.5, 60), (1, 60), (2, 40), (5, 30), (10, 20)])
def test_scans_at_a_keyboard_scanners_speed_are_as_many_entries_in_order(
    floor: Floor, receipt: str, gap_ms: float, short: int, long_form: bool
) -> None:
    serials = SERIALS[: SCANS if long_form else short]
    with Station(floor) as station:
        opened(station, receipt)
        due = time.monotonic()
        for character in "".join(f"{serial}\r" for serial in serials):
            station.terminal.send(character)
            due += gap_ms / 1000
            time.sleep(max(0.0, due - time.monotonic()))
        assert kept(floor, len(serials)) == serials


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n"])
def test_500_scans_down_the_cable_split_anywhere_are_500_entries_in_order(
    floor: Floor, receipt: str, ending: bytes, long_form: bool
) -> None:
    serials = SERIALS[: SCANS if long_form or ending == b"\r" else 100]
    chance = random.Random(len(ending) * 1000 + ending[0])
    rest = b"".join(serial.encode() + ending for serial in serials)
    with Station(floor) as station:
        opened(station, receipt)
        while rest:
            cut = chance.choice((1, 2, 3, 7, 19, 64, 400))
            floor.scanner.send(rest[:cut])
            rest = rest[cut:]
            time.sleep(chance.choice((0, 0, 0, 0.002)))
        assert kept(floor, len(serials)) == serials
    floor.checks()


def test_cable_and_keyboard_scanners_at_once_each_keep_their_own_order(floor: Floor, receipt: str) -> None:
    with Station(floor) as station:
        opened(station, receipt)
        for n in range(0, 100, 10):
            station.terminal.send("".join(f"key{i:04}\r" for i in range(n, n + 10)))
            floor.scanner.send("".join(f"wire{i:04}\r" for i in range(n, n + 10)).encode())
        found = kept(floor, 200)
    assert [serial for serial in found if serial.startswith("key")] == [f"key{n:04}" for n in range(100)]
    assert [serial for serial in found if serial.startswith("wire")] == [f"wire{n:04}" for n in range(100)]
    assert len(found) == 200


class SlowClerk(Clerk):
    """Every verb takes as long as it likes, and 300 ms more."""

    async def do(self, verb: Callable[Concatenate[Book, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        await asyncio.sleep(0.3)
        return await super().do(verb, *args, **kwargs)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A station whose every verb is slow."""
    monkeypatch.setattr("tui.station.Clerk", SlowClerk)


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("how", ["cable", "keyboard"])
async def test_no_scan_is_lost_when_every_verb_takes_300_ms_more(
    lite: Book, how: str, long_form: bool
) -> None:
    serials = SERIALS[: 20 if long_form else 6]
    house = Warehouse(lite)
    house.item("TP-80")
    receipt = house.receipt(("TP-80", len(serials)))
    async with desk(lite) as robot:
        await robot.scan(receipt.number)
        await robot.press("enter")
        began = time.monotonic()
        for n, serial in enumerate(serials):
            if how == "keyboard":
                robot.send_wedge(serial)
            else:
                robot.app.post_message(Scanned(Taken(serial, "scanned", "scanner 1", began + n)))
        while lite.value("SELECT count(*) FROM entry") < len(serials) and time.monotonic() - began < 60:
            await asyncio.sleep(0.1)
        await robot.settle()
        assert time.monotonic() - began > len(serials) * 0.3
        robot.sees("COMPLETE", f"last {serials[-1]}")
    assert [row[0] for row in lite.rows("SELECT serial FROM entry ORDER BY id")] == serials

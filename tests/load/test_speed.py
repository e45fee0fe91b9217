"""R3.15, R33: ten scans a second against slow verdicts, slow queries beside keys, and a day's scans in little memory."""

import gc
import threading
import time
from contextlib import closing

from models.book import Book
from tests.builders import Warehouse
from tests.flows.floor import Floor, Station
from tests.load.loads import SlowStation, echo, echoes, high, memory
from tests.tui.desk import desk
from tests.tui.robot import Robot

VERDICT_S = 0.3
ANSWER_S = 0.1
GROWTH_MB = 20
NOISE_MB = 5
"""What a short run may grow by beside its share: caches that fill."""
PIECE = 100
ROUNDS = 12
PASSING = {"TimerHandle", "Context", "hamt", "hamt_bitmap_node"}
"""Timers that were called off and leave by themselves."""
IDLE_FACTOR = 2.5
"""On a busy machine a key may take this many times what it took while nothing went on, in the same run."""


def receipt(floor: Floor, units: int) -> str:
    """A receipt of `units`, and none of them entered."""
    with floor.house() as house:
        house.item("TP-80")
        return house.receipt(("TP-80", units)).number


def opened(station: Station, receipt: str) -> None:
    """The serial dialog, by one scan and one key."""
    station.scan(receipt)
    station.sees(f"{receipt} · PO-1001")
    station.press("enter", "No unit is entered yet")


def test_ten_scans_a_second_with_slow_verdicts_are_all_judged_in_order_and_keys_still_show(
    floor: Floor, long_form: bool
) -> None:
    serials = [f"SN{n:05}" for n in range(100 if long_form else 15)]

    def scanned() -> None:
        for serial in serials:
            floor.scanner.send(serial)
            time.sleep(0.1)

    number = receipt(floor, len(serials))
    with SlowStation(floor) as station:
        opened(station, number)
        idle = high(echoes(station.terminal, 12))
        station.slow("sleep", VERDICT_S)
        begun = time.monotonic()
        scanner = threading.Thread(target=scanned)
        scanner.start()
        loaded = []
        while scanner.is_alive() or time.monotonic() - begun < len(serials) * VERDICT_S:
            loaded.append(echo(station.terminal))
            time.sleep(0.12)
        scanner.join()
        station.quick()
        station.sees("COMPLETE", f"last {serials[-1]}", within=30)
    assert floor.entered() == serials
    assert high(loaded) < max(ANSWER_S, IDLE_FACTOR * idle), (high(loaded), idle)
    print(
        f"key to screen: {high(loaded) * 1e3:.0f} ms under load, {idle * 1e3:.0f} ms idle, {len(loaded)} keys"
    )


def test_a_days_scans_leave_no_memory_behind(floor: Floor, long_form: bool) -> None:
    warm, scans = (3_000, 30_000) if long_form else (100, 150)
    number = receipt(floor, warm + scans)
    onlooker = Book(floor.url, "Onlooker")
    with Station(floor) as station, closing(onlooker):
        opened(station, number)
        station.terminal.blind = True
        sent(floor, onlooker, 0, warm)
        before = memory(station.terminal)
        sent(floor, onlooker, warm, warm + scans)
        growth = memory(station.terminal) - before
        print(f"{growth:.1f} MB more after {scans} scans, {before:.0f} MB before")
        assert growth < GROWTH_MB * scans / 30_000 + (0 if long_form else NOISE_MB)


def sent(floor: Floor, book: Book, begin: int, end: int) -> None:
    """Scan, and wait until each piece is kept: never more waits than the station's line holds."""
    give_up = time.monotonic() + max(60.0, (end - begin) / 10)
    for start in range(begin, end, PIECE):
        last = min(end, start + PIECE)
        floor.scanner.send("".join(f"SN{n:06}\r" for n in range(start, last)).encode())
        while book.value("SELECT count(*) FROM entry") < last:
            assert time.monotonic() < give_up
            time.sleep(0.02)


async def test_scans_that_are_refused_or_undone_leave_no_object_behind(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    number = house.receipt(("TP-80", 9)).number

    async def round_trip(robot: Robot, times: int) -> int:
        for _ in range(times):
            await robot.scan("SN1", "SN1")
            await robot.press("u")
        gc.collect()
        return sum(type(each).__name__ not in PASSING for each in gc.get_objects())

    async with desk(lite) as robot:
        await robot.scan(number)
        await robot.press("enter")
        before = await round_trip(robot, ROUNDS // 2)
        after = await round_trip(robot, ROUNDS)
    assert after - before < 5 * ROUNDS, f"{after - before} objects more after {ROUNDS} rounds"

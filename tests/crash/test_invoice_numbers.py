"""Several stations post invoices at the same time, some are killed: no gap and no repeat in the numbers (R21)."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from models.book import Book
from models.checking import check
from models.numbering import place_in
from tests.builders import Warehouse

ROOT = Path(__file__).parents[2]


def station(url: str, name: str, postings: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.invoicer", url, name, str(postings)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def said_by(process: "subprocess.Popen[str]") -> list[str]:
    """The numbers it said were posted, whole lines alone."""
    told, _ = process.communicate(timeout=170)
    whole = told[: told.rfind("\n") + 1].splitlines()
    return [line.split()[1] for line in whole if line.startswith("posted")]


def places(book: Book, kind: str) -> list[int]:
    rows = book.rows("SELECT number FROM document WHERE kind = ? AND status = 'posted'", kind)
    return sorted(place_in(kind, number) or 0 for (number,) in rows)


def warehouse(book: Book) -> Warehouse:
    house = Warehouse(book)
    house.item("HOUR", serials=False, stock_tracked=0, sales_price=80_000)
    house.item("NEVER", serials=False, sales_price=1)
    return house


def test_stations_that_post_at_once_leave_no_gap_and_no_repeat(book: Book, url: str, long_form: bool) -> None:
    warehouse(book)
    stations, postings = (4, 250) if long_form else (2, 12)
    at_work = [station(url, f"Desk {n}", postings) for n in range(stations)]
    said = [number for process in at_work for number in said_by(process)]
    assert [process.returncode for process in at_work] == [0] * stations
    assert len(said) == len(set(said))
    assert places(book, "IN") == list(range(1001, 1001 + stations * postings))
    credited = len([number for number in said if number.startswith("CN")])
    assert places(book, "CN") == list(range(1001, 1001 + credited))
    assert check(book, full=False) == ()


def test_a_station_that_is_killed_leaves_no_gap(book: Book, url: str, long_form: bool) -> None:
    warehouse(book)
    chance = random.Random(21)
    said: list[str] = []
    for n in range(40 if long_form else 3):
        process = station(url, f"Desk {n}", 10_000)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        killer = threading.Timer(chance.uniform(0.02, 0.5), process.kill)
        killer.start()
        said += said_by(process)
        killer.join()
        numbers = places(book, "IN")
        assert numbers == list(range(1001, 1001 + len(numbers)))
    posted = {f"IN-{place}" for place in places(book, "IN")} | {f"CN-{place}" for place in places(book, "CN")}
    assert set(said) <= posted
    assert len(said) == len(set(said))
    assert check(book, full=False) == ()

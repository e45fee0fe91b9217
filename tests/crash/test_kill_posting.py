"""kill -9 in the middle of postings: each document is posted whole or not at all, and what was acknowledged stands."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from models.book import Book
from models.checking import check
from tests.builders import Warehouse

ROOT = Path(__file__).parents[2]


def run_until_killed(url: str, station: str, seconds: float) -> list[tuple[str, str]]:
    """Let a station post for some seconds, then kill it. What it had said by then."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.worker", url, station],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as station_process:
        assert station_process.stdout is not None
        assert station_process.stdout.readline() == "ready\n"
        killer = threading.Timer(seconds, station_process.kill)
        killer.start()
        said = station_process.stdout.read()
        killer.join()
    whole = said[: said.rfind("\n") + 1]
    return [(word, number) for word, number in (line.split() for line in whole.splitlines())]


def test_a_document_is_posted_whole_or_not_at_all(book: Book, url: str, long_form: bool) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    chance = random.Random(7)
    acknowledged: dict[str, str] = {}
    for n in range(100 if long_form else 4):
        said = run_until_killed(url, f"S{n}", chance.uniform(0.02, 0.5))
        acknowledged |= {number: word for word, number in said}
        states: dict[str, str] = dict(book.rows("SELECT number, status FROM document"))
        assert {number: states[number] for number in acknowledged} == acknowledged, f"kill {n}"
        assert check(book, full=n % 20 == 0) == ()
    assert acknowledged

"""kill -9 in the middle of repairs and returns: each step is there whole or not at all, and what was acknowledged stands."""

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
    """Let a station work for some seconds, then kill it. What it had said by then."""
    run = [sys.executable, "-m", "tests.crash.repairer", url, station]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        killer = threading.Timer(seconds, process.kill)
        first = (
            process.stdout.readline()
        )  # before it there is nothing to lose, and a machine under load takes its time
        killer.start()
        said = first + process.stdout.read()
        killer.join()
    whole = said[: said.rfind("\n") + 1]
    return [(word, number) for word, number in (line.split() for line in whole.splitlines())]


def test_a_step_of_a_repair_is_there_whole_or_not_at_all(book: Book, url: str, long_form: bool) -> None:
    house = Warehouse(book)
    house.item("TP-80", warranty_months=6)
    chance = random.Random(11)
    acknowledged: dict[str, str] = {}
    for n in range(100 if long_form else 3):
        said = run_until_killed(url, f"S{n}", chance.uniform(0.3, 1.2))
        # the next step may be in the book already; an acknowledged one is never undone
        acknowledged |= {number: word for word, number in said}
        states: dict[str, str] = dict(book.rows("SELECT number, status FROM document"))
        later = {"open": ("open", "closed"), "closed": ("closed",), "posted": ("posted",)}
        assert all(states[number] in later[word] for number, word in acknowledged.items()), f"kill {n}"
        assert check(book, full=n % 20 == 0) == ()
    assert acknowledged

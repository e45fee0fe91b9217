"""kill -9 at any moment of receiving, adjusting and shipping: what the screen said was kept is kept (R38).

The real program runs in a real terminal with a scanner on a kernel pty. An acknowledgement is what a person sees: the
serial in the program's output. After each kill every acknowledged scan is in the book and `check` is silent; at the next
start the station offers the document it was at, with every scan on it.
"""

import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.virtual import VirtualScanner
from models import adjusting, counting, counting_scan
from models.book import Book
from models.checking import check
from tests.builders import Warehouse
from tests.crash.killing import kept_on
from tests.terminal import Terminal

UNITS = 4_000
SERIALDOCK = [sys.executable, "-m", "tui"]


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    reading = VirtualScanner(tmp_path, "crash")
    reading.start()
    yield reading
    reading.stop()


@pytest.fixture
def config(tmp_path: Path, url: str, scanner: VirtualScanner) -> Path:
    path = tmp_path / "station.toml"
    path.write_text(
        f'database = "{url}"\nstation = "Packing 2"\n[[scanner]]\nname = "scanner 1"\nport = "{scanner.port}"\n'
        f'[printer]\noutbox = "{tmp_path / "outbox"}"\n'
    )
    return path


class Day:
    """A warehouse with one open document of each kind, and serials to scan into each."""

    def __init__(self, book: Book) -> None:
        self.house = Warehouse(book)
        self.house.item("IN-1")
        self.house.item("OUT-1")
        self.house.received("OUT-1", *(f"OUT{n:06}" for n in range(2 * UNITS)))
        made = book.perform(adjusting.create, category="Waste")
        book.perform(adjusting.add_line, number=made.number, item="OUT-1", way="down", quantity=UNITS)
        self.serials: dict[str, Iterator[str]] = {
            self.house.receipt(("IN-1", UNITS)).number: (f"IN{n:06}" for n in range(UNITS)),
            made.number: (f"OUT{n:06}" for n in range(UNITS)),
            self.house.shipment(("OUT-1", UNITS)).number: (f"OUT{n:06}" for n in range(UNITS, 2 * UNITS)),
        }


def scan_until_killed(
    config: Path, scanner: VirtualScanner, document: str, serials: Iterator[str], chance: random.Random
) -> set[str]:
    """Open `document` by scanning its number, scan into it, kill the station at a random moment. What it acknowledged."""
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        scanner.wait_listening(20)
        terminal.sees("scan or type")
        scanner.send(document)
        terminal.sees(document)
        sent = []
        end = time.monotonic() + chance.uniform(0.02, 0.8)
        while time.monotonic() < end:
            sent.append(next(serials))
            scanner.send(sent[-1])
            time.sleep(chance.choice((0, 0, 0.003, 0.02)))
        terminal.signal(signal.SIGKILL)
        terminal.ended()
        time.sleep(0.05)
        seen = terminal.output.decode(errors="replace")
    return {serial for serial in sent if serial in seen}


def test_what_the_screen_said_was_kept_is_kept(
    book: Book, config: Path, scanner: VirtualScanner, long_form: bool
) -> None:
    day = Day(book)
    chance = random.Random(20261123)
    documents = list(day.serials)
    acknowledged: dict[str, set[str]] = {document: set() for document in documents}
    for n in range(102 if long_form else 3):
        document = documents[n % len(documents)]
        # a station of its own each time: one that was killed goes on with what it was at, and here another document is next
        config.write_text(re.sub(r'station = ".*"', f'station = "Packing {n}"', config.read_text()))
        acknowledged[document] |= scan_until_killed(config, scanner, document, day.serials[document], chance)
        kept = kept_on(book, document)
        assert acknowledged[document] <= kept, f"kill {n}: lost {sorted(acknowledged[document] - kept)}"
        assert check(book, full=n % 20 == 0) == ()
    assert sum(map(len, acknowledged.values())) > 5


def test_the_station_offers_what_it_was_at(book: Book, config: Path, scanner: VirtualScanner) -> None:
    day = Day(book)
    document = next(iter(day.serials))
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        scanner.wait_listening(20)
        terminal.sees("scan or type")
        scanner.send(document)
        terminal.sees(document)
        for _ in range(3):
            scanner.send(next(day.serials[document]))
        terminal.sees("IN000002")
        terminal.signal(signal.SIGKILL)
        terminal.ended()
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        terminal.sees(document, "IN000000", "IN000001", "IN000002")
        assert re.search(r"scan", terminal.screen())


def test_what_was_counted_is_kept_and_counted_on(book: Book, config: Path, scanner: VirtualScanner) -> None:
    house = Day(book).house
    number = house.book.perform(counting.start, location="A-01").number
    texts = (f"OUT{n:06}" if n % 2 else f"NEW{n:06}" for n in range(UNITS))
    acknowledged = scan_until_killed(config, scanner, number, texts, random.Random(20261126))
    kept = [row[0] for row in book.rows("SELECT serial FROM counted ORDER BY id")]
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept))
    assert check(book) == ()
    if not kept:
        book.perform(counting_scan.count, number=number, text="OUT000001", how="scanned")
        kept = ["OUT000001"]
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        terminal.sees(number, f"{len(kept)} counted so far", kept[-1])
        scanner.wait_listening(20)
        scanner.send(kept[-1])
        terminal.sees("is counted already")
        scanner.send("AFTER-THE-KILL")
        terminal.sees("AFTER-THE-KILL is counted", f"{len(kept) + 1} counted so far")

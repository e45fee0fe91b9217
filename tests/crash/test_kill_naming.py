"""kill -9 while units get their serial numbers, as they leave or on their shelf: what the screen said was kept is kept."""

import random
import re
import signal
from pathlib import Path

from devices.virtual import VirtualScanner
from models import converting
from models.book import Book
from models.checking import check
from tests.builders import Warehouse
from tests.crash.killing import kept_on
from tests.crash.test_kill import SERIALDOCK, config, scan_until_killed, scanner
from tests.terminal import Terminal

__all__ = ["config", "scanner"]
UNITS = 2_000
KILLS, KILLS_LONG = 2, 40


def test_names_given_to_units_outlive_a_kill(
    book: Book, config: Path, scanner: VirtualScanner, long_form: bool
) -> None:
    house = Warehouse(book)
    house.item("LATER", serial_at="shipment")
    house.item("PLAIN", serials=False)
    house.stocked("LATER", UNITS)
    house.stocked("PLAIN", UNITS)
    shipment = house.shipment(("LATER", UNITS)).number
    task = book.perform(converting.start, item="PLAIN")
    lists = {
        shipment: (f"L{n:06}" for n in range(UNITS)),
        task.number: (f"P{n:06}" for n in range(UNITS)),
    }
    chance = random.Random(20261126)
    acknowledged: dict[str, set[str]] = {document: set() for document in lists}
    for n in range(KILLS_LONG if long_form else KILLS):
        document = list(lists)[n % len(lists)]
        config.write_text(re.sub(r'station = ".*"', f'station = "Packing {n}"', config.read_text()))
        acknowledged[document] |= scan_until_killed(config, scanner, document, lists[document], chance)
        kept = kept_on(book, document)
        assert acknowledged[document] <= kept, f"kill {n}: lost {sorted(acknowledged[document] - kept)}"
        assert check(book, full=False) == ()
    assert all(acknowledged.values())


def test_the_shelf_that_was_scanned_is_offered_again(
    book: Book, config: Path, scanner: VirtualScanner
) -> None:
    house = Warehouse(book)
    house.item("PLAIN", serials=False)
    house.stocked("PLAIN", 5)
    task = book.perform(converting.start, item="PLAIN")
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        scanner.wait_listening(20)
        terminal.sees("scan or type")
        scanner.send(task.number)
        terminal.sees("serial numbers to assign")
        for text in ("A-01", "P000001", "P000002"):
            scanner.send(text)
        terminal.sees("P000002 is assigned")
        terminal.signal(signal.SIGKILL)
        terminal.ended()
    with Terminal([*SERIALDOCK, "--config", str(config)]) as terminal:
        terminal.sees("Going on with", "shelf A-01", "P000001", "P000002")

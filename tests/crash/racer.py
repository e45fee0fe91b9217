"""One of two stations that reach for the same serials at the same moment, each in a process of its own."""

from collections.abc import Callable
from functools import partial
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from models import entry, shipping
from models.book import Book
from models.refusals import Refusal

Answers = list[tuple[str, str]]
Reach = Callable[[Book, str], object]


def enter(line_id: int) -> Reach:
    """Scan a serial into a list."""
    return partial(_enter, line_id)


def pick(number: str) -> Reach:
    """Pick a serial onto a shipment."""
    return partial(_pick, number)


def _enter(line_id: int, book: Book, serial: str) -> object:
    return book.perform(entry.add, line_id=line_id, text=serial, how="scanned")


def _pick(number: str, book: Book, serial: str) -> object:
    return book.perform(shipping.pick, number=number, text=serial, how="scanned")


class Taken(Refusal):
    template = "{serial} is taken."


def naively(book: Book, serial: str) -> None:
    """What many systems do: look whether the serial is free, then write it down. No constraint stands behind it."""
    if book.value("SELECT count(*) FROM naive WHERE serial = ?", serial):
        raise Taken(serial=serial)
    with book.write():
        book.execute("INSERT INTO naive (serial, station) VALUES (?, ?)", serial, book.station)


def run(
    url: str, station: str, reach: Reach, serials: list[str], start: Barrier, answers: "Queue[Answers]"
) -> None:
    """Reach for each serial, at the same moment as the other station; what this one was told."""
    book = Book(url, station)
    said: Answers = []
    for serial in serials:
        start.wait(60)
        try:
            reach(book, serial)
            said.append(("kept", serial))
        except Refusal as refusal:
            said.append((type(refusal).__name__, str(refusal)))
    book.close()
    answers.put(said)

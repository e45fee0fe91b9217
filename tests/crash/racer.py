"""One of two stations that reach for the same serials at the same moment, each in a process of its own."""

from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from models import entry, shipping
from models.book import Book
from models.refusals import Refusal

Answers = list[tuple[str, str]]


def enter(
    url: str, station: str, line_id: int, serials: list[str], start: Barrier, answers: "Queue[Answers]"
) -> None:
    """Scan each serial into a list, at the same moment as the other station."""
    book = Book(url, station)
    said: Answers = []
    for serial in serials:
        start.wait(60)
        try:
            said.append(("kept", book.perform(entry.add, line_id=line_id, text=serial, how="scanned").serial))
        except Refusal as refusal:
            said.append((type(refusal).__name__, str(refusal)))
    book.close()
    answers.put(said)


def pick(
    url: str, station: str, number: str, serials: list[str], start: Barrier, answers: "Queue[Answers]"
) -> None:
    """Pick each serial onto a shipment, at the same moment as the other station."""
    book = Book(url, station)
    said: Answers = []
    for serial in serials:
        start.wait(60)
        try:
            said.append(("kept", book.perform(shipping.pick, number=number, text=serial, how="scanned").text))
        except Refusal as refusal:
            said.append((type(refusal).__name__, str(refusal)))
    book.close()
    answers.put(said)


def take_naively(
    url: str, station: str, line_id: int, serials: list[str], start: Barrier, answers: "Queue[Answers]"
) -> None:
    """What many systems do: look whether the serial is free, then write it down. No constraint stands behind it."""
    book = Book(url, station)
    said: Answers = []
    for serial in serials:
        start.wait(60)
        if book.value("SELECT count(*) FROM naive WHERE serial = ?", serial) == 0:
            with book.write():
                book.execute("INSERT INTO naive (serial, station) VALUES (?, ?)", serial, station)
            said.append(("kept", serial))
        else:
            said.append(("refused", serial))
    book.close()
    answers.put(said)

"""Two stations, one serial, the same moment: one wins and the other hears who (R13)."""

import multiprocessing

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.crash import racer

STATIONS = ("Receiving 1", "Receiving 2")


def race(
    url: str, reaches: tuple[racer.Reach, racer.Reach], serials: list[str]
) -> tuple[racer.Answers, racer.Answers]:
    """What each station was told, serial by serial."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    answers = [spawn.Queue(), spawn.Queue()]
    stations = [
        spawn.Process(target=racer.run, args=(url, station, reach, serials, start, queue))
        for station, reach, queue in zip(STATIONS, reaches, answers, strict=True)
    ]
    for station in stations:
        station.start()
    said = [queue.get(timeout=170) for queue in answers]
    for station in stations:
        station.join(10)
    return said[0], said[1]


@pytest.fixture
def trials(long_form: bool) -> int:
    return 1000 if long_form else 60


def each_has_one_winner(first: racer.Answers, second: racer.Answers) -> None:
    for n, pair in enumerate(zip(first, second, strict=True)):
        kinds = sorted(kind for kind, _ in pair)
        assert kinds == ["Held", "kept"], f"trial {n}: {pair}"
        winner = STATIONS[0] if pair[0][0] == "kept" else STATIONS[1]
        loser_heard = next(sentence for kind, sentence in pair if kind == "Held")
        assert winner in loser_heard


def test_a_serial_entered_at_two_stations_has_one_winner(url: str, book: Book, trials: int) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    receipts = [house.receipt(("TP-80", trials)) for _ in STATIONS]
    lines = (racer.enter(receipts[0].lines[0].id), racer.enter(receipts[1].lines[0].id))
    each_has_one_winner(*race(url, lines, [f"SN{n:05}" for n in range(trials)]))
    assert book.value("SELECT count(*) FROM entry") == trials


def with_own_stations(book: Book, numbers: tuple[str, str]) -> None:
    with book.write():
        for station in STATIONS:
            book.execute("INSERT INTO station (name) VALUES (?) ON CONFLICT DO NOTHING", station)
        for number, station in zip(numbers, STATIONS, strict=True):
            book.execute(
                "UPDATE document SET station_id = (SELECT id FROM station WHERE name = ?) WHERE number = ?",
                station,
                number,
            )


def test_a_unit_picked_at_two_stations_leaves_once(url: str, book: Book, trials: int) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    serials = [f"SN{n:05}" for n in range(trials)]
    house.received("TP-80", *serials)
    numbers = (house.shipment(("TP-80", trials)).number, house.shipment(("TP-80", trials)).number)
    with_own_stations(book, numbers)
    each_has_one_winner(*race(url, (racer.pick(numbers[0]), racer.pick(numbers[1])), serials))


def test_the_naive_way_sells_units_twice(url: str, book: Book, trials: int) -> None:
    """The proof that the race bites: without the constraint, the same test finds double winners."""
    with book.write():
        book.execute("CREATE TABLE naive (serial TEXT, station TEXT)")
    first, second = race(url, (racer.naively, racer.naively), [f"SN{n:05}" for n in range(max(trials, 200))])
    both = sum(a[0] == b[0] == "kept" for a, b in zip(first, second, strict=True))
    assert both > 0

"""Document numbers without gaps and without repeats."""

import threading

import pytest

from models.book import Book
from models.numbering import go_on_after, next_number


def test_a_number_taken_by_a_verb_that_fails_is_given_back(book: Book) -> None:
    def fail() -> None:
        with book.write():
            assert next_number(book, "PO") == "PO-1001"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with book.write():
        assert next_number(book, "PO") == "PO-1001"
        go_on_after(book, "PO", ["PO-1500", "anything", "PO-007"])
        assert next_number(book, "PO") == "PO-1501"
        go_on_after(book, "PO", ["PO-1400"])
        assert next_number(book, "PO") == "PO-1502"


def test_two_stations_take_every_number_once(book: Book, url: str) -> None:
    taken: list[str] = []

    def take(station: str) -> None:
        mine = Book(url, station)
        for _ in range(20):
            with mine.write():
                taken.append(next_number(mine, "SO"))
        mine.close()

    threads = [threading.Thread(target=take, args=(f"Packing {n}",)) for n in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"SO-{1001 + n}" for n in range(40)]

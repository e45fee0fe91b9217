"""kill -9 while units are moved and corrected: in hand, on the new shelf, or where they were; never between."""

import random
from itertools import takewhile

from models import goods_documents, moving
from models.book import Book
from models.checking import check
from tests.builders import Warehouse
from tests.crash.killing import said_until_killed


def test_what_was_acknowledged_is_moved_or_in_hand(book: Book, url: str, long_form: bool) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", *(f"M{n:03}" for n in range(30)))
    chance = random.Random(47)
    acknowledged = 0
    for n in range(100 if long_form else 3):
        station = f"S{n}"
        said = said_until_killed("mover", url, station, chance.uniform(0.2, 0.7))
        acknowledged += len(said)
        states: dict[str, str] = dict(book.rows("SELECT number, status FROM document"))
        assert all(states[number] in (word, "posted") for word, number in said), f"kill {n}"
        taken = list(takewhile(lambda one: one[0] == "draft", reversed(said)))
        again = Book(url, station)
        hand = again.perform(moving.hand)
        assert hand.count >= len(taken) or states[taken[0][1]] == "posted", f"kill {n}"
        if hand.count:
            again.perform(goods_documents.cancel, number=hand.document)
        again.close()
        assert check(book, full=n % 20 == 0) == ()
    assert acknowledged

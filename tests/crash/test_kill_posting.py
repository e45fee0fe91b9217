"""kill -9 in the middle of postings: each document is posted whole or not at all, and what was acknowledged stands."""

import random

from models.book import Book
from models.checking import check
from tests.builders import Warehouse
from tests.crash.killing import said_until_killed


def test_a_document_is_posted_whole_or_not_at_all(book: Book, url: str, long_form: bool) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    chance = random.Random(7)
    acknowledged: dict[str, str] = {}
    for n in range(100 if long_form else 4):
        said = said_until_killed("worker", url, f"S{n}", chance.uniform(0.02, 0.5))
        acknowledged |= {number: word for word, number in said}
        states: dict[str, str] = dict(book.rows("SELECT number, status FROM document"))
        assert {number: states[number] for number in acknowledged} == acknowledged, f"kill {n}"
        assert check(book, full=n % 20 == 0) == ()
    assert acknowledged

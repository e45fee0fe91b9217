"""kill -9 in the middle of repairs and returns: each step is there whole or not at all, and what was acknowledged stands."""

import random

from models.book import Book
from models.checking import check
from tests.builders import Warehouse
from tests.crash.killing import said_until_killed


def test_a_step_of_a_repair_is_there_whole_or_not_at_all(book: Book, url: str, long_form: bool) -> None:
    house = Warehouse(book)
    house.item("TP-80", warranty_months=6)
    chance = random.Random(11)
    acknowledged: dict[str, str] = {}
    for n in range(100 if long_form else 3):
        said = said_until_killed("repairer", url, f"S{n}", chance.uniform(0.3, 1.2))
        # the next step may be in the book already; an acknowledged one is never undone
        acknowledged |= {number: word for word, number in said}
        states: dict[str, str] = dict(book.rows("SELECT number, status FROM document"))
        later = {"open": ("open", "closed"), "closed": ("closed",), "posted": ("posted",)}
        assert all(states[number] in later[word] for number, word in acknowledged.items()), f"kill {n}"
        assert check(book, full=n % 20 == 0) == ()
    assert acknowledged

"""Locations: what lies there, and which nobody edits."""

from collections.abc import Callable

import pytest

from models import places
from models.book import Book
from models.refusals import Refusal
from tests.builders import Warehouse


def refusal(verb: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        verb()
    return str(refused.value)


def test_locations_count_what_lies_there_and_never_show_the_virtual_ones(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1", "T2")
    assert [(p.number, p.on_hand) for p in places.list_places(book)] == [("A-01", 2), ("B-02", 0)]
    places.change(book, number="B-02", blocked=True)
    assert [p.number for p in places.list_places(book, blocked=False)] == ["A-01"]
    assert refusal(lambda: places.create(book, number="A-01", name="x")) == (
        "Location A-01 exists already: Shelf A-01. Choose another number."
    )
    assert refusal(lambda: places.create(book, number="@loss", name="x")) == (
        "Location @loss begins with @, which is kept for suppliers, customers and losses. "
        "Choose another number."
    )
    assert refusal(lambda: places.change(book, number="@loss", name="x")) == (
        "There is no location @loss. Check the number, or create the location first."
    )

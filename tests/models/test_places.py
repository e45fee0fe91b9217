"""Locations: what lies there, and which nobody edits."""

from models import adjusting, items, parties, places, purchasing, receiving
from models.book import Book
from models.item_facts import ItemFacts
from models.order_edit import NewLine
from models.parties import PartyCard
from tests.builders import Warehouse, refusal


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


def test_goods_of_a_book_without_any_location_get_one(book: Book) -> None:
    book.perform(items.create, item=ItemFacts("CABLE", "Cable"))
    book.perform(parties.create, kind="supplier", card=PartyCard("S1", "Printec"))
    order = book.perform(purchasing.create, supplier="S1", lines=[NewLine("CABLE", 5)]).number
    book.perform(purchasing.mark_ordered, number=order)
    receipt = book.perform(receiving.start, order=order)
    book.perform(receiving.post, number=receipt.number)
    assert [(p.number, p.name, p.on_hand) for p in places.list_places(book)] == [("MAIN", "Main stock", 5)]
    made = book.perform(adjusting.create, category="Status")
    line = book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=1)
    assert line.lines[0].location == "MAIN"


def test_where_every_location_is_blocked_none_is_made(book: Book) -> None:
    book.perform(items.create, item=ItemFacts("CABLE", "Cable"))
    book.perform(places.create, number="A-01", name="Shelf")
    book.perform(places.change, number="A-01", blocked=True)
    made = book.perform(adjusting.create, category="Status")
    line = book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=1)
    assert line.lines[0].location == ""
    assert [p.number for p in places.list_places(book)] == ["A-01"]

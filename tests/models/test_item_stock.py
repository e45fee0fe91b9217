"""Where an item lies: real places with something in them, and no others."""

from models import adjusting, item_stock
from models.book import Book
from tests.builders import Warehouse


def test_only_places_with_units_are_listed(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.item("CABLE", serials=False)
    house.received("TP-80", "T1", "T2")
    house.shipped("TP-80", "T1")
    house.stocked("CABLE", 3)
    made = book.perform(adjusting.create, category="Status")
    book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=4, location="B-02")
    book.perform(adjusting.add_line, number=made.number, item="CABLE", way="counted", quantity=0)
    book.perform(adjusting.post, number=made.number)
    lying = [(one.location, one.quantity) for one in item_stock.by_place(book, number="CABLE")]
    assert lying == [("B-02", 4)]
    assert [one.quantity for one in item_stock.by_place(book, number="TP-80")] == [1]
    assert item_stock.by_place(book, number="NO") == ()

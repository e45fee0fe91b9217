"""What lies where and what it is worth: the rows add up to the book, whatever does not divide."""

import csv
import io

import pytest

from models import adjusting, items, landing, stock_values
from models.book import Book
from models.refusals_nouns import ItemUnknown, PlaceUnknown
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", name="=Printer")
    built.item("CABLE", serials=False, name="Cable")
    return built


def up(house: Warehouse, quantity: int, cost: int, location: str) -> None:
    made = house.book.perform(adjusting.create, category="Status")
    house.book.perform(
        adjusting.add_line,
        number=made.number,
        item="CABLE",
        way="up",
        quantity=quantity,
        location=location,
        cost=cost,
    )
    house.book.perform(adjusting.post, number=made.number)


def test_each_place_has_its_part_and_the_parts_are_the_whole(house: Warehouse) -> None:
    done = house.received("TP-80", "A1", "A2")
    house.book.perform(landing.spread, receipt=done.document, text="Freight", amount=1, way="value")
    up(house, 2, 100, "A-01")
    up(house, 1, 101, "B-02")
    found = stock_values.lying(house.book)
    assert [(one.item, one.location, one.quantity, one.value) for one in found] == [
        ("CABLE", "A-01", 2, 201),
        ("CABLE", "B-02", 1, 100),
        ("TP-80", "A-01", 2, 25_001),
    ]
    assert items.view(house.book, number="CABLE").stock_value == 301
    assert items.view(house.book, number="TP-80").stock_value == 25_001
    assert [one.quantity for one in stock_values.lying(house.book, item="CABLE", location="B-02")] == [1]


def test_what_has_left_is_worth_nothing_here(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    assert stock_values.lying(house.book) == ()


def test_the_file_has_plain_money_and_no_cell_that_runs(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    up(house, 3, 123_456_789, "A-01")
    out = io.StringIO()
    assert stock_values.export(house.book, out=out).rows == 2
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert rows == [
        list(stock_values.HEADER),
        ["CABLE", "Cable", "A-01", "3", "3703703.67", "1234567.89"],
        ["TP-80", "'=Printer", "A-01", "1", "125.00", "125.00"],
    ]
    out = io.StringIO()
    stock_values.export(house.book, out=out, raw=True, item="TP-80")
    assert out.getvalue().splitlines()[1] == "TP-80,=Printer,A-01,1,125.00,125.00"


def test_what_is_not_there_is_refused_before_a_line_is_written(house: Warehouse) -> None:
    out = io.StringIO()
    with pytest.raises(ItemUnknown):
        stock_values.export(house.book, out=out, item="NOPE")
    with pytest.raises(PlaceUnknown):
        stock_values.export(house.book, out=out, location="@customer")
    assert out.getvalue() == ""

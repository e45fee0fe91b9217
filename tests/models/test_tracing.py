"""The report's pages, and a serial's life: the same rows on both engines, in the same order."""

import pytest

from models import adjusting
from models.book import Book
from models.goods_reversing import reverse
from models.serial_report import SerialFilter, SerialRow, count, page
from models.tracing import life
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.received("TP-80", "b2", "A1", "a10", "Z_9", "100%", "-5")
    built.received("SC-20", "A1", "C7")
    built.shipped("TP-80", "A1")
    return built


def serials(rows: tuple[SerialRow, ...]) -> list[str]:
    return [row.serial for row in rows]


def walk(book: Book, filter: SerialFilter, limit: int, *, backwards: bool) -> list[str]:
    """Every page of a report, one after another."""
    found: list[str] = []
    after = None
    while rows := page(book, filter=filter, after=after, limit=limit, backwards=backwards):
        found = [*serials(rows), *found] if backwards else [*found, *serials(rows)]
        after = rows[0].key if backwards else rows[-1].key
    return found


def test_the_report_is_in_code_point_order_on_both_engines(house: Warehouse) -> None:
    assert serials(page(house.book, filter=SerialFilter())) == [
        "-5",
        "100%",
        "A1",
        "A1",
        "C7",
        "Z_9",
        "a10",
        "b2",
    ]


def test_a_unit_on_an_open_document_is_held_by_it_in_the_report(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.scan(shipment.lines[0].id, "b2")
    held = {(row.item, row.serial): row.held for row in page(house.book, filter=SerialFilter())}
    assert held.pop(("TP-80", "b2")) == shipment.number
    assert set(held.values()) == {""}
    assert [row.held for row in page(house.book, filter=SerialFilter(item="TP-80", text="b2"))] == [
        shipment.number
    ]
    assert count(house.book, filter=SerialFilter()) == 8


def test_another_item_with_the_same_serial_is_not_held(house: Warehouse) -> None:
    shipment = house.shipment(("SC-20", 1))
    house.scan(shipment.lines[0].id, "A1")
    held = {row.item: row.held for row in page(house.book, filter=SerialFilter(text="A1"))}
    assert held == {"SC-20": shipment.number, "TP-80": ""}


def test_a_return_by_adjustment_comes_from_whoever_had_it_and_keeps_its_reason(house: Warehouse) -> None:
    made = house.book.perform(adjusting.create, category="Sales", reason="Customer return")
    line = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1
    ).lines[0]
    house.scan(line.id, "A1")
    house.book.perform(adjusting.post, number=made.number)
    back, left, came = life(house.book, serial="A1", item="TP-80")[0].events
    assert (back.what, back.from_place, back.party, back.reason) == (
        "adjust",
        "Customers",
        left.party,
        "Customer return",
    )
    assert left.party
    assert left.party != came.party
    assert (left.reason, came.reason) == ("", "")


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("item", ["", "TP-80"])
def test_pages_join_without_a_gap_and_without_a_repeat(
    house: Warehouse, limit: int, backwards: bool, item: str
) -> None:
    chosen = SerialFilter(item=item)
    whole = serials(page(house.book, filter=chosen))
    assert walk(house.book, chosen, limit, backwards=backwards) == whole
    assert count(house.book, filter=chosen) == len(whole)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (SerialFilter(text="a1"), ["A1", "A1", "a10"]),
        (SerialFilter(text="_"), ["Z_9"]),
        (SerialFilter(text="%"), ["100%"]),
        (SerialFilter(text="!"), []),
        (SerialFilter(state="shipped"), ["A1"]),
        (SerialFilter(state="in stock", item="SC-20"), ["A1", "C7"]),
        (SerialFilter(location="A-01", text="5"), ["-5"]),
        (SerialFilter(location="nowhere"), []),
        (SerialFilter(item="nothing"), []),
        (SerialFilter(customer="NORDLYS"), ["A1"]),
        (SerialFilter(customer="printec"), []),
    ],
)
def test_filters_answer_alike_on_both_engines(
    house: Warehouse, chosen: SerialFilter, expected: list[str]
) -> None:
    assert serials(page(house.book, filter=chosen)) == expected
    assert count(house.book, filter=chosen) == len(expected)


def test_a_unit_that_came_back_is_not_the_customers_any_more(house: Warehouse) -> None:
    house.book.perform(reverse, number="SH-1001")
    assert page(house.book, filter=SerialFilter(customer="nordlys")) == ()


def test_a_life_tells_every_step_newest_first(house: Warehouse) -> None:
    (told,) = life(house.book, serial=" A1 ", item="TP-80")
    assert (told.state, told.location, told.held_by) == ("shipped", "", "")
    assert [(e.what, e.document, e.from_place, e.to_place, e.party, e.how) for e in told.events] == [
        ("ship", "SH-1001", "A-01", "Customers", "Nordlys ApS", "scanned"),
        ("receive", "GR-1001", "Suppliers", "A-01", "Printec GmbH", "scanned"),
    ]


def test_a_text_that_two_items_have_has_two_lives(house: Warehouse) -> None:
    assert [told.item for told in life(house.book, serial="A1")] == ["SC-20", "TP-80"]
    assert life(house.book, serial="a1") == ()


def test_a_life_says_who_holds_the_unit(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "b2")
    (told,) = life(house.book, serial="b2")
    assert told.held_by == shipment.number

"""What is offered to a person who typed a serial number that does not fit: only what fits the document, quickly."""

import time

import pytest

from models import adjusting, choosing, entry, lists, receiving, shipping, suggesting
from models.book import Book
from models.dialect import as_json
from models.near import ways
from models.purchasing import expect
from models.suggesting import Near, announced, anywhere, for_document, for_line
from tests.builders import Warehouse
from tests.models.test_learning import filled

CLOSE = ["TP-0123", "TP-O123", "TP-0132", "TP-0124", "TP-01234", "TP-012"]


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.received("TP-80", *CLOSE, "TP-9999")
    built.received("SC-20", "TP-0125")
    return built


def waste(house: Warehouse, item: str, way: str = "down") -> tuple[int, int]:
    """An adjustment with one line: its document and its line."""
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(adjusting.add_line, number=made.number, item=item, way=way, quantity=3)
    return draft.id, draft.lines[0].id


def texts(found: tuple[Near, ...]) -> list[str]:
    return [one.serial for one in found]


def test_the_closest_units_of_the_item_in_stock_are_offered_closest_first(house: Warehouse) -> None:
    document, line = waste(house, "TP-80")
    expected = ["TP-0123", "TP-O123", "TP-0132", "TP-0124", "TP-012", "TP-01234"]
    for found in (
        house.book.perform(for_line, line_id=line, text="tp-0123 "),
        house.book.perform(for_document, document_id=document, text="tp-0123 "),
    ):
        assert texts(found) == expected
        assert all((one.item, one.place) == ("TP-80", "A-01") for one in found)
    assert texts(house.book.perform(for_line, line_id=line, text="TP-9990")) == ["TP-9999"]
    assert house.book.perform(for_line, line_id=line, text="QQ") == ()


def test_another_items_units_are_offered_only_where_it_is_on_the_document(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1), ("SC-20", 1))
    found = house.book.perform(for_document, document_id=shipment.id, text="TP-0126")
    assert {(one.serial, one.item) for one in found} == {
        ("TP-0123", "TP-80"),
        ("TP-0124", "TP-80"),
        ("TP-012", "TP-80"),
        ("TP-0125", "SC-20"),
    }


def test_what_left_what_others_hold_and_what_a_full_line_cannot_take_is_not_offered(house: Warehouse) -> None:
    book = house.book
    house.shipped("TP-80", "TP-0124")
    order = house.sold(("TP-80", 1))
    book.perform(choosing.choose, order=order, line_no=1, text="TP-0123", how="keyed")
    shipment = house.shipment(("TP-80", 1))
    assert "TP-0123" not in texts(book.perform(for_document, document_id=shipment.id, text="TP-0l23"))
    own = book.perform(shipping.start, order=order)
    assert "TP-0123" in texts(book.perform(for_document, document_id=own.id, text="TP-0l23"))
    house.pick(shipment.number, "TP-9999")
    assert book.perform(for_document, document_id=shipment.id, text="TP-013") == ()
    assert book.perform(for_line, line_id=shipment.lines[0].id, text="TP-013") == ()


def test_a_line_of_arrivals_is_offered_no_unit_of_the_shelf(house: Warehouse) -> None:
    document, line = waste(house, "TP-80", "up")
    assert house.book.perform(for_document, document_id=document, text="TP-013") == ()
    assert house.book.perform(for_line, line_id=line, text="TP-013") == ()


def test_at_receiving_what_was_announced_and_is_not_here_is_offered(house: Warehouse) -> None:
    order = house.ordered(("TP-80", 9))
    house.book.perform(expect, number=order, line_no=1, serials=["E-100", "E-101", "E-102", "X-1"])
    line = house.book.perform(receiving.start, order=order).lines[0].id
    house.scan(line, "E-101")
    assert texts(house.book.perform(announced, line_id=line, text="E-10O")) == ["E-100", "E-102"]
    other = house.receipt(("TP-80", 9)).lines[0].id
    assert house.book.perform(announced, line_id=other, text="E-10O") == ()


def test_the_menu_is_offered_what_the_book_knows_wherever_it_is(house: Warehouse) -> None:
    house.shipped("TP-80", "TP-9999")
    assert house.book.perform(anywhere, text="TP-999") == (Near("TP-9999", "TP-80", "shipped"),)
    assert house.book.perform(anywhere, text="x" * 101) == ()
    assert house.book.perform(anywhere, text="TPæ999") == ()
    assert house.book.perform(anywhere, text="\x00") == ()


def test_at_most_nine_are_offered(house: Warehouse) -> None:
    house.received("SC-20", *(f"M-{letter}" for letter in "ABCDEFGHJKLM"))
    _, line = waste(house, "SC-20")
    assert len(house.book.perform(for_line, line_id=line, text="M-Z")) == 9


def test_nothing_is_taken_by_asking(house: Warehouse) -> None:
    _, line = waste(house, "TP-80")
    house.book.perform(for_line, line_id=line, text="TP-01Z3")
    assert lists.view(house.book, line_id=line).count == 0
    assert entry.preview(house.book, line_id=line, texts=["TP-01Z3"]).good == ()


@pytest.mark.tampers
@pytest.mark.parametrize("analyzed", [False, True])
def test_every_question_goes_by_the_index_of_serials_among_many(house: Warehouse, analyzed: bool) -> None:
    house.item("LOTS")
    filled(house, "LOTS", 60_000)
    book = house.book
    document, line = waste(house, "TP-80")
    if analyzed:
        book.execute("ANALYZE")
    keys = as_json(ways("TP-01Z3"))
    explain = "EXPLAIN QUERY PLAN " if book.lite else "EXPLAIN "
    for sql, *values in (
        (suggesting._FOR_LINE + suggesting._FREE, line, keys),
        (suggesting._FOR_DOCUMENT + suggesting._FREE, document, keys),
        (suggesting._ANYWHERE, keys),
    ):
        said = sql.format(among=book.among("s.serial"), join=book.join)
        plan = "\n".join(str(row[-1]) for row in book.rows(explain + said, *values))
        assert "serial_number_serial_item_id_key" in plan or "(serial=?" in plan, plan
        assert "Seq Scan on serial_number" not in plan
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        book.perform(for_document, document_id=document, text="TP-01Z3-ABCDEF")
        book.perform(anywhere, text="tp-01Z3-abcdef")
        best = min(best, time.perf_counter() - begun)
    assert best < 0.3

"""Adjustments: up, down and counted, with serials and without."""

import pytest

from models import adjusting, entry
from models.adjusting import ConfirmDifference
from models.adjusting_all import post_all
from models.book import LOSS, Book
from models.goods_documents import SerialsMissing
from models.goods_reversing import reverse
from models.refusals_scan import BelongsToItem, UnknownSerial, WrittenOff
from models.shipping import NotEnough
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    built.received("SC-20", "C1")
    return built


def line(house: Warehouse, item: str, way: str, quantity: int, **more: object) -> tuple[str, int, int]:
    made = house.book.perform(adjusting.create, category="Status", reason="found behind the shelf")
    changed = house.book.perform(
        adjusting.add_line,
        number=made.number,
        item=item,
        way=way,
        quantity=quantity,
        **more,  # type: ignore[arg-type]
    )
    return made.number, changed.id, changed.lines[0].id


def test_new_units_come_in_at_their_cost(house: Warehouse) -> None:
    number, _, line_id = line(house, "TP-80", "up", 2, cost=7_500, location="B-02")
    house.scan(line_id, "N1")
    with pytest.raises(SerialsMissing):
        house.book.perform(adjusting.post, number=number)
    house.scan(line_id, "N2")
    house.book.perform(adjusting.post, number=number)
    assert house.place("N1") == house.other_shelf
    assert (
        house.book.value(
            "SELECT cost FROM movement m JOIN serial_number s ON s.id = m.serial_id WHERE s.serial = 'N1'"
        )
        == 7_500
    )


def test_a_unit_comes_back_from_its_customer_with_the_shipment_shown(house: Warehouse) -> None:
    house.shipped("TP-80", "T1")
    number, _, line_id = line(house, "TP-80", "up", 1)
    added = house.scan(line_id, "T1")
    assert (added.meaning, added.document, added.party) == ("return", "SH-1001", "Nordlys ApS")
    house.book.perform(adjusting.post, number=number)
    assert house.place("T1") == house.shelf


def test_units_that_leave_are_chosen(house: Warehouse) -> None:
    number, _, line_id = line(house, "TP-80", "down", 1)
    with pytest.raises(BelongsToItem, match="C1 belongs to item SC-20, TP-80 was expected"):
        house.scan(line_id, "C1")
    with pytest.raises(UnknownSerial):
        house.scan(line_id, "T9")
    house.scan(line_id, "T2")
    house.book.perform(adjusting.post, number=number)
    assert house.place("T2") == LOSS
    with pytest.raises(WrittenOff, match=number):
        house.pick(house.shipment(("TP-80", 1)).number, "T2")


def test_a_counted_serial_item_lists_its_difference_and_asks(house: Warehouse) -> None:
    number, _, line_id = line(house, "TP-80", "counted", 0)
    for serial in ("T1", "T3", "X9"):
        house.scan(line_id, serial)
    (shown,) = house.book.perform(adjusting.difference, number=number)
    assert (shown.booked, shown.counted, shown.missing, shown.extra) == (3, 3, ("T2",), (("X9", ""),))
    with pytest.raises(ConfirmDifference, match="1 missing, 1 not booked here"):
        house.book.perform(adjusting.post, number=number)
    house.book.perform(adjusting.post, number=number, confirmed=(shown,))
    assert (house.place("T2"), house.place("X9"), house.in_stock("TP-80")) == (LOSS, house.shelf, 3)


def test_a_confirmed_difference_that_has_changed_asks_again(house: Warehouse) -> None:
    number, _, line_id = line(house, "TP-80", "counted", 0)
    house.scan(line_id, "T1")
    shown = house.book.perform(adjusting.difference, number=number)
    house.shipped("TP-80", "T3")
    with pytest.raises(ConfirmDifference):
        house.book.perform(adjusting.post, number=number, confirmed=shown)


def test_a_quantity_goes_up_down_and_to_what_was_counted(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    for way, quantity, left in (("down", 3, 7), ("counted", 9, 9), ("counted", 2, 2), ("up", 1, 3)):
        number, _, _ = line(house, "CABLE", way, quantity)
        house.book.perform(adjusting.post, number=number)
        assert house.in_stock("CABLE") == left
    number, _, _ = line(house, "CABLE", "down", 4)
    with pytest.raises(NotEnough):
        house.book.perform(adjusting.post, number=number)


def test_a_reversed_adjustment_puts_everything_back(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    number, _, line_id = line(house, "TP-80", "down", 1)
    house.scan(line_id, "T1")
    house.book.perform(adjusting.add_line, number=number, item="CABLE", way="counted", quantity=4)
    house.book.perform(adjusting.post, number=number)
    assert house.in_stock("CABLE") == 4
    house.book.perform(reverse, number=number)
    assert (house.place("T1"), house.in_stock("CABLE")) == (house.shelf, 10)


def test_post_all_posts_what_is_ready_and_names_the_rest(house: Warehouse) -> None:
    ready, _, _ = line(house, "CABLE", "up", 3)
    waiting, _, _ = line(house, "TP-80", "up", 1)
    result = house.book.perform(post_all)
    assert [done.document for done in result.posted] == [ready]
    assert [number for number, _ in result.left] == [waiting]


def test_undo_frees_the_unit_at_once(house: Warehouse) -> None:
    number, document, line_id = line(house, "TP-80", "down", 1)
    house.scan(line_id, "T1")
    house.book.perform(entry.undo, document_id=document)
    assert house.pick(house.shipment(("TP-80", 1)).number, "T1").count == 1
    assert number == "AD-1001"

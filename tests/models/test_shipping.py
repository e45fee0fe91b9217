"""Shipments: each scan finds its line, nothing leaves twice, and everything can come back."""

import pytest

from models import entry, shipping
from models.book import CUSTOMER, Book
from models.choosing import choose
from models.goods_documents import SerialsMissing, cancel
from models.goods_reversing import reverse
from models.refusals_scan import (
    AlreadyShipped,
    Held,
    LineDone,
    NotOnDocument,
    TwiceInList,
    UnknownSerial,
    WhichItem,
)
from models.ship_lists import to_ship
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False, gtin="05701234567899")
    built.received("TP-80", "T1", "T2", "T3")
    built.received("SC-20", "C1", "C2")
    built.stocked("CABLE", 10)
    return built


def held_by(house: Warehouse, serial: str) -> str | None:
    found: str | None = house.book.value(
        "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id WHERE e.serial = ?", serial
    )
    return found


def test_each_scan_finds_its_own_line(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 2), ("SC-20", 1), ("CABLE", 2))
    assert [
        house.pick(shipment.number, text).line_no for text in ("C1", "T2", "5701234567899", "T1", "CABLE")
    ] == [2, 1, 3, 1, 3]
    done = house.book.perform(shipping.post, number=shipment.number)
    assert (done.serials, done.quantity) == (3, 2)
    assert house.place("T1") == house.place("C1") == CUSTOMER
    assert house.in_stock("CABLE") == 8
    assert house.book.value("SELECT status FROM document WHERE number = ?", shipment.order) == "closed"


def test_over_pick_is_refused(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1), ("CABLE", 1))
    house.pick(shipment.number, "T1")
    with pytest.raises(LineDone):
        house.pick(shipment.number, "T2")
    house.pick(shipment.number, "CABLE")
    with pytest.raises(shipping.TooManyPicked):
        house.pick(shipment.number, "CABLE")


def test_a_serial_of_another_item_is_named(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    with pytest.raises(NotOnDocument, match="C1 belongs to item SC-20, which is not on SH-1001"):
        house.pick(shipment.number, "C1")


def test_what_left_before_is_named_with_its_customer(house: Warehouse) -> None:
    house.shipped("TP-80", "T1")
    shipment = house.shipment(("TP-80", 1))
    with pytest.raises(AlreadyShipped, match="T1 was shipped to Nordlys ApS on 2026-11-23 \\(SH-1001\\)"):
        house.pick(shipment.number, "T1")
    with pytest.raises(UnknownSerial):
        house.pick(shipment.number, "nobody")


def test_a_unit_on_another_shipment_is_held_until_that_is_cancelled(house: Warehouse) -> None:
    first, second = house.shipment(("TP-80", 1)), house.shipment(("TP-80", 1))
    house.pick(first.number, "T1")
    with pytest.raises(Held, match="T1 is held by SH-1001 at station Packing 2"):
        house.pick(second.number, "T1")
    house.book.perform(cancel, number=first.number)
    assert house.pick(second.number, "T1").count == 1


def test_a_partial_shipment_leaves_the_order_open(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 3))
    house.pick(shipment.number, "T1")
    with pytest.raises(SerialsMissing):
        house.book.perform(shipping.post, number=shipment.number)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    again = house.book.perform(shipping.start, order=shipment.order)
    assert again.lines[0].quantity == 2


def test_reserved_units_count_as_chosen_and_come_back_reserved(house: Warehouse) -> None:
    order = house.sold(("TP-80", 2))
    for serial in ("T1", "T2"):
        house.book.perform(choose, order=order, line_no=1, text=serial, how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    assert shipment.lines[0].reserved == 2
    house.book.perform(shipping.post, number=shipment.number)
    assert house.place("T1") == house.place("T2") == CUSTOMER
    house.book.perform(reverse, number=shipment.number)
    assert (held_by(house, "T1"), held_by(house, "T2")) == (order, order)
    assert house.place("T1") == house.shelf


def test_another_unit_is_swapped_for_a_reserved_one_and_undo_swaps_back(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    picked = house.pick(shipment.number, "T3")
    assert picked.swapped == "T1"
    assert (held_by(house, "T1"), held_by(house, "T3")) == (None, shipment.number)
    house.book.perform(entry.undo, document_id=shipment.id)
    assert (held_by(house, "T1"), held_by(house, "T3")) == (order, None)
    house.pick(shipment.number, "T3")
    house.book.perform(shipping.post, number=shipment.number)
    assert (house.place("T1"), house.place("T3")) == (house.shelf, CUSTOMER)


def test_a_unit_reserved_for_another_order_is_held(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    shipment = house.shipment(("TP-80", 1))
    with pytest.raises(Held, match=f"T1 is held by {order}"):
        house.pick(shipment.number, "T1")


def test_a_serial_shared_by_two_items_asks_which(house: Warehouse) -> None:
    line = house.receipt(("SC-20", 1)).lines[0]
    house.scan(line.id, "T1", **{"other-item": "yes"})
    from models import receiving

    house.book.perform(receiving.post, number="GR-1003")
    shipment = house.shipment(("TP-80", 1), ("SC-20", 1))
    with pytest.raises(WhichItem, match="SC-20, TP-80"):
        house.pick(shipment.number, "T1")
    assert house.pick(shipment.number, "T1", item="SC-20").line_no == 2


def test_the_same_scan_twice_is_named_as_such(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 2))
    house.pick(shipment.number, "T1")
    with pytest.raises(TwiceInList):
        house.pick(shipment.number, "T1")


def test_a_reversed_shipment_opens_its_order_again(house: Warehouse) -> None:
    done = house.shipped("TP-80", "T1")
    house.book.perform(reverse, number=done.document)
    assert house.place("T1") == house.shelf
    assert house.book.value("SELECT status FROM document WHERE number = 'SO-1001'") == "open"


def test_a_retry_after_a_lost_reply_has_one_effect(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T1")
    first, again = house.repeated(shipping.post, number=shipment.number)
    assert again == first


def test_a_plain_pick_counts_once_however_often_its_reply_is_lost_and_stands_in_the_journal(
    house: Warehouse,
) -> None:
    shipment = house.shipment(("CABLE", 2))
    _, again = house.repeated(shipping.pick, number=shipment.number, text="CABLE", how="scanned")
    assert again.count == 1
    house.pick(shipment.number, "CABLE")
    with pytest.raises(shipping.TooManyPicked):
        house.pick(shipment.number, "CABLE")
    journal = house.book.rows("SELECT outcome, detail FROM scan WHERE text = 'CABLE' ORDER BY id")
    assert journal == [("ok", ""), ("ok", ""), ("refused", "TooManyPicked")]


def test_what_waits_to_be_shipped_says_how_far_it_is_and_who_began_it(house: Warehouse) -> None:
    begun, untouched = house.shipment(("TP-80", 2), ("CABLE", 3)), house.sold(("SC-20", 1))
    house.pick(begun.number, "T1")
    house.pick(begun.number, "CABLE")
    first, second = to_ship(house.book)
    assert (first.shipment, first.station, first.picked, first.wanted) == (begun.number, "Packing 2", 2, 5)
    assert (second.order, second.shipment, second.picked, second.wanted) == (untouched, "", 0, 1)

"""Guards of the rules that no other test would miss: each one here fails when its guard is taken away."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from peewee import InterfaceError, OperationalError

from models import (
    adjusting,
    database,
    entry,
    goods_reversing,
    purchasing,
    receiving,
    selling,
    shipping,
)
from models.book import CUSTOMER, Book
from models.checking import check
from models.choosing import choose
from models.facts import _SERIALS, _STILL
from models.goods_documents import NoSuchDocument
from models.goods_reversing import HeldSince, MovedSince, UsedSince
from models.list_facts import line_facts
from models.order_edit import NewLine
from models.refusals import BookBusy, Refusal
from models.refusals_scan import FailsPattern, LooksLike, TwiceInDocument
from models.refusals_values import QuantityOutOfRange
from models.reserving import reserve_again
from tests.builders import Warehouse


@pytest.fixture
def house(lite: Book) -> Iterator[Warehouse]:
    """The rules are the same on both engines; the book checks after each."""
    built = Warehouse(lite)
    built.item("TP-80", serial_max=6)
    built.item("CABLE", serials=False)
    yield built
    assert check(lite) == ()


def counting(house: Warehouse, *found: str) -> str:
    """A draft that counts the shelf and found these; its number."""
    book = house.book
    number = book.perform(adjusting.create, category="Status").number
    made = book.perform(adjusting.add_line, number=number, item="TP-80", way="counted", quantity=0)
    for serial in found:
        house.scan(made.lines[0].id, serial)
    return number


def held(book: Book) -> list[tuple[str, str]]:
    return [tuple(r) for r in book.rows("SELECT serial, meaning FROM entry ORDER BY serial")]


def adjusted(house: Warehouse, way: str, quantity: int, *serials: str, location: str = "") -> str:
    """A posted adjustment; its number."""
    book = house.book
    number = book.perform(adjusting.create, category="Status").number
    made = book.perform(
        adjusting.add_line, number=number, item="TP-80", way=way, quantity=quantity, location=location
    )
    book.perform(entry.add_many, line_id=made.lines[0].id, texts=serials, how="pasted")
    book.perform(adjusting.post, number=number)
    return number


def test_a_paste_stops_where_the_line_is_full(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 2)).lines[0].id
    done = house.book.perform(entry.add_many, line_id=line, texts=["T1", "T2", "T3"], how="pasted")
    assert (done.added, [type(refusal).__name__ for _, refusal in done.refused]) == (2, ["ListFull"])


def test_a_unit_whose_first_coming_was_reversed_comes_as_new(house: Warehouse) -> None:
    """It was never written off: the adjustment that brought it in from nowhere has been taken back."""
    house.book.perform(goods_reversing.reverse, number=adjusted(house, "up", 1, "T1"))
    line = house.receipt(("TP-80", 1)).lines[0].id
    assert house.scan(line, "T1").meaning == "new"


def test_a_unit_never_received_is_no_return(house: Warehouse) -> None:
    done = house.received("TP-80", "T1")
    house.book.perform(goods_reversing.reverse, number=done.document)
    house.book.perform(goods_reversing.reverse, number=adjusted(house, "up", 1, "T1"))
    number = house.book.perform(adjusting.create, category="Status").number
    made = house.book.perform(adjusting.add_line, number=number, item="TP-80", way="up", quantity=1)
    assert house.scan(made.lines[0].id, "T1").meaning == "new"


def test_an_announced_unit_raises_no_doubt(house: Warehouse) -> None:
    house.received("TP-80", "T0")
    order = house.ordered(("TP-80", 2))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["TO"])
    line = house.book.perform(receiving.start, order=order).lines[0].id
    assert house.book.perform(entry.add, line_id=line, text="TO", how="scanned").meaning == "new"
    with pytest.raises(LooksLike):
        house.book.perform(entry.add, line_id=line, text="t0", how="scanned", sure={"unexpected": "yes"})


def test_a_serial_that_another_item_no_longer_has_raises_no_doubt(house: Warehouse) -> None:
    house.item("SC-20")
    house.received("SC-20", "T1")
    house.shipped("SC-20", "T1")
    line = house.receipt(("TP-80", 1)).lines[0].id
    assert house.book.perform(entry.add, line_id=line, text="T1", how="scanned").meaning == "new"


def test_a_count_takes_only_what_can_be_a_serial_of_the_item(house: Warehouse) -> None:
    number = house.book.perform(adjusting.create, category="Status").number
    made = house.book.perform(
        adjusting.add_line, number=number, item="TP-80", way="counted", quantity=0, location="A-01"
    )
    with pytest.raises(FailsPattern):
        house.scan(made.lines[0].id, "TOO-LONG")


def test_strangers_beside_a_promised_unit_take_the_place_of_the_other_promises(house: Warehouse) -> None:
    house.received("TP-80", "R1", "R2", "X1")
    order = house.sold(("TP-80", 2))
    for serial in ("R1", "R2"):
        house.book.perform(choose, order=order, line_no=1, text=serial, how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    line = shipment.lines[0].id
    house.book.perform(entry.add_many, line_id=line, texts=["R1", "X1"], how="scanned")
    assert held(house.book) == [("R1", "pick"), ("X1", "pick")]
    house.book.perform(entry.undo, document_id=shipment.id)
    assert held(house.book) == [("R1", "pick"), ("R2", "reserve")]


def test_a_closed_order_is_promised_nothing(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2")
    order = house.shipped("TP-80", "T1")
    line = house.book.value(
        "SELECT n.id FROM document_line n JOIN document d ON d.id = n.document_id WHERE d.number = 'SO-1001'"
    )
    assert order.document == "SH-1001"
    unit = house.book.value("SELECT id FROM serial_number WHERE serial = 'T2'")
    with house.book.write():
        reserve_again(house.book, line_id=line, serial_id=unit, op="x")
    assert held(house.book) == []


def test_a_document_is_found_as_what_it_is(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    with pytest.raises(NoSuchDocument):
        shipping.view(house.book, number=receipt.number)
    with pytest.raises(NoSuchDocument):
        receiving.view(house.book, number=house.sold(("TP-80", 1)))


def test_what_has_left_since_keeps_a_receipt_from_being_reversed(house: Warehouse) -> None:
    """Also when each of its lines alone would still find enough."""
    order = house.ordered(("CABLE", 5), ("CABLE", 5))
    receipt = house.book.perform(receiving.start, order=order)
    house.book.perform(receiving.post, number=receipt.number)
    shipment = house.shipment(("CABLE", 4))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=4)
    house.book.perform(shipping.post, number=shipment.number)
    with pytest.raises(UsedSince):
        house.book.perform(goods_reversing.reverse, number=receipt.number)
    house.book.perform(goods_reversing.reverse, number=shipment.number)
    house.book.perform(goods_reversing.reverse, number=receipt.number)
    assert house.in_stock("CABLE") == 0


def test_a_reversed_shipment_opens_its_order_and_only_that(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2")
    done = house.shipped("TP-80", "T1")
    house.book.perform(goods_reversing.reverse, number=done.document)
    status = "SELECT status FROM document WHERE number = 'SO-1001'"
    assert house.book.value(status) == "open"


def test_a_scan_asks_by_its_serial_and_never_walks_through_an_item(postgresql: str) -> None:
    """Whatever the server believes: here it has no statistics yet, and the item has many units."""
    book = Book(postgresql, "Packing 2")
    house = Warehouse(book)
    item = house.item("TP-80")
    house.received("TP-80", *(f"T{n:05}" for n in range(3000)))
    for sql, values in ((_SERIALS, ()), (_STILL, (item,))):
        said = sql.format(among=book.among("s.serial"), join=book.join)
        plan = "\n".join(row[0] for row in book.rows(f"EXPLAIN {said}", '["T00001"]', *values))
        assert "serial_number_serial_item_id_key" in plan
        assert "Seq Scan on serial_number" not in plan
    book.close()


def test_an_order_lowered_to_what_is_done_has_nothing_to_begin(house: Warehouse) -> None:
    bought = house.ordered(("CABLE", 3))
    receipt = house.book.perform(receiving.start, order=bought)
    house.book.perform(receiving.set_line, number=receipt.number, line_no=1, quantity=2)
    house.book.perform(receiving.post, number=receipt.number)
    house.book.perform(purchasing.set_line, number=bought, line=NewLine("CABLE", 2, line_no=1))
    with pytest.raises(receiving.NothingOutstanding):
        house.book.perform(receiving.start, order=bought)
    sold = house.sold(("CABLE", 2))
    shipment = house.book.perform(shipping.start, order=sold)
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=1)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    house.book.perform(selling.set_line, number=sold, line=NewLine("CABLE", 1, line_no=1))
    with pytest.raises(receiving.NothingOutstanding):
        house.book.perform(shipping.start, order=sold)


def test_a_quantity_of_a_receipt_stays_within_reason(house: Warehouse) -> None:
    receipt = house.receipt(("CABLE", 3))
    for quantity in (-1, 10**7):
        with pytest.raises(QuantityOutOfRange):
            house.book.perform(
                receiving.set_line, number=receipt.number, line_no=1, quantity=quantity, confirmed=quantity
            )


def test_a_scanned_item_goes_to_its_line_that_is_still_open(house: Warehouse) -> None:
    house.stocked("CABLE", 5)
    shipment = house.shipment(("CABLE", 1), ("CABLE", 1))
    assert [house.pick(shipment.number, "CABLE").line_no for _ in range(2)] == [1, 2]


def test_a_service_is_received_and_lies_nowhere(house: Warehouse) -> None:
    house.item("SETUP", serials=False, stock_tracked=0, location_id=None)
    receipt = house.receipt(("SETUP", 2))
    house.book.perform(receiving.post, number=receipt.number)
    assert house.in_stock("SETUP") == 0
    assert house.book.value("SELECT status FROM document WHERE number = 'PO-1001'") == "closed"
    house.book.perform(goods_reversing.reverse, number=receipt.number)
    assert house.book.value("SELECT status FROM document WHERE number = 'PO-1001'") == "open"


def test_a_receipt_without_a_unit_is_not_posted(house: Warehouse) -> None:
    number = house.receipt(("TP-80", 2)).number
    with pytest.raises(receiving.NothingToReceive):
        house.book.perform(receiving.post, number=number, short=True)
    shipment = house.shipment(("TP-80", 2)).number
    with pytest.raises(shipping.NothingToShip):
        house.book.perform(shipping.post, number=shipment, short=True)


def test_a_unit_on_another_list_keeps_its_receipt_from_being_reversed(house: Warehouse) -> None:
    done = house.received("TP-80", "T1")
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T1")
    with pytest.raises(HeldSince, match=shipment.number):
        house.book.perform(goods_reversing.reverse, number=done.document)


@pytest.mark.parametrize("first", ["T0", "T1"])
def test_a_unit_that_moved_on_is_told_before_one_that_is_only_held(house: Warehouse, first: str) -> None:
    receipt = house.received("TP-80", "T0", "T1").document
    gone = house.shipped("TP-80", first)
    order = house.sold(("TP-80", 1))
    kept = "T1" if first == "T0" else "T0"
    house.book.perform(choose, order=order, line_no=1, text=kept, how="keyed")
    with pytest.raises(MovedSince, match=gone.document):
        house.book.perform(goods_reversing.reverse, number=receipt)


def test_a_serial_on_another_line_of_the_document_is_named_with_it(house: Warehouse) -> None:
    lines = house.receipt(("TP-80", 1), ("TP-80", 1)).lines
    house.scan(lines[0].id, "T1")
    with pytest.raises(TwiceInDocument):
        house.scan(lines[1].id, "T1")


def test_a_unit_that_is_not_here_is_promised_to_nobody(house: Warehouse) -> None:
    house.received("TP-80", "T1")
    house.shipped("TP-80", "T1")
    house.sold(("TP-80", 1))
    line = house.book.value("SELECT max(id) FROM document_line")
    unit = house.book.value("SELECT id FROM serial_number WHERE serial = 'T1'")
    with house.book.write():
        reserve_again(house.book, line_id=line, serial_id=unit, op="x")
    assert held(house.book) == []


def test_the_last_of_many_strangers_takes_the_promised_place(house: Warehouse) -> None:
    house.received("TP-80", "R1", "X1", "X2", "X3")
    order = house.sold(("TP-80", 3))
    house.book.perform(choose, order=order, line_no=1, text="R1", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    line = shipment.lines[0].id
    house.book.perform(entry.add_many, line_id=line, texts=["X1", "X2", "X3"], how="scanned")
    house.book.perform(entry.undo, document_id=shipment.id)
    assert held(house.book) == [("R1", "reserve"), ("X1", "pick"), ("X2", "pick")]


def test_no_more_is_picked_than_there_is(house: Warehouse) -> None:
    house.stocked("CABLE", 2)
    shipment = house.shipment(("CABLE", 3))
    with pytest.raises(shipping.NotEnough):
        house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=3)


def test_a_station_that_stands_still_keeps_no_other_waiting_for_ever(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.2)
    monkeypatch.setattr(database, "STUCK_MS", 800)
    stuck, book = Book(postgresql, "Packing 3"), Book(postgresql, "Packing 2")
    house = Warehouse(book)
    house.item("TP-80")
    line = house.receipt(("TP-80", 1)).lines[0].id
    with ExitStack() as standing:
        standing.enter_context(pytest.raises((OperationalError, InterfaceError)))
        standing.enter_context(stuck.write())
        line_facts(stuck, line, lock=True)
        with pytest.raises(BookBusy):
            house.scan(line, "T1")
        time.sleep(1.0)
        assert house.scan(line, "T1").count == 1
    book.close()


def test_only_an_order_that_is_out_is_received_or_shipped(house: Warehouse) -> None:
    bought = house.book.perform(purchasing.create, supplier="S1", lines=[NewLine("CABLE", 1)]).number
    with pytest.raises(receiving.OrderNotOpen):
        house.book.perform(receiving.start, order=bought)
    sold = house.book.perform(selling.create, customer="C1", lines=[NewLine("CABLE", 1)]).number
    with pytest.raises(shipping.NotConfirmed):
        house.book.perform(shipping.start, order=sold)


def test_a_receipt_is_not_lowered_below_its_list(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 2))
    house.scan(receipt.lines[0].id, "T1")
    house.scan(receipt.lines[0].id, "T2")
    with pytest.raises(receiving.BelowList):
        house.book.perform(receiving.set_line, number=receipt.number, line_no=1, quantity=1)


def test_what_a_closing_order_still_had_reserved_is_free(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2")
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T1")
    line = house.book.value("SELECT source_id FROM document_line WHERE id = ?", shipment.lines[0].id)
    unit = house.book.value("SELECT id FROM serial_number WHERE serial = 'T2'")
    with house.book.write():  # as an older book may have it: one promise more than the order has units
        reserve_again(house.book, line_id=line, serial_id=unit, op="x")
    house.book.perform(shipping.post, number=shipment.number)
    assert held(house.book) == []


def test_a_service_is_shipped_from_nowhere(house: Warehouse) -> None:
    house.item("SETUP", serials=False, stock_tracked=0)
    shipment = house.shipment(("SETUP", 2))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=2)
    assert house.book.perform(shipping.post, number=shipment.number).quantity == 0


def test_a_unit_another_document_holds_is_not_missing_in_a_count(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2", "T3", "T4")
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T2")
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T3", how="keyed")
    number = counting(house, "T1")
    shown = adjusting.difference(house.book, number=number)
    assert shown[0].missing == ("T4",)
    house.book.perform(adjusting.post, number=number, confirmed=shown)
    assert check(house.book) == ()
    house.book.perform(shipping.post, number=shipment.number)
    assert house.place("T2") == CUSTOMER


def test_an_order_is_not_lowered_below_what_is_picked(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2", "T3")
    house.stocked("CABLE", 9)
    order = house.sold(("TP-80", 3), ("CABLE", 5))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "T1")
    house.pick(shipment.number, "T2")
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=2, quantity=3)
    for line, too_few in (("TP-80", 1), ("CABLE", 2)):
        with pytest.raises(Refusal, match=shipment.number):
            house.book.perform(
                selling.set_line,
                number=order,
                line=NewLine(line, too_few, line_no=1 if line == "TP-80" else 2),
            )
    house.book.perform(selling.set_line, number=order, line=NewLine("TP-80", 2, line_no=1))
    assert [ln.quantity for ln in shipping.view(house.book, number=shipment.number).lines] == [2, 5]
    with pytest.raises(Refusal):
        house.pick(shipment.number, "T3")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    assert check(house.book) == ()


def test_a_purchase_order_is_not_lowered_below_what_is_entered(house: Warehouse) -> None:
    order = house.ordered(("TP-80", 3), ("CABLE", 5))
    receipt = house.book.perform(receiving.start, order=order)
    house.scan(receipt.lines[0].id, "T1")
    house.scan(receipt.lines[0].id, "T2")
    with pytest.raises(Refusal, match=receipt.number):
        house.book.perform(purchasing.set_line, number=order, line=NewLine("TP-80", 1, line_no=1))
    house.book.perform(purchasing.set_line, number=order, line=NewLine("TP-80", 2, line_no=1))
    house.book.perform(purchasing.set_line, number=order, line=NewLine("CABLE", 4, line_no=2))
    lines = receiving.view(house.book, number=receipt.number).lines
    assert [ln.quantity for ln in lines] == [2, 5]


def test_no_more_units_are_promised_than_are_still_to_go(house: Warehouse) -> None:
    """What a shipment has picked already needs no promise."""
    house.received("TP-80", "T1", "T2", "T3")
    order = house.sold(("TP-80", 1))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "T1")
    with pytest.raises(Refusal):
        house.book.perform(choose, order=order, line_no=1, text="T2", how="keyed")
    house.book.perform(shipping.post, number=shipment.number)
    assert held(house.book) == []


def test_units_chosen_on_several_lines_ship_as_chosen(house: Warehouse) -> None:
    house.item("SC-20")
    house.received("TP-80", "T1")
    house.received("SC-20", "S1")
    order = house.sold(("TP-80", 1), ("SC-20", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    house.book.perform(choose, order=order, line_no=2, text="S1", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    assert house.book.perform(shipping.post, number=shipment.number).serials == 2


def test_two_lines_of_one_item_leave_from_the_shelves_together(house: Warehouse) -> None:
    house.stocked("CABLE", 6)
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CABLE", way="up", quantity=6, location="B-02")
    house.book.perform(adjusting.post, number=number)
    shipment = house.shipment(("CABLE", 6), ("CABLE", 6))
    for line in (1, 2):
        house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=line, quantity=6)
    house.book.perform(shipping.post, number=shipment.number)
    assert house.in_stock("CABLE") == 0


def test_two_lines_of_one_item_take_no_more_than_there_is(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    shipment = house.shipment(("CABLE", 6), ("CABLE", 6))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=6)
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=2, quantity=6)
    with pytest.raises(shipping.NotEnough):
        house.book.perform(shipping.post, number=shipment.number)
    number = house.book.perform(adjusting.create, category="Status").number
    for _ in range(2):
        house.book.perform(adjusting.add_line, number=number, item="CABLE", way="down", quantity=6)
    with pytest.raises(shipping.NotEnough):
        house.book.perform(adjusting.post, number=number)


def test_a_place_is_counted_once_on_a_document(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2")
    house.stocked("CABLE", 10)
    number = house.book.perform(adjusting.create, category="Status").number
    for item in ("TP-80", "CABLE"):
        house.book.perform(adjusting.add_line, number=number, item=item, way="counted", quantity=7)
        with pytest.raises(Refusal, match="A-01"):
            house.book.perform(adjusting.add_line, number=number, item=item, way="counted", quantity=7)


def test_a_unit_found_on_another_shelf_or_back_from_a_customer_is_moved_there(house: Warehouse) -> None:
    house.received("TP-80", "T1", "T2")
    house.shipped("TP-80", "T2")
    number = house.book.perform(adjusting.create, category="Status").number
    made = house.book.perform(
        adjusting.add_line, number=number, item="TP-80", way="counted", quantity=0, location="B-02"
    )
    for serial in ("T1", "T2", "T3"):
        house.scan(made.lines[0].id, serial)
    shown = adjusting.difference(house.book, number=number)
    assert shown[0].extra == (("T1", "A-01"), ("T2", "@customer"), ("T3", ""))
    house.book.perform(adjusting.post, number=number, confirmed=shown)
    assert {house.place(serial) for serial in ("T1", "T2", "T3")} == {house.other_shelf}


def test_a_line_with_units_entered_is_not_taken_off(house: Warehouse) -> None:
    number = house.book.perform(adjusting.create, category="Status").number
    made = house.book.perform(adjusting.add_line, number=number, item="TP-80", way="up", quantity=1)
    house.scan(made.lines[0].id, "T1")
    with pytest.raises(adjusting.LineHasSerials):
        house.book.perform(adjusting.remove_line, number=number, line_no=1)


@pytest.mark.parametrize("fact", [{"blocked": 1}, {"stock_tracked": 0}])
def test_only_what_is_kept_in_stock_is_adjusted(house: Warehouse, fact: dict[str, int]) -> None:
    house.item("SETUP", serials=False, **fact)
    number = house.book.perform(adjusting.create, category="Status").number
    with pytest.raises(adjusting.ItemNotAdjustable):
        house.book.perform(adjusting.add_line, number=number, item="SETUP", way="up", quantity=1)

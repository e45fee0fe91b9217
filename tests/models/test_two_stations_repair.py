"""Two stations at one repair or one return, step by step: what one was told stays true whatever the other does meanwhile."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models import (
    coming_back,
    entry,
    goods_reversing,
    receiving,
    repair_posting,
    repairing,
    repairs,
    shipping,
    stock,
    supplier_return,
    supplier_return_posting,
)
from models.book import CUSTOMER, REPAIR, SUPPLIER, Book
from models.checking import check
from models.goods_documents import Done
from models.goods_reversing import SentBackSince
from models.refusals import Refusal
from models.refusals_repair import RepairNotOpen, RepairTakenIn
from models.refusals_scan import Held, NotEditable
from tests.builders import Warehouse
from tests.clock import Clock
from tests.models.test_two_stations import Station, held


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    return built


class Other(Station):
    """The second station begins when the first is about to write its posting."""

    def begins_while(
        self, book: Book, patch: pytest.MonkeyPatch, verb: Callable[..., object], **values: object
    ) -> None:
        real, begun = stock.move, False

        def stop_and_move(here: Book, **moves: Any) -> Any:
            nonlocal begun
            if here is book and not begun:
                begun = True
                self.begin(verb, **values)
            return real(here, **moves)

        for module in ("repair_posting", "goods_documents", "goods_reversing"):
            patch.setattr(f"models.{module}.move", stop_and_move)


@pytest.fixture
def other(url: str, book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Other]:
    station = Other(lambda: Book(url, "Packing 3", clock=clock), monkeypatch)
    yield station
    station.close()
    assert check(book) == ()


def drafted(house: Warehouse, *serials: str) -> str:
    house.shipped("TP-80", "T1", "T2", "T3")
    number = house.book.perform(repairing.begin, serial=serials[0], item="TP-80", how="listed")
    for serial in serials[1:]:
        house.book.perform(repairing.scan, number=number, text=serial, how="scanned")
    return number


def test_a_scan_while_a_repair_is_taken_in_is_kept_or_refused(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = drafted(house, "T1")
    other.begins_while(house.book, monkeypatch, repairing.scan, number=number, text="T2", how="scanned")
    house.book.perform(repair_posting.take_in, number=number)
    assert isinstance(other.told(), RepairTakenIn | NotEditable)
    assert (house.place("T1"), house.place("T2"), held(house.book)) == (REPAIR, CUSTOMER, [])


def test_both_stations_take_the_same_repair_in_once(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = drafted(house, "T1")
    other.begins_while(house.book, monkeypatch, repair_posting.take_in, number=number)
    house.book.perform(repair_posting.take_in, number=number)
    assert isinstance(other.told(), NotEditable)


def test_a_unit_marked_while_others_are_sent_back_stays_marked_or_is_refused(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = drafted(house, "T1", "T2")
    house.book.perform(repair_posting.take_in, number=number)
    house.book.perform(repairing.scan, number=number, text="T1", how="scanned")
    other.begins_while(house.book, monkeypatch, repairing.scan, number=number, text="T2", how="scanned")
    house.book.perform(repair_posting.send_back, number=number)
    answer = other.told()
    assert isinstance(answer, entry.Added)
    assert {unit.serial: unit.state for unit in repairs.view(house.book, number=number).units} == {
        "T1": "sent back",
        "T2": "ready",
    }


def test_one_unit_is_sent_back_once(house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted(house, "T1")
    house.book.perform(repair_posting.take_in, number=number)
    house.book.perform(repairing.scan, number=number, text="T1", how="scanned")
    other.begins_while(house.book, monkeypatch, repair_posting.write_off, number=number, reason="Burnt")
    house.book.perform(repair_posting.send_back, number=number)
    assert isinstance(other.told(), RepairNotOpen)
    assert house.place("T1") == CUSTOMER


def test_a_step_is_turned_back_once(house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted(house, "T1")
    house.book.perform(repair_posting.take_in, number=number)
    other.begins_while(house.book, monkeypatch, repair_posting.reverse, number=number)
    house.book.perform(repair_posting.reverse, number=number)
    assert isinstance(other.told(), Refusal)
    assert house.place("T1") == CUSTOMER


def test_a_unit_is_on_a_repair_or_on_a_return_whoever_was_first(house: Warehouse, other: Other) -> None:
    house.shipped("TP-80", "T1")
    number = house.book.perform(repairing.begin, serial="T1", item="TP-80", how="listed")
    assert other.perform(repairing.begin, serial="T1", item="TP-80", how="listed") == number
    answer = other.perform(coming_back.come_back, serial="T1", item="TP-80", how="listed")
    assert isinstance(answer, Held)
    assert number in answer.sentence


def received(house: Warehouse, quantity: int) -> str:
    receipt = house.receipt(("CABLE", quantity))
    return house.book.perform(receiving.post, number=receipt.number).document


def test_a_receipt_is_not_reversed_while_goods_of_it_go_back(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = received(house, 5)
    number = house.book.perform(supplier_return.start, receipt=receipt).number
    house.book.perform(supplier_return.take_all, number=number)
    other.begins_while(house.book, monkeypatch, goods_reversing.reverse, number=receipt)
    house.book.perform(supplier_return_posting.post, number=number)
    assert isinstance(other.told(), SentBackSince)
    assert house.in_stock("CABLE") == 0


def test_no_return_begins_of_a_receipt_that_is_being_reversed(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = received(house, 5)
    other.begins_while(house.book, monkeypatch, supplier_return.start, receipt=receipt)
    house.book.perform(goods_reversing.reverse, number=receipt)
    assert isinstance(other.told(), Refusal)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'RS'") == 0


def test_both_stations_post_the_same_return_once(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = house.book.perform(supplier_return.start_with, serial="T1", item="TP-80", how="listed")
    assert other.perform(supplier_return.start_with, serial="T1", item="TP-80", how="listed") == number
    other.begins_while(house.book, monkeypatch, supplier_return_posting.post, number=number)
    assert isinstance(house.book.perform(supplier_return_posting.post, number=number), Done)
    assert isinstance(other.told(), NotEditable)
    assert house.place("T1") == SUPPLIER


def test_a_unit_picked_while_it_goes_back_is_refused(
    house: Warehouse, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = house.shipment(("TP-80", 1))
    number = house.book.perform(supplier_return.start_with, serial="T1", item="TP-80", how="listed")
    other.begins_while(
        house.book, monkeypatch, shipping.pick, number=shipment.number, text="T1", how="scanned"
    )
    house.book.perform(supplier_return_posting.post, number=number)
    assert isinstance(other.told(), Refusal)
    assert (house.place("T1"), held(house.book)) == (SUPPLIER, [])

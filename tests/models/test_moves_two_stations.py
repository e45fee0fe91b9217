"""Two stations at one unit that moves, or is called by another number: one wins, the other hears who."""

from collections.abc import Iterator

import pytest

from models import correcting, entry, goods_documents, moving, shipping
from models.book import Book
from models.checking import check
from models.choosing import choose
from models.correcting import Done
from models.entry import Added
from models.moving import Placed, Taken
from models.picking import Picked
from models.refusals_corrections import SerialTaken
from models.refusals_scan import AlreadyInStock, Held
from tests.builders import Warehouse
from tests.clock import Clock
from tests.models.test_two_stations import Station, held


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.received("TP-80", "T1", "T2")
    return built


@pytest.fixture
def other(url: str, book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    station = Station(lambda: Book(url, "Packing 3", clock=clock), monkeypatch)
    yield station
    station.close()


def test_a_unit_in_one_hand_is_refused_to_the_other_by_name(house: Warehouse, other: Station) -> None:
    house.book.perform(moving.scan, text="T1", how="scanned")
    answer = other.perform(moving.scan, text="T1", how="scanned")
    assert isinstance(answer, Held)
    assert "T1 is held by MV-1001 at station Packing 2" in answer.sentence
    assert isinstance(other.perform(moving.scan, text="T2", how="scanned"), Taken)
    assert moving.hand(house.book).count == 1, "each station has a hand of its own"


def test_two_stations_that_reach_for_one_unit_at_once_have_one_winner(
    house: Warehouse, other: Station
) -> None:
    with house.book.write():
        house.book.op = "first"
        assert isinstance(moving.scan(house.book, text="T1", how="scanned"), Taken)
        other.begin(moving.scan, text="T1", how="scanned")
    house.book.op = ""
    assert isinstance(other.told(), Held)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'MV'") == 1, "and no number is lost"


def test_a_unit_picked_while_it_is_put_down_leaves_from_its_new_shelf(
    house: Warehouse, other: Station
) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.book.perform(moving.scan, text="T1", how="scanned")
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T1", how="scanned")
    house.book.perform(moving.scan, text="B-02", how="scanned")
    answer = other.told()
    assert isinstance(answer, Picked | Held)
    assert house.place("T1") == house.other_shelf
    assert check(house.book) == ()


def test_a_unit_put_down_at_both_stations_lies_at_one_place(house: Warehouse, other: Station) -> None:
    """The same draft, gone on with at two terminals of one station."""
    house.book.perform(moving.scan, text="T1", how="scanned")
    other.begins_while_posting(house.book, goods_documents.cancel, number="MV-1001")
    placed = house.book.perform(moving.scan, text="B-02", how="scanned")
    assert isinstance(placed, Placed)
    assert "posted" in str(other.told())
    assert house.place("T1") == house.other_shelf


def test_an_order_promised_another_unit_while_its_own_is_put_down_has_one(
    house: Warehouse, other: Station
) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    house.book.perform(moving.scan, text="T1", how="scanned")
    other.begins_while_posting(house.book, choose, order=order, line_no=1, text="T2", how="keyed")
    house.book.perform(moving.scan, text="B-02", how="scanned")
    other.told()
    assert len(held(house.book)) == 1
    assert check(house.book) == ()


def test_a_unit_picked_by_its_old_number_while_it_is_corrected_is_the_same_unit(
    house: Warehouse, other: Station
) -> None:
    shipment = house.shipment(("TP-80", 1))
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T1", how="scanned")
    house.book.perform(correcting.correct, serial="T1", item="TP-80", new="T9", reason="misread")
    answer = other.told()
    assert isinstance(answer, Picked)
    assert answer.text == "T9"
    assert held(house.book) == ["T9"]
    assert check(house.book) == ()


def test_a_number_received_while_it_is_given_to_another_unit_is_refused(
    house: Warehouse, other: Station
) -> None:
    line = house.receipt(("TP-80", 1)).lines[0].id
    other.begins_while_posting(house.book, entry.add, line_id=line, text="T9", how="scanned")
    house.book.perform(correcting.correct, serial="T1", item="TP-80", new="T9", reason="misread")
    assert isinstance(other.told(), AlreadyInStock)
    assert held(house.book) == []
    assert check(house.book) == ()


def test_a_number_that_is_being_received_is_not_given_to_another_unit(
    house: Warehouse, other: Station
) -> None:
    line = house.receipt(("TP-80", 1)).lines[0].id
    with house.book.write():
        house.book.op = "first"
        assert isinstance(entry.add(house.book, line_id=line, text="T9", how="scanned"), Added)
        other.begin(correcting.correct, serial="T1", item="TP-80", new="T9", reason="misread")
    assert isinstance(other.told(), Held)
    assert check(house.book) == ()


def test_two_stations_that_correct_to_one_number_have_one_winner(house: Warehouse, other: Station) -> None:
    other.begins_while_posting(
        house.book, correcting.correct, serial="T2", item="TP-80", new="T9", reason="misread"
    )
    done = house.book.perform(correcting.correct, serial="T1", item="TP-80", new="T9", reason="misread")
    assert isinstance(done, Done)
    assert isinstance(other.told(), SerialTaken)
    assert check(house.book) == ()

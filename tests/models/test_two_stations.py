"""Two stations at one document, step by step: what one was told stays true whatever the other does at that moment.

The first station is stopped at its most delicate moment, just before it writes its posting, and the second begins; a step that has to wait waits for the first station's commit, one that need not is done at once.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest

from models import (
    adjusting,
    counting,
    counting_approve,
    counting_scan,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoicing,
    receiving,
    selling,
    shipping,
    stock,
)
from models.book import CUSTOMER, LOSS, Book
from models.checking import check
from models.order_edit import NewLine
from models.refusals import Refusal
from models.refusals_count import CountChanged, CountedAtOnce, CountedInOther, NotCounting, NotInReview
from models.refusals_orders import OrderHasDraft
from models.refusals_sales import PostedIsFinal
from models.refusals_scan import ListFull, NotEditable
from tests.builders import Warehouse
from tests.clock import Clock
from tests.models.counts import approved, finished, scan, started

WAIT_S = 0.15  # long enough for the other station to reach the lock it will wait for


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    return built


class Station:
    """A second station: its own book, in a thread of its own."""

    def __init__(self, open_book: Callable[[], Book], monkeypatch: pytest.MonkeyPatch) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._book = self._thread.submit(open_book).result(30)
        self._monkeypatch = monkeypatch
        self._begun: list[Future[object]] = []

    def perform(self, verb: Callable[..., object], **values: object) -> object:
        """Do it now; what this station was told."""
        self.begin(verb, **values)
        return self.told()

    def begin(self, verb: Callable[..., object], **values: object) -> None:
        """Begin it, and let it come as far as it gets without the other station."""
        self._begun.append(self._thread.submit(self._book.perform, verb, **values))
        wait(self._begun, WAIT_S)

    def begins_while_posting(self, book: Book, verb: Callable[..., object], **values: object) -> None:
        """Begin it when `book` is about to write its next posting."""
        real = stock.move

        def stop_and_move(here: Book, **moves: Any) -> Any:
            if here is book and not self._begun:
                self.begin(verb, **values)
            return real(here, **moves)

        self._monkeypatch.setattr("models.goods_documents.move", stop_and_move)
        self._monkeypatch.setattr("models.goods_reversing.move", stop_and_move)

    def told(self) -> object:
        """What this station was told: an outcome, or the refusal."""
        begun = self._begun.pop()
        try:
            return begun.result(30)
        except Refusal as refusal:
            return refusal

    def close(self) -> None:
        self._thread.submit(self._book.close).result(30)
        self._thread.shutdown()


@pytest.fixture
def other(url: str, book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    station = Station(lambda: Book(url, "Packing 3", clock=clock), monkeypatch)
    yield station
    station.close()


def held(book: Book) -> list[str]:
    return [row[0] for row in book.rows("SELECT serial FROM entry ORDER BY serial")]


def kept_or_refused(house: Warehouse, answer: object, serial: str) -> None:
    """The promise: what was acknowledged is in the book, what was refused is not."""
    there = house.place(serial) is not None or serial in held(house.book)
    assert isinstance(answer, Refusal) or (isinstance(answer, entry.Added | shipping.Picked) and there)
    assert isinstance(answer, Refusal) != there


def test_a_scan_while_the_receipt_is_posted_is_kept_or_refused(house: Warehouse, other: Station) -> None:
    receipt = house.receipt(("TP-80", 3))
    line = receipt.lines[0].id
    house.scan(line, "T1")
    other.begins_while_posting(house.book, entry.add, line_id=line, text="T2", how="scanned", source="")
    house.book.perform(receiving.post, number=receipt.number, short=True)
    answer = other.told()
    kept_or_refused(house, answer, "T2")
    assert isinstance(answer, NotEditable)
    assert check(house.book) == ()


def test_many_while_the_receipt_is_posted_are_kept_or_refused(house: Warehouse, other: Station) -> None:
    receipt = house.receipt(("TP-80", 3))
    line = receipt.lines[0].id
    house.scan(line, "T1")
    other.begins_while_posting(house.book, entry.add_many, line_id=line, texts=["T2", "T3"], how="pasted")
    house.book.perform(receiving.post, number=receipt.number, short=True)
    assert isinstance(other.told(), NotEditable)
    assert held(house.book) == []


@pytest.mark.parametrize("by", ["line", "document", "serial"])
def test_an_undo_while_the_receipt_is_posted_is_done_or_refused(
    house: Warehouse, other: Station, by: str
) -> None:
    receipt = house.receipt(("TP-80", 2))
    line = receipt.lines[0].id
    house.scan(line, "T1")
    house.scan(line, "T2")
    if by == "serial":
        other.begins_while_posting(house.book, entry.remove, line_id=line, serial="T2")
    else:
        of_line = {"line_id": line} if by == "line" else {}
        other.begins_while_posting(house.book, entry.undo, document_id=receipt.id, **of_line)
    house.book.perform(receiving.post, number=receipt.number)
    assert isinstance(other.told(), Refusal)
    assert house.place("T2") == house.shelf


def test_a_scan_while_the_receipt_is_cancelled_is_kept_or_refused(
    house: Warehouse, other: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = house.receipt(("TP-80", 3))
    line = receipt.lines[0].id
    real = entry.release

    def stop_and_release(here: Book, document: int) -> int:
        released = real(here, document)
        other.begin(entry.add, line_id=line, text="T1", how="scanned")
        return released

    monkeypatch.setattr("models.goods_documents.release", stop_and_release)
    house.book.perform(goods_documents.cancel, number=receipt.number)
    kept_or_refused(house, other.told(), "T1")
    assert held(house.book) == []


def test_a_pick_while_the_shipment_is_posted_is_kept_or_refused(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1", "T2")
    shipment = house.shipment(("TP-80", 2))
    house.pick(shipment.number, "T1")
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T2", how="scanned")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    assert isinstance(other.told(), NotEditable)
    assert house.place("T2") == house.shelf
    assert held(house.book) == []


def test_a_unit_counted_while_the_count_is_posted_is_kept_or_refused(
    house: Warehouse, other: Station
) -> None:
    house.received("TP-80", "T1")
    number = counted_draft(house, "T1", "T2")
    line = adjusting.view(house.book, number=number).lines[0].id
    other.begins_while_posting(house.book, entry.add, line_id=line, text="T3", how="scanned")
    shown = adjusting.difference(house.book, number=number)
    house.book.perform(adjusting.post, number=number, confirmed=shown)
    kept_or_refused(house, other.told(), "T3")
    assert held(house.book) == []


def test_both_stations_post_the_same_receipt_once(house: Warehouse, other: Station) -> None:
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "T1")
    other.begins_while_posting(house.book, receiving.post, number=receipt.number)
    house.book.perform(receiving.post, number=receipt.number)
    assert isinstance(other.told(), NotEditable)
    assert house.in_stock("TP-80") == 1


def test_a_unit_picked_while_its_receipt_is_reversed_stays_or_goes(house: Warehouse, other: Station) -> None:
    done = house.received("TP-80", "T1")
    shipment = house.shipment(("TP-80", 1))
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T1", how="scanned")
    house.book.perform(goods_reversing.reverse, number=done.document)
    assert isinstance(other.told(), Refusal)
    assert held(house.book) == []


def test_a_unit_picked_while_a_count_misses_it_is_refused(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1", "T2")
    shipment = house.shipment(("TP-80", 1))
    number = counted_draft(house, "T1")
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T2", how="scanned")
    shown = adjusting.difference(house.book, number=number)
    house.book.perform(adjusting.post, number=number, confirmed=shown)
    assert isinstance(other.told(), Refusal)
    assert held(house.book) == []


def counted_draft(house: Warehouse, *found: str) -> str:
    """A draft that counts the shelf and found these; its number."""
    book = house.book
    number = book.perform(adjusting.create, category="Status").number
    made = book.perform(adjusting.add_line, number=number, item="TP-80", way="counted", quantity=0)
    for serial in found:
        house.scan(made.lines[0].id, serial)
    return number


def test_the_last_missing_unit_is_taken_by_one_station(house: Warehouse, other: Station) -> None:
    line = house.receipt(("TP-80", 1)).lines[0].id
    with house.book.write():
        house.book.op = "first"
        entry.add(house.book, line_id=line, text="T1", how="scanned")
        other.begin(entry.add, line_id=line, text="T2", how="scanned")
    assert isinstance(other.told(), ListFull)
    assert held(house.book) == ["T1"]


def test_the_same_list_pasted_at_two_stations_has_one_holder(house: Warehouse, other: Station) -> None:
    """Neither station breaks; whoever is second hears for each unit who has it."""
    lines = [house.receipt(("TP-80", 3)).lines[0].id for _ in range(2)]
    with house.book.write():
        house.book.op = "first"
        entry.add_many(house.book, line_id=lines[0], texts=["T1", "T2"], how="pasted")
        other.begin(entry.add_many, line_id=lines[1], texts=["T1", "T2"], how="pasted")
    answer = other.told()
    assert isinstance(answer, entry.AddedMany)
    assert [type(refusal).__name__ for _, refusal in answer.refused] == ["Held", "Held"]


def test_an_order_lowered_while_it_ships_is_not_shipped_over(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1", "T2")
    order = house.sold(("TP-80", 2))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "T1")
    house.pick(shipment.number, "T2")
    other.begins_while_posting(
        house.book, selling.set_line, number=order, line=NewLine("TP-80", 1, line_no=1)
    )
    house.book.perform(shipping.post, number=shipment.number)
    assert isinstance(other.told(), Refusal)
    assert check(house.book) == ()


def test_a_line_that_another_station_took_off_is_refused(house: Warehouse, other: Station) -> None:
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CABLE", way="up", quantity=1)
    other.perform(adjusting.remove_line, number=number, line_no=1)
    with pytest.raises(Refusal):
        house.book.perform(adjusting.remove_line, number=number, line_no=1)


def test_an_invoice_and_a_shipment_never_take_the_same_goods(house: Warehouse, other: Station) -> None:
    """Both want the rest of one order at the same moment: the order is held, and the second hears of the first."""
    house.stocked("CABLE", 5)
    order = house.sold(("CABLE", 3))
    first = house.book.perform(invoicing.from_order, order=order)
    assert isinstance(other.perform(shipping.start, order=order), OrderHasDraft)
    other.begins_while_posting(house.book, shipping.start, order=order)
    house.book.perform(invoice_posting.post, number=first.number)
    assert isinstance(other.told(), shipping.NotConfirmed)
    assert house.in_stock("CABLE") == 2
    assert check(house.book) == ()


def test_a_unit_scanned_while_its_invoice_is_posted_is_kept_or_refused(
    house: Warehouse, other: Station
) -> None:
    house.received("TP-80", "T1", "T2")
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 1)])
    house.book.perform(invoicing.scan, number=draft.number, text="T1", how="scanned")
    other.begins_while_posting(
        house.book, invoicing.scan, number=draft.number, text="T2", how="scanned", source=""
    )
    house.book.perform(invoice_posting.post, number=draft.number)
    assert isinstance(other.told(), Refusal)
    assert (house.place("T2"), held(house.book)) == (house.shelf, [])
    assert check(house.book) == ()


def test_two_stations_that_post_one_invoice_post_it_once(house: Warehouse, other: Station) -> None:
    house.stocked("CABLE", 5)
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("CABLE", 3)])
    other.begins_while_posting(house.book, invoice_posting.post, number=draft.number)
    done = house.book.perform(invoice_posting.post, number=draft.number)
    assert isinstance(other.told(), PostedIsFinal)
    assert (done.document, house.in_stock("CABLE")) == ("IN-1001", 2)


def test_one_shelf_is_counted_by_one_count_whoever_is_first(house: Warehouse, other: Station) -> None:
    with house.book.write():
        house.book.op = "first"
        counting.start(house.book, location="A-01")
        other.begin(counting.start, location="A-01")
    assert isinstance(other.told(), CountedAtOnce)
    assert house.book.value("SELECT count(*) FROM count_scope") == 1
    assert started(house, "B-02") == "CT-1002", "a refused start takes no number"


def test_a_unit_counted_at_two_shelves_at_once_is_kept_by_the_first(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1")
    first, second = started(house, "A-01"), started(house, "B-02")
    for serial in ("T1", "NOBODY"):
        with house.book.write():
            house.book.op = f"first {serial}"
            counting_scan.count(house.book, number=first, text=serial, how="scanned")
            other.begin(counting_scan.count, number=second, text=serial, how="scanned")
        assert isinstance(other.told(), CountedInOther)
    assert house.book.value("SELECT count(*) FROM counted") == 2


def test_a_unit_scanned_while_its_count_is_finished_is_counted_or_refused(
    house: Warehouse, other: Station
) -> None:
    house.received("TP-80", "T1", "T2")
    number = started(house)
    with house.book.write():
        house.book.op = "finishing"
        counting.finish(house.book, number=number)
        other.begin(counting_scan.count, number=number, text="T1", how="scanned")
    assert isinstance(other.told(), NotCounting)
    assert counting.view(house.book, number=number).counted == 0


def test_a_unit_picked_while_its_count_is_approved_is_refused(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1", "T2")
    shipment = house.shipment(("TP-80", 1))
    number = started(house)
    scan(house, number, "T1")
    finished(house, number)
    other.begins_while_posting(house.book, shipping.pick, number=shipment.number, text="T2", how="scanned")
    approved(house, number)
    assert isinstance(other.told(), Refusal)
    assert (house.place("T2"), held(house.book)) == (LOSS, [])
    assert check(house.book) == ()


def test_a_shipment_posted_while_its_count_is_looked_at_is_no_loss(house: Warehouse, other: Station) -> None:
    """The lists on the screen are older than the shipment: nothing is approved by them."""
    house.received("TP-80", "T1", "T2")
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T2")
    number = started(house)
    scan(house, number, "T1")
    lists = finished(house, number)
    other.perform(shipping.post, number=shipment.number)
    with pytest.raises(CountChanged):
        house.book.perform(counting_approve.approve, number=number, shown=lists)
    assert approved(house, number).adjustment == ""
    assert house.place("T2") == CUSTOMER


def test_both_stations_approve_the_same_count_once(house: Warehouse, other: Station) -> None:
    house.received("TP-80", "T1", "T2")
    number = started(house)
    scan(house, number, "T1")
    lists = finished(house, number)
    other.begins_while_posting(house.book, counting_approve.approve, number=number, shown=lists)
    approved(house, number)
    assert isinstance(other.told(), NotInReview)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'AD'") == 1
    assert check(house.book) == ()

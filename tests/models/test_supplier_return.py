"""Goods go back to their supplier against the receipt they came in on: only those, only what is here, each at its own cost."""

import pytest

from models import (
    adjusting,
    coming_back,
    entry,
    goods_documents,
    goods_reversing,
    moving,
    order_lists,
    purchasing,
    receiving,
    supplier_return,
    supplier_return_posting,
    tracing,
)
from models import supplier_return_lines as listed
from models.book import SUPPLIER, Book
from models.coming_back import Ways, ways
from models.entry import Added
from models.goods_reversing import MovedSince, SentBackSince
from models.lookup import find
from models.orders import SUPPLIER_RETURNS
from models.refusals_repair import (
    NoReceipt,
    NothingToSendBack,
    NotOnReceipt,
    ReceiptNotPosted,
    ReturnByScan,
    ReturnedToSupplier,
    ReturnMoreThanReceived,
)
from models.refusals_sales import NothingGoesBack
from models.refusals_scan import AlreadyShipped, Held, NotEditable, NotOnDocument, TwiceInList, UnknownSerial
from models.supplier_return_lines import SupplierReturn
from models.unfinished import unfinished
from models.unnamed import NotEnough
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False, gtin="05701234567899")
    return built


def received(house: Warehouse, *serials: str, cables: int = 0) -> str:
    """A posted receipt of printers and cables; its number."""
    lines = [("TP-80", len(serials))] if serials else []
    receipt = house.receipt(*lines, *([("CABLE", cables)] if cables else []))
    for line in receipt.lines:
        if line.has_serials:
            house.book.perform(entry.add_many, line_id=line.id, texts=serials, how="scanned")
    house.book.perform(receiving.post, number=receipt.number)
    return receipt.number


def begun(house: Warehouse, receipt: str) -> SupplierReturn:
    return house.book.perform(supplier_return.start, receipt=receipt)


def scan(house: Warehouse, number: str, text: str) -> Added | SupplierReturn:
    return house.book.perform(
        supplier_return.scan, number=number, text=text, how="scanned", raw=text.encode(errors="replace")
    )


def posted(house: Warehouse, number: str) -> goods_documents.Done:
    return house.book.perform(supplier_return_posting.post, number=number)


def test_units_and_quantities_go_back_at_their_own_cost_and_the_order_stays_closed(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, "A1", "A2", cables=5)
    order = receiving.view(book, number=receipt).order
    back = begun(house, receipt)
    assert (back.number, back.receipt, back.supplier, [line.outstanding for line in back.lines]) == (
        "RS-1001",
        receipt,
        "Printec GmbH",
        [2, 5],
    )
    assert begun(house, receipt).number == back.number
    scan(house, back.number, "A1")
    book.perform(supplier_return.say_reason, number=back.number, reason="Dead on arrival")
    book.perform(supplier_return.set_quantity, number=back.number, line_no=2, quantity=2)
    scan(house, back.number, "05701234567899")
    with book.write():
        book.execute("UPDATE item SET cost_price = 1")
    first, again = house.repeated(supplier_return_posting.post, number=back.number)
    assert first == again
    assert (first.serials, first.quantity) == (1, 3)
    assert (house.place("A1"), house.in_stock("TP-80"), house.in_stock("CABLE")) == (SUPPLIER, 1, 2)
    assert book.rows("SELECT quantity, cost FROM quantity_movement WHERE to_place = 1") == [(3, 12_500)]
    newest = tracing.life(book, serial="A1")[0].events[0]
    assert (newest.what, newest.cost, newest.party, newest.reason) == (
        "supplier-return",
        12_500,
        "Printec GmbH",
        "Dead on arrival",
    )
    assert purchasing.view(book, number=order).status == "closed"
    done = listed.view(book, number=back.number)
    assert (done.status, [(line.item, line.quantity) for line in done.lines]) == (
        "posted",
        [("TP-80", 1), ("CABLE", 3)],
    )


def test_only_what_came_in_on_that_receipt_and_is_here_goes_back(house: Warehouse) -> None:
    book = house.book
    receipt, other = received(house, "A1", "A2", "A3"), received(house, "B1")
    house.received("SC-20", "S1")
    house.shipped("TP-80", "A2")
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "A3")
    made = book.perform(adjusting.create, category="Status")
    line = book.perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1).lines[0]
    house.scan(line.id, "NEW")
    book.perform(adjusting.post, number=made.number)
    back = begun(house, receipt)
    for text, refusal, says in (
        ("B1", NotOnReceipt, f"B1 did not come in on {receipt}, but on {other}."),
        ("NEW", NoReceipt, "NEW did not come in on a receipt."),
        ("A2", AlreadyShipped, "A2 was shipped to Nordlys ApS"),
        ("A3", Held, f"A3 is held by {shipment.number}"),
        ("S1", NotOnDocument, "S1 belongs to item SC-20"),
        ("NEVER", UnknownSerial, "NEVER is not known here."),
    ):
        with pytest.raises(refusal) as refused:
            scan(house, back.number, text)
        assert str(refused.value).startswith(says)
    scan(house, back.number, "A1")
    with pytest.raises(TwiceInList):
        scan(house, back.number, "A1")
    book.perform(supplier_return.take_all, number=back.number)
    assert [ln.entered for ln in listed.view(book, number=back.number).lines] == [1]
    with pytest.raises(Held, match=back.number):
        house.pick(house.shipment(("TP-80", 1)).number, "A1")


def test_a_unit_that_went_and_came_home_still_goes_back_against_its_receipt(house: Warehouse) -> None:
    receipt = received(house, "A1")
    house.shipped("TP-80", "A1")
    back = house.book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    house.book.perform(adjusting.post, number=back)
    number = house.book.perform(supplier_return.start_with, serial="A1", item="TP-80", how="listed")
    assert listed.view(house.book, number=number).receipt == receipt
    posted(house, number)
    assert house.place("A1") == SUPPLIER


def test_a_returned_unit_is_received_again_as_back_from_its_supplier(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, "A1")
    number = begun(house, receipt).number
    scan(house, number, "A1")
    posted(house, number)
    shipment = house.shipment(("TP-80", 1))
    with pytest.raises(ReturnedToSupplier) as refused:
        house.pick(shipment.number, "A1")
    assert refused.value.sentence == f"A1 was returned to Printec GmbH on 2026-11-23 ({number})."
    again = house.receipt(("TP-80", 1))
    added = house.scan(again.lines[0].id, "A1")
    assert (added.meaning, added.document, added.party) == ("return", number, "Printec GmbH")
    book.perform(receiving.post, number=again.number)
    assert house.place("A1") == house.shelf
    assert supplier_return.receipt_of(book, serial="A1", item="TP-80") == again.number
    with pytest.raises(NotOnReceipt):  # it is the second receipt's now
        scan(house, begun(house, received(house, "A2")).number, "A1")
    with pytest.raises(MovedSince):
        book.perform(goods_reversing.reverse, number=number)


def test_no_more_goes_back_than_came_in(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, cables=5)
    number = begun(house, receipt).number
    with pytest.raises(ReturnMoreThanReceived) as refused:
        book.perform(supplier_return.set_quantity, number=number, line_no=1, quantity=6)
    assert (
        refused.value.sentence
        == f"Line 1 of {number} cannot have 6 CABLE: 5 of {receipt} are left to return."
    )
    book.perform(supplier_return.set_quantity, number=number, line_no=1, quantity=3)
    posted(house, number)
    second = begun(house, receipt)
    assert second.lines[0].outstanding == 2
    for _ in range(2):
        scan(house, second.number, "CABLE")
    with pytest.raises(ReturnMoreThanReceived):
        scan(house, second.number, "CABLE")
    posted(house, second.number)
    with pytest.raises(NothingToSendBack, match=f"Nothing of {receipt} is here to return."):
        begun(house, receipt)
    assert book.value("SELECT count(*) FROM document WHERE kind = 'RS'") == 2
    book.perform(goods_reversing.reverse, number=number)
    assert begun(house, receipt).lines[0].outstanding == 3


def test_a_quantity_leaves_its_own_shelf_first_and_never_more_than_is_there(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, cables=5)
    made = book.perform(adjusting.create, category="Status")
    book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=50, location="B-02")
    book.perform(adjusting.post, number=made.number)
    made = book.perform(adjusting.create, category="Status")
    book.perform(
        adjusting.add_line, number=made.number, item="CABLE", way="down", quantity=1, location="A-01"
    )
    book.perform(adjusting.post, number=made.number)
    number = begun(house, receipt).number
    book.perform(supplier_return.take_all, number=number)
    posted(house, number)
    left: dict[int, int] = dict(book.rows("SELECT place, quantity FROM stock WHERE quantity > 0"))
    assert left == {house.other_shelf: 49}


def test_goods_that_are_not_here_do_not_go_back(house: Warehouse) -> None:
    receipt = received(house, "A1", cables=2)
    house.stocked("CABLE", 1)
    made = house.book.perform(adjusting.create, category="Waste")
    house.book.perform(adjusting.add_line, number=made.number, item="CABLE", way="down", quantity=2)
    house.book.perform(adjusting.post, number=made.number)
    number = begun(house, receipt).number
    with pytest.raises(NothingGoesBack, match=f"Nothing is entered on {number}."):
        posted(house, number)
    house.book.perform(supplier_return.set_quantity, number=number, line_no=2, quantity=2)
    with pytest.raises(NotEnough):
        posted(house, number)
    assert house.in_stock("CABLE") == 1
    house.book.perform(supplier_return.take_all, number=number)
    assert (posted(house, number).quantity, house.in_stock("CABLE")) == (1, 0)


def test_a_draft_is_undone_cancelled_and_offered_after_a_stop(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, "A1")
    back = begun(house, receipt)
    scan(house, back.number, "A1")
    found = unfinished(book)
    assert found is not None
    assert (found.document, found.kind) == (back.number, "RS")
    assert [one.key for one in find(book, text=back.number.lower())] == [back.number]
    (row,) = order_lists.page(book, SUPPLIER_RETURNS, search="printec").rows
    assert (row.number, row.status) == (back.number, "draft")
    with pytest.raises(ReturnByScan):
        book.perform(supplier_return.set_quantity, number=back.number, line_no=1, quantity=1)
    book.perform(entry.undo, document_id=back.id)
    with pytest.raises(NothingGoesBack):
        posted(house, back.number)
    scan(house, back.number, "A1")
    with pytest.raises(SentBackSince, match=f"{back.number} returns some of it"):
        book.perform(goods_reversing.reverse, number=receipt)
    book.perform(goods_documents.cancel, number=back.number)
    assert tracing.life(book, serial="A1")[0].held_by == ""
    with pytest.raises(NotEditable):
        scan(house, back.number, "A1")
    book.perform(goods_reversing.reverse, number=receipt)
    with pytest.raises(ReceiptNotPosted):
        begun(house, receipt)
    with pytest.raises(NoReceipt):
        book.perform(supplier_return.start_with, serial="A1", item="TP-80", how="listed")


def test_a_return_is_reversed_and_then_its_receipt_can_be(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, "A1", cables=2)
    number = begun(house, receipt).number
    book.perform(supplier_return.take_all, number=number)
    posted(house, number)
    house.stocked("CABLE", 9)  # enough is there to reverse the receipt, and still it must not be
    with pytest.raises(SentBackSince):
        book.perform(goods_reversing.reverse, number=receipt)
    book.perform(goods_reversing.reverse, number=number)
    assert (house.place("A1"), house.in_stock("CABLE")) == (house.shelf, 11)
    book.perform(goods_reversing.reverse, number=receipt)
    assert house.in_stock("CABLE") == 9


def test_each_unit_says_what_can_be_done_with_it(house: Warehouse) -> None:
    book = house.book
    receipt = received(house, "A1", "A2", "A3", "A4")

    def now(serial: str) -> Ways:
        return ways(book, serial=serial, item="TP-80")

    assert now("A1") == Ways(receipt=receipt)
    assert now("NEVER") == Ways()
    house.shipped("TP-80", "A1")
    assert now("A1") == Ways(returns=True, repairs=True)
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "A2")
    assert now("A2") == Ways()
    number = book.perform(supplier_return.start_with, serial="A3", item="TP-80", how="listed")
    assert book.perform(supplier_return.start_with, serial="A3", item="TP-80", how="listed") == number
    assert now("A3") == Ways(receipt=receipt)
    posted(house, number)
    assert now("A3") == Ways()
    draft = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    assert now("A1") == Ways(returns=True)
    book.perform(goods_documents.cancel, number=draft)


def test_a_unit_goes_back_from_whatever_shelf_it_lies_on(house: Warehouse) -> None:
    receipt = received(house, "A1")
    for text in ("A1", "B-02"):
        house.book.perform(moving.scan, text=text, how="scanned")
    assert house.place("A1") == house.other_shelf
    number = begun(house, receipt).number
    scan(house, number, "A1")
    assert house.place("A1") == house.other_shelf
    posted(house, number)
    assert house.place("A1") == SUPPLIER

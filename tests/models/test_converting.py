"""Serial numbers for the units an item has in stock already (R72)."""

import pytest

from models import (
    adjusting,
    adjusting_all,
    adjusting_lines,
    conversions,
    converting,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoicing,
    items,
    landing,
    lists,
    receiving,
    return_posting,
    returning,
    shipping,
)
from models.book import LOSS, Book
from models.checking import check
from models.goods_reversing import AsksSince, MovedSince, UsedSince
from models.item_facts import ItemCard
from models.patterns import SerialPattern
from models.refusals_nouns import AddOnNotInstalled, ItemHasMovements, ItemOnOpenDocument
from models.refusals_rules import (
    ConvertsAlready,
    NamedSince,
    NothingToConvert,
    OnlyItsShelves,
    ShelfNotDone,
)
from models.refusals_sales import SoldWithoutSerials
from models.refusals_scan import AlreadyInStock, FailsPattern, ListFull, TwiceInDocument
from models.tracing import life
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    """Three units on A-01 and two on B-02, without serial numbers."""
    house = Warehouse(book)
    house.item("CAM-1", serials=False, cost_price=7_700)
    house.stocked("CAM-1", 3)
    number = book.perform(adjusting.create, category="Status").number
    book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=2, location="B-02")
    book.perform(adjusting.post, number=number)
    return house


def task(house: Warehouse, item: str = "CAM-1") -> adjusting.Adjustment:
    return house.book.perform(converting.start, item=item)


def assigned(house: Warehouse) -> str:
    """The task of CAM-1 with a serial on each unit, not posted."""
    view = task(house)
    for line, texts in zip(view.lines, (["C-1", "C-2", "C-3"], ["C-4", "C-5"]), strict=True):
        house.book.perform(entry.add_many, line_id=line.id, texts=texts, how="scanned")
    return view.number


def card(house: Warehouse) -> ItemCard:
    return items.view(house.book, number="CAM-1")


def test_the_task_has_a_line_for_each_shelf_and_is_offered_again(house: Warehouse) -> None:
    view = task(house)
    assert view.converts == "CAM-1"
    assert [(line.location, line.quantity, line.entered) for line in view.lines] == [
        ("A-01", 3, 0),
        ("B-02", 2, 0),
    ]
    assert task(house).number == view.number
    assert conversions.tasks(house.book) == (conversions.Task(view.number, "CAM-1", "Item CAM-1", 0, 5),)
    assert (card(house).converting, card(house).has_serials, card(house).unnamed) == (view.number, False, 5)


def test_once_every_shelf_is_scanned_each_unit_has_its_serial_where_it_lies(house: Warehouse) -> None:
    number = assigned(house)
    assert [line.entered for line in task(house).lines] == [3, 2]
    done = house.book.perform(adjusting.post, number=number)
    assert (done.serials, done.quantity) == (5, 0)
    after = card(house)
    assert (after.has_serials, after.serial_at, after.on_hand, after.unnamed) == (True, "receipt", 5, 0)
    assert {serial: house.place(serial) for serial in ("C-1", "C-4")} == {
        "C-1": house.shelf,
        "C-4": house.other_shelf,
    }
    assert life(house.book, serial="C-1")[0].events[0].cost == 7_700
    assert conversions.tasks(house.book) == ()
    house.shipped("CAM-1", "C-1")


def test_named_units_are_worth_what_they_were_without_a_name_to_the_minor_unit(house: Warehouse) -> None:
    book = house.book
    made = book.perform(adjusting.create, category="Status").number
    book.perform(adjusting.add_line, number=made, item="CAM-1", way="up", quantity=1, cost=101)
    book.perform(adjusting.post, number=made)
    receipt = house.receipt(("CAM-1", 1))
    book.perform(receiving.post, number=receipt.number)
    book.perform(landing.spread, receipt=receipt.number, text="Freight", amount=333, way="quantity")
    worth = 5 * 7_700 + 101 + 12_500 + 333
    view = task(house)
    for line, texts in zip(view.lines, ([f"C-{n}" for n in range(5)], ["C-8", "C-9"]), strict=True):
        book.perform(entry.add_many, line_id=line.id, texts=texts, how="scanned")
    value = (
        "SELECT v.named, v.loose FROM stock_value v JOIN item i ON i.id = v.item_id WHERE i.number = 'CAM-1'"
    )
    assert book.row(value) == (0, worth)
    book.perform(adjusting.post, number=view.number)
    assert book.row(value) == (worth, 0)
    costs = [life(book, serial=f"C-{n}")[0].events[0].cost for n in (*range(5), 8, 9)]
    assert sum(costs) == worth
    assert max(costs) - min(costs) <= 1
    assert check(book) == ()
    book.perform(goods_reversing.reverse, number=view.number)
    assert book.row(value) == (0, worth)


def test_a_shelf_that_is_not_done_is_named(house: Warehouse) -> None:
    view = task(house)
    house.book.perform(entry.add_many, line_id=view.lines[0].id, texts=["C-1", "C-2", "C-3"], how="keyed")
    house.scan(view.lines[1].id, "C-4")
    with pytest.raises(ShelfNotDone) as refused:
        house.book.perform(adjusting.post, number=view.number)
    assert refused.value.sentence == f"{view.number}: B-02 has 1 of 2."
    assert card(house).unnamed == 5


def test_no_more_serials_are_assigned_than_units_lie_there(house: Warehouse) -> None:
    line = task(house).lines[1].id
    house.scan(line, "C-4")
    house.scan(line, "C-5")
    with pytest.raises(ListFull):
        house.scan(line, "C-6")
    with pytest.raises(TwiceInDocument):
        house.scan(task(house).lines[0].id, "C-4")


def test_what_leaves_meanwhile_lowers_what_is_to_be_assigned(house: Warehouse) -> None:
    number = assigned(house)
    shipment = house.shipment(("CAM-1", 1))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=1)
    house.book.perform(shipping.post, number=shipment.number)
    assert conversions.tasks(house.book)[0].wanted == 4
    with pytest.raises(ShelfNotDone, match="A-01 has 3 of 2"):
        house.book.perform(adjusting.post, number=number)
    house.book.perform(entry.remove, line_id=task(house).lines[0].id, serial="C-2")
    assert house.book.perform(adjusting.post, number=number).serials == 4
    assert house.place("C-2") is None


def test_what_comes_in_meanwhile_is_to_be_assigned_too(house: Warehouse) -> None:
    number = assigned(house)
    with house.book.write():
        house.book.insert("location", kind="stock", number="C-03", name="Shelf C-03")
    more = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=more, item="CAM-1", way="up", quantity=1, location="C-03")
    house.book.perform(adjusting.post, number=more)
    with pytest.raises(ShelfNotDone, match="C-03 has 0 of 1"):
        house.book.perform(adjusting.post, number=number)
    view = house.book.perform(converting.open_shelves, number=number)
    house.scan(view.lines[2].id, "C-6")
    assert house.book.perform(adjusting.post, number=number).serials == 6


def test_an_open_document_of_the_item_is_named_and_comes_first(house: Warehouse) -> None:
    number = assigned(house)
    shipment = house.shipment(("CAM-1", 1))
    with pytest.raises(ItemOnOpenDocument, match=shipment.number):
        house.book.perform(adjusting.post, number=number)
    house.book.perform(goods_documents.cancel, number=shipment.number)
    house.book.perform(adjusting.post, number=number)


def test_the_plain_tick_stays_fixed_and_the_task_stands_in_its_way(house: Warehouse) -> None:
    ticked = card(house).facts(has_serials=True)
    with pytest.raises(ItemHasMovements):
        house.book.perform(items.change, number="CAM-1", item=ticked)
    number = task(house).number
    with pytest.raises(ConvertsAlready, match=number):
        house.book.perform(items.change, number="CAM-1", item=ticked)


def test_its_lines_are_the_shelves_and_it_is_not_posted_with_the_others(house: Warehouse) -> None:
    number = assigned(house)
    perform = house.book.perform
    with pytest.raises(OnlyItsShelves):
        perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1)
    with pytest.raises(OnlyItsShelves):
        perform(adjusting.remove_line, number=number, line_no=1)
    with pytest.raises(OnlyItsShelves):
        perform(adjusting_lines.set_line, number=number, line_no=1, quantity=1, location="A-01", cost=1)
    assert house.book.perform(adjusting_all.post_all).posted == ()
    assert card(house).converting == number


def test_cancelled_it_leaves_no_trace(house: Warehouse) -> None:
    number = assigned(house)
    house.book.perform(goods_documents.cancel, number=number)
    assert (card(house).converting, card(house).unnamed, card(house).has_serials) == ("", 5, False)
    assert house.place("C-1") is None
    assert task(house).number != number


def test_a_reversal_makes_the_item_and_its_stock_what_they_were(house: Warehouse) -> None:
    number = assigned(house)
    house.book.perform(adjusting.post, number=number)
    back = house.book.perform(goods_reversing.reverse, number=number)
    assert (back.serials, back.quantity) == (5, 0)
    assert (card(house).has_serials, card(house).unnamed, house.place("C-1")) == (False, 5, LOSS)
    again = assigned(house)
    assert house.book.perform(adjusting.post, number=again).serials == 5


def test_it_is_not_reversed_once_a_unit_moved_or_came_in_with_its_serial(house: Warehouse) -> None:
    number = assigned(house)
    house.book.perform(adjusting.post, number=number)
    shipped = house.shipped("CAM-1", "C-1")
    with pytest.raises(MovedSince):
        house.book.perform(goods_reversing.reverse, number=number)
    house.book.perform(goods_reversing.reverse, number=shipped.document)
    receipt = house.received("CAM-1", "C-9")
    with pytest.raises(NamedSince, match="C-9 of CAM-1"):
        house.book.perform(goods_reversing.reverse, number=number)
    house.book.perform(goods_reversing.reverse, number=receipt.document)
    house.book.perform(goods_reversing.reverse, number=number)
    assert card(house).unnamed == 5


def test_what_was_posted_before_stays_true_and_brings_no_unit_back_without_a_serial(house: Warehouse) -> None:
    book = house.book
    receipt = house.receipt(("CAM-1", 1))
    book.perform(receiving.post, number=receipt.number)
    shipment = house.shipment(("CAM-1", 1))
    book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=1)
    book.perform(shipping.post, number=shipment.number)
    sold = book.perform(invoicing.from_order, order=house.sold(("CAM-1", 1)))
    invoice = book.perform(invoice_posting.post, number=sold.number).document
    view = task(house)
    for n, line in enumerate(view.lines):
        texts = [f"C-{n}{k}" for k in range(line.quantity)]
        book.perform(entry.add_many, line_id=line.id, texts=texts, how="scanned")
    book.perform(adjusting.post, number=view.number)

    with pytest.raises(AsksSince):
        book.perform(goods_reversing.reverse, number=shipment.number)
    with pytest.raises(UsedSince):
        book.perform(goods_reversing.reverse, number=receipt.number)
    late = book.perform(invoicing.from_shipment, shipment=shipment.number)
    assert not late.lines[0].has_serials
    book.perform(invoice_posting.post, number=late.number)
    note = book.perform(returning.start, invoice=invoice)
    book.perform(returning.set_quantity, number=note.number, line_no=1, quantity=1)
    with pytest.raises(SoldWithoutSerials):
        book.perform(return_posting.post, number=note.number)
    book.perform(returning.change, number=note.number, restock=False)
    book.perform(return_posting.post, number=note.number)
    assert card(house).unnamed == 0


def test_the_rules_of_the_list_hold(house: Warehouse) -> None:
    book = house.book
    ruled = card(house).facts(pattern=SerialPattern(mask="C-#"))
    book.perform(items.change, number="CAM-1", item=ruled)
    line = task(house).lines[0].id
    with pytest.raises(FailsPattern):
        house.scan(line, "KO-1")
    house.scan(line, "C-1")
    assert [row.meaning for row in lists.rows(book, line_id=line)] == ["assign"]
    assert lists.view(book, line_id=line).wanted == 3


def test_an_item_that_asks_at_shipment_comes_to_ask_at_receipt(book: Book) -> None:
    house = Warehouse(book)
    house.item("CAM-1", serial_at="shipment")
    receipt = house.receipt(("CAM-1", 3))
    house.scan(receipt.lines[0].id, "C-0")
    book.perform(receiving.post, number=receipt.number)
    view = task(house)
    line = view.lines[0]
    assert line.quantity == 2
    with pytest.raises(AlreadyInStock):
        house.scan(line.id, "C-0")
    house.scan(line.id, "C-1")
    house.scan(line.id, "C-2")
    shipment = house.shipment(("CAM-1", 1))
    assert house.pick(shipment.number, "C-2").count == 1  # it leaves: nothing of it is left to assign
    assert [row.serial for row in lists.rows(book, line_id=line.id)] == ["C-1"]
    book.perform(shipping.post, number=shipment.number)
    book.perform(adjusting.post, number=view.number)
    assert (card(house).serial_at, card(house).on_hand, card(house).unnamed) == ("receipt", 2, 0)
    book.perform(goods_reversing.reverse, number=view.number)
    assert (card(house).serial_at, card(house).on_hand, card(house).unnamed) == ("shipment", 2, 1)


def test_without_anything_in_stock_the_item_asks_from_then_on(book: Book) -> None:
    house = Warehouse(book)
    house.item("CAM-1", serials=False)
    house.stocked("CAM-1", 1)
    number = book.perform(adjusting.create, category="Status").number
    book.perform(adjusting.add_line, number=number, item="CAM-1", way="down", quantity=1)
    book.perform(adjusting.post, number=number)
    view = task(house)
    assert view.lines == ()
    assert book.perform(adjusting.post, number=view.number).serials == 0
    house.received("CAM-1", "C-1")
    with pytest.raises(NothingToConvert):
        task(house)


def test_the_add_on_is_needed(house: Warehouse) -> None:
    with house.book.write():
        house.book.execute("DELETE FROM setting WHERE key LIKE 'addon.%'")
    with pytest.raises(AddOnNotInstalled):
        task(house)


def test_a_lost_reply_gives_the_same_task_and_one_posting(house: Warehouse) -> None:
    first, again = house.repeated(converting.start, item="CAM-1")
    assert first.number == again.number
    number = assigned(house)
    one, two = house.repeated(adjusting.post, number=number)
    assert one == two

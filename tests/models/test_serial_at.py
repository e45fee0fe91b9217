"""When a serial number is asked for (R73): at receipt, at shipment, or never; and what the ledger says of each."""

import pytest
from peewee import IntegrityError

from models import (
    adjusting,
    choosing,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoicing,
    item_stock,
    items,
    list_facts,
    lists,
    moving,
    moving_hand,
    paper,
    receiving,
    return_posting,
    returning,
    shipping,
    supplier_return,
    supplier_return_posting,
    unnamed,
)
from models.book import LOSS, Book
from models.document_serials import on_document
from models.goods_documents import SerialsMissing
from models.goods_reversing import MovedSince, UsedSince
from models.refusals_moves import HowMany, NotThatMany
from models.refusals_nouns import ItemOnOpenDocument
from models.refusals_rules import MomentUnknown, UnnamedInStock
from models.refusals_scan import (
    AlreadyShipped,
    FailsPattern,
    KnownElsewhere,
    ListFull,
    LooksLike,
    NewForWhichItem,
    NoneUnnamed,
    UnknownSerial,
)
from models.shipping import NotEnough
from models.unnamed import NotEnoughUnnamed
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    house = Warehouse(book)
    house.item("CAM-1", serial_at="shipment")
    return house


def received(house: Warehouse, quantity: int) -> str:
    receipt = house.receipt(("CAM-1", quantity))
    return house.book.perform(receiving.post, number=receipt.number).document


def numbers(house: Warehouse, item: str = "CAM-1") -> tuple[int, int]:
    """Units in stock, and those of them without a serial number."""
    card = items.view(house.book, number=item)
    return card.on_hand, card.unnamed


def invoice_of(house: Warehouse, quantity: int, *serials: str) -> str:
    draft = house.book.perform(invoicing.from_order, order=house.sold(("CAM-1", quantity)))
    for serial in serials:
        house.book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
    return house.book.perform(invoice_posting.post, number=draft.number).document


def test_a_receipt_asks_no_serial_and_books_the_quantity_in(house: Warehouse) -> None:
    receipt = house.receipt(("CAM-1", 5))
    line = receipt.lines[0]
    assert (line.has_serials, line.may_have) == (False, True)
    done = house.book.perform(receiving.post, number=receipt.number)
    assert (done.serials, done.quantity) == (0, 5)
    assert numbers(house) == (5, 5)


def test_each_unit_gets_its_serial_when_it_is_picked(house: Warehouse) -> None:
    received(house, 5)
    shipment = house.shipment(("CAM-1", 2))
    assert shipment.lines[0].has_serials
    with pytest.raises(SerialsMissing, match="CAM-1 0/2"):
        house.book.perform(shipping.post, number=shipment.number)
    assert house.pick(shipment.number, "C-001").count == 1
    house.pick(shipment.number, "C-002")
    done = house.book.perform(shipping.post, number=shipment.number)
    assert (done.serials, done.quantity) == (2, 0)
    assert numbers(house) == (3, 3)
    assert house.place("C-001") == 2
    note = paper.delivery_note(house.book, number=shipment.number)
    assert note.lines[0].serials == ("C-001", "C-002")
    assert note.lines[0].delivered == 2
    with pytest.raises(AlreadyShipped):
        house.pick(house.shipment(("CAM-1", 1)).number, "C-001")


def test_an_invoice_that_delivers_asks_for_the_same(house: Warehouse) -> None:
    received(house, 2)
    draft = house.book.perform(invoicing.from_order, order=house.sold(("CAM-1", 2)))
    with pytest.raises(SerialsMissing):
        house.book.perform(invoice_posting.post, number=draft.number)
    house.book.perform(entry.add_many, line_id=draft.lines[0].id, texts=["I-11", "I-12"], how="pasted")
    done = house.book.perform(invoice_posting.post, number=draft.number)
    assert on_document(house.book, number=done.document) == {1: ("I-11", "I-12")}
    assert numbers(house) == (0, 0)


def test_a_reversed_shipment_gives_the_shelf_its_quantity_and_the_serial_is_nowhere(house: Warehouse) -> None:
    received(house, 3)
    done = house.shipped("CAM-1", "C-001", "C-002")
    back = house.book.perform(goods_reversing.reverse, number=done.document)
    assert (back.serials, back.quantity) == (2, 0)
    assert numbers(house) == (3, 3)
    assert house.place("C-001") == LOSS
    order = house.sold(("CAM-1", 1))
    with pytest.raises(UnknownSerial):  # no order is promised a unit that nothing stands for
        house.book.perform(choosing.choose, order=order, line_no=1, text="C-009", how="keyed")
    again = house.shipped("CAM-1", "C-001")
    assert again.serials == 1
    assert numbers(house) == (2, 2)


def test_a_unit_that_comes_back_by_credit_note_is_a_named_one_and_is_picked_by_its_serial(
    house: Warehouse,
) -> None:
    received(house, 3)
    invoice = invoice_of(house, 2, "C-001", "C-002")
    note = house.book.perform(returning.start, invoice=invoice)
    house.book.perform(returning.scan, number=note.number, text="C-001", how="scanned")
    house.book.perform(return_posting.post, number=note.number)
    assert numbers(house) == (2, 1)
    shipment = house.shipment(("CAM-1", 2))
    house.pick(shipment.number, "C-001")
    house.pick(shipment.number, "C-003")
    rows = lists.rows(house.book, line_id=shipment.lines[0].id)
    assert [row.meaning for row in rows] == ["name", "pick"]
    house.book.perform(shipping.post, number=shipment.number)
    assert numbers(house) == (0, 0)


@pytest.mark.parametrize("way", ["adjustment", "receipt"])
def test_a_shipped_unit_comes_in_under_its_serial_beside_units_without(house: Warehouse, way: str) -> None:
    received(house, 1)
    house.shipped("CAM-1", "C-001")
    if way == "receipt":
        receipt = house.receipt(("CAM-1", 3))
        house.scan(receipt.lines[0].id, "C-001", **{"return": "yes"})
        done = house.book.perform(receiving.post, number=receipt.number)
    else:
        number = house.book.perform(adjusting.create, category="Status").number
        view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=3)
        house.scan(view.lines[0].id, "C-001")
        done = house.book.perform(adjusting.post, number=number)
    assert (done.serials, done.quantity) == (1, 2)
    assert numbers(house) == (3, 2)
    house.book.perform(goods_reversing.reverse, number=done.document)
    assert numbers(house) == (0, 0)
    assert house.place("C-001") == 2


def test_units_without_a_serial_leave_by_quantity_and_named_ones_by_their_serial(house: Warehouse) -> None:
    received(house, 1)
    house.shipped("CAM-1", "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=2)
    house.scan(view.lines[0].id, "C-001")
    house.book.perform(adjusting.post, number=number)
    assert numbers(house) == (2, 1)

    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="down", quantity=2)
    with pytest.raises(NotEnoughUnnamed, match="2 CAM-1 without a serial number are asked for, and 1 are"):
        house.book.perform(adjusting.post, number=number)
    with pytest.raises(UnknownSerial):
        house.scan(view.lines[0].id, "C-002")
    house.scan(view.lines[0].id, "C-001")
    done = house.book.perform(adjusting.post, number=number)
    assert (done.serials, done.quantity) == (1, 1)
    assert numbers(house) == (0, 0)
    assert house.place("C-001") == LOSS


def test_a_count_goes_by_number_and_never_writes_off_a_named_unit(house: Warehouse) -> None:
    received(house, 3)
    house.shipped("CAM-1", "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1)
    house.scan(view.lines[0].id, "C-001")
    house.book.perform(adjusting.post, number=number)
    assert numbers(house) == (3, 2)
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="counted", quantity=0)
    with pytest.raises(list_facts.NoSerialsHere):
        lists.view(house.book, line_id=view.lines[0].id)
    with pytest.raises(NotEnough):
        house.book.perform(adjusting.post, number=number)
    assert numbers(house) == (3, 2)
    house.book.perform(goods_documents.cancel, number=number)
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="counted", quantity=1)
    house.book.perform(adjusting.post, number=number)
    assert numbers(house) == (1, 0)


def test_no_more_units_get_a_serial_than_lie_there_without_one(house: Warehouse) -> None:
    received(house, 1)
    first, second = house.shipment(("CAM-1", 2)), house.shipment(("CAM-1", 1))
    house.pick(first.number, "C-001")
    sentence = "C-002 is not known here, and no unit of CAM-1 without a serial number is left in stock."
    for shipment in (first, second):
        with pytest.raises(NoneUnnamed) as refused:
            house.pick(shipment.number, "C-002")
        assert refused.value.sentence == sentence
    preview = entry.preview(house.book, line_id=second.lines[0].id, texts=["C-003", "C-004"])
    assert len(preview.bad) == 2
    house.book.perform(entry.undo, document_id=first.id)
    many = house.book.perform(
        entry.add_many, line_id=first.lines[0].id, texts=["C-005", "C-006"], how="pasted"
    )
    assert many.added == 1
    assert isinstance(many.refused[0][1], NoneUnnamed)


def test_stock_that_left_since_the_scan_is_said_at_the_posting(house: Warehouse) -> None:
    received(house, 1)
    shipment = house.shipment(("CAM-1", 1))
    house.pick(shipment.number, "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="down", quantity=1)
    house.book.perform(adjusting.post, number=number)
    with pytest.raises(NotEnoughUnnamed):
        house.book.perform(shipping.post, number=shipment.number)
    assert house.place("C-001") is None


def test_the_rules_of_the_list_hold_where_units_leave(house: Warehouse) -> None:
    house.item("STRICT", serial_at="shipment", serial_mask="AB-###")
    house.item("OTHER")
    house.received("OTHER", "AB-777")
    house.stocked("STRICT", 5)
    shipment = house.shipment(("STRICT", 2))
    line = shipment.lines[0].id
    with pytest.raises(FailsPattern):
        house.scan(line, "XY-001")
    with pytest.raises(KnownElsewhere):
        house.scan(line, "AB-777")
    house.scan(line, "AB-001")
    house.scan(line, "AB-003")
    with pytest.raises(ListFull):
        house.scan(line, "AB-004")
    assert [row.serial for row in lists.rows(house.book, line_id=line)] == ["AB-003", "AB-001"]


def test_a_new_serial_goes_to_the_only_line_that_can_take_it_or_a_person_says(house: Warehouse) -> None:
    house.item("TP-80")
    house.item("CAM-2", serial_at="shipment", serial_mask="K-###")
    house.received("TP-80", "T-1")
    received(house, 2)
    house.stocked("CAM-2", 2)
    shipment = house.shipment(("TP-80", 1), ("CAM-1", 1), ("CAM-2", 1))
    assert house.pick(shipment.number, "C-001").item == "CAM-1"
    house.book.perform(entry.undo, document_id=shipment.id)
    with pytest.raises(
        NewForWhichItem, match="K-001 is new, and may be of several items on SH-1001: CAM-1, CAM-2"
    ):
        house.pick(shipment.number, "K-001")
    assert house.pick(shipment.number, "K-001", item="CAM-2").item == "CAM-2"
    assert house.pick(shipment.number, "T-1").item == "TP-80"
    assert house.pick(shipment.number, "C-002").item == "CAM-1"


def test_a_question_about_a_new_serial_names_its_line(house: Warehouse) -> None:
    received(house, 3)
    house.shipped("CAM-1", "C-0B1")
    shipment = house.shipment(("CAM-1", 1))
    with pytest.raises(LooksLike) as asked:
        house.pick(shipment.number, "C-081")
    assert asked.value.fields["line_id"] == shipment.lines[0].id
    draft = house.book.perform(invoicing.from_order, order=house.sold(("CAM-1", 1)))
    with pytest.raises(LooksLike) as asked:
        house.book.perform(invoicing.scan, number=draft.number, text="C-081", how="scanned")
    assert asked.value.fields["line_id"] == draft.lines[0].id


def test_an_order_promises_named_units_only(house: Warehouse) -> None:
    received(house, 2)
    house.shipped("CAM-1", "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1)
    house.scan(view.lines[0].id, "C-001")
    house.book.perform(adjusting.post, number=number)
    order = house.sold(("CAM-1", 2))
    line = house.book.value("SELECT id FROM document_line WHERE document_id = (SELECT max(id) FROM document)")
    assert [c.serial for c in choosing.candidates(house.book, line_id=line)] == ["C-001"]
    house.book.perform(choosing.choose, order=order, line_no=1, text="C-001", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "C-002")
    done = house.book.perform(shipping.post, number=shipment.number)
    assert set(on_document(house.book, number=done.document)[1]) == {"C-001", "C-002"}
    assert numbers(house) == (0, 0)


def test_units_leave_the_fullest_shelf_of_those_without_a_serial(house: Warehouse) -> None:
    received(house, 1)
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=3, location="B-02")
    house.book.perform(adjusting.post, number=number)
    lying = item_stock.by_place(house.book, number="CAM-1")
    assert [(one.location, one.quantity, one.unnamed) for one in lying] == [("A-01", 1, 1), ("B-02", 3, 3)]
    house.shipped("CAM-1", "C-001", "C-002", "C-003", "C-004")
    assert item_stock.by_place(house.book, number="CAM-1") == ()


def test_what_came_in_is_not_reversed_once_its_units_have_a_serial_and_left(house: Warehouse) -> None:
    receipt = received(house, 2)
    shipment = house.shipped("CAM-1", "C-001")
    with pytest.raises(UsedSince, match="fewer than 2 CAM-1 are left"):
        house.book.perform(goods_reversing.reverse, number=receipt)
    house.book.perform(goods_reversing.reverse, number=shipment.document)
    house.book.perform(goods_reversing.reverse, number=receipt)
    assert numbers(house) == (0, 0)


def test_a_shipment_is_not_reversed_once_its_unit_is_back_by_itself(house: Warehouse) -> None:
    received(house, 1)
    shipment = house.shipped("CAM-1", "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1)
    house.scan(view.lines[0].id, "C-001")
    house.book.perform(adjusting.post, number=number)
    with pytest.raises(MovedSince):
        house.book.perform(goods_reversing.reverse, number=shipment.document)


def test_the_moment_changes_only_where_no_list_and_no_unit_speaks_against_it(house: Warehouse) -> None:
    book = house.book
    card = items.view(book, number="CAM-1")
    with pytest.raises(MomentUnknown):
        book.perform(items.change, number="CAM-1", item=card.facts(serial_at="delivery"))
    received(house, 2)
    with pytest.raises(UnnamedInStock, match="2 units of CAM-1 in stock have no serial number"):
        book.perform(items.change, number="CAM-1", item=card.facts(serial_at="receipt"))
    shipment = house.shipped("CAM-1", "C-001", "C-002")
    draft = house.receipt(("CAM-1", 1))
    with pytest.raises(ItemOnOpenDocument):
        book.perform(items.change, number="CAM-1", item=card.facts(serial_at="receipt"))
    book.perform(goods_documents.cancel, number=draft.number)
    assert (
        book.perform(items.change, number="CAM-1", item=card.facts(serial_at="receipt")).serial_at
        == "receipt"
    )
    with pytest.raises(goods_reversing.AsksSince):
        book.perform(goods_reversing.reverse, number=shipment.document)
    book.perform(items.change, number="CAM-1", item=card.facts())
    book.perform(goods_reversing.reverse, number=shipment.document)
    assert numbers(house) == (2, 2)


@pytest.mark.tampers
def test_the_engine_itself_keeps_a_quantity_from_taking_a_named_unit(house: Warehouse) -> None:
    house.received("CAM-1", "C-001", "C-002")
    book = house.book
    assert unnamed.lying(book, items.view(book, number="CAM-1").id) == []
    with (
        pytest.raises(
            IntegrityError, match=r"a unit with a serial number leaves by it|stock_value_loose_units"
        ),
        book.write(),
    ):
        book.execute(
            "INSERT INTO quantity_movement (posting_id, line_id, item_id, from_place, to_place, quantity, how, cost) "
            "SELECT posting_id, line_id, item_id, to_place, 2, 1, 'keyed', 0 FROM movement LIMIT 1"
        )


@pytest.mark.tampers
def test_the_engine_itself_keeps_units_without_a_serial_from_an_item_that_asks_at_receipt(
    house: Warehouse,
) -> None:
    house.item("TP-80")
    house.received("TP-80", "T1")
    with pytest.raises(IntegrityError, match="comes in by its serial number"), house.book.write():
        house.book.execute(
            "INSERT INTO quantity_movement (posting_id, line_id, item_id, from_place, to_place, quantity, how, cost) "
            "SELECT posting_id, line_id, item_id, 2, to_place, 1, 'keyed', 0 FROM movement LIMIT 1"
        )


def test_units_without_a_serial_are_moved_by_quantity_and_named_ones_by_their_serial(
    house: Warehouse,
) -> None:
    received(house, 3)
    house.shipped("CAM-1", "C-001")
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1)
    house.scan(view.lines[0].id, "C-001")
    house.book.perform(adjusting.post, number=number)
    with pytest.raises(HowMany):
        house.book.perform(moving.scan, text="CAM-1", how="scanned")
    assert [one.quantity for one in item_stock.by_quantity(house.book, number="CAM-1")] == [2]
    with pytest.raises(NotThatMany):
        house.book.perform(moving.take_quantity, item="CAM-1", quantity=3, place="A-01")
    house.book.perform(moving.take_quantity, item="CAM-1", quantity=1, place="A-01")
    house.book.perform(moving.scan, text="C-001", how="scanned")
    assert moving_hand.hand(house.book).count == 2
    placed = house.book.perform(moving.put, place="B-02")
    assert placed.count == 2
    lying = item_stock.by_place(house.book, number="CAM-1")
    assert [(one.location, one.quantity, one.unnamed) for one in lying] == [("A-01", 1, 1), ("B-02", 2, 1)]
    house.book.perform(goods_reversing.reverse, number=placed.document)
    lying = item_stock.by_place(house.book, number="CAM-1")
    assert [(one.location, one.quantity, one.unnamed) for one in lying] == [("A-01", 3, 2)]


def test_units_without_a_serial_go_back_to_their_supplier_by_quantity(house: Warehouse) -> None:
    receipt = received(house, 3)
    house.shipped("CAM-1", "C-001")
    made = house.book.perform(supplier_return.start, receipt=receipt)
    assert not made.lines[0].has_serials
    house.book.perform(supplier_return.set_quantity, number=made.number, line_no=1, quantity=2)
    done = house.book.perform(supplier_return_posting.post, number=made.number)
    assert (done.serials, done.quantity) == (0, 2)
    assert numbers(house) == (0, 0)

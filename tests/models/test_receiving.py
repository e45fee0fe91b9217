"""Goods receipts: what comes in, what is refused, and taking it back."""

import pytest

from models import entry, lists, receiving
from models.book import SUPPLIER, Book
from models.goods_documents import SerialsMissing
from models.goods_reversing import MovedSince, NotPosted, reverse
from models.refusals_scan import AlreadyInStock, ComesBack, ListFull, NotEditable, NothingToUndo, TwiceInList
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    return built


def test_each_scan_is_kept_and_posting_moves_it_to_the_shelf(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3), ("CABLE", 5))
    line = receipt.lines[0]
    assert [house.scan(line.id, f"SN{n}").count for n in range(3)] == [1, 2, 3]
    assert [row.serial for row in lists.view(house.book, line_id=line.id).rows] == ["SN2", "SN1", "SN0"]
    done = house.book.perform(receiving.post, number=receipt.number)
    assert (done.serials, done.quantity) == (3, 5)
    assert house.place("SN1") == house.shelf
    assert house.in_stock("TP-80") == 3
    assert house.in_stock("CABLE") == 5
    assert house.book.value("SELECT status FROM document WHERE number = 'PO-1001'") == "closed"


def test_the_same_serial_twice_is_refused_with_the_time_of_the_first(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 3)).lines[0]
    house.scan(line.id, "SN1")
    with pytest.raises(TwiceInList, match=r"SN1 is twice in this list; it was entered at \d\d:\d\d:\d\d\."):
        house.scan(line.id, " SN1 ")
    assert lists.view(house.book, line_id=line.id).count == 1


def test_a_serial_in_stock_says_since_when_by_what_and_where(house: Warehouse) -> None:
    house.received("TP-80", "SN1")
    line = house.receipt(("TP-80", 1)).lines[0]
    with pytest.raises(AlreadyInStock) as refused:
        house.scan(line.id, "SN1")
    assert "SN1 is in stock since 2026-11-23 (GR-1001, A-01)." in refused.value.sentence


def test_one_too_many_is_refused(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 1)).lines[0]
    house.scan(line.id, "SN1")
    with pytest.raises(ListFull):
        house.scan(line.id, "SN2")


def test_a_partial_receipt_leaves_the_rest_outstanding(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3))
    house.scan(receipt.lines[0].id, "SN1")
    with pytest.raises(SerialsMissing, match="2 serial numbers are missing on GR-1001: TP-80 1/3"):
        house.book.perform(receiving.post, number=receipt.number)
    house.book.perform(receiving.post, number=receipt.number, short=True)
    again = house.book.perform(receiving.start, order=receipt.order)
    assert (again.number, again.lines[0].quantity) == ("GR-1002", 2)


def test_more_than_outstanding_needs_the_quantity_typed_again(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3))
    with pytest.raises(receiving.OverReceipt):
        house.book.perform(receiving.set_line, number=receipt.number, line_no=1, quantity=4)
    with pytest.raises(receiving.OverReceipt):
        house.book.perform(receiving.set_line, number=receipt.number, line_no=1, quantity=4, confirmed=40)
    changed = house.book.perform(
        receiving.set_line, number=receipt.number, line_no=1, quantity=4, confirmed=4
    )
    assert changed.lines[0].quantity == 4


def test_a_reversed_receipt_leaves_every_serial_as_before(house: Warehouse) -> None:
    house.received("TP-80", "SN1", "SN2")
    house.book.perform(reverse, number="GR-1001")
    assert house.place("SN1") == SUPPLIER
    assert house.in_stock("TP-80") == 0
    assert house.book.value("SELECT status FROM document WHERE number = 'PO-1001'") == "open"
    with pytest.raises(NotPosted):
        house.book.perform(reverse, number="GR-1001")
    house.received("TP-80", "SN1")
    assert house.place("SN1") == house.shelf


def test_a_receipt_whose_unit_left_cannot_be_reversed(house: Warehouse) -> None:
    house.received("TP-80", "SN1", "SN2")
    house.shipped("TP-80", "SN2")
    with pytest.raises(
        MovedSince, match="GR-1001 cannot be reversed: SN2 of TP-80 has moved since \\(SH-1001\\)"
    ):
        house.book.perform(reverse, number="GR-1001")
    assert house.place("SN1") == house.shelf


def test_a_shipped_unit_is_offered_as_a_return(house: Warehouse) -> None:
    house.received("TP-80", "SN1")
    house.shipped("TP-80", "SN1")
    line = house.receipt(("TP-80", 1)).lines[0]
    with pytest.raises(ComesBack, match="SN1 was shipped to Nordlys ApS on 2026-11-23 \\(SH-1001\\)"):
        house.scan(line.id, "SN1")
    added = house.scan(line.id, "SN1", **{"return": "yes"})
    assert (added.meaning, added.party, added.document) == ("return", "Nordlys ApS", "SH-1001")


def test_undo_goes_back_step_by_step(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3))
    line = receipt.lines[0]
    for serial in ("SN1", "SN2"):
        house.scan(line.id, serial)
    undone = [
        house.book.perform(entry.undo, document_id=receipt.id, line_id=line.id).serial for _ in range(2)
    ]
    assert undone == ["SN2", "SN1"]
    with pytest.raises(NothingToUndo):
        house.book.perform(entry.undo, document_id=receipt.id, line_id=line.id)
    assert house.scan(line.id, "SN2").count == 1


def test_a_posted_receipt_takes_no_more_scans(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "SN1")
    house.book.perform(receiving.post, number=receipt.number)
    with pytest.raises(NotEditable):
        house.scan(receipt.lines[0].id, "SN2")


def test_one_bad_serial_never_discards_the_others(house: Warehouse) -> None:
    house.received("TP-80", "OLD1")
    line = house.receipt(("TP-80", 10)).lines[0]
    texts = ["A1", "OLD1", "A2", "A1", "b\x07d", "", "x" * 101, "A3"]
    result = house.book.perform(entry.add_many, line_id=line.id, texts=texts, how="pasted")
    assert result.added == 3
    assert [type(refusal).__name__ for _, refusal in result.refused] == [
        "AlreadyInStock",
        "TwiceInList",
        "IllegalCharacter",
        "EmptySerial",
        "TooLong",
    ]

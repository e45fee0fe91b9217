"""A supplier's list against what came: expected, received, missing, unexpected."""

import pytest

from models import expecting, lists, purchasing, receiving
from models.book import Book
from models.refusals_scan import Unexpected
from tests.builders import Warehouse


def expecting_line(book: Book, *serials: str) -> tuple[Warehouse, str, receiving.Receipt]:
    warehouse = Warehouse(book)
    warehouse.item("TP-80")
    order = warehouse.ordered(("TP-80", 4))
    book.perform(purchasing.expect, number=order, line_no=1, serials=serials)
    return warehouse, order, book.perform(receiving.start, order=order)


def test_missing_shrinks_with_every_announced_unit_and_an_unexpected_one_is_counted_apart(book: Book) -> None:
    warehouse, _, receipt = expecting_line(book, "A1", "A2", "A3")
    line = receipt.lines[0].id
    assert book.perform(expecting.tally, line_id=line) == expecting.Tally(3, 0, 3, 0)
    warehouse.scan(line, "A2")
    with pytest.raises(Unexpected):
        warehouse.scan(line, "X9")
    warehouse.scan(line, "X9", unexpected="sent in place of A1")
    assert book.perform(expecting.tally, line_id=line) == expecting.Tally(3, 1, 2, 1)
    assert book.perform(expecting.missing, line_id=line) == ("A1", "A3")


def test_units_of_an_earlier_receipt_are_received_and_missing_again_after_its_reversal(book: Book) -> None:
    from models import goods_reversing

    warehouse, order, receipt = expecting_line(book, "A1", "A2", "A3")
    warehouse.scan(receipt.lines[0].id, "A1")
    book.perform(receiving.post, number=receipt.number, short=True)
    later = book.perform(receiving.start, order=order).lines[0].id
    assert book.perform(expecting.missing, line_id=later) == ("A2", "A3")
    book.perform(goods_reversing.reverse, number=receipt.number)
    assert book.perform(expecting.missing, line_id=later) == ("A1", "A2", "A3")


def test_a_serial_is_found_at_its_place_in_a_long_list(book: Book) -> None:
    warehouse = Warehouse(book)
    warehouse.item("TP-80")
    receipt = warehouse.receipt(("TP-80", 5))
    for serial in ("A1", "A2", "A3", "A4"):
        warehouse.scan(receipt.lines[0].id, serial)
    found = book.perform(lists.find, line_id=receipt.lines[0].id, serial="A3")
    assert found is not None
    assert (found.position, [row.serial for row in found.rows]) == (3, ["A3", "A2", "A1"])
    assert book.perform(lists.find, line_id=receipt.lines[0].id, serial="A9") is None

"""Whose a unit is, and on which sale it left, once a return, a purchase or a sale of it was reversed: as before."""

from collections.abc import Callable

import pytest

from models import (
    adjusting,
    coming_back,
    entry,
    goods_reversing,
    invoice_posting,
    invoicing,
    receiving,
    repair_posting,
    repairing,
    repairs,
    return_posting,
    serial_report,
    supplier_return,
    supplier_return_posting,
    tracing,
    warranty,
)
from models.book import Book
from models.coming_back import ways
from models.refusals_scan import AlreadyShipped
from models.serial_report import SerialFilter
from tests.builders import Warehouse

INVOICE = "IN-1001"


@pytest.fixture
def house(book: Book) -> Warehouse:
    """N1 and N2 came on GR-1001 and were sold to Nordlys on SH-1001 and IN-1001."""
    built = Warehouse(book)
    built.item("TP-80", warranty_months=24)
    built.received("TP-80", "N1", "N2")
    shipped = built.shipped("TP-80", "N1", "N2")
    draft = book.perform(invoicing.from_shipment, shipment=shipped.document)
    book.perform(invoice_posting.post, number=draft.number)
    return built


def buy_back(house: Warehouse, serial: str = "N1") -> str:
    receipt = house.receipt(("TP-80", 1))
    line = receipt.lines[0].id
    house.book.perform(entry.add, line_id=line, text=serial, how="scanned", sure={"return": "yes"})
    house.book.perform(receiving.post, number=receipt.number)
    return receipt.number


def take_back(house: Warehouse, serial: str = "N1") -> str:
    perform = house.book.perform
    made = perform(adjusting.create, category="Sales")
    draft = perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1)
    perform(entry.add, line_id=draft.lines[0].id, text=serial, how="scanned")
    perform(adjusting.post, number=made.number)
    return made.number


def sell_again_in_vain(house: Warehouse) -> str:
    """It is taken back, sold to another customer, and both are reversed."""
    perform = house.book.perform
    returned = take_back(house)
    with house.book.write():
        other = house.book.insert(
            "party", kind="customer", number="C2", name="Havn A/S", search="c2 havn a/s"
        )
        house.customer, nordlys = other, house.customer
    sold = house.shipped("TP-80", "N1").document
    house.customer = nordlys
    perform(goods_reversing.reverse, number=sold)
    return returned


WAYS = pytest.mark.parametrize("came", [buy_back, take_back, sell_again_in_vain])


@WAYS
def test_it_is_its_customers_again(house: Warehouse, came: Callable[[Warehouse], str]) -> None:
    book = house.book
    until = warranty.of_serial(book, book.value("SELECT id FROM serial_number WHERE serial = 'N1'"))
    book.perform(goods_reversing.reverse, number=came(house))
    assert [row.party for row in serial_report.page(book, filter=SerialFilter())] == ["Nordlys ApS"] * 2
    assert len(serial_report.page(book, filter=SerialFilter(customer="nordlys"))) == 2
    assert tracing.life(book, serial="N1")[0].warranty_until == until != ""
    shipment = house.shipment(("TP-80", 1))
    with pytest.raises(AlreadyShipped) as met:
        house.pick(shipment.number, "N1")
    assert "Nordlys ApS" in str(met.value)


@WAYS
def test_it_comes_in_for_repair_for_its_customer(house: Warehouse, came: Callable[[Warehouse], str]) -> None:
    book = house.book
    book.perform(goods_reversing.reverse, number=came(house))
    number = book.perform(repairing.begin, serial="N2", item="TP-80", how="scanned")
    book.perform(repairing.scan, number=number, text="N1", how="scanned")
    book.perform(repair_posting.take_in, number=number)
    shown = repairs.view(book, number=number)
    assert shown.customer == "Nordlys ApS"
    assert [(unit.sale, unit.in_warranty) for unit in shown.units] == [("SH-1001", True)] * 2


@WAYS
def test_it_comes_back_on_its_invoice_and_goes_to_the_supplier_it_came_from(
    house: Warehouse, came: Callable[[Warehouse], str]
) -> None:
    book = house.book
    book.perform(goods_reversing.reverse, number=came(house))
    assert ways(book, serial="N1", item="TP-80").invoice == INVOICE
    note = book.perform(coming_back.come_back, serial="N1", item="TP-80", how="scanned")
    assert note.startswith("CN-")
    book.perform(return_posting.post, number=note)
    assert house.place("N1") == house.shelf
    assert supplier_return.receipt_of(book, serial="N1", item="TP-80") == "GR-1001"
    back = book.perform(supplier_return.start_with, serial="N1", item="TP-80", how="scanned")
    book.perform(supplier_return_posting.post, number=back)

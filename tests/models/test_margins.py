"""What an invoice earns: its net less what was delivered for it has cost."""

import pytest

from models import invoice_posting, invoicing, landing, margins, shipping
from models.book import Book
from models.margins import Margin
from models.order_edit import NewLine
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000)
    built.item("CABLE", serials=False, sales_price=1_000, cost_price=701)
    built.item("WORK", serials=False, stock_tracked=0, sales_price=65_000)
    return built


def posted(house: Warehouse, number: str) -> str:
    return house.book.perform(invoice_posting.post, number=number).document


def test_a_line_earns_its_net_less_what_its_own_units_cost(house: Warehouse) -> None:
    book = house.book
    receipt = house.received("TP-80", "A1", "A2").document
    house.stocked("CABLE", 3)
    lines = [NewLine("TP-80", 1, discount=1_000), NewLine("CABLE", 2), NewLine("WORK", 1)]
    draft = book.perform(invoicing.create, customer="C1", lines=lines)
    assert margins.of_invoice(book, number=draft.number) == {}
    book.perform(invoicing.scan, number=draft.number, text="A1", how="scanned")
    number = posted(house, draft.number)
    assert margins.of_invoice(book, number=number) == {1: Margin(18_000, 12_500), 2: Margin(2_000, 1_402)}
    book.perform(landing.spread, receipt=receipt, text="Freight", amount=1_000, way="quantity")
    assert margins.of_invoice(book, number=number)[1] == Margin(18_000, 13_000)


def test_what_a_shipment_brought_out_counts_once_however_often_it_is_invoiced(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.stocked("CABLE", 3)
    shipment = house.shipment(("TP-80", 2), ("CABLE", 3))
    for serial in ("A1", "A2"):
        house.pick(shipment.number, serial)
    book.perform(shipping.pick_quantity, number=shipment.number, line_no=2, quantity=3)
    book.perform(shipping.post, number=shipment.number)
    draft = book.perform(invoicing.from_shipment, shipment=shipment.number)
    book.perform(invoicing.set_line, number=draft.number, line=NewLine("CABLE", 2, 1_000, line_no=2))
    first = posted(house, draft.number)
    second = posted(house, book.perform(invoicing.from_shipment, shipment=shipment.number).number)
    found = [margins.of_invoice(book, number=number) for number in (first, second)]
    assert [{line: one.cost for line, one in lines.items()} for lines in found] == [
        {1: 25_000, 2: 1_402},
        {1: 701},
    ]


@pytest.mark.parametrize(
    ("net", "cost", "rate"), [(10_000, 7_500, 2_500), (3, 1, 6_667), (100, 150, -5_000), (0, 7, None)]
)
def test_a_rate_is_rounded_and_there_is_none_of_nothing(net: int, cost: int, rate: int | None) -> None:
    assert Margin(net, cost).rate == rate

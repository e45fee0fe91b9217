"""Quotes become orders in one step; an order's rest becomes a new order."""

from datetime import date

import pytest

from models import goods_reversing, order_lists, quoting, selling, shipping
from models.book import CUSTOMER, Book
from models.choosing import choose
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.orders import QUOTE
from models.refusals_orders import NoLines, OrderFinished, OrderHasDraft, OrderNotOpen
from models.refusals_sales import NothingToBackorder, QuoteFinished
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000)
    built.item("CABLE", serials=False, sales_price=1_500)
    return built


def quoted(house: Warehouse) -> quoting.Quote:
    return house.book.perform(
        quoting.create,
        customer="C1",
        heading="Printers for the shop",
        their_reference="mail of Monday",
        due=date(2026, 12, 1),
        valid_until=date(2026, 11, 30),
        note="Free delivery",
        lines=[NewLine("TP-80", 3, discount=1_000), NewLine("CABLE", 10, 1_200)],
    )


def test_a_quote_says_all_that_was_entered(house: Warehouse) -> None:
    quote = quoted(house)
    assert (quote.number, quote.status, quote.customer.number) == ("QU-1001", "draft", "C1")
    assert (quote.heading, quote.valid_until, quote.due) == (
        "Printers for the shop",
        date(2026, 11, 30),
        date(2026, 12, 1),
    )
    assert [(ln.item, ln.quantity, ln.price, ln.discount) for ln in quote.lines] == [
        ("TP-80", 3, 20_000, 1_000),
        ("CABLE", 10, 1_200, 0),
    ]
    assert [line.priced.net for line in quote.lines] == [54_000, 12_000]


def test_a_quote_becomes_an_order_in_one_step(house: Warehouse) -> None:
    quote = quoted(house)
    number = house.book.perform(quoting.to_order, number=quote.number)
    order = selling.view(house.book, number=number)
    assert (order.status, order.source, order.heading) == ("draft", quote.number, quote.heading)
    assert (order.their_reference, order.due, order.note) == (quote.their_reference, quote.due, quote.note)
    assert [(ln.item, ln.quantity, ln.price, ln.discount) for ln in order.lines] == [
        (ln.item, ln.quantity, ln.price, ln.discount) for ln in quote.lines
    ]
    after = quoting.view(house.book, number=quote.number)
    assert (after.status, [one.number for one in after.orders]) == ("closed", [number])
    with pytest.raises(QuoteFinished):
        house.book.perform(quoting.to_order, number=quote.number)
    with pytest.raises(OrderFinished):
        house.book.perform(quoting.set_line, number=quote.number, line=NewLine("CABLE", 1))


def test_a_lost_reply_makes_one_order(house: Warehouse) -> None:
    quote = quoted(house)
    first, second = house.repeated(quoting.to_order, number=quote.number)
    assert first == second
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'SO'") == 1


def test_an_empty_quote_is_no_order(house: Warehouse) -> None:
    quote = house.book.perform(quoting.create, customer="C1")
    with pytest.raises(NoLines):
        house.book.perform(quoting.to_order, number=quote.number)


def test_a_quote_is_changed_while_it_is_open(house: Warehouse) -> None:
    quote = quoted(house)
    change = HeadChange(heading="Other", valid_until=None, set_until=True, note="")
    changed = house.book.perform(quoting.change, number=quote.number, change=change)
    assert (changed.heading, changed.valid_until, changed.note, changed.due) == ("Other", None, "", quote.due)
    changed = house.book.perform(quoting.set_line, number=quote.number, line=NewLine("TP-80", 5, line_no=1))
    assert (changed.lines[0].quantity, changed.lines[0].price, changed.lines[0].discount) == (
        5,
        20_000,
        1_000,
    )
    changed = house.book.perform(quoting.remove_line, number=quote.number, line_no=2)
    assert len(changed.lines) == 1
    assert house.book.perform(quoting.cancel, number=quote.number).status == "cancelled"
    assert [row.number for row in order_lists.page(house.book, QUOTE, status="cancelled").rows] == [
        quote.number
    ]


def test_the_rest_of_an_order_moves_to_a_new_one_with_its_serials(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2", "A3")
    order = house.sold(("TP-80", 3), ("CABLE", 2))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "A1")
    with pytest.raises(OrderHasDraft):
        house.book.perform(selling.backorder, number=order)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    house.book.perform(choose, order=order, line_no=1, text="A3", how="scanned")
    new = house.book.perform(selling.backorder, number=order)
    old, rest = selling.view(house.book, number=order), selling.view(house.book, number=new)
    assert (old.status, [line.quantity for line in old.lines]) == ("closed", [1, 0])
    assert [one.number for one in old.backorders] == [new]
    assert (rest.status, rest.source) == ("open", order)
    assert [(line.item, line.quantity, line.reserved) for line in rest.lines] == [
        ("TP-80", 2, 1),
        ("CABLE", 2, 0),
    ]
    shipment = house.book.perform(shipping.start, order=new)
    house.book.perform(shipping.post, number=shipment.number, short=True)
    assert house.place("A3") == CUSTOMER


def test_a_cancelled_order_frees_its_serials_at_once(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="A1", how="scanned")
    house.book.perform(selling.cancel, number=order)
    other = house.sold(("TP-80", 1))
    house.book.perform(choose, order=other, line_no=1, text="A1", how="scanned")


def test_only_a_started_order_has_a_rest(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    order = house.sold(("TP-80", 2))
    with pytest.raises(NothingToBackorder):
        house.book.perform(selling.backorder, number=order)
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "A1")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    first, second = house.repeated(selling.backorder, number=order)
    assert first == second
    with pytest.raises(OrderNotOpen):
        house.book.perform(selling.backorder, number=order)
    house.book.perform(goods_reversing.reverse, number=shipment.number)
    again = selling.view(house.book, number=order)
    assert (again.status, again.lines[0].quantity, again.lines[0].outstanding) == ("open", 1, 1)
    with pytest.raises(NothingToBackorder):
        house.book.perform(selling.backorder, number=order)

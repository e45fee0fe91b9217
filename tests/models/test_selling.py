"""Sales orders: from draft to closed, and what giving one up sets free."""

import pytest

from models import selling
from models.book import Book
from models.order_edit import NewLine
from models.order_heads import HeadChange
from tests.builders import Warehouse, refusal


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=19_900)
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    return built


def reserve(house: Warehouse, number: str, *serials: str) -> None:
    line = selling.view(house.book, number=number).lines[0]
    for serial in serials:
        house.scan(line.id, serial)


def test_an_order_takes_the_sales_price_and_is_confirmed_once(house: Warehouse) -> None:
    book = house.book
    order = selling.create(book, customer="C1", lines=[NewLine("TP-80", 2)])
    assert (order.number, order.lines[0].price, order.customer.name) == ("SO-1001", 19_900, "Nordlys ApS")
    assert selling.confirm(book, number=order.number).status == "open"
    assert refusal(lambda: selling.confirm(book, number=order.number)).startswith(
        "SO-1001 is confirmed, only a draft"
    )
    assert refusal(lambda: selling.create(book, customer="S1")) == (
        "There is no customer S1. Check the number, or create the customer first."
    )


def test_cancelling_sets_reserved_serials_free_at_once(house: Warehouse) -> None:
    book = house.book
    first = house.sold(("TP-80", 2))
    reserve(house, first, "T1", "T2")
    assert selling.view(book, number=first).lines[0].reserved == 2
    second = house.sold(("TP-80", 1))
    assert refusal(lambda: reserve(house, second, "T1"))
    selling.cancel(book, number=first)
    reserve(house, second, "T1")
    assert selling.view(book, number=second).lines[0].reserved == 1
    selling.close(book, number=second)
    assert book.value("SELECT count(*) FROM entry") == 0


def test_a_line_keeps_room_for_the_serials_chosen_on_it(house: Warehouse) -> None:
    book = house.book
    number = house.sold(("TP-80", 3))
    reserve(house, number, "T1", "T2")
    assert refusal(lambda: selling.set_line(book, number=number, line=NewLine("TP-80", 1, line_no=1))) == (
        f"Line 1 of {number} has 2 serial numbers chosen, more than 1. "
        "Take serial numbers off the line first."
    )
    assert refusal(lambda: selling.remove_line(book, number=number, line_no=1)).startswith(
        f"Line 1 of {number} has 2 serial numbers chosen, more than 0."
    )
    assert selling.set_line(book, number=number, line=NewLine("TP-80", 2, line_no=1)).lines[0].reserved == 2


def test_what_is_shipped_is_derived_and_an_order_with_a_draft_stays(house: Warehouse) -> None:
    book = house.book
    shipment = house.shipment(("TP-80", 2))
    (waiting,) = selling.waiting(book)
    assert (waiting.drafts, waiting.outstanding) == ((shipment.number,), 2)
    assert selling.counts(book) == selling.SalesCounts(to_pick=0, picked=1)
    for verb in (selling.cancel, selling.close):
        assert refusal(lambda verb=verb: verb(book, number=waiting.number)) == (  # type: ignore[misc]
            f"{waiting.number} has the draft {shipment.number}. Post or cancel {shipment.number} first."
        )
    house.sold(("CABLE", 1))
    assert selling.counts(book) == selling.SalesCounts(to_pick=1, picked=1)
    house.pick(shipment.number, "T1")
    house.pick(shipment.number, "T2")
    from models import shipping

    book.perform(shipping.post, number=shipment.number)
    order = selling.view(book, number=waiting.number)
    assert (order.status, order.lines[0].done, order.lines[0].outstanding) == ("closed", 2, 0)
    assert [w.number for w in selling.waiting(book)] == ["SO-1002"]


def test_another_customer_only_while_nothing_points_at_the_order(house: Warehouse) -> None:
    book = house.book
    shipment = house.shipment(("TP-80", 1))
    number = selling.waiting(book)[0].number
    from models.parties import PartyCard, create

    create(book, kind="customer", card=PartyCard("C2", "Other"))
    assert refusal(lambda: selling.change(book, number=number, change=HeadChange(party="C2"))) == (
        f"{number} is for C1, and {shipment.number} was made from it. "
        f"Cancel {shipment.number} first, or create a new order."
    )
    free = selling.create(book, customer="C1")
    changed = selling.change(book, number=free.number, change=HeadChange(party="C2", their_reference=" 7 "))
    assert (changed.customer.number, changed.their_reference) == ("C2", "7")

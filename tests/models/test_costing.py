"""What units cost: their own cost with serial numbers, the moving average without, and never a minor unit lost."""

import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import IntegrityError

from models import (
    adjusting,
    coming_back,
    costing,
    entry,
    goods_reversing,
    invoice_posting,
    invoicing,
    landing,
    receiving,
    return_posting,
    returning,
    shipping,
    supplier_return,
    supplier_return_posting,
)
from models.book import CUSTOMER, LOSS, SUPPLIER, Book
from models.checking import check
from models.money import MOST
from models.order_edit import NewLine
from models.stock import QuantityMove, move
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False, cost_price=700)
    return built


def up(house: Warehouse, item: str, quantity: int, cost: int) -> str:
    """Units of an item without serial numbers, in at a cost each; the adjustment's number."""
    made = house.book.perform(adjusting.create, category="Status")
    house.book.perform(
        adjusting.add_line, number=made.number, item=item, way="up", quantity=quantity, cost=cost
    )
    return house.book.perform(adjusting.post, number=made.number).document


def down(house: Warehouse, item: str, quantity: int) -> str:
    made = house.book.perform(adjusting.create, category="Waste")
    house.book.perform(adjusting.add_line, number=made.number, item=item, way="down", quantity=quantity)
    return house.book.perform(adjusting.post, number=made.number).document


def worth(book: Book, item: str = "CABLE") -> tuple[int, int]:
    """Units without serial numbers, and what they are worth."""
    row = book.row(
        "SELECT v.loose_units, v.loose FROM stock_value v JOIN item i ON i.id = v.item_id WHERE i.number = ?",
        item,
    )
    assert row is not None
    return row[0], row[1]


def named(book: Book, item: str = "TP-80") -> int:
    return int(
        book.value("SELECT named FROM stock_value v JOIN item i ON i.id = v.item_id WHERE i.number = ?", item)
    )


def cost_of(book: Book, serial: str) -> int:
    """What the last step of a unit cost."""
    return int(
        book.value(
            "SELECT m.cost FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE s.serial = ?",
            serial,
        )
    )


def ledger(book: Book, item: str = "CABLE") -> int:
    """What came in less what went out, to the minor unit."""
    return int(
        book.value(
            "SELECT coalesce(sum(CASE WHEN to_place > 3 THEN quantity * cost ELSE -quantity * cost END), 0) "
            "FROM quantity_movement q JOIN item i ON i.id = q.item_id WHERE i.number = ?",
            item,
        )
    )


@given(st.integers(0, MOST), st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_shares_add_up_to_the_minor_unit_and_none_is_a_whole_one_off(amount: int, weights: list[int]) -> None:
    found = costing.shares(amount, weights)
    assert sum(found) == amount
    for part, weight in zip(found, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)
    assert all(part == 0 for part, weight in zip(found, weights, strict=True) if weight == 0)


@given(st.integers(0, MOST), st.integers(1, 10**6))
def test_lots_are_worth_the_total_exactly(total: int, quantity: int) -> None:
    lots = costing.parts(total, quantity)
    assert sum(n for n, _ in lots) == quantity
    assert sum(n * each for n, each in lots) == total
    assert len(lots) <= 2


@pytest.mark.tampers
def test_the_value_of_stock_is_that_of_its_movements_after_a_thousand_and_the_last_unit_leaves_nothing(
    house: Warehouse,
) -> None:
    book, chance = house.book, random.Random(20261126)
    made = book.perform(adjusting.create, category="Status")
    draft = book.perform(
        adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=1_000, cost=333
    )
    book.perform(adjusting.post, number=made.number)
    item = int(book.value("SELECT id FROM item WHERE number = 'CABLE'"))
    there = {house.shelf: 1_000, house.other_shelf: 0}
    ops = count()

    def moved(origin: int, goal: int, quantity: int, cost: int) -> None:
        one = QuantityMove(draft.lines[0].id, item, origin, goal, quantity, "keyed", cost)
        book.op = f"op{next(ops)}"
        move(book, verb="adjust", document_id=draft.id, quantities=[one])
        for place, sign in ((origin, -1), (goal, 1)):
            if place > LOSS:
                there[place] += sign * quantity

    with book.write():
        for _ in range(1_000):
            shelf = chance.choice((house.shelf, house.other_shelf))
            match chance.randrange(4):
                case 0:
                    moved(SUPPLIER, shelf, chance.randint(1, 50), chance.randint(0, 99_999))
                case 1:
                    moved(CUSTOMER, shelf, chance.randint(1, 9), chance.randint(0, 99_999))
                case _ if there[shelf]:
                    taken = chance.randint(1, min(60, there[shelf]))
                    moved(shelf, chance.choice((CUSTOMER, LOSS, SUPPLIER)), taken, 12_345)
                case _:
                    pass
            units, value = worth(book)
            assert units == sum(there.values())
            assert value == ledger(book)
        assert sum(there.values()) > 0
        for shelf, quantity in there.items():
            if quantity:
                moved(shelf, CUSTOMER, quantity, 0)
    assert worth(book) == (0, 0)
    assert ledger(book) == 0
    # one document with a thousand postings is nobody's work, and that is all the check has to say
    assert {one.check for one in check(book)} <= {"dated", "lines", "placed"}


def test_what_leaves_costs_the_average_and_what_cannot_be_divided_is_two_movements(house: Warehouse) -> None:
    up(house, "CABLE", 1, 100)
    up(house, "CABLE", 2, 150)
    assert worth(house.book) == (3, 400)
    gone = down(house, "CABLE", 2)
    assert house.book.rows(
        "SELECT q.quantity, q.cost FROM quantity_movement q JOIN posting p ON p.id = q.posting_id "
        "JOIN document d ON d.id = p.document_id WHERE d.number = ? ORDER BY q.cost",
        gone,
    ) == [(1, 133), (1, 134)]
    assert worth(house.book) == (1, 133)
    down(house, "CABLE", 1)
    assert worth(house.book) == (0, 0)


def test_a_reversed_issue_comes_back_at_what_it_left_at(house: Warehouse) -> None:
    up(house, "CABLE", 3, 100)
    gone = down(house, "CABLE", 2)
    up(house, "CABLE", 3, 500)
    house.book.perform(goods_reversing.reverse, number=gone)
    assert worth(house.book) == (6, 1_800)


def test_a_reversed_receipt_takes_out_what_it_brought_in_while_the_rest_is_worth_something(
    house: Warehouse,
) -> None:
    first = up(house, "CABLE", 10, 100)
    second = up(house, "CABLE", 10, 200)
    house.book.perform(goods_reversing.reverse, number=second)
    assert worth(house.book) == (10, 1_000)
    third = up(house, "CABLE", 10, 200)
    down(house, "CABLE", 10)
    assert worth(house.book) == (10, 1_500)
    house.book.perform(goods_reversing.reverse, number=first)
    assert worth(house.book) == (0, 0), "the last units took the rest along"
    with pytest.raises(goods_reversing.UsedSince):
        house.book.perform(goods_reversing.reverse, number=third)


def test_a_reversal_never_leaves_stock_that_is_worth_less_than_nothing(house: Warehouse) -> None:
    up(house, "CABLE", 10, 10)
    dear = up(house, "CABLE", 10, 1_000)
    down(house, "CABLE", 9)
    up(house, "CABLE", 1, 0)
    assert worth(house.book)[0] == 12
    house.book.perform(goods_reversing.reverse, number=dear)
    units, value = worth(house.book)
    assert units == 2
    assert value >= 0
    down(house, "CABLE", 2)
    assert worth(house.book) == (0, 0)


def test_returns_of_a_sale_add_up_to_what_it_cost(house: Warehouse) -> None:
    up(house, "CABLE", 3, 100)
    up(house, "CABLE", 4, 175)  # 7 for 1000: nothing divides
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("CABLE", 6)])
    invoice = house.book.perform(invoice_posting.post, number=draft.number).document
    left = 1_000 - worth(house.book)[1]
    for back in (1, 2, 3):
        note = house.book.perform(returning.start, invoice=invoice)
        house.book.perform(returning.set_quantity, number=note.number, line_no=1, quantity=back)
        house.book.perform(return_posting.post, number=note.number)
    assert worth(house.book) == (7, 1_000)
    assert left == 857


def test_a_unit_takes_its_own_cost_along_whatever_the_documents_say(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")  # at 12 500
    assert named(book) == 25_000
    draft = book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 1)])
    book.perform(invoicing.scan, number=draft.number, text="A1", how="scanned")
    invoice = book.perform(invoice_posting.post, number=draft.number).document
    assert (cost_of(book, "A1"), named(book)) == (12_500, 12_500)
    note = book.perform(returning.start, invoice=invoice)
    book.perform(returning.scan, number=note.number, text="A1", how="scanned")
    book.perform(return_posting.post, number=note.number)
    assert (cost_of(book, "A1"), named(book)) == (12_500, 25_000)
    shipment = house.shipped("TP-80", "A2")
    assert named(book) == 12_500
    book.perform(goods_reversing.reverse, number=shipment.document)
    assert (cost_of(book, "A2"), named(book)) == (12_500, 25_000)


@pytest.mark.parametrize("way", ["shipped", "written off"])
def test_a_unit_that_is_adjusted_back_in_costs_what_it_cost_and_not_what_the_line_says(
    house: Warehouse, way: str
) -> None:
    book = house.book
    house.received("TP-80", "A1")
    if way == "shipped":
        house.shipped("TP-80", "A1")
        number = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="scanned")
    else:
        made = book.perform(adjusting.create, category="Waste")
        draft = book.perform(adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=1)
        house.scan(draft.lines[0].id, "A1")
        book.perform(adjusting.post, number=made.number)
        assert named(book) == 0
        number = book.perform(adjusting.create, category="Status").number
        draft = book.perform(
            adjusting.add_line, number=number, item="TP-80", way="up", quantity=1, cost=99_999
        )
        house.scan(draft.lines[0].id, "A1")
    book.perform(adjusting.post, number=number)
    assert (cost_of(book, "A1"), named(book)) == (12_500, 12_500)


def bought_again(house: Warehouse) -> str:
    """N1 comes in at 42.00, is sold, and comes in once more on a receipt; its number."""
    book = house.book
    made = book.perform(adjusting.create, category="Status")
    draft = book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1, cost=4_200
    )
    house.scan(draft.lines[0].id, "N1")
    book.perform(adjusting.post, number=made.number)
    house.shipped("TP-80", "N1")
    receipt = house.receipt(("TP-80", 1))
    book.perform(entry.add, line_id=receipt.lines[0].id, text="N1", how="scanned", sure={"return": "yes"})
    book.perform(receiving.post, number=receipt.number)
    return receipt.number


def test_a_new_unit_costs_what_the_line_says_and_a_unit_that_is_bought_again_its_new_price(
    house: Warehouse,
) -> None:
    bought_again(house)
    assert (cost_of(house.book, "N1"), named(house.book)) == (12_500, 12_500)


def test_a_unit_that_was_bought_again_by_mistake_has_its_old_cost_once_that_is_reversed(
    house: Warehouse,
) -> None:
    book, receipt = house.book, bought_again(house)
    book.perform(goods_reversing.reverse, number=receipt)
    assert named(book) == 0
    number = book.perform(coming_back.come_back, serial="N1", item="TP-80", how="scanned")
    book.perform(adjusting.post, number=number)
    assert (cost_of(book, "N1"), named(book)) == (4_200, 4_200)


def test_what_goes_back_to_its_supplier_takes_along_what_it_cost_and_brings_it_back(house: Warehouse) -> None:
    book = house.book
    receipt = house.receipt(("TP-80", 2), ("CABLE", 4))
    for serial in ("A1", "A2"):
        house.scan(receipt.lines[0].id, serial)
    book.perform(receiving.post, number=receipt.number)
    book.perform(landing.spread, receipt=receipt.number, text="Freight", amount=20, way="quantity")
    up(house, "CABLE", 4, 100)
    back = book.perform(supplier_return.start, receipt=receipt.number).number
    book.perform(supplier_return.scan, number=back, text="A1", how="scanned")
    book.perform(supplier_return_posting.post, number=back)
    assert (cost_of(book, "A1"), named(book)) == (12_504, 12_503)
    book.perform(goods_reversing.reverse, number=back)
    assert (cost_of(book, "A1"), named(book)) == (12_504, 25_007)


def test_a_found_unit_of_a_count_keeps_its_cost(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1")
    made = book.perform(adjusting.create, category="Status")
    draft = book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="counted", quantity=0, cost=1
    )
    house.scan(draft.lines[0].id, "A1")
    shown = adjusting.difference(book, number=made.number)
    book.perform(adjusting.post, number=made.number, confirmed=shown)
    assert (cost_of(book, "A1"), cost_of(book, "A2"), named(book)) == (12_500, 12_500, 12_500)


def test_stock_that_would_be_worth_more_than_the_book_can_keep_is_refused(house: Warehouse) -> None:
    with pytest.raises(costing.ValueTooGreat, match="CABLE in stock would be worth more"):
        up(house, "CABLE", 1_000_000, MOST)
    assert worth(house.book) == (0, 0)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE stock_value SET loose = loose + 1",
        "UPDATE stock_value SET named = named - 1",
        "UPDATE stock_value SET opening = 7, moves = moves + 1",
        "DELETE FROM stock_value",
        "UPDATE serial_number SET received_on = '2020-01-01'",
        "INSERT INTO quantity_movement (posting_id, line_id, item_id, from_place, to_place, quantity, how, cost) SELECT "
        "posting_id, line_id, item_id, to_place, from_place, quantity, how, cost + 1 FROM quantity_movement",
    ],
)
def test_the_database_itself_refuses_worth_that_nothing_moved(house: Warehouse, attack: str) -> None:
    house.received("TP-80", "A1")
    up(house, "CABLE", 2, 100)
    with pytest.raises(IntegrityError), house.book.write():
        house.book.execute(attack)


@pytest.mark.tampers
def test_the_check_finds_worth_that_was_changed_behind_its_back(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    up(house, "CABLE", 2, 100)
    assert check(house.book) == ()
    with house.book.write():
        house.book.execute("UPDATE stock_value SET moves = moves + 1, loose = loose + 5 WHERE loose > 0")
        house.book.execute("UPDATE stock_value SET moves = moves + 1, named = named + 5 WHERE named > 0")
    assert {found.check for found in check(house.book)} == {"worth", "average"}


def test_units_that_get_their_serial_number_as_they_leave_cost_what_was_taken_for_them(
    house: Warehouse,
) -> None:
    book = house.book
    house.item("LATE", serial_at="shipment")
    up(house, "LATE", 1, 100)
    up(house, "LATE", 2, 150)  # 3 for 400: nothing divides
    shipment = house.shipment(("LATE", 2))
    for serial in ("L1", "L2"):
        house.pick(shipment.number, serial)
    book.perform(shipping.post, number=shipment.number)
    assert sorted(cost_of(book, serial) for serial in ("L1", "L2")) == [133, 134]
    assert worth(book, "LATE") == (1, 133)
    book.perform(goods_reversing.reverse, number=shipment.number)
    assert (worth(book, "LATE"), named(book, "LATE")) == ((3, 400), 0)

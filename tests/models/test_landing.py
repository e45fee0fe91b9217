"""Landed cost: spread to the minor unit, over what is here and what has left, and taken back whole."""

import threading

import pytest
from peewee import IntegrityError

from models import adjusting, entry, goods_documents, goods_reversing, landed, landing, receiving, tracing
from models.book import Book
from models.checking import check
from models.goods_reversing import CostIsSpread, NotPosted
from models.money import MOST
from models.refusals import Refusal
from models.refusals_scan import NotEditable
from tests.builders import Warehouse
from tests.models.test_costing import cost_of, down, named, up, worth


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False, cost_price=700)
    return built


def spread(house: Warehouse, receipt: str, amount: int, way: str = "value") -> landed.LandedCost:
    return house.book.perform(landing.spread, receipt=receipt, text="Freight", amount=amount, way=way)


def mixed(house: Warehouse, *serials: str, cables: int = 0, post: bool = True) -> str:
    """A receipt of units with and without serial numbers, 125.00 each; its number."""
    receipt = house.receipt(("TP-80", len(serials)), ("CABLE", cables))
    if serials:
        house.book.perform(
            entry.add_many, line_id=receipt.lines[0].id, texts=serials, how="pasted", sure={"looks": "yes"}
        )
    if post:
        house.book.perform(receiving.post, number=receipt.number)
    return receipt.number


def own(book: Book, serial: str) -> int:
    """What a unit costs now."""
    return cost_of(book, serial) + int(
        book.value(
            "SELECT coalesce(sum(c.amount), 0) FROM serial_number s JOIN cost_change c "
            "ON c.serial_id = s.id AND c.seq = s.seq WHERE s.serial = ?",
            serial,
        )
    )


def test_each_unit_gets_its_share_and_the_shares_are_the_amount(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", "A3", cables=4)
    cost = spread(house, number, 1_000)
    assert (cost.number, cost.status, cost.receipt, cost.text) == ("LC-1001", "posted", number, "Freight")
    assert [(s.item, s.units, s.amount, s.here, s.gone) for s in cost.shares] == [
        ("TP-80", 3, 429, 429, 0),
        ("CABLE", 4, 571, 571, 0),
    ]
    assert [own(house.book, s) for s in ("A1", "A2", "A3")] == [12_643, 12_643, 12_643]
    assert (named(house.book), worth(house.book)) == (37_929, (4, 50_571))


def test_an_amount_smaller_than_the_units_reaches_some_of_them(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", "A3")
    spread(house, number, 2, "quantity")
    assert [own(house.book, s) - 12_500 for s in ("A1", "A2", "A3")] == [1, 1, 0]


def test_by_value_and_by_quantity_differ_where_prices_do(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1), ("CABLE", 3))
    house.scan(receipt.lines[0].id, "A1")
    with house.book.write():
        house.book.execute(
            "UPDATE document_line SET price = 500 WHERE id = ?", receipt.lines[1].id
        )  # 12500 and 1500
    house.book.perform(receiving.post, number=receipt.number)
    by_value = spread(house, receipt.number, 1_400)
    by_quantity = spread(house, receipt.number, 1_400, "quantity")
    assert [s.amount for s in by_value.shares] == [1_250, 150]
    assert [s.amount for s in by_quantity.shares] == [350, 1_050]


def test_goods_that_cost_nothing_take_an_amount_by_quantity_only(house: Warehouse) -> None:
    receipt = house.receipt(("CABLE", 3))
    with house.book.write():
        house.book.execute("UPDATE document_line SET price = 0 WHERE id = ?", receipt.lines[0].id)
    house.book.perform(receiving.post, number=receipt.number)
    with pytest.raises(landing.NoValue, match=r"10\.00 cannot be spread over GR-1001 by value"):
        spread(house, receipt.number, 1_000)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'LC'") == 0
    spread(house, receipt.number, 1_000, "quantity")
    assert worth(house.book) == (3, 1_000)


def test_units_that_have_left_keep_their_share_as_a_difference_of_that_sale(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", cables=10)
    house.shipped("TP-80", "A1")
    down(house, "CABLE", 4)
    cost = spread(house, number, 1_200, "quantity")
    assert [(s.amount, s.here, s.gone) for s in cost.shares] == [(200, 100, 100), (1_000, 600, 400)]
    assert named(house.book) == 12_600
    assert worth(house.book) == (6, 75_600)
    # the unit that was sold really cost that much: it comes back at it
    number = house.book.perform(adjusting.create, category="Sales").number
    draft = house.book.perform(adjusting.add_line, number=number, item="TP-80", way="up", quantity=1)
    house.scan(draft.lines[0].id, "A1")
    house.book.perform(adjusting.post, number=number)
    assert (cost_of(house.book, "A1"), named(house.book)) == (12_600, 25_200)


def test_a_share_goes_along_when_the_unit_leaves(house: Warehouse) -> None:
    number = mixed(house, "A1")
    spread(house, number, 99)
    shipped = house.shipped("TP-80", "A1")
    assert (cost_of(house.book, "A1"), named(house.book)) == (12_599, 0)
    house.book.perform(goods_reversing.reverse, number=shipped.document)
    assert (cost_of(house.book, "A1"), named(house.book)) == (12_599, 12_599)


def test_taking_it_back_leaves_everything_as_it_was(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", cables=3)
    before = (named(house.book), worth(house.book))
    cost = spread(house, number, 1_001)
    house.shipped("TP-80", "A1")
    back = house.book.perform(landing.reverse, number=cost.number)
    assert back.status == "reversed"
    assert [own(house.book, s) for s in ("A1", "A2")] == [12_500, 12_500]
    assert (named(house.book) + 12_500, worth(house.book)) == before
    with pytest.raises(NotPosted, match="LC-1001 is reversed"):
        house.book.perform(landing.reverse, number=cost.number)
    assert landed.of_receipt(house.book, number=number) == ()


def test_a_quantity_that_left_meanwhile_took_its_share_along(house: Warehouse) -> None:
    number = mixed(house, cables=10)
    cost = spread(house, number, 10_000)
    down(house, "CABLE", 9)
    up(house, "CABLE", 9, 1)
    assert worth(house.book) == (10, 13_500 + 9)
    house.book.perform(landing.reverse, number=cost.number)
    assert worth(house.book) == (10, 12_500 + 9)
    down(house, "CABLE", 10)
    assert worth(house.book) == (0, 0)


def test_a_unit_that_was_bought_again_keeps_its_new_price(house: Warehouse) -> None:
    number = mixed(house, "A1")
    cost = spread(house, number, 100)
    house.shipped("TP-80", "A1")
    receipt = house.receipt(("TP-80", 1))
    house.book.perform(
        entry.add, line_id=receipt.lines[0].id, text="A1", how="scanned", sure={"return": "yes"}
    )
    with house.book.write():
        house.book.execute("UPDATE document_line SET price = 50 WHERE id = ?", receipt.lines[0].id)
    house.book.perform(receiving.post, number=receipt.number)
    late = spread(house, number, 40)
    assert [(s.here, s.gone) for s in late.shares] == [(0, 40)]
    house.book.perform(landing.reverse, number=cost.number)
    house.book.perform(landing.reverse, number=late.number)
    assert (own(house.book, "A1"), named(house.book)) == (50, 50)


def test_what_is_spread_over_a_draft_waits_and_is_posted_with_it(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", post=False, cables=1)
    freight = spread(house, number, 300, "quantity")
    duty = spread(house, number, 30, "quantity")
    assert (freight.status, freight.shares, named(house.book)) == ("draft", (), 0)
    house.book.perform(receiving.post, number=number)
    assert [landed.view(house.book, number=n).status for n in ("LC-1001", "LC-1002")] == ["posted"] * 2
    assert (named(house.book), worth(house.book)) == (25_220, (1, 12_610))
    assert [one.number for one in landed.of_receipt(house.book, number=number)] == ["LC-1001", "LC-1002"]
    assert duty.text == "Freight"


def test_a_waiting_amount_is_given_up_alone_or_with_its_receipt(house: Warehouse) -> None:
    number = mixed(house, "A1", post=False, cables=1)
    spread(house, number, 300)
    spread(house, number, 30)
    house.book.perform(goods_documents.cancel, number="LC-1001")
    assert [one.number for one in landed.of_receipt(house.book, number=number)] == ["LC-1002"]
    house.book.perform(goods_documents.cancel, number=number)
    assert landed.view(house.book, number="LC-1002").status == "cancelled"
    with pytest.raises(landing.ReceiptNotOpen, match="it is cancelled"):
        spread(house, number, 1)


def test_a_receipt_is_not_reversed_while_an_amount_is_spread_over_it(house: Warehouse) -> None:
    number = mixed(house, "A1", cables=1)
    cost = spread(house, number, 300)
    with pytest.raises(CostIsSpread) as refused:
        house.book.perform(goods_reversing.reverse, number=number)
    assert refused.value.sentence == "GR-1001 cannot be reversed: LC-1001 is spread over its units."
    house.book.perform(landing.reverse, number=cost.number)
    house.book.perform(goods_reversing.reverse, number=number)
    assert (named(house.book), worth(house.book)) == (0, (0, 0))


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
def test_an_amount_that_is_none_is_refused(house: Warehouse, amount: int) -> None:
    number = mixed(house, "A1", cables=1)
    with pytest.raises(Refusal):
        spread(house, number, amount)
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'LC'") == 0


def test_a_posted_amount_is_not_cancelled(house: Warehouse) -> None:
    number = mixed(house, "A1", cables=1)
    spread(house, number, 10)
    with pytest.raises(NotEditable):
        house.book.perform(goods_documents.cancel, number="LC-1001")


def test_an_answer_that_was_lost_spreads_nothing_twice(house: Warehouse) -> None:
    number = mixed(house, "A1", cables=1)
    first, second = house.repeated(landing.spread, receipt=number, text="Duty", amount=10, way="value")
    assert first == second
    assert named(house.book) + worth(house.book)[1] == 25_010
    house.repeated(landing.reverse, number=first.number)
    assert named(house.book) + worth(house.book)[1] == 25_000


def test_no_receipt_takes_more_amounts_than_a_screen_can_name(house: Warehouse) -> None:
    number = mixed(house, "A1", post=False, cables=1)
    for _ in range(landing.WAITING_MOST):
        spread(house, number, 1)
    with pytest.raises(landing.TooManyCosts, match="GR-1001 has 20 amounts"):
        spread(house, number, 1)


def test_the_life_of_a_unit_tells_what_was_spread_over_it_where_it_happened(house: Warehouse) -> None:
    number = mixed(house, "A1", cables=1)
    cost = spread(house, number, 1_000, "quantity")
    house.shipped("TP-80", "A1")
    house.book.perform(landing.reverse, number=cost.number)
    (life,) = tracing.life(house.book, serial="A1")
    assert [(e.what, e.document, e.cost, e.to_place) for e in life.events] == [
        ("cost", "LC-1001", -500, "Customers"),
        ("ship", "SH-1001", 13_000, "Customers"),
        ("cost", "LC-1001", 500, "A-01"),
        ("receive", number, 12_500, "A-01"),
    ]
    assert [e.reason for e in life.events] == ["Freight", "", "Freight", ""]


def test_ten_thousand_units_share_an_amount_exactly(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    house.item("CABLE", serials=False)
    number = mixed(house, *(f"A{n:05}" for n in range(10_000)), cables=1)
    before = named(lite)
    spread(house, number, 123_457, "quantity")
    assert named(lite) + worth(lite)[1] == before + 12_500 + 123_457
    assert set(lite.rows("SELECT amount FROM cost_change")) == {(12,), (13,)}


@pytest.mark.tampers
def test_a_changed_share_breaks_the_chain_and_the_sum(house: Warehouse) -> None:
    number = mixed(house, "A1", "A2", cables=1)
    spread(house, number, 1_000)
    book = house.book
    for table in ("cost_change", "quantity_cost_change"):
        with pytest.raises(IntegrityError), book.write():
            book.execute(f"DELETE FROM {table}")
    with book.write():
        if book.lite:
            book.execute("DROP TRIGGER cost_change_is_kept")
        else:
            book.execute("DROP TRIGGER cost_change_is_kept ON cost_change")
        book.execute(
            "UPDATE cost_change SET amount = amount + 1 WHERE serial_id = (SELECT min(id) FROM serial_number)"
        )
    assert {"worth", "spread", "hashes"} <= {found.check for found in check(book)}


def test_a_sale_and_an_amount_at_the_same_time_lose_no_minor_unit(house: Warehouse, url: str) -> None:
    """Whoever is first, the unit's cost, the worth of stock and the ledger agree."""
    serials = [f"R{n}" for n in range(6)]
    numbers = [mixed(house, serial, cables=2) for serial in serials]
    ready = threading.Barrier(2)
    failed: list[BaseException] = []

    def elsewhere() -> None:
        other = Book(url, "Packing 3")
        try:
            ready.wait()
            for number in numbers:
                other.perform(landing.spread, receipt=number, text="Duty", amount=301, way="quantity")
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            other.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    ready.wait()
    for serial in serials:
        house.shipped("TP-80", serial)
        down(house, "CABLE", 1)
    thread.join(60)
    assert not failed
    assert check(house.book) == ()
    assert all(own(house.book, serial) in (12_600, 12_601) for serial in serials)

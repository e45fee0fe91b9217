"""Purchase orders: from draft to closed, what may still be edited, and the list a supplier sends ahead."""

from datetime import date

import pytest

from models import items, order_lists, parties, purchasing, receiving
from models.book import Book
from models.item_facts import ItemFacts
from models.order_edit import NewLine
from models.order_heads import HeadChange
from models.orders import PURCHASE
from models.patterns import SerialPattern
from models.refusals_orders import ExpectedSerialsRefused, OrderUnknown
from tests.builders import Warehouse, refusal


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    return built


def test_a_draft_takes_the_items_own_price_and_the_next_number(house: Warehouse) -> None:
    order = purchasing.create(
        house.book,
        supplier="S1",
        their_reference="R-7",
        due=date(2026, 12, 1),
        note="By truck\nNot before noon",
        lines=[NewLine("TP-80", 20), NewLine("CABLE", 3, price=250, location="B-02")],
    )
    assert (order.number, order.status, order.due) == ("PO-1001", "draft", date(2026, 12, 1))
    assert (order.supplier.name, order.their_reference) == ("Printec GmbH", "R-7")
    assert [(n.line_no, n.item, n.quantity, n.price, n.location, n.has_serials) for n in order.lines] == [
        (1, "TP-80", 20, 10_000, "", True),
        (2, "CABLE", 3, 250, "B-02", False),
    ]
    assert purchasing.view(house.book, number="PO-1001") == order


def test_a_refused_order_leaves_no_trace_and_no_gap(house: Warehouse) -> None:
    book = house.book
    items.change(book, number="CABLE", item=items.view(book, number="CABLE").facts(blocked=True))
    assert refusal(
        lambda: purchasing.create(book, supplier="S1", lines=[NewLine("TP-80", 1), NewLine("CABLE", 1)])
    ) == ("Item CABLE is blocked. Choose another item, or lift the block on its card.")
    for quantity in (0, -1, 1_000_001, 10**9):
        assert refusal(
            lambda quantity=quantity: purchasing.create(  # type: ignore[misc]
                book, supplier="S1", lines=[NewLine("TP-80", quantity)]
            )
        ) == (f"Quantity {quantity} is not between 1 and 1000000. Check the quantity.")
    assert refusal(lambda: purchasing.create(book, supplier="C1")) == (
        "There is no supplier C1. Check the number, or create the supplier first."
    )
    parties.change(
        book, kind="supplier", number="S1", card=parties.PartyCard("S1", "Printec GmbH", blocked=True)
    )
    assert refusal(lambda: purchasing.create(book, supplier="S1")).startswith("Supplier S1 is blocked.")
    assert book.value("SELECT count(*) FROM document") == 0
    parties.change(book, kind="supplier", number="S1", card=parties.PartyCard("S1", "Printec GmbH"))
    assert purchasing.create(book, supplier="S1").number == "PO-1001"


def test_the_way_from_draft_to_ordered_to_closed(house: Warehouse) -> None:
    book = house.book
    number = purchasing.create(book, supplier="S1").number
    assert refusal(lambda: purchasing.mark_ordered(book, number=number)) == (
        "PO-1001 has no lines. Add a line first."
    )
    assert refusal(lambda: purchasing.close(book, number=number)) == (
        "PO-1001 is draft, only an open order can be closed. Cancel a draft instead."
    )
    purchasing.set_line(book, number=number, line=NewLine("TP-80", 2))
    assert purchasing.mark_ordered(book, number=number).status == "open"
    assert refusal(lambda: purchasing.mark_ordered(book, number=number)) == (
        "PO-1001 is ordered, only a draft can be changed this way. Close or cancel it, and create a new order."
    )
    assert purchasing.close(book, number=number).status == "closed"
    for verb in (
        lambda: purchasing.cancel(book, number=number),
        lambda: purchasing.change(book, number=number, change=HeadChange(note="x")),
    ):
        assert refusal(verb) == ("PO-1001 is closed, so it cannot be changed any more. Create a new order.")
    with pytest.raises(OrderUnknown):
        purchasing.view(book, number="PO-9")


def test_an_item_blocked_after_the_draft_is_not_ordered(house: Warehouse) -> None:
    book = house.book
    number = purchasing.create(book, supplier="S1", lines=[NewLine("CABLE", 1)]).number
    items.change(book, number="CABLE", item=items.view(book, number="CABLE").facts(blocked=True))
    assert refusal(lambda: purchasing.mark_ordered(book, number=number)).startswith("Item CABLE is blocked.")


def test_what_is_received_is_derived_and_sets_the_floor_of_a_line(house: Warehouse) -> None:
    book = house.book
    number = house.ordered(("TP-80", 5), ("CABLE", 4))
    receipt = book.perform(receiving.start, order=number)
    line = purchasing.view(book, number=number).lines[0]
    assert (line.done, line.outstanding) == (0, 5)
    assert refusal(lambda: purchasing.cancel(book, number=number)) == (
        f"{number} has the draft {receipt.number}. Post or cancel {receipt.number} first."
    )
    house.scan(receipt.lines[0].id, "T1")
    house.scan(receipt.lines[0].id, "T2")
    book.perform(receiving.post, number=receipt.number, short=True)
    order = purchasing.view(book, number=number)
    assert [(n.done, n.outstanding) for n in order.lines] == [(2, 3), (4, 0)]
    assert [(r.number, r.status) for r in order.receipts] == [(receipt.number, "posted")]
    (waiting,) = purchasing.waiting(book)
    assert (waiting.units, waiting.done, waiting.outstanding, waiting.drafts) == (9, 6, 3, ())
    assert refusal(lambda: purchasing.set_line(book, number=number, line=NewLine("TP-80", 1, line_no=1))) == (
        f"Line 1 of {number} cannot have 1 TP-80, because 2 are done already. "
        "Choose 2 or more, or reverse the receipt or shipment first."
    )
    assert refusal(lambda: purchasing.remove_line(book, number=number, line_no=1)) == (
        f"Line 1 of {number} is on {receipt.number}, so it cannot be removed or get another item. "
        f"Lower its quantity instead, or cancel {receipt.number} first."
    )
    assert refusal(
        lambda: purchasing.set_line(book, number=number, line=NewLine("CABLE", 9, line_no=1))
    ).startswith(f"Line 1 of {number} is on")
    assert refusal(lambda: purchasing.cancel(book, number=number)) == (
        f"{number} cannot be cancelled, because 6 units are done already. "
        "Close it instead: what is outstanding is dropped."
    )
    shorter = purchasing.set_line(book, number=number, line=NewLine("TP-80", 2, line_no=1))
    assert shorter.lines[0].price == 12_500
    assert purchasing.waiting(book) == ()


def test_an_order_is_begun_with_all_its_lines_or_not_at_all(house: Warehouse) -> None:
    book = house.book
    assert refusal(
        lambda: purchasing.create(book, supplier="S1", lines=[NewLine("TP-80", 1), NewLine("GONE", 1)])
    ) == ("There is no item GONE. Check the number, or create the item first.")
    assert order_lists.page(book, PURCHASE).rows == ()
    number = purchasing.create(book, supplier="S1", lines=[NewLine("TP-80", 1), NewLine("CABLE", 2)]).number
    before = purchasing.view(book, number=number)
    assert [(n.line_no, n.item, n.quantity) for n in before.lines] == [(1, "TP-80", 1), (2, "CABLE", 2)]
    assert refusal(lambda: purchasing.set_line(book, number=number, line=NewLine("TP-80", 1, line_no=7))) == (
        "PO-1001 has no line 7. Choose a line from the list."
    )
    assert purchasing.view(book, number=number) == before


def test_the_list_is_newest_first_and_is_searched_by_number_reference_and_supplier(house: Warehouse) -> None:
    book = house.book
    for n in range(7):
        purchasing.create(book, supplier="S1", their_reference=f"REF%{n}")
    page = order_lists.page(book, PURCHASE, limit=3)
    assert [r.number for r in page.rows] == ["PO-1007", "PO-1006", "PO-1005"]
    page = order_lists.page(book, PURCHASE, after="PO-1005", limit=3)
    assert [r.number for r in page.rows] == ["PO-1004", "PO-1003", "PO-1002"]
    assert (page.earlier, page.later) == (True, True)
    back = order_lists.page(book, PURCHASE, after="PO-1004", limit=2, backwards=True)
    assert [r.number for r in back.rows] == ["PO-1006", "PO-1005"]
    assert [r.number for r in order_lists.page(book, PURCHASE, search="ref%3").rows] == ["PO-1004"]
    assert [r.number for r in order_lists.page(book, PURCHASE, search="po-1002").rows] == ["PO-1002"]
    assert len(order_lists.page(book, PURCHASE, search="PRINTEC").rows) == 7
    assert order_lists.page(book, PURCHASE, status="closed").rows == ()


def test_orders_due_first_wait_first_and_those_without_a_day_last(house: Warehouse) -> None:
    book = house.book
    for due in (None, date(2026, 12, 24), date(2026, 12, 1)):
        number = purchasing.create(book, supplier="S1", due=due, lines=[NewLine("CABLE", 1)]).number
        purchasing.mark_ordered(book, number=number)
    assert [w.number for w in purchasing.waiting(book)] == ["PO-1003", "PO-1002", "PO-1001"]
    changed = purchasing.change(book, number="PO-1003", change=HeadChange(due=None, set_due=True))
    assert (changed.due, changed.status) == (None, "open")


def test_a_suppliers_list_is_kept_whole_or_every_bad_serial_is_named(house: Warehouse) -> None:
    book = house.book
    items.create(
        book, item=ItemFacts("IM", "Phone", has_serials=True, pattern=SerialPattern(least=5, most=15))
    )
    number = purchasing.create(book, supplier="S1", lines=[NewLine("IM", 9), NewLine("CABLE", 1)]).number
    with pytest.raises(ExpectedSerialsRefused) as refused:
        purchasing.expect(
            book, number=number, line_no=1, serials=["GOOD-1", "", "1234", "x" * 101, "æbler", "a\x00bcde"]
        )
    assert [bad.line for bad in refused.value.lines] == [2, 3, 4, 5, 6]
    assert refused.value.lines[1].sentence == "1234: 4 of 5 characters"
    assert purchasing.expected(book, number=number, line_no=1) == ()
    loaded = purchasing.expect(
        book, number=number, line_no=1, serials=["00123", " 00123\r\n", "'; DROP", "00124"]
    )
    assert (loaded.count, loaded.added, loaded.repeated) == (3, 3, 1)
    assert purchasing.expect(book, number=number, line_no=1, serials=["00123", "00125"]).count == 4
    assert purchasing.view(book, number=number).lines[0].expected_count == 4
    again = purchasing.expect(book, number=number, line_no=1, serials=["ZZZZZ"], replace=True)
    assert purchasing.expected(book, number=number, line_no=1) == ("ZZZZZ",)
    assert again.count == 1
    assert refusal(lambda: purchasing.expect(book, number=number, line_no=2, serials=["A"])) == (
        f"Line 2 of {number} is CABLE, which has no serial numbers. Choose a line with serial numbers."
    )

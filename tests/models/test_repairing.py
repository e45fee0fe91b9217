"""A customer's unit comes in for repair and goes back: order, invoice and stock are as they were (R50)."""

from datetime import datetime

import pytest

from models import (
    adjusting,
    coming_back,
    credit_notes,
    entry,
    goods_documents,
    goods_reversing,
    invoice_posting,
    invoices,
    invoicing,
    moving,
    order_lists,
    repair_posting,
    repairing,
    repairs,
    return_posting,
    returning,
    serial_report,
    shipping,
    tracing,
)
from models.book import CUSTOMER, LOSS, REPAIR, Book
from models.choosing import candidates
from models.goods_reversing import HeldSince, MovedSince
from models.lookup import find
from models.order_edit import NewLine
from models.orders import REPAIRS
from models.refusals import Refusal
from models.refusals_repair import (
    AnotherRepair,
    InRepair,
    NotAtCustomer,
    NothingReady,
    NothingToRepair,
    NothingToReverse,
    OtherCustomer,
    ReasonNeeded,
    RepairFull,
    RepairNotOpen,
    RepairTakenIn,
)
from models.refusals_sales import NeverSold
from models.refusals_scan import Held, NotEditable, TwiceInList, UnknownSerial, WhichItem
from models.serial_report import SerialFilter
from models.unfinished import unfinished
from tests.builders import Warehouse
from tests.clock import Clock


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000, warranty_months=24)
    built.item("SC-20")
    return built


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def begun(house: Warehouse, *serials: str, fault: str = "") -> str:
    """A draft repair with these units on it."""
    number = house.book.perform(repairing.begin, serial=serials[0], item="TP-80", how="listed")
    for serial in serials[1:]:
        scan(house, number, serial)
    if fault:
        house.book.perform(repairing.say_fault, number=number, fault=fault)
    return number


def taken_in(house: Warehouse, *serials: str, fault: str = "") -> str:
    number = begun(house, *serials, fault=fault)
    house.book.perform(repair_posting.take_in, number=number)
    return number


def scan(house: Warehouse, number: str, text: str, item: str = "") -> entry.Added:
    return house.book.perform(
        repairing.scan,
        number=number,
        text=text,
        how="scanned",
        source="scanner 1",
        raw=text.encode(errors="replace"),
        item=item,
    )


def states(house: Warehouse, number: str) -> dict[str, str]:
    return {unit.serial: unit.state for unit in repairs.view(house.book, number=number).units}


def invoiced(house: Warehouse, shipment: str) -> str:
    draft = house.book.perform(invoicing.from_shipment, shipment=shipment)
    return house.book.perform(invoice_posting.post, number=draft.number).document


def life(house: Warehouse, serial: str) -> tracing.SerialLife:
    return tracing.life(house.book, serial=serial)[0]


def test_a_shipped_unit_comes_in_and_goes_back_and_nothing_of_its_sale_changes(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    shipment = house.shipped("TP-80", "A1").document
    invoice = invoiced(house, shipment)

    def sale() -> tuple[object, ...]:
        value = book.value("SELECT coalesce(sum(quantity), 0) FROM stock")
        return (invoices.view(book, number=invoice), shipping.view(book, number=shipment), value)

    before = sale()
    number = taken_in(house, "A1", fault="Prints no left half")
    assert number == "RP-1001"
    assert (house.place("A1"), house.in_stock("TP-80")) == (REPAIR, 1)
    assert sale() == before
    shown = repairs.view(book, number=number)
    assert (shown.status, shown.customer, shown.fault, shown.here) == (
        "open",
        "Nordlys ApS",
        "Prints no left half",
        1,
    )
    (unit,) = shown.units
    assert (unit.serial, unit.sale, unit.state, unit.in_warranty) == ("A1", shipment, "here", True)
    assert life(house, "A1").state == "in repair"
    scan(house, number, "A1")
    assert states(house, number) == {"A1": "ready"}
    done = book.perform(repair_posting.send_back, number=number, done="New print head")
    assert (done.document, done.serials, house.place("A1")) == (number, 1, CUSTOMER)
    assert sale() == before
    after = repairs.view(book, number=number)
    assert (after.status, after.here, after.units[0].state, after.units[0].done) == (
        "closed",
        0,
        "sent back",
        "New print head",
    )
    steps = [(event.what, event.document, event.party, event.reason) for event in life(house, "A1").events]
    assert steps[:2] == [
        ("send-back", number, "Nordlys ApS", "New print head"),
        ("repair", number, "Nordlys ApS", "Prints no left half"),
    ]


def test_what_is_in_repair_is_no_stock_and_cannot_be_sold_counted_received_or_credited(
    house: Warehouse,
) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    invoice = invoiced(house, house.shipped("TP-80", "A1").document)
    number = taken_in(house, "A1")
    says = f"A1 is here in repair since 2026-11-23 ({number}, Nordlys ApS); it is not in stock."
    order = house.sold(("TP-80", 1))
    shipment = book.perform(shipping.start, order=order)
    assert [c.serial for c in candidates(book, line_id=shipment.lines[0].id)] == ["A2"]
    with pytest.raises(InRepair) as refused:
        house.pick(shipment.number, "A1")
    assert refused.value.sentence == says
    assert refused.value.next == f"Open {number}: it is sent back there, or credited."
    receipt = house.receipt(("TP-80", 1))
    with pytest.raises(InRepair):
        house.scan(receipt.lines[0].id, "A1")
    for way in ("up", "down", "counted"):
        made = book.perform(adjusting.create, category="Status")
        line = book.perform(adjusting.add_line, number=made.number, item="TP-80", way=way, quantity=1).lines[
            0
        ]
        with pytest.raises(InRepair):
            house.scan(line.id, "A1")
    with pytest.raises(InRepair):
        book.perform(moving.scan, text="A1", how="scanned")
    credit = book.perform(returning.start, invoice=invoice)
    with pytest.raises(InRepair):
        book.perform(returning.scan, number=credit.number, text="A1", how="scanned")
    book.perform(returning.take_all, number=credit.number)
    assert [line.quantity for line in credit_notes.view(book, number=credit.number).lines] == [0]
    with pytest.raises(NeverSold, match="A1 of TP-80 is in repair"):
        book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    assert house.place("A1") == REPAIR


def test_a_repaired_unit_is_credited_by_its_sale_and_not_by_its_repair(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1")
    invoice = invoiced(house, house.shipped("TP-80", "A1").document)
    number = taken_in(house, "A1")
    scan(house, number, "A1")
    book.perform(repair_posting.send_back, number=number)
    credit = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    assert credit_notes.view(book, number=credit).invoice == invoice
    book.perform(return_posting.post, number=credit)
    assert (house.place("A1"), life(house, "A1").events[0].cost) == (house.shelf, 12_500)


@pytest.mark.parametrize("with_invoice", [True, False])
def test_a_unit_that_cannot_be_repaired_is_taken_back_with_its_sale(
    house: Warehouse, with_invoice: bool
) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    shipment = house.shipped("TP-80", "A1", "A2").document
    if with_invoice:
        invoiced(house, shipment)
    number = taken_in(house, "A1", "A2")
    book.perform(repairing.mark_all, number=number)
    first, again = house.repeated(repair_posting.take_back, number=number, note="Too old to repair")
    assert first == again
    assert [draft[:2] for draft in first] == (["CN"] if with_invoice else ["AD", "AD"])
    assert repairs.view(book, number=number).status == "closed"
    assert {life(house, serial).held_by for serial in ("A1", "A2")} == set(first)
    for draft in first:
        post = return_posting.post if with_invoice else adjusting.post
        book.perform(post, number=draft)
    assert (house.in_stock("TP-80"), house.place("A1")) == (2, house.shelf)


def test_a_unit_is_written_off_with_a_reason_alone(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    number = taken_in(house, "A1", "A2")
    with pytest.raises(NothingReady, match=f"No unit of {number} is marked."):
        book.perform(repair_posting.send_back, number=number)
    scan(house, number, "A1")
    with pytest.raises(ReasonNeeded):
        book.perform(repair_posting.write_off, number=number, reason="  ")
    book.perform(repair_posting.write_off, number=number, reason="Board burnt")
    assert (house.place("A1"), house.place("A2")) == (LOSS, REPAIR)
    assert states(house, number) == {"A1": "written off", "A2": "here"}
    assert repairs.view(book, number=number).status == "open"
    assert life(house, "A1").warranty_until == ""


def test_each_step_is_turned_back_the_newest_first(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    number = taken_in(house, "A1", "A2")
    scan(house, number, "A1")
    book.perform(repair_posting.send_back, number=number)
    scan(house, number, "A2")
    book.perform(repair_posting.write_off, number=number, reason="Burnt")
    assert repairs.view(book, number=number).status == "closed"
    expected = (
        ({"A1": CUSTOMER, "A2": REPAIR}, "open"),
        ({"A1": REPAIR, "A2": REPAIR}, "open"),
        ({"A1": CUSTOMER, "A2": CUSTOMER}, "reversed"),
    )
    for places, status in expected:
        first, again = house.repeated(repair_posting.reverse, number=number)
        assert first == again
        assert {serial: house.place(serial) for serial in ("A1", "A2")} == places
        assert repairs.view(book, number=number).status == status
    with pytest.raises(NothingToReverse):
        book.perform(repair_posting.reverse, number=number)
    assert taken_in(house, "A1") == "RP-1002"


def test_a_marked_unit_stands_in_the_way_of_no_reversal_of_its_own_repair(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    number = taken_in(house, "A1")
    scan(house, number, "A1")
    house.book.perform(repair_posting.reverse, number=number)
    assert house.place("A1") == CUSTOMER
    assert house.book.value("SELECT count(*) FROM entry") == 0


def test_a_step_is_not_turned_back_once_its_units_have_gone_on(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1")
    shipment = house.shipped("TP-80", "A1").document
    number = taken_in(house, "A1")
    with pytest.raises(MovedSince, match=f"Reverse {number} first"):
        book.perform(goods_reversing.reverse, number=shipment)
    scan(house, number, "A1")
    book.perform(repair_posting.send_back, number=number)
    second = begun(house, "A1")
    with pytest.raises(HeldSince, match=second):
        book.perform(repair_posting.reverse, number=number)
    book.perform(repair_posting.take_in, number=second)
    with pytest.raises(MovedSince, match=second):
        book.perform(repair_posting.reverse, number=number)
    book.perform(repair_posting.reverse, number=second)
    book.perform(repair_posting.reverse, number=number)
    book.perform(repair_posting.reverse, number=number)
    book.perform(goods_reversing.reverse, number=shipment)
    assert house.place("A1") == house.shelf


def test_only_a_unit_that_a_customer_has_comes_in(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2", "A3")
    house.shipped("TP-80", "A1", "A3")
    with pytest.raises(NotAtCustomer) as refused:
        begun(house, "A2")
    assert refused.value.sentence == (
        "A2 of TP-80 is in stock; only a unit that a customer has comes in for repair."
    )
    with pytest.raises(UnknownSerial):
        begun(house, "NEVER")
    number = begun(house, "A1")
    assert begun(house, "A1") == number  # once more opens the same
    for text, refusal in (("A2", NotAtCustomer), ("NEVER", UnknownSerial), ("A1", TwiceInList)):
        with pytest.raises(refusal):
            scan(house, number, text)
    returned = book.perform(coming_back.come_back, serial="A3", item="TP-80", how="listed")
    with pytest.raises(Held, match=returned):
        begun(house, "A3")
    with pytest.raises(Held, match=returned):
        scan(house, number, "A3")
    assert [line.quantity for line in repairs.view(book, number=number).lines] == [1]
    book.perform(repair_posting.take_in, number=number)
    assert begun(house, "A1") == number  # and so does a unit that is here


def test_a_repair_is_of_one_customer(house: Warehouse) -> None:
    book = house.book
    with book.write():
        book.insert("party", kind="customer", number="C2", name="Sydvind A/S", search="c2 sydvind")
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1")
    draft = book.perform(invoicing.create, customer="C2", lines=[NewLine("TP-80", 1)])
    book.perform(invoicing.scan, number=draft.number, text="A2", how="scanned")
    book.perform(invoice_posting.post, number=draft.number)
    number = begun(house, "A1")
    with pytest.raises(OtherCustomer) as refused:
        scan(house, number, "A2")
    assert refused.value.sentence == f"A2 was sold to Sydvind A/S; {number} is for Nordlys ApS."
    other = begun(house, "A2")
    assert repairs.view(book, number=other).customer == "Sydvind A/S"
    for one in (number, other):
        book.perform(repair_posting.take_in, number=one)
    with pytest.raises(AnotherRepair, match=f"A2 is in repair on {other}, not on {number}."):
        scan(house, number, "A2")


def test_the_customer_is_known_when_a_return_was_reversed(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    back = house.book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    house.book.perform(adjusting.post, number=back)
    house.book.perform(goods_reversing.reverse, number=back)
    assert repairs.view(house.book, number=begun(house, "A1")).customer == "Nordlys ApS"


def test_a_draft_is_undone_cancelled_and_never_empty(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    number = begun(house, "A1", "A2")
    document = repairs.view(book, number=number).id
    for _ in range(2):
        book.perform(entry.undo, document_id=document)
    with pytest.raises(NothingToRepair):
        book.perform(repair_posting.take_in, number=number)
    with pytest.raises(RepairNotOpen, match=f"{number} is draft"):
        book.perform(repair_posting.send_back, number=number)
    scan(house, number, "A1")
    book.perform(goods_documents.cancel, number=number)
    assert (repairs.view(book, number=number).status, life(house, "A1").held_by) == ("cancelled", "")
    for verb in (repair_posting.take_in, repairing.mark_all):
        with pytest.raises(NotEditable):
            book.perform(verb, number=number)
    with pytest.raises(NotEditable):
        scan(house, number, "A1")


def test_an_open_repair_takes_no_more_units(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    house.received("SC-20", "S1")
    house.shipped("TP-80", "A1", "A2")
    house.shipped("SC-20", "S1")
    number = taken_in(house, "A1")
    for text in ("A2", "S1"):
        with pytest.raises(RepairTakenIn, match=f"{number} is taken in already; {text} cannot join it."):
            scan(house, number, text)


def test_a_repair_has_an_end(house: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairing, "UNITS_MOST", 2)
    house.received("TP-80", "A1", "A2", "A3")
    house.shipped("TP-80", "A1", "A2", "A3")
    number = begun(house, "A1", "A2")
    with pytest.raises(RepairFull, match=f"{number} has 2 units"):
        scan(house, number, "A3")


def test_one_text_of_two_items_asks_which(house: Warehouse) -> None:
    house.received("TP-80", "A1", "X1")
    house.received("SC-20", "X1")
    house.shipped("TP-80", "A1", "X1")
    house.shipped("SC-20", "X1")
    number = begun(house, "A1")
    with pytest.raises(WhichItem):
        scan(house, number, "X1")
    assert scan(house, number, "X1", item="SC-20").item == "SC-20"


def test_a_retry_changes_nothing_more(house: Warehouse) -> None:
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    first, again = house.repeated(repairing.begin, serial="A1", item="TP-80", how="listed")
    assert first == again
    for verb in (repair_posting.take_in, repair_posting.send_back):
        if verb is repair_posting.send_back:
            scan(house, first, "A1")
        one, two = house.repeated(verb, number=first)
        assert one == two
    assert house.place("A1") == CUSTOMER
    assert house.book.value("SELECT count(*) FROM posting WHERE verb IN ('repair', 'send-back')") == 2


def test_it_is_found_by_number_listed_and_offered_again_after_a_stop(house: Warehouse) -> None:
    book = house.book
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    number = begun(house, "A1", fault="No power")
    found = unfinished(book)
    assert found is not None
    assert (found.document, found.kind) == (number, "RP")
    book.perform(repair_posting.take_in, number=number)
    assert unfinished(book) is None
    scan(house, number, "A1")
    found = unfinished(book)
    assert found is not None
    assert found.document == number
    assert [one.key for one in find(book, text=number.lower())] == [number]
    (row,) = order_lists.page(book, REPAIRS, search="power").rows
    assert (row.number, row.status, row.party_name, row.reason) == (number, "open", "Nordlys ApS", "No power")
    assert order_lists.page(book, REPAIRS, status="draft").rows == ()
    rows = serial_report.page(book, filter=SerialFilter(state="in repair", customer="nordlys"))
    assert [(r.serial, r.state, r.document, r.party, r.location) for r in rows] == [
        ("A1", "in repair", number, "Nordlys ApS", "")
    ]
    assert [r.serial for r in serial_report.page(book, filter=SerialFilter(state="gone"))] == ["A2"]


@pytest.mark.parametrize(
    ("sold", "months", "today", "covered"),
    [
        ("2026-01-31", 1, "2026-02-28", True),
        ("2026-01-31", 1, "2026-03-01", False),
        ("2026-11-20", 0, "2026-11-21", False),
    ],
)
def test_a_repair_says_whether_the_warranty_holds_the_day_it_comes_in(
    house: Warehouse, clock: Clock, sold: str, months: int, today: str, covered: bool
) -> None:
    book = house.book
    with book.write():
        book.execute("UPDATE item SET warranty_months = ?", months)
    clock.at = noon(sold)
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    clock.at = noon(today)
    number = begun(house, "A1")
    assert repairs.view(book, number=number).units[0].in_warranty is covered
    book.perform(repair_posting.take_in, number=number)
    clock.at = noon("2030-01-01")  # a slow workshop changes nothing
    assert repairs.view(book, number=number).units[0].in_warranty is covered


@pytest.mark.parametrize(
    "hostile", ["", "\x00", "A1\n", "x" * 5_000, "'; DROP TABLE entry --", "\ud800", "RP-1001"]
)
def test_a_hostile_text_is_refused_in_words_and_changes_nothing(house: Warehouse, hostile: str) -> None:
    house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1", "A2")
    number = begun(house, "A2")
    before = states(house, number)
    if hostile == "A1\n":
        assert scan(house, number, hostile).serial == "A1"
        return
    with pytest.raises(Refusal):
        scan(house, number, hostile)
    assert states(house, number) == before


def test_a_unit_in_repair_that_is_counted_on_a_shelf_stays_in_repair(house: Warehouse) -> None:
    from models import counting, counting_approve, counting_review, counting_scan

    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    number = taken_in(house, "A1")
    count = house.book.perform(counting.start, location="B-02").number
    house.book.perform(counting_scan.count, number=count, text="A1", how="scanned")
    house.book.perform(counting.finish, number=count)
    shown = counting_review.review(house.book, number=count)
    (finding,) = shown.on("elsewhere")
    assert (finding.held, finding.blocked) == (number, True)
    house.book.perform(counting_approve.approve, number=count, shown=shown)
    assert (house.place("A1"), house.in_stock("TP-80")) == (REPAIR, 0)

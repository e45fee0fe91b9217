"""Where one flow's verbs meet another's: what a count, a correction, a conversion, a return and a block do to each other."""

import pytest

from models import (
    adjusting,
    coming_back,
    converting,
    correcting,
    counting_approve,
    counting_choices,
    counting_scan,
    entry,
    goods_reversing,
    invoice_posting,
    invoicing,
    items,
    landing,
    moving,
    places,
    receiving,
    return_posting,
    returning,
    supplier_return,
    supplier_return_posting,
)
from models.book import SUPPLIER, Book
from models.costing import OWN_COST
from models.counting_findings import Key
from models.refusals_count import CountChanged, CountedAtOnce, HeldElsewhere, ItemTakesNone
from models.refusals_moves import NotThatMany
from models.refusals_nouns import PlaceBlocked, TrackingOnPosted
from models.refusals_rules import NamedSince
from models.refusals_scan import FailsPattern
from models.unnamed import NotEnough
from tests.builders import SURE, Warehouse
from tests.models.counts import approved, counted_house, finished, scan, serials, shown, started


@pytest.fixture
def house(book: Book) -> Warehouse:
    return Warehouse(book)


def cost(house: Warehouse, serial: str) -> int:
    return int(
        house.book.value(
            f"SELECT {OWN_COST} FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
            "WHERE s.serial = ?",
            serial,
        )
    )


def bought(house: Warehouse, serial: str, price: int) -> str:
    receipt = house.receipt(("TP-80", 1))
    with house.book.write():
        house.book.execute("UPDATE document_line SET price = ? WHERE id = ?", price, receipt.lines[0].id)
    house.scan(receipt.lines[0].id, serial)
    return house.book.perform(receiving.post, number=receipt.number).document


def sent_back(house: Warehouse, serial: str) -> str:
    number = house.book.perform(supplier_return.start_with, serial=serial, item="TP-80", how="listed")
    return house.book.perform(supplier_return_posting.post, number=number).document


def adjusted(house: Warehouse, item: str, way: str, quantity: int, *units: str, at: str = "") -> str:
    number = house.book.perform(adjusting.create, category="Status").number
    view = house.book.perform(
        adjusting.add_line, number=number, item=item, way=way, quantity=quantity, location=at, cost=777
    )
    if units:
        house.book.perform(entry.add_many, line_id=view.lines[0].id, texts=units, how="pasted", sure=SURE)
    return house.book.perform(adjusting.post, number=number).document


@pytest.mark.parametrize("again", ["bought", "adjusted"])
def test_a_unit_that_came_from_its_supplier_once_more_costs_what_it_did_when_all_is_reversed(
    house: Warehouse, again: str
) -> None:
    house.item("TP-80")
    receipt = bought(house, "T1", 100)
    back = sent_back(house, "T1")
    came = bought(house, "T1", 200) if again == "bought" else adjusted(house, "TP-80", "up", 1, "T1")
    assert cost(house, "T1") == (200 if again == "bought" else 777)
    spread = landing.spread
    if again == "adjusted":
        house.book.perform(spread, receipt=receipt, text="Freight", amount=30, way="quantity")
    house.book.perform(goods_reversing.reverse, number=came)
    house.book.perform(goods_reversing.reverse, number=back)
    assert cost(house, "T1") == (100 if again == "bought" else 130), "what was spread meanwhile stays"
    if again == "adjusted":
        house.book.perform(landing.reverse, number="LC-1001")
        assert cost(house, "T1") == 100
    house.book.perform(goods_reversing.reverse, number=receipt)
    assert house.place("T1") == SUPPLIER


@pytest.mark.parametrize("way", ["count", "adjustment"])
def test_a_unit_found_that_was_booked_to_its_supplier_costs_what_it_did_with_its_freight(
    house: Warehouse, way: str
) -> None:
    house.item("TP-80")
    receipt = bought(house, "T1", 100)
    house.book.perform(landing.spread, receipt=receipt, text="Freight", amount=30, way="quantity")
    back = sent_back(house, "T1")
    if way == "count":
        number = started(house)
        scan(house, number, "T1")
        assert serials(finished(house, number), "elsewhere") == ["T1"]
        found = approved(house, number).adjustment
    else:
        found = house.book.perform(adjusting.create, category="Status").number
        view = house.book.perform(
            adjusting.add_line, number=found, item="TP-80", way="counted", quantity=0, location="A-01"
        )
        house.scan(view.lines[0].id, "T1")
        shown = adjusting.difference(house.book, number=found)
        house.book.perform(adjusting.post, number=found, confirmed=shown)
    assert (house.place("T1"), cost(house, "T1")) == (house.shelf, 130)
    house.book.perform(landing.reverse, number="LC-1001")
    house.book.perform(goods_reversing.reverse, number=found)
    house.book.perform(goods_reversing.reverse, number=back)
    assert (house.place("T1"), cost(house, "T1")) == (house.shelf, 100)


def test_freight_over_a_line_with_named_and_unnamed_units_reaches_all_of_them(house: Warehouse) -> None:
    house.item("CAM-1", serial_at="shipment")
    receipt = house.receipt(("CAM-1", 10))
    for serial in ("C1", "C2"):
        house.scan(receipt.lines[0].id, serial)
    house.book.perform(receiving.post, number=receipt.number)
    (share,) = house.book.perform(
        landing.spread, receipt=receipt.number, text="Freight", amount=1_001, way="value"
    ).shares
    assert (share.units, share.amount, share.here) == (10, 1_001, 1_001)
    assert [cost(house, serial) for serial in ("C1", "C2")] == [12_600, 12_600]
    worth = house.book.row("SELECT loose_units, loose FROM stock_value")
    assert worth == (8, 8 * 12_500 + 801)
    house.book.perform(landing.reverse, number="LC-1001")
    assert house.book.row("SELECT named, loose FROM stock_value") == (25_000, 100_000)


def test_freight_over_two_lines_of_one_item_stays_with_as_many_units_as_are_left(house: Warehouse) -> None:
    house.item("CABLE", serials=False)
    receipt = house.receipt(("CABLE", 3), ("CABLE", 3))
    house.book.perform(receiving.post, number=receipt.number)
    house.shipped("CABLE", "CABLE", "CABLE")
    shares = house.book.perform(
        landing.spread, receipt=receipt.number, text="Freight", amount=600, way="quantity"
    ).shares
    assert [(share.here, share.gone) for share in shares] == [(300, 0), (100, 200)]
    assert house.book.value("SELECT loose FROM stock_value") == 4 * 12_500 + 400


def test_an_address_is_not_corrected_to_a_spelling_that_no_label_has(house: Warehouse) -> None:
    house.item("AP-1", serial_kind="mac")
    house.received("AP-1", "AA:BB:CC:DD:EE:01")
    with pytest.raises(FailsPattern, match=r"AA:BBCC:DDEE:01 is not .* parted in pairs"):
        house.book.perform(
            correcting.correct, serial="AA:BB:CC:DD:EE:01", item="AP-1", new="AA:BBCC:DDEE:01", reason="x"
        )
    house.book.perform(
        correcting.correct, serial="AA:BB:CC:DD:EE:01", item="AP-1", new="AABB.CCDD.EE01", reason="x"
    )
    assert house.place("AABB.CCDD.EE01") == house.shelf


def test_a_unit_that_was_credited_and_kept_comes_back_by_an_adjustment(house: Warehouse) -> None:
    """One of two that stand on the invoice: the invoice is not credited in full, and yet it is not for this unit any more."""
    house.item("TP-80")
    house.received("TP-80", "T1", "T2")
    draft = house.book.perform(invoicing.from_shipment, shipment=house.shipped("TP-80", "T1", "T2").document)
    invoice = house.book.perform(invoice_posting.post, number=draft.number).document
    note = house.book.perform(returning.start, invoice=invoice)
    house.book.perform(returning.scan, number=note.number, text="T1", how="scanned")
    house.book.perform(returning.change, number=note.number, restock=False)
    house.book.perform(return_posting.post, number=note.number)
    found = {one: coming_back.ways(house.book, serial=one, item="TP-80").invoice for one in ("T1", "T2")}
    assert found == {"T1": "", "T2": invoice}
    back = house.book.perform(coming_back.come_back, serial="T1", item="TP-80", how="scanned")
    assert house.book.perform(adjusting.post, number=back).serials == 1
    assert house.place("T1") == house.shelf


def counted_all_but(house: Warehouse, *more: str) -> str:
    number = started(house)
    scan(house, number, "T1", "T2", "C1", *more)
    house.book.perform(counting_scan.count_quantity, number=number, item="CABLE", quantity=10)
    return number


def test_a_unit_counted_by_a_text_it_is_corrected_to_is_found_and_not_missing(house: Warehouse) -> None:
    """Its label said T3X all along: the clerk at the desk mends the book while the other one counts."""
    counted_house(house)
    number = counted_all_but(house, "T3X")
    house.book.perform(correcting.correct, serial="T3", item="TP-80", new="T3X", reason="misread")
    review = finished(house, number)
    assert serials(review, "found") == ["T1", "T2", "C1", "T3X"]
    assert review.differences == ()
    approved(house, number)
    assert house.place("T3X") == house.shelf


def test_a_unit_counted_by_a_text_it_is_corrected_to_is_told_to_lie_elsewhere(house: Warehouse) -> None:
    counted_house(house)
    for text in ("T3", "B-02"):
        house.book.perform(moving.scan, text=text, how="scanned")
    number = counted_all_but(house, "T3X")
    house.book.perform(correcting.correct, serial="T3", item="TP-80", new="T3X", reason="misread")
    assert serials(finished(house, number), "elsewhere") == ["T3X"]
    approved(house, number)
    assert house.place("T3X") == house.shelf


def test_a_unit_that_came_back_to_its_shelf_since_the_lists_were_shown_is_shown_first(
    house: Warehouse,
) -> None:
    """Moved away after it was counted it was on no list; back again it is found, which nobody has seen yet."""
    counted_house(house)
    number = counted_all_but(house, "T3")
    for text in ("T3", "B-02"):
        house.book.perform(moving.scan, text=text, how="scanned")
    seen = finished(house, number)
    assert (serials(seen, "found"), seen.differences) == (["T1", "T2", "C1"], ())
    for text in ("T3", "A-01"):
        house.book.perform(moving.scan, text=text, how="scanned")
    with pytest.raises(CountChanged):
        house.book.perform(counting_approve.approve, number=number, shown=seen)
    approved(house, number)


def test_a_shelf_is_not_counted_whole_while_one_item_of_it_is_counted(house: Warehouse) -> None:
    counted_house(house)
    first = started(house, item="CABLE")
    for item in ("", "CABLE"):
        with pytest.raises(CountedAtOnce, match=first):
            started(house, item=item)
    assert started(house, item="TP-80") != first


def test_a_hand_with_more_of_an_item_than_is_left_puts_none_of_it_down(house: Warehouse) -> None:
    """Twice two of four cables are in the hand when another station sells one."""
    house.item("CABLE", serials=False)
    house.stocked("CABLE", 4)
    for _ in range(2):
        house.book.perform(moving.take_quantity, item="CABLE", quantity=2, place="A-01")
    house.shipped("CABLE", "CABLE")
    with pytest.raises(NotThatMany, match="4 CABLE"):
        house.book.perform(moving.put, place="B-02")
    house.book.perform(moving.undo)
    assert house.book.perform(moving.put, place="B-02").count == 2


def unknown(house: Warehouse, number: str) -> list[Key]:
    return [one.key for one in finished(house, number).on("unknown")]


def take_as(house: Warehouse, number: str, keys: list[Key], item: str) -> None:
    house.book.perform(counting_choices.take_as, number=number, keys=keys, item=item)


def test_two_spellings_of_one_address_are_not_taken_for_two_units(house: Warehouse) -> None:
    house.item("AP-1", serial_kind="mac")
    number = started(house)
    scan(house, number, "AA:BB:CC:DD:EE:02", "AABBCCDDEE02")
    first, second = unknown(house, number)
    with pytest.raises(
        ItemTakesNone, match="AABBCCDDEE02 cannot be a unit of AP-1: AA:BB:CC:DD:EE:02 is the same"
    ):
        take_as(house, number, [first, second], "AP-1")
    take_as(house, number, [first], "AP-1")
    with pytest.raises(ItemTakesNone):
        take_as(house, number, [second], "AP-1")
    take_as(house, number, [first], "AP-1")
    assert approved(house, number).serials == 1


def test_an_address_that_stands_on_a_receipt_in_another_spelling_is_taken_as_no_unit(
    house: Warehouse,
) -> None:
    house.item("AP-1", serial_kind="mac")
    receipt = house.receipt(("AP-1", 1))
    house.scan(receipt.lines[0].id, "AA:BB:CC:DD:EE:02")
    number = started(house)
    scan(house, number, "AABBCCDDEE02")
    with pytest.raises(HeldElsewhere, match="GR-1001"):
        take_as(house, number, unknown(house, number), "AP-1")
    house.book.perform(receiving.post, number=receipt.number)
    with pytest.raises(ItemTakesNone, match="it has one already"):
        take_as(house, number, unknown_now(house, number), "AP-1")


def unknown_now(house: Warehouse, number: str) -> list[Key]:
    return [one.key for one in shown(house, number).on("unknown")]


def test_a_unit_that_came_onto_a_list_since_it_was_taken_is_not_approved(house: Warehouse) -> None:
    """It was counted as a unit of A, taken as one of B, and then scanned on a receipt of B."""
    house.item("A")
    house.item("B")
    receipt = house.receipt(("B", 1))
    number = started(house)
    scan(house, number, "X1", context="A")
    take_as(house, number, unknown(house, number), "B")
    house.scan(receipt.lines[0].id, "X1")
    with pytest.raises(HeldElsewhere, match="X1 is held by GR-1001"):
        approved(house, number)
    house.book.perform(entry.undo, document_id=receipt.id)
    assert approved(house, number).serials == 1


def test_a_unit_of_an_item_that_lost_its_tick_since_is_not_approved(house: Warehouse) -> None:
    house.item("A")
    house.item("B")
    number = started(house)
    scan(house, number, "X1", context="A")
    take_as(house, number, unknown(house, number), "B")
    card = items.view(house.book, number="B")
    house.book.perform(items.change, number="B", item=card.facts(has_serials=False))
    with pytest.raises(ItemTakesNone, match="X1 cannot be a unit of B: it has no serial numbers"):
        approved(house, number)
    assert house.place("X1") is None


def test_a_whole_return_takes_no_more_unnamed_units_than_lie_there(house: Warehouse) -> None:
    house.item("CAM-1", serial_at="shipment")
    receipt = house.receipt(("CAM-1", 5))
    house.scan(receipt.lines[0].id, "C1")
    house.book.perform(receiving.post, number=receipt.number)
    draft = house.book.perform(supplier_return.start, receipt=receipt.number)
    whole = house.book.perform(supplier_return.take_all, number=draft.number)
    assert whole.lines[0].quantity == 4
    assert house.book.perform(supplier_return_posting.post, number=draft.number).quantity == 4
    again = house.book.perform(supplier_return.start, receipt=receipt.number)
    house.book.perform(supplier_return.set_quantity, number=again.number, line_no=1, quantity=1)
    with pytest.raises(NotEnough):
        house.book.perform(supplier_return_posting.post, number=again.number)
    assert house.place("C1") == house.shelf


def test_a_service_that_stands_on_a_posted_document_is_not_tracked_afterwards(house: Warehouse) -> None:
    """Nothing of it ever moved: a receipt or an invoice from then would give it units to return."""
    house.item("HOURS", serials=False, stock_tracked=0)
    shipped = house.shipped("HOURS", *["HOURS"] * 3)
    card = items.view(house.book, number="HOURS")
    with pytest.raises(
        TrackingOnPosted, match="Item HOURS is on SH-1001, so its stock tracking cannot change"
    ):
        house.book.perform(items.change, number="HOURS", item=card.facts(stock_tracked=True))
    house.book.perform(goods_reversing.reverse, number=shipped.document)
    with pytest.raises(TrackingOnPosted):
        house.book.perform(items.change, number="HOURS", item=card.facts(stock_tracked=True))


def block(house: Warehouse, number: str = "A-01", blocked: bool = True) -> None:
    house.book.perform(places.change, number=number, blocked=blocked)


def test_a_location_that_was_blocked_gets_nothing_from_a_receipt(house: Warehouse) -> None:
    house.item("TP-80")
    receipt = house.receipt(("TP-80", 1))
    house.scan(receipt.lines[0].id, "T1")
    block(house)
    with pytest.raises(PlaceBlocked, match="Location A-01 is blocked"):
        house.book.perform(receiving.post, number=receipt.number)
    with pytest.raises(PlaceBlocked):
        house.book.perform(receiving.set_line, number=receipt.number, line_no=1, location="A-01")
    house.book.perform(receiving.set_line, number=receipt.number, line_no=1, location="B-02")
    house.book.perform(receiving.post, number=receipt.number)
    assert house.place("T1") == house.other_shelf
    assert house.receipt(("TP-80", 1)).lines[0].location == "B-02", "the item's own takes none now"


def test_a_line_of_which_nothing_came_asks_for_no_location(house: Warehouse) -> None:
    house.item("CABLE", serials=False)
    receipt = house.receipt(("CABLE", 3), ("CABLE", 3))
    house.book.perform(receiving.set_line, number=receipt.number, line_no=1, quantity=0)
    house.book.perform(receiving.set_line, number=receipt.number, line_no=2, location="B-02")
    block(house)
    assert house.book.perform(receiving.post, number=receipt.number).quantity == 3


def test_a_location_that_was_blocked_gets_nothing_from_a_credit_note(house: Warehouse) -> None:
    house.item("TP-80")
    house.received("TP-80", "T1")
    draft = house.book.perform(invoicing.from_shipment, shipment=house.shipped("TP-80", "T1").document)
    invoice = house.book.perform(invoice_posting.post, number=draft.number).document
    note = house.book.perform(returning.start, invoice=invoice)
    house.book.perform(returning.scan, number=note.number, text="T1", how="scanned")
    block(house)
    with pytest.raises(PlaceBlocked):
        house.book.perform(return_posting.post, number=note.number)
    house.book.perform(returning.change, number=note.number, restock=False)
    house.book.perform(return_posting.post, number=note.number)


def test_a_location_that_was_blocked_gets_nothing_and_gives_all_by_adjustments(house: Warehouse) -> None:
    house.item("TP-80")
    house.item("CABLE", serials=False)
    house.received("TP-80", "T1")
    house.stocked("CABLE", 5)
    number = house.book.perform(adjusting.create, category="Status").number
    house.book.perform(adjusting.add_line, number=number, item="CABLE", way="up", quantity=1)
    block(house)
    with pytest.raises(PlaceBlocked):
        house.book.perform(adjusting.post, number=number)
    with pytest.raises(PlaceBlocked):
        adjusted(house, "CABLE", "up", 1, at="A-01")
    adjusted(house, "CABLE", "down", 2, at="A-01")
    adjusted(house, "CABLE", "counted", 1, at="A-01")
    adjusted(house, "TP-80", "down", 1, "T1", at="A-01")
    assert (house.in_stock("CABLE"), house.in_stock("TP-80")) == (1, 0)


def test_an_adjustment_without_a_location_says_so(house: Warehouse) -> None:
    house.item("CABLE", serials=False)
    block(house)
    block(house, "B-02")
    with pytest.raises(
        receiving.NoLocation, match=r"Line 1 of AD-1001 has no location\. Say where CABLE goes"
    ):
        adjusted(house, "CABLE", "up", 1)


@pytest.mark.parametrize("back", ["on the shelf", "with its customer"])
def test_a_conversion_is_not_reversed_beside_a_unit_that_came_by_its_serial_whatever_was_reversed(
    house: Warehouse, back: str
) -> None:
    """Its last step is a reversal, and yet it is here, or sold: the item cannot be without serial numbers."""
    house.item("CAM-1", serials=False)
    house.stocked("CAM-1", 1)
    task = house.book.perform(converting.start, item="CAM-1")
    house.scan(task.lines[0].id, "K1")
    house.book.perform(adjusting.post, number=task.number)
    came = adjusted(house, "CAM-1", "up", 1, "K9")
    sold = house.shipped("CAM-1", "K9").document
    returned = adjusted(house, "CAM-1", "up", 1, "K9") if back == "with its customer" else sold
    house.book.perform(goods_reversing.reverse, number=returned)
    with pytest.raises(NamedSince, match="K9 of CAM-1"):
        house.book.perform(goods_reversing.reverse, number=task.number)
    if returned != sold:
        house.book.perform(goods_reversing.reverse, number=sold)
    house.book.perform(goods_reversing.reverse, number=came)
    house.book.perform(goods_reversing.reverse, number=task.number)
    assert house.place("K9") == house.place("K1") == 3
    assert house.shipped("CAM-1", "CAM-1").quantity == 1

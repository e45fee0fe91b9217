"""Moves between locations: units and quantities in hand, put down in one posting, and nothing in two places meanwhile."""

import pytest

from models import (
    adjusting,
    entry,
    goods_documents,
    goods_reversing,
    lookup,
    moving,
    places,
    shipping,
    tracing,
)
from models.book import Book
from models.choosing import choose
from models.document_serials import on_document
from models.goods_reversing import MovedSince
from models.moving import Placed, PlaceSet, Taken
from models.refusals import Refusal
from models.refusals_moves import HowMany, LiesElsewhere, LiesThere, NotThatMany, SamePlace, WhichUnit
from models.refusals_nouns import PlaceBlocked
from models.refusals_scan import AlreadyShipped, Held, NothingToUndo, TwiceInList, UnknownSerial
from models.stock import move
from models.unfinished import unfinished
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("SC-20")
    built.item("CABLE", serials=False, gtin="05701234567899")
    built.received("TP-80", "T1", "T2", "T3", "T4")
    return built


def scan(house: Warehouse, text: str, item: str = "") -> Taken | Placed | PlaceSet:
    return house.book.perform(moving.scan, text=text, how="scanned", source="scanner 1", item=item)


def moved(house: Warehouse, *texts: str) -> Placed:
    answers = [scan(house, text) for text in texts]
    assert isinstance(answers[-1], Placed)
    return answers[-1]


def stock_at(house: Warehouse, item: str, place: int) -> int:
    return int(
        house.book.value(
            "SELECT coalesce(sum(s.quantity), 0) FROM stock s JOIN item i ON i.id = s.item_id "
            "WHERE i.number = ? AND s.place = ?",
            item,
            place,
        )
    )


def test_a_unit_and_then_the_place_moves_it_in_one_posting(house: Warehouse) -> None:
    taken = scan(house, "T1")
    assert isinstance(taken, Taken)
    assert (taken.document, taken.place, taken.count) == ("MV-1001", "A-01", 1)
    assert house.place("T1") == house.shelf, "it is where it was until it lies elsewhere"
    assert scan(house, "B-02") == Placed("MV-1001", "B-02", 1)
    assert house.place("T1") == house.other_shelf
    assert (stock_at(house, "TP-80", house.shelf), stock_at(house, "TP-80", house.other_shelf)) == (3, 1)


def test_several_units_go_into_the_place_in_one_posting(house: Warehouse) -> None:
    placed = moved(house, "T1", "T2", "T3", "B-02")
    assert (placed.document, placed.count) == ("MV-1001", 3)
    assert house.book.value("SELECT count(*) FROM posting WHERE verb = 'move'") == 1
    assert on_document(house.book, number="MV-1001") == {1: ("T1", "T2", "T3")}


def test_a_place_with_nothing_in_hand_is_set_until_it_is_scanned_again(house: Warehouse) -> None:
    assert scan(house, "B-02") == PlaceSet("B-02", "Shelf B-02", "")
    for serial in ("T1", "T2"):
        placed = scan(house, serial)
        assert isinstance(placed, Placed)
        assert placed.taken is not None
        assert (placed.place, placed.taken.place) == ("B-02", "A-01")
        assert house.place(serial) == house.other_shelf
    assert scan(house, "A-01") == PlaceSet("A-01", "Shelf A-01", "B-02")
    assert isinstance(scan(house, "T1"), Placed)
    assert scan(house, "A-01") == PlaceSet("", "Shelf A-01", "A-01")
    assert isinstance(scan(house, "T3"), Taken)


def test_a_place_that_is_set_outlives_the_program(house: Warehouse, url: str) -> None:
    scan(house, "B-02")
    again = Book(url, house.book.station)
    assert again.perform(moving.hand).place == "B-02"
    assert again.perform(moving.let_go) == PlaceSet("", "", "B-02")
    assert again.perform(moving.hand).place == ""
    again.close()


def test_what_is_in_hand_is_on_disk_and_offered_again(house: Warehouse, url: str) -> None:
    scan(house, "T1")
    scan(house, "T2")
    again = Book(url, house.book.station)
    hand = again.perform(moving.hand)
    assert ([row.serial for row in hand.rows], hand.count) == (["T2", "T1"], 2)
    found = again.perform(unfinished)
    assert found is not None
    assert (found.document, found.kind) == ("MV-1001", "MV")
    again.close()


def test_undo_puts_back_step_by_step_and_the_draft_is_used_again(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    scan(house, "T1")
    house.book.perform(moving.take_quantity, item="CABLE", quantity=4, place="A-01")
    scan(house, "T2")
    assert [house.book.perform(moving.undo).words for _ in range(3)] == ["T2", "4 CABLE", "T1"]
    with pytest.raises(NothingToUndo):
        house.book.perform(moving.undo)
    assert moved(house, "T3", "B-02").document == "MV-1001"


def test_a_move_that_is_cancelled_leaves_everything_where_it_was(house: Warehouse) -> None:
    scan(house, "T1")
    house.book.perform(goods_documents.cancel, number="MV-1001")
    assert house.place("T1") == house.shelf
    assert moved(house, "T1", "B-02").document == "MV-1002"


def test_a_unit_scanned_twice_and_one_that_lies_there_already_are_refused(house: Warehouse) -> None:
    scan(house, "T1")
    with pytest.raises(TwiceInList):
        scan(house, "T1")
    with pytest.raises(LiesThere, match=r"T1 lies at A-01 already\."):
        scan(house, "A-01")
    assert house.book.perform(moving.hand).count == 1, "it stays in hand"
    scan(house, "B-02")
    scan(house, "B-02")
    with pytest.raises(LiesThere, match=r"T1 lies at B-02 already\."):
        scan(house, "T1")
    assert house.book.perform(moving.hand).count == 0, "and it is not in hand"


def test_what_lies_there_already_does_not_hold_up_the_rest(house: Warehouse) -> None:
    moved(house, "T1", "B-02")
    placed = moved(house, "T1", "T2", "B-02")
    assert (placed.count, placed.already) == (1, 1)
    lines = house.book.perform(moving.view, number=placed.document).lines
    assert [(line.item, line.quantity) for line in lines] == [("TP-80", 1)]


def test_a_unit_nobody_knows_or_that_has_left_is_refused_and_makes_no_document(house: Warehouse) -> None:
    house.shipped("TP-80", "T4")
    with pytest.raises(UnknownSerial):
        scan(house, "T99")
    with pytest.raises(AlreadyShipped):
        scan(house, "T4")
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'MV'") == 0
    assert moved(house, "T1", "B-02").document == "MV-1001", "and takes no number"
    refused = house.book.rows("SELECT text, detail FROM scan WHERE outcome = 'refused' ORDER BY id")
    assert refused == [("T99", "UnknownSerial"), ("T4", "AlreadyShipped")]


def test_a_blocked_place_takes_nothing_but_gives(house: Warehouse) -> None:
    moved(house, "T1", "B-02")
    house.book.perform(places.change, number="B-02", blocked=True)
    scan(house, "T2")
    with pytest.raises(PlaceBlocked):
        scan(house, "B-02")
    house.book.perform(moving.undo)
    assert moved(house, "T1", "A-01").count == 1


def test_a_place_blocked_after_it_was_set_takes_nothing(house: Warehouse) -> None:
    scan(house, "B-02")
    house.book.perform(places.change, number="B-02", blocked=True)
    with pytest.raises(PlaceBlocked):
        scan(house, "T1")
    assert house.place("T1") == house.shelf
    assert house.book.perform(moving.hand).count == 0


def test_a_picked_unit_is_refused_with_its_document_and_station(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T1")
    with pytest.raises(Held, match="held by SH-1001 at station Packing 2"):
        scan(house, "T1")


def test_a_promised_unit_keeps_its_promise_on_its_new_shelf(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    taken = scan(house, "T1")
    assert isinstance(taken, Taken)
    assert taken.order == order
    scan(house, "B-02")
    held = house.book.row("SELECT d.number, e.meaning FROM entry e JOIN document d ON d.id = e.document_id")
    assert held == (order, "reserve")
    shipment = house.book.perform(shipping.start, order=order)
    house.book.perform(shipping.post, number=shipment.number)
    assert house.place("T1") == 2


@pytest.mark.parametrize("way", ["undo", "cancel"])
def test_a_promised_unit_that_is_put_back_is_the_orders_again(house: Warehouse, way: str) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    scan(house, "T1")
    if way == "undo":
        house.book.perform(moving.undo)
    else:
        house.book.perform(goods_documents.cancel, number="MV-1001")
    assert house.book.row(
        "SELECT d.number, e.meaning FROM entry e JOIN document d ON d.id = e.document_id"
    ) == (order, "reserve")


def test_an_order_that_got_another_unit_meanwhile_is_not_promised_too_much(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    scan(house, "T1")
    house.book.perform(choose, order=order, line_no=1, text="T2", how="keyed")
    scan(house, "B-02")
    assert house.book.rows("SELECT serial FROM entry") == [("T2",)]


def test_an_item_without_serials_is_asked_how_many_and_from_where(house: Warehouse) -> None:
    house.stocked("CABLE", 10)
    for text in ("CABLE", "5701234567899"):
        with pytest.raises(HowMany):
            scan(house, text)
    book = house.book
    taken = book.perform(moving.take_quantity, item="CABLE", quantity=4, place="A-01")
    assert isinstance(taken, Taken)
    with pytest.raises(NotThatMany, match="7 CABLE are to be moved from A-01, and 6 lie there"):
        book.perform(moving.take_quantity, item="CABLE", quantity=7, place="A-01")
    with pytest.raises(SamePlace):
        scan(house, "A-01")
    scan(house, "B-02")
    assert (stock_at(house, "CABLE", house.shelf), stock_at(house, "CABLE", house.other_shelf)) == (6, 4)


def test_a_quantity_that_left_while_it_was_in_hand_is_refused_whole(house: Warehouse) -> None:
    house.stocked("CABLE", 4)
    house.book.perform(moving.take_quantity, item="CABLE", quantity=4, place="A-01")
    scan(house, "T1")
    made = house.book.perform(adjusting.create, category="Status")
    house.book.perform(adjusting.add_line, number=made.number, item="CABLE", way="down", quantity=1)
    house.book.perform(adjusting.post, number=made.number)
    with pytest.raises(NotThatMany):
        scan(house, "B-02")
    assert house.place("T1") == house.shelf


def test_a_label_of_many_units_moves_all_or_none(house: Warehouse) -> None:
    house.book.execute("UPDATE item SET serial_max = 5 WHERE number = 'TP-80'")
    taken = scan(house, "T1,T2,T3")
    assert isinstance(taken, Taken)
    assert (taken.box, taken.count) == (("T1", "T2", "T3"), 3)
    with pytest.raises(Refusal, match="T1"):
        scan(house, "T4,T1")
    assert house.book.perform(moving.hand).count == 3
    assert house.book.perform(moving.undo).words == "T1, T2, T3"


def test_a_number_of_two_items_asks_which_is_meant(house: Warehouse) -> None:
    house.received("SC-20", "T1")
    with pytest.raises(WhichUnit, match="SC-20, TP-80"):
        scan(house, "T1")
    taken = scan(house, "T1", "SC-20")
    assert isinstance(taken, Taken)
    assert taken.item == "SC-20"


def test_a_move_is_reversed_and_the_reservation_stays(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    house.stocked("CABLE", 5)
    house.book.perform(choose, order=order, line_no=1, text="T1", how="keyed")
    scan(house, "T1")
    house.book.perform(moving.take_quantity, item="CABLE", quantity=5, place="A-01")
    moved(house, "B-02")
    done = house.book.perform(goods_reversing.reverse, number="MV-1001")
    assert (done.serials, done.quantity) == (1, 5)
    assert (house.place("T1"), stock_at(house, "CABLE", house.shelf)) == (house.shelf, 5)
    assert house.book.value("SELECT meaning FROM entry") == "reserve"


def test_a_receipt_is_not_reversed_under_a_move(house: Warehouse) -> None:
    moved(house, "T1", "B-02")
    with pytest.raises(MovedSince, match="MV-1001"):
        house.book.perform(goods_reversing.reverse, number="GR-1001")
    moved(house, "T1", "A-01")
    with pytest.raises(MovedSince, match="MV-1002"):
        house.book.perform(goods_reversing.reverse, number="MV-1001")


def test_the_life_the_list_and_the_number_tell_of_the_move(house: Warehouse) -> None:
    moved(house, "T1", "B-02")
    event = house.book.perform(tracing.life, serial="T1")[0].events[0]
    assert (event.what, event.document, event.from_place, event.to_place) == (
        "move", "MV-1001", "A-01", "B-02",
    )  # fmt: skip
    row = house.book.perform(moving.listed)[0]
    assert (row.number, row.status, row.count, row.place) == ("MV-1001", "posted", 1, "B-02")
    found = house.book.perform(lookup.find, text="mv-1001")
    assert [(one.kind, one.key, one.title) for one in found] == [("document", "MV-1001", "MV")]


def test_a_lost_reply_moves_nothing_twice(house: Warehouse) -> None:
    house.stocked("CABLE", 4)
    first, again = house.repeated(moving.scan, text="T1", how="scanned")
    assert (first, again) == (first, first)
    one, two = house.repeated(moving.take_quantity, item="CABLE", quantity=4, place="A-01")
    assert one == two
    placed, once_more = house.repeated(moving.scan, text="B-02", how="scanned")
    assert isinstance(once_more, Placed)
    assert (placed.document, placed.count) == (once_more.document, once_more.count)  # type: ignore[union-attr]
    assert house.book.perform(moving.hand).place == "", "a repeated placing sets nothing"
    for wanted in ("B-02", ""):
        house.repeated(moving.scan, text="B-02", how="scanned")
        assert house.book.perform(moving.hand).place == wanted
    scan(house, "T2")
    house.repeated(moving.undo)
    assert house.book.perform(moving.hand).count == 0


def test_a_unit_written_off_a_shelf_it_does_not_lie_on_is_asked_about_and_moved_first(
    house: Warehouse,
) -> None:
    moved(house, "T1", "B-02")
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=2, location="A-01"
    )
    line = draft.lines[0].id
    with pytest.raises(LiesElsewhere, match=r"T1 is at B-02 by the book, not at A-01\."):
        house.scan(line, "T1")
    assert house.scan(line, "T2").moved == ""
    added = house.scan(line, "T1", elsewhere="yes")
    assert added.moved == "MV-1002"
    assert house.place("T1") == house.shelf
    house.book.perform(adjusting.post, number=made.number)
    events = house.book.perform(tracing.life, serial="T1")[0].events
    assert [(e.what, e.from_place, e.to_place) for e in events[:2]] == [
        ("adjust", "A-01", "Written off"),
        ("move", "B-02", "A-01"),
    ]


def test_a_lost_reply_to_that_answer_moves_it_once(house: Warehouse) -> None:
    moved(house, "T1", "B-02")
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=1, location="A-01"
    )
    house.repeated(entry.add, line_id=draft.lines[0].id, text="T1", how="scanned", sure={"elsewhere": "yes"})
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'MV'") == 2


def test_units_entered_in_one_piece_are_brought_in_one_move(house: Warehouse) -> None:
    moved(house, "T1", "T2", "B-02")
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=3, location="A-01"
    )
    many = house.book.perform(
        entry.add_many,
        line_id=draft.lines[0].id,
        texts=["T1", "T2", "T3"],
        how="pasted",
        sure={"elsewhere": "y"},
    )
    assert many.added == 3
    assert on_document(house.book, number="MV-1002") == {1: ("T1", "T2")}


@pytest.mark.tampers
def test_the_check_names_a_move_that_left_the_warehouse(house: Warehouse) -> None:
    from models.checking import check
    from models.stock import Steps

    made = goods_documents.create(house.book, "MV")
    item = house.book.value("SELECT id FROM item WHERE number = 'TP-80'")
    with house.book.write():
        line = house.book.insert("document_line", document_id=made.id, line_no=1, item_id=item, quantity=1)
        house.book.op = "by hand"
        sql = (
            "SELECT s.id, s.seq + 1, CAST(? AS BIGINT), s.item_id, s.place, 3, 'keyed', 0 FROM serial_number s "
            "WHERE s.serial = 'T1'"
        )
        move(house.book, verb="move", document_id=made.id, steps=[Steps(sql, (line,))])
        house.book.execute("UPDATE document SET status = 'posted' WHERE id = ?", made.id)
    assert [found.sentence for found in check(house.book) if found.check == "moves"] == [
        "MV-1001 moved T1, but not from one location to another."
    ]

"""Approving a count: judged against the book as it is then, posted as one adjustment, kept for ever (R55)."""

import pytest

from models import (
    adjusting,
    adjusting_lines,
    choosing,
    correcting,
    counting,
    counting_approve,
    counting_choices,
    counting_scan,
    entry,
    goods_documents,
    goods_reversing,
    items,
    tracing,
)
from models.book import CUSTOMER, LOSS, Book
from models.checking import check
from models.counting_results import count_of, in_full, lists_of
from models.refusals_count import (
    CountChanged,
    CountedTwice,
    HeldElsewhere,
    ItemTakesNone,
    NeedsItem,
    NotADifference,
    NotInReview,
)
from models.refusals_nouns import ItemUnknown
from models.refusals_values import TextTooLong
from tests.builders import Warehouse, tamper
from tests.models.counts import approved, counted_house, finished, key_of, scan, serials, shown, started


@pytest.fixture
def house(book: Book) -> Warehouse:
    return counted_house(Warehouse(book))


def at_other_shelf(house: Warehouse, item: str, *units: str) -> None:
    """Units that are received to B-02."""
    with house.book.write():
        house.book.execute("UPDATE item SET location_id = ? WHERE number = ?", house.other_shelf, item)
    house.received(item, *units)


def places(house: Warehouse) -> dict[str, int | None]:
    return dict(house.book.rows("SELECT serial, place FROM serial_number ORDER BY serial"))


def test_a_count_ends_in_its_lists_and_changes_nothing_before_it_is_approved(house: Warehouse) -> None:
    at_other_shelf(house, "TP-80", "B1")
    before = places(house)
    number = started(house)
    scan(house, number, "T1", "B1", "C1", "NOBODY", "5701234567882", "5701234567882")
    lists = finished(house, number)
    assert serials(lists, "found") == ["T1", "C1"]
    assert serials(lists, "missing") == ["T2", "T3"]
    assert [(one.serial, one.book_place, one.place) for one in lists.on("elsewhere")] == [
        ("B1", "B-02", "A-01")
    ]
    assert [(one.serial, one.accepted) for one in lists.on("unknown")] == [("NOBODY", False)]
    assert [(one.item, one.booked, one.counted) for one in lists.on("quantity")] == [("CABLE", 10, 2)]
    assert places(house) == before
    done = approved(house, number)
    assert (done.adjustment, done.serials, done.quantity) == ("AD-1002", 3, 8)
    assert (house.place("T2"), house.place("B1"), house.place("NOBODY")) == (LOSS, house.shelf, None)
    assert house.in_stock("CABLE") == 2
    kept = lists_of(house.book, number=number)
    assert (kept.found, kept.differences) == (lists.found, lists.differences)
    assert (kept.count.status, kept.count.adjustment) == ("posted", "AD-1002")
    assert count_of(house.book, adjustment="AD-1002") == number


def test_reversing_the_adjustment_puts_everything_back(house: Warehouse) -> None:
    at_other_shelf(house, "TP-80", "B1")
    house.received("TP-80", "GONE")
    house.shipped("TP-80", "GONE")
    before = places(house)
    number = started(house)
    scan(house, number, "B1", "GONE", "NEW-1", "CABLE")
    lists = finished(house, number)
    house.book.perform(counting_choices.take_as, number=number, keys=[key_of(lists, "NEW-1")], item="SC-20")
    done = approved(house, number)
    assert [house.place(one) for one in ("T1", "B1", "GONE", "NEW-1")] == [LOSS, *[house.shelf] * 3]
    assert house.in_stock("CABLE") == 1
    house.book.perform(goods_reversing.reverse, number=done.adjustment)
    assert places(house) == before | {"NEW-1": LOSS}
    assert house.in_stock("CABLE") == 10
    view = counting.view(house.book, number=number)
    assert (view.status, view.adjustment, view.adjustment_status) == ("posted", "AD-1002", "reversed")


def test_costs_stay_with_the_unit_and_a_new_one_has_its_items(house: Warehouse) -> None:
    at_other_shelf(house, "TP-80", "B1")
    number = started(house)
    scan(house, number, "B1", "NEW-1", "T1", "T2", "C1", *["CABLE"] * 11)
    lists = finished(house, number)
    house.book.perform(counting_choices.take_as, number=number, keys=[key_of(lists, "NEW-1")], item="TP-80")
    approved(house, number)
    costs: dict[str, int] = dict(
        house.book.rows(
            "SELECT s.serial, m.cost FROM movement m JOIN serial_number s ON s.id = m.serial_id AND s.seq = m.seq"
        )
    )
    assert (costs["B1"], costs["NEW-1"], costs["T3"]) == (12_500, 10_000, 12_500)
    assert house.book.value("SELECT cost FROM quantity_movement ORDER BY id DESC LIMIT 1") == 300
    assert house.in_stock("CABLE") == 11


def test_what_moved_meanwhile_is_no_difference(house: Warehouse) -> None:
    house.received("TP-80", "T4", "T5", "T6")
    number = started(house)
    scan(house, number, "T1", "T2", "C1", "IN-2")
    house.shipped("TP-80", "T1")  # after it was counted
    house.shipped("TP-80", "T3")  # before anybody came to it
    house.received("TP-80", "IN-1")  # put where the count had been
    house.received("TP-80", "IN-2")  # counted before it was booked
    house.received("SC-20", "IN-3")
    scan(house, number, "IN-3")
    lists = finished(house, number)
    assert serials(lists, "found") == ["T2", "C1", "IN-2", "IN-3"]
    assert serials(lists, "missing") == ["T4", "T5", "T6"]
    assert not lists.on("elsewhere")
    assert not lists.on("unknown")
    moved = {(one.serial, one.from_place, one.to_place) for one in lists.moved}
    assert moved == {
        ("T1", "A-01", "Customers"),
        ("T3", "A-01", "Customers"),
        *((serial, "Suppliers", "A-01") for serial in ("IN-1", "IN-2", "IN-3")),
    }
    house.shipped("TP-80", "T2")  # and while somebody looks at the lists
    house.shipped("TP-80", "T4")
    with pytest.raises(CountChanged):
        house.book.perform(counting_approve.approve, number=number, shown=lists)
    approved(house, number)
    assert [house.place(one) for one in ("T1", "T2", "T4")] == [CUSTOMER] * 3
    assert [house.place(one) for one in ("IN-1", "IN-2", "IN-3")] == [house.shelf] * 3
    assert [house.place(one) for one in ("T5", "T6")] == [LOSS] * 2
    house.shipped("SC-20", "C1")
    assert len(lists_of(house.book, number=number).moved) == 7, "what comes after it is none of its business"


@pytest.mark.parametrize(
    ("counted", "steps", "left"),
    [
        ([8], ["count"], 8),
        ([8], ["count", "ship 3"], 5),
        ([8], ["ship 2", "count"], 8),
        ([5], ["count", "ship 9"], 0),
        ([4, 4], ["count", "ship 2", "count"], 8),
        ([8], ["count", "stock 5"], 13),
        ([12], ["count", "ship 1"], 11),
        ([], [], 0),
        ([], ["ship 4"], 0),
        ([], ["stock 5"], 5),
        ([], ["stock 5", "ship 12"], 3),
        ([10], ["count"], 10),
    ],
)
def test_a_quantity_is_compared_with_what_the_book_had_when_it_was_counted(
    house: Warehouse, counted: list[int], steps: list[str], left: int
) -> None:
    number, counts = started(house), iter(counted)
    for step in steps:
        word, _, much = step.partition(" ")
        if word == "count":
            scan(house, number, *["CABLE"] * next(counts))
        elif word == "ship":
            house.shipped("CABLE", *["CABLE"] * int(much))
        else:
            house.stocked("CABLE", int(much))
    finished(house, number)
    approved(house, number)
    assert house.in_stock("CABLE") == left


def test_what_another_document_holds_is_named_and_left_alone(house: Warehouse) -> None:
    at_other_shelf(house, "TP-80", "B1", "B2")
    house.received("TP-80", "GONE")
    house.shipped("TP-80", "GONE")
    house.shipment(("TP-80", 2))
    house.pick("SH-1002", "T2")
    house.pick("SH-1002", "B1")
    order = house.sold(("TP-80", 1))
    house.book.perform(choosing.choose, order=order, line_no=1, text="T3", how="keyed")
    house.scan(house.receipt(("TP-80", 2)).lines[0].id, "COMING")
    back = house.book.perform(adjusting.create, category="Status")
    back = house.book.perform(adjusting.add_line, number=back.number, item="TP-80", way="up", quantity=1)
    house.scan(back.lines[0].id, "GONE")
    number = started(house)
    scan(house, number, "T1", "B1", "COMING", "GONE", "C1", *["CABLE"] * 10)
    lists = finished(house, number)
    held = {one.serial: (one.held, one.accepted) for one in lists.differences}
    assert held == {
        "T2": ("SH-1002", False),
        "T3": (order, False),
        "B1": ("SH-1002", True),
        "GONE": (back.number, False),
        "COMING": ("GR-1005", False),
    }
    for serial in ("T2", "T3", "GONE"):
        with pytest.raises(HeldElsewhere, match=f"{serial} is held by"):
            house.book.perform(counting_choices.accept, number=number, keys=[key_of(lists, serial)])
    with pytest.raises(HeldElsewhere, match="GR-1005"):
        house.book.perform(
            counting_choices.take_as, number=number, keys=[key_of(lists, "COMING")], item="TP-80"
        )
    several = [one.key for one in lists.on("missing")]
    house.book.perform(counting_choices.accept, number=number, keys=several)
    assert approved(house, number).serials == 1
    assert house.place("B1") == house.shelf
    house.book.perform(entry.undo, document_id=goods_documents.head(house.book, "SH-1002").id)


def test_a_unit_that_another_open_count_found_is_not_written_off(house: Warehouse) -> None:
    first, second = started(house, "A-01"), started(house, "B-02")
    scan(house, second, "T3")
    scan(house, first, "T1", "T2", "C1", *["CABLE"] * 10)
    lists = finished(house, first)
    assert [(one.serial, one.held, one.accepted) for one in lists.differences] == [("T3", second, False)]
    assert approved(house, first).adjustment == ""
    finished(house, second)
    approved(house, second)
    assert house.place("T3") == house.other_shelf


def test_without_an_accepted_difference_there_is_no_adjustment(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1", "T2")
    lists = finished(house, number)
    keys = [one.key for one in lists.differences]
    house.book.perform(counting_choices.accept, number=number, keys=keys, accepted=False)
    before = places(house)
    done = approved(house, number)
    assert (done.adjustment, places(house)) == ("", before)
    kept = lists_of(house.book, number=number)
    assert serials(kept, "missing") == ["T3", "C1"] or serials(kept, "missing") == ["C1", "T3"]
    assert house.book.value("SELECT next FROM series WHERE kind = 'AD'") == 1002


def test_each_unit_keeps_its_reason_for_ever(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1", "C1", "CABLE")
    lists = finished(house, number)
    perform = house.book.perform
    perform(counting_choices.usual_reason, number=number, list="missing", reason=" Not on the shelf ")
    perform(counting_choices.give_reason, number=number, keys=[key_of(lists, "T3")], reason="Stolen")
    assert [one.reason for one in shown(house, number).differences] == ["Not on the shelf", "Stolen", ""]
    with pytest.raises(TextTooLong):
        perform(counting_choices.usual_reason, number=number, list="missing", reason="x" * 101)
    done = approved(house, number)
    reasons = {one.serial: one.reason for one in lists_of(house.book, number=number).on("missing")}
    assert reasons == {"T2": "Not on the shelf", "T3": "Stolen"}
    lives = {serial: tracing.life(house.book, serial=serial)[0].events[0] for serial in ("T2", "T3")}
    assert lives["T3"].reason == "Stolen (Count CT-1001)"
    assert (lives["T2"].document, lives["T2"].to_place) == (done.adjustment, "Written off")
    (line,) = [one for one in adjusting.view(house.book, number=done.adjustment).lines if one.has_serials]
    moved = adjusting_lines.moved(house.book, line_id=line.id)
    assert [(one.serial, one.from_place, one.reason) for one in moved] == [
        ("T2", "A-01", "Not on the shelf"),
        ("T3", "A-01", "Stolen"),
    ]


def test_an_unknown_unit_comes_in_as_a_unit_of_an_item_that_can_have_it(house: Warehouse) -> None:
    with house.book.write():
        house.book.execute("UPDATE item SET serial_min = 3 WHERE number = 'SC-20'")
    number = started(house, "", "SC-20")
    scan(house, number, "T1", "N1", "NEW-1", location="B-02")
    lists = finished(house, number)
    assert [(one.serial, one.other) for one in lists.on("unknown")] == [
        ("T1", "TP-80"),
        ("N1", ""),
        ("NEW-1", ""),
    ]

    def take(serial: str, item: str) -> None:
        key = key_of(lists, serial)
        house.book.perform(counting_choices.take_as, number=number, keys=[key], item=item)

    for serial, item, why in (
        ("T1", "TP-80", "it has one already"),
        ("N1", "SC-20", "2 of 3 characters"),
        ("N1", "CABLE", "it has no serial numbers"),
    ):
        with pytest.raises(ItemTakesNone) as told:
            take(serial, item)
        assert why in told.value.sentence or serial == "N1"
    with pytest.raises(ItemUnknown):
        take("N1", "NO-SUCH")
    take("NEW-1", "SC-20")
    take("N1", "TP-80")
    done = approved(house, number)
    assert done.serials == 3, "two new ones, and C1 which nobody met"
    assert {one.item: one.location for one in tracing.life(house.book, serial="NEW-1")} == {"SC-20": "B-02"}
    assert tracing.life(house.book, serial="N1")[0].item == "TP-80"
    assert items.view(house.book, number="TP-80").on_hand == 4


def test_an_unknown_unit_without_an_item_is_not_accepted(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "NEW-1")
    lists = finished(house, number)
    with pytest.raises(NeedsItem, match="NEW-1"):
        house.book.perform(counting_choices.accept, number=number, keys=[key_of(lists, "NEW-1")])


def test_decisions_are_taken_in_the_review_alone_and_about_its_own_differences(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1")
    key = key_of(shown(house, number), "T2")
    with pytest.raises(NotInReview):
        house.book.perform(counting_choices.accept, number=number, keys=[key], accepted=False)
    house.book.perform(counting.finish, number=number)
    house.book.perform(counting_choices.accept, number=number, keys=[key], accepted=False)
    house.shipped("TP-80", "T2")
    with pytest.raises(NotADifference, match="T2"):
        house.book.perform(counting_choices.accept, number=number, keys=[key])
    approved(house, number)
    with pytest.raises(NotInReview):
        house.book.perform(counting_choices.give_reason, number=number, keys=[key], reason="x")


def test_a_lost_reply_approves_once(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1")
    lists = finished(house, number)
    first, again = house.repeated(counting_approve.approve, number=number, shown=lists)
    assert first == again
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'AD'") == 2
    with pytest.raises(NotInReview):
        approved(house, number)


def test_a_count_of_one_item_leaves_all_others_alone(house: Warehouse) -> None:
    at_other_shelf(house, "TP-80", "B1", "B2")
    number = started(house, "A-01", "TP-80")
    scan(house, number, "T1", "B1")
    lists = finished(house, number)
    assert (serials(lists, "missing"), serials(lists, "elsewhere")) == (["T2", "T3"], ["B1"])
    approved(house, number)
    assert (house.place("B2"), house.place("C1"), house.in_stock("CABLE")) == (
        house.other_shelf,
        house.shelf,
        10,
    )


def test_show_tells_the_lists_once_the_counting_is_over(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1")
    assert in_full(house.book, number=number).review is None
    finished(house, number)
    told = in_full(house.book, number=number)
    assert told.review is not None
    assert serials(told.review, "missing") != []


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE count_scope SET open = NULL WHERE document_id = (SELECT id FROM document WHERE number = 'CT-1002')",
            "counts",
        ),
        ("UPDATE document SET status = 'open' WHERE number = 'CT-1001'", "counts"),
        ("UPDATE counted SET open = NULL WHERE serial = 'C1'", "counts"),
        ("UPDATE counted SET item_id = NULL WHERE serial = 'T1'", "counted"),
        ("UPDATE count_result SET accepted = 1, line_id = 1 WHERE serial = 'T1'", "accepted"),
        ("UPDATE count_result SET accepted = 0 WHERE serial = 'T2'", "adjusted"),
        ("UPDATE count_result SET counted = 3 WHERE list = 'quantity'", "quantities"),
    ],
)
def test_what_is_changed_behind_its_back_is_named(house: Warehouse, statement: str, named: str) -> None:
    number = started(house)
    scan(house, number, "T1", "CABLE")
    finished(house, number)
    approved(house, number)
    scan(house, started(house), "C1")
    book = house.book
    assert check(book) == ()
    tamper(book, statement)
    assert named in {one.check for one in check(book, full=False)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE count_result SET reason = 'x'",
        "DELETE FROM count_result",
        "DELETE FROM counted",
    ],
)
def test_the_engines_keep_an_approved_count(house: Warehouse, statement: str) -> None:
    from peewee import IntegrityError

    number = started(house)
    scan(house, number, "T1")
    finished(house, number)
    approved(house, number)
    with pytest.raises(IntegrityError), house.book.write():
        house.book.execute(statement)


def test_a_serial_number_corrected_meanwhile_is_the_same_unit(house: Warehouse) -> None:
    """Before it is scanned (its label still has the old text), and after."""
    number = started(house)
    scan(house, number, "T1")
    for old, new in (("T1", "T1-right"), ("T2", "T2-right")):
        house.book.perform(correcting.correct, serial=old, item="TP-80", new=new, reason="misprint")
    assert scan(house, number, "T2").serials == ("T2-right",)
    with pytest.raises(CountedTwice):
        scan(house, number, "T1-right")
    lists = finished(house, number)
    assert (serials(lists, "found"), serials(lists, "unknown")) == (["T1-right", "T2-right"], [])
    assert [one.serial for one in lists.on("missing")] == ["C1", "T3"]
    house.book.perform(correcting.correct, serial="T3", item="TP-80", new="T3-right", reason="misprint")
    done = approved(house, number)
    house.book.perform(correcting.correct, serial="T3-right", item="TP-80", new="T3-last", reason="misprint")
    assert check(house.book) == ()
    assert tracing.life(house.book, serial="T3-last")[0].events[0].document == done.adjustment


def test_an_item_whose_units_get_their_serials_when_shipped_is_counted_by_quantity(house: Warehouse) -> None:
    house.item("LATE", serial_at="shipment")
    house.stocked("LATE", 6)
    number = started(house)
    assert scan(house, number, "LATE").quantity == 1
    house.book.perform(counting_scan.count_quantity, number=number, item="LATE", quantity=3)
    scan(house, number, "T1", "T2", "T3", "C1", *["CABLE"] * 10)
    (late,) = finished(house, number).differences
    assert (late.item, late.booked, late.counted) == ("LATE", 6, 4)
    done = approved(house, number)
    assert (house.in_stock("LATE"), done.quantity) == (4, 2)
    house.book.perform(goods_reversing.reverse, number=done.adjustment)
    assert house.in_stock("LATE") == 6

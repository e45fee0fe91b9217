"""Counting: one shelf or one item, blind, durable, every unit once (R55, R3.9)."""

from typing import Any

import pytest

from models import counting, counting_lists, counting_many, counting_scan, items
from models.book import Book
from models.counting_results import in_full
from models.goods_documents import NoSuchDocument
from models.lookup import Found, find
from models.places import NoSuchLocation
from models.refusals import Refusal
from models.refusals_count import (
    CountedAtOnce,
    CountedInOther,
    CountedTwice,
    CountWhichItem,
    ItemNotCountable,
    ItemNotInCount,
    LocationNotInCount,
    NotCounting,
    NothingCountedThere,
    NothingToCount,
    NotInReview,
    NotOnCount,
)
from models.refusals_labels import BoxRange, BoxRefused
from models.refusals_nouns import ItemUnknown
from models.refusals_scan import NotEditable, NothingToUndo
from models.unfinished import unfinished
from tests.builders import Warehouse
from tests.models.counts import approved, counted_house, finished, scan, serials, shown, started

BOX = "[)>\x1e06\x1dSN1\x1dSN2\x1dSN3\x1e\x04"


@pytest.fixture
def house(book: Book) -> Warehouse:
    return counted_house(Warehouse(book))


def rows(house: Warehouse, number: str) -> list[tuple[str, str, int]]:
    return [(one.serial, one.item, one.quantity) for one in counting_lists.rows(house.book, number=number)]


def test_every_unit_is_only_counted_whatever_the_book_has_of_it(house: Warehouse) -> None:
    """In stock here, elsewhere, shipped, of another item, unknown: the answers differ in nothing but serial and total."""
    house.received("TP-80", "GONE")
    house.shipped("TP-80", "GONE")
    with house.book.write():
        house.book.execute("UPDATE item SET location_id = ? WHERE number = 'TP-80'", house.other_shelf)
    house.received("TP-80", "B1")
    number = started(house)
    told = [scan(house, number, text) for text in ("T1", "B1", "GONE", "C1", "NOBODY")]
    assert [(one.serials, one.total, one.quantity, one.place) for one in told] == [
        ((text,), n, 0, "") for n, text in enumerate(("T1", "B1", "GONE", "C1", "NOBODY"), 1)
    ]
    for row in counting_lists.listing(house.book, number=number).rows:
        assert row.item == ""
    told_now = in_full(house.book, number=number)
    assert told_now.review is None, "a count that goes on tells nobody what it will find"


@pytest.mark.parametrize("text", ["T1", "NOBODY"])
def test_a_unit_counts_once(house: Warehouse, text: str) -> None:
    number = started(house)
    scan(house, number, text)
    with pytest.raises(CountedTwice, match=f"{text} is counted already, at "):
        scan(house, number, text)
    assert counting.view(house.book, number=number).counted == 1


def test_a_lost_reply_counts_once_and_the_retry_hears_the_same(house: Warehouse) -> None:
    number = started(house)
    first, again = house.repeated(counting_scan.count, number=number, text="T1", how="scanned")
    assert (first.serials, first.total) == (again.serials, again.total) == (("T1",), 1)
    for _ in range(2):
        house.repeated(counting_scan.count, number=number, text="5701234567882", how="scanned")
    house.repeated(counting_scan.count_quantity, number=number, item="CABLE", quantity=5)
    house.repeated(counting_many.count_many, number=number, texts=["T2", "T3"], how="pasted")
    assert rows(house, number) == [
        ("T3", "", 1), ("T2", "", 1), ("", "CABLE", 5), ("", "CABLE", 1), ("", "CABLE", 1), ("T1", "", 1),
    ]  # fmt: skip
    one, two = house.repeated(counting_lists.undo, number=number)
    assert one == two
    assert one.serials == ("T3",)
    begun, same = house.repeated(counting.start, location="B-02")
    assert begun.number == same.number == "CT-1002"
    assert house.repeated(counting.finish, number=number)[1].status == "open"


def test_goods_without_serials_add_up(house: Warehouse) -> None:
    number = started(house)
    assert scan(house, number, "5701234567882").quantity == 1
    assert scan(house, number, "CABLE").quantity == 2
    done = house.book.perform(counting_scan.count_quantity, number=number, item="CABLE", quantity=5)
    assert (done.quantity, done.total) == (7, 7)
    off = house.book.perform(counting_lists.undo, number=number)
    assert (off.item, off.quantity, off.total) == ("CABLE", 5, 2)


@pytest.mark.parametrize("quantity", [0, -1, 10**12])
def test_no_impossible_quantity_is_counted(house: Warehouse, quantity: int) -> None:
    number = started(house)
    with pytest.raises(Refusal):
        house.book.perform(counting_scan.count_quantity, number=number, item="CABLE", quantity=quantity)
    assert counting.view(house.book, number=number).counted == 0


def test_a_product_code_of_units_with_serials_says_whose_units_follow(house: Warehouse) -> None:
    number = started(house)
    told = scan(house, number, "5701234567899")
    assert (told.item, told.has_serials, told.serials, told.total) == ("TP-80", True, (), 0)
    scan(house, number, "NEW-1", context="TP-80")
    (unknown,) = finished(house, number).on("unknown")
    assert (unknown.item, unknown.take, unknown.accepted) == ("TP-80", "TP-80", False)


def test_what_no_count_takes_is_refused_by_name(house: Warehouse) -> None:
    house.item("FEE", serials=False, stock_tracked=0)
    number = started(house)
    of_item = started(house, "B-02", "TP-80")
    for count, text, refusal in (
        (number, "B-02", LocationNotInCount),
        (number, "FEE", ItemNotCountable),
        (of_item, "CABLE", ItemNotInCount),
        (of_item, "5701234567882", ItemNotInCount),
        (number, "PO-1001", Refusal),
        (number, "]E04006381333931", Refusal),
        (number, "", Refusal),
        (number, "Æ", Refusal),
        (number, "x" * 101, Refusal),
        (number, "CMD.UNDO", Refusal),
    ):
        with pytest.raises(refusal):
            scan(house, count, text)
    assert counting.view(house.book, number=of_item).counted == 0


def test_the_location_itself_says_where_one_stands(house: Warehouse) -> None:
    number = started(house)
    assert scan(house, number, "A-01").place == "A-01"


def test_an_item_at_all_locations_asks_where(house: Warehouse) -> None:
    number = started(house, "", "TP-80")
    with pytest.raises(NothingCountedThere, match="none is chosen"):
        scan(house, number, "T1")
    assert scan(house, number, "B-02").place == "B-02"
    scan(house, number, "T1", location="B-02")
    assert counting_lists.last_location(house.book, number=number) == "B-02"
    scan(house, number, "T2", location="A-01")
    lists = finished(house, number)
    assert [serials(lists, name) for name in ("found", "missing", "elsewhere")] == [["T2"], ["T3"], ["T1"]]


def test_a_box_counts_all_of_it_or_nothing(house: Warehouse) -> None:
    number = started(house)
    done = scan(house, number, BOX)
    assert (done.serials, done.box, done.total) == (("N1", "N2", "N3"), True, 3)
    with pytest.raises(BoxRefused, match="N1, N2, N3"):
        scan(house, number, BOX)
    assert house.book.perform(counting_lists.undo, number=number).serials == ("N1", "N2", "N3")
    scan(house, number, "N2")
    with pytest.raises(BoxRefused, match="because of N2"):
        scan(house, number, BOX)
    ends = "[)>\x1e06\x1d31SA001\x1d32SA003\x1e\x04"
    with pytest.raises(BoxRange):
        scan(house, number, ends)
    assert scan(house, number, ends, range="yes").serials == ("A001", "A002", "A003")


def test_a_text_of_two_items_is_asked_about_and_both_units_count(house: Warehouse) -> None:
    house.received("SC-20", "T1")
    number = started(house)
    with pytest.raises(CountWhichItem, match="SC-20, TP-80"):
        scan(house, number, "T1")
    scan(house, number, "T1", item="TP-80")
    with pytest.raises(CountedTwice):
        scan(house, number, "T1", item="TP-80")
    scan(house, number, "T1", context="SC-20")
    assert {(one.serial, one.item) for one in finished(house, number).found} == {
        ("T1", "TP-80"),
        ("T1", "SC-20"),
    }


def test_an_unknown_text_scanned_again_with_its_product_is_the_same_unit(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "NEW-1")
    with pytest.raises(CountedTwice):
        scan(house, number, "NEW-1", context="TP-80")
    with pytest.raises(CountedTwice):
        scan(house, number, "(01)05701234567899(21)NEW-1")


def test_two_spellings_of_one_address_are_one_unit(house: Warehouse) -> None:
    house.item("AP-5", serial_kind="mac")
    house.received("AP-5", "00:11:22:AA:BB:CC")
    number = started(house)
    assert scan(house, number, "001122aabbcc").serials == ("00:11:22:AA:BB:CC",)
    for again in ("00-11-22-AA-BB-CC", "00:11:22:AA:BB:CC"):
        with pytest.raises(CountedTwice):
            scan(house, number, again)
    of_item = started(house, "B-02", "AP-5")
    scan(house, of_item, "DE:AD:BE:EF:00:01")
    with pytest.raises(CountedTwice):
        scan(house, of_item, "deadbeef0001")
    assert serials(shown(house, number), "found") == ["00:11:22:AA:BB:CC"]


def test_a_data_identifier_is_taken_off_for_items_that_carry_it(house: Warehouse) -> None:
    with house.book.write():
        house.book.execute("UPDATE item SET label_di = 1 WHERE number = 'TP-80'")
    number = started(house)
    assert scan(house, number, "ST1").serials == ("T1",)
    assert scan(house, number, "SC1").serials == ("SC1",), "SC-20 has no identifier on its labels"


def test_a_list_is_judged_before_it_counts(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1")
    texts = ["T1", "T2", "T2", "Æ", "NOBODY"]
    before = counting_many.preview(house.book, number=number, texts=texts)
    assert before.good == ("T2", "NOBODY")
    assert ([one for one, _ in before.duplicates], [one for one, _ in before.bad]) == (["T1", "T2"], ["Æ"])
    done = house.book.perform(counting_many.count_many, number=number, texts=texts, how="pasted")
    assert (done.added, done.count, len(done.refused)) == (2, 3, 3)


def test_undo_takes_back_ones_own_and_nobody_elses(house: Warehouse, url: str) -> None:
    number = started(house)
    scan(house, number, "T1")
    other = Book(url, "Packing 9", clock=house.book.now)
    other.perform(counting_scan.count, number=number, text="T2", how="scanned")
    assert house.book.perform(counting_lists.undo, number=number).serials == ("T1",)
    with pytest.raises(NothingToUndo):
        house.book.perform(counting_lists.undo, number=number)
    (row,) = counting_lists.rows(house.book, number=number)
    house.book.perform(counting_lists.remove, number=number, row=row.id)
    with pytest.raises(NotOnCount):
        house.book.perform(counting_lists.remove, number=number, row=row.id)
    other.close()


def test_rows_come_in_pieces_and_one_is_found_among_them(house: Warehouse) -> None:
    number = started(house)
    texts = [f"N{n:04}" for n in range(500)]
    house.book.perform(counting_many.count_many, number=number, texts=texts, how="pasted")
    listed = counting_lists.listing(house.book, number=number)
    assert (listed.lines, listed.count.counted, listed.rows[0].serial) == (500, 500, "N0499")
    older = counting_lists.rows(house.book, number=number, before=listed.rows[-1].id)
    assert older[0].serial == f"N{500 - len(listed.rows) - 1:04}"
    place = counting_lists.find(house.book, number=number, serial="N0002")
    assert place is not None
    assert (place.position, place.rows[0].serial) == (3, "N0002")


@pytest.mark.parametrize(
    ("first", "second"),
    [(("A-01", ""), ("A-01", "")), (("A-01", ""), ("", "TP-80")), (("", "TP-80"), ("A-01", "TP-80"))],
)
def test_what_is_being_counted_is_not_counted_again_beside_it(
    house: Warehouse, first: tuple[str, str], second: tuple[str, str]
) -> None:
    house.book.perform(counting.start, location=first[0], item=first[1])
    with pytest.raises(CountedAtOnce, match="CT-1001, begun at Packing 2 at "):
        house.book.perform(counting.start, location=second[0], item=second[1])
    house.book.perform(counting.cancel, number="CT-1001")
    assert house.book.perform(counting.start, location=second[0], item=second[1]).number == "CT-1002"


def test_two_shelves_and_two_items_are_counted_side_by_side(house: Warehouse) -> None:
    numbers = [started(house, "A-01"), started(house, "B-02")]
    assert [one.number for one in counting.listed(house.book)] == numbers
    scan(house, numbers[0], "T1")
    with pytest.raises(CountedInOther, match=r"T1 was counted in CT-1001 at A-01, station Packing 2"):
        scan(house, numbers[1], "T1")
    house.book.perform(counting.cancel, number=numbers[0])
    scan(house, numbers[1], "T1")


def test_a_count_of_nothing_and_of_what_is_not_there_is_refused(house: Warehouse) -> None:
    for location, item, refusal in (
        ("", "", NothingToCount),
        ("X-9", "", NoSuchLocation),
        ("@loss", "", NoSuchLocation),
        ("", "X", ItemUnknown),
    ):
        with pytest.raises(refusal):
            house.book.perform(counting.start, location=location, item=item)
    assert started(house) == "CT-1001", "a refused start takes no number"


def test_each_state_allows_its_own_steps(house: Warehouse) -> None:
    book, number = house.book, started(house)
    with pytest.raises(NotInReview):
        approved(house, number)
    with pytest.raises(NotInReview):
        book.perform(counting.go_on, number=number)
    book.perform(counting.finish, number=number)
    steps: tuple[tuple[Any, dict[str, Any]], ...] = (
        (counting_scan.count, {"text": "T1", "how": "scanned"}),
        (counting_scan.count_quantity, {"item": "CABLE", "quantity": 1}),
        (counting_many.count_many, {"texts": ["T1"], "how": "pasted"}),
        (counting_lists.undo, {}),
        (counting_lists.remove, {"row": 1}),
    )
    for verb, values in steps:
        with pytest.raises(NotCounting, match="CT-1001 takes no scans any more: it is to approve"):
            book.perform(verb, number=number, **values)
    with pytest.raises(NotEditable):
        book.perform(counting.finish, number=number)
    assert book.perform(counting.go_on, number=number).status == "draft"
    scan(house, number, "T1")
    assert book.perform(counting.cancel, number=number).status == "cancelled"
    for end in (counting.cancel, counting.finish):
        with pytest.raises(NotEditable):
            book.perform(end, number=number)
    with pytest.raises(NoSuchDocument):
        counting.view(book, number="AD-1001")


def test_the_number_opens_it_and_an_unknown_unit_names_it(house: Warehouse) -> None:
    number = started(house)
    assert find(house.book, text="ct-1001") == (Found("document", number, "CT", "draft"),)
    scan(house, number, "NOBODY")
    assert find(house.book, text="NOBODY") == (Found("document", number, "CT", "draft"),)
    house.book.perform(counting.cancel, number=number)
    assert find(house.book, text="NOBODY") == ()


def test_an_unfinished_count_is_offered_again_here_and_nowhere_else(house: Warehouse, url: str) -> None:
    number = started(house)
    assert unfinished(house.book) is None
    scan(house, number, "T1", "5701234567882")
    found = unfinished(house.book)
    assert found is not None
    assert (found.document, found.kind, found.item, found.count) == (number, "CT", "A-01", 2)
    other = Book(url, "Packing 9")
    assert unfinished(other) is None
    other.close()
    house.book.perform(counting.finish, number=number)
    assert unfinished(house.book) is None


def test_an_item_that_gets_serials_while_it_is_counted_breaks_nothing(house: Warehouse) -> None:
    house.item("NEWCOMER", serials=False)
    number = started(house)
    scan(house, number, "NEWCOMER")
    with house.book.write():
        house.book.execute("UPDATE item SET has_serials = 1 WHERE number = 'NEWCOMER'")
    assert all(one.item != "NEWCOMER" for one in finished(house, number).differences)
    assert items.view(house.book, number="NEWCOMER").has_serials
    approved(house, number)

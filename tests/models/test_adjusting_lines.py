"""Adjustments are listed with what they wait for; a draft's line changes, a posted one's never."""

import pytest

from models import adjusting, adjusting_lines, goods_documents, goods_reversing
from models.adjusting import NoSuchCategory
from models.adjusting_lines import BelowEntered, LineGone
from models.book import Book
from models.receiving import NoSuchLocation
from models.refusals_scan import NotEditable
from models.refusals_values import MoneyOutOfRange, QuantityOutOfRange, TextTooLong
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    return built


def draft(house: Warehouse, item: str, way: str, quantity: int) -> adjusting.Adjustment:
    made = house.book.perform(adjusting.create, category="Status", reason="why")
    return house.book.perform(adjusting.add_line, number=made.number, item=item, way=way, quantity=quantity)


def change(house: Warehouse, made: adjusting.Adjustment, **values: object) -> adjusting.Adjustment:
    facts: dict[str, object] = {"line_no": 1, "quantity": 1, "location": "A-01", "cost": 100}
    return house.book.perform(adjusting_lines.set_line, number=made.number, **(facts | values))  # type: ignore[arg-type]


def test_drafts_stand_first_oldest_first_then_the_latest_that_are_done(house: Warehouse) -> None:
    posted, cancelled, first, second = (draft(house, "CABLE", "up", 1) for _ in range(4))
    house.book.perform(goods_documents.cancel, number=cancelled.number)
    house.book.perform(adjusting.post, number=posted.number)
    rows = house.book.perform(adjusting_lines.listed)
    assert [(row.number, row.status) for row in rows] == [
        (first.number, "draft"),
        (second.number, "draft"),
        (posted.number, "posted"),
        (cancelled.number, "cancelled"),
    ]


def test_a_draft_counts_the_serials_it_lacks_and_a_count_lacks_none(house: Warehouse) -> None:
    made = draft(house, "TP-80", "down", 3)
    house.scan(made.lines[0].id, "T1")
    house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="counted", quantity=0)
    house.book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=9)
    (row,) = house.book.perform(adjusting_lines.listed)
    assert (row.lines, row.missing, row.reason, row.station) == (3, 2, "why", "Packing 2")


def test_a_line_takes_quantity_place_and_cost(house: Warehouse) -> None:
    made = draft(house, "CABLE", "up", 3)
    (line,) = change(house, made, quantity=7, location="B-02", cost=250).lines
    assert (line.quantity, line.location, line.price) == (7, "B-02", 250)


def test_a_line_never_falls_below_what_was_scanned(house: Warehouse) -> None:
    made = draft(house, "TP-80", "down", 3)
    house.scan(made.lines[0].id, "T1")
    house.scan(made.lines[0].id, "T2")
    with pytest.raises(BelowEntered, match="Line 1 has 2 serial numbers"):
        change(house, made, quantity=1)
    assert change(house, made, quantity=2).lines[0].quantity == 2


def test_a_counted_serial_line_has_no_quantity_to_change(house: Warehouse) -> None:
    made = draft(house, "TP-80", "counted", 0)
    assert change(house, made, quantity=50).lines[0].quantity == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"quantity": 0}, QuantityOutOfRange),
        ({"quantity": 10**9}, QuantityOutOfRange),
        ({"cost": -1}, MoneyOutOfRange),
        ({"location": "NOWHERE"}, NoSuchLocation),
        ({"location": "@loss"}, NoSuchLocation),
        ({"line_no": 2}, LineGone),
    ],
)
def test_what_no_line_can_be_changes_nothing(
    house: Warehouse, values: dict[str, object], refusal: type[Exception]
) -> None:
    made = draft(house, "CABLE", "up", 3)
    with pytest.raises(refusal):
        change(house, made, **values)
    assert house.book.perform(adjusting.view, number=made.number) == made


def test_a_counted_quantity_may_be_nothing(house: Warehouse) -> None:
    made = draft(house, "CABLE", "counted", 3)
    assert change(house, made, quantity=0).lines[0].quantity == 0


def test_a_posted_line_is_never_changed(house: Warehouse) -> None:
    made = draft(house, "CABLE", "up", 3)
    house.book.perform(adjusting.post, number=made.number)
    with pytest.raises(NotEditable):
        change(house, made, quantity=4)


def test_a_posted_line_tells_which_units_it_moved_and_whither(house: Warehouse) -> None:
    made = draft(house, "TP-80", "counted", 0)
    for serial in ("T1", "T2", "N1"):
        house.scan(made.lines[0].id, serial)
    shown = house.book.perform(adjusting.difference, number=made.number)
    line_id = made.lines[0].id
    assert house.book.perform(adjusting_lines.moved, line_id=line_id) == ()
    house.book.perform(adjusting.post, number=made.number, confirmed=shown)
    house.book.perform(goods_reversing.reverse, number=made.number)
    units = house.book.perform(adjusting_lines.moved, line_id=line_id)
    assert [(one.serial, one.from_place, one.to_place) for one in units] == [
        ("N1", "", "A-01"),
        ("T3", "A-01", ""),
    ]


def test_why_a_draft_is_made_can_be_said_otherwise_until_it_is_posted(house: Warehouse) -> None:
    made = draft(house, "CABLE", "up", 3)
    head = {"category": "Waste", "reason": " Dropped ", "note": "two\nlines"}
    changed = house.book.perform(adjusting_lines.set_head, number=made.number, **head)
    assert (changed.category, changed.reason, changed.note) == ("Waste", "Dropped", "two\nlines")
    assert changed.lines == made.lines
    house.book.perform(adjusting.post, number=made.number)
    with pytest.raises(NotEditable):
        house.book.perform(adjusting_lines.set_head, number=made.number, category="Status")
    assert house.book.perform(adjusting.view, number=made.number).category == "Waste"


def test_a_category_that_is_not_there_and_a_reason_too_long_change_nothing(house: Warehouse) -> None:
    made = draft(house, "CABLE", "up", 3)
    with pytest.raises(NoSuchCategory):
        house.book.perform(adjusting_lines.set_head, number=made.number, category="Nix")
    with pytest.raises(TextTooLong):
        house.book.perform(
            adjusting_lines.set_head, number=made.number, category="Waste", reason="x" * 10_000
        )
    assert house.book.perform(adjusting.view, number=made.number) == made

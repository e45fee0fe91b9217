"""An adjustment's lines, the scans that find them, and the differences a person sees before they count."""

import pytest

from models import adjusting, entry, operators
from models.book import LOSS, Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.opened import opened
from tui.jumping import jump
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.serial_entry import SerialEntry


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return stocked_house(lite)


def adjustment(book: Book, *lines: tuple[str, str, int]) -> adjusting.Adjustment:
    made = book.perform(adjusting.create, category="Status", reason="count")
    for item, way, quantity in lines:
        made = book.perform(adjusting.add_line, number=made.number, item=item, way=way, quantity=quantity)
    return made


def listed(book: Book, line_id: int) -> list[str]:
    return [row[0] for row in book.rows("SELECT serial FROM entry WHERE line_id = ? ORDER BY id", line_id)]


async def test_a_line_is_added_by_keys_with_quantity_and_cost_price(house: Warehouse) -> None:
    made = adjustment(house.book)
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.press("a")
        await robot.enters("therm")
        robot.sees("Adjust quantity + cost price · TP-80", "Thermal printer", "Adjust difference: up")
        await robot.press("tab")
        await robot.types("2")
        await robot.press("tab", *["backspace"] * 6)
        await robot.types("75.50")
        await robot.press("tab", *["backspace"] * 4)
        await robot.types("B-02")
        await robot.press("enter")
        robot.ok("Line 1 is TP-80.")
        robot.sees("0 of 2", "B-02")
        await robot.press("enter")
        assert isinstance(robot.app.screen, SerialEntry)
        await robot.scan("N1", "N2")
        await robot.press("escape", "c")
        robot.ok(f"{made.number} is posted: 2 serial numbers.")
    assert house.place("N1") == house.other_shelf
    assert house.book.value("SELECT max(cost) FROM movement WHERE to_place = ?", house.other_shelf) == 7_550


async def test_what_is_wrong_on_a_line_is_said_at_its_field_and_nothing_is_kept(house: Warehouse) -> None:
    made = adjustment(house.book)
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.press("a")
        await robot.scan("CABLE")
        await robot.press("tab", "tab", *["backspace"] * 6)
        await robot.types("1.999")
        await robot.press("tab", *["backspace"] * 4)
        await robot.types("NOWHERE")
        await robot.press("f2")
        robot.sees("is not a whole number", "1.999 is not an amount", "There is no location NOWHERE.")
        await robot.press("escape", "y")
    assert house.book.perform(adjusting.view, number=made.number).lines == ()


async def test_scans_find_their_own_line_whatever_line_is_selected(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0), ("SC-20", "down", 1), ("CABLE", "counted", 38))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.press("end")
        await robot.scan("T1", "C1", "T2")
        robot.ok("T2 is here · line 1 · 2 counted")
        await robot.wedge("T3")
        await robot.enters("T4")
        robot.sees("4, book 4", "✔ 1 of 1", "38, book 40")
    assert listed(house.book, made.lines[0].id) == ["T1", "T2", "T3", "T4"]
    assert listed(house.book, made.lines[1].id) == ["C1"]


async def test_a_unit_that_left_goes_to_the_line_that_takes_units_in(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "up", 1), ("TP-80", "down", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T5")
        robot.ok("T5: back from Nordlys ApS, SH-1001", "line 1")
        await robot.scan("T1")
        robot.ok("T1 leaves · line 2")


async def test_two_fitting_lines_are_a_question_by_number(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "down", 1), ("TP-80", "down", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1")
        robot.sees("T1 fits several lines. Which?")
        await robot.press("2")
        robot.ok("line 2")
    assert listed(house.book, made.lines[1].id) == ["T1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C1", "C1 belongs to item SC-20, which is not on AD-1002"),
        ("T5", "no line of AD-1002 takes it"),
        ("NEW-1", "NEW-1 is not known here"),
    ],
)
async def test_what_fits_no_line_is_refused_by_name(house: Warehouse, text: str, words: str) -> None:
    made = adjustment(house.book, ("TP-80", "down", 2))
    async with opened(house.book, lambda: AdjustmentScreen(made.number), jump=jump) as robot:
        await robot.scan(text)
        robot.refused(words)
    assert listed(house.book, made.lines[0].id) == []


async def test_an_unknown_label_never_lands_on_a_line_beside_another(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0), ("SC-20", "down", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("NEW-1")
        robot.refused("NEW-1 is not known here")
    assert listed(house.book, made.lines[0].id) == []


async def test_an_items_code_adds_a_line_or_points_at_the_one_there_is(house: Warehouse) -> None:
    made = adjustment(house.book, ("CABLE", "up", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("5701234567899")
        robot.sees("Adjust quantity + cost price · TP-80")
        await robot.press("right", "right", "f2")
        robot.ok("Line 2 is TP-80.")
        await robot.scan("CABLE")
        robot.ok("CABLE is line 1.")
    assert [line.way for line in house.book.perform(adjusting.view, number=made.number).lines] == [
        "up",
        "counted",
    ]


async def test_a_doubtful_serial_asks_and_only_y_answers(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    house.book.perform(entry.add, line_id=made.lines[0].id, text="TOO-1", how="scanned")
    house.received("TP-80", "SN-O1")
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("SN-01")
        robot.verdict("ask", "SN-01 is new, but looks like SN-O1")
        await robot.scan("T1")
        robot.ok("T1 is here")
        await robot.press("y")
        assert "SN-01" not in listed(house.book, made.lines[0].id)
        await robot.scan("SN-01")
        await robot.press("y")
        robot.ok("SN-01 is here")
    assert listed(house.book, made.lines[0].id) == ["TOO-1", "T1", "SN-01"]


async def test_a_refused_scan_takes_the_question_away(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    house.received("TP-80", "SN-O1")
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("SN-01", "C1")
        robot.refused("C1 belongs to item SC-20")
        await robot.press("y")
    assert listed(house.book, made.lines[0].id) == []


async def test_a_badge_between_question_and_answer_leaves_the_question_in_sight(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    house.received("TP-80", "SN-O1")
    house.book.perform(operators.create, number="1", name="Anna", badge="BADGE-ANNA")
    async with desk(house.book) as robot:
        await robot.scan(made.number, "SN-01", "BADGE-ANNA")
        robot.verdict("ask", "SN-01 is new, but looks like SN-O1")
        assert "Anna" in robot.text().splitlines()[0]
        await robot.press("y")
        robot.ok("SN-01 is here")


async def test_undo_takes_back_the_last_scan_of_any_line(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0), ("SC-20", "down", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1", "C1", "T2")
        await robot.press("u", "u")
        robot.ok("C1 was taken off again.")
        await robot.press("u", "u")
        robot.refused("There is nothing to undo")
        await robot.scan("T1")
        robot.ok("T1 is here")


async def test_a_count_shows_each_difference_and_posts_only_when_told(house: Warehouse) -> None:
    book = house.book
    made = adjustment(book, ("TP-80", "counted", 0))
    moved = book.perform(adjusting.create, category="Status")
    up = book.perform(
        adjusting.add_line, number=moved.number, item="TP-80", way="up", quantity=1, location="B-02"
    )
    house.scan(up.lines[0].id, "ON-B")
    book.perform(adjusting.post, number=moved.number)
    async with opened(book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1", "T2", "T3", "ON-B", "FRESH")
        await robot.press("c")
        robot.sees("1 missing", "2 not booked here", "T4", "missing: is written off")
        robot.sees("booked at B-02: moves here", "FRESH", "new here")
        await robot.scan("y")
        await robot.press("n")
        robot.verdict("idle", f"{made.number} is still a draft.")
        assert house.place("T4") == house.shelf
        await robot.press("c", "y")
        robot.ok("is posted: 3 serial numbers")
    assert (house.place("T4"), house.place("ON-B"), house.place("FRESH")) == (LOSS, house.shelf, house.shelf)


async def test_a_difference_that_changed_while_it_was_shown_is_not_posted(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1", "T2")
        await robot.press("c")
        house.shipped("TP-80", "T4")
        await robot.press("y")
        robot.verdict("ask", "changes the count", "Look at the list")
    assert house.book.perform(adjusting.view, number=made.number).status == "draft"


async def test_lines_are_edited_and_removed_but_not_from_under_their_serials(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "down", 2), ("CABLE", "up", 3))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1", "T2")
        await robot.press("plus", "backspace")
        await robot.types("1")
        await robot.press("f2")
        robot.refused("Line 1 has 2 serial numbers entered")
        await robot.press("escape", "y", "delete", "y")
        robot.refused("Line 1 has 2 serial numbers entered")
        await robot.press("down", "enter", "backspace")
        await robot.types("7")
        await robot.press("f2")
        robot.ok("Line 2 is changed.")
        await robot.press("delete", "y")
        robot.ok("Line 2 is removed.")
    assert [line.item for line in house.book.perform(adjusting.view, number=made.number).lines] == ["TP-80"]


async def test_cancel_and_reverse_ask_first(house: Warehouse) -> None:
    first, second = adjustment(house.book, ("TP-80", "down", 1)), adjustment(house.book, ("CABLE", "down", 4))
    async with opened(house.book, lambda: AdjustmentScreen(first.number)) as robot:
        await robot.scan("T1")
        await robot.press("x", "n")
        robot.sees("draft")
        await robot.press("x", "y")
        robot.ok(f"{first.number} is cancelled.")
        await robot.press("a", "c", "x", "u", "delete", "e", "plus")
        robot.sees("cancelled")
    assert house.book.value("SELECT count(*) FROM entry") == 0
    async with opened(house.book, lambda: AdjustmentScreen(second.number)) as robot:
        await robot.press("c")
        robot.ok(f"{second.number} is posted: 4 units.")
        await robot.press("v", "n", "v", "y")
        robot.ok(f"{second.number} is reversed: 4 units.")
    assert house.in_stock("CABLE") == 40


async def test_a_posted_line_still_shows_which_units_it_moved(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0), ("CABLE", "up", 1))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan("T1", "T2", "NEW-9")
        await robot.press("c", "y", "enter")
        robot.sees("Line 1 moved these.", "NEW-9", "→ A-01", "T3", "A-01 →", "T4")
        robot.sees_not("T2 ")
        await robot.press("2")
        robot.sees("Serial number T3", "Written off")
        await robot.press("escape", "down", "enter")
        robot.refused("No serial number moved on line 2.")


async def test_a_draft_left_and_opened_again_has_every_scan(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    async with desk(house.book) as robot:
        await robot.scan(made.number, "T1", "T2")
        await robot.press("escape")
        await robot.scan(made.number)
        robot.sees("2, book 4")


async def test_a_pasted_list_is_pointed_to_the_line_and_takes_nothing(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "counted", 0))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.pastes("T1\nT2\nT3")
        robot.refused("A list of serial numbers is pasted into the line itself.", "Open line 1")
    assert listed(house.book, made.lines[0].id) == []


async def test_a_number_that_is_none_is_said(house: Warehouse) -> None:
    async with opened(house.book, lambda: AdjustmentScreen("AD-9")) as robot:
        robot.refused("There is no AD-9 here.")
        await robot.press("a", "c", "enter", "x", "v", "u")
        robot.sees("Adjustment AD-9")


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_step_fits(house: Warehouse, size: tuple[int, int], language: str) -> None:
    made = adjustment(house.book, ("SC-20", "counted", 0), ("CABLE", "counted", 38))
    async with desk(house.book, size=size, language=language) as robot:
        await robot.scan(made.number)
        fits(robot)
        for keys in (("a",), ("e",), ("plus",), ("c",)):
            await robot.press(*keys)
            fits(robot)
            await robot.press("escape")


async def test_why_a_draft_is_made_can_be_changed(lite: Book) -> None:
    stocked_house(lite)
    made = lite.perform(adjusting.create, category="Status", reason="Fuond")
    async with opened(lite, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.press("e")
        robot.sees(f"Adjustment {made.number}", "Fuond")
        await robot.press("down", *["backspace"] * 5)
        await robot.types("Found")
        await robot.press("f2")
        robot.ok(f"{made.number} is changed.")
        robot.sees("Found")
        robot.sees_not("Fuond")
    assert lite.perform(adjusting.view, number=made.number).category == "Status"


BOX_OF_NEW = "[)>\x1e06\x1dSN1\x1dSN2\x1dSN3\x1e\x04"
BOX_OF_KNOWN = "[)>\x1e06\x1dST1\x1dST2\x1e\x04"


async def test_a_box_label_finds_its_line_without_one_being_open(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "up", 3), ("TP-80", "down", 2))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan(BOX_OF_NEW)
        robot.ok("line 1", "3 of 3")
        await robot.scan(BOX_OF_KNOWN)
        robot.ok("line 2", "2 of 2")
    assert listed(house.book, made.lines[0].id) == ["N1", "N2", "N3"]
    assert listed(house.book, made.lines[1].id) == ["T1", "T2"]


async def test_a_box_label_of_new_units_that_could_be_two_lines_asks_which(house: Warehouse) -> None:
    made = adjustment(house.book, ("TP-80", "up", 3), ("SC-20", "up", 3))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan(BOX_OF_NEW)
        robot.sees("fits several lines. Which?", "SC-20")
        await robot.press("2")
        robot.ok("line 2", "3 of 3")
    assert listed(house.book, made.lines[1].id) == ["N1", "N2", "N3"]


async def test_a_box_label_no_line_takes_says_how_many_units_it_is_and_what_next(house: Warehouse) -> None:
    made = adjustment(house.book, ("CABLE", "up", 3))
    async with opened(house.book, lambda: AdjustmentScreen(made.number)) as robot:
        await robot.scan(BOX_OF_NEW)
        robot.refused("This label stands for 3 units; no line of", "takes new ones.", "Add a line")
        await robot.scan(BOX_OF_KNOWN)
        robot.refused("T1 belongs to item TP-80, which is not on")

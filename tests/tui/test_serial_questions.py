"""What the serial dialog asks, and who may answer: a person's key, never a scan."""

import pytest

from models import adjusting, lists, purchasing, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import fits
from tests.tui.opened import opened
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.serial_entry import SerialEntry


def kept(book: Book, line_id: int) -> list[str]:
    """What the list holds on disk, oldest first."""
    return [row.serial for row in reversed(lists.rows(book, line_id=line_id))]


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    return built


def line(house: Warehouse) -> int:
    return house.receipt(("TP-80", 20)).lines[0].id


async def test_a_return_is_taken_by_y_alone(house: Warehouse) -> None:
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("R1")
        robot.verdict("ask", "R1 was shipped to Nordlys ApS", "y to take it in")
        await robot.press("enter")
        robot.verdict("ask", "R1 was shipped")
        await robot.scan("R1")
        robot.verdict("ask", "R1 was shipped")
        assert kept(house.book, line_id) == []
        await robot.press("y")
        robot.ok("R1: back from Nordlys ApS, SH-1001")
        robot.sees("↺ back from Nordlys ApS, SH-1001")
        assert kept(house.book, line_id) == ["R1"]


async def test_the_next_scan_drops_the_question_and_y_is_no_command_any_more(house: Warehouse) -> None:
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("R1", "N1")
        robot.ok("N1 is new")
        await robot.press("y")
        assert kept(house.book, line_id) == ["N1"]
        await robot.press("backspace")
        await robot.scan("R1")
        await robot.press("escape")
        robot.verdict("idle", "R1 was not taken")
        await robot.press("y")
        assert kept(house.book, line_id) == ["N1"]
        robot.sees("Serial numbers")


async def test_a_scan_of_the_letter_y_answers_no_question(house: Warehouse) -> None:
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("R1", "y")
        assert kept(house.book, line_id) == ["y"]


async def test_a_dane_says_j_and_a_scan_left_aside_is_claimed_afterwards(house: Warehouse) -> None:
    order = house.ordered(("TP-80", 3))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["E1"])
    line_id = house.book.perform(receiving.start, order=order).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id), language="da") as robot:
        await robot.scan("X9")
        await robot.press("j")
        await robot.scan("E1")
        await robot.enters("byttet")
        await robot.press("*", "a")
        assert sorted(kept(house.book, line_id)) == ["E1", "X9"]


async def test_two_questions_about_one_unit_are_asked_one_after_the_other(house: Warehouse) -> None:
    house.item("SC-20")
    house.received("SC-20", "BB1")
    house.received("TP-80", "8B1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("BB1")
        robot.verdict("ask", "BB1 is known as item SC-20")
        await robot.press("y")
        robot.verdict("ask", "BB1 is new, but looks like 8B1")
        assert kept(house.book, line_id) == []
        await robot.press("y")
        robot.ok("BB1 is new")


async def test_an_unannounced_unit_needs_a_reason_and_the_list_shows_what_is_missing(
    house: Warehouse,
) -> None:
    order = house.ordered(("TP-80", 3))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["E1", "E2", "E3"])
    line_id = house.book.perform(receiving.start, order=order).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        robot.sees("announced 3 · received 0 · missing 3 · unexpected 0")
        await robot.scan("E2")
        robot.sees("announced 3 · received 1 · missing 2 · unexpected 0")
        await robot.scan("X9")
        robot.verdict("ask", "not on the supplier's list")
        await robot.press("y")
        await robot.scan("E1")
        robot.refused("E1 lies aside")
        await robot.enters("sent in place of E1")
        robot.ok("X9 is new")
        robot.sees("new: sent in place of E1", "announced 3 · received 1 · missing 2 · unexpected 1")
        await robot.press("m")
        robot.sees("E1", "E3")
        await robot.press("escape")
        assert kept(house.book, line_id) == ["E2", "X9"]


async def test_leaving_the_reason_out_leaves_the_unit_out(house: Warehouse) -> None:
    order = house.ordered(("TP-80", 3))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["E1"])
    line_id = house.book.perform(receiving.start, order=order).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("X9")
        await robot.press("y")
        await robot.press("escape")
        robot.verdict("ask", "X9")
        assert kept(house.book, line_id) == []


PRINTERS = [f"TP80-{n:06}" for n in range(4201, 4225)]


async def test_a_text_unlike_the_others_is_a_question_that_y_answers(house: Warehouse) -> None:
    house.received("TP-80", *PRINTERS)
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("TP80-00421")
        robot.verdict("ask", "TP80-00421 has 10 characters; 24 units of TP-80 have 11. A cut-off label?")
        robot.sees("h Make a rule", "h makes what is usual the rule; otherwise scan again.")
        await robot.scan("TP80-009001")
        robot.ok("TP80-009001 is new")
        await robot.press("h")
        assert kept(house.book, line_id) == ["TP80-009001"]
        await robot.press("backspace")
        await robot.scan("TP80-00421")
        await robot.press("y")
        robot.ok("TP80-00421 is new")


async def test_h_makes_what_is_usual_the_rule_and_the_unit_in_question_is_judged_by_it(
    house: Warehouse,
) -> None:
    house.received("TP-80", *PRINTERS)
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("SC20-000017")
        robot.verdict("ask", "SC20-000017 does not begin with TP80-, as 24 units of TP-80 do.")
        await robot.press("h")
        robot.sees("Make this the rule of TP-80?", "mask TP80-######", "24 of its 24 newest units")
        fits(robot)
        await robot.press("n")
        robot.verdict("ask", "SC20-000017 does not begin")
        await robot.press("h", "y")
        robot.refused("SC20-000017 is not a serial number of TP-80: S at place 1 should be T.")
        assert kept(house.book, line_id) == []
        await robot.scan("TP80-009001")
        robot.ok("TP80-009001 is new")


async def test_another_question_makes_no_rule(house: Warehouse) -> None:
    house.received("TP-80", *PRINTERS)
    house.shipped("TP-80", PRINTERS[0])
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan(PRINTERS[0])
        robot.verdict("ask", "was shipped to")
        robot.sees_not("h Make a rule")
        await robot.press("h")
        robot.sees_not("Make this the rule")


async def test_a_pasted_list_shows_them_in_question_and_what_was_good_stays_good(house: Warehouse) -> None:
    house.item("MIX")
    mixed = [f"A-{n:04}" for n in range(1005)] + [f"LONGER-{n:04}" for n in range(995)]
    line_id = house.receipt(("MIX", 2005)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("\n".join(mixed))
        robot.sees("2000 good")
        await robot.press("enter")
        robot.ok("2000 units were added")
        await robot.pastes("LONGER-5000\nX")
        robot.sees("1 good · 0 twice or here already · 0 bad · 1 in question")
        robot.sees("X does not begin with LONGER-, as 200 units of MIX do. Another label?")
        await robot.press("y")
        robot.sees("2 good")
        await robot.press("enter")
        robot.ok("2 units were added")


async def test_on_an_adjustment_the_same_question_has_the_same_keys(house: Warehouse) -> None:
    house.received("TP-80", *PRINTERS)
    made = house.book.perform(adjusting.create, category="Status")
    draft = house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=3)
    async with opened(house.book, lambda: AdjustmentScreen(draft.number)) as robot:
        await robot.scan("TP80-00421")
        robot.verdict("ask", "TP80-00421 has 10 characters")
        robot.sees("h Make a rule")
        await robot.press("h", "n", "y")
        robot.ok("TP80-00421 is new")
        await robot.scan("TP80-00422")
        await robot.press("h", "y")
        robot.refused("TP80-00422 is not a serial number of TP-80: 10 of 11 characters.")


async def test_a_dane_reads_the_question_whole_on_a_narrow_screen(house: Warehouse) -> None:
    house.received("TP-80", *PRINTERS)
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id), size=(60, 20), language="da") as robot:
        await robot.scan("TP80-00421")
        robot.verdict("ask", "har 10 tegn; 24 enheder af TP-80 har 11. En afskåret etiket?")
        robot.sees("TP80-00421 har 10 tegn", "h gør det sædvanlige til", "h Gør til regel")

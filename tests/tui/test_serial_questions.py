"""What the serial dialog asks, and who may answer: a person's key, never a scan."""

import pytest

from models import lists, purchasing, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import opened
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

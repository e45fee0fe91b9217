"""Lists, files and ranges: all is shown before anything counts, and one bad one discards no other."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from models import lists
from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.screens import serial_paste
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_paste import SerialPaste


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    return built


def line(house: Warehouse, quantity: int = 20) -> int:
    return house.receipt(("TP-80", quantity)).lines[0].id


def kept(house: Warehouse, line_id: int) -> list[str]:
    return [row.serial for row in reversed(lists.rows(house.book, line_id=line_id, limit=100_000))]


async def test_a_paste_is_shown_with_good_twice_bad_and_asked_before_it_counts(house: Warehouse) -> None:
    house.received("TP-80", "OLD-1")
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A1")
        await robot.pastes("A2\r\nA3\tA1,OLD-1;A2;R1\nbad\u00e6\n\n 007 \n")
        robot.sees("3 good · 3 twice or here already · 1 bad · 1 in question")
        robot.sees("Before it counts: 8 serial numbers", "U+00E6", "OLD-1 is in stock", "R1 was shipped")
        assert kept(house, line_id) == ["A1"]
        await robot.press("enter")
        robot.ok("3 units were added, 5 were not", "16 to go")
        assert kept(house, line_id) == ["A1", "A2", "A3", "007"]


async def test_escape_takes_nothing_of_a_paste(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("A1\nA2")
        await robot.press("escape")
        robot.verdict("idle", "Nothing of the list was taken.")
        assert kept(house, line_id) == []


async def test_y_takes_those_in_question_and_a_left_out_row_stays_out(house: Warehouse) -> None:
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("Serial number\nA1\nR1")
        await robot.press("down", "delete")
        robot.ok("Serial number is left out.")
        await robot.press("y")
        robot.ok("2 are good now; nothing counts yet.")
        assert kept(house, line_id) == []
        await robot.press("enter")
        assert kept(house, line_id) == ["A1", "R1"]


async def test_blanks_separate_only_when_asked_to(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("A1 A2 A3")
        robot.sees("Before it counts: 1 serial number")
        await robot.press("b", "enter")
        assert kept(house, line_id) == ["A1", "A2", "A3"]


async def test_a_scan_during_the_preview_lies_aside_and_takes_nothing(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("A1\nA2")
        await robot.scan("A9")
        robot.refused("A9 lies aside")
        robot.send_wedge("enter-me")
        await robot.settle()
        assert kept(house, line_id) == []
        await robot.press("enter")
        assert kept(house, line_id) == ["A1", "A2"]


async def test_more_than_the_line_wants_is_cut_at_its_end_by_name(house: Warehouse) -> None:
    line_id = line(house, 2)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("A1\nA2\nA3")
        robot.sees("2 good", "1 bad", "A3 is one too many")
        await robot.press("enter")
        robot.ok("2 units were added, 1 was not · 2 of 2")
        assert kept(house, line_id) == ["A1", "A2"]


async def test_a_range_keeps_its_zeros_and_shows_its_ends(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.press("r")
        await robot.enters("TP-0098..TP-0103")
        robot.sees("first TP-0098 · last TP-0103", "6 good")
        assert kept(house, line_id) == []
        await robot.press("enter")
        assert kept(house, line_id) == [f"TP-{n:04}" for n in range(98, 104)]
        robot.sees("keyed")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("A9 x 3", "differ in more than"),
        ("A001..B003", "differ in more than"),
        ("A003..A001", "before it starts"),
        ("A0..A9x", "differ"),
        ("A00001 x 99999", "at most 10000"),
        ("A..B", "is not a range"),
    ],
)
async def test_a_range_that_makes_no_sense_is_refused_where_it_was_typed(
    house: Warehouse, typed: str, words: str
) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.press("r")
        await robot.enters(typed)
        robot.refused(words)
        robot.sees("Range of serial numbers")
        await robot.press("escape")
        assert kept(house, line_id) == []


async def test_the_two_ends_of_a_range_can_be_scanned(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.press("r")
        await robot.scan("TP-008")
        robot.ok("The range begins with TP-008")
        await robot.scan("TP-011")
        await robot.press("enter")
        assert kept(house, line_id) == ["TP-008", "TP-009", "TP-010", "TP-011"]


async def test_a_range_or_list_typed_into_the_scan_field_is_shown_first_and_a_scanned_one_is_one_text(
    house: Warehouse,
) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.enters("A1..A3")
        await robot.press("enter")
        await robot.enters("B1,B2")
        await robot.press("enter")
        await robot.scan("C1..C3")
        assert kept(house, line_id) == ["A1", "A2", "A3", "B1", "B2", "C1..C3"]


async def test_a_file_is_read_shown_and_counted(house: Warehouse, tmp_path: Path) -> None:
    line_id = line(house)
    file = tmp_path / "packing slip.csv"
    file.write_bytes("\ufeffA1;A2\r\nA3\r\n".encode())
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.press("p")
        await robot.pastes(str(file))
        robot.sees("Before it counts: 3 serial numbers · packing slip.csv")
        await robot.press("enter")
        robot.sees("from a file")
        assert kept(house, line_id) == ["A1", "A2", "A3"]


async def test_a_file_that_cannot_be_read_says_why(house: Warehouse, tmp_path: Path) -> None:
    line_id = line(house)
    (tmp_path / "utf16.txt").write_text("A1\nA2", encoding="utf-16")
    (tmp_path / "empty.txt").write_text(" \n;,\n")
    os.mkfifo(tmp_path / "pipe")
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.press("p")
        await robot.enters("/none.txt")
        robot.refused("There is no file /none.txt")
        for name, words in (
            ("utf16.txt", "it is not UTF-8 text"),
            ("empty.txt", "no serial number in it"),
            ("pipe", "it is not a file"),
            ("", "it is not a file"),
        ):
            await robot.pastes(f"{tmp_path}/{name}")
            await robot.press("enter")
            robot.refused(words)
        await robot.press("escape")
        robot.sees("Serial numbers")
        assert kept(house, line_id) == []


async def test_a_thousand_pasted_lines_count_within_a_second(house: Warehouse) -> None:
    line_id = line(house, 1000)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        began = time.monotonic()
        await robot.pastes("\n".join(f"A{n:04}" for n in range(1000)))
        robot.sees("1000 good")
        shown = time.monotonic() - began
        await robot.press("enter")
        robot.sees("COMPLETE")
        assert len(kept(house, line_id)) == 1000
        assert shown < 1.0


async def until(robot: Robot, words: str) -> None:
    """Wait for words that pass by."""
    for _ in range(4000):
        if words in robot.text():
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"{words!r} never stood on the screen:\n{robot.text()}")


async def test_escape_between_two_pieces_keeps_exactly_what_was_said_to_be_kept(
    house: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_paste, "PIECE", 100)
    line_id = line(house, 10_000)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("\n".join(f"A{n:05}" for n in range(10_000)))
        robot.sees("10000 good")
        robot._key("enter", 0.3)
        await until(robot, "of 10000 are kept")
        robot._at = 0.0
        robot._key("escape", 0.0)
        await robot.settle()
        robot.sees("stopped,")
        count = len(kept(house, line_id))
        assert 0 < count < 10_000
        assert count % 100 == 0
        robot.ok(f"{count} units were added, stopped, {10_000 - count} left out")


async def test_the_list_of_another_station_that_grew_meanwhile_is_not_counted_twice(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.pastes("A1\nA2\nA3")
        house.scan(line_id, "A2")
        assert isinstance(robot.app.station_screen, SerialPaste)
        await robot.press("enter")
        robot.ok("2 units were added, 1 was not")
        assert sorted(kept(house, line_id)) == ["A1", "A2", "A3"]

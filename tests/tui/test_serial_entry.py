"""The serial dialog under a careless hand, a fast scanner and hostile labels."""

import pytest

from models import adjusting, entry, lists, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import Floor, opened
from tests.tui.robot import Robot
from tui.screens.serial_entry import SerialEntry


def kept(book: Book, line_id: int) -> list[str]:
    """What the list holds on disk, oldest first."""
    return [row.serial for row in reversed(lists.rows(book, line_id=line_id))]


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", gtin="05712345678909")
    return built


def line(house: Warehouse, quantity: int = 20) -> int:
    return house.receipt(("TP-80", quantity)).lines[0].id


def dialog(robot: Robot) -> SerialEntry:
    screen = robot.app.station_screen
    assert isinstance(screen, SerialEntry)
    return screen


async def test_each_scan_is_counted_named_and_on_disk(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer")
    line_id = line(house)
    async with opened(book, lambda: SerialEntry(line_id)) as robot:
        robot.sees("Serial numbers · GR-1001 · PO-1001 line 1 · TP-80 Thermal printer", "20 to go")
        robot.sees("Scan the serial number of each unit.")
        await robot.scan("TP80-1", "TP80-2")
        robot.ok("TP80-2 is new", "18 to go")
        robot.sees("2  TP80-2", "✔ new", "scanner 1", "18 to go")
        assert kept(book, line_id) == ["TP80-1", "TP80-2"]


async def test_a_refused_scan_changes_nothing_and_the_same_unit_again_points_at_its_row(
    house: Warehouse,
) -> None:
    house.received("TP-80", "OLD-1")
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A1", "A2", "A3", "OLD-1")
        robot.refused("OLD-1 is in stock since", "Put it aside")
        await robot.scan("A1")
        robot.refused("A1 is twice in this list")
        row = dialog(robot).rows.entry
        assert row is not None
        assert row.serial == "A1"
        assert kept(house.book, line_id) == ["A1", "A2", "A3"]


async def test_a_code_that_is_no_serial_is_told_what_it_is(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        for code, words in (
            ("5712345678909", "product code"),
            ("A-01", "is the location"),
            ("PO-1001", "is a document"),
            ("TP-80", "item number"),
            ("X" * 101, "has 101 characters"),
            ("A\x1cB", "U+001C"),
        ):
            await robot.scan(code)
            robot.refused(words)
        assert kept(house.book, line_id) == []


async def test_undo_goes_back_five_steps_and_then_says_there_is_nothing(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan(*(f"A{n}" for n in range(6)))
        for n in (5, 4, 3, 2, 1):
            await robot.press("u")
            robot.ok(f"A{n} is off the list", f"{20 - n} to go")
        assert kept(house.book, line_id) == ["A0"]
        await robot.scan("A3")
        robot.ok("A3 is new")
        await robot.press("u", "u", "u")
        robot.refused("nothing to undo")


async def test_a_row_in_the_middle_is_removed_and_the_others_stay(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A1", "A2", "A3", "A4")
        await robot.press("down", "down", "delete")
        robot.ok("A2 is off the list", "17 to go")
        assert kept(house.book, line_id) == ["A1", "A3", "A4"]
        await robot.press("home", "d")
        assert kept(house.book, line_id) == ["A1", "A3"]
        await robot.press("delete", "delete", "delete")
        robot.refused("no unit to remove")


async def test_a_long_list_is_scrolled_to_its_first_row_and_a_row_out_of_sight_is_found(
    house: Warehouse,
) -> None:
    line_id = line(house, 500)
    house.book.perform(
        entry.add_many, line_id=line_id, texts=[f"A{n:04}" for n in range(450)], how="imported"
    )
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A0007")
        robot.refused("A0007 is twice")
        robot.sees("8  A0007")
        await robot.press("delete")
        robot.ok("A0007 is off the list")
        await robot.press("end", "end", "end", "end")
        robot.sees("1  A0000")
        await robot.press("home")
        robot.sees("449  A0449")
        assert len(lists.rows(house.book, line_id=line_id, limit=1000)) == 449


async def test_complete_is_a_verdict_of_its_own_and_one_more_is_refused(house: Warehouse) -> None:
    line_id = line(house, 2)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A1", "A2")
        robot.ok("A2 is new", "2 of 2", "Enter goes back to GR-1001")
        robot.sees("COMPLETE")
        await robot.scan("A3")
        robot.refused("A3 is one too many: 2 of 2")
        assert kept(house.book, line_id) == ["A1", "A2"]


async def test_the_same_rows_are_there_after_leaving_by_escape_and_by_enter(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("A1", "A2")
        for key in ("escape", "enter"):
            await robot.press(key)
            robot.sees("the floor")
            await robot.press("o")
            robot.sees("2  A2", "1  A1", "18 to go")


async def test_scans_during_opening_and_closing_reach_one_screen_each_in_order(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        robot.send_wedge("A1")
        robot.send_wedge("A2")
        robot._key("escape", 0.3)
        robot.send_wedge("FLOOR-1")
        await robot.settle()
        robot._key("o", 0.3)
        robot._at += 0.1
        robot.send_wedge("A3")
        robot.send_wedge("A4")
        await robot.settle()
        assert kept(house.book, line_id) == ["A1", "A2", "A3", "A4"]
        floor = robot.app.screen_stack[0]
        assert isinstance(floor, Floor)
        assert floor.taken == ["FLOOR-1"]


async def test_the_enter_of_a_wedge_scan_presses_nothing(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        for n in range(10):
            robot.send_wedge(f"u{n}r")
        await robot.settle()
        assert kept(house.book, line_id) == [f"u{n}r" for n in range(10)]
        dialog(robot)


async def test_typed_serials_keep_zeros_and_case_and_say_that_blanks_went(house: Warehouse) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.enters("00123")
        await robot.enters("123")
        robot.ok("123 is new")
        robot.sees("keyed")
        await robot.scan("  ab-Cd\t")
        robot.ok("ab-Cd is new (blanks at its ends were left out)")
        assert kept(house.book, line_id) == ["00123", "123", "ab-Cd"]


@pytest.mark.parametrize(
    "name",
    [
        "[/]",
        "[@click=app.quit]free[/]",
        "[red]",
        "\x1b[2J\x1b[H",
        "a\nb",
        "مرحبا \u202eabc",
        "漢字" * 60,
        "e" + "\u0301" * 40,
    ],
)
async def test_a_hostile_item_name_alters_nothing(lite: Book, name: str) -> None:
    house = Warehouse(lite)
    house.item("TP-80", name=name)
    with lite.write():
        lite.execute("UPDATE party SET name = ?", name)
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = line(house)
    async with opened(lite, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("R1")
        await robot.press("y")
        await robot.scan("[bold]A[/]")
        robot.ok("[bold]A[/] is new")
        robot.sees("2  [bold]A[/]", "1  R1", "Serial numbers · GR-1002")


async def test_a_shipment_line_offers_the_units_in_stock(house: Warehouse) -> None:
    house.received("TP-80", "S1", "S2", "S3")
    line_id = house.shipment(("TP-80", 2)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        await robot.scan("NEW")
        robot.refused("NEW is not known here")
        await robot.press("l")
        await robot.press("down", "enter")
        robot.ok("S2 is picked", "1 to go")
        robot.sees("chosen")
        await robot.scan("S1")
        robot.sees("COMPLETE")


async def test_a_count_has_no_total_and_takes_what_lies_there(house: Warehouse) -> None:
    house.received("TP-80", "S1", "S2")
    made = house.book.perform(adjusting.create, category="Status")
    found = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="counted", quantity=0, location="A-01"
    )
    line_id = found.lines[0].id
    async with opened(house.book, lambda: SerialEntry(line_id)) as robot:
        robot.sees("Scan every unit that lies here.")
        await robot.scan("S2", "NEW")
        robot.ok("NEW is here", "2 counted")
        robot.sees("+ not known before", "✔ is here")


async def test_a_list_that_is_posted_elsewhere_says_so_and_can_be_left(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with opened(house.book, lambda: SerialEntry(receipt.lines[0].id)) as robot:
        await robot.scan("A1")
        house.book.perform(receiving.post, number=receipt.number)
        await robot.scan("A2")
        robot.refused("GR-1001 is posted")
        await robot.press("escape")
        robot.sees("the floor")


async def test_a_line_that_is_gone_says_so_and_can_be_left(house: Warehouse) -> None:
    async with opened(house.book, lambda: SerialEntry(999)) as robot:
        robot.refused("The line is no longer there.")
        await robot.scan("A1")
        robot.refused("The line is no longer there.")
        await robot.press("enter")
        robot.sees("the floor")


@pytest.mark.parametrize("size", [(80, 24), (40, 16)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_nothing_is_cut_off(house: Warehouse, size: tuple[int, int], language: str) -> None:
    line_id = line(house)
    async with opened(house.book, lambda: SerialEntry(line_id), size=size, language=language) as robot:
        await robot.scan("TP80-000001", "TP80-000002")
        robot.sees("TP80-000002")
        rows = robot.text().splitlines()
        assert all(len(row) <= size[0] for row in rows)
        band = robot.app.station_screen.band
        assert band.region.bottom <= size[1] - 2
        robot.sees("Thermal printer", "GR-1001")

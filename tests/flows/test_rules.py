"""The rules and steps of serial numbers in the order a newcomer reads them, each by keys and scans on the screens, on both books.

`docs/help-page.md` names the test of each.
"""

from pathlib import Path

import pytest
from pypdf import PdfReader

from models import layouts
from models.book import Book
from models.layout import Column, PaperKind
from tests.builders import Warehouse
from tests.tui.desk import desk
from tests.tui.robot import Robot
from tui.cli import main

STEPS_MAX = 40


async def to_field(robot: Robot, label: str) -> None:
    """Go down a form until the cursor is on `label`."""
    for _ in range(STEPS_MAX):
        if any(
            " ".join(row.strip(" │").split()).startswith(f"▸ {label}") for row in robot.text().splitlines()
        ):
            return
        await robot.press("down")
    raise AssertionError(f"no field {label}:\n{robot.text()}")


async def item_form(robot: Robot, number: str, name: str, tick: bool) -> None:
    """Items, New, fill in, tick, save."""
    await robot.press("n")
    await robot.enters(number)
    await robot.enters(name)
    if tick:
        await to_field(robot, "Has serial numbers?")
        await robot.press("space")
        robot.sees("Has serial numbers?      ☒")
    await robot.press("f2")


@pytest.fixture
def house(book: Book) -> Warehouse:
    """One item with three units in stock, T1 to T3, and one that nobody has moved."""
    built = Warehouse(book)
    built.item("TP-80", name="Thermal printer")
    built.received("TP-80", "T1", "T2", "T3")
    built.item("NEW-1", serials=False)
    return built


# --- the add-on


async def test_settings_add_ons_install(book: Book) -> None:
    async with desk(book) as robot:
        robot.sees_not("Serial numbers")
        await robot.press("9")
        robot.sees("Add-ons")
        await robot.press("1")
        robot.sees("Serial numbers  ○ not installed")
        await robot.press("enter")
        robot.ok("Serial numbers is installed.")
        await robot.press("escape", "escape")
        robot.sees("5  Serial numbers")


async def test_without_the_add_on_no_item_can_have_serial_numbers(book: Book) -> None:
    async with desk(book) as robot:
        await robot.press("8", "n")
        robot.sees("New item")
        robot.sees_not("Has serial numbers?")


# --- items


async def test_a_new_item_is_ticked_has_serial_numbers(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("8")
        await item_form(robot, "SC-20", "Scanner", tick=True)
        robot.sees("Item SC-20 · Scanner", "Has serial numbers: yes")


async def test_an_item_that_has_not_moved_is_ticked_later(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("8")
        await robot.press("enter")
        robot.sees("Item NEW-1", "Has serial numbers: no")
        await robot.press("e")
        await to_field(robot, "Has serial numbers?")
        await robot.press("space", "f2")
        robot.sees("Has serial numbers: yes")


async def test_an_item_without_stock_tracking_cannot_be_ticked(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("8", "n")
        await robot.enters("SERVICE")
        await robot.enters("Hours")
        await to_field(robot, "Stock tracked")
        await robot.press("space")
        await to_field(robot, "Has serial numbers?")
        await robot.press("space")
        await robot.press("f2")
        robot.sees("New item", "✖")
    assert house.book.value("SELECT count(*) FROM item WHERE number = 'SERVICE' AND has_serials = 1") == 0


async def test_an_item_that_has_moved_is_copied_ticked_and_blocked_in_one_step(house: Warehouse) -> None:
    house.item("OLD-1", serials=False)
    house.stocked("OLD-1", 3)
    async with desk(house.book) as robot:
        await robot.press("8")
        await robot.press("down", "enter")
        robot.sees("Item OLD-1")
        await robot.press("e")
        await to_field(robot, "Has serial numbers?")
        await robot.press("space", "f2")
        robot.sees("OLD-1 has moved. How does it get them?")
        await robot.press("1", "f2")
        robot.sees("Has serial numbers: yes", "0 in stock")
    rows = house.book.rows("SELECT blocked, has_serials FROM item WHERE name = 'Item OLD-1' ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, 0), (0, 1)]


# --- purchase


async def test_receiving_opens_a_dialog_for_the_serial_number_of_each_unit(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    async with desk(house.book) as robot:
        await robot.press("1", "enter", "enter")
        robot.sees("Serial numbers · GR-", "No unit is entered yet.")
        await robot.scan("T8")
        await robot.enters("T9")
        robot.ok("T9 is new")
        await robot.press("enter", "c")
        robot.ok("is posted: 2 units are in.")
    assert house.in_stock("TP-80") == 5


# --- adjustment


async def test_an_adjustment_of_a_difference_asks_for_the_serial_number_of_each_unit(
    house: Warehouse,
) -> None:
    async with desk(house.book) as robot:
        await robot.press("2", "n", "f2", "a")
        await robot.enters("TP-80")
        robot.sees("Adjust quantity + cost price · TP-80", "Adjust difference: up")
        await to_field(robot, "Quantity")
        await robot.types("2")
        await robot.press("f2", "enter")
        robot.sees("Serial numbers · AD-")
        await robot.scan("T7")
        await robot.enters("T8")
        await robot.press("enter", "c")
        robot.ok("is posted")
    assert house.in_stock("TP-80") == 5


# --- overview


async def test_the_serial_numbers_tab_of_an_item_lists_its_own(house: Warehouse) -> None:
    house.item("SC-20")
    house.received("SC-20", "C1")
    async with desk(house.book) as robot:
        await robot.press("8")
        await robot.scan("TP-80")
        await robot.press("tab")
        robot.sees("T1", "T2", "T3", "in stock")
        robot.sees_not("C1")


async def test_the_serial_number_report_lists_all_of_them(house: Warehouse) -> None:
    house.item("SC-20")
    house.received("SC-20", "C1")
    house.shipped("TP-80", "T3")
    async with desk(house.book) as robot:
        await robot.press("5")
        robot.sees("T1", "T2", "T3", "C1", "in stock", "shipped", "Nordlys ApS")


# --- selling


async def test_a_serial_number_is_selected_on_the_order_line(house: Warehouse) -> None:
    house.sold(("TP-80", 1))
    async with desk(house.book) as robot:
        await robot.press("6", "enter")
        robot.sees("0 of 1")
        await robot.press("b", "2")
        robot.sees("T1", "T2", "T3")
        await robot.press("down", "enter")
        robot.sees("1 of 1")
        await robot.press("s", "c", "y")
        robot.sees("SH-1001")
    assert left_on(house, "SH-1001") == ["T2"]


async def test_what_was_not_selected_on_the_order_is_asked_for_when_the_shipment_is_confirmed(
    house: Warehouse,
) -> None:
    house.sold(("TP-80", 2))
    async with desk(house.book) as robot:
        await robot.press("3", "enter")
        await robot.scan("T3")
        await robot.press("c")
        robot.sees("1 unit is missing: TP-80")
        await robot.press("1")
        await robot.scan("T1")
        await robot.press("enter", "c")
        robot.sees("SH-1001")
    assert left_on(house, "SH-1001") == ["T1", "T3"]


async def test_a_serial_number_is_selected_on_the_invoice_line(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("6", "i", "n", "enter", "n")
        await robot.enters("TP-80")
        await robot.press("f2")
        robot.sees("IN-D1", "0 of 1")
        await robot.press("b", "2", "enter")
        robot.sees("1 of 1")
        await robot.press("c", "y")
        robot.ok("IN-D1 is posted as IN-1001")
        robot.sees("✔ 1")
    assert left_on(house, "IN-1001") == ["T1"]


def left_on(house: Warehouse, number: str) -> list[str]:
    """The serials that a posted document took out of the house."""
    rows = house.book.rows(
        "SELECT s.serial FROM movement m JOIN serial_number s ON s.id = m.serial_id "
        "JOIN posting p ON p.id = m.posting_id JOIN document d ON d.id = p.document_id WHERE d.number = ? ORDER BY 1",
        number,
    )
    return [str(row[0]) for row in rows]


# --- paper


PAPER_WITH_SERIALS: tuple[tuple[str, PaperKind], ...] = (
    ("2", "order-confirmation"),
    ("3", "pick-list"),
    ("4", "delivery-note"),
    ("5", "invoice"),
)


@pytest.mark.parametrize(("key", "kind"), PAPER_WITH_SERIALS)
async def test_serial_numbers_are_enabled_among_the_columns_of_a_paper_until_they_come_to_a_hundred(
    book: Book, key: str, kind: PaperKind
) -> None:
    layouts.set_columns(
        book, name="Standard", kind=kind, columns=[Column("item", 40), Column("description", 60)]
    )
    async with desk(book) as robot:
        await robot.press("9", "l")
        robot.sees("Settings · Layouts", "Standard")
        await robot.press("enter", key)
        robot.sees("Layout Standard · ")
        await to_field(robot, "☐ Serial numbers")
        await robot.press("enter", "2", "5")
        robot.sees("125 %", "25 too many")
        await robot.press("f2")
        robot.refused("The widths come to 125 %")
        await robot.press("home")
        await to_field(robot, "☒ Description")
        await robot.press("3", "5", "f2")
        robot.ok("are kept")
    kept = {column.id: column.width for column in layouts.view(book, name="Standard").layout.columns[kind]}
    assert kept == {"item": 40, "description": 35, "serials": 25}


async def test_the_serial_number_chosen_on_the_shipment_is_printed_on_the_invoice(
    house: Warehouse, tmp_path: Path
) -> None:
    order = house.sold(("TP-80", 1))
    async with desk(house.book) as robot:
        await robot.scan(order)
        await robot.press("s")
        await robot.scan("T2")
        robot.sees("1 of 1")
        await robot.press("c")
        await robot.press("i", "c", "y")
        robot.ok("is posted as IN-1001")
    out = tmp_path / "invoice.pdf"
    assert main(["--database", house.book.url, "print", "invoice", "IN-1001", "--out", str(out)]) == 0
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert text.count("T2") == 1
    assert "T1" not in text


# --- questions people ask


async def test_a_serial_number_has_up_to_a_hundred_characters(house: Warehouse) -> None:
    house.item("LONG")
    house.ordered(("LONG", 2))
    longest = "L" * 99 + "1"
    async with desk(house.book) as robot:
        await robot.press("1", "enter", "enter")
        await robot.scan(longest + "0")
        robot.refused("101")
        await robot.scan(longest)
        robot.ok("is new")
    assert house.book.value("SELECT serial FROM entry") == longest


async def test_a_unit_returns_to_stock_by_a_relative_adjustment(house: Warehouse) -> None:
    house.shipped("TP-80", "T2")
    async with desk(house.book) as robot:
        await robot.press("2", "n", "f2", "a")
        await robot.enters("TP-80")
        await to_field(robot, "Quantity")
        await robot.types("1")
        await robot.press("f2", "enter")
        await robot.scan("T2")
        robot.ok("back from Nordlys ApS")
        await robot.press("enter", "c")
        robot.ok("is posted")
    assert house.place("T2") == house.shelf


async def test_a_unit_returns_to_stock_by_a_credit_note_on_the_posted_invoice(house: Warehouse) -> None:
    order = house.sold(("TP-80", 1))
    async with desk(house.book) as robot:
        await robot.scan(order)
        await robot.press("i", "b", "3")
        await robot.press("c", "y")
        robot.ok("is posted as IN-1001")
        await robot.press("r")
        await robot.scan("T1")
        robot.sees("CN-D1 · credits IN-1001")
        await robot.press("c", "y")
        robot.ok("CN-D1 is posted as CN-1001")
        robot.sees("Return to stock: yes")
    assert house.place("T1") == house.shelf

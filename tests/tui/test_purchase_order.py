"""One purchase order, from its first line to the serial numbers its supplier announced."""

from pathlib import Path

import pytest

from models import purchasing
from models.book import Book
from tests.builders import Warehouse
from tests.tui.floor import Jumps
from tests.tui.opened import opened
from tui.screens.purchase_order import PurchaseOrderScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", gtin="05712345678909")
    built.item("CBL", name="Cable", serials=False)
    return built


@pytest.fixture
def draft(house: Warehouse) -> str:
    return house.book.perform(purchasing.create, supplier="S1").number


async def test_lines_are_added_changed_and_removed_by_keys_alone(house: Warehouse, draft: str) -> None:
    async with opened(house.book, lambda: PurchaseOrderScreen(draft)) as robot:
        await robot.press("n")
        await robot.enters("TP-80")
        await robot.press("backspace")
        await robot.enters("20")
        await robot.press("enter")
        robot.ok("20 TP-80 added.")
        await robot.scan("CBL")
        await robot.press("f2")
        robot.ok("1 CBL added.")
        robot.sees("Thermal printer", "Cable", "sum 2,100.00")
        await robot.press("enter", "backspace")
        await robot.types("7")
        await robot.press("f2")
        robot.ok("Line 2 is 7 CBL now.")
        await robot.press("delete", "n")
        robot.sees("CBL")
        await robot.press("delete", "y")
        robot.ok("Line 2 is removed.")
        robot.sees_not("Cable")
    lines = purchasing.view(house.book, number=draft).lines
    assert [(line.item, line.quantity) for line in lines] == [("TP-80", 20)]


async def test_a_product_code_finds_its_line_instead_of_making_a_second(house: Warehouse, draft: str) -> None:
    async with opened(house.book, lambda: PurchaseOrderScreen(draft)) as robot:
        await robot.scan("5712345678909")
        await robot.press("f2")
        await robot.scan("5712345678909")
        await robot.press("backspace")
        await robot.types("4")
        await robot.press("f2")
        robot.ok("Line 1 is 4 TP-80 now.")
    assert len(purchasing.view(house.book, number=draft).lines) == 1


async def test_marked_as_ordered_it_can_be_received_and_not_before(house: Warehouse, draft: str) -> None:
    async with opened(house.book, lambda: PurchaseOrderScreen(draft)) as robot:
        await robot.press("c")
        robot.refused(draft)
        await robot.scan("CBL")
        await robot.press("f2", "c")
        robot.ok("PO-1001 is ordered.")
        await robot.press("s")
        robot.sees("GR-1001 · PO-1001 · Printec GmbH · draft")
        await robot.press("c", "y", "escape")
        robot.sees("PO-1001 · Printec GmbH · closed", "GR-1001 posted")
        await robot.press("g")
        robot.sees("GR-1001 · PO-1001 · Printec GmbH · posted")


async def test_a_pasted_list_of_announced_serials_is_kept_and_a_second_one_asks(house: Warehouse) -> None:
    number = house.ordered(("CBL", 3), ("TP-80", 3))
    async with opened(house.book, lambda: PurchaseOrderScreen(number)) as robot:
        await robot.press("p")
        robot.refused("CBL")
        await robot.press("down", "p")
        await robot.pastes("E1\nE2\nE2\nE3")
        robot.ok("3 serial numbers are announced on line 2", "1 stood there twice.")
        await robot.press("p", "1")
        await robot.pastes("E4\nE5")
        robot.ok("5 serial numbers are announced")
        await robot.press("p", "2")
        await robot.pastes("F1\nF2")
        robot.ok("2 serial numbers are announced")
        await robot.press("p", "escape")
    assert purchasing.expected(house.book, number=number, line_no=2) == ("F1", "F2")


async def test_one_bad_serial_in_a_file_is_named_and_nothing_is_kept(
    house: Warehouse, tmp_path: Path
) -> None:
    number = house.ordered(("TP-80", 3))
    file = tmp_path / "advice.csv"
    file.write_text("E1\nE2" + "x" * 100 + "\nE3\n")
    async with opened(house.book, lambda: PurchaseOrderScreen(number)) as robot:
        await robot.press("p")
        await robot.pastes(str(file))
        await robot.press("enter")
        robot.refused("The list was not kept", "Line 2")
    assert purchasing.expected(house.book, number=number, line_no=1) == ()


async def test_the_head_is_changed_and_a_day_that_is_none_is_said_at_its_field(
    house: Warehouse, draft: str
) -> None:
    async with opened(house.book, lambda: PurchaseOrderScreen(draft)) as robot:
        await robot.press("e")
        await robot.enters("ref 7")
        await robot.types("2026-13-45")
        await robot.press("f2")
        robot.sees("2026-13-45", "✖")
        for _ in range(10):
            await robot.press("backspace")
        await robot.types("2026-12-01")
        await robot.press("f2")
        robot.ok("PO-1001 is changed.")
        robot.sees("due 2026-12-01 · their reference ref 7")


async def test_cancel_and_close_ask_first(house: Warehouse, draft: str) -> None:
    async with opened(house.book, lambda: PurchaseOrderScreen(draft)) as robot:
        await robot.press("x", "enter", "n")
        assert purchasing.view(house.book, number=draft).status == "draft"
        await robot.press("x", "y")
        robot.ok("PO-1001 is cancelled.")
        await robot.press("n", "backspace", "e", "backspace", "x", "backspace")
        robot.sees("PO-1001 · Printec GmbH · cancelled")
    number = house.ordered(("TP-80", 1))
    async with opened(house.book, lambda: PurchaseOrderScreen(number)) as robot:
        await robot.press("z", "y")
        robot.ok(f"{number} is closed.")


async def test_an_order_that_is_not_there_says_so(house: Warehouse) -> None:
    jumps = Jumps()
    async with opened(house.book, lambda: PurchaseOrderScreen("PO-9999"), jump=jumps) as robot:
        robot.refused("PO-9999")
        await robot.press("n", "enter", "escape", "escape")
        robot.sees("the floor")


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "漢" * 90], ids=range(3))
async def test_hostile_names_and_danish_alter_nothing(lite: Book, name: str, language: str) -> None:
    house = Warehouse(lite)
    house.item("TP-80", name=name)
    with lite.write():
        lite.execute("UPDATE party SET name = ?", name)
    number = house.ordered(("TP-80", 2))
    async with opened(lite, lambda: PurchaseOrderScreen(number), language=language) as robot:
        robot.sees(number, "TP-80")
        assert all(len(row) <= 80 for row in robot.text().splitlines())

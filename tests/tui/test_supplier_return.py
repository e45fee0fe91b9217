"""Returns to a supplier at the station: from a receipt or from a unit, by scanner alone and by keys alone."""

import pytest

from models import supplier_return
from models.book import SUPPLIER, Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.robot import Robot
from tui.screens.purchases import PurchasesScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.supplier_return import SupplierReturnScreen
from tui.screens.supplier_returns import SupplierReturnsScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    """GR-1003 brought printers and cables."""
    from models import entry, receiving

    built = stocked_house(lite)
    with lite.write():
        lite.execute("UPDATE item SET gtin = '05701234567905' WHERE number = 'CABLE'")
    receipt = built.receipt(("TP-80", 2), ("CABLE", 6))
    lite.perform(entry.add_many, line_id=receipt.lines[0].id, texts=["R1", "R2"], how="scanned")
    lite.perform(receiving.post, number=receipt.number)
    return built


def on(robot: Robot, screen: type[object]) -> None:
    assert isinstance(robot.app.screen, screen)


async def card(robot: Robot, name: str) -> None:
    robot._at += 1.5  # the same card counts again
    await robot.scan(f"CMD.{name}")


async def test_goods_go_back_by_scanner_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.scan("R1")
        robot.sees("b To supplier")
        await card(robot, "CONFIRM")
        robot.sees("1  It goes back to its supplier")
        await card(robot, "1")
        robot.sees(
            "RS-1001 · returns GR-1003 · Printec GmbH · draft",
            "The purchase order does not open again by itself.",
        )
        robot.ok("R1 is on RS-1001.")
        await robot.scan("R2", "05701234567905", "05701234567905")
        robot.ok("05701234567905 is counted.")
        robot.sees("✔ 2")
        await card(robot, "UNDO")
        robot.ok("R2 is taken back.")
        await robot.scan("T1")
        robot.refused(
            "T1 did not come in on GR-1003, but on GR-1001.", "Scan GR-1001, and begin its return there."
        )
        await card(robot, "HOLD")
        robot.ok("RS-1001 is set aside; on this list: 3.")
        await robot.scan("RS-1001")
        robot.sees("draft")
        await robot.scan("RS-1001")
        robot.ok("RS-1001 is posted: 3 units went back.")
        await robot.scan("R1")
        robot.sees("Returned to Printec GmbH on 2026-11-23 (RS-1001).")
    assert (house.place("R1"), house.in_stock("CABLE"), house.place("R2")) == (SUPPLIER, 44, house.shelf)


async def test_goods_go_back_by_keys_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.enters("GR-1003")
        await robot.press("b")
        on(robot, SupplierReturnScreen)
        robot.sees_not("Enter Quantity")
        await robot.press("down")
        robot.sees("Enter Quantity")
        await robot.press("enter")
        await robot.enters("7")
        robot.refused("Line 2 of RS-1001 cannot have 7 CABLE: 6 of GR-1003 are left to return.")
        await robot.press("enter")
        await robot.enters("4")
        robot.ok("4 CABLE go back.")
        await robot.press("e")
        await robot.enters("Dead on arrival")
        robot.sees("reason: Dead on arrival")
        await robot.enters("R2")
        robot.ok("R2 goes back")
        await robot.press("c")
        robot.ok("RS-1001 is posted: 5 units went back.")
        await robot.press("v", "y")
        robot.ok("RS-1001 is reversed: 5 units are back.")
        await robot.press("g")
        on(robot, ReceiptScreen)
    assert (house.place("R2"), house.in_stock("CABLE")) == (house.shelf, 46)


async def test_the_returns_are_listed_under_purchases(house: Warehouse) -> None:
    number = house.book.perform(supplier_return.start, receipt="GR-1003").number
    house.book.perform(supplier_return.say_reason, number=number, reason="Wrong colour")
    async with desk(house.book) as robot:
        line = next(line for line in robot.text().splitlines() if "Purchases" in line)
        await robot.press(line.strip("▸ ").split()[0])
        on(robot, PurchasesScreen)
        await robot.press("b")
        on(robot, SupplierReturnsScreen)
        robot.sees("Returns to suppliers", number, "Printec GmbH", "○ draft", "Wrong colour")
        fits(robot)
        await robot.press("enter", "x", "y")
        robot.ok(f"{number} is cancelled.")


async def test_what_is_empty_or_elsewhere_is_refused_in_words(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.scan("GR-1003")
        await robot.press("b", "c")
        robot.refused("Nothing is entered on RS-1001.", "Scan the units, type a quantity")
        await robot.scan("NEVER")
        robot.refused("NEVER is not known here.")
        await robot.scan("T5")
        robot.refused("T5 was shipped to Nordlys ApS")
        await robot.scan("GR-1001")
        robot.sees("GR-1001 · PO-1001")


async def test_a_station_that_stopped_goes_on_with_the_return(house: Warehouse) -> None:
    house.book.perform(supplier_return.start_with, serial="R1", item="TP-80", how="listed")
    async with desk(house.book) as robot:
        robot.sees("RS-1001 · returns GR-1003 · Printec GmbH · draft")
        robot.ok("Going on with RS-1001, TP-80: 1 kept.")


async def test_a_unit_received_again_is_back_from_its_supplier(house: Warehouse) -> None:
    from models import supplier_return_posting

    house.book.perform(supplier_return.start_with, serial="R1", item="TP-80", how="listed")
    house.book.perform(supplier_return_posting.post, number="RS-1001")
    receipt = house.receipt(("TP-80", 1))
    async with desk(house.book) as robot:
        await robot.scan(receipt.number)
        await robot.scan("R1")
        robot.sees("↺ back from Printec GmbH, RS-1001")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_every_state_fits(house: Warehouse, size: tuple[int, int], language: str) -> None:
    async def whole(robot: Robot) -> None:
        robot.app.station_screen.idle()
        await robot.settle()
        fits(robot)

    async with desk(house.book, size=size, language=language) as robot:
        await robot.scan("GR-1003")
        await whole(robot)
        await robot.press("b")
        await whole(robot)
        await robot.press("down", "enter")
        await whole(robot)
        await robot.press("escape", "a", "c")
        await whole(robot)
        await robot.press("v", "y")
        await whole(robot)
        await robot.scan("R1")
        await whole(robot)

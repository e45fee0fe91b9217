"""Repairs at the station: by scanner alone, by keys alone, and what the screens say on the way."""

import pytest

from models import repair_posting, repairing, repairs
from models.book import CUSTOMER, LOSS, REPAIR, Book
from tests.builders import Warehouse
from tests.tui.desk import HOSTILE, desk, fits, stocked_house
from tests.tui.robot import Robot
from tui.screens.credit_note import CreditNoteScreen
from tui.screens.repair import RepairScreen
from tui.screens.repairs import RepairsScreen
from tui.screens.serial_life import SerialLifeScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    """T1 and T2 were sold to Nordlys with two years of warranty, T5 without any."""
    built = stocked_house(lite)
    with lite.write():
        lite.execute("UPDATE item SET warranty_months = 24 WHERE number = 'TP-80'")
    built.shipped("TP-80", "T1", "T2")
    return built


def taken_in(house: Warehouse, *serials: str) -> str:
    number = house.book.perform(repairing.begin, serial=serials[0], item="TP-80", how="listed")
    for serial in serials[1:]:
        house.book.perform(repairing.scan, number=number, text=serial, how="scanned")
    house.book.perform(repair_posting.take_in, number=number)
    return number


async def whole(robot: Robot) -> None:
    """Without the last verdict, everything the screen has to say is on it."""
    robot.app.station_screen.idle()
    await robot.settle()
    fits(robot)


def on(robot: Robot, screen: type[object]) -> None:
    assert isinstance(robot.app.screen, screen)


async def card(robot: Robot, name: str) -> None:
    robot._at += 1.5  # the same card counts again
    await robot.scan(f"CMD.{name}")


async def test_a_unit_comes_in_and_goes_back_by_scanner_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.scan("T1")
        robot.sees("Shipped to Nordlys ApS", "Under warranty until 2028-11-23.", "p Repair")
        await card(robot, "CONFIRM")
        robot.sees("What is to be done with T1?", "1  It comes back", "2  It comes in for repair")
        await card(robot, "2")
        robot.sees("Repair RP-1001 · Nordlys ApS · draft", "✔ 2028-11-23")
        robot.ok("T1 is on RP-1001.")
        await robot.scan("T2")
        robot.ok("T2 is on RP-1001.")
        await card(robot, "UNDO")
        robot.ok("T2 is taken back.")
        await robot.scan("T2")
        await card(robot, "CONFIRM")
        robot.sees("What is wrong?", "1  It is said later.")
        await card(robot, "CONFIRM")
        robot.ok("2 units in repair on RP-1001.", "Order, invoice and stock stay as they are.")
        await card(robot, "MENU")
        assert (house.place("T1"), house.place("T2"), house.in_stock("TP-80")) == (REPAIR, REPAIR, 2)
        await robot.scan("T1")
        robot.sees("In repair here since 2026-11-23, from Nordlys ApS (RP-1001).")
        await robot.scan("RP-1001", "T1")
        robot.ok("T1 is marked.", "1 unit marked: c sends back.")
        await card(robot, "CONFIRM")
        robot.sees("What was done?", "1 unit to Nordlys ApS.")
        await card(robot, "CONFIRM")
        robot.ok("1 unit sent back.", "1 unit still here.")
        await robot.scan("T2", "RP-1001")
        robot.sees("What was done?")
        await card(robot, "CONFIRM")
        robot.ok("1 unit sent back.", "Nothing of it is here.")
        robot.sees("Repair RP-1001 · Nordlys ApS · closed")
        await robot.scan("T5")
        await card(robot, "CONFIRM")
        await card(robot, "2")
        await card(robot, "HOLD")
        robot.ok("RP-1002 is set aside; on this list: 1.")
    assert (house.place("T1"), house.place("T2")) == (CUSTOMER, CUSTOMER)


async def test_a_fault_and_what_was_done_are_said_by_scanner_alone_once_somebody_said_them(
    house: Warehouse,
) -> None:
    house.received("TP-80", "T7", "T8")
    house.shipped("TP-80", "T7", "T8")
    for serial, fault in (("T1", "Prints no left half"), ("T2", "Does not start"), ("T7", "Does not start")):
        number = house.book.perform(repairing.begin, serial=serial, item="TP-80", how="listed")
        house.book.perform(repairing.say_fault, number=number, fault=fault)
        house.book.perform(repair_posting.take_in, number=number)
    house.book.perform(repairing.scan, number=number, text="T7", how="scanned")
    house.book.perform(repair_posting.send_back, number=number, done="New print head")
    async with desk(house.book) as robot:
        await robot.scan("T8")
        await card(robot, "CONFIRM")
        await card(robot, "2")
        await card(robot, "CONFIRM")
        robot.sees("What is wrong?", "1  It is said later.", "2  Does not start", "3  Prints no left half")
        fits(robot)
        await card(robot, "2")
        robot.ok("1 unit in repair on RP-1004.")
        robot.sees("fault: Does not start")
        await robot.scan("T8")
        await card(robot, "CONFIRM")
        robot.sees("What was done?", "1  Nothing is noted.", "2  New print head")
        await card(robot, "NEXT")
        await card(robot, "CONFIRM")
        robot.ok("1 unit sent back.")
        robot.sees("New print head")


async def test_a_fault_that_nobody_can_name_yet_keeps_the_units_out_or_is_said_later(
    house: Warehouse,
) -> None:
    number = house.book.perform(repairing.begin, serial="T1", item="TP-80", how="listed")
    async with desk(house.book) as robot:
        robot.sees(f"Repair {number}")  # left open here, and gone on with
        await robot.press("c", "escape")
        assert house.place("T1") == CUSTOMER
        await robot.press("c")
        await robot.enters("5 V is missing")
        robot.ok("1 unit in repair on RP-1001.")
        robot.sees("fault: 5 V is missing")
        await robot.press("e")
        robot.sees("1  As it is: 5 V is missing")
        robot.sees_not("2  5 V is missing")
        await robot.press("enter")
        robot.sees("fault: 5 V is missing")
    assert house.place("T1") == REPAIR


async def test_a_unit_comes_in_and_goes_back_by_keys_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.enters("T1")
        await robot.press("p", "e")
        await robot.enters("Prints no left half")
        robot.sees("fault: Prints no left half")
        await robot.press("c")
        robot.sees("1 here")
        await robot.press("a", "c")
        await robot.enters("New print head")
        robot.ok("1 unit sent back.")
        await robot.press("enter")
        robot.sees("Sent back to Nordlys ApS on 2026-11-23 (RP-1001).", "New print head")
        await robot.press("down")
        robot.sees("Customer > In repair", "Prints no left half")
        await robot.press("escape", "v", "y")
        robot.ok("1 unit turned back.")
        robot.sees("1 here")
        await robot.press("v")
        robot.sees("Its units are with their customer again.")
        await robot.press("y")
        robot.sees("Repair RP-1001 · Nordlys ApS · reversed")
    assert house.place("T1") == CUSTOMER


async def test_the_list_of_repairs_is_under_sales_and_a_scan_there_marks_the_unit(house: Warehouse) -> None:
    number = taken_in(house, "T1", "T2")
    async with desk(house.book) as robot:
        await robot.enters(house.book.value("SELECT number FROM document WHERE kind = 'SO' ORDER BY id"))
        await robot.press("escape")
        await robot.press(
            next(line.split()[0] for line in robot.text().splitlines() if "quotes, orders" in line)
        )
        await robot.press("p")
        on(robot, RepairsScreen)
        robot.sees("Repairs", number, "Nordlys ApS", "… here")
        await robot.scan("T2")
        on(robot, RepairScreen)
        robot.ok("T2 is marked.")
        await robot.press("escape")
        await robot.scan("T5")  # a customer has it: it begins another one
        robot.ok("T5 is on RP-1002.")
        await robot.press("escape", "f")
        robot.sees(number)
        robot.sees_not("RP-1002")
        await robot.enters("nordlys")
        robot.sees("with nordlys")
        await robot.scan("T3")
        on(robot, SerialLifeScreen)


async def test_what_cannot_be_repaired_is_written_off_with_a_reason_or_taken_back(house: Warehouse) -> None:
    number = taken_in(house, "T1", "T2")
    async with desk(house.book) as robot:
        await robot.scan(number)
        await robot.press("w")
        robot.refused(f"No unit of {number} is marked.", "Scan the units it is about")
        await robot.scan("T1")
        await robot.press("w")
        await robot.enters("Board burnt")
        robot.ok("1 unit written off.")
        robot.sees("✖ written off")
        await robot.scan("T2")
        await robot.press("r")
        await robot.enters("Too old")
        robot.ok("On AD-1002: post it.")
    assert (house.place("T1"), house.place("T2")) == (LOSS, CUSTOMER)


async def test_the_life_shows_what_can_be_done_with_this_unit_and_nothing_else(house: Warehouse) -> None:
    from tests.models.test_repairing import invoiced

    invoiced(house, "SH-1001")  # T5
    async with desk(house.book) as robot:
        await robot.scan("T5")
        robot.sees("r Credit note", "p Repair")
        robot.sees_not("r Return", "To supplier")
        await robot.scan("T1")
        robot.sees("r Return", "p Repair")
        robot.sees_not("Credit note")
        await robot.scan("T3")
        robot.sees("b To supplier")
        robot.sees_not("r Return", "p Repair", "Credit note")
        await robot.press("p")
        robot.refused("p Repair is not possible now.")
        await robot.press("escape")
        await robot.scan("T5")
        await robot.press("r")
        on(robot, CreditNoteScreen)
        await robot.press("escape")
        robot.sees("Held by", "r Credit note")
        robot.sees_not("p Repair")


async def test_a_scan_that_does_not_belong_says_why_and_what_to_do(house: Warehouse) -> None:
    number = taken_in(house, "T1")
    async with desk(house.book) as robot:
        await robot.scan(number)
        await robot.scan("T2")
        robot.refused(f"{number} is taken in already; T2 cannot join it.", "begin a repair of its own")
        await robot.scan("T3")
        robot.refused(f"{number} is taken in already; T3 cannot join it.")
        await robot.scan("NEVER")
        robot.refused("NEVER is not known here.")
        await robot.scan("05701234567899")
        robot.verdict("refused")
        await robot.scan("GR-1001")
        robot.sees("GR-1001 · PO-1001")


async def test_an_empty_draft_is_not_taken_in_and_can_be_given_up(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.scan("T1")
        await robot.press("p", "u", "c")
        robot.refused("No unit is on RP-1001.", "Scan the units that came in.")
        await robot.press("x", "y")
        robot.ok("RP-1001 is cancelled.")
        robot.sees("Repair RP-1001 · Nordlys ApS · cancelled")
    assert house.book.value("SELECT count(*) FROM entry") == 0


async def test_a_station_that_stopped_goes_on_with_the_repair(house: Warehouse) -> None:
    number = house.book.perform(repairing.begin, serial="T1", item="TP-80", how="listed")
    async with desk(house.book) as robot:
        robot.sees(f"Repair {number} · Nordlys ApS · draft", "T1")
        robot.ok(f"Going on with {number}, TP-80: 1 kept.")


async def test_one_text_of_two_items_asks_which(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 1))
    house.scan(receipt.lines[0].id, "T2", **{"other-item": "yes"})
    from models import receiving

    house.book.perform(receiving.post, number=receipt.number)
    house.shipped("SC-20", "C1")
    shipment = house.shipment(("SC-20", 1))
    house.pick(shipment.number, "T2", item="SC-20")
    from models import shipping

    house.book.perform(shipping.post, number=shipment.number)
    number = house.book.perform(repairing.begin, serial="T1", item="TP-80", how="listed")
    async with desk(house.book) as robot:
        await robot.scan("T2")
        robot.sees("T2 is a serial number of several items on")
        await robot.press("2")
        robot.ok("T2 is on")
    assert {unit.item for unit in repairs.view(house.book, number=number).units} == {"TP-80"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_every_state_fits(lite: Book, size: tuple[int, int], language: str) -> None:
    house = stocked_house(lite)
    with lite.write():
        lite.execute("UPDATE party SET name = 'Nordlys Elektronik og Industri ApS' WHERE kind = 'customer'")
    house.shipped("SC-20", "C1")
    house.shipped("TP-80", "T1", "T2")
    number = lite.perform(repairing.begin, serial="C1", item="SC-20", how="listed")
    for serial in ("T1", "T2", "T5"):
        lite.perform(repairing.scan, number=number, text=serial, how="scanned")
    lite.perform(
        repairing.say_fault,
        number=number,
        fault=HOSTILE[:60].replace("\x1b", "").replace("\u202e", "").replace("\u2066", ""),
    )
    async with desk(lite, size=size, language=language) as robot:
        await whole(robot)
        await robot.press("c")
        await whole(robot)
        await robot.scan("T1")
        await whole(robot)
        await robot.press("c")
        await robot.press("enter")
        await whole(robot)
        await robot.scan("T2")
        await robot.press("w")
        await robot.enters("x" * 30)
        await whole(robot)
        await robot.press("a", "c", "enter")
        await whole(robot)
        await robot.press("enter")
        await whole(robot)
    assert lite.value("SELECT count(*) FROM entry") == 0

"""When a serial number is asked for, on the screens: at receipt, at shipment, or never (R73)."""

import pytest

from models import adjusting, entry, invoicing, items, lists, receiving
from models.book import CUSTOMER, Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.jumping import jump
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.invoice import InvoiceScreen
from tui.screens.item import ItemScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_life import SerialLifeScreen
from tui.screens.shipment import ShipmentScreen
from tui.widgets.form import Form


@pytest.fixture
def house(lite: Book) -> Warehouse:
    """One item of each rule, three units of each in stock."""
    house = Warehouse(lite)
    house.item("AT-RECEIPT", name="Printer", search="at-receipt")
    house.item("AT-SHIP", name="Camera", search="at-ship", serial_at="shipment")
    house.item("NEVER", name="Cable", search="never", serials=False, gtin="05701234567899")
    house.received("AT-RECEIPT", "R1", "R2", "R3")
    house.stocked("AT-SHIP", 3)
    house.stocked("NEVER", 3)
    return house


def back_in(house: Warehouse, serial: str) -> None:
    """A unit of AT-SHIP that had left is in stock again, under its serial number."""
    number = house.book.perform(adjusting.create, category="Sales").number
    view = house.book.perform(adjusting.add_line, number=number, item="AT-SHIP", way="up", quantity=1)
    house.scan(view.lines[0].id, serial)
    house.book.perform(adjusting.post, number=number)


async def put(robot: Robot, name: str, value: str) -> None:
    """Set a field of the open form, as its own keys do."""
    robot.app.screen.query_one(Form).put(value, name)
    await robot.settle()


async def test_the_items_form_says_when_the_number_is_asked_for(house: Warehouse) -> None:
    house.item("NEW", serials=False)
    async with opened(house.book, lambda: ItemScreen("NEW")) as robot:
        await robot.press("e")
        await put(robot, "has_serials", "yes")
        await put(robot, "serial_at", "shipment")
        robot.sees("at shipment")
        await robot.press("f2")
        robot.ok("Item NEW is kept.")
        robot.sees("Has serial numbers: yes · asked for: at shipment")
    assert items.view(house.book, number="NEW").serial_at == "shipment"


async def test_a_moment_that_stock_speaks_against_is_refused_at_its_field(house: Warehouse) -> None:
    async with opened(house.book, lambda: ItemScreen("AT-SHIP")) as robot:
        robot.sees("3 in stock: 0 with a serial number, 3 without")
        await robot.press("e")
        await put(robot, "serial_at", "receipt")
        await robot.press("f2")
        robot.refused("3 units of AT-SHIP in stock have no serial number", "press b")
    assert items.view(house.book, number="AT-SHIP").serial_at == "shipment"


async def test_a_receipt_asks_for_serials_by_the_rule_of_each_item(house: Warehouse) -> None:
    receipt = house.receipt(("AT-RECEIPT", 1), ("AT-SHIP", 2), ("NEVER", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        robot.sees("○ 0 of 1", "· 2 as ordered")
        await robot.press("down", "enter")
        robot.sees("How many AT-SHIP Camera came?")
        await robot.enters("2")
        await robot.press("down", "enter")
        await robot.enters("2")
        await robot.press("c")
        robot.sees("1 serial number is missing on GR-1002: AT-RECEIPT 0/1.")
        await robot.press("escape", "up", "up", "enter")
        assert isinstance(robot.app.screen, SerialEntry)
        await robot.scan("R9")
        await robot.press("enter", "c")
        robot.ok(f"{receipt.number} is posted: 5 units are in.")
    card = items.view(house.book, number="AT-SHIP")
    assert (card.on_hand, card.unnamed) == (5, 5)


async def test_a_shipment_asks_for_serials_by_the_rule_of_each_item_and_takes_them_by_scanner_alone(
    house: Warehouse,
) -> None:
    shipment = house.shipment(("AT-RECEIPT", 1), ("AT-SHIP", 2), ("NEVER", 1))
    screen = ShipmentScreen(shipment.number)
    async with opened(house.book, lambda: screen) as robot:
        await robot.scan("R2", "CAM-001", "5701234567899")
        robot.ok("NEVER 1 of 1")
        robot.sees("✔ 1 of 1", "… 1 of 2")
        await robot.scan("CAM-002")
        robot.ok("CAM-002 · AT-SHIP 2 of 2", "Everything is picked")
        await robot.scan("CAM-003")
        robot.refused("CAM-003")
        await robot.press("u")
        robot.ok("CAM-002 is taken back.")
        await robot.scan("CAM-004", "CMD.CONFIRM", "CMD.OK")
        assert screen.shipment is not None
        assert screen.shipment.status == "posted"
        robot.sees("CAM-001", "CAM-004", "R2")
    assert house.place("CAM-004") == CUSTOMER
    assert house.place("CAM-002") is None
    card = items.view(house.book, number="AT-SHIP")
    assert (card.on_hand, card.unnamed) == (1, 1)


async def test_what_no_unit_stands_for_is_refused_with_what_to_do(house: Warehouse) -> None:
    shipment = house.shipment(("AT-SHIP", 5))
    async with opened(house.book, lambda: ShipmentScreen(shipment.number)) as robot:
        await robot.scan("C1", "C2", "C3", "C4")
        robot.refused(
            "C4 is not known here", "no unit of AT-SHIP without a serial number", "receive or adjust"
        )


async def test_a_new_number_that_looks_like_another_is_asked_about_in_the_lines_list(
    house: Warehouse,
) -> None:
    house.shipped("AT-SHIP", "C-0B1")
    shipment = house.shipment(("AT-SHIP", 2))
    async with opened(house.book, lambda: ShipmentScreen(shipment.number)) as robot:
        await robot.scan("C-081")
        assert isinstance(robot.app.screen, SerialEntry)
        robot.verdict("ask", "C-081 is new, but looks like C-0B1")
        await robot.press("y")
        robot.ok("C-081 is picked, and new")
        await robot.scan("C-0C2")
        robot.ok("C-0C2 is picked, and new")
        await robot.press("enter")
        robot.sees("✔ 2 of 2")
    assert len(house.book.rows("SELECT 1 FROM scan WHERE outcome = 'ask'")) == 1


async def test_ranges_and_lists_name_units_in_the_shipments_list_by_keys_alone(house: Warehouse) -> None:
    shipment = house.shipment(("AT-SHIP", 3))
    screen = ShipmentScreen(shipment.number)
    async with opened(house.book, lambda: screen) as robot:
        await robot.press("c", "1")
        assert isinstance(robot.app.screen, SerialEntry)
        await robot.enters("C-01..C-03")
        robot.sees("3", "C-01")
        await robot.press("enter")
        robot.ok("3 units were added")
        await robot.press("enter")
        await robot.press("c")
        assert screen.shipment is not None
        assert screen.shipment.status == "posted"
    assert items.view(house.book, number="AT-SHIP").unnamed == 0


async def test_an_invoice_that_delivers_asks_for_each_number(house: Warehouse) -> None:
    house.shipped("AT-SHIP", "C-0B1")
    draft = house.book.perform(invoicing.from_order, order=house.sold(("AT-SHIP", 2)))
    async with opened(house.book, lambda: InvoiceScreen(draft.number)) as robot:
        robot.sees("0 of 2")
        await robot.scan("C-11")
        robot.ok("C-11 · AT-SHIP 1 of 2")
        await robot.scan("C-081")
        robot.verdict("ask", "looks like C-0B1")
        await robot.press("y", "enter")
        robot.sees("✔ 2")
        await robot.press("c", "y")
        robot.ok("is posted as IN-1001")
    assert house.place("C-081") == CUSTOMER


async def test_a_unit_that_came_back_is_picked_by_its_number_and_both_counts_are_seen(
    house: Warehouse,
) -> None:
    house.shipped("AT-SHIP", "C-1")
    back_in(house, "C-1")
    async with opened(house.book, lambda: ItemScreen("AT-SHIP")) as robot:
        robot.sees("3 in stock: 1 with a serial number, 2 without", "Without serial")
        fits(robot)
        await robot.press("tab")
        robot.sees("1 serial number", "C-1")
    shipment = house.shipment(("AT-SHIP", 2))
    async with opened(house.book, lambda: ShipmentScreen(shipment.number)) as robot:
        await robot.scan("C-1", "C-2")
        await robot.press("enter")
        robot.sees("picked, new", "picked")
    rows = lists.rows(house.book, line_id=shipment.lines[0].id)
    assert [(row.serial, row.meaning) for row in rows] == [("C-2", "name"), ("C-1", "pick")]


async def test_a_receipt_takes_a_unit_back_by_its_number_among_those_without(house: Warehouse) -> None:
    house.shipped("AT-SHIP", "C-1")
    receipt = house.receipt(("AT-SHIP", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number), jump=jump) as robot:
        await robot.scan("C-1")
        robot.verdict("ask", "C-1 was shipped to Nordlys ApS")
        await robot.press("y", "escape")
        robot.sees("2, 1 by serial")
        await robot.press("b")
        robot.sees("back from Nordlys ApS")
        await robot.press("escape", "plus")
        await robot.enters("2")
        await robot.press("c")
        robot.ok("is posted: 2 units are in.")
    card = items.view(house.book, number="AT-SHIP")
    assert (card.on_hand, card.unnamed) == (4, 3)


async def test_an_adjustment_takes_named_units_and_units_without_on_one_line(house: Warehouse) -> None:
    house.shipped("AT-SHIP", "C-1")
    back_in(house, "C-1")
    number = house.book.perform(adjusting.create, category="Waste").number
    house.book.perform(adjusting.add_line, number=number, item="AT-SHIP", way="down", quantity=2)
    async with opened(house.book, lambda: AdjustmentScreen(number), jump=jump) as robot:
        fits(robot)
        await robot.press("b")
        await robot.press("l", "enter")
        robot.ok("C-1 leaves")
        await robot.press("escape")
        robot.sees("2, 1 by serial")
        await robot.press("c")
        robot.ok("is posted: 1 serial number, 1 units without.")
        await robot.press("enter")
        robot.sees("C-1")
    card = items.view(house.book, number="AT-SHIP")
    assert (card.on_hand, card.unnamed) == (1, 1)


async def test_a_line_of_an_item_without_serials_has_none_to_open(house: Warehouse) -> None:
    number = house.book.perform(adjusting.create, category="Waste").number
    house.book.perform(adjusting.add_line, number=number, item="NEVER", way="down", quantity=2)
    view = house.book.perform(adjusting.add_line, number=number, item="AT-SHIP", way="down", quantity=1)
    async with opened(house.book, lambda: AdjustmentScreen(number)) as robot:
        await robot.press("b")
        robot.refused("NEVER has no serial numbers to choose.")
    assert [line.may_have for line in view.lines] == [False, True]


async def test_the_life_of_a_unit_begins_in_stock_without_a_number(house: Warehouse) -> None:
    house.shipped("AT-SHIP", "C-1")
    async with opened(house.book, lambda: SerialLifeScreen("C-1"), size=(120, 40)) as robot:
        robot.sees("stock, without serial number")


async def test_every_screen_of_the_flow_fits_a_small_terminal(house: Warehouse) -> None:
    house.shipped("AT-SHIP", "C-1")
    receipt = house.receipt(("AT-SHIP", 2))
    house.book.perform(
        entry.add, line_id=receipt.lines[0].id, text="C-1", how="keyed", sure={"return": "yes"}
    )
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        fits(robot)
    house.book.perform(receiving.post, number=receipt.number)
    async with desk(house.book) as robot:
        await robot.scan("AT-SHIP")
        robot.sees("4 in stock: 1 with a serial number, 3 without")
        fits(robot)
        await robot.press("e")
        fits(robot)

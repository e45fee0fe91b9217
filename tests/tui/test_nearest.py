"""A typed serial number that does not fit: the closest ones are offered, and only a number key chooses."""

import pytest

from models import adjusting, lists, purchasing, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits
from tests.tui.opened import opened
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.choose_serials import ChooseSerials
from tui.screens.serial_entry import SerialEntry
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    built.received("TP-80", "TP80-004217", "TP80-004271", "TP80-009999")
    return built


def kept(book: Book, line_id: int) -> list[str]:
    return [row.serial for row in reversed(lists.rows(book, line_id=line_id))]


def waste(house: Warehouse) -> tuple[str, int]:
    made = house.book.perform(adjusting.create, category="Waste")
    draft = house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=3)
    return draft.number, draft.lines[0].id


async def test_a_typed_slip_on_a_list_that_leaves_is_chosen_by_its_number(house: Warehouse) -> None:
    _, line = waste(house)
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.enters("tp80-oo4217")
        robot.sees("tp80-oo4217 does not fit here. Is it one of these?", "1", "TP80-004217", "A-01")
        fits(robot)
        await robot.press("1")
        robot.ok("TP80-004217 leaves")
        assert kept(house.book, line) == ["TP80-004217"]
        assert house.book.value("SELECT how FROM entry") == "keyed"


async def test_enter_chooses_nothing_and_escape_says_that_it_is_not_known(house: Warehouse) -> None:
    _, line = waste(house)
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.enters("TP80-00421")
        await robot.press("enter", "down", "enter", "3")
        assert kept(house.book, line) == []
        await robot.press("escape")
        robot.refused("TP80-00421 is not known here.")
        assert kept(house.book, line) == []


async def test_a_scan_is_never_asked_about_and_one_that_comes_meanwhile_lies_aside(house: Warehouse) -> None:
    _, line = waste(house)
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.scan("TP80-00421")
        robot.refused("TP80-00421 is not known here.")
        await robot.wedge("TP80-00421")
        robot.refused("TP80-00421 is not known here.")
        await robot.enters("TP80-00421")
        robot.sees("Is it one of these?")
        await robot.scan("TP80-009999")
        robot.refused("TP80-009999 lies aside")
        await robot.press("1")
        assert kept(house.book, line) == ["TP80-004217"]


async def test_nothing_close_is_refused_at_once(house: Warehouse) -> None:
    _, line = waste(house)
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.enters("NOBODY")
        robot.refused("NOBODY is not known here.")


async def test_at_receiving_the_closest_announced_one_is_offered_before_the_question(
    house: Warehouse,
) -> None:
    order = house.ordered(("TP-80", 3))
    house.book.perform(purchasing.expect, number=order, line_no=1, serials=["TP80-005001", "TP80-005002"])
    line = house.book.perform(receiving.start, order=order).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.enters("TP8O-005002")
        robot.sees("TP80-005002")
        await robot.press("escape")
        robot.verdict("ask", "not on the supplier's list")
        await robot.enters("TP8O-005002")
        await robot.press("1")
        robot.ok("TP80-005002 is new")
        await robot.scan("TP80-O05001")
        robot.verdict("ask", "not on the supplier's list")
        assert kept(house.book, line) == ["TP80-005002"]


async def test_on_a_shipment_a_typed_slip_finds_its_line(house: Warehouse) -> None:
    house.item("SC-20")
    shipment = house.shipment(("SC-20", 1), ("TP-80", 2))
    async with opened(house.book, lambda: ShipmentScreen(shipment.number)) as robot:
        await robot.scan("TP80-04217")
        robot.refused("TP80-04217 is not known here.")
        await robot.enters("TP80-04217")
        robot.sees("TP80-004217", "TP-80")
        await robot.press("1")
        robot.ok("TP80-004217 · TP-80 1 of 2")
        await robot.enters("TP80-00999")
        await robot.press("escape")
        robot.refused("TP80-00999 is not known here.")


async def test_on_an_adjustment_and_in_the_list_of_units_it_is_the_same(house: Warehouse) -> None:
    number, line = waste(house)
    async with opened(house.book, lambda: AdjustmentScreen(number)) as robot:
        await robot.enters("TP80-00427")
        robot.sees("TP80-004217", "TP80-004271")
        await robot.press("2")
        robot.ok("TP80-004271 leaves")
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.press("l")
        assert isinstance(robot.app.screen, ChooseSerials)
        await robot.enters("TP80-O04217")
        robot.sees("Is it one of these?")
        await robot.press("1")
        robot.ok("TP80-004217 leaves")
        assert kept(house.book, line) == ["TP80-004271", "TP80-004217"]


async def test_at_the_menu_a_typed_slip_opens_the_life_that_was_meant(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.enters("tp80-009899")
        robot.sees("Is it one of these?", "TP80-009999", "in stock")
        fits(robot)
        await robot.press("1")
        robot.sees("Serial number TP80-009999 · TP-80")
        await robot.press("escape")
        await robot.enters("tp80-009899")
        await robot.press("escape")
        robot.refused("tp80-009899 is not known here")
        await robot.scan("tp80-009899")
        robot.refused("tp80-009899 is not known here")
        robot.sees_not("Is it one of these?")


async def test_a_dane_is_asked_in_danish_on_a_small_screen(house: Warehouse) -> None:
    _, line = waste(house)
    async with opened(house.book, lambda: SerialEntry(line), size=(60, 20), language="da") as robot:
        await robot.enters("TP80-00421")
        robot.sees("passer ikke her", "Tryk tallet foran")
        fits(robot)

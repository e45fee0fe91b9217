"""Serial numbers for units in stock, on the screens (R72): by scanner alone, by keys alone, across a restart."""

import pytest

from models import adjusting, conversions, converting, entry, items, shipping
from models.book import Book
from models.item_facts import ItemCard
from models.unfinished import unfinished
from tests.builders import Warehouse
from tests.tui.desk import desk, fits
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.screens.adjust import AdjustScreen
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.item import ItemScreen
from tui.screens.serial_entry import SerialEntry
from tui.widgets.form import Form


@pytest.fixture
def house(lite: Book) -> Warehouse:
    """Two units on A-01 and one on B-02."""
    house = Warehouse(lite)
    house.item("CAM-1", name="Camera", serials=False, search="cam-1")
    house.stocked("CAM-1", 2)
    number = lite.perform(adjusting.create, category="Status").number
    lite.perform(adjusting.add_line, number=number, item="CAM-1", way="up", quantity=1, location="B-02")
    lite.perform(adjusting.post, number=number)
    return house


def card(house: Warehouse) -> ItemCard:
    return items.view(house.book, number="CAM-1")


def top(robot: Robot) -> object:
    return robot.app.screen


async def test_the_form_offers_both_ways_and_the_task_opens_by_keys_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("8", "enter", "e")
        robot.app.screen.query_one(Form).put("yes", "has_serials")
        await robot.press("f2")
        robot.sees("CAM-1 has moved. How does it get them?", "1  Copy it to a new item with serial numbers")
        robot.sees("2  Give the 3 units in stock their serial numbers")
        fits(robot)
        await robot.press("2")
        assert isinstance(top(robot), AdjustmentScreen)
        robot.sees("draft · CAM-1: 3 serial numbers to assign", "assign", "0 of 2", "0 of 1")
        fits(robot)
        await robot.press("enter")
        robot.sees("shelf A-01")
        await robot.enters("C-1..C-2")
        await robot.press("enter", "enter")
        await robot.press("down", "enter")
        await robot.enters("C-3")
        await robot.press("enter", "c")
        robot.ok("is posted: 3 serial numbers.")
        await robot.press("escape")
        robot.sees("Has serial numbers: yes", "3 in stock")
        robot.sees_not("to assign", "Assign serials")
    assert card(house).has_serials
    assert house.place("C-3") == house.other_shelf


async def test_a_shelfs_label_opens_its_list_and_cards_do_the_rest_by_scanner_alone(house: Warehouse) -> None:
    number = house.book.perform(converting.start, item="CAM-1").number
    async with desk(house.book) as robot:
        await robot.scan(number)
        await robot.scan("C-1")
        robot.refused("nobody can say which shelf it lies on", "Scan the shelf's label")
        await robot.scan("B-02", "C-3")
        assert isinstance(top(robot), SerialEntry)
        robot.sees("shelf B-02", "✔ assigned")
        robot.ok("C-3 is assigned")
        await robot.scan("C-4")
        robot.refused("C-4 is one too many")
        await robot.scan("CMD.CONFIRM", "A-01", "C-1", "C-2", "CMD.CONFIRM")
        robot.sees("CAM-1: 0 serial numbers to assign", "✔ 2 of 2", "✔ 1 of 1")
        robot.app.station_screen.station.board.last_card = ("", 0.0)  # more than a second later
        await robot.scan("CMD.CONFIRM", "CMD.OK")
    assert card(house).has_serials, "posted"
    assert house.place("C-1") == house.shelf


async def test_the_task_shows_where_a_supervisor_looks_and_outlives_a_restart(house: Warehouse) -> None:
    view = house.book.perform(converting.start, item="CAM-1")
    house.scan(view.lines[0].id, "C-1")
    async with desk(house.book) as robot:
        robot.sees(f"Going on with {view.number}, CAM-1: 1 kept.")
        assert isinstance(top(robot), SerialEntry)
        await robot.press("escape", "escape")
        robot.sees("2 serial numbers to assign")
        fits(robot)
        await robot.press("2")
        assert isinstance(top(robot), AdjustScreen)
        robot.sees(view.number, "2 serials", "CAM-1: serial numbers")
        await robot.press("escape")
        await robot.scan("CAM-1")
        robot.sees(f"{view.number}: 2 serial numbers to assign")
        fits(robot)
        await robot.press("b")
        assert isinstance(top(robot), AdjustmentScreen)
    found = unfinished(house.book)
    assert found is not None
    assert found.document == view.number


async def test_what_left_meanwhile_is_seen_and_taken_off(house: Warehouse) -> None:
    view = house.book.perform(converting.start, item="CAM-1")
    house.book.perform(entry.add_many, line_id=view.lines[0].id, texts=["C-1", "C-2"], how="scanned")
    shipment = house.shipment(("CAM-1", 1))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=1)
    house.book.perform(shipping.post, number=shipment.number)
    async with opened(house.book, lambda: AdjustmentScreen(view.number)) as robot:
        robot.sees("✖ 2 of 1", "0 of 1")
        await robot.press("c")
        robot.refused("A-01 has 2 of 1, B-02 has 0 of 1", "take off what is not there")
        await robot.press("enter", "delete", "escape", "down", "enter")
        await robot.scan("C-3")
        await robot.press("escape", "c")
        robot.ok("is posted: 2 serial numbers.")
    assert (card(house).has_serials, card(house).on_hand) == (True, 2)


async def test_its_lines_are_not_changed_by_hand_and_cancelling_leaves_the_item_as_it_was(
    house: Warehouse,
) -> None:
    view = house.book.perform(converting.start, item="CAM-1")
    async with opened(house.book, lambda: AdjustmentScreen(view.number)) as robot:
        robot.sees_not("Add line", "Edit line", "Remove")
        await robot.press("a", "plus", "delete")
        robot.sees("0 of 2", "0 of 1")
        await robot.press("x", "y")
        robot.ok("is cancelled")
    assert conversions.tasks(house.book) == ()
    assert (card(house).converting, card(house).unnamed) == ("", 3)


async def test_a_posted_one_is_reversed_from_its_screen(house: Warehouse) -> None:
    view = house.book.perform(converting.start, item="CAM-1")
    for line, texts in zip(view.lines, (["C-1", "C-2"], ["C-3"]), strict=True):
        house.book.perform(entry.add_many, line_id=line.id, texts=texts, how="scanned")
    house.book.perform(adjusting.post, number=view.number)
    async with opened(house.book, lambda: AdjustmentScreen(view.number)) as robot:
        await robot.press("enter")
        robot.sees("C-1", "C-2")
        await robot.press("escape", "v", "y")
        robot.ok("is reversed: 3 serial numbers.")
    assert (card(house).has_serials, card(house).unnamed) == (False, 3)


async def test_an_item_that_asks_at_receipt_has_nothing_to_assign(house: Warehouse) -> None:
    house.item("TP-80")
    house.received("TP-80", "T1")
    async with opened(house.book, lambda: ItemScreen("TP-80")) as robot:
        robot.sees_not("Assign serials")
    async with opened(house.book, lambda: ItemScreen("CAM-1")) as robot:
        robot.sees("b Assign serials")
        fits(robot)

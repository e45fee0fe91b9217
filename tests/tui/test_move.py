"""The move screen: by scanner alone, by keyboard alone, by cards; what is in hand is kept, and a place is never left set."""

import pytest

from models import adjusting, moving, places
from models.book import LOSS, Book
from models.choosing import choose
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.robot import Robot
from tui.command_cards import REPEAT_S
from tui.screens.move import MoveScreen
from tui.screens.moved import MovedScreen
from tui.screens.serial_life import SerialLifeScreen


async def card(robot: Robot, *names: str) -> None:
    for name in names:
        robot._at += REPEAT_S + 0.1
        await robot.scan(f"CMD.{name}")


async def test_by_scanner_alone_units_then_the_place(lite: Book) -> None:
    house = stocked_house(lite)
    async with desk(lite) as robot:
        await card(robot, "MOVE")
        assert isinstance(robot.app.screen, MoveScreen)
        fits(robot)
        await robot.scan("T1", "T2")
        robot.ok("T2 in hand, from A-01.")
        robot.sees("Move · MV-1001", "Lies at")
        fits(robot)
        await robot.scan("B-02")
        robot.ok("2 units moved to B-02 (MV-1001).")
        assert (house.place("T1"), house.place("T2")) == (house.other_shelf, house.other_shelf)
        fits(robot)
        await card(robot, "MENU")
        robot.sees("Receive")


async def test_by_scanner_alone_the_place_stays_set(lite: Book) -> None:
    house = stocked_house(lite)
    async with desk(lite) as robot:
        await card(robot, "MOVE")
        await robot.scan("B-02")
        robot.ok("B-02 (Shelf B-02) is set.")
        robot.sees("B-02 is set: each unit you scan goes there at once.")
        fits(robot)
        await robot.scan("T1")
        robot.ok("T1 moved to B-02 (MV-1001).")
        await robot.scan("T2")
        assert house.place("T2") == house.other_shelf
        await card(robot, "UNDO", "OK")
        robot.ok("MV-1002 is reversed: 1 unit is back.")
        assert house.place("T2") == house.shelf
        await robot.scan("B-02")
        robot.ok("B-02 is let go")
        await robot.scan("T2")
        robot.ok("T2 in hand, from A-01.")


async def test_by_keyboard_alone_with_a_quantity(lite: Book) -> None:
    house = stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.enters("T3")
        await robot.enters("CABLE")
        robot.sees("CABLE: how many are moved?", "40 lie at A-01.")
        await robot.enters("41")
        robot.refused("41 CABLE are to be moved from A-01, and 40 lie there.")
        await robot.enters("CABLE")
        await robot.enters("15")
        robot.ok("15 CABLE in hand, from A-01.")
        robot.sees("15 units")
        await robot.press("l")
        robot.sees("Where does it go?", "Shelf B-02")
        await robot.press("2")
        robot.ok("16 units moved to B-02 (MV-1001).")
        await robot.enters("CABLE")
        robot.sees("CABLE: from where?")
        await robot.press("2")
        await robot.enters("15")
        await robot.press("u")
        robot.ok("Put back: 15 CABLE.")
        assert house.place("T3") == house.other_shelf
        await robot.press("enter")
        assert isinstance(robot.app.screen, MovedScreen)
        robot.sees("Move MV-1001 · posted", "A-01", "B-02")
        fits(robot)
        await robot.press("v", "y")
        robot.ok("MV-1001 is reversed: 16 units are back.")
        assert house.place("T3") == house.shelf


async def test_a_small_screen_still_takes_it(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite, size=(40, 16)) as robot:
        await robot.press("m")
        await robot.scan("T1")
        robot.sees("in hand", "T1")
        await robot.scan("B-02")
        robot.ok("1 unit moved to B-02")


async def test_what_is_in_hand_comes_up_again_at_the_next_start(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.scan("T1", "T2")
    async with desk(lite) as robot:
        assert isinstance(robot.app.screen, MoveScreen)
        robot.sees("MV-1001", "T1", "T2")
        await robot.scan("B-02")
        robot.ok("2 units moved to B-02 (MV-1001).")


async def test_leaving_the_screen_lets_a_set_place_go(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.scan("B-02")
        await robot.press("escape", "m")
        await robot.scan("T1")
        robot.ok("T1 in hand, from A-01.")
        await robot.press("x", "y")
        robot.ok("MV-1001 is cancelled; nothing was moved.")
        await robot.scan("B-02")
        await robot.press("delete")
        robot.ok("B-02 is let go")


async def test_every_refusal_says_why_and_what_next(lite: Book) -> None:
    house = stocked_house(lite)
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T2")
    lite.perform(places.create, number="C-03", name="Closed")
    lite.perform(places.change, number="C-03", blocked=True)
    async with desk(lite) as robot:
        await robot.press("escape", "m")
        for text, *words in (
            ("T2", "T2 is held by SH-1002 at station Packing 2", "Take another unit"),
            ("T5", "T5 was shipped to Nordlys ApS"),
            ("NOBODY", "NOBODY is not known here."),
            ("C-03", "Location C-03 is blocked.", "Choose another location"),
            (
                "TP-80",
                "TP-80 is the item Thermal printer, whose units have serial numbers.",
                "Scan the serial number",
            ),
        ):
            await robot.scan(text)
            robot.refused(*words)
        await robot.scan("T1", "T1")
        robot.refused("T1 is twice in this list")
        await robot.scan("A-01")
        robot.refused("T1 lies at A-01 already.", "another location")


async def test_a_document_scanned_there_opens_and_the_hand_is_kept(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.scan("T1")
        await robot.scan("GR-1001")
        robot.sees("GR-1001")
        await robot.press("escape")
        robot.sees("MV-1001", "T1")


async def test_a_typing_slip_offers_the_unit_that_was_meant(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.enters("T11")
        robot.sees("T11 does not fit here. Is it one of these?")
        await robot.press("1")
        robot.ok("T1 in hand, from A-01.")


async def test_one_number_of_two_items_asks_which(lite: Book) -> None:
    house = stocked_house(lite)
    house.received("SC-20", "T1")
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.scan("T1")
        robot.sees("T1 is a serial number of several items: SC-20, TP-80.")
        await robot.press("2")
        robot.ok("T1 in hand, from A-01.")
        assert lite.perform(moving.hand).rows[0].item == "TP-80"


async def test_a_unit_is_taken_in_hand_from_its_life_and_the_life_tells_the_move(lite: Book) -> None:
    house = stocked_house(lite)
    order = house.sold(("TP-80", 1))
    lite.perform(choose, order=order, line_no=1, text="T3", how="keyed")
    async with desk(lite) as robot:
        await robot.scan("T3")
        await robot.press("m")
        robot.ok("T3 in hand, from A-01, reserved for SO-1002 as before.")
        await robot.scan("B-02")
        await robot.press("escape")
        assert isinstance(robot.app.screen, SerialLifeScreen)
        robot.sees("In stock at B-02 since", "MV-1001", "moved", "Held by SO-1002.")
        await robot.press("enter")
        robot.sees("Move MV-1001")


async def test_a_move_is_found_by_its_number(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("m")
        await robot.scan("T1")
        await robot.press("escape")
        await robot.scan("MV-1001")
        assert isinstance(robot.app.screen, MovedScreen)
        robot.sees("In hand at this station: m goes on with it.", "T1")
        await robot.press("x", "y")
        robot.ok("MV-1001 is cancelled; nothing was moved.")


async def test_a_unit_written_off_the_wrong_shelf_is_moved_by_one_y(lite: Book) -> None:
    house = stocked_house(lite)
    lite.perform(moving.scan, text="T1", how="scanned")
    lite.perform(moving.scan, text="B-02", how="scanned")
    made = lite.perform(adjusting.create, category="Waste")
    lite.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=1, location="A-01"
    )
    async with desk(lite) as robot:
        await robot.scan(made.number)
        await robot.scan("T1")
        robot.verdict("ask", "T1 is at B-02 by the book, not at A-01.", "y moves it to A-01 first")
        await robot.press("y")
        robot.ok("T1 leaves", "(moved here first, MV-1002)")
    assert house.place("T1") == house.shelf
    lite.perform(adjusting.post, number=made.number)
    assert house.place("T1") == LOSS


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_fits_in_danish(lite: Book, size: tuple[int, int]) -> None:
    stocked_house(lite)
    async with desk(lite, size=size, language="da") as robot:
        await robot.press("m")
        fits(robot)
        await robot.scan("T1", "T2")
        fits(robot)
        await robot.scan("B-02")
        fits(robot)
        await robot.scan("B-02")
        fits(robot)
        await robot.press("enter")
        fits(robot)

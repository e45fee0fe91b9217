"""Scans that lay aside are used where the tray was opened, one by one, and never run ahead of a person."""

from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.jumping import jump
from tui.messages import Taken
from tui.screens.receive import ReceiveScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_life import SerialLifeScreen


def aside(robot: Robot, *texts: str) -> None:
    for text in texts:
        assert robot.app.board.keep(Taken(text, "scanned", source="scanner 1"))


def left(robot: Robot) -> list[str]:
    return [taken.text for taken in robot.app.board.unclaimed]


def kept(book: Book) -> list[str]:
    return [row[0] for row in book.rows("SELECT serial FROM entry ORDER BY id")]


async def test_all_are_used_up_to_the_first_question(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(lite, lambda: SerialEntry(line_id)) as robot:
        aside(robot, "N1", "N2", "R1", "N3", "N4")
        await robot.press("asterisk", "a")
        assert kept(lite) == ["N1", "N2"]
        assert left(robot) == ["N3", "N4"]
        robot.verdict("ask", "R1", "2 scans still lie aside: *")
        await robot.press("y", "asterisk", "a")
        assert kept(lite) == ["N1", "N2", "R1", "N3", "N4"]
        assert left(robot) == []


async def test_a_refused_scan_is_read_before_the_next_one_is_used(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(lite, lambda: SerialEntry(line_id)) as robot:
        aside(robot, "N1", "N1", "N2")
        await robot.press("asterisk", "a")
        robot.refused("N1", "1 scan still lies aside: *")
        assert (kept(lite), left(robot)) == (["N1"], ["N2"])


async def test_a_scan_that_opens_a_screen_takes_no_other_scan_there(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", "T1", "T2")
    async with opened(lite, ReceiveScreen, jump=jump) as robot:
        aside(robot, "T1", "T2")
        await robot.press("asterisk", "a")
        assert isinstance(robot.app.screen, SerialLifeScreen)
        robot.sees("Serial number T1")
        robot.verdict("idle", "1 scan still lies aside: *")
        assert left(robot) == ["T2"]


async def test_one_scan_is_used_by_itself(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(lite, lambda: SerialEntry(line_id)) as robot:
        aside(robot, "N1", "N2")
        await robot.press("asterisk", "down", "enter")
        robot.ok("N2 is new")
        assert (kept(lite), left(robot)) == (["N2"], ["N1"])

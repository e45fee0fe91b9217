"""The menu tells what waits, opens it by number, and says nothing of serial numbers before they are there."""

from pathlib import Path

import pytest

from models import operators, settings
from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import desk, fits, stocked_house
from tui.config import Config, Printer
from tui.screens.home import HomeScreen


async def test_the_menu_counts_what_waits(lite: Book) -> None:
    house = stocked_house(lite)
    house.ordered(("TP-80", 3))
    house.sold(("TP-80", 1))
    house.shipment(("TP-80", 1))
    async with desk(lite) as robot:
        robot.sees("1  Receive", "1 purchase order waiting")
        robot.sees("2  Adjust", "0 drafts")
        robot.sees("3  Ship", "1 order to pick, 1 picked")
        robot.sees("5  Serial numbers", "5 in stock")
        robot.sees("scan or type anything", "a serial shows its life")
        fits(robot)


async def test_counts_keep_up_with_other_stations_without_a_key(lite: Book) -> None:
    house = stocked_house(lite)
    async with desk(lite) as robot:
        robot.sees("0 purchase orders waiting")
        house.ordered(("TP-80", 3))
        home = robot.app.screen
        assert isinstance(home, HomeScreen)
        home._refresh_counts()
        await robot.settle()
        robot.sees("1 purchase order waiting")


async def test_before_the_add_on_nothing_speaks_of_serial_numbers(lite: Book) -> None:
    stocked_house(lite)
    lite.execute("DELETE FROM setting")
    async with desk(lite) as robot:
        for keys in ((), ("question_mark",), ("escape",), ("8",), ("n",), ("escape",), ("enter",), ("e",)):
            await robot.press(*keys)
            assert "serial n" not in robot.text().lower(), robot.text()
        await robot.press("escape", "escape", "escape")
        robot.sees("3  Ship", "6  Sales", "9  Settings")
        robot.sees_not(" 5  ")
        await robot.press("5")
        assert isinstance(robot.app.screen, HomeScreen)
        await robot.scan("NOBODY-KNOWS")
        assert "serial n" not in robot.text().lower(), robot.text()


async def test_installing_the_add_on_shows_it_at_once(lite: Book) -> None:
    stocked_house(lite)
    lite.execute("DELETE FROM setting")
    async with desk(lite) as robot:
        await robot.press("8", "escape")
        lite.perform(settings.install)
        await robot.press("8", "escape")
        robot.sees("5  Serial numbers", "8  Items")


async def test_a_number_and_enter_open_the_same_screen(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("8")
        robot.sees(" Items")
        await robot.press("escape", "down", "enter")
        robot.sees(" Adjustments")


async def test_who_works_here_is_chosen_and_signs(lite: Book) -> None:
    Warehouse(lite)
    lite.perform(operators.create, number="1", name="Anna")
    lite.perform(operators.create, number="2", name="[red]Bo[/]")
    async with desk(lite) as robot:
        await robot.press("o", "1")
        robot.ok("Anna signs what is done from now on.")
        assert "Anna" in robot.text().splitlines()[0]
        await robot.press("o", "3")
        robot.ok("Nobody signs")
        assert "Anna" not in robot.text().splitlines()[0]


async def test_escape_asks_before_the_station_closes(lite: Book) -> None:
    Warehouse(lite)
    async with desk(lite) as robot:
        await robot.press("escape")
        robot.sees("Close SerialDock?")
        await robot.press("n")
        robot.sees("scan or type anything")


async def test_the_tip_stands_under_the_menu(lite: Book) -> None:
    Warehouse(lite)
    async with desk(lite, tip="No scanner at hand? In a second terminal: serialdock scan CODE") as robot:
        robot.sees("serialdock scan CODE")


async def test_a_new_book_says_what_to_do_first_until_there_is_an_item(lite: Book) -> None:
    lite.execute("DELETE FROM setting")
    async with desk(lite) as robot:
        robot.sees("First 9 Settings: the add-on, company and locations. Then 8 Items.")
        lite.perform(settings.install)
        await robot.press("9", "escape")
        robot.sees("First 9 Settings: company and locations. Then 8 Items.")
        Warehouse(lite).item("TP-80")
        await robot.press("8", "escape")
        robot.sees_not("A new book.")


@pytest.mark.parametrize("key", ["j", "9"])
async def test_print_jobs_are_j_in_the_menu_and_at_the_printer(lite: Book, tmp_path: Path, key: str) -> None:
    config = Config(lite.url, lite.station, "en", False, (), Printer(tmp_path), tmp_path)
    async with desk(lite, config=config) as robot:
        await robot.press(*([key] if key == "j" else [key, "5", "j"]))
        robot.sees("Print jobs", "Nothing waits for the printer.")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 16)])
async def test_danish_and_english_fit(lite: Book, size: tuple[int, int]) -> None:
    stocked_house(lite)
    for language in ("en", "da"):
        async with desk(lite, language=language, size=size) as robot:
            fits(robot)

"""Items are listed with their stock, searched, created, and chosen for a line."""

import asyncio
from collections.abc import Sequence

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import HOSTILE, desk, fits, stocked_house
from tests.tui.opened import opened
from tui.screens.choose_item import ChooseItem
from tui.screens.item import ItemScreen
from tui.screens.items import ItemsScreen
from tui.widgets.cells import Row


async def test_the_list_shows_stock_and_finds_by_any_part(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, ItemsScreen) as robot:
        rows = {line.split()[0]: line for line in robot.text().splitlines() if "pcs" in line}
        assert " 40 " in rows["▸"]
        assert " 4 " in rows["TP-80"]
        assert "yes" in rows["TP-80"]
        await robot.press("f")
        await robot.enters("HERMAL")
        robot.sees("Search: HERMAL", "TP-80")
        robot.sees_not("CABLE")
        await robot.press("a")
        robot.sees("CABLE")


async def test_typed_text_that_is_no_item_searches(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("8")
        await robot.enters("hermal")
        robot.sees("Search: hermal", "TP-80")
        await robot.enters("TP-80")
        assert isinstance(robot.app.screen, ItemScreen)


async def test_coming_back_keeps_the_place_in_the_list(lite: Book) -> None:
    house = Warehouse(lite)
    for number in range(60):
        house.item(f"IT-{number:03}")
    async with desk(lite) as robot:
        await robot.press("8", "pagedown", "pagedown", "down")
        at = robot.app.station_screen.listing()
        await robot.press("enter")
        opened_at = robot.app.screen
        assert isinstance(opened_at, ItemScreen)
        await robot.press("escape")
        row = next(line for line in robot.text().splitlines() if line.startswith("▸"))
        assert opened_at.number in row
        await robot.press("home")
        robot.sees("IT-000")
        assert at is robot.app.station_screen.listing()


async def test_an_item_is_created_and_opened(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("8", "n")
        await robot.types("NEW-1")
        await robot.press("tab")
        await robot.types("[bold]Ny vare æøå")
        await robot.press("f2")
        robot.sees("Item NEW-1 · [bold]Ny vare æøå", "0 in stock")


async def test_what_is_wrong_stands_at_its_field(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.press("8", "n")
        await robot.types("TP-80")
        await robot.press("tab")
        await robot.types("x")
        await robot.press("f2")
        robot.refused("Item TP-80 exists already")
        lines = robot.text().splitlines()
        at = next(number for number, line in enumerate(lines) if "Number" in line)
        assert "exists already" in lines[at + 1]


async def test_a_choice_is_made_by_scan_by_name_or_by_cursor(lite: Book) -> None:
    stocked_house(lite)
    for keys, text, how in (
        ((), "05701234567899", "scan"),
        ((), "therm", "type"),
        (("end", "enter"), "", ""),
    ):
        async with opened(lite, ItemsScreen) as robot:
            chooser = ChooseItem()
            answers: list[str | None] = []

            async def ask(chooser: ChooseItem = chooser, answers: list[str | None] = answers) -> None:
                answer = await robot.app.station_screen.ask(chooser)
                answers.append(answer)

            robot.app.offer(ask)
            await robot.settle()
            if how == "scan":
                await robot.scan(text)
            elif how == "type":
                await robot.enters(text)
            await robot.press(*keys)
            assert answers == ["TP-80"], (text, robot.text())


async def test_a_scan_that_is_no_item_chooses_none_and_is_named(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, ChooseItem) as robot:
        for text in ("T1", "4006381333931", "[red]", "%"):
            await robot.scan(text)
            robot.refused(f"{text} is no item's number or product code.")


async def test_a_letter_typed_while_the_list_is_read_narrows_it_too(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, ChooseItem) as robot:
        chooser = robot.app.station_screen
        assert isinstance(chooser, ChooseItem)
        begun, read, matching = asyncio.Event(), asyncio.Event(), chooser.matching

        async def held_up(text: str) -> Sequence[Row]:
            rows = await matching(text)
            if text == "c":
                begun.set()
                await read.wait()
            return rows

        chooser.matching = held_up  # type: ignore[method-assign]
        chooser.show_typed("c", 0)
        await begun.wait()
        chooser.show_typed("cabl", 0)
        read.set()
        await robot.settle()
        assert chooser.search == "cabl"
        assert [row.key for row in chooser.list.rows] == ["CABLE"]


async def test_blocked_and_untracked_items_are_no_choice(lite: Book) -> None:
    house = stocked_house(lite)
    house.item("OLD", blocked=1)
    house.item("HOURS", serials=False, stock_tracked=0)
    async with opened(lite, ChooseItem) as robot:
        robot.sees("CABLE", "TP-80")
        robot.sees_not("OLD", "HOURS")


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_list_form_and_choice_fit(lite: Book, size: tuple[int, int], language: str) -> None:
    house = stocked_house(lite)
    house.item("W" * 25, name=HOSTILE * 2, search="w")
    async with desk(lite, size=size, language=language) as robot:
        await robot.press("8")
        fits(robot)
        await robot.press("n")
        fits(robot)
        await robot.press("escape", "escape", "2", "n", "f2", "a")
        fits(robot)

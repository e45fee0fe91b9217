"""Adjustments are listed with what they wait for, begun by keys alone, and posted all at once."""

import pytest

from models import adjusting, categories, goods_documents
from models.book import Book
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.opened import opened
from tui.screens.adjust import AdjustScreen


def draft(book: Book, item: str = "CABLE", way: str = "up", quantity: int = 1, reason: str = "") -> str:
    made = book.perform(adjusting.create, category="Status", reason=reason)
    book.perform(adjusting.add_line, number=made.number, item=item, way=way, quantity=quantity)
    return made.number


async def test_an_empty_list_says_what_to_do(lite: Book) -> None:
    async with opened(lite, AdjustScreen) as robot:
        robot.sees("No adjustment yet. Press n to start one.")
        await robot.press("enter", "c")
        robot.sees("No adjustment yet.")


async def test_drafts_come_first_with_what_they_wait_for(lite: Book) -> None:
    stocked_house(lite)
    cancelled = draft(lite)
    lite.perform(goods_documents.cancel, number=cancelled)
    draft(lite, "TP-80", "up", 3, "[red]found[/]")
    lite.perform(adjusting.create, category="Waste")
    draft(lite)
    async with opened(lite, AdjustScreen) as robot:
        rows = [line for line in robot.text().splitlines() if "AD-" in line]
        assert ["AD-1003" in rows[0], "3 serials" in rows[0], "[red]found[/]" in rows[0]] == [True] * 3
        assert ["AD-1004" in rows[1], "lines" in rows[1], "Waste" in rows[1]] == [True] * 3
        assert ["AD-1005" in rows[2], "posting" in rows[2]] == [True] * 2
        assert {" ".join(line.split()[1:3]) for line in rows[3:]} == {"✔ posted", "✖ cancelled"}


async def test_an_adjustment_is_begun_by_keys_alone_with_an_own_category(lite: Book) -> None:
    stocked_house(lite)
    lite.perform(categories.create, name="Broken glass", kind="Waste")
    async with opened(lite, AdjustScreen) as robot:
        await robot.press("n")
        await robot.types("b")
        robot.sees("Broken glass (Waste)")
        await robot.press("tab")
        await robot.types("fell off the truck")
        await robot.press("tab")
        await robot.types("see photo 7")
        await robot.press("enter")
        robot.sees("Adjustment AD-1002 · draft · Broken glass (Waste)", "fell off the truck · see photo 7")
        robot.sees("Press a to add a line")


async def test_all_that_is_ready_is_posted_and_the_rest_is_named(lite: Book) -> None:
    stocked_house(lite)
    draft(lite)
    short = draft(lite, "TP-80", "up", 2)
    draft(lite, "CABLE", "down", 5)
    async with opened(lite, AdjustScreen) as robot:
        await robot.press("c")
        robot.sees("Post all 3 drafts?")
        await robot.press("n")
        assert len(lite.perform(adjusting.drafts)) == 3
        await robot.press("c", "y")
        robot.refused("2 posted.", f"2 serial numbers are missing on {short}", f"Open {short}")
        assert [one.number for one in lite.perform(adjusting.drafts)] == [short]
        await robot.press("enter")
        robot.sees(f"Adjustment {short}")


async def test_a_scan_confirms_no_posting(lite: Book) -> None:
    stocked_house(lite)
    draft(lite)
    async with opened(lite, AdjustScreen) as robot:
        await robot.press("c")
        await robot.scan("y", "T1")
        await robot.wedge("yyyyyyyy")
        robot.sees("Post the draft?", "unclaimed")
        await robot.press("n")
        assert len(lite.perform(adjusting.drafts)) == 1


@pytest.mark.parametrize("language", ["en", "da"])
async def test_the_list_and_the_form_fit(lite: Book, language: str) -> None:
    stocked_house(lite)
    draft(lite, "TP-80", "up", 2, "a reason that is much too long for any column of this list, on purpose")
    for size in ((80, 24), (120, 40)):
        async with desk(lite, language=language, size=size) as robot:
            await robot.press("2")
            fits(robot)
            await robot.press("n")
            fits(robot)

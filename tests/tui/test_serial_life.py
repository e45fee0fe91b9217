"""One serial's life tells where the unit is in words, and every step with its document."""

import pytest

from models import adjusting, goods_reversing
from models.book import Book
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.opened import opened
from tui.jumping import jump
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.serial_life import SerialLifeScreen


async def test_every_state_is_said_in_words(lite: Book) -> None:
    house = stocked_house(lite)
    made = lite.perform(adjusting.create, category="Waste")
    changed = lite.perform(adjusting.add_line, number=made.number, item="TP-80", way="down", quantity=1)
    house.scan(changed.lines[0].id, "T4")
    lite.perform(adjusting.post, number=made.number)
    lite.perform(goods_reversing.reverse, number="GR-1002")
    for serial, words in (
        ("T1", "In stock at A-01 since 2026-11-23 (GR-1001)."),
        ("T5", "Shipped to Nordlys ApS on 2026-11-23 (SH-1001)."),
        ("T4", f"Written off on 2026-11-23 ({made.number})."),
        ("C1", "Not here: GR-1002, which brought it, was reversed on 2026-11-23."),
    ):
        async with opened(lite, lambda serial=serial: SerialLifeScreen(serial)) as robot:  # type: ignore[misc]
            robot.sees(words)


async def test_events_are_newest_first_with_who_and_what(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: SerialLifeScreen("T5")) as robot:
        rows = [line for line in robot.text().splitlines() if "2026-11-23 1" in line]
        assert ["shipped" in rows[0], "SH-1001" in rows[0], "Nordlys ApS" in rows[0]] == [True] * 3
        assert ["received" in rows[1], "GR-1001" in rows[1], "Printec GmbH" in rows[1]] == [True] * 3


async def test_a_unit_on_an_open_document_says_who_holds_it(lite: Book) -> None:
    house = stocked_house(lite)
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T2")
    async with opened(lite, lambda: SerialLifeScreen("T2")) as robot:
        robot.sees(f"Held by {shipment.number}.")


async def test_enter_opens_the_document_of_the_step(lite: Book) -> None:
    house = stocked_house(lite)
    made = lite.perform(adjusting.create, category="Status")
    changed = lite.perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1)
    house.scan(changed.lines[0].id, "T5")
    lite.perform(adjusting.post, number=made.number)
    async with desk(lite) as robot:
        await robot.scan("T5")
        await robot.press("enter")
        assert isinstance(robot.app.screen, AdjustmentScreen)
        robot.sees(made.number)
        await robot.press("escape")
        robot.sees("Serial number T5")


async def test_a_unit_that_came_back_says_from_whom_and_why(lite: Book) -> None:
    house = stocked_house(lite)
    made = lite.perform(adjusting.create, category="Sales", reason="Customer return")
    changed = lite.perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1)
    house.scan(changed.lines[0].id, "T5")
    lite.perform(adjusting.post, number=made.number)
    async with opened(lite, lambda: SerialLifeScreen("T5")) as robot:
        row = next(line for line in robot.text().splitlines() if made.number in line and "adjusted" in line)
        assert ["Customer " in row, "Nordlys ApS" in row, "A-01" in row] == [True] * 3
        robot.sees("Customer > A-01 · Nordlys ApS · ", "Customer return")
        await robot.press("down", "down")
        robot.sees("Supplier > A-01 · Printec GmbH · ")
        robot.sees_not("Customer return")


async def test_one_text_of_two_items_asks_which(lite: Book) -> None:
    house = stocked_house(lite)
    receipt = house.receipt(("SC-20", 1))
    house.scan(receipt.lines[0].id, "T1", **{"other-item": "yes"})
    from models import receiving

    lite.perform(receiving.post, number=receipt.number)
    async with opened(lite, lambda: SerialLifeScreen("T1"), jump=jump) as robot:
        robot.sees("T1 is a serial number of several items. Which?", "SC-20", "TP-80")
        await robot.press("2")
        robot.sees("TP-80 Thermal printer")


async def test_an_unknown_serial_is_said_and_opens_nothing(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, lambda: SerialLifeScreen("[red]NO")) as robot:
        robot.refused("[red]NO is not known here.")
        await robot.press("enter", "i")
        robot.sees("[red]NO")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_a_life_fits(lite: Book, size: tuple[int, int], language: str) -> None:
    stocked_house(lite)
    async with desk(lite, size=size, language=language) as robot:
        await robot.scan("T5")
        fits(robot)
        robot.sees("Packing 2" if size[0] == 120 else "Nordlys ApS")

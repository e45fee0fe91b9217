"""Purchase orders: found, made, and searched."""

import pytest

from models import order_lists
from models.book import Book
from models.orders import PURCHASE
from tests.builders import Warehouse
from tests.tui.floor import Jumps
from tests.tui.opened import opened
from tui.screens.purchases import PurchasesScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    return built


async def test_an_empty_list_says_what_to_do_and_a_new_order_begins_with_its_supplier(
    house: Warehouse,
) -> None:
    async with opened(house.book, PurchasesScreen) as robot:
        robot.sees("No purchase order is here. n makes one")
        await robot.press("n")
        robot.sees("Which supplier?", "Printec GmbH")
        await robot.press("escape")
        assert order_lists.page(house.book, PURCHASE).rows == ()
        await robot.press("n", "enter")
        robot.sees("PO-1001 · Printec GmbH · draft", "There are no lines yet. n adds the first.")
        await robot.press("escape")
        robot.sees("PO-1001", "○ draft")


async def test_typing_searches_and_a_number_opens(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    house.ordered(("TP-80", 3))
    jumps = Jumps()
    async with opened(house.book, PurchasesScreen, jump=jumps) as robot:
        await robot.enters("nobody")
        robot.sees("Purchase orders · with nobody")
        robot.sees_not("PO-1002")
        await robot.press("a")
        robot.sees("PO-1001", "PO-1002")
        await robot.enters("po-1002")
        robot.sees("PO-1002 · Printec GmbH · ordered")
        await robot.press("escape")
        await robot.scan("OTHER")
    assert jumps.texts == ["OTHER"]


async def test_the_filter_walks_through_the_states(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    async with opened(house.book, PurchasesScreen) as robot:
        await robot.press("f")
        robot.sees("Purchase orders · draft")
        robot.sees_not("PO-1001")
        await robot.press("f")
        robot.sees("Purchase orders · ordered", "PO-1001")

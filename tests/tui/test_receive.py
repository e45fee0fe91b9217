"""The list of what waits to be received."""

import pytest

from models import purchasing, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.floor import Jumps
from tests.tui.opened import opened
from tui.screens.receive import ReceiveScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    return built


async def test_waiting_orders_show_what_is_outstanding_and_their_open_receipt(house: Warehouse) -> None:
    house.ordered(("TP-80", 20))
    house.receipt(("TP-80", 3))
    async with opened(house.book, ReceiveScreen) as robot:
        robot.sees("PO-1001", "Printec GmbH", "20 of 20")
        robot.sees("PO-1002", "3 of 3", "GR-1001")


async def test_enter_starts_a_receipt_once_and_leaving_leads_back_to_it(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    async with opened(house.book, ReceiveScreen) as robot:
        for _ in range(2):
            await robot.press("enter")
            robot.sees("GR-1001 · PO-1001")
            await robot.press("escape")
            robot.sees("Receive: purchase orders waiting", "GR-1001")


async def test_a_scanned_order_number_opens_its_receipt_and_other_scans_jump(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    jumps = Jumps()
    async with opened(house.book, ReceiveScreen, jump=jumps) as robot:
        await robot.scan("PO-1001")
        robot.sees("GR-1001 · PO-1001")
        await robot.press("escape")
        await robot.scan("WHAT-1")
    assert jumps.texts == ["WHAT-1"]


async def test_an_order_that_takes_nothing_more_says_why(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    made = house.book.perform(purchasing.create, supplier="S1")
    async with opened(house.book, ReceiveScreen) as robot:
        robot.sees("No purchase order waits. Mark one as ordered under Purchases first.")
        await robot.press("enter", "g")
        await robot.scan("PO-1001")
        robot.refused("PO-1001 is closed")
        await robot.scan(made.number)
        robot.refused(f"{made.number} is draft", "Mark it as ordered first")


async def test_a_word_narrows_the_list_and_f_shows_all_again(house: Warehouse) -> None:
    house.ordered(("TP-80", 2))
    house.ordered(("TP-80", 2))
    async with opened(house.book, ReceiveScreen) as robot:
        await robot.press("f")
        await robot.enters("1002")
        robot.sees("Receive: purchase orders with 1002")
        robot.sees_not("PO-1001")
        await robot.press("f")
        robot.sees("PO-1001", "PO-1002")


async def test_a_posted_receipt_leaves_the_list(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with opened(house.book, ReceiveScreen) as robot:
        await robot.press("enter")
        await robot.scan("A1")
        await robot.press("enter", "c", "escape")
        robot.sees("Nothing is to be received now.")
    assert receiving.view(house.book, number=receipt.number).status == "posted"

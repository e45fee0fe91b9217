"""Command cards at the station: each acts once, on one screen, and nothing but a card does (R22, R3.6)."""

import asyncio
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

import tui.screens
from models import adjusting, entry, operators
from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import desk, stocked_house
from tests.tui.robot import Robot
from tui.command_cards import CONFIRM, QUESTIONED, REPEAT_S
from tui.messages import Scanned, Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm, TypedConfirm
from tui.screens.home import HomeScreen
from tui.screens.purchase_order import PurchaseOrderScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serials import SerialsScreen
from tui.widgets.cells import Row


class Cards:
    """Scans at moments of its own choosing: `later` seconds after the last one."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self.at = 0.0

    async def __call__(self, *names: str, later: float = REPEAT_S + 0.5) -> None:
        for name in names:
            now = asyncio.get_running_loop().time()
            self.at = max(now, self.at) + later
            self.robot.app.post_message(Scanned(Taken(f"CMD.{name}", "scanned", "scanner 1", self.at)))
            await self.robot.settle()

    @property
    def top(self) -> object:
        return self.robot.app.station_screen


@asynccontextmanager
async def at_the_desk(book: Book) -> AsyncIterator[tuple[Robot, Cards]]:
    async with desk(book) as robot:
        yield robot, Cards(robot)


def screens() -> list[type[StationScreen[Any]]]:
    """Every screen the program has."""
    for module in pkgutil.iter_modules(tui.screens.__path__):
        importlib.import_module(f"tui.screens.{module.name}")
    found: list[type[StationScreen[Any]]] = []
    waiting: list[type[StationScreen[Any]]] = [StationScreen]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found += below
    return [screen for screen in found if screen.__module__.startswith("tui.")]


def test_the_confirm_card_stands_for_commands_its_screens_have() -> None:
    known = {screen.__name__: {command.id for command in screen.commands} for screen in screens()}
    for name, ids in CONFIRM.items():
        assert set(ids) <= known[name], name
    for name, id in QUESTIONED:
        assert id in known[name], name


async def test_no_card_gives_an_order_up(house: Warehouse) -> None:
    for order in (house.ordered(("TP-80", 1)), house.sold(("TP-80", 1))):
        async with at_the_desk(house.book) as (robot, card):
            await robot.scan(order)
            shown = card.top
            await card("OK", "CANCEL")
            assert card.top is not shown
            assert isinstance(card.top, HomeScreen)
            assert house.status(order) == "open"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return stocked_house(lite)


async def test_posting_by_card_takes_two_readings_and_each_acts_on_one_screen(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number)
        await robot.scan("N1")
        await card("CONFIRM")
        assert isinstance(card.top, ReceiptScreen)
        await card("CONFIRM")
        assert isinstance(card.top, Confirm)
        await card("CONFIRM", later=0.2)
        await card("CONFIRM", later=REPEAT_S - 0.1)
        assert isinstance(card.top, Confirm), "a label held in view answered what it had opened"
        assert house.status(receipt.number) == "draft"
        await card("CONFIRM")
        robot.ok(f"{receipt.number} is posted")
        await card("CONFIRM", later=0.2)
        robot.ok(f"{receipt.number} is posted")


async def test_a_card_read_while_the_question_was_still_to_come_does_not_answer_it(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    house.book.perform(entry.add, line_id=receipt.lines[0].id, text="N1", how="scanned")
    async with at_the_desk(house.book) as (robot, card):
        await robot.press("escape")
        now = asyncio.get_running_loop().time()
        for name in ("CONFIRM", "OK"):
            robot.app.post_message(Scanned(Taken(f"CMD.{name}", "scanned", "scanner 1", now)))
        await robot.settle()
        assert isinstance(card.top, Confirm)
        robot.refused("CMD.OK was scanned before this question")
        assert house.status(receipt.number) == "draft"
        await card("OK")
        robot.ok("is posted")


async def test_no_is_a_card_too_and_other_scans_lie_aside(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number)
        await card("CONFIRM")
        await robot.scan("T1")
        robot.refused("T1 lies aside")
        assert isinstance(card.top, Confirm)
        await card("CANCEL")
        assert isinstance(card.top, ReceiptScreen)
        assert house.status(receipt.number) == "draft"
        assert len(robot.app.board.unclaimed) == 1


async def test_digits_choose_by_number_and_one_that_is_not_there_is_said(house: Warehouse) -> None:
    async with at_the_desk(house.book) as (robot, card):
        answers: list[object] = []

        async def ask() -> None:
            answers.append(
                await robot.app.station_screen.ask(Choose("Which?", [Row("a", ("A",)), Row("b", ("B",))]))
            )

        robot.app.offer(ask)
        await robot.settle()
        await card("7")
        robot.refused("There is no 7 to choose")
        await card("NEXT", "2")
        assert answers == ["b"]


async def test_a_typed_word_is_never_given_by_a_card(house: Warehouse) -> None:
    async with at_the_desk(house.book) as (robot, card):
        answers: list[object] = []

        async def ask() -> None:
            told = await robot.app.station_screen.ask(TypedConfirm("Sure?", "", "CMD.OK"))
            answers.append(told)

        robot.app.offer(ask)
        await robot.settle()
        await card("OK", "CONFIRM")
        assert isinstance(card.top, TypedConfirm)
        await card("CANCEL")
        assert answers == [None]


async def test_a_question_in_the_serial_dialog_takes_a_later_card_for_yes_and_cancel_for_no(
    house: Warehouse,
) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number, "N1")
        await robot.scan("T5")
        await card("CANCEL")
        robot.verdict("idle", "T5 was not taken")
        await robot.scan("T5")
        await card("CONFIRM")
        robot.ok("T5")
        assert isinstance(card.top, SerialEntry)
        assert house.book.value("SELECT count(*) FROM entry WHERE serial = 'T5'") == 1
        await card("UNDO")
        robot.ok("T5 is off the list")
        await card("UNDO", later=0.5)
        robot.ok("T5 is off the list")
        assert house.book.value("SELECT count(*) FROM entry") == 1
        await card("CONFIRM")
        assert isinstance(card.top, ReceiptScreen)


async def test_the_menu_card_goes_home_from_anywhere_and_asks_only_where_something_would_be_lost(
    house: Warehouse,
) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number, "N1")
        assert isinstance(card.top, SerialEntry)
        await card("MENU")
        assert isinstance(card.top, HomeScreen)
        await card("2", "CONFIRM", "7")
        robot.sees("New adjustment")
        await card("MENU")
        robot.sees("Leave without saving?")
        await card("CONFIRM")
        assert isinstance(card.top, HomeScreen)
        await card("MENU", "CANCEL")
        assert isinstance(card.top, HomeScreen)
        robot.sees_not("Close SerialDock?")


async def test_next_and_prev_move_the_list_and_confirm_opens_what_they_found(house: Warehouse) -> None:
    async with at_the_desk(house.book) as (_, card):
        await card("NEXT", "NEXT", "NEXT", "NEXT", "NEXT", "PREV", "CONFIRM")
        assert isinstance(card.top, SerialsScreen)


@pytest.mark.parametrize("text", ["CMD.NONSENSE", "CMD.", "]C0CMD.NONSENSE", "CMD.USER.x"])
async def test_another_firms_card_is_refused_and_never_data(house: Warehouse, text: str) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with at_the_desk(house.book) as (robot, _):
        await robot.scan(receipt.number, "N1", text)
        robot.refused("is no command card of this station")
        await robot.wedge(text)
        robot.refused("is no command card of this station")
        assert house.book.value("SELECT count(*) FROM entry") == 1


@pytest.mark.parametrize("name", ["HOLD", "SHORT", "UNDO", "9"])
async def test_a_card_without_a_use_on_the_screen_says_so(house: Warehouse, name: str) -> None:
    order = house.ordered(("TP-80", 1))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(order)
        await card(name)
        robot.refused(f"CMD.{name} has no use here now")
        assert isinstance(card.top, PurchaseOrderScreen)


async def test_an_operators_card_signs_on_anywhere_and_leaves_what_is_open(house: Warehouse) -> None:
    book = house.book
    for number, name in (("7", "Anna"), ("07", "Bo")):
        book.perform(operators.create, number=number, name=name)
    book.perform(operators.change, number="07", blocked=True)
    receipt = house.receipt(("TP-80", 2))
    async with at_the_desk(book) as (robot, card):
        await robot.scan(receipt.number, "N1")
        await card("USER.7")
        robot.ok("Anna signs what is done from now on.")
        robot.sees("Anna")
        assert type(card.top) is SerialEntry
        await card("USER.07")
        robot.refused("Bo")
        await card("USER.9")
        robot.refused("There is no operator 9.")
        await robot.scan("N2")
        await card("CONFIRM", "CONFIRM")
        robot.sees(f"Post {receipt.number}?")
        await card("USER.7")
        robot.sees(f"Post {receipt.number}?")
        await card("CONFIRM")
        robot.ok(f"{receipt.number} is posted")
    signed = "SELECT o.name FROM posting p JOIN operator o ON o.id = p.operator_id ORDER BY p.id DESC LIMIT 1"
    assert book.value(signed) == "Anna"
    assert book.value("SELECT count(*) FROM entry WHERE serial LIKE 'CMD%'") == 0


async def test_hold_puts_each_document_away_as_it_is(house: Warehouse) -> None:
    receipt, shipment = house.receipt(("TP-80", 2)), house.shipment(("TP-80", 2))
    adjusted = house.book.perform(adjusting.create, category="Status").number
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number, "N1")
        await card("HOLD")
        assert isinstance(card.top, HomeScreen)
        robot.ok(f"{receipt.number} is set aside; on this list: 1.", "Scan its number to go on with it.")
        await robot.scan(receipt.number)
        await card("HOLD")
        robot.ok(f"{receipt.number} is set aside; entered: 1.")
        await robot.scan(shipment.number, "T1")
        await card("HOLD")
        robot.ok(f"{shipment.number} is set aside; picked: 1.")
        await robot.scan(adjusted)
        await card("HOLD")
        robot.ok(f"{adjusted} is set aside; entered: 0.")
        await card("HOLD")
        robot.refused("CMD.HOLD has no use here now")
        await robot.scan(receipt.number)
        await card("CONFIRM")
        await card("HOLD")
        robot.refused("CMD.HOLD has no use here now")
    assert house.status(receipt.number) == house.status(shipment.number) == "draft"


async def test_short_ends_a_receipt_with_what_is_here_once_a_person_has_said_so_twice(
    house: Warehouse,
) -> None:
    receipt = house.receipt(("TP-80", 3))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number)
        await card("SHORT")
        robot.refused("CMD.SHORT has no use here now")
        await robot.scan("N1")
        await card("SHORT")
        robot.refused("CMD.SHORT has no use here now")
        await card("CONFIRM", "SHORT")
        robot.sees(f"Close {receipt.number} short? 2 units are missing.", "TP-80 1/3")
        await card("SHORT", later=0.2)
        await card("CONFIRM", later=REPEAT_S + 0.1)
        robot.sees(f"Really close {receipt.number} without them?")
        await card("CONFIRM", later=0.2)
        assert house.status(receipt.number) == "draft", "one reading answered two questions"
        await card("CANCEL")
        robot.verdict("idle", "Nothing was booked")
        await card("SHORT", "CONFIRM", "CONFIRM")
        robot.ok(f"{receipt.number} is posted: 1 unit is in.")
        await card("SHORT")
        robot.refused("CMD.SHORT has no use here now")
    assert house.book.value("SELECT status FROM document WHERE number = ?", receipt.order) == "open"


async def test_short_ships_what_is_here_and_the_rest_stays_on_the_order(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 2))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(shipment.number)
        await card("SHORT")
        robot.refused("CMD.SHORT has no use here now")
        await robot.scan("T1")
        await card("SHORT")
        robot.sees(f"Close {shipment.number} short? 1 unit is missing.", "TP-80 1/2")
        await card("CONFIRM", "CONFIRM")
        robot.sees(f"{shipment.number} is shipped")
    assert house.status(shipment.number) == "posted"
    assert house.status(shipment.order) == "open"


async def test_cards_come_through_a_keyboard_scanner_as_well_and_its_terminator_presses_nothing(
    house: Warehouse,
) -> None:
    order = house.ordered(("TP-80", 1))
    async with at_the_desk(house.book) as (robot, card):
        await robot.wedge(order, "CMD.CONFIRM")
        assert isinstance(card.top, ReceiptScreen)
        await robot.wedge("CMD.CONFIRM")
        assert isinstance(card.top, ReceiptScreen), "the same card at once is a double read"


async def test_a_number_is_entered_digit_by_digit(house: Warehouse) -> None:
    async with at_the_desk(house.book) as (robot, card):
        await card("2", "CONFIRM", "CONFIRM")
        await robot.scan("TP-80")
        await card("NEXT", "1", "0", "2")
        robot.sees("102")
        await card("NEXT", "5")
        robot.sees("▸ Cost price  5 ")


async def test_the_key_of_a_command_that_is_not_possible_now_types_nothing(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with at_the_desk(house.book) as (robot, card):
        await robot.scan(receipt.number)
        await robot.press("v")
        robot.refused("v Reverse is not possible now")
        assert robot.app.keyboard.wedge.text == ""
        await robot.press("enter")
        assert isinstance(card.top, SerialEntry)

"""The one keyboard, when the machine is too busy to hand keys over as they are typed."""

import asyncio
import os
from collections.abc import Callable

import pytest
from textual import events

from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.screens.serial_entry import SerialEntry
from tui.terminal import ON_THE_WAY_S, Inbox
from tui.widgets.wedge import HOLD_S


def reads(inbox: Inbox) -> Callable[[], None]:
    """The terminal's thread has keys in its hands."""
    inbox.handing_over = True

    def done() -> None:
        inbox.handing_over = False
        inbox.handed_over_at = asyncio.get_running_loop().time()

    return done


def has_not_read(inbox: Inbox) -> Callable[[], None]:
    """Keys lie in the terminal, and its thread has not had its turn."""
    inbox.fileno, typed = os.pipe()
    os.write(typed, b"1234\r")

    def done() -> None:
        assert inbox.fileno is not None
        os.close(inbox.fileno)
        os.close(typed)
        inbox.fileno = None
        inbox.handed_over_at = asyncio.get_running_loop().time()

    return done


def types(robot: Robot, text: str, at: float) -> None:
    """Keys that were typed at scanner speed from `at` on, whenever they come."""
    for n, character in enumerate(text):
        event = events.Key("enter" if character == "\r" else character, character)
        event.time = at + 0.001 * n
        robot.app.post_message(event)


@pytest.mark.parametrize("busy", [reads, has_not_read])
async def test_a_scan_that_begins_with_a_commands_letter_presses_nothing_however_late_the_rest_comes(
    lite: Book, busy: Callable[[Inbox], Callable[[], None]]
) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    line = house.receipt(("TP-80", 2)).lines[0].id
    async with opened(lite, lambda: SerialEntry(line)) as robot:
        at = asyncio.get_running_loop().time()
        done = busy(robot.app.keyboard.inbox)
        types(robot, "u", at)
        await asyncio.sleep(3 * HOLD_S)
        done()
        await asyncio.sleep(ON_THE_WAY_S / 2)
        types(robot, "1234\r", at + 0.001)
        await robot.settle()
        robot.ok("u1234 is new")


async def test_a_commands_letter_alone_is_the_command_at_once(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    line = house.receipt(("TP-80", 2)).lines[0].id
    async with opened(lite, lambda: SerialEntry(line)) as robot:
        robot.app.keyboard.inbox.handed_over_at = asyncio.get_running_loop().time()
        types(robot, "u", asyncio.get_running_loop().time())
        await robot.settle()
        robot.refused("nothing to undo")

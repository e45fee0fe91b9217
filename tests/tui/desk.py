"""A whole station on a filled book, as the program starts it, and what every screen of it must hold to."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.content import Content

from models.book import Book, Row
from tests.builders import Warehouse
from tests.tui.robot import Robot, station
from tui.commands import key_word
from tui.station import station_on

HOSTILE = "[red]Ærø[/] \x1b[31m\u202eevil\u2066 " + "雪" * 60


class ClerksBook(Book):
    """A book that only the clerk's thread may ask: a call from the screen's loop fails there and then (R33)."""

    def rows(self, sql: str, *values: object) -> list[Row]:
        """From the clerk's thread only."""
        _by_the_clerk()
        return super().rows(sql, *values)

    def row(self, sql: str, *values: object) -> Row | None:
        """From the clerk's thread only."""
        _by_the_clerk()
        return super().row(sql, *values)

    def execute(self, sql: str, *values: object) -> int:
        """From the clerk's thread only."""
        _by_the_clerk()
        return super().execute(sql, *values)


def _by_the_clerk() -> None:
    name = threading.current_thread().name
    assert name.startswith("clerk"), f"the book was asked from {name}"


@asynccontextmanager
async def desk(
    book: Book, *, size: tuple[int, int] = (80, 24), language: str = "en", **values: Any
) -> AsyncIterator[Robot]:
    """The station at its menu, with a connection of its own to the database of `book`."""
    app = station_on(
        lambda: ClerksBook(book.url, book.station, clock=book.now),
        station=book.station,
        language=language,
        bell=False,
        **values,
    )
    async with station(app, size) as robot:
        yield robot


def stocked_house(book: Book) -> Warehouse:
    """Two items with serial numbers and one without: T1 to T5 and C1 in stock, T5 shipped, 40 cables."""
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer", gtin="05701234567899", search="tp-80\nthermal printer")
    house.item("SC-20", name=HOSTILE, search="sc-20")
    house.item("CABLE", serials=False, name="Cable", search="cable")
    house.received("TP-80", "T1", "T2", "T3", "T4", "T5")
    house.received("SC-20", "C1")
    house.shipped("TP-80", "T5")
    house.stocked("CABLE", 40)
    return house


def fits(robot: Robot) -> None:
    """The screen on top says everything it has to say: heading and keys whole, no row wider than the screen."""
    screen, shown = robot.app.station_screen, robot.text()
    width = screen.size.width
    for line in shown.splitlines():
        assert Content(line).cell_length <= width, line
    heading = Content(screen.heading())
    assert heading.cell_length <= screen.head.size.width, f"{heading.plain!r} does not fit"
    flat = " ".join(shown.split())
    for command in screen.all_commands():
        if command.shown and screen.allowed(command):
            assert f"{key_word(command.key)} {command.label}" in flat, f"{command} is not shown:\n{shown}"
    for words in (screen.hint(), screen.band.sentence):
        for word in words.split():
            assert word in flat, f"{word!r} of {words!r} is not shown:\n{shown}"

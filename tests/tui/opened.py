"""A station with one screen open over a plain bottom screen, on a book a test has filled."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from models.book import Book
from tests.clock import Clock
from tests.tui.robot import Robot, station
from tui.app import StationApp
from tui.clerk import Clerk
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen


class Floor(StationScreen[None]):
    """The bottom screen: `o` opens the screen under test; what is scanned here is noted."""

    commands = (Command("open", "o", "Open"),)

    def __init__(self, make: Callable[[], StationScreen[Any]]) -> None:
        super().__init__()
        self.make = make
        self.taken: list[str] = []

    def heading(self) -> str:
        """Its name."""
        return "the floor"

    async def take_scan(self, taken: Taken) -> None:
        """Note it."""
        self.taken.append(taken.text)

    async def do_open(self) -> None:
        """Open the screen under test."""
        await self.go(self.make())


@asynccontextmanager
async def opened(
    book: Book,
    make: Callable[[], StationScreen[Any]],
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "en",
    clock: Clock | None = None,
    jump: Any = None,
) -> AsyncIterator[Robot]:
    """The screen `make` gives, open and at rest, with a clerk of its own on the same book as `book`."""
    times = clock or Clock()

    def open_book() -> Book:
        return Book(book.url, book.station, clock=times)

    app = StationApp(Clerk(open_book), lambda: Floor(make), station="Packing 2", language=language, jump=jump)
    async with station(app, size) as robot:
        await robot.press("o")
        yield robot

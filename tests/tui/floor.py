"""A station over a real book, with the screen under test at the bottom, and someone who asks it."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from models.book import Book
from tui.app import StationApp
from tui.clerk import Clerk
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen

T = TypeVar("T")


class Asker(StationScreen[None], Generic[T]):
    """The bottom screen: `1` opens the dialog under test, its answer is noted."""

    commands: ClassVar[tuple[Command, ...]] = (Command("dialog", "1", "Open"),)

    def __init__(self, make: Callable[[], StationScreen[T]]) -> None:
        super().__init__()
        self.make = make
        self.answers: list[T | None] = []

    async def do_dialog(self) -> None:
        """Ask."""
        answer: T | None = await self.ask(self.make())
        self.answers.append(answer)


class Jumps:
    """Where scans went that no screen had a use for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def __call__(self, screen: StationScreen[Any], taken: Taken) -> None:
        """Note one."""
        self.texts.append(taken.text)


def floor(
    book: Book, first: Callable[[], StationScreen[None]], jump: Jumps | None = None, **values: Any
) -> StationApp:
    """A station on the book's own database, with a connection of its own in the clerk's thread."""
    clerk = Clerk(lambda: Book(book.url, book.station, clock=book.now))
    made: list[StationScreen[None]] = []

    def once() -> StationScreen[None]:
        if not made:
            made.append(first())
        return made[0]

    return StationApp(
        clerk, once, jump=jump or Jumps(), station=book.station, operator="Clerk A", bell=False, **values
    )

"""Screens on top of each other: one opens another and goes on, or waits for its answer."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from tui.beeper import Told
from tui.screens.frame import Frame

if TYPE_CHECKING:
    from tui.app import StationApp

T = TypeVar("T")
A = TypeVar("A")


class Stacked(Frame[T], Generic[T]):
    """`answer(value)` closes a screen for whoever asked; `leave()` closes it without an answer."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.answered: Callable[[T | None], None] | None = None
        self.shown_at = 0.0
        """When it last came up, in the clock of every scan."""

    async def load(self) -> None:
        """Read what the screen shows; called when it opens and whenever it is on top again."""

    @property
    def station(self) -> "StationApp":
        """The app this screen runs in."""
        return cast("StationApp", self.app)

    def tell(self, told: Told) -> None:
        """Let the verdict be heard at the station, and on the scanner it is about."""
        self.station.ears.beeper.tell(told)

    async def go(self, screen: "Stacked[A]") -> None:
        """Open a screen on top of this one and go on."""
        await self.station.push_screen(screen)
        await screen.open()

    async def ask(self, screen: "Stacked[A]") -> A | None:
        """Open a screen and wait for its answer; None when it was left without one. Others' work goes on."""
        pump = self.station.pump
        future: asyncio.Future[A | None] = asyncio.get_running_loop().create_future()

        def answered(value: A | None) -> None:
            pump.take_turn()
            self.station.ears.latch.answered(self.station.station_screen)
            future.set_result(value)

        screen.answered = answered
        await self.go(screen)
        self.tell("question" if screen.is_question else "accepted")
        pump.give_turn()
        value = await future
        self.station.ears.beeper.answered()
        return value

    async def leave(self) -> None:
        """Close this screen without an answer."""
        await self._close(None)

    async def go_home(self) -> None:
        """Make way for the menu; a screen that would lose something asks."""
        await self.leave()

    async def answer(self, value: T) -> None:
        """Close this screen with an answer."""
        await self._close(value)

    async def _close(self, value: T | None) -> None:
        answered, self.answered = self.answered, None
        if self.app.screen is not self:
            raise RuntimeError(f"{self!r} is not on top and cannot close")
        await self.app.pop_screen()
        await self.station.station_screen.open()
        if answered is not None:
            answered(value)

    async def open(self) -> None:
        """Called by the app when the screen is on top, for the first time or again."""
        self.refresh_frame()
        self.station.show_standing()
        if self.band.verdict == "idle":
            self.idle()
        await self.guarded(self.load())
        self.refresh_frame()
        self.station.keyboard.show()
        self.shown_at = time.monotonic()

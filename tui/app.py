"""The station: one keyboard, one pump, one clerk, the scanners; it composes them and knows no flow."""

import asyncio
import os
import signal
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from models.language import say, speak_in
from tui.clerk import Clerk
from tui.keyboard import Keyboard
from tui.look import THEME
from tui.messages import PortChanged, Scanned, Taken
from tui.pump import Pump, Work
from tui.readers import MakeReader, Readers, trouble
from tui.screens.base import StationScreen
from tui.widgets.signs import letters_only
from tui.widgets.station_bar import Light, Standing

A = TypeVar("A")
Jump = Callable[[StationScreen[Any], Taken], Awaitable[None]]

UNCLAIMED_MAX = 200
END_S = 1.5
"""Seconds a terminal that hung up leaves for a clean end; everything acknowledged is on disk already."""


class StationApp(App[None]):
    """`first_screen` makes the bottom screen, `jump` opens what a scan is when the screen on top does not
    take it.
    """

    CSS_PATH = "station.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        clerk: Clerk,
        first_screen: Callable[[], StationScreen[None]],
        *,
        jump: Jump | None = None,
        readers: Sequence[MakeReader] = (),
        station: str = "",
        operator: str = "",
        language: str = "en",
        bell: bool = True,
    ) -> None:
        speak_in(language)
        super().__init__()
        self.clerk = clerk
        self.pump = Pump()
        self.keyboard = Keyboard(self)
        self.unclaimed: deque[Taken] = deque()
        self._first_screen = first_screen
        self._jump = jump
        self._readers = Readers(readers, self.post_message)
        self._standing = Standing(station, operator)
        self._bell = bell
        self.register_theme(THEME)
        self.theme = THEME.name
        self.set_class(letters_only(), "-letters")

    @property
    def station_screen(self) -> StationScreen[Any]:
        """The screen on top."""
        screen = self.screen
        assert isinstance(screen, StationScreen)
        return screen

    def get_default_screen(self) -> Screen[None]:
        """The bottom screen."""
        return self._first_screen()

    def get_driver_class(self) -> type[Driver]:
        """The terminal driver that survives hostile bytes, where the platform's own would be used."""
        from tui.terminal import tolerant

        return tolerant(super().get_driver_class())

    async def on_mount(self) -> None:
        """Everything starts once the screen can show it."""
        loop = asyncio.get_running_loop()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.end_soon)
        self.run_worker(self.pump.run(), exit_on_error=True)
        self.offer(self.station_screen.open)
        self._readers.start()
        self.show_standing()

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the one keyboard before any widget can act on them."""
        if isinstance(event, events.Key):
            self.keyboard.key(event)
        elif isinstance(event, events.Paste):
            self.keyboard.paste(event.text, event.time)
        else:
            await super().on_event(event)

    def on_scanned(self, message: Scanned) -> None:
        """A reader has a whole text."""
        self.take(message.taken)

    def on_port_changed(self, message: PortChanged) -> None:
        """A scanner came or went: its light says so."""
        lights = {light.name: light for light in self._standing.lights}
        well = message.kind == "connected"
        lights[message.scanner] = Light(message.scanner, well, trouble(message.kind))
        self._standing = replace(self._standing, lights=tuple(lights.values()))
        self.show_standing()
        if not well:
            self.ring()

    def take(self, taken: Taken) -> None:
        """Put one text in line for the screen that will be on top when its turn comes."""
        self.offer(lambda: self.station_screen.receive(taken))

    def offer(self, work: Work) -> None:
        """Put work in line; a full line is said aloud, so that nothing is lost in silence."""
        if not self.pump.offer(partial(self._work, work)):
            self.station_screen.refused(
                say("Too much is waiting; the last text was not taken."), say("Wait, then scan it again.")
            )

    async def _work(self, work: Work) -> None:
        await work()
        self.keyboard.show()

    def keep_aside(self, taken: Taken) -> None:
        """No screen takes this text now: keep it where a person sees it."""
        screen = self.station_screen
        if len(self.unclaimed) >= UNCLAIMED_MAX:
            screen.refused(say("{text} was not taken: too many scans lie aside.", text=taken.text))
            return
        self.unclaimed.append(taken)
        screen.refused(
            say("{text} lies aside: this question comes first.", text=taken.text), say("Answer it.")
        )
        self.show_standing()

    async def ask(self, asker: StationScreen[Any], screen: StationScreen[A]) -> A | None:
        """Open `screen` for an answer. The pump goes on meanwhile: the answer comes through it."""
        future: asyncio.Future[A | None] = asyncio.get_running_loop().create_future()

        def answered(value: A | None) -> None:
            self.pump.take_turn()
            future.set_result(value)

        screen.answered = answered
        await asker.go(screen)
        self.pump.give_turn()
        return await future

    async def close_screen(self, screen: StationScreen[A]) -> None:
        """Take `screen` off the top, and let the one below read afresh."""
        if self.screen is not screen:
            raise RuntimeError(f"{screen!r} is not on top and cannot close")
        await self.pop_screen()
        await self.station_screen.open()

    async def jump(self, screen: StationScreen[Any], taken: Taken) -> None:
        """Open what `taken` is."""
        if self._jump is None:
            screen.refused(say("{text} means nothing here.", text=taken.text))
        else:
            await self._jump(screen, taken)

    async def ask_to_quit(self, screen: StationScreen[Any]) -> None:
        """The bottom screen was left."""
        from tui.screens.confirm import Confirm

        if await screen.ask(Confirm(say("Close SerialDock?"), say("Everything scanned is kept."))):
            self.exit()

    def ring(self) -> None:
        """One bell: something was refused."""
        if self._bell:
            self.bell()

    def show_operator(self, name: str) -> None:
        """Who works here now."""
        self._standing = replace(self._standing, operator=name)
        self.show_standing()

    def show_standing(self) -> None:
        """Bring the top row of the screen on top up to date."""
        aside = say("{count} unclaimed, *", count=len(self.unclaimed)) if self.unclaimed else ""
        self._standing = replace(self._standing, unclaimed=aside)
        self.station_screen.show_standing(self._standing)

    def end_soon(self) -> None:
        """The terminal or the system ends us: end cleanly, or else at once."""
        watchdog = threading.Timer(END_S, os._exit, (0,))
        watchdog.daemon = True
        watchdog.start()
        self.exit()

    def on_unmount(self) -> None:
        """No thread outlives the station."""
        self._readers.stop()
        self.clerk.close()

"""The station: one keyboard, one pump, one clerk, the scanners. It composes them and knows no flow."""

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.driver import Driver
from textual.screen import Screen

from models.language import speak_in
from tui.away import Away
from tui.board import Board
from tui.clerk import Clerk
from tui.config import Config
from tui.ears import Ears, MakePlayer
from tui.keyboard import Keyboard
from tui.look import THEME
from tui.messages import PortChanged
from tui.readers import MakeReader, Readers
from tui.rounds import Rounds
from tui.scanners import Scanners
from tui.screens.base import StationScreen
from tui.terminal import call_when_told_to_end, tolerant
from tui.turns import Jump, Turns
from tui.widgets.signs import letters_only

if TYPE_CHECKING:
    from tui.paperwork import Paperwork


class StationApp(Turns):
    """`first_screen` makes the bottom screen; `jump` opens what a scan is when no screen has a use for it."""

    CSS_PATH = "station.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        clerk: Clerk,
        first_screen: Callable[[], StationScreen[None]],
        *,
        jump: Jump | None = None,
        readers: Sequence[MakeReader] = (),
        paperwork: "Callable[[], Paperwork] | None" = None,
        station: str = "",
        operator: str = "",
        language: str = "en",
        bell: bool = True,
        acknowledge: bool = False,
        sound: MakePlayer | None = None,
    ) -> None:
        speak_in(language)
        super().__init__(jump)
        self.clerk = clerk
        self.config: Config | None = None
        self._make_paperwork = paperwork
        self.keyboard = Keyboard(self)
        self.board = Board(station, operator)
        self.scanners: Scanners | None = None
        self.away: Away | None = None
        """Where scans are kept while the book is away; None for a book on this machine's own disk."""
        self._first_screen = first_screen
        self.readers = Readers(readers, self.post_message)
        self.rounds = Rounds(self)
        self.ears = Ears(self, self.readers, bell=bell, acknowledge=acknowledge, make_player=sound)
        self.register_theme(THEME)
        self.theme = THEME.name
        self.set_class(letters_only(), "-letters")

    @cached_property
    def paperwork(self) -> "Paperwork | None":
        """Where paper is made; None for a station without a place for it."""
        return self._make_paperwork and self._make_paperwork()

    def get_default_screen(self) -> Screen[None]:
        """The bottom screen."""
        return self._first_screen()

    def get_driver_class(self) -> type[Driver]:
        """The platform's terminal driver, made to survive hostile bytes."""
        return tolerant(super().get_driver_class(), self.end, lambda: self.keyboard.inbox)

    async def on_mount(self) -> None:
        """Everything starts once the screen can show it."""
        call_when_told_to_end(self.end)
        self.run_worker(self.pump.run(), exit_on_error=True)
        self.offer(self.station_screen.open)
        self.readers.start()
        self.rounds.start()

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the one keyboard before any widget can act on them."""
        if isinstance(event, events.Key):
            self.keyboard.key(event)
        elif isinstance(event, events.Paste):
            self.keyboard.paste(event.text, event.time)
        else:
            await super().on_event(event)

    def on_port_changed(self, message: PortChanged) -> None:
        """A scanner came or went: its light says so."""
        if not self.board.port_changed(message):
            self.ring()
        self.show_standing()

    def ring(self) -> None:
        """Something is wrong, and no scan of this moment is to blame."""
        self.ears.sound("refused")

    def show_standing(self) -> None:
        """Bring the top row of every screen up to date: a dialog lets the one below show through."""
        for screen in self.screen_stack:
            if isinstance(screen, StationScreen):
                screen.show_standing(self.board.standing)

    def end(self) -> None:
        """End now; what was acknowledged is kept. Safe to call from any thread and more than once."""
        self.call_later(self.exit)

    async def on_unmount(self) -> None:
        """No thread outlives the station."""
        await self.rounds.last()
        await asyncio.to_thread(self.readers.stop)
        await asyncio.to_thread(self.ears.stop)
        await asyncio.to_thread(self.clerk.close)
        if self.away is not None:
            await asyncio.to_thread(self.away.store.close)

"""Texts and commands in turn: each waits in one line and is done by the screen that is on top when its turn comes."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, cast

from textual.app import App

from models.language import say
from tui.board import Board
from tui.ears import Ears
from tui.keyboard import Keyboard
from tui.messages import Scanned, Taken
from tui.pump import Pump, Work
from tui.screens.base import StationScreen
from tui.stylesheet import OnceParsed

Jump = Callable[[StationScreen[Any], Taken], Awaitable[None]]


class Turns(App[None]):
    """`jump` opens what a text is when no screen has a use for it."""

    board: Board
    ears: Ears
    keyboard: Keyboard

    def __init__(self, jump: Jump | None) -> None:
        super().__init__()
        self.stylesheet = OnceParsed(variables=self.get_css_variables())
        self.pump = Pump()
        self._jump = jump

    @property
    def station_screen(self) -> StationScreen[Any]:
        """The screen on top."""
        return cast("StationScreen[Any]", self.screen)

    def on_scanned(self, message: Scanned) -> None:
        """A reader has a whole text."""
        self.take(message.taken)

    def take(self, taken: Taken) -> None:
        """Put one text in line for the screen that will be on top when its turn comes."""
        taken = self.board.layout_gate.admit(taken)
        if not self.offer(partial(self.ears.judge, taken)):
            self.ears.turned_away(taken)

    def offer(self, work: Work) -> bool:
        """Put work in line; a full line is said aloud, so that nothing is lost in silence."""
        if self.pump.offer(partial(self._work, work)):
            return True
        sentence = say("Too much is waiting; the last text was not taken.")
        self.station_screen.refused(sentence, say("Wait, then scan again."))
        return False

    async def jump(self, screen: StationScreen[Any], taken: Taken) -> None:
        """Open what `taken` is."""
        if self._jump is None:
            screen.refused(say("{text} means nothing here.", text=taken.text))
        else:
            await self._jump(screen, taken)

    async def _work(self, work: Work) -> None:
        await work()
        self.keyboard.show()

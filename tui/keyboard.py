"""The one keyboard: every key goes through here before any widget, and becomes texts, presses and pastes in
order.
"""

import asyncio
from typing import TYPE_CHECKING

from textual import events

from tui.latch import KEYS
from tui.messages import How, Taken
from tui.terminal import Inbox
from tui.widgets.strokes import Stroke
from tui.widgets.wedge import BURST_S, Entry, Press, Wedge

if TYPE_CHECKING:
    from tui.app import StationApp

LATE_S = 0.04
SEPARATORS = "\r\n\t,; "


class Keyboard:
    """Holds the text being entered, and the timer that settles a held key; the screen on top says what it
    means.
    """

    def __init__(self, app: "StationApp") -> None:
        self._app = app
        self.wedge = Wedge()
        self.inbox = Inbox()
        self._pasted = ""
        self._last_at = float("-inf")
        self._timer: asyncio.TimerHandle | None = None

    def key(self, event: events.Key) -> None:
        """Take one key from the terminal."""
        stroke = Stroke(event.key, event.character, event.time)
        screen = self._app.station_screen
        apart, self._last_at = event.time - self._last_at, event.time
        # where a refusal waits, Enter and Esc acknowledge it before a form can have them
        seen = apart > BURST_S and stroke.key in KEYS and self._app.ears.latch.due
        if not seen and screen.take_stroke(stroke):
            return
        self.wedge.space_acts = screen.takes_space
        self._handle(self.wedge.stroke(stroke))

    def paste(self, text: str, at: float) -> None:
        """A pasted word goes onto an empty field to be seen; anything else is handed over whole."""
        screen = self._app.station_screen
        if screen.paste_into_form(text):
            return
        if not self.wedge.text and text and not any(mark in text for mark in SEPARATORS):
            self.wedge.type(text, at)
            self._pasted = text
            self.show()
        else:
            self._app.take(Taken(text, "pasted", at=at))

    def show(self) -> None:
        """Let the screen on top show what has been typed."""
        self._app.station_screen.show_typed(self.wedge.text, self._app.pump.waiting)

    def _handle(self, happenings: list[Entry | Press]) -> None:
        for happening in happenings:
            if isinstance(happening, Entry):
                self._entered(happening)
            else:
                self._pressed(happening)
        self._arm()
        self.show()

    def _pressed(self, press: Press) -> None:
        screen = self._app.station_screen
        if self._app.ears.latch.takes_key(screen, press.key):
            return
        if not screen.press(press.key) and press.character:
            self.wedge.type(press.character, press.at)

    def _entered(self, entry: Entry) -> None:
        how: How = "pasted" if self._pasted and entry.text == self._pasted else entry.how
        self._pasted = ""
        self._app.take(Taken(entry.text, how, at=asyncio.get_running_loop().time(), fault=entry.fault))

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self.wedge.due
        if due is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(due, loop.time()), self._settle, due)

    def _settle(self, due: float) -> None:
        """Let go of the held key, unless the screen or the terminal was too busy to have seen the keys behind it."""
        loop = asyncio.get_running_loop()
        if loop.time() - due > LATE_S or self.inbox.waiting(loop.time()):
            self._timer = loop.call_later(LATE_S, self._settle, loop.time() + LATE_S)
            return
        self._timer = None
        self._app.call_next(self._release)

    def _release(self) -> None:
        if self._timer is None:
            self._handle(self.wedge.release())

"""The light of a book on a server: offline when the server is not reached, well again by itself (R31)."""

import asyncio

from models.language import say
from tui.clerk import Clerk
from tui.widgets.station_bar import Light

LOOK_S = 1.0
"""Seconds between two looks: well under the three within which a packer must hear of it."""


class BookLight:
    """Looks while nothing else is asked; what a verb under way has met counts as a look."""

    def __init__(self, clerk: Clerk, name: str) -> None:
        self._clerk = clerk
        self._name = name
        self._look: asyncio.Task[None] | None = None
        self._away = False

    def news(self, at_rest: bool) -> Light | None:
        """The light, when it has changed since the last time. Begins a look where the station is `at_rest`."""
        if at_rest and (self._look is None or self._look.done()):
            self._look = asyncio.create_task(self._clerk.look())
        if self._away == self._clerk.away:
            return None
        self._away = not self._away
        return Light(self._name, not self._away, say("offline") if self._away else "")

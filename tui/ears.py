"""What is heard at this station: the verdict on each scan, from the scanner that read it and from the station itself.

The station's own sound is a player where one is set, the terminal's bell otherwise and wherever the player fails.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.language import say
from tui.beeper import BELL_APART_S, BELLS, Beeper
from tui.latch import Latch
from tui.messages import Taken
from tui.readers import Readers
from tui.widgets.station_bar import Light

if TYPE_CHECKING:
    from devices.feedback import Signal
    from devices.sound import Player
    from tui.app import StationApp

MakePlayer = Callable[["Callable[[Signal, str], None]"], "Player"]
"""Makes the player that is set; it is given whom to tell of a sound that was not heard."""


class Ears:
    """`beeper` tells each verdict once, `latch` makes a refusal wait for a person; nothing here ever waits."""

    def __init__(
        self,
        app: "StationApp",
        readers: Readers,
        *,
        bell: bool,
        acknowledge: bool,
        make_player: MakePlayer | None,
    ) -> None:
        self._app = app
        self._readers = readers
        self._bell = bell
        self._player = make_player(self._trouble) if make_player else None
        self._told = False
        self.latch = Latch(acknowledge, lambda: readers.held, readers.acknowledge)
        self.beeper = Beeper(readers.tell, self.sound, self.latch.wrong)

    async def judge(self, taken: Taken) -> None:
        """Let the screen on top judge one text, unless a refusal waits to be seen; its verdict is heard."""
        with self.beeper.judging(taken):
            if not await self.latch.stops(self._app.station_screen, taken):
                await self._app.station_screen.judge(taken)

    def turned_away(self, taken: Taken) -> None:
        """One that was not even put in line: its scanner says so too."""
        if taken.how == "scanned":
            self._readers.tell(taken.source, "refused")

    def sound(self, signal: "Signal") -> None:
        """Sound it at the station: with the player, or the bell."""
        if self._player is not None:
            self._player.play(signal)
        else:
            self._ring(signal)

    def stop(self) -> None:
        """No thread outlives the station."""
        if self._player is not None:
            self._player.stop()

    def _ring(self, signal: "Signal") -> None:
        if not self._bell:
            return
        for count in range(BELLS[signal]):
            if count:
                self._app.set_timer(count * BELL_APART_S, self._app.bell)
            else:
                self._app.bell()

    def _trouble(self, signal: "Signal", reason: str) -> None:
        """From the player's thread."""
        self._app.call_later(self._failed, signal, reason)

    def _failed(self, signal: "Signal", reason: str) -> None:
        """A sound was not heard: ring instead, and say why, once."""
        self._ring(signal)
        if not self._told:
            self._told = True
            self._app.board.light(Light(say("sound"), False, say("no player")))
            self._app.station_screen.also(say("The sound player does not work ({reason}).", reason=reason))
            self._app.show_standing()

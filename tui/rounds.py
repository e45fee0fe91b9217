"""What the station does by itself, now and then: it notes what readers dropped, and looks whether the book is there."""

from functools import partial
from typing import TYPE_CHECKING

from models.language import say
from models.refusals import Refusal
from tui.book_light import LOOK_S, BookLight
from tui.echoes import ECHOES_S, Echoes

if TYPE_CHECKING:
    from tui.app import StationApp
    from tui.away import Away


class Rounds:
    """Begins with the station and ends with it. `book_light` is None for a book on this machine's own disk."""

    def __init__(self, app: "StationApp") -> None:
        self._app = app
        self._echoes = Echoes(app.clerk, app.readers)
        self.book_light: BookLight | None = None

    def start(self) -> None:
        """Once the screen stands."""
        self._app.set_interval(ECHOES_S, lambda: self._app.run_worker(self._echoes.note()))
        if self.book_light is not None:
            self._app.set_interval(LOOK_S, self._see_the_book)
        if self._app.away is not None:
            self._app.offer(partial(_tell_kept, self._app, self._app.away))

    async def last(self) -> None:
        """What is still to be noted when the station ends."""
        await self._echoes.last()

    def _see_the_book(self) -> None:
        app = self._app
        light = self.book_light.news(app.pump.idle) if self.book_light else None
        if light is None:
            return
        app.board.light(light)
        if not light.well:
            app.ring()
        elif app.away is not None:
            app.offer(partial(_tell_kept, app, app.away))
        app.show_standing()


async def _tell_kept(app: "StationApp", away: "Away") -> None:
    """The book is there: the screen on top reads it again, and says what waits to be taken in."""
    screen = app.station_screen
    try:
        count = await away.count()
    except Refusal as refusal:
        screen.refused(refusal.sentence, refusal.next)
        return
    if screen.meant() is not None:
        await screen.guarded(screen.load())
    if count:
        one, many = say("1 scan kept here waits."), say("{count} scans kept here wait.", count=count)
        words, how = one if count == 1 else many, say("Press *: the list takes them in.")
        if screen.band.verdict in {"unknown", "ask"}:
            screen.also(f"{words} {how}")
        else:
            away.notice = words
            screen.asked(words, how)

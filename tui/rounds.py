"""What the station does by itself, now and then: it notes what readers dropped, and looks whether the book is there."""

from typing import TYPE_CHECKING

from tui.book_light import LOOK_S, BookLight
from tui.echoes import ECHOES_S, Echoes

if TYPE_CHECKING:
    from tui.app import StationApp


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
        app.show_standing()

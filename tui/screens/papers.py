"""What every screen that prints has: the station's paperwork, what it says, and the printer's light."""

from collections.abc import Awaitable
from typing import Generic, TypeVar

from models.language import say
from tui.paperwork import Made, NoOutbox, Paperwork, Sent
from tui.screens.base import StationScreen
from tui.widgets.station_bar import Light

T = TypeVar("T")


class PaperScreen(StationScreen[T], Generic[T]):
    """A screen that hands out paper. What it says while the printer works is true: the file is there."""

    @property
    def paperwork(self) -> Paperwork:
        """Where paper is made. Raises NoOutbox."""
        if self.station.paperwork is None:
            raise NoOutbox()
        return self.station.paperwork

    async def hand_out(self, making: Awaitable[Made], said: str) -> Made:
        """Wait for the file, say `said` and where it is, and let the printer have it meanwhile."""
        made = await making
        place = say("{said} {place}.", said=said, place=made.place)
        if not self.paperwork.has_printer:
            self.ok(place)
            return made
        self.ok(place, say("It is on its way to the printer."))
        self.send(made, said)
        return made

    def send(self, made: Made, said: str, queue: str = "") -> None:
        """Hand a file to the printer; its answer comes to this screen, or to the light over every screen."""
        now = (self.band.verdict, self.band.sentence, self.band.next_step)

        def told(sent: Sent) -> None:
            if not self.station.is_running:
                return
            self._lit(sent)
            unchanged = now == (self.band.verdict, self.band.sentence, self.band.next_step)
            if sent.refusal is not None:
                self._failed(made, said, sent.refusal, unchanged)
            elif unchanged:
                self.ok(say("{said} {place}, and printed.", said=said, place=made.place))
            self.after_print()

        self.paperwork.send(made, told, queue)

    def after_print(self) -> None:
        """The printer has answered; a screen that lists jobs reads them again."""

    def _failed(self, made: Made, said: str, refusal: Exception, unchanged: bool) -> None:
        self.station.ring()
        if not unchanged:
            return
        kept = say("{said} {place}. Not printed: {reason}", said=said, place=made.place, reason=refusal)
        self.asked(kept, say("The job waits under Print jobs."))

    def _lit(self, sent: Sent) -> None:
        trouble = say("{name} not printed", name=sent.job.file_name)
        self.station.board.light(Light(say("printer"), sent.refusal is None, trouble))
        self.station.show_standing()

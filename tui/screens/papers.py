"""What every screen that prints has: the station's paperwork, what it says, and the printer's light."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from models.documents import GoodsLabel
from models.labelling import ASKED_FROM
from models.language import say
from models.layout import PaperKind
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

    async def hand_out(self, making: Awaitable[Made], said: Callable[[str], str], done: str = "") -> None:
        """Wait for the file, say where it is (`said` makes the sentence of the place), and let the printer have
        it meanwhile. `done` is what stays true if it does not come out.
        """
        made = await making
        sentence = said(made.place)
        if not self.paperwork.has_printer(made.job.kind):
            self.ok(sentence)
            return
        self.ok(sentence, say("It is on its way to the printer."))
        self.send(made, sentence, done)

    async def hand_out_document(self, kind: PaperKind, number: str) -> None:
        """One kind of paper of a document, made and handed out."""
        await self.hand_out(self.paperwork.document(kind, number), partial(document_in, number))

    async def hand_out_labels(self, labels: Sequence[GoodsLabel], about: str = "") -> None:
        """Labels made and handed out; many of them are asked about first."""
        count = len(labels)
        if count > ASKED_FROM:
            from tui.screens.confirm import Confirm

            question = say("Print {count} labels?", count=count)
            if not await self.ask(Confirm(question, say("One for each serial number that is listed."))):
                self.noted(say("No label is printed."))
                return
        await self.hand_out(self.paperwork.label(labels, about), partial(labels_in, count))

    def send(self, made: Made, sentence: str, done: str = "", queue: str = "") -> None:
        """Hand a file to the printer; its answer comes to this screen, or to the light over every screen."""
        now = self._said()

        def told(sent: Sent) -> None:
            if not self.station.is_running:
                return
            self._lit(sent)
            if sent.refusal is not None:
                self.station.ring()
            if now == self._said():
                self._say_how(sent, sentence, done)
            self.after_print()

        self.paperwork.send(made, told, queue)

    def after_print(self) -> None:
        """The printer has answered; a screen that lists jobs reads them again."""

    def _said(self) -> tuple[str, str, str]:
        return (self.band.verdict, self.band.sentence, self.band.next_step)

    def _say_how(self, sent: Sent, sentence: str, done: str) -> None:
        """The printer's answer, while nothing else has been said here since."""
        if sent.refusal is None:
            self.ok(sentence, say("{name} is printed.", name=sent.job.file_name))
        else:
            what_next = say("Print jobs keeps it: see to the printer, then print it again there.")
            self.asked(f"{done} {sent.refusal.sentence}".strip(), what_next)

    def _lit(self, sent: Sent) -> None:
        trouble = say("{name} not printed", name=sent.job.file_name)
        self.station.board.light(Light(say("printer"), sent.refusal is None, trouble))
        self.station.show_standing()


def labels_in(count: int, place: str) -> str:
    """Where labels are."""
    one = say("1 label in {place}.", place=place)
    return one if count == 1 else say("{count} labels in {place}.", count=count, place=place)


def document_in(number: str, place: str) -> str:
    """Where the paper of a document is."""
    return say("The paper of {number} is in {place}.", number=number, place=place)


def pick_list_in(order: str, place: str) -> str:
    """Where an order's pick list is."""
    return say("Pick list of {number} in {place}.", number=order, place=place)


def delivery_note_in(number: str, place: str) -> str:
    """Where a shipment's delivery note is."""
    return say("Delivery note of {number} in {place}.", number=number, place=place)


def shipped_in(number: str, place: str) -> str:
    """A shipment that has just left, and its delivery note."""
    return say("{number} shipped, delivery note in {place}.", number=number, place=place)

"""What goes back: a draft that is filled by scanning, by quantity, or with everything; to a customer's credit or a supplier."""

from typing import Generic, Protocol, TypeVar

from models import entry
from models.entry import Added
from models.kept_here import Meant
from models.language import say
from models.refusals_sales import NotOnInvoice
from models.refusals_scan import IsDocument, NotOnDocument, UnknownSerial
from tui.messages import Taken
from tui.screens.document_lines import DocumentLines, Line, WithLines
from tui.screens.own_line import Scan, opens_document, to_its_line
from tui.screens.typed import ask_number
from tui.serial_words import undone_words

ELSEWHERE = (IsDocument, UnknownSerial, NotOnInvoice, NotOnDocument)


class Returned(WithLines, Protocol):
    """A credit note or a return to a supplier."""

    @property
    def id(self) -> int: ...


D = TypeVar("D", bound=Returned)
L = TypeVar("L", bound=Line)


class GoingBack(DocumentLines[D, L], Generic[D, L]):
    """The half of the screen of a credit note or of a return to a supplier that fills its draft."""

    @property
    def scan(self) -> Scan[Added | D]:
        """The verb that takes a scan to its line: a unit was added, or one more was counted."""
        raise RuntimeError(f"{type(self).__name__} takes no scans")

    async def put(self, line: L, quantity: int) -> D:
        """How many of a line without serial numbers go back."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    async def put_all(self) -> D:
        """Everything that can go back."""
        raise RuntimeError(f"{type(self).__name__} has no lines")

    def at_most(self, line: L) -> str:
        """How many can go back."""
        return ""

    def added_words(self, added: Added) -> str:
        """What is said of a unit that goes back."""
        return say("{serial} goes back", serial=added.serial)

    def all_words(self) -> str:
        """What is said when everything is on the draft."""
        return say("Everything that is here is on {number}.", number=self.number)

    async def do_post(self) -> None:
        """What the draft's own number, scanned once more, stands for."""
        raise RuntimeError(f"{type(self).__name__} is not posted")

    def meant(self) -> Meant | None:
        """The document, while it is a draft."""
        return Meant(self.number) if self.draft else None

    async def take_scan(self, taken: Taken) -> None:
        """A unit goes to its line; the draft's own number once more posts it; another document opens."""
        if not self.draft:
            await self.station.jump(self, taken)
        elif taken.text.strip().upper() == self.number.upper():
            await self.do_post()
        else:
            try:
                done = await to_its_line(self, self.scan, self.number, taken)
            except ELSEWHERE:
                if not await opens_document(self, taken):
                    raise
                return
            await self._told(taken.text.strip(), done)

    async def _told(self, text: str, done: Added | D) -> None:
        if isinstance(done, Added):
            self.show(await self.read(), done.line_no)
            self.ok(self.added_words(done), self.hint())
        else:
            self.show(done)
            self.ok(say("{text} is counted.", text=text), self.hint())

    async def ask_quantity(self, line: L) -> None:
        """How many of a line without serial numbers go back."""
        question = say("{item}: how many go back?", item=line.item)
        quantity = await ask_number(self, question, self.at_most(line))
        if quantity is not None:
            self.show(await self.put(line, quantity), line.line_no)
            self.ok(say("{count} {item} go back.", count=quantity, item=line.item), self.hint())

    async def do_all(self) -> None:
        """Everything that can go back."""
        self.show(await self.put_all())
        self.ok(self.all_words(), say("c posts it."))

    async def do_undo(self) -> None:
        """Take back the last scan."""
        if self.document is not None:
            undone = await self.do(entry.undo, document_id=self.document.id)
            self.show(await self.read())
            self.ok(undone_words(undone, say("{serial} is taken back.", serial=undone.serial)), self.hint())

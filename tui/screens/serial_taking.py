"""Taking units onto a serial list: one by one, each judged and on disk before its verdict, or many, shown before they count."""

from collections.abc import Callable, Mapping, Sequence

from models import entry, suggesting
from models.entry import Added
from models.language import say
from models.lists import SerialList
from models.refusals import Ask
from models.refusals_scan import TwiceInList, Unexpected, UnknownSerial
from models.suggesting import Near
from tui import serial_words
from tui.messages import Taken
from tui.pulls import Pull
from tui.screens.entry_board import Question
from tui.screens.nearest import meant
from tui.screens.not_used import MISFITS, lies_aside, set_aside
from tui.screens.serial_questions import SerialQuestions
from tui.screens.written import several


class SerialTaking(SerialQuestions):
    """The half of the serial dialog that takes units."""

    def __init__(self, line_id: int) -> None:
        super().__init__(line_id)
        self.pull = Pull()

    async def take_scan(self, taken: Taken) -> None:
        """One unit, or a list or range written by hand. An open question is dropped: no scan answers it; but what came in
        the same pull as the unit in question only lies beside it."""
        self.pull.begins(taken)
        if self.question is not None and self.pull.used:
            lies_aside(self, taken)
            return
        self.drop_question()
        if (many := several(taken)) is not None:
            await self.preview(many, taken.how)
        else:
            await self.add(taken, {})

    async def add(self, taken: Taken, sure: Mapping[str, str]) -> None:
        """One unit, with what was answered about it."""
        try:
            added = await self.do(
                entry.add,
                line_id=self.line_id,
                text=taken.text,
                how=taken.how,
                source=taken.source if taken.how == "scanned" else "",
                raw=taken.raw,
                sure=sure,
            )
        except MISFITS as refusal:
            if self.pull.misfitted(taken):
                lies_aside(self, taken)
                return
            if isinstance(refusal, UnknownSerial) and await self._meant(taken, suggesting.for_line):
                return
            if isinstance(refusal, Ask):
                self._ask_about(taken, refusal, sure)
            raise
        except Ask as ask:
            if isinstance(ask, Unexpected) and await self._meant(taken, suggesting.announced):
                return
            self._ask_about(taken, ask, sure)
            self.pull.fitted(taken)
            raise
        except TwiceInList:
            await self.point_at(taken.text.strip())
            raise
        await self.taken_in(added)
        set_aside(self, self.pull.fitted(taken))

    def _ask_about(self, taken: Taken, ask: Ask, sure: Mapping[str, str]) -> None:
        self.question = Question(taken, ask, sure)
        self.refresh_frame()

    async def _meant(self, taken: Taken, verb: Callable[..., tuple[Near, ...]]) -> bool:
        """Take the one that a person says they meant by what they typed."""
        found = await meant(self, taken, verb, line_id=self.line_id, text=taken.text)
        if found is not None:
            await self.add(found[0], {})
        return found is not None

    async def taken_in(self, added: Added) -> None:
        """A unit is on the list: it is in sight, and said."""
        found = await self.show_newest()
        self.said_well(found, serial_words.added_words(added))

    def said_well(self, found: SerialList, words: str) -> None:
        """Done, and how many are to go; or that nothing is, in a word of its own."""
        if serial_words.complete(found):
            done = say("{count} of {wanted}", count=found.count, wanted=found.wanted)
            self.complete(f"{words} · {done}", self.what_next(found))
        else:
            self.ok(f"{words} · {serial_words.to_go(found.way, found.count, found.wanted)}")

    def what_next(self, found: SerialList) -> str:
        """What to do when nothing is to go."""
        return say("Every unit of this line is here. Enter goes back to {document}.", document=found.document)

    async def preview(self, texts: Sequence[str], how: str, source: str = "") -> None:
        """Show what many would become; take them when a person says so."""
        from tui.screens.serial_paste import SerialPaste

        told = await self.ask(SerialPaste(self.line_id, texts, how=how, source=source))
        found = await self.show_newest()
        if told is None:
            self.noted(say("Nothing of the list was taken."))
        else:
            self.said_well(found, serial_words.pasted_words(told.added, told.refused, told.left))

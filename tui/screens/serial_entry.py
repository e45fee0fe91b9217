"""The serial dialog: one unique serial number for each unit of a line, each on disk before its verdict shows.

1. Scan, type or paste; each unit is judged at once and said with what it is.
2. A question (`! ASK`) is answered by y alone; the next scan drops it.
3. u undoes, Del removes the row under the cursor, r adds a range, p a list or a file.
4. Enter or Esc leaves: everything in the list is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from models import entry
from models.entry import Added
from models.language import say
from models.lists import SerialList
from models.refusals import Ask
from models.refusals_scan import TwiceInList
from models.serial_text import expand, split
from tui import serial_words
from tui.commands import Command
from tui.messages import Taken
from tui.pulls import Pull
from tui.screens.not_used import MISFITS, set_aside
from tui.screens.serial_board import SerialBoard
from tui.screens.typed import Typed

LIST_SIGNS = ",;\t\r\n"
RANGE_SIGNS = ("..", "…")


@dataclass(frozen=True)
class Question:
    """A unit that waits for a person's yes, and what was answered about it so far."""

    taken: Taken
    ask: Ask
    sure: dict[str, str] = field(default_factory=dict)


class SerialEntry(SerialBoard):
    """The list on `line_id`, whichever document it is on; leaving it keeps everything."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes, take it", "Answers the question in the band with yes."),
        Command("ja", "j", "Yes, take it", shown=False),
        Command("undo", "u", "Undo", "Takes the last unit off the list; again for the one before.", "f5"),
        Command("range", "r", "Range", "Adds first..last or first x count, shown before it counts.", "f6"),
        Command("paste", "p", "Paste/file", "Adds a pasted list or a file, shown before it counts.", "f7"),
        Command("remove", "delete", "Remove", "Takes the unit under the cursor off the list.", "d"),
        Command("choose", "l", "List", "Chooses from the units in stock.", "f4"),
        Command("missing", "m", "Missing", "Lists the announced serial numbers that have not come.", "f3"),
        Command("save", "enter", "Save", "Goes back; every unit in the list is kept.", "f2"),
        Command("back", "escape", "Leave (kept)", "Goes back; every unit in the list is kept."),
    )

    def __init__(self, line_id: int, *, first: Taken | None = None) -> None:
        """`first` is what opened the dialog: it is judged as if it had been scanned here."""
        super().__init__(line_id)
        self._first = first
        self.question: Question | None = None
        self.pull = Pull()

    def hint(self) -> str:
        """What to do with the next unit."""
        if self.found is None:
            return ""
        if serial_words.complete(self.found):
            return self._what_next(self.found)
        words = {
            "in": say("Scan the serial number of each unit."),
            "count": say("Scan every unit that lies here."),
            "reserve": say("Scan each unit to promise to this order, or press l for the list."),
        }
        return words.get(self.found.way) or say("Scan each unit that leaves, or press l for the list.")

    async def load(self) -> None:
        """The list as it is on disk, then the unit that opened the dialog."""
        await super().load()
        first, self._first = self._first, None
        if first is not None:
            await (self.take_paste(first.text) if first.how == "pasted" else self.take_scan(first))

    def prompt(self) -> str:
        """Any way in."""
        return say("scan, type or paste")

    def allowed(self, command: Command) -> bool:
        """Yes only to a question; stock only for units in stock; missing only where a list was sent."""
        if command.id in {"yes", "ja"}:
            return self.question is not None
        if self.found is None:
            return command.id in {"save", "back", "help", "palette", "unclaimed"}
        if command.id == "choose":
            return self.found.way != "in"
        return command.id != "missing" or self.found.expected > 0

    async def take_scan(self, taken: Taken) -> None:
        """One unit, or a list or range written by hand. An open question is dropped: no scan answers it; but what came in
        the same pull as the unit in question only lies beside it."""
        self.pull.begins(taken)
        if self.question is not None and self.pull.used:
            set_aside(self, [taken])
            return
        self._drop_question()
        if taken.how != "scanned" and any(sign in taken.text for sign in LIST_SIGNS):
            await self.preview(split(taken.text), taken.how)
        elif taken.how == "keyed" and any(sign in taken.text for sign in RANGE_SIGNS):
            await self.preview(expand(taken.text), taken.how)
        else:
            await self._add(taken, {})

    async def take_paste(self, text: str) -> None:
        """A list: shown first, counted when a person says so."""
        self._drop_question()
        await self.preview(split(text), "pasted")

    async def _add(self, taken: Taken, sure: dict[str, str]) -> None:
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
                set_aside(self, [taken])
                return
            if isinstance(refusal, Ask):
                self._ask_about(taken, refusal, sure)
            raise
        except Ask as ask:
            self._ask_about(taken, ask, sure)
            self.pull.fitted(taken)
            raise
        except TwiceInList:
            await self.point_at(taken.text.strip())
            raise
        await self._said(added)
        set_aside(self, self.pull.fitted(taken))

    def _ask_about(self, taken: Taken, ask: Ask, sure: dict[str, str]) -> None:
        self.question = Question(taken, ask, sure)
        self.refresh_frame()

    async def _said(self, added: Added) -> None:
        found = await self.show_newest()
        self._well(found, serial_words.added_words(added))

    def _well(self, found: SerialList, words: str) -> None:
        """Done, and how many are to go; or that nothing is, in a word of its own."""
        if serial_words.complete(found):
            done = say("{count} of {wanted}", count=found.count, wanted=found.wanted)
            self.band.show("ok", say("COMPLETE"), f"{words} · {done}", self._what_next(found))
        else:
            self.ok(f"{words} · {serial_words.to_go(found.way, found.count, found.wanted)}")

    def _what_next(self, found: SerialList) -> str:
        return say("Every unit of this line is here. Enter goes back to {document}.", document=found.document)

    async def preview(self, texts: Sequence[str], how: str, source: str = "") -> None:
        """Show what many would become; take them when a person says so."""
        from tui.screens.serial_paste import SerialPaste

        told = await self.ask(SerialPaste(self.line_id, texts, how=how, source=source))
        found = await self.show_newest()
        if told is None:
            self.noted(say("Nothing of the list was taken."))
        else:
            self._well(found, serial_words.pasted_words(told.added, told.refused, told.left))

    def _drop_question(self) -> None:
        if self.question is not None:
            self.question = None
            self.refresh_frame()

    async def do_yes(self) -> None:
        """The unit is what the question says; for an unannounced one a reason is asked as well."""
        question = self.question
        if question is None:
            return
        answer: str | None = "yes"
        if question.ask.question == "unexpected":
            detail = say("The reason is kept with the unit.")
            answer = await self.ask(
                Typed(say("Why is {serial} taken all the same?", serial=question.taken.text), detail)
            )
        if answer is None or self.question is not question:
            return
        self._drop_question()
        await self._add(question.taken, question.sure | {question.ask.question: answer})

    async def do_ja(self) -> None:
        """Yes, on a Danish keyboard."""
        await self.do_yes()

    async def do_undo(self) -> None:
        """The last unit goes off the list."""
        self._drop_question()
        if self.found is None:
            return
        undone = await self.do(entry.undo, document_id=self.found.document_id, line_id=self.line_id)
        one = say("{serial} is off the list", serial=undone.serial)
        self._well(await self.show_newest(), serial_words.undone_words(undone, one))

    async def do_remove(self) -> None:
        """The unit under the cursor goes off the list."""
        self._drop_question()
        if self.rows.entry is None:
            self.refused(say("There is no unit to remove."), self.hint())
            return
        undone = await self.do(entry.remove, line_id=self.line_id, serial=self.rows.entry.serial)
        self._well(await self.show_list(), say("{serial} is off the list", serial=undone.serial))

    async def do_range(self) -> None:
        """Ask for a range, then show what it would add."""
        from tui.screens.serial_range import SerialRange

        self._drop_question()
        if (texts := await self.ask(SerialRange())) is not None:
            await self.preview(texts, "keyed")

    async def do_paste(self) -> None:
        """Ask for a list or a file, then show what it would add."""
        from tui.screens.serial_source import SerialSource

        self._drop_question()
        if (told := await self.ask(SerialSource())) is not None:
            await self.preview(told.texts, told.how, told.source)

    async def do_choose(self) -> None:
        """Choose one of the units in stock."""
        from tui.screens.choose_serials import ChooseSerials

        self._drop_question()
        if (serial := await self.ask(ChooseSerials(self.line_id))) is not None:
            await self._said(await self.do(entry.add, line_id=self.line_id, text=serial, how="listed"))

    async def do_missing(self) -> None:
        """List what was announced and has not come."""
        from tui.screens.serial_missing import SerialMissing

        await self.ask(SerialMissing(self.line_id))

    async def do_save(self) -> None:
        """Done; a question that is still open stays in sight."""
        if self.question is None:
            await self.leave()

    async def do_back(self) -> None:
        """No to a question; otherwise leave, with everything kept."""
        if self.question is None:
            await self.leave()
            return
        text = self.question.taken.text
        self._drop_question()
        self.noted(say("{serial} was not taken.", serial=text), self.hint())

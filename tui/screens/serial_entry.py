"""The serial dialog: one unique serial number for each unit of a line, each on disk before its verdict shows.

1. Scan, type or paste; each unit is judged at once and said with what it is.
2. A question (`! ASK`) is answered by y alone; the next scan drops it.
3. u undoes, Del removes the row under the cursor, r adds a range, p a list or a file.
4. Enter or Esc leaves: everything in the list is kept.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import entry, expecting, lists
from models.entry import Added
from models.language import say
from models.lists import SerialList
from models.refusals import Ask
from models.refusals_scan import TwiceInList
from tui import serial_words
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.serial_rows import SerialRows
from tui.screens.typed import Typed
from tui.widgets.big_count import BigCount
from tui.widgets.plain import plain


@dataclass(frozen=True)
class Question:
    """A unit that waits for a person's yes, and what was answered about it so far."""

    taken: Taken
    ask: Ask
    sure: dict[str, str] = field(default_factory=dict)


class SerialEntry(StationScreen[None]):
    """The list on `line_id`, whichever document it is on; leaving it keeps everything."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes, take it", "Answers the question in the band with yes."),
        Command("ja", "j", "Yes, take it", shown=False),
        Command("undo", "u", "Undo", "Takes the last unit off the list; press again for the one before.", "f5"),
        Command("range", "r", "Range", "Adds first..last or first x count, shown before it counts.", "f6"),
        Command("paste", "p", "Paste/file", "Adds a pasted list or a file, shown before it counts.", "f7"),
        Command("remove", "delete", "Remove", "Takes the unit under the cursor off the list.", "d"),
        Command("choose", "l", "List", "Chooses from the units in stock.", "f4"),
        Command("missing", "m", "Missing", "Lists the announced serial numbers that have not come.", "f3"),
        Command("save", "enter", "Save", "Goes back; every unit in the list is kept.", "f2"),
        Command("back", "escape", "Leave (kept)", "Goes back; every unit in the list is kept."),
    )

    def __init__(self, line_id: int) -> None:
        super().__init__()
        self.line_id = line_id
        self.found: SerialList | None = None
        self.question: Question | None = None
        self.count = BigCount()
        self.announced = Static("", id="announced", markup=False)
        self.rows = SerialRows(self._wish, empty=say("No unit is entered yet."))

    def heading(self) -> str:
        """Document, order line and item."""
        return serial_words.heading(self.found) if self.found else say("Serial numbers")

    def hint(self) -> str:
        """What to do with the next unit."""
        if self.found is None:
            return ""
        if self.found.way == "in":
            return say("Scan the serial number of each unit.")
        if self.found.way == "count":
            return say("Scan every unit that lies here.")
        return say("Scan each unit that leaves, or press l for the list.")

    def prompt(self) -> str:
        """Any way in."""
        return say("scan, type or paste")

    def listing(self) -> SerialRows:
        """What arrows move."""
        return self.rows

    def allowed(self, command: Command) -> bool:
        """Yes only to a question; the list of stock only for units that are in stock; missing only where a list was sent."""
        if command.id in {"yes", "ja"}:
            return self.question is not None
        if self.found is None:
            return command.id in {"save", "back", "help", "palette", "unclaimed"}
        if command.id == "choose":
            return self.found.way != "in"
        return command.id != "missing" or self.found.expected > 0

    def compose_body(self) -> ComposeResult:
        """The count large, the supplier's list against what came, the units."""
        yield self.count
        yield self.announced
        yield self.rows

    async def load(self) -> None:
        """The list as it is on disk."""
        await self._show()

    async def _show(self, key: object = None) -> None:
        found = await self.do(lists.view, line_id=self.line_id)
        self.found = found
        self.count.of = say("of")
        self.count.done = found.count
        self.count.total = None if found.way == "count" else found.wanted
        self.count.last = found.rows[0].serial if found.rows else ""
        self.count.note = serial_words.to_go(found.way, found.count, found.wanted)
        self.rows.put(found.rows, top=found.count, count=found.count, key=key)
        self.announced.display = found.expected > 0
        if found.expected:
            tally = await self.do(expecting.tally, line_id=self.line_id)
            words = say("announced {expected} · received {received} · missing {missing} · unexpected {unexpected}",
                        expected=tally.expected, received=tally.received, missing=tally.missing,
                        unexpected=tally.unexpected)  # fmt: skip
            self.announced.update(plain(" " + words))

    async def take_scan(self, taken: Taken) -> None:
        """One unit. Whatever question was open is dropped: a scan answers nothing."""
        self._drop_question()
        await self._add(taken, {})

    async def _add(self, taken: Taken, sure: dict[str, str]) -> None:
        source = "" if taken.how == "keyed" else taken.source
        try:
            added = await self.do(
                entry.add,
                line_id=self.line_id,
                text=taken.text,
                how=taken.how,
                source=source,
                raw=taken.raw,
                sure=sure,
            )
        except Ask as ask:
            self.question = Question(taken, ask, sure)
            self.refresh_frame()
            raise
        except TwiceInList:
            await self._point_at(taken.text.strip())
            raise
        self.question = None
        await self._show()
        self.rows.move("home")
        self._said(added)

    def _said(self, added: Added) -> None:
        words, found = serial_words.added_words(added), self.found
        if found is not None and serial_words.complete(found):
            self.complete(f"{words} · {added.count} {say('of')} {found.wanted}", self._what_next(found))
        else:
            way = found.way if found else ""
            self.ok(f"{words} · {serial_words.to_go(way, added.count, added.wanted)}")

    def complete(self, sentence: str, next_step: str) -> None:
        """The last unit the line wanted is here."""
        self.band.show("ok", say("COMPLETE"), sentence, next_step)

    def _what_next(self, found: SerialList) -> str:
        return say("Every unit of this line is here. Enter goes back to {document}.", document=found.document)

    async def _point_at(self, serial: str) -> None:
        """Put the cursor on a unit that is in the list already, however far down."""
        place = await self.do(lists.find, line_id=self.line_id, serial=serial)
        if place is None or self.found is None:
            return
        key = place.rows[0].id
        if any(shown.id == key for shown in self.rows.entries):
            self.rows.show(self.rows.rows, key=key)
        else:
            self.rows.put(place.rows, top=place.position, count=self.found.count, key=key)

    async def take_paste(self, text: str) -> None:
        """A list: shown first, counted when a person says so."""
        from models.serial_text import split

        self._drop_question()
        await self._preview(split(text), "pasted")

    async def _preview(self, texts: list[str], how: str, source: str = "") -> None:
        from tui.screens.serial_paste import SerialPaste

        added = await self.ask(SerialPaste(self.line_id, self.heading(), texts, how=how, source=source))
        self.rows.move("home")
        found = self.found
        if added is None or found is None:
            self.ok(say("Nothing of the list was taken."))
        elif serial_words.complete(found):
            self.complete(say("{count} units were added", count=added), self._what_next(found))
        else:
            words = say("{count} units were added", count=added)
            self.ok(f"{words} · {serial_words.to_go(found.way, found.count, found.wanted)}")

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
            detail = say("It is kept with the unit, and shown on the receipt.")
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
        await self._show()
        self.rows.move("home")
        self._taken_off(undone.serial)

    async def do_remove(self) -> None:
        """The unit under the cursor goes off the list."""
        self._drop_question()
        if self.rows.entry is None:
            self.refused(say("There is no unit to remove."), self.hint())
            return
        undone = await self.do(entry.remove, line_id=self.line_id, serial=self.rows.entry.serial)
        await self._show()
        self._taken_off(undone.serial)

    def _taken_off(self, serial: str) -> None:
        if (found := self.found) is not None:
            left = serial_words.to_go(found.way, found.count, found.wanted)
            self.ok(say("{serial} is off the list", serial=serial) + f" · {left}")

    async def do_range(self) -> None:
        """Ask for a range, then show what it would add."""
        from tui.screens.serial_range import SerialRange

        self._drop_question()
        if (texts := await self.ask(SerialRange())) is not None:
            await self._preview(list(texts), "keyed")

    async def do_paste(self) -> None:
        """Ask for a list or a file, then show what it would add."""
        from tui.screens.serial_source import SerialSource

        self._drop_question()
        if (told := await self.ask(SerialSource())) is not None:
            await self._preview(list(told.texts), told.how, told.source)

    async def do_choose(self) -> None:
        """Choose one of the units in stock."""
        from tui.screens.choose_serials import ChooseSerials

        self._drop_question()
        if (serial := await self.ask(ChooseSerials(self.line_id))) is not None:
            await self._add_listed(serial)

    async def _add_listed(self, serial: str) -> None:
        added = await self.do(entry.add, line_id=self.line_id, text=serial, how="listed")
        await self._show()
        self.rows.move("home")
        self._said(added)

    async def do_missing(self) -> None:
        """List what was announced and has not come."""
        from tui.screens.serial_missing import SerialMissing

        await self.ask(SerialMissing(self.line_id, self.heading()))

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
        self.ok(say("{serial} was not taken.", serial=text), self.hint())

    def _wish(self, what: str) -> None:
        self.station.offer(partial(self.guarded, self._more(what)))

    async def _more(self, what: str) -> None:
        if what == "newest":
            await self._show()
            self.rows.move("home")
        elif self.rows.entries:
            last = self.rows.entries[-1].id
            self.rows.older(await self.do(lists.rows, line_id=self.line_id, before=last))

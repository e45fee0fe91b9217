"""The serial dialog: one unique serial number for each unit of a line, each on disk before its verdict shows.

1. Scan, type or paste; each unit is judged at once and said with what it is.
2. A question (`! ASK`) is answered by y alone; the next scan drops it.
3. u undoes, Del removes the row under the cursor, r adds a range, p a list or a file.
4. Enter or Esc leaves: everything in the list is kept.
"""

from typing import ClassVar

from models import choosing, entry, labelling
from models.kept_here import Meant
from models.language import say
from tui import serial_words
from tui.commands import Command
from tui.messages import Taken
from tui.screens.entry_board import Question
from tui.screens.serial_taking import SerialTaking


class SerialEntry(SerialTaking):
    """The list on `line_id`, whichever document it is on; leaving it keeps everything."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("yes", "y", "Yes, take it", "Answers the question in the band with yes."),
        Command("ja", "j", "Yes, take it", shown=False),
        Command("rule", "h", "Make a rule", "Makes what is usual among the item's serial numbers its rule."),
        Command("undo", "u", "Undo", "Takes the last unit off the list; again for the one before.", "f5"),
        Command("range", "r", "Range", "Adds first..last or first x count, shown before it counts.", "f6"),
        Command("paste", "p", "Paste/file", "Adds a pasted list or a file, shown before it counts.", "f7"),
        Command("remove", "delete", "Remove", "Takes the unit under the cursor off the list.", "d"),
        Command("choose", "l", "List", "Chooses from the units in stock.", "f4"),
        Command(
            "oldest",
            "f",
            "Oldest",
            "Takes the units that came in first, as many as are missing.",
            shown=False,
        ),
        Command("missing", "m", "Missing", "Lists the announced serial numbers that have not come.", "f3"),
        Command("print", "k", "Labels", "Prints a label for each unit on this list.", f_key="f9"),
        Command("save", "enter", "Save", "Goes back; every unit in the list is kept.", "f2"),
        Command("back", "escape", "Leave (kept)", "Goes back; every unit in the list is kept."),
    )

    def __init__(self, line_id: int, *, first: Taken | None = None, question: Question | None = None) -> None:
        """`first` is what opened the dialog: it is judged as if it had been scanned here. `question` was asked already."""
        super().__init__(line_id)
        self._first = first
        self.question = question

    def hint(self) -> str:
        """What to do with the next unit."""
        if self.found is None:
            return ""
        if serial_words.complete(self.found):
            return self.what_next(self.found)
        words = {
            "in": say("Scan the serial number of each unit."),
            "count": say("Scan every unit that lies here."),
            "reserve": say("Scan each unit to promise to this order, or press l for the list."),
            "credit": say("Scan each unit that goes back, or press l for the list."),
            "assign": say("Scan the serial number of each unit on this shelf."),
        }
        return words.get(self.found.way) or say("Scan each unit that leaves, or press l for the list.")

    async def load(self) -> None:
        """The list as it is on disk, then the unit that opened the dialog."""
        await super().load()
        first, self._first = self._first, None
        if first is not None:
            await (self.take_paste(first.text) if first.how == "pasted" else self.take_scan(first))
        if self.question is not None:
            self.asked(self.question.ask.sentence, self.question.ask.next)

    def meant(self) -> Meant:
        """The list."""
        return Meant(self.found.document if self.found else "", "list", self.line_id)

    def prompt(self) -> str:
        """Any way in."""
        return say("scan, type or paste")

    def allowed(self, command: Command) -> bool:
        """Yes only to a question; stock only for units in stock; missing only where a list was sent."""
        if command.id in {"yes", "ja", "rule"}:
            return self.answerable(command.id)
        if self.found is None:
            return command.id in {"save", "back", "help", "palette", "unclaimed"}
        if command.id == "oldest":
            return self.found.way in {"out", "reserve"}
        if command.id == "choose":
            return self.found.way not in {"in", "assign"}
        if command.id == "print":
            return self.found.way in {"in", "count", "assign"} and self.found.count > 0
        return command.id != "missing" or self.found.expected > 0

    async def do_undo(self) -> None:
        """The last unit goes off the list."""
        self.drop_question()
        if self.found is None:
            return
        undone = await self.do(entry.undo, document_id=self.found.document_id, line_id=self.line_id)
        one = say("{serial} is off the list", serial=undone.serial)
        self.said_well(await self.show_newest(), serial_words.undone_words(undone, one))

    async def do_remove(self) -> None:
        """The unit under the cursor goes off the list."""
        self.drop_question()
        if self.rows.entry is None:
            self.refused(say("There is no unit to remove."), self.hint())
            return
        undone = await self.do(entry.remove, line_id=self.line_id, serial=self.rows.entry.serial)
        self.said_well(await self.show_list(), say("{serial} is off the list", serial=undone.serial))

    async def do_choose(self) -> None:
        """Choose one of the units in stock."""
        from tui.screens.choose_serials import ChooseSerials

        self.drop_question()
        if (serial := await self.ask(ChooseSerials(self.line_id))) is not None:
            await self.taken_in(await self.do(entry.add, line_id=self.line_id, text=serial, how="listed"))

    async def do_print(self) -> None:
        """A label for each unit on the list."""
        self.drop_question()
        wanted = await self.do(labelling.of_line, line_id=self.line_id)
        await self.hand_out_labels(wanted, self.found.document if self.found else "")

    async def do_oldest(self) -> None:
        """Take the units that came in first; only this command ever chooses units by itself (R27)."""
        self.drop_question()
        added = await self.do(choosing.propose, line_id=self.line_id)
        self.said_well(await self.show_list(), serial_words.pasted_words(added.added, len(added.refused), 0))

    async def do_missing(self) -> None:
        """List what was announced and has not come."""
        from tui.screens.serial_missing import SerialMissing

        await self.ask(SerialMissing(self.line_id))

    async def do_save(self) -> None:
        """Done; a question that is still open stays in sight."""
        if self.question is None:
            await self.leave()

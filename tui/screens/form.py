"""A screen that is a form, and the same as a dialog."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.screens.dialog import Dialog
from tui.widgets.fields import Field
from tui.widgets.form import Form
from tui.widgets.strokes import Stroke

T = TypeVar("T")


class FormScreen(StationScreen[T], Generic[T]):
    """Gives `fields()` and does `save(values)`; every command here needs an F-key, for letters belong to the
    fields.
    """

    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("save", "f2", "Save", "Saves the form; so does Enter on the last field."),
        Command("back", "escape", "Leave", "Leaves the form; asks when something was changed."),
        Command("help", "f1", "Help"),
    )

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.form = Form()
        self._shown = False
        self._digits_in = ""

    def fields(self) -> Sequence[Field]:
        """The fields as they are to begin with; called once, after `load`."""
        raise RuntimeError(f"{type(self).__name__} has no fields")

    async def save(self, values: dict[str, str]) -> None:
        """Do what the form is for, then `answer` or `leave`; call `self.form.wrong({name: sentence})`
        instead.
        """
        raise RuntimeError(f"{type(self).__name__} does not save")

    def hint(self) -> str:
        """The field's own help, or how to move."""
        words = self.form.sheet.field.help if self.form.sheet.fields else ""
        return words or say("Tab or Enter goes on, Up goes back, F2 saves, Esc leaves.")

    def compose_body(self) -> ComposeResult:
        """The form fills the body."""
        yield self.form

    async def open(self) -> None:
        """Read, then put the fields up the first time."""
        await super().open()
        if not self._shown:
            self._shown = True
            self.form.show(self.fields())
            self.idle()

    async def do_save(self) -> None:
        """Save what the fields hold."""
        await self.save(self.form.sheet.values)

    async def do_back(self) -> None:
        """Leave; ask first when something would be lost."""
        question = Confirm(say("Leave without saving?"), say("What you changed here would be lost."))
        if not self.form.sheet.changed or await self.ask(question):
            await self.leave()

    async def go_home(self) -> None:
        """Ask first when something would be lost."""
        await self.do_back()

    def card_step(self, key: str) -> bool:
        """The next or the previous field."""
        self._digits_in = ""
        self.form.stroke(Stroke(key, None, 0.0))
        self.idle()
        return True

    def card_digit(self, digit: str) -> bool:
        """A choice by its number, or a digit of a number; the first one replaces what stood there."""
        field = self.form.sheet.field
        if field.kind == "choice" and 1 <= int(digit) <= len(field.choices):
            self.form.put(field.choices[int(digit) - 1][0])
        elif field.kind == "number":
            before = self.form.sheet.values[field.name] if self._digits_in == field.name else ""
            self.form.put((before + digit)[: field.length])
            self._digits_in = field.name
        else:
            return False
        return True

    def take_stroke(self, stroke: Stroke) -> bool:
        """Every key is the form's; what it makes of them goes through the one pump."""
        field = self.form.sheet.field
        told = self.form.stroke(stroke)
        if told is None:
            if self.form.sheet.field is not field or self.band.verdict == "idle":
                self.idle()
        elif told.what == "scan":
            self.station.take(Taken(told.text, "scanned", at=stroke.at))
        elif told.what == "key":
            self.press(told.text)
        elif told.what == "full":
            self.refused(
                say("{label} holds at most {length} characters.", label=field.label, length=told.text)
            )
        else:
            command = "save" if told.what == "save" else "back"
            self.station.offer(partial(self.carry_out, Command(command, "", "")))
        return True

    def paste_into_form(self, text: str) -> bool:
        """One line goes into the field; more than one line does not fit any."""
        lines = text.strip("\r\n").splitlines()
        field = self.form.sheet.field
        if len(lines) != 1 or field.kind not in {"text", "number"} or len(lines[0]) > field.length:
            self.refused(say("What was pasted does not fit into {label}.", label=field.label))
        else:
            self.form.put(lines[0])
        return True

    async def receive(self, taken: Taken) -> None:
        """A scan fills the field that asks for one, whatever was typed there; other scans lie aside. A badge
        signs on, except in the field of that name.
        """
        field = self.form.sheet.field
        wanted = taken.fault is None and field.accepts_scan
        if wanted and field.name != "badge" and await self.signs_on(taken):
            return
        if wanted:
            self.form.put(taken.text)
            self.form.sheet.next()
        else:
            await super().receive(taken)


class FormDialog(Dialog[T], FormScreen[T], Generic[T]):
    """A few fields over the screen that asked."""

    takes_text: ClassVar[bool] = False

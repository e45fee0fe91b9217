"""Correcting a serial number (R47): the right one and why, and the paper of a correction that was made."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import correcting
from models.correcting import Done, SerialCorrection
from models.language import say
from models.refusals import Ask
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog
from tui.widgets.fields import Field
from tui.widgets.plain import plain_lines
from tui.words import day_and_clock

REASON_MOST = 200
SERIAL_MOST = 100


class CorrectForm(FormDialog[Done]):
    """Asks for the right serial number, scanned or typed, and the reason."""

    def __init__(self, serial: str, item: str) -> None:
        super().__init__()
        self.serial = serial
        self.item = item

    def heading(self) -> str:
        """Which unit."""
        return say("Correct {serial} of {item}", serial=self.serial, item=self.item)

    def fields(self) -> Sequence[Field]:
        """The right text, and why."""
        right = say("What the unit's own label says. The old number stays known and finds it.")
        why = say("Why it was wrong; kept with the unit for ever.")
        return (
            Field("serial", say("Right serial"), "", length=SERIAL_MOST, help=right, accepts_scan=True),
            Field("reason", say("Reason"), "", length=REASON_MOST, help=why),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Correct it; what the new number leaves open is asked."""
        await self._save(values, {})

    async def _save(self, values: dict[str, str], sure: dict[str, str]) -> None:
        try:
            done = await self.do(
                correcting.correct,
                serial=self.serial,
                item=self.item,
                new=values["serial"],
                reason=values["reason"],
                sure=sure,
            )
        except Ask as question:
            if await self.ask(Confirm(question.sentence, question.next)):
                await self._save(values, {**sure, question.question: "yes"})
            return
        await self.answer(done)


class CorrectionScreen(StationScreen[None]):
    """A correction by its number: what became what, who did it, and why."""

    DEFAULT_CSS = """
    CorrectionScreen .facts { height: auto; padding: 1; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Life", "Opens the unit's life.", f_key="f2"),
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: SerialCorrection | None = None
        self.facts = Static("", markup=False, classes="facts")

    def heading(self) -> str:
        """Its number and its item."""
        if self.view is None:
            return self.number
        return say(
            "Serial correction {number} · {item} {name}",
            number=self.view.number,
            item=self.view.item,
            name=self.view.name,
        )

    def hint(self) -> str:
        """What to do."""
        return say("Enter opens the unit. A correction is undone by correcting back.")

    def compose_body(self) -> ComposeResult:
        """What it says."""
        yield self.facts

    async def load(self) -> None:
        """Read it."""
        self.view = view = await self.do(correcting.view, number=self.number)
        lines = [
            say("{old} became {new}.", old=view.old, new=view.new),
            say("Reason: {reason}", reason=view.reason),
            " · ".join(part for part in (day_and_clock(view.posted_at), view.operator, view.station) if part),
        ]
        if view.serial != view.new:
            lines.append(say("Today the unit is called {serial}.", serial=view.serial))
        self.facts.update(plain_lines(lines))

    async def do_take(self) -> None:
        """Open the unit."""
        from tui.screens.serial_life import SerialLifeScreen

        if self.view is not None:
            self.idle()
            await self.go(SerialLifeScreen(self.view.serial, self.view.item))

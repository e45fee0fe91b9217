"""One typed answer: a reason, a quantity, a number. A scan goes aside."""

import time
from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models.language import say
from models.money import parse_quantity
from tui.commands import Command
from tui.messages import Taken
from tui.screens.dialog import Dialog
from tui.screens.stacked import Stacked
from tui.widgets.plain import plain


class Typed(Dialog[str]):
    """Answers what was typed. `check` may raise a Refusal, which is shown and leaves the question open."""

    takes_text: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (Command("back", "escape", "Leave"),)

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        asks: str = "",
        check: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self.question = question
        self.detail = detail
        self.asks = asks
        self.check = check

    def heading(self) -> str:
        """The question."""
        return self.question

    def hint(self) -> str:
        """How to answer."""
        return self.asks or say("Type it and press Enter; Esc leaves everything as it was.")

    def prompt(self) -> str:
        """Before what is typed."""
        return say("type")

    def compose_body(self) -> ComposeResult:
        """What hangs on the answer."""
        if self.detail:
            yield Static(plain(self.detail), markup=False)

    def card_digit(self, digit: str) -> bool:
        """One more digit of the answer."""
        self.station.keyboard.wedge.type(digit, time.monotonic())
        return True

    async def card_enter(self) -> bool:
        """What stands there is the answer."""
        wedge = self.station.keyboard.wedge
        text = wedge.text
        wedge.clear()
        if text:
            await self.guarded(self.take_scan(Taken(text, "keyed")))
        return bool(text)

    async def take_scan(self, taken: Taken) -> None:
        """Answer what was typed, if it passes."""
        text = taken.text.strip()
        if self.check is not None:
            self.check(text)
        if text:
            await self.answer(text)


def whole(text: str) -> int:
    """A quantity as typed, 0 too. Raises NumberUnreadable, QuantityOutOfRange."""
    return parse_quantity(text, least=0)


async def ask_number(
    screen: Stacked[Any], question: str, detail: str = "", parse: Callable[[str], int] = whole
) -> int | None:
    """The number that a person types, a quantity unless `parse` reads another; None when they leave."""
    typed = await screen.ask(Typed(question, detail, check=parse))
    return None if typed is None else parse(typed)

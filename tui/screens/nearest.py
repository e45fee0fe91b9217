"""Which serial number was meant: the closest ones to a text that was typed, chosen by their number alone (R2.12)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Concatenate, ParamSpec

from models.book import Book
from models.language import say
from models.suggesting import Near
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.widgets.cells import Column, Row
from tui.words import state_word

P = ParamSpec("P")


class Nearest(Choose):
    """Answers the row whose number is pressed. Enter chooses nothing: a person types it without looking."""

    commands: ClassVar[tuple[Command, ...]] = (
        *(command for command in Choose.commands if command.id.startswith("number")),
        Command("back", "escape", "None of them"),
    )

    def hint(self) -> str:
        """How to choose."""
        return say("Press the number of the one you meant; Esc if it is none of them.")


async def meant(
    screen: StationScreen[Any],
    taken: Taken,
    verb: Callable[Concatenate[Book, P], tuple[Near, ...]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> tuple[Taken, Near] | None:
    """What a person says was meant by a text they typed; None for a scan, where nothing is close, or for none of them."""
    if taken.how != "keyed":
        return None
    found = await screen.do(verb, *args, **kwargs)
    if not found:
        return None
    rows = [Row(one, (one.serial, one.item, state_word(one.place))) for one in found]
    columns = (
        Column(say("Serial number"), 34, grows=True, middle=True),
        Column(say("Item"), 16),
        Column(say("Location"), 12, spare=1),
    )
    question = say("{text} does not fit here. Is it one of these?", text=taken.text.strip()[:40])
    chosen = await screen.ask(Nearest(question, rows, columns))
    return (replace(taken, text=chosen.serial), chosen) if isinstance(chosen, Near) else None

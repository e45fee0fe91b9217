"""A note that may be left out: typed, or Enter alone."""

from typing import ClassVar

from models.language import say
from tui.commands import Command
from tui.screens.typed import Typed


class Noted(Typed):
    """Answers what was typed; Enter, or the confirm card, answers "" while nothing is."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Without a note", "Goes on; nothing is noted.", f_key="f2"),
        Command("back", "escape", "Leave"),
    )

    def hint(self) -> str:
        """How to answer."""
        return self.asks or say("Type it and press Enter, or Enter alone; Esc leaves everything as it was.")

    async def do_take(self) -> None:
        """Go on without one."""
        await self.answer("")

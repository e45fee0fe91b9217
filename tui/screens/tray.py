"""Scans that no screen has taken: seen, and given on or thrown away by a person."""

from collections import deque
from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.dialog import Dialog
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

NEEDS_A_PERSON = {"ask", "refused", "unknown"}


class Tray(Dialog[tuple[Taken, ...]]):
    """Answers the scans to be used by the screen below, where `use` takes them out of the tray."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Use here", "Gives this scan to the screen below.", f_key="f2"),
        Command(
            "take_all",
            "a",
            "Use all",
            "Gives the scans to the screen below, oldest first, until one needs you.",
        ),
        Command("drop", "delete", "Throw away", "Throws this scan away.", f_key="f4", destructive=True),
        Command("back", "escape", "Leave"),
    )

    def __init__(self, unclaimed: deque[Taken]) -> None:
        super().__init__()
        self.unclaimed = unclaimed
        columns = (Column(say("Scan"), 40, grows=True), Column(say("From"), 14, spare=1))
        self.list = RowList(columns, empty=say("No scan is unclaimed."))

    def heading(self) -> str:
        """What this is."""
        return say("Unclaimed scans: {count}", count=len(self.unclaimed))

    def hint(self) -> str:
        """What to do."""
        return say("They came while a question was open. Nothing was done with them yet.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The scans."""
        yield self.list

    async def load(self) -> None:
        """Show the tray as it is."""
        self.list.show([Row(taken, (taken.text, taken.source)) for taken in self.unclaimed])

    async def do_take(self) -> None:
        """Hand on one."""
        if (taken := self._chosen()) is not None:
            await self.answer((taken,))

    async def do_take_all(self) -> None:
        """Hand on all."""
        await self.answer(tuple(self.unclaimed))

    async def do_drop(self) -> None:
        """Throw one away."""
        if (taken := self._chosen()) is not None:
            self.unclaimed.remove(taken)
            await self.load()
            self.ok(say("{text} was thrown away.", text=taken.text))
            self.refresh_frame()

    def _chosen(self) -> Taken | None:
        row = self.list.row
        return row.key if row is not None and isinstance(row.key, Taken) else None


async def use(screen: StationScreen[Any], chosen: Sequence[Taken]) -> None:
    """Judge the chosen scans on `screen`, one by one. The first one that opens another screen, asks something or
    is not accepted ends it: those after it stay in the tray, and that is said.
    """
    tray = screen.station.board.unclaimed
    for count, taken in enumerate(chosen, 1):
        tray.remove(taken)
        screen.station.show_standing()
        shown_at = screen.shown_at
        await screen.judge(taken)
        top = screen.station.station_screen
        if top is screen and screen.shown_at == shown_at and screen.band.verdict not in NEEDS_A_PERSON:
            continue
        if left := len(chosen) - count:
            words = (
                say("1 scan still lies aside: *")
                if left == 1
                else say("{count} scans still lie aside: *", count=left)
            )
            top.also(words)
        return

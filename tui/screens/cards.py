"""A list of things a person keeps up to date, and the form of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList


@dataclass(frozen=True)
class Saved:
    """What a form answers: which row it is about, and what was done."""

    key: object
    sentence: str


class CardList(StationScreen[None]):
    """Gives `columns`, `rows`, `form` and `empty`; Enter opens the form of a row, n an empty one."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Edit", "Opens the line under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Makes a new one.", f_key="f3"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.list = RowList(self.columns(), empty=self.empty())

    def columns(self) -> Sequence[Column]:
        """What the list tells."""
        raise RuntimeError(f"{type(self).__name__} has no columns")

    def empty(self) -> str:
        """What stands in an empty list, and what to do."""
        return say("Nothing here yet. Press n to make one.")

    async def rows(self) -> Sequence[Row]:
        """Every line, read afresh."""
        raise RuntimeError(f"{type(self).__name__} has no rows")

    def form(self, row: Row | None) -> StationScreen[Saved] | None:
        """The form of a line, or of a new one; None when there is nothing to edit."""
        return None

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield self.list

    async def load(self) -> None:
        """Read the list."""
        self.list.show(await self.rows())
        if self.band.verdict == "idle":
            self.idle()

    async def do_take(self) -> None:
        """Edit the line under the cursor."""
        if self.list.row is not None:
            await self._fill_in(self.form(self.list.row))

    async def do_new(self) -> None:
        """Make a new one."""
        await self._fill_in(self.form(None))

    async def _fill_in(self, form: StationScreen[Saved] | None) -> None:
        if form is None:
            return
        saved: Saved | None = await self.ask(form)
        if saved is not None:
            self.list.show(await self.rows(), key=saved.key)
            self.ok(saved.sentence)

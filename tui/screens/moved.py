"""One move as it stands: which units went from where to where; taken back if need be."""

from typing import ClassVar

from textual.app import ComposeResult

from models import goods_documents, goods_reversing, moving
from models.language import say
from models.moving import Move
from tui.commands import Command
from tui.screens import move_rows
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.widgets.row_list import RowList
from tui.words import day_and_clock, status_word


class MovedScreen(StationScreen[None]):
    """A move, posted or still in a hand. A draft of this station is gone on with on the move screen."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Life", "Opens the unit under the cursor, or its item.", f_key="f2"),
        Command("move", "m", "Move", "Goes on moving units."),
        Command("cancel", "x", "Cancel", "Puts back all that is in hand, unmoved.", destructive=True),
        Command("reverse", "v", "Reverse", "Brings every unit back to its shelf.", destructive=True),
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: Move | None = None
        self.list = RowList(move_rows.unit_columns(), empty=say("Nothing was moved."))

    def heading(self) -> str:
        """Number, state, when."""
        if self.view is None:
            return self.number
        at = day_and_clock(self.view.posted_at or self.view.created_at)
        parts = (
            say("Move {number}", number=self.view.number),
            status_word(self.view.status),
            at,
            self.view.station,
        )
        return " · ".join(parts)

    def hint(self) -> str:
        """What to do, by state."""
        status = self.view.status if self.view else "posted"
        if status == "draft" and self._own():
            return say("In hand at this station: m goes on with it.")
        if status == "draft" and self.view is not None:
            return say("In hand at station {station}.", station=self.view.station)
        if status == "reversed":
            return say("Reversed: every unit went back to where it was.")
        if status == "cancelled":
            return say("Cancelled: nothing was moved.")
        return say("Moved. Enter shows a unit's life, v brings every unit back.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The units."""
        yield self.list

    def allowed(self, command: Command) -> bool:
        """A draft is cancelled, a posted move reversed."""
        status = self.view.status if self.view else ""
        wanted = {"cancel": "draft", "reverse": "posted"}.get(command.id)
        if command.id == "take":
            return self.list.row is not None
        return wanted is None or status == wanted

    async def load(self) -> None:
        """Read it."""
        self.view = await self.do(moving.view, number=self.number)
        self.number = self.view.number
        self.list.show([move_rows.unit_row(n, unit) for n, unit in enumerate(self.view.units)])
        if self.band.verdict == "idle":
            self.idle()

    async def do_take(self) -> None:
        """Open the unit, or the item."""
        from tui.screens.item import ItemScreen
        from tui.screens.serial_life import SerialLifeScreen

        key = self.list.row.key if self.list.row is not None else None
        if isinstance(key, tuple):
            self.idle()
            await self.go(SerialLifeScreen(key[1], key[2]) if key[1] else ItemScreen(key[2]))

    async def do_move(self) -> None:
        """Go on moving."""
        from tui.screens.move import MoveScreen

        self.idle()
        await self.go(MoveScreen())

    async def do_cancel(self) -> None:
        """Put everything back."""
        question = say("Put back all that is in hand?")
        detail = say("Nothing is moved; what was reserved for an order stays reserved.")
        if await self.ask(Confirm(question, detail)):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.refresh_frame()
            self.ok(say("{number} is cancelled; nothing was moved.", number=self.number))

    async def do_reverse(self) -> None:
        """Bring everything back."""
        detail = say("Every unit is booked back to where it was.")
        if await self.ask(Confirm(say("Reverse move {number}?", number=self.number), detail)):
            done = await self.do(goods_reversing.reverse, number=self.number)
            await self.load()
            self.refresh_frame()
            self.ok(move_rows.reversed_words(done))

    def _own(self) -> bool:
        return self.view is not None and self.view.station == self.station.board.standing.station

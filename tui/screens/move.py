"""Moving units between locations: units in hand, then the place; or the place first, then units, each at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import goods_documents, goods_reversing, moving, places
from models.kept_here import Meant
from models.language import say
from models.moving import Hand, Placed, PlaceSet, Taken
from models.moving_hand import MoveRow
from models.refusals_scan import NothingToUndo
from tui.commands import Command
from tui.screens import move_rows
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.move_scan import MoveScan
from tui.widgets.big_count import BigCount
from tui.widgets.cells import Row
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList

RULE_ROWS = 20
"""Rows of a screen that has room for the rule beside what is in hand."""


class MoveScreen(MoveScan):
    """What this station has in hand; while there is nothing, the latest moves. Leaving loses nothing."""

    DEFAULT_CSS = """
    MoveScreen .rule { height: auto; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the unit, or the move, under the cursor.", f_key="f2"),
        Command("location", "l", "Location", "Chooses the location instead of scanning it.", f_key="f7"),
        Command(
            "undo", "u", "Undo", "Puts back the last unit; with nothing in hand, the last move.", f_key="f5"
        ),
        Command(
            "drop", "delete", "Let go", "No location is set any more: units are taken in hand.", f_key="d"
        ),
        Command("cancel", "x", "Cancel", "Puts back all that is in hand, unmoved.", destructive=True),
    )

    def __init__(self, first: str = "", item: str = "") -> None:
        super().__init__()
        self.first, self.item = first, item
        self.hand = Hand("", 0, "", "", (), 0)
        self.moves: tuple[MoveRow, ...] = ()
        self.here = 0
        """Units that went to the location set since it was set."""
        self.count = BigCount()
        self.rule = Static("", markup=False, classes="rule")
        self.list = RowList(
            move_rows.hand_columns(), empty=say("Nothing is in hand, and nothing was moved yet.")
        )

    def heading(self) -> str:
        """The draft, if there is one."""
        return " · ".join(
            part for part in (say("Move"), self.hand.document if self.hand.count else "") if part
        )

    def hint(self) -> str:
        """What to do, by what is in hand."""
        if self.hand.place:
            return say("Scan units: each goes to {place} at once.", place=self.hand.place)
        if self.hand.count:
            return say("Scan more units, or the location where all of them go.")
        return say("Scan the units to move, then the location.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The count over the rule over the list."""
        yield self.count
        yield self.rule
        yield self.list

    def set_aside(self) -> str:
        """What is in hand stays there."""
        if not self.hand.count:
            return ""
        return say(
            "{document} is set aside; in hand: {count}.", document=self.hand.document, count=self.hand.count
        )

    def meant(self) -> Meant:
        """This station's move, and the location each unit went to."""
        return Meant(self.hand.document, "move", state=self.hand.place)

    def stands(self, state: str) -> bool:
        """Units must go where they went then."""
        return self.hand.place == state

    def allowed(self, command: Command) -> bool:
        """Only what is there is put back, let go or opened."""
        match command.id:
            case "cancel":
                return self.hand.count > 0
            case "drop":
                return bool(self.hand.place)
            case "undo":
                return self.hand.count > 0 or bool(self.last)
            case "take":
                return self.list.row is not None
        return True

    async def load(self) -> None:
        """What is in hand now, and what was moved; then the unit this screen was opened with."""
        self.hand = await self.do(moving.hand)
        self.moves = () if self.hand.count else await self.do(moving.listed)
        self._show()
        if self.first:
            first, self.first = self.first, ""
            self.station.offer(lambda: self.guarded(self.take_listed(first, self.item)))

    def _show(self) -> None:
        hand = self.hand
        self.list.retitle(move_rows.hand_columns() if hand.count else move_rows.move_columns())
        rows = (
            [move_rows.hand_row(row) for row in hand.rows] if hand.count else move_rows.move_rows(self.moves)
        )
        self.list.show(rows, key=rows[0].key if rows else None)
        self.count.done = self.here if hand.place else hand.count
        self.count.title = say("to") if hand.place else say("in hand")
        self.count.last = hand.place or " "
        self.count.note = hand.place_name
        self.rule.update(plain_lines(move_rows.rule_words(hand)))
        self.rule.display = self.size.height >= RULE_ROWS or not hand.count  # the hint says what comes next
        if self.band.verdict == "idle":
            self.idle()
        self.refresh_frame()

    async def told(self, answer: Taken | Placed | PlaceSet) -> None:
        """Show and say what a scan did."""
        moved = answer.count if isinstance(answer, Placed) and answer.taken else 0
        self.here = self.here + moved if moved else 0
        await self.load()
        match answer:
            case Taken():
                self.ok(move_rows.taken_words(answer), self.hint())
            case Placed():
                self.last = answer.document
                self.refresh_frame()
                (self.ok if answer.taken else self.complete)(move_rows.placed_words(answer), self.hint())
            case PlaceSet():
                self.ok(move_rows.set_words(answer), self.hint())

    async def do_take(self) -> None:
        """Open what the cursor is on."""
        from tui.jumping import document_screen
        from tui.screens.item import ItemScreen
        from tui.screens.serial_life import SerialLifeScreen

        key = self.list.row.key if self.list.row is not None else None
        if not isinstance(key, tuple):
            return
        self.idle()
        if key[0] == "move":
            if (screen := document_screen(key[1])) is not None:
                await self.go(screen)
        elif key[1]:
            await self.go(SerialLifeScreen(key[1], key[2]))
        else:
            await self.go(ItemScreen(key[2]))

    async def do_location(self) -> None:
        """Choose the location from those that take goods."""
        found = await self.do(places.list_places, blocked=False)
        question = say("Where does it go?") if self.hand.count else say("Where does each unit go?")
        rows = [Row(place.number, (place.number, place.name)) for place in found]
        chosen = await self.ask(Choose(question, rows))
        if chosen is not None:
            await self.told(await self.do(moving.scan, text=str(chosen), how="listed"))

    async def do_undo(self) -> None:
        """Put back what was taken last; with nothing in hand, the last move of this screen, after a question."""
        if self.hand.count:
            undone = await self.do(moving.undo)
            await self.load()
            self.ok(say("Put back: {words}.", words=undone.words), self.hint())
        elif not self.last:
            raise NothingToUndo(document=say("this move"))
        elif await self.ask(
            Confirm(
                say("Take {number} back?", number=self.last),
                say("Every unit is booked back to where it was."),
            )
        ):
            done = await self.do(goods_reversing.reverse, number=self.last)
            self.last = ""
            await self.load()
            self.ok(move_rows.reversed_words(done), self.hint())

    async def do_drop(self) -> None:
        """No location is set any more."""
        await self.told(await self.do(moving.let_go))

    async def do_cancel(self) -> None:
        """Put everything back."""
        question = say("Put back all that is in hand?")
        detail = say("Nothing is moved; what was reserved for an order stays reserved.")
        if await self.ask(Confirm(question, detail)):
            number = self.hand.document
            await self.do(goods_documents.cancel, number=number)
            await self.load()
            self.ok(say("{number} is cancelled; nothing was moved.", number=number), self.hint())

    async def leave(self) -> None:
        """A set location is let go: whoever comes back later would not think of it."""
        if self.hand.place:
            await self.do(moving.let_go)
        await super().leave()

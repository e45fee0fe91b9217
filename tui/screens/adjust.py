"""Adjustments: the drafts that wait, and the latest that are done."""

from typing import ClassVar

from textual.app import ComposeResult

from models import adjusting_lines
from models.adjusting_all import post_all
from models.adjusting_lines import AdjustmentRow
from models.language import say
from tui.commands import Command
from tui.screens.adjustment_head import AdjustmentForm
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import category_word, day_and_clock, status_word

SIGNS = {"draft": "○", "posted": "✔", "reversed": "↺"}


class AdjustScreen(StationScreen[None]):
    """The list of adjustments. Drafts come first; `c` posts all of them that are complete."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the adjustment under the cursor.", f_key="f2"),
        Command("new", "n", "New", "Starts an adjustment: category, reason, note; then its lines."),
        Command("post_all", "c", "Post all", "Posts every draft that is complete, each by itself."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AdjustmentRow, ...] = ()
        self.list = RowList(
            (
                Column(say("Number"), 8),
                Column(say("Status"), 13),
                Column(say("Category"), 12),
                Column(say("Reason"), 16, grows=True),
                Column(say("Lines"), 5, right=True),
                Column(say("Waits for"), 14),
                Column(say("When"), 16, spare=1),
                Column(say("Who"), 12, spare=2),
                Column(say("Station"), 12, spare=3),
            ),
            empty=say("No adjustment yet. Press n to start one."),
        )

    def heading(self) -> str:
        """What this is."""
        return say("Adjustments")

    def hint(self) -> str:
        """What to do."""
        return say("Enter opens an adjustment, n starts one. A scan opens what it is.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def confirms(self) -> tuple[str, ...]:
        """A draft under the cursor is gone on with; otherwise a new one is started."""
        status = {row.number: row.status for row in self.rows}
        draft = self.list.row is not None and status.get(str(self.list.row.key)) == "draft"
        return ("take",) if draft else ("new",)

    async def load(self) -> None:
        """Read the list."""
        self.rows = await self.do(adjusting_lines.listed)
        self.list.show([_row(row) for row in self.rows])

    def allowed(self, command: Command) -> bool:
        """Without a draft there is nothing to post, without a row nothing to open."""
        if command.id == "post_all":
            return any(row.status == "draft" for row in self.rows)
        return command.id != "take" or bool(self.rows)

    async def do_take(self) -> None:
        """Open the one under the cursor."""
        if self.list.row is not None:
            await self._open(str(self.list.row.key))

    async def do_new(self) -> None:
        """Start one."""
        made = await self.ask(AdjustmentForm())
        if made is not None:
            await self._open(made.number)

    async def do_post_all(self) -> None:
        """Post every draft that is complete."""
        drafts = sum(row.status == "draft" for row in self.rows)
        question = say("Post all {count} drafts?", count=drafts) if drafts > 1 else say("Post the draft?")
        if not await self.ask(Confirm(question, say("Those that are not complete stay drafts."))):
            return
        result = await self.do(post_all)
        await self.load()
        self.refresh_frame()
        posted = say("{count} posted.", count=len(result.posted))
        if not result.left:
            self.ok(posted)
            return
        number, refusal = result.left[0]
        rest = say("{count} stay drafts.", count=len(result.left)) if len(result.left) > 1 else ""
        words = " ".join(word for word in (posted, refusal.sentence, rest) if word)
        self.refused(words, say("Open {number} with Enter.", number=number))
        self.list.show(self.list.rows, key=number)

    async def _open(self, number: str) -> None:
        from tui.screens.adjustment import AdjustmentScreen

        self.idle()
        await self.go(AdjustmentScreen(number))


def _missing(count: int) -> str:
    return say("1 serial") if count == 1 else say("{count} serials", count=count)


def _row(row: AdjustmentRow) -> Row:
    draft = row.status == "draft"
    sign = SIGNS.get(row.status, "✖")
    if not draft:
        waits = ""
    elif not row.lines:
        waits = say("lines")
    else:
        waits = _missing(row.missing) if row.missing > 0 else say("posting")
    cells = (
        row.number,
        f"{sign} {status_word(row.status)}",
        category_word(row.category),
        row.reason,
        str(row.lines),
        waits,
    )
    return Row(
        row.number, (*cells, day_and_clock(row.at), row.operator, row.station), "" if draft else "muted"
    )

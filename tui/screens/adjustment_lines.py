"""The lines of an adjustment: shown, added, changed and removed, by hand or by the code of an item."""

from textual.app import ComposeResult
from textual.widgets import Static

from models import adjusting, converting, counting_results, entry, rights
from models.adjusting import Adjustment
from models.language import say
from tui.screens.adjustment_rows import columns, row_of, short
from tui.screens.adjustment_units import AdjustmentUnits
from tui.screens.confirm import Confirm
from tui.serial_words import undone_words
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList


class AdjustmentLines(AdjustmentUnits):
    """The half of the adjustment screen that shows it and changes its lines."""

    DEFAULT_CSS = """
    AdjustmentLines .reason { height: auto; max-height: 3; padding: 0 1; color: #A9B7C4; }
    """

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.count = ""
        self.reason = Static("", markup=False, classes="reason")
        self.sees_cost = True

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """Why, over the lines."""
        yield self.reason
        yield self.list

    async def load(self) -> None:
        """Read the adjustment."""
        self.sees_cost = await self.do(rights.sees_cost)
        self.count = await self.do(counting_results.count_of, adjustment=self.number)
        view = await self.do(adjusting.view, number=self.number)
        if view.converts and view.status == "draft":
            view = await self.do(converting.open_shelves, number=self.number)
        self.show_view(view)

    def show_view(self, view: Adjustment, key: object = None) -> None:
        """Put up the adjustment as it is now."""
        self.view = view
        why = " · ".join(word for word in (view.reason, view.note) if word)
        self.reason.update(plain(why))
        self.reason.display = bool(why)
        self.list.retitle(columns(cost=self.sees_cost))
        self.list.show([row_of(line, view.status, cost=self.sees_cost) for line in view.lines], key=key)
        if self.band.verdict == "idle":
            self.idle()
        self.refresh_frame()

    async def do_add(self, item: str = "") -> None:
        """Choose an item, then how it changes."""
        from tui.screens.adjustment_line import LineForm
        from tui.screens.choose_item import ChooseItem

        self.drop_question()
        wanted = item or await self.ask(ChooseItem(say("Adjust which item?")))
        if wanted is None:
            return
        changed = await self.ask(LineForm(self.number, wanted))
        if changed is None:
            return
        line = changed.lines[-1]
        self.show_view(changed, key=line.line_no)
        self.ok(
            say("Line {line} is {item}.", line=line.line_no, item=line.item),
            say("Scan its units, or open it with Enter.") if line.has_serials else "",
        )

    async def do_edit(self) -> None:
        """Change the line under the cursor."""
        from tui.screens.adjustment_line import LineForm

        line = self.chosen()
        if line is None:
            return
        changed = await self.ask(LineForm(self.number, line.item, line))
        if changed is not None:
            self.show_view(changed)
            self.ok(say("Line {line} is changed.", line=line.line_no))

    async def do_undo(self) -> None:
        """Take back the last serial."""
        self.drop_question()
        if self.view is None:
            return
        undone = await self.do(entry.undo, document_id=self.view.id)
        await self.load()
        self.point_at(undone.line_id)
        self.ok(undone_words(undone, say("{serial} was taken off again.", serial=undone.serial)))

    async def do_remove(self) -> None:
        """Take the line under the cursor off."""
        line = self.chosen()
        if line is None:
            return
        question = say("Remove line {line}, {item}?", line=line.line_no, item=line.item)
        if await self.ask(Confirm(question)):
            removed = await self.do(adjusting.remove_line, number=self.number, line_no=line.line_no)
            self.show_view(removed)
            self.ok(say("Line {line} is removed.", line=line.line_no))

    async def take_item(self, item: str) -> None:
        """An item's code was scanned: the line of it that wants more, or a new one."""
        lines = [line for line in self.view.lines if line.item == item] if self.view else []
        waiting = [line for line in lines if not line.has_serials or line.way == "counted" or short(line)]
        if not waiting:
            await self.do_add(item)
            return
        self.point_at(waiting[0].id)
        self.ok(
            say("{item} is line {line}.", item=item, line=waiting[0].line_no),
            say("Press a to add another line of it."),
        )

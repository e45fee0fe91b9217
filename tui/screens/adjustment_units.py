"""The units of an adjustment's lines: each line's list on a screen of its own, opened by Enter, by b, or by the label of its
shelf."""

from collections.abc import Sequence

from models.language import say
from models.receiving import GoodsLine
from tui.screens.adjustment_moved import show_moved
from tui.screens.adjustment_rows import columns
from tui.screens.adjustment_scan import AdjustmentScan
from tui.screens.sold_lines import PlainLine
from tui.widgets.row_list import RowList


class AdjustmentUnits(AdjustmentScan):
    """The half of the adjustment screen that opens lines."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.list = RowList(columns(), empty=say("No line yet. Press a, or scan an item's product code."))

    async def do_edit(self) -> None:
        """Change the line under the cursor."""

    async def do_take(self) -> None:
        """The serial numbers of the line under the cursor; of a plain line, its quantity."""
        from tui.screens.serial_entry import SerialEntry

        line = self.chosen()
        if line is None:
            return
        if self.view is not None and self.view.status != "draft":
            await show_moved(self, line)
        elif not line.has_serials:
            await self.do_edit()
        else:
            self.drop_question()
            self.idle()
            await self.ask(SerialEntry(line.id))

    async def do_units(self) -> None:
        """The units of a line that goes by quantity which have a serial number."""
        from tui.screens.serial_entry import SerialEntry

        line = self.chosen()
        if line is None:
            return
        if not line.may_have or line.way == "counted":
            raise PlainLine(item=line.item)
        self.drop_question()
        self.idle()
        await self.ask(SerialEntry(line.id))

    async def take_shelf(self, locations: Sequence[str]) -> bool:
        """Open the list of a shelf."""
        line = (
            next((line for line in self.view.lines if line.location in locations), None)
            if self.view
            else None
        )
        if line is None:
            return False
        self.point_at(line.id)
        await self.do_take()
        return True

    async def take_paste(self, text: str) -> None:
        """A list is pasted into the line's own dialog, where it is shown before it counts."""
        line = self.chosen()
        if line is None or not line.has_serials or self.view is None or self.view.status != "draft":
            await super().take_paste(text)
        else:
            self.refused(
                say("A list of serial numbers is pasted into the line itself."),
                say("Open line {line} with Enter, then paste.", line=line.line_no),
            )

    def chosen(self) -> GoodsLine | None:
        """The line under the cursor."""
        row = self.list.row
        lines = self.view.lines if self.view else ()
        return next((line for line in lines if row is not None and line.line_no == row.key), None)

    def point_at(self, line_id: int) -> None:
        """Put the cursor on a line."""
        key = next((one.line_no for one in self.view.lines if one.id == line_id), None) if self.view else None
        self.list.show(self.list.rows, key=key)

"""The lines of a shipment that is picked: how much of each, quantities picked and put back, and undoing in order."""

from dataclasses import dataclass

from textual.app import ComposeResult

from models import entry, paper, shipping
from models.kept_here import Meant
from models.language import say
from models.receiving import GoodsLine
from models.refusals_scan import NothingToUndo
from models.shipping import Shipment
from tui.paperwork import NOTE
from tui.screens import shipment_rows
from tui.screens.entry_board import Question
from tui.screens.papers import PaperScreen
from tui.screens.shipment_rows import HasSerials, OnlyQuantities
from tui.screens.typed import ask_number
from tui.serial_words import undone_words
from tui.widgets.big_count import BigCount
from tui.widgets.row_list import RowList


@dataclass(frozen=True)
class PlainPick:
    """A quantity that was picked here; `serials` were on the shipment then, so undo knows what came later."""

    line_no: int
    quantity: int
    serials: int


class ShipmentLines(PaperScreen[None]):
    """The half of a shipment's screen that shows it and picks quantities."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.shipment: Shipment | None = None
        self.has_note = True
        self.plain_picks: list[PlainPick] = []
        self.count = BigCount()
        self.list = RowList(shipment_rows.columns(), empty=say("This shipment has no lines."))

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The count over the lines."""
        yield self.count
        yield self.list

    def set_aside(self) -> str:
        """The draft, as far as it is."""
        if not self.draft:
            return ""
        return say("{document} is set aside; picked: {count}.", document=self.number, count=self.count.done)

    @property
    def draft(self) -> bool:
        """True while it is picked."""
        return self.shipment is not None and self.shipment.status == "draft"

    def meant(self) -> Meant | None:
        """The shipment, while it is picked."""
        return Meant(self.number) if self.draft else None

    @property
    def lines(self) -> tuple[GoodsLine, ...]:
        """The lines as last read."""
        return self.shipment.lines if self.shipment else ()

    @property
    def line(self) -> GoodsLine | None:
        """The line under the cursor."""
        row = self.list.row
        return next((line for line in self.lines if row is not None and line.line_no == row.key), None)

    @property
    def serials(self) -> int:
        """Units picked by their serial number."""
        return sum(line.entered for line in self.lines if line.has_serials)

    async def load(self) -> None:
        """The shipment as it stands."""
        await self.show_lines()

    async def show_lines(self, line_no: int | None = None) -> None:
        """Read it afresh; the cursor goes to `line_no`."""
        found = self.shipment = await self.do(shipping.view, number=self.number)
        self.number = found.number
        if found.status in {"posted", "reversed"}:
            note = await self.do(paper.note_now, number=self.number)
            self.has_note = await self.do(paper.stored, number=self.number, kind=NOTE) is not None
            self.list.retitle(shipment_rows.shipped_columns())
            self.list.show(shipment_rows.shipped_rows(note.lines))
            self.count.done = self.count.total = sum(line.delivered for line in note.lines)
            self.count.last = self.count.note = ""
        else:
            self.list.show([shipment_rows.picking_row(line) for line in found.lines], key=line_no)
            self.count.done = sum(line.entered for line in found.lines)
            self.count.total = sum(line.quantity for line in found.lines)
        self.count.of = say("of")
        if self.band.verdict == "idle":
            self.idle()

    async def do_undo(self) -> None:
        """Take back what was picked last."""
        last = self.plain_picks[-1] if self.plain_picks else None
        if last is not None and self.serials <= last.serials:
            self.plain_picks.pop()
            await self.do(
                shipping.pick_quantity, number=self.number, line_no=last.line_no, quantity=-last.quantity
            )
            await self.show_lines(last.line_no)
            item = next(line.item for line in self.lines if line.line_no == last.line_no)
            self._say_undone(say("{count} of {item} put back.", count=last.quantity, item=item))
        elif self.serials and self.shipment is not None:
            undone = await self.do(entry.undo, document_id=self.shipment.id)
            line_no = next(line.line_no for line in self.lines if line.id == undone.line_id)
            await self.show_lines(line_no)
            self._say_undone(undone_words(undone, say("{serial} is taken back.", serial=undone.serial)))
        elif any(line.entered for line in self.lines):
            raise OnlyQuantities(number=self.number)
        else:
            raise NothingToUndo(document=self.number)

    async def do_more(self) -> None:
        """Pick a quantity."""
        if self.line is not None:
            await self.ask_quantity(self.line)

    async def do_remove(self) -> None:
        """Take units off a line: one by one in its list, or as a quantity."""
        line = self.line
        if line is None:
            return
        if line.has_serials:
            await self.enter_serials(line)
            return
        question = say("{item}: how many are put back?", item=line.item)
        if (quantity := await ask_number(self, question)) is not None:
            await self._quantity(line, -min(quantity, line.entered))

    async def enter_serials(self, line: GoodsLine, question: Question | None = None) -> None:
        """The line's own list of units, on a screen of its own."""
        from tui.screens.serial_entry import SerialEntry

        self.idle()
        await self.ask(SerialEntry(line.id, question=question))

    async def ask_quantity(self, line: GoodsLine) -> None:
        """How many of a line without serial numbers are picked. Raises HasSerials."""
        if line.has_serials:
            raise HasSerials(item=line.item)
        question = say("{item}: how many are picked?", item=line.item)
        detail = say("{done} of {total} are picked already.", done=line.entered, total=line.quantity)
        if (quantity := await ask_number(self, question, detail)) is not None:
            await self._quantity(line, quantity)

    async def _quantity(self, line: GoodsLine, quantity: int) -> None:
        serials = self.serials
        await self.do(shipping.pick_quantity, number=self.number, line_no=line.line_no, quantity=quantity)
        if quantity:
            self.plain_picks.append(PlainPick(line.line_no, quantity, serials))
        await self.show_lines(line.line_no)
        now = next(ln for ln in self.lines if ln.line_no == line.line_no)
        self.say_picked(f"{quantity:+}", now, "")

    def say_picked(self, text: str, line: GoodsLine, swapped: str) -> None:
        """Say that `text` was picked onto its line, and instead of which promised unit, if of one."""
        self.count.last, self.count.note = text, line.name
        if swapped:
            self.ok(
                say("{serial} taken instead of {other}, which is free now.", serial=text, other=swapped),
                self._left(),
            )
            return
        now = next(ln for ln in self.lines if ln.line_no == line.line_no)
        done = say("{done} of {total}", done=now.entered, total=now.quantity)
        both = line.item if text == line.item else f"{text} · {line.item}"
        (self.ok if self._to_go() else self.complete)(f"{both} {done}", self._left())

    def _say_undone(self, sentence: str) -> None:
        self.count.last = self.count.note = ""
        self.ok(sentence, self._left())

    def _to_go(self) -> int:
        return (self.count.total or 0) - self.count.done

    def _left(self) -> str:
        left = self._to_go()
        return say("{count} to go.", count=left) if left else say("Everything is picked. c confirms.")

"""Picking a shipment: each scan to its own line, kept at once, taken back step by step."""

from dataclasses import dataclass

from textual.app import ComposeResult

from models import entry, lookup, paper, shipping, suggesting
from models.language import say
from models.receiving import GoodsLine
from models.refusals import Ask
from models.refusals_scan import IsDocument, NotEditable, NothingToUndo, UnknownSerial, WhichItem
from models.shipping import Picked, Shipment
from tui.messages import Taken
from tui.paperwork import NOTE
from tui.pulls import Pull
from tui.screens import shipment_rows
from tui.screens.choose import Choose
from tui.screens.choose_serials import ChooseSerials
from tui.screens.nearest import meant
from tui.screens.not_used import MISFITS, lies_aside, set_aside
from tui.screens.papers import PaperScreen
from tui.screens.serial_questions import Question
from tui.screens.shipment_rows import HasSerials, NoSerialLine, OnlyQuantities
from tui.screens.typed import Typed, whole_number
from tui.serial_words import undone_words
from tui.widgets.big_count import BigCount
from tui.widgets.cells import Row
from tui.widgets.row_list import RowList

ELSEWHERE = (IsDocument, UnknownSerial)


@dataclass(frozen=True)
class PlainPick:
    """A quantity that was picked here; `serials` were on the shipment then, so undo knows what came later."""

    line_no: int
    quantity: int
    serials: int


class PickingScreen(PaperScreen[None]):
    """The picking half of a shipment's screen."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.shipment: Shipment | None = None
        self.has_note = True
        self.plain_picks: list[PlainPick] = []
        self.pull = Pull()
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

    async def take_scan(self, taken: Taken) -> None:
        """A unit or a product goes to its line; a document's number opens that document."""
        if not self.draft:
            await self.station.jump(self, taken)
            return
        self.pull.begins(taken)
        try:
            await self._told(await self._pick(taken))
            set_aside(self, self.pull.fitted(taken))
        except MISFITS as refusal:
            found = await self.do(lookup.find, text=taken.text) if isinstance(refusal, ELSEWHERE) else ()
            if found and found[0].kind in {"document", "operator"}:
                await self._elsewhere(taken, found[0].key)
            elif self.pull.misfitted(taken):
                lies_aside(self, taken)
            elif not isinstance(refusal, UnknownSerial) or not await self._meant(taken):
                raise
        except Ask as ask:
            await self._ask_in_list(taken, ask)
        except NotEditable:
            await self.show_lines()
            self.refresh_frame()
            raise

    async def _ask_in_list(self, taken: Taken, ask: Ask) -> None:
        """A question about a unit that gets its serial number here is asked in the list of its line."""
        line = next((line for line in self.lines if line.id == ask.fields.get("line_id")), None)
        if line is None:
            raise ask
        await self.enter_serials(line, Question(taken, ask))
        await self.show_lines(line.line_no)

    async def _meant(self, taken: Taken) -> bool:
        """Pick the unit that a person says they meant by what they typed."""
        document = self.shipment.id if self.shipment else 0
        found = await meant(self, taken, suggesting.for_document, document_id=document, text=taken.text)
        if found is not None:
            await self._told(await self._pick(found[0], found[1].item))
        return found is not None

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

    async def do_open(self) -> None:
        """The natural thing on the line under the cursor: its units, or its quantity."""
        if (line := self.line) is not None:
            await (self.enter_serials(line) if line.has_serials else self._ask_quantity(line))

    async def do_list(self) -> None:
        """Choose a unit for the line from those in stock."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise NoSerialLine(item=line.item)
        if (serial := await self.ask(ChooseSerials(line.id))) is not None:
            added = await self.do(entry.add, line_id=line.id, text=serial, how="listed")
            await self.show_lines(line.line_no)
            self._say_picked(serial, line, added.swapped)

    async def do_more(self) -> None:
        """Pick a quantity."""
        if self.line is not None:
            await self._ask_quantity(self.line)

    async def do_remove(self) -> None:
        """Take units off a line: one by one in its list, or as a quantity."""
        line = self.line
        if line is None:
            return
        if line.has_serials:
            await self.enter_serials(line)
            return
        question = say("{item}: how many are put back?", item=line.item)
        if (text := await self.ask(Typed(question, check=whole_number))) is not None:
            await self._quantity(line, -min(whole_number(text), line.entered))

    async def enter_serials(self, line: GoodsLine, question: Question | None = None) -> None:
        """The line's own list of units, on a screen of its own."""
        from tui.screens.serial_entry import SerialEntry

        self.idle()
        await self.ask(SerialEntry(line.id, question=question))

    async def _pick(self, taken: Taken, item: str = "") -> Picked:
        """Pick one scan; when two items of this shipment share the number, a person says which."""
        try:
            return await self.do(
                shipping.pick,
                number=self.number,
                text=taken.text,
                how=taken.how,
                source=taken.source,
                raw=taken.raw,
                item=item,
            )
        except WhichItem as question:
            choices = question.fields["choices"]
            assert isinstance(choices, list)
            names = {line.item: line.name for line in self.lines}
            rows = [Row(choice, (choice, names.get(choice, ""))) for choice in choices]
            chosen = None if item else await self.ask(Choose(question.sentence, rows))
            if chosen is None:
                raise
            return await self._pick(taken, str(chosen))

    async def _told(self, picked: Picked) -> None:
        serials = self.serials
        await self.show_lines(picked.line_no)
        line = next(line for line in self.lines if line.line_no == picked.line_no)
        if not line.has_serials:
            self.plain_picks.append(PlainPick(line.line_no, 1, serials))
        self._say_picked(_name_of(picked), line, picked.swapped)

    async def _elsewhere(self, taken: Taken, key: str) -> None:
        """Another document was scanned: what is picked here is kept, so it can simply be opened."""
        if self.shipment is not None and key in {self.number, self.shipment.order}:
            self.ok(say("{number} is open here already.", number=key), say("Scan the units."))
        else:
            await self.station.jump(self, taken)

    async def _ask_quantity(self, line: GoodsLine) -> None:
        if line.has_serials:
            raise HasSerials(item=line.item)
        question = say("{item}: how many are picked?", item=line.item)
        detail = say("{done} of {total} are picked already.", done=line.entered, total=line.quantity)
        if (text := await self.ask(Typed(question, detail, check=whole_number))) is not None:
            await self._quantity(line, whole_number(text))

    async def _quantity(self, line: GoodsLine, quantity: int) -> None:
        serials = self.serials
        await self.do(shipping.pick_quantity, number=self.number, line_no=line.line_no, quantity=quantity)
        if quantity:
            self.plain_picks.append(PlainPick(line.line_no, quantity, serials))
        await self.show_lines(line.line_no)
        now = next(ln for ln in self.lines if ln.line_no == line.line_no)
        self._say_picked(f"{quantity:+}", now, "")

    def _say_picked(self, text: str, line: GoodsLine, swapped: str) -> None:
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


def _name_of(picked: Picked) -> str:
    """The serial that was picked, or how many one label brought."""
    count = len(picked.box)
    return say("{count} units of the label", count=count) if count else picked.text

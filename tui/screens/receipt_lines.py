"""The lines of a goods receipt: how many came, where they go, and which line a scan belongs to."""

from typing import Any

from textual.app import ComposeResult

from models import lookup, places, receiving, rights
from models.kept_here import Meant
from models.language import say
from models.receiving import GoodsLine, OverReceipt, Receipt
from models.refusals import Refusal
from tui.messages import Taken
from tui.screens.adjustment_rows import quantity_words
from tui.screens.choose import Choose
from tui.screens.confirm import TypedConfirm
from tui.screens.papers import PaperScreen
from tui.screens.typed import ask_number
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList
from tui.words import grouped

ITEM_LEAST, ITEM_MOST = 6, 14
"""Columns an item's number takes; the name gets what is left."""


class NotOnReceipt(Refusal):
    template = "{item} {name} is not on {document}."
    next_step = "Put it aside; it belongs to another delivery."


class NoLineOpen(Refusal):
    template = "{text}: every line of {document} that takes serial numbers is complete."
    next_step = "Put it aside, or change the quantity of a line with +."


class ReceiptLines(PaperScreen[None]):
    """The half of a receipt's screen that shows it and changes its lines."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.receipt: Receipt | None = None
        self.sees_cost = True
        self.counted: set[int] = set()
        """Lines without serial numbers whose quantity a person has given here."""
        self.list = RowList(
            _columns(ITEM_LEAST),
            empty=say("The receipt has no lines."),
        )

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The lines."""
        yield self.list

    @property
    def draft(self) -> bool:
        """True while it can be changed."""
        return self.receipt is not None and self.receipt.status == "draft"

    @property
    def line(self) -> GoodsLine | None:
        """The line under the cursor."""
        return self.receipt.lines[self.list.cursor] if self.receipt and self.receipt.lines else None

    def set_aside(self) -> str:
        """The draft, as far as it is."""
        if self.receipt is None or not self.draft:
            return ""
        entered = sum(line.entered for line in self.receipt.lines if line.has_serials)
        return say("{document} is set aside; entered: {count}.", document=self.number, count=grouped(entered))

    def meant(self) -> Meant | None:
        """The receipt, while it is filled."""
        return Meant(self.number) if self.draft else None

    async def load(self) -> None:
        """The receipt as it stands."""
        self.sees_cost = await self.do(rights.sees_cost)
        self.show(await self.do(receiving.view, number=self.number))

    def show(self, receipt: Receipt) -> None:
        """Put the receipt up as it is now; the cursor stays on its line."""
        self.receipt, self.number = receipt, receipt.number
        longest = max((len(line.item) for line in receipt.lines), default=0)
        self.list.retitle(_columns(min(max(ITEM_LEAST, longest), ITEM_MOST)))
        self.list.show([_row(ln, receipt.status == "draft", self.as_ordered(ln)) for ln in receipt.lines])
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    def as_ordered(self, line: GoodsLine) -> bool:
        """True while nobody has said how many came on a line without serial numbers: it stands there as ordered."""
        return (
            not line.has_serials
            and line.quantity == line.outstanding > 0
            and not line.counted
            and line.line_no not in self.counted
        )

    async def take_scan(self, taken: Taken) -> None:
        """A product opens its line, a location is where the line goes, a document is jumped to; any other
        text is a serial number for the line that waits for one.
        """
        found = await self.do(lookup.find, text=taken.text) if self.draft else ()
        kinds = {one.kind: one for one in found}
        if not self.draft or "document" in kinds or "operator" in kinds:
            await self.station.jump(self, taken)
        elif "item" in kinds:
            await self._open_item(kinds["item"].key, kinds["item"].title)
        elif "location" in kinds:
            await self._put(location=kinds["location"].key)
        else:
            await self._serial(taken, {one.detail for one in found})

    async def take_paste(self, text: str) -> None:
        """A pasted list goes to the line that waits for serial numbers, to be shown there first."""
        await self._serial(Taken(text, "pasted"), set())

    async def _open_item(self, item: str, name: str) -> None:
        assert self.receipt is not None
        lines = [line for line in self.receipt.lines if line.item == item]
        if not lines:
            raise NotOnReceipt(item=item, name=name, document=self.number)
        line = next((line for line in lines if line.entered < line.quantity), lines[0])
        self.list.show(self.list.rows, key=line.line_no)
        await self.open_line(line)

    async def _serial(self, taken: Taken, items: set[str]) -> None:
        assert self.receipt is not None
        open_ = [ln for ln in self.receipt.lines if ln.entered < ln.quantity]
        waiting = [ln for ln in open_ if ln.has_serials]
        known = [ln for ln in open_ if ln.item in items and (ln.has_serials or ln.may_have)]
        lines = known or waiting
        if not lines:
            raise NoLineOpen(text=taken.text.strip()[:100], document=self.number)
        line: GoodsLine | None = lines[0]
        if len(lines) > 1:
            line = await self._which(taken.text.strip()[:100], lines)
        if line is not None:
            self.list.show(self.list.rows, key=line.line_no)
            await self.open_line(line, taken)

    async def _which(self, text: str, lines: list[GoodsLine]) -> GoodsLine | None:
        rows = [Row(ln.line_no, (f"{ln.item} {ln.name}", _entered(ln))) for ln in lines]
        chosen = await self.ask(Choose(say("{text}: which line does it belong to?", text=text), rows))
        return next((ln for ln in lines if ln.line_no == chosen), None)

    async def open_line(self, line: GoodsLine, first: Taken | None = None) -> None:
        """The serial dialog of a line, with the unit that opened it; a quantity for a plain line."""
        if not line.has_serials and first is None:
            await self.set_quantity(line)
            return
        await self.open_units(line, first)

    async def open_units(self, line: GoodsLine, first: Taken | None = None) -> None:
        """The serial dialog of a line, with the unit that opened it."""
        from tui.screens.serial_entry import SerialEntry

        dialog: SerialEntry = SerialEntry(line.id, first=first)
        await self.ask(dialog)
        self.idle()

    async def set_quantity(self, line: GoodsLine) -> None:
        """Ask how many came; more than outstanding has to be typed once more."""
        detail = say("{count} are outstanding.", count=line.outstanding)
        question = say("How many {item} came?", item=f"{line.item} {line.name}")
        quantity = await ask_number(self, question, detail)
        if quantity is None:
            return
        try:
            await self._put(quantity=quantity)
        except OverReceipt as over:
            sure = await self.ask(TypedConfirm(over.sentence, over.next, str(quantity)))
            if sure:
                await self._put(quantity=quantity, confirmed=quantity)
            else:
                self.noted(say("Nothing was changed."))

    async def set_location(self) -> None:
        """Choose where the line goes."""
        found = await self.do(places.list_places, blocked=False)
        rows = [Row(place.number, (place.number, place.name)) for place in found]
        chosen = await self.ask(Choose(say("Where do they go?"), rows, _place_columns()))
        if chosen is not None:
            await self._put(location=str(chosen))

    async def _put(self, **values: Any) -> None:
        line = self.line
        if line is None:
            return
        changed = await self.do(receiving.set_line, number=self.number, line_no=line.line_no, **values)
        if "quantity" in values:
            self.counted.add(line.line_no)
        self.show(changed)
        if (now := self.line) is not None:
            words = say(
                "{item}: {count}, to {location}", item=now.item, count=_entered(now), location=now.location
            )
            self.ok(words)


def _columns(item: int) -> tuple[Column, ...]:
    return (
        Column("", 3, right=True, spare=3),
        Column(say("Item"), item),
        Column(say("Name"), 20, grows=True),
        Column(say("Entered"), 20),
        Column(say("Outstanding"), 11, right=True, spare=2),
        Column(say("Location"), 10, spare=1),
    )


def _place_columns() -> tuple[Column, ...]:
    return Column(say("Location"), 12), Column(say("Name"), 30, grows=True)


def _entered(line: GoodsLine) -> str:
    if line.has_serials:
        return say("{done} of {total}", done=grouped(line.entered), total=grouped(line.quantity))
    return quantity_words(line)


def _row(line: GoodsLine, draft: bool, as_ordered: bool) -> Row:
    if draft and as_ordered:
        words = say("· {count} as ordered", count=grouped(line.quantity))
        full, entered = False, f"· {quantity_words(line)}" if line.entered else words
    elif draft:
        full = line.entered >= line.quantity if line.has_serials else line.quantity >= line.outstanding
        sign = "✔" if full else "…" if line.entered or not line.has_serials else "○"
        entered = f"{sign} {_entered(line)}"
    else:
        full, entered = False, f"✔ {grouped(line.quantity)}"
    cells = (str(line.line_no), line.item, line.name, entered, grouped(line.outstanding), line.location)
    return Row(line.line_no, cells, "ok" if full else "")

"""What a scanned label does on a receipt: the product it names chooses the line, and its serial goes there with it (R74)."""

from dataclasses import dataclass

from models import items, labels, lookup, receiving_count
from models.labels import Label
from models.language import say
from models.receiving import GoodsLine, OverReceipt
from models.refusals_scan import NoSerialOnLabel
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm, TypedConfirm
from tui.screens.receipt_lines import NotOnReceipt, ReceiptLines
from tui.widgets.cells import Row
from tui.words import grouped


@dataclass(frozen=True)
class PlainCount:
    """A unit that was counted by its product code; `serials` were on the receipt then, so undo knows what came later."""

    line_no: int
    serials: int


class ReceiptScan(ReceiptLines):
    """The half of a receipt's screen that reads labels."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.plain_counts: list[PlainCount] = []

    async def take_scan(self, taken: Taken) -> None:
        """A label that names a product goes to that product's line; everything else as on any receipt."""
        label = labels.read(taken.text)
        if not self.draft or not label.gtin or (label.bare and taken.how != "scanned"):
            await super().take_scan(taken)
            return
        lines = [line for line in self.lines if line.gtin == label.gtin]
        if lines:
            await self._product(taken, label, lines)
        elif not await self._known_elsewhere(taken, label):
            await self._unknown(taken, label)

    @property
    def lines(self) -> tuple[GoodsLine, ...]:
        """The lines as last read."""
        return self.receipt.lines if self.receipt else ()

    @property
    def serials(self) -> int:
        """Units entered by their serial number."""
        return sum(line.entered for line in self.lines)

    async def _product(self, taken: Taken, label: Label, lines: list[GoodsLine]) -> None:
        """The product is on the receipt: its serial joins the list, or one more of it is counted."""
        full = [
            ln.entered >= ln.quantity if ln.has_serials else ln.quantity >= ln.outstanding for ln in lines
        ]
        line = next(
            (ln for ln, done in zip(lines, full, strict=True) if not done or self.as_ordered(ln)), lines[0]
        )
        if label.bare and await self._is_serial(taken, line):
            await super().take_scan(taken)
            return
        self.list.show(self.list.rows, key=line.line_no)
        if line.has_serials:
            bare = label.bare or isinstance(label.refusal, NoSerialOnLabel)
            await self.open_line(line, None if bare else taken)
        else:
            await self._count(taken, line)

    async def _is_serial(self, taken: Taken, line: GoodsLine) -> bool:
        """R2.5: a number that is a product's code and a known serial number of a line that waits is asked about."""
        found = await self.do(lookup.find, text=taken.text)
        waiting = {ln.item for ln in self.lines if ln.has_serials and ln.entered < ln.quantity}
        known = [one for one in found if one.kind == "serial" and one.detail in waiting]
        if not known:
            return False
        rows = [
            Row("item", (say("The product code of {item}", item=line.item),)),
            Row("serial", (say("A serial number of {item}", item=known[0].detail),)),
        ]
        question = say("{text} is several things. Which?", text=taken.text)
        return await self.ask(Choose(question, rows)) == "serial"

    async def _count(self, taken: Taken, line: GoodsLine) -> None:
        """One more unit without a serial number."""
        serials = self.serials
        try:
            receipt = await self.do(
                receiving_count.count_one,
                number=self.number,
                line_no=line.line_no,
                text=taken.text,
                how=taken.how,
                source=taken.source,
                raw=taken.raw,
            )
        except OverReceipt as over:
            quantity = int(str(over.fields["quantity"]))
            if await self.ask(TypedConfirm(over.sentence, over.next, str(quantity))):
                await self._put(quantity=quantity, confirmed=quantity)
            return
        self.plain_counts.append(PlainCount(line.line_no, serials))
        self.show(receipt)
        self._say_counted(line.line_no)

    async def uncount(self) -> bool:
        """Take back the unit counted last, if nothing came after it; False when there is none."""
        last = self.plain_counts[-1] if self.plain_counts else None
        if last is None or self.serials > last.serials:
            return False
        self.plain_counts.pop()
        self.show(await self.do(receiving_count.uncount_one, number=self.number, line_no=last.line_no))
        self._say_counted(last.line_no)
        return True

    def _say_counted(self, line_no: int) -> None:
        line = next(line for line in self.lines if line.line_no == line_no)
        count = line.quantity if line.counted else 0
        self.ok(
            say(
                "{item}: {count} of {total} counted",
                item=f"{line.item} {line.name}",
                count=grouped(count),
                total=grouped(line.outstanding),
            )
        )

    async def _known_elsewhere(self, taken: Taken, label: Label) -> bool:
        """A product of another item is refused by name, unless the text is a serial number that waits here."""
        found = await self.do(lookup.find, text=label.gtin)
        item = next((one for one in found if one.kind == "item"), None)
        if item is None:
            return False
        if label.bare and any(one.kind == "serial" for one in found):
            await super().take_scan(taken)
            return True
        raise NotOnReceipt(item=item.key, name=item.title, document=self.number)

    async def _unknown(self, taken: Taken, label: Label) -> None:
        """A code no item has: a person says whose it is, and it is written on that item, asked first."""
        free = {line.item: line.name for line in self.lines if not line.gtin}
        may_be_serial = label.bare and not label.claimed
        if not free or (may_be_serial and label.doubt is None):
            await super().take_scan(taken)
            return
        rows = [
            Row(item, (say("The product code of {item}", item=f"{item} {name}"),))
            for item, name in free.items()
        ]
        if may_be_serial and any(line.has_serials for line in self.lines):
            rows.append(Row("", (say("A serial number"),)))
        chosen = await self.ask(Choose(say("No item has {gtin} yet. What is it?", gtin=label.gtin), rows))
        if chosen == "":
            await super().take_scan(taken)
        elif chosen is not None and await self._linked(str(chosen), label.gtin):
            await self.take_scan(taken)
        else:
            self.noted(say("{serial} was not taken.", serial=taken.text[:100]))

    async def _linked(self, item: str, gtin: str) -> bool:
        question = say("Write the product code {gtin} on {item}?", gtin=gtin, item=item)
        if not await self.ask(Confirm(question, say("From then on its label finds the item by itself."))):
            return False
        await self.do(items.link_gtin, number=item, gtin=gtin)
        await self.load()
        return True

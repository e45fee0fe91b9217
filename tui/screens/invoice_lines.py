"""The lines of an invoice: what they cost and earn, and the serial numbers of what leaves with it."""

from models import invoices, invoicing, lookup, margins, rights
from models.entry import Added
from models.invoices import Invoice
from models.kept_here import Meant
from models.language import say
from models.margins import Margin
from models.money import money
from models.order_edit import NewLine
from models.refusals import Ask
from models.refusals_sales import SerialsFromShipment
from models.refusals_scan import IsDocument, UnknownSerial
from models.sale_lines import SaleLine
from models.vat import percent
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.earned import earned_words, margin_words
from tui.screens.entry_board import Question
from tui.screens.own_line import to_its_line
from tui.screens.quote import off, priced_columns
from tui.screens.serial_entry import SerialEntry
from tui.screens.sold_lines import PlainLine, SoldLines
from tui.widgets.cells import MONEY, Column, Row
from tui.words import day, grouped


class InvoiceLines(SoldLines[Invoice, SaleLine]):
    """The half of an invoice's screen that shows it and takes its units."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.margins: dict[int, Margin] = {}

    def columns(self) -> tuple[Column, ...]:
        """What each line costs, and how many of its serials are known."""
        return (
            *priced_columns(Column(say("Serials"), 8, right=True)),
            Column(say("Margin"), MONEY + 10, right=True, spare=1),
        )

    def row(self, line: SaleLine) -> Row:
        """One line."""
        posted = self.document is not None and self.document.status == "posted"
        full = line.entered >= line.quantity
        count = say("{done} of {total}", done=known(line), total=line.quantity)
        serials = "" if not line.has_serials else f"✔ {line.entered}" if full else count
        cells = (line.item, line.name, grouped(line.quantity), serials, money(line.price), off(line.discount))
        tone = "ok" if full and line.has_serials and not posted else ""
        margin = self.margins.get(line.line_no)
        earned = margin_words(margin) if margin else ""
        return Row(line.line_no, (*cells, money(line.priced.net), earned), tone)

    def about(self, order: Invoice) -> list[str]:
        """What is to be paid, VAT by rate, where it comes from."""
        rates = [
            say("VAT {rate} % {money}", rate=percent(total.rate), money=money(total.vat))
            for total in order.totals
            if total.vat or order.zone == "domestic"
        ]
        abroad = {"eu": say("reverse charge"), "export": say("export, no VAT")}.get(order.zone, "")
        sources = sorted({line.source for line in order.lines if line.source_kind == "SH"})
        return [
            say("total {money}", money=money(sum(total.net + total.vat for total in order.totals))),
            *rates,
            say("margin {words}", words=earned_words(self.margins)) if self.margins else "",
            abroad,
            say("posted {day}", day=day(order.posted_at)) if order.posted_at else "",
            say("from {number}", number=", ".join(filter(None, (order.order, *sources))))
            if order.order
            else "",
            ", ".join(one.number for one in order.credit_notes),
            say("their reference {text}", text=order.their_reference) if order.their_reference else "",
            order.heading,
        ]

    async def read(self) -> Invoice:
        """The invoice; once it is posted, with what it earns, for who may see that."""
        found = await self.do(invoices.view, number=self.number)
        self.margins = {}
        if found.status == "posted" and await self.do(rights.sees_cost):
            self.margins = await self.do(margins.of_invoice, number=found.number)
        return found

    async def put(self, line: NewLine) -> Invoice:
        """Add or change a line."""
        return await self.do(invoicing.set_line, number=self.number, line=line)

    async def drop(self, line_no: int) -> Invoice:
        """Remove a line."""
        return await self.do(invoicing.remove_line, number=self.number, line_no=line_no)

    def missing(self) -> list[SaleLine]:
        """Lines whose units are neither there nor reserved."""
        lines = self.document.lines if self.document else ()
        return [
            ln for ln in lines if ln.has_serials and ln.delivers and ln.entered + ln.reserved < ln.quantity
        ]

    def meant(self) -> Meant | None:
        """The invoice, while it is a draft."""
        return Meant(self.number) if self.draft else None

    async def take_scan(self, taken: Taken) -> None:
        """A unit goes to its line; the invoice's own number once more posts it; another document opens."""
        text = taken.text.strip().upper()
        if self.document is None or self.document.status != "draft":
            await self.station.jump(self, taken)
        elif text == self.number.upper():
            await self.do_post()
        else:
            try:
                added = await to_its_line(self, invoicing.scan, self.number, taken)
            except (IsDocument, UnknownSerial):
                if not await self._jumps(taken):
                    raise
                return
            except Ask as ask:
                line = next((line for line in self.lines if line.id == ask.fields.get("line_id")), None)
                if line is None:
                    raise
                self.idle()
                await self.ask(SerialEntry(line.id, question=Question(taken, ask)))
                self.show(await self.read(), line.line_no)
                return
            await self._told(added)

    async def _jumps(self, taken: Taken) -> bool:
        """Open what the text is, when it is a document; on an invoice without serial lines, anything."""
        found = await self.do(lookup.find, text=taken.text)
        if not found or (found[0].kind != "document" and self.missing()):
            return False
        await self.station.jump(self, taken)
        return True

    async def _told(self, added: Added) -> None:
        self.show(await self.read(), added.line_no)
        count = say("{done} of {total}", done=added.count, total=added.wanted)
        words = f"{added.serial} · {added.item} {count}"
        if added.swapped:
            words = say("{serial} taken instead of {other}, which is free now.", serial=added.serial,
                        other=added.swapped)  # fmt: skip
        self.ok(words, self.hint())

    async def do_serials(self) -> None:
        """Choose the units of the line, unless a shipment has brought them out."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise PlainLine(item=line.item)
        if not line.delivers:
            raise SerialsFromShipment(line=line.line_no, document=self.number, source=line.source)
        await self.choose_serials(line, known(line), line.quantity)

    async def do_units(self) -> None:
        """Show the units of a posted line; Enter opens a unit's life."""
        from models.document_serials import on_document
        from tui.screens.serial_life import SerialLifeScreen

        line = self.line
        if line is None:
            return
        if not line.has_serials:
            raise PlainLine(item=line.item)
        serials = (await self.do(on_document, number=self.number)).get(line.line_no, ())
        rows = [Row(serial, (serial,)) for serial in serials]
        chosen = await self.ask(Choose(say("{item}: its units", item=line.item), rows))
        if chosen is not None:
            self.idle()
            await self.go(SerialLifeScreen(str(chosen), line.item))

    async def do_post(self) -> None:
        """What the invoice's own number, scanned once more, stands for."""
        raise RuntimeError(f"{type(self).__name__} is not posted")


def known(line: SaleLine) -> int:
    """How many units of a line are known: chosen here, or on its order."""
    return min(line.quantity, line.entered + (line.reserved if line.delivers else 0))

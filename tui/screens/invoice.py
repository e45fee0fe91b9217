"""One invoice: its lines, the serial numbers of what leaves with it, posting it for good, and its credit note."""

from typing import ClassVar

from models import goods_documents, invoice_posting, invoices, invoicing, margins, returning, rights
from models.entry import Added
from models.goods_documents import SerialsMissing
from models.invoices import Invoice
from models.language import say
from models.margins import Margin
from models.money import money
from models.order_edit import NewLine
from models.refusals import Ask
from models.refusals_sales import SerialsFromShipment
from models.refusals_scan import IsDocument, UnknownSerial, WhichItem
from models.sale_lines import SaleLine
from models.vat import percent
from tui.commands import Command
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.earned import earned_words, margin_words
from tui.screens.links import go_along
from tui.screens.quote import made_from, off, priced_columns
from tui.screens.sales_forms import HeadForm
from tui.screens.sales_list import sale_state
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_questions import Question
from tui.screens.sold_lines import PlainLine, SoldLines
from tui.widgets.cells import Column, Row
from tui.words import day, grouped

DRAFT_ONLY = {"new", "edit", "serials", "remove", "post", "head", "cancel"}


class InvoiceScreen(SoldLines[Invoice, SaleLine]):
    """A draft that is filled, then posted; what is posted stays."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "new", "n", "New line", "Adds an item; it leaves stock when the invoice is posted.", f_key="f3"
        ),
        Command("edit", "enter", "Edit line", "Changes quantity, price and discount.", f_key="f2"),
        Command("serials", "b", "Serials", "Chooses the units of the line.", f_key="f4"),
        Command("units", "b", "Serials", "Shows the units of the line.", f_key="f4"),
        Command("remove", "delete", "Remove", "Removes the line.", f_key="d"),
        Command("post", "c", "Post", "Gives it its number and posts it, for good.", f_key="f6"),
        Command("head", "e", "Edit head", "Changes heading, their reference and the note."),
        Command("credit", "r", "Credit note", "Begins or opens its credit note.", f_key="f5"),
        Command("print", "k", "Print", "Prints the invoice; a draft is marked as one.", f_key="f9"),
        Command("links", "g", "Documents", "Opens its order, its shipments or its credit notes."),
        Command("cancel", "x", "Cancel", "Gives the draft up; its units are free at once.", destructive=True),
    )

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.margins: dict[int, Margin] = {}

    def columns(self) -> tuple[Column, ...]:
        """What each line costs, and how many of its serials are known."""
        return (
            *priced_columns(Column(say("Serials"), 8, right=True)),
            Column(say("Margin"), 17, right=True, spare=1),
        )

    def row(self, line: SaleLine) -> Row:
        """One line."""
        posted = self.order is not None and self.order.status == "posted"
        full = line.entered >= line.quantity
        count = say("{done} of {total}", done=_known(line), total=line.quantity)
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

    def heading(self) -> str:
        """Number, customer, state."""
        if self.order is None:
            return self.number
        state = sale_state(self.order.status)
        return say("{number} · {customer} · {state}", number=self.order.number, customer=self.order.customer.name,
                   state=state)  # fmt: skip

    def hint(self) -> str:
        """What comes next."""
        status = self.order.status if self.order else "draft"
        if status == "posted":
            return say("Posted, and final. k prints it, r makes its credit note.")
        if status == "cancelled":
            return say("Cancelled: nothing of it was posted.")
        if self._missing():
            return say("Scan the units that leave with it, or b for the line. c posts it.")
        return say("n adds a line, c posts it. It gets its number then.")

    def allowed(self, command: Command) -> bool:
        """What is posted is not changed; a draft is not credited."""
        order = self.order
        if order is None:
            return command.id in {"help", "back"}
        if command.id == "credit":
            return order.status == "posted"
        if command.id == "print":
            return order.status != "cancelled"
        if command.id == "units":
            return order.status == "posted" and any(line.has_serials for line in order.lines)
        if command.id == "links":
            return bool(order.order or order.credit_notes)
        if command.id in {"edit", "serials", "remove", "post"} and not order.lines:
            return False
        return order.status == "draft" or command.id not in DRAFT_ONLY

    def _missing(self) -> list[SaleLine]:
        """Lines whose units are neither there nor reserved."""
        lines = self.order.lines if self.order else ()
        return [
            ln for ln in lines if ln.has_serials and ln.delivers and ln.entered + ln.reserved < ln.quantity
        ]

    async def take_scan(self, taken: Taken) -> None:
        """A unit goes to its line; the invoice's own number once more posts it; another document opens."""
        text = taken.text.strip().upper()
        if self.order is None or self.order.status != "draft":
            await self.station.jump(self, taken)
        elif text == self.number.upper():
            await self.do_post()
        else:
            try:
                added = await self._scan(taken)
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
        from models import lookup

        found = await self.do(lookup.find, text=taken.text)
        if not found or (found[0].kind != "document" and self._missing()):
            return False
        await self.station.jump(self, taken)
        return True

    async def _scan(self, taken: Taken, item: str = "") -> Added:
        try:
            return await self.do(
                invoicing.scan,
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
            chosen = None if item else await self.ask(
                Choose(question.sentence, [Row(choice, (choice,)) for choice in choices])
            )  # fmt: skip
            if chosen is None:
                raise
            return await self._scan(taken, str(chosen))

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
        await self.choose_serials(line, _known(line), line.quantity)

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
        """Ask for the units that are still missing, then whether it is meant, then post."""
        self.show(await self.read())
        while missing := self._missing():
            await self.choose_serials(missing[0], _known(missing[0]), missing[0].quantity)
            self.show(await self.read())
            if self._missing() == missing:
                count = sum(line.quantity - line.entered - line.reserved for line in missing)
                lines = ", ".join(f"{line.item} {line.entered}/{line.quantity}" for line in missing)
                raise SerialsMissing(missing=count, document=self.number, lines=lines)
        detail = say("It gets its number, and nothing of it can be changed afterwards.")
        if not await self.ask(Confirm(say("Post {number}?", number=self.number), detail)):
            return
        before = self.number
        done = await self.do(invoice_posting.post, number=self.number)
        self.number = done.document
        self.show(await self.read())
        self.ok(say("{draft} is posted as {number}.", draft=before, number=done.document), self.hint())

    async def do_head(self) -> None:
        """Change the head."""
        if self.order is None:
            return
        if (wish := await self.ask(HeadForm(self.order, day=False))) is not None:
            self.show(await self.do(invoicing.change, number=self.number, change=wish.change))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_credit(self) -> None:
        """Begin or open its credit note."""
        from tui.screens.credit_note import CreditNoteScreen

        note = await self.do(returning.start, invoice=self.number)
        self.idle()
        await self.go(CreditNoteScreen(note.number))

    async def do_print(self) -> None:
        """The invoice: once posted, always the same."""
        await self.hand_out_document("invoice", self.number)

    async def do_links(self) -> None:
        """Its order, its shipments, its credit notes."""
        if self.order is None:
            return
        shipments = sorted({line.source for line in self.order.lines if line.source_kind == "SH"})
        linked = [one for number in (self.order.order, *shipments) for one in made_from(number)]
        await go_along(self, (*linked, *self.order.credit_notes))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        detail = say("It has no number yet, so none is missing afterwards.")
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), detail)):
            await self.do(goods_documents.cancel, number=self.number)
            self.show(await self.read())
            self.ok(say("{number} is cancelled.", number=self.number))


def _known(line: SaleLine) -> int:
    """How many units of a line are known: chosen here, or on its order."""
    return min(line.quantity, line.entered + (line.reserved if line.delivers else 0))

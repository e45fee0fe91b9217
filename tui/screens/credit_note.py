"""One credit note: the units and quantities that go back, whether to stock, why, and posting it for good."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import credit_notes, entry, goods_documents, return_posting, returning
from models.credit_notes import CreditNote
from models.entry import Added
from models.language import say
from models.money import money, parse_quantity
from models.orders import Linked
from models.refusals_sales import NotOnInvoice
from models.refusals_scan import IsDocument, NotOnDocument, UnknownSerial, WhichItem
from models.sale_lines import SaleLine
from models.vat import percent
from tui.commands import Command
from tui.messages import Taken
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.links import go_along
from tui.screens.papers import PaperScreen
from tui.screens.quote import off, priced_columns
from tui.screens.sales_list import sale_state
from tui.screens.typed import Typed
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList
from tui.words import day, grouped, yes_no

DRAFT_ONLY = {"open", "all", "undo", "stock", "reason", "post", "cancel"}


class CreditNoteScreen(PaperScreen[None]):
    """A draft that is scanned full, then posted; what is posted stays."""

    DEFAULT_CSS = """
    CreditNoteScreen #facts { height: auto; max-height: 2; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("post", "c", "Post", "Gives it its number and posts it, for good.", f_key="f6"),
        Command("open", "enter", "Units", "Opens the line's units, or asks its quantity.", f_key="f2"),
        Command("all", "a", "Everything", "Takes everything that is not credited yet.", f_key="f4"),
        Command("undo", "u", "Undo", "Takes back the last scan; again for the one before.", f_key="f5"),
        Command("stock", "s", "Return to stock", "Says whether the goods go back to stock.", f_key="f3"),
        Command("reason", "e", "Reason", "Says why it goes back."),
        Command("print", "k", "Print", "Prints the credit note; a draft is marked as one.", f_key="f9"),
        Command("links", "g", "Invoice", "Opens the invoice."),
        Command("cancel", "x", "Cancel", "Gives the draft up; nothing goes back.", destructive=True),
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.credited: CreditNote | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(
            priced_columns(Column(say("Left"), 6, right=True)), empty=say("There are no lines.")
        )

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """What is said of it, over the lines."""
        yield self.facts
        yield self.list

    def heading(self) -> str:
        """Number, invoice, customer, state."""
        if self.credited is None:
            return self.number
        note = self.credited
        return say("{number} · credits {invoice} · {customer} · {state}", number=note.number, invoice=note.invoice,
                   customer=note.customer.name, state=sale_state(note.status))  # fmt: skip

    def hint(self) -> str:
        """What comes next."""
        status = self.credited.status if self.credited else "draft"
        if status == "posted":
            return say("Posted, and final. k prints it.")
        if status == "cancelled":
            return say("Cancelled: nothing went back.")
        return say("Scan the units that go back, Enter for a quantity, a for everything; then c.")

    def allowed(self, command: Command) -> bool:
        """What is posted is not changed."""
        if self.credited is None:
            return command.id in {"help", "back"}
        if command.id == "print":
            return self.credited.status != "cancelled"
        return self.credited.status == "draft" or command.id not in DRAFT_ONLY

    @property
    def line(self) -> SaleLine | None:
        """The line under the cursor."""
        row = self.list.row
        lines = self.credited.lines if self.credited else ()
        return next((line for line in lines if row is not None and line.line_no == row.key), None)

    async def load(self) -> None:
        """The credit note as it stands."""
        self.show(await self.do(credit_notes.view, number=self.number))

    def show(self, note: CreditNote, line_no: int | None = None) -> None:
        """Put it up as it is now."""
        self.credited, self.number = note, note.number
        draft = note.status == "draft"
        self.list.show([_row(line, draft=draft) for line in note.lines], key=line_no)
        self.facts.update(plain(" · ".join(part for part in _facts(note) if part)))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    async def take_scan(self, taken: Taken) -> None:
        """A unit goes to its line; the credit note's own number once more posts it; another document opens."""
        text = taken.text.strip().upper()
        if self.credited is None or self.credited.status != "draft":
            await self.station.jump(self, taken)
        elif text == self.number.upper():
            await self.do_post()
        else:
            try:
                added = await self._scan(taken)
            except (IsDocument, UnknownSerial, NotOnInvoice, NotOnDocument):
                from models import lookup

                found = await self.do(lookup.find, text=taken.text)
                if not found or found[0].kind != "document":
                    raise
                await self.station.jump(self, taken)
                return
            await self._told(added)

    async def _scan(self, taken: Taken, item: str = "") -> Added:
        try:
            return await self.do(
                returning.scan,
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
            rows = [Row(choice, (choice,)) for choice in choices]
            chosen = None if item else await self.ask(Choose(question.sentence, rows))
            if chosen is None:
                raise
            return await self._scan(taken, str(chosen))

    async def _told(self, added: Added) -> None:
        self.show(await self.do(credit_notes.view, number=self.number), added.line_no)
        count = say("{done} of {total}", done=added.count, total=added.wanted)
        self.ok(f"{added.serial} · {added.item} {count}", self.hint())

    async def do_open(self) -> None:
        """The units of the line under the cursor, or its quantity."""
        line = self.line
        if line is None:
            return
        if line.has_serials:
            from tui.screens.serial_entry import SerialEntry

            self.idle()
            await self.ask(SerialEntry(line.id))
            return
        question = say("{item}: how many go back?", item=line.item)
        detail = say("At most {count} are left to credit.", count=line.left)

        def whole(text: str) -> int:
            return parse_quantity(text, least=0)

        if (text := await self.ask(Typed(question, detail, check=whole))) is not None:
            changed = await self.do(
                returning.set_quantity, number=self.number, line_no=line.line_no, quantity=whole(text)
            )
            self.show(changed)
            self.ok(say("{count} {item} go back.", count=whole(text), item=line.item), self.hint())

    async def do_all(self) -> None:
        """Everything that is left."""
        self.show(await self.do(returning.take_all, number=self.number))
        self.ok(say("Everything that was left is on {number}.", number=self.number), say("c posts it."))

    async def do_undo(self) -> None:
        """Take back the last scan."""
        if self.credited is not None:
            undone = await self.do(entry.undo, document_id=self.credited.id)
            self.show(await self.do(credit_notes.view, number=self.number))
            self.ok(say("{serial} is taken back.", serial=undone.serial), self.hint())

    async def do_stock(self) -> None:
        """Return to stock, or not."""
        if self.credited is None:
            return
        wanted = not self.credited.restock
        self.show(await self.do(returning.change, number=self.number, restock=wanted))
        told = say("The goods go back to stock.") if wanted else say("Nothing goes back to stock.")
        self.ok(told, say("s changes it again."))

    async def do_reason(self) -> None:
        """Why it goes back."""
        told = await self.ask(
            Typed(say("Why does it go back?"), say("The reason stands on the credit note."))
        )
        if told is not None:
            self.show(await self.do(returning.change, number=self.number, reason=told))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_post(self) -> None:
        """Ask whether it is meant, then post."""
        if self.credited is None:
            return
        to_stock = (
            say("The goods go back to stock.")
            if self.credited.restock
            else say("Nothing goes back to stock.")
        )
        total = sum(one.net + one.vat for one in self.credited.totals)
        detail = say("{money} is credited. {stock} Nothing of it can be changed afterwards.", money=money(total),
                     stock=to_stock)  # fmt: skip
        if not any(line.quantity for line in self.credited.lines):
            await self.do(return_posting.post, number=self.number)  # says what is missing
        if not await self.ask(Confirm(say("Post {number}?", number=self.number), detail)):
            return
        before = self.number
        done = await self.do(return_posting.post, number=self.number)
        self.number = done.document
        await self.load()
        self.ok(say("{draft} is posted as {number}.", draft=before, number=done.document), self.hint())

    async def do_print(self) -> None:
        """The credit note: once posted, always the same."""
        await self.hand_out_document("credit-note", self.number)

    async def do_links(self) -> None:
        """Its invoice."""
        if self.credited is not None:
            await go_along(self, (Linked(self.credited.invoice, ""),))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        detail = say("It has no number yet, so none is missing afterwards.")
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), detail)):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number))


def _row(line: SaleLine, *, draft: bool) -> Row:
    """One line: what goes back, and on a draft, of how many."""
    count = f"✔ {grouped(line.quantity)}" if line.quantity else "0"
    left = grouped(line.left) if draft else ""
    cells = (line.item, line.name, count, left, money(line.price), off(line.discount))
    return Row(line.line_no, (*cells, money(line.priced.net)), "ok" if line.quantity else "")


def _facts(note: CreditNote) -> list[str]:
    """What is said of it over its lines."""
    return [
        say("total {money}", money=money(sum(one.net + one.vat for one in note.totals))),
        *(
            say("VAT {rate} % {money}", rate=percent(one.rate), money=money(one.vat))
            for one in note.totals
            if one.vat
        ),
        say("Return to stock: {answer}", answer=yes_no(note.restock)),
        say("reason: {text}", text=note.reason) if note.reason else "",
        say("posted {day}", day=day(note.posted_at)) if note.posted_at else "",
    ]

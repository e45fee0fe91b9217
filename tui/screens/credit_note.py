"""One credit note: the units and quantities that go back, whether to stock, why, and posting it for good."""

from typing import ClassVar

from models import credit_notes, return_posting, returning
from models.credit_notes import CreditNote
from models.entry import Added
from models.language import say
from models.money import money
from models.orders import Linked
from models.sale_lines import SaleLine
from models.vat import percent
from tui.commands import Command
from tui.screens.confirm import Confirm
from tui.screens.going_back import GoingBack
from tui.screens.links import go_along
from tui.screens.own_line import Scan
from tui.screens.quote import off, priced_columns
from tui.screens.typed import Typed
from tui.widgets.cells import Column, Row
from tui.words import day, grouped, status_word, yes_no

DRAFT_ONLY = {"open", "all", "undo", "stock", "reason", "post", "cancel"}


class CreditNoteScreen(GoingBack[CreditNote, SaleLine]):
    """A draft that is scanned full, then posted; what is posted stays."""

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

    def columns(self) -> tuple[Column, ...]:
        """What each line costs, and how many are left to credit."""
        return priced_columns(Column(say("Left"), 8, right=True))

    def row(self, line: SaleLine) -> Row:
        """What goes back, and on a draft, of how many."""
        count = f"✔ {grouped(line.quantity)}" if line.quantity else "0"
        left = grouped(line.left) if self.draft else ""
        cells = (line.item, line.name, count, left, money(line.price), off(line.discount))
        return Row(line.line_no, (*cells, money(line.priced.net)), "ok" if line.quantity else "")

    def about(self, document: CreditNote) -> list[str]:
        """What is credited, VAT by rate, whether the goods go back to stock, why."""
        return [
            say("total {money}", money=money(sum(one.net + one.vat for one in document.totals))),
            *(
                say("VAT {rate} % {money}", rate=percent(one.rate), money=money(one.vat))
                for one in document.totals
                if one.vat
            ),
            say("Return to stock: {answer}", answer=yes_no(document.restock)),
            say("reason: {text}", text=document.reason) if document.reason else "",
            say("posted {day}", day=day(document.posted_at)) if document.posted_at else "",
        ]

    async def read(self) -> CreditNote:
        """The credit note."""
        return await self.do(credit_notes.view, number=self.number)

    @property
    def scan(self) -> Scan[Added]:
        """A unit to its line."""
        return returning.scan

    async def put(self, line: SaleLine, quantity: int) -> CreditNote:
        """How many go back."""
        return await self.do(
            returning.set_quantity, number=self.number, line_no=line.line_no, quantity=quantity
        )

    async def put_all(self) -> CreditNote:
        """Everything that is left."""
        return await self.do(returning.take_all, number=self.number)

    def at_most(self, line: SaleLine) -> str:
        """How many are left."""
        return say("At most {count} are left to credit.", count=line.left)

    def added_words(self, added: Added) -> str:
        """The unit, its item, and how many of the line go back now."""
        count = say("{done} of {total}", done=added.count, total=added.wanted)
        return f"{added.serial} · {added.item} {count}"

    def all_words(self) -> str:
        """Everything that was left, or how much of it."""
        lines = self.document.lines if self.document else ()
        done, total = sum(line.quantity for line in lines), sum(line.left for line in lines)
        if done < total:
            return say(
                "{done} of {total} are on {number}; the rest is not at the customer, or another document holds it.",
                done=grouped(done),
                total=grouped(total),
                number=self.number,
            )
        return say("Everything that was left is on {number}.", number=self.number)

    def heading(self) -> str:
        """Number, invoice, customer, state."""
        if self.document is None:
            return self.number
        note = self.document
        return say("{number} · credits {invoice} · {customer} · {state}", number=note.number, invoice=note.invoice,
                   customer=note.customer.name, state=status_word(note.status))  # fmt: skip

    def hint(self) -> str:
        """What comes next."""
        status = self.document.status if self.document else "draft"
        if status == "posted":
            return say("Posted, and final. k prints it.")
        if status == "cancelled":
            return say("Cancelled: nothing went back.")
        return say("Scan the units that go back, Enter for a quantity, a for everything; then c.")

    def allowed(self, command: Command) -> bool:
        """What is posted is not changed."""
        if self.document is None:
            return command.id in {"help", "back"}
        if command.id == "print":
            return self.document.status != "cancelled"
        return self.document.status == "draft" or command.id not in DRAFT_ONLY

    async def do_open(self) -> None:
        """The units of the line under the cursor, or its quantity."""
        line = self.line
        if line is None:
            return
        if not line.has_serials:
            await self.ask_quantity(line)
            return
        from tui.screens.serial_entry import SerialEntry

        self.idle()
        await self.ask(SerialEntry(line.id))

    async def do_stock(self) -> None:
        """Return to stock, or not."""
        if self.document is None:
            return
        wanted = not self.document.restock
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
        if self.document is None:
            return
        to_stock = (
            say("The goods go back to stock.")
            if self.document.restock
            else say("Nothing goes back to stock.")
        )
        total = sum(one.net + one.vat for one in self.document.totals)
        detail = say("{money} is credited. {stock} Nothing of it can be changed afterwards.", money=money(total),
                     stock=to_stock)  # fmt: skip
        if not any(line.quantity for line in self.document.lines):
            await self.do(return_posting.post, number=self.number)  # says what is missing
        if not await self.ask(Confirm(say("Post {number}?", number=self.number), detail)):
            return
        done = await self.do(return_posting.post, number=self.number)
        await self.numbered(done.document)

    async def do_print(self) -> None:
        """The credit note: once posted, always the same."""
        await self.hand_out_document("credit-note", self.number)

    async def do_links(self) -> None:
        """Its invoice."""
        if self.document is not None:
            await go_along(self, (Linked(self.document.invoice, ""),))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        await self.give_up(say("It has no number yet, so none is missing afterwards."))

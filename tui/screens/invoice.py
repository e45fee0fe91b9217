"""One invoice: what its state leaves to do, posting it for good, and its credit note."""

from typing import ClassVar

from models import invoice_posting, invoicing, returning
from models.goods_documents import SerialsMissing
from models.language import say
from tui.commands import Command
from tui.screens.confirm import Confirm
from tui.screens.invoice_lines import InvoiceLines, known
from tui.screens.links import go_along
from tui.screens.quote import made_from
from tui.screens.sales_forms import HeadForm
from tui.words import status_word

DRAFT_ONLY = {"new", "edit", "serials", "remove", "post", "head", "cancel"}


class InvoiceScreen(InvoiceLines):
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

    def heading(self) -> str:
        """Number, customer, state."""
        if self.document is None:
            return self.number
        state = status_word(self.document.status)
        return say("{number} · {customer} · {state}", number=self.document.number, customer=self.document.customer.name,
                   state=state)  # fmt: skip

    def hint(self) -> str:
        """What comes next."""
        status = self.document.status if self.document else "draft"
        if status == "posted":
            return say("Posted, and final. k prints it, r makes its credit note.")
        if status == "cancelled":
            return say("Cancelled: nothing of it was posted.")
        if self.missing():
            return say("Scan the units that leave with it, or b for the line. c posts it.")
        return say("n adds a line, c posts it. It gets its number then.")

    def allowed(self, command: Command) -> bool:
        """What is posted is not changed; a draft is not credited."""
        order = self.document
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

    async def do_post(self) -> None:
        """Ask for the units that are still missing, then whether it is meant, then post."""
        self.show(await self.read())
        while missing := self.missing():
            self.show(await self.read(), missing[0].line_no)
            await self.choose_serials(missing[0], known(missing[0]), missing[0].quantity)
            self.show(await self.read())
            if self.missing() == missing:
                count = sum(line.quantity - line.entered - line.reserved for line in missing)
                lines = ", ".join(f"{line.item} {line.entered}/{line.quantity}" for line in missing)
                raise SerialsMissing(missing=count, document=self.number, lines=lines)
        detail = say("It gets its number, and nothing of it can be changed afterwards.")
        if not await self.ask(Confirm(say("Post {number}?", number=self.number), detail)):
            return
        done = await self.do(invoice_posting.post, number=self.number)
        await self.numbered(done.document)

    async def do_head(self) -> None:
        """Change the head."""
        if self.document is None:
            return
        if (change := await self.ask(HeadForm(self.document, day=False))) is not None:
            self.show(await self.do(invoicing.change, number=self.number, change=change))
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
        if self.document is None:
            return
        shipments = sorted({line.source for line in self.document.lines if line.source_kind == "SH"})
        linked = [one for number in (self.document.order, *shipments) for one in made_from(number)]
        await go_along(self, (*linked, *self.document.credit_notes))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        await self.give_up(say("It has no number yet, so none is missing afterwards."))

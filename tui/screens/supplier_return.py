"""One return to a supplier: what of a receipt goes back, why, and posting it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import entry, goods_documents, goods_reversing, supplier_return, supplier_return_posting
from models import supplier_return_lines as returned
from models.entry import Added
from models.goods_lines import GoodsLine
from models.language import say
from models.money import parse_quantity
from models.orders import Linked
from models.refusals_scan import IsDocument, NotOnDocument, UnknownSerial, WhichItem
from models.supplier_return_lines import SupplierReturn
from tui.commands import Command
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.links import go_along
from tui.screens.supplier_return_rows import columns, facts_of, row_of
from tui.screens.typed import Typed
from tui.serial_words import undone_words
from tui.widgets.cells import Row
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList
from tui.words import grouped, status_word

DRAFT_ONLY = {"open", "all", "undo", "reason", "post", "cancel"}


class SupplierReturnScreen(StationScreen[None]):
    """A draft is scanned full, then posted; a posted one can be reversed."""

    DEFAULT_CSS = """
    SupplierReturnScreen #facts { height: auto; max-height: 2; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("post", "c", "Post", "The goods go back to their supplier.", f_key="f6"),
        Command("open", "enter", "Quantity", "Says how many of the line go back.", f_key="f2"),
        Command("all", "a", "Everything", "Takes everything of the receipt that is here.", f_key="f4"),
        Command("undo", "u", "Undo", "Takes back the last unit; again for the one before.", f_key="f5"),
        Command("reason", "e", "Reason", "Says why it goes back."),
        Command("links", "g", "Receipt", "Opens the receipt it came in on.", f_key="f3"),
        Command("cancel", "x", "Cancel", "Gives the draft up; nothing goes back.", destructive=True),
        Command("reverse", "v", "Reverse", "Brings everything back to its shelf.", destructive=True),
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.back: SupplierReturn | None = None
        self.facts = Static("", id="facts", markup=False)
        self.list = RowList(
            columns(),
            empty=say("There are no lines."),
        )

    def listing(self) -> "SupplierReturnScreen":
        """The list, through this screen: the keys below follow the cursor."""
        return self

    def compose_body(self) -> ComposeResult:
        """What is said of it, over the lines."""
        yield self.facts
        yield self.list

    def heading(self) -> str:
        """Number, receipt, supplier, state."""
        if self.back is None:
            return self.number
        back = self.back
        return say(
            "{number} · returns {receipt} · {supplier} · {state}",
            number=back.number,
            receipt=back.receipt,
            supplier=back.supplier,
            state=status_word(back.status),
        )

    def hint(self) -> str:
        """What comes next."""
        match self.back.status if self.back else "draft":
            case "posted":
                return say("Gone back. The purchase order stays as it is; v brings everything back.")
            case "cancelled":
                return say("Cancelled: nothing went back.")
            case "reversed":
                return say("Reversed: everything is on its shelf again.")
            case _:
                return say("Scan what goes back, Enter for a quantity, a for everything; then c.")

    def allowed(self, command: Command) -> bool:
        """A draft is edited, a posted one reversed."""
        status = self.back.status if self.back else ""
        if command.id == "reverse":
            return status == "posted"
        if command.id == "open":
            return status == "draft" and self.line is not None and not self.line.has_serials
        return status == "draft" or command.id not in DRAFT_ONLY

    def set_aside(self) -> str:
        """The draft, as far as it is."""
        if self.back is None or self.back.status != "draft":
            return ""
        count = sum(line.quantity for line in self.back.lines)
        return say("{document} is set aside; on this list: {count}.", document=self.number, count=count)

    @property
    def line(self) -> GoodsLine | None:
        """The line under the cursor."""
        row = self.list.row
        lines = self.back.lines if self.back else ()
        return next((line for line in lines if row is not None and line.line_no == row.key), None)

    async def load(self) -> None:
        """The return as it stands."""
        self.show(await self.do(returned.view, number=self.number))

    def show(self, back: SupplierReturn, line_no: int | None = None) -> None:
        """Put it up as it is now."""
        self.back, self.number = back, back.number
        draft = back.status == "draft"
        self.list.show([row_of(line, draft=draft) for line in back.lines], key=line_no)
        self.facts.update(plain(" · ".join(facts_of(back))))
        self.refresh_frame()
        if self.band.verdict == "idle":
            self.idle()

    def move(self, key: str) -> bool:
        """Move the list; which keys mean something hangs on the line."""
        moved = self.list.move(key)
        self.refresh_frame()
        return moved

    async def take_scan(self, taken: Taken) -> None:
        """A unit goes to its line, a product code counts one; the return's own number posts it; a document opens."""
        if self.back is None or self.back.status != "draft":
            await self.station.jump(self, taken)
        elif taken.text.strip().upper() == self.number.upper():
            await self.do_post()
        else:
            try:
                done = await self._scan(taken)
            except (IsDocument, UnknownSerial, NotOnDocument):
                from models import lookup

                found = await self.do(lookup.find, text=taken.text)
                if not found or found[0].kind != "document":
                    raise
                await self.station.jump(self, taken)
                return
            await self._told(taken.text.strip(), done)

    async def _scan(self, taken: Taken, item: str = "") -> Added | SupplierReturn:
        try:
            return await self.do(
                supplier_return.scan,
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

    async def _told(self, text: str, done: Added | SupplierReturn) -> None:
        if isinstance(done, SupplierReturn):
            self.show(done)
            self.ok(say("{text} is counted.", text=text), self.hint())
            return
        self.show(await self.do(returned.view, number=self.number), done.line_no)
        self.ok(say("{serial} goes back", serial=done.serial), self.hint())

    async def do_open(self) -> None:
        """How many of a line without serial numbers go back."""
        line = self.line
        if line is None:
            return
        question = say("{item}: how many go back?", item=line.item)
        detail = say("At most {count} of the receipt are left to return.", count=grouped(line.outstanding))

        def whole(text: str) -> int:
            return parse_quantity(text, least=0)

        if (text := await self.ask(Typed(question, detail, check=whole))) is not None:
            changed = await self.do(
                supplier_return.set_quantity, number=self.number, line_no=line.line_no, quantity=whole(text)
            )
            self.show(changed, line.line_no)
            self.ok(say("{count} {item} go back.", count=whole(text), item=line.item), self.hint())

    async def do_all(self) -> None:
        """Everything that is here."""
        self.show(await self.do(supplier_return.take_all, number=self.number))
        self.ok(say("Everything that is here is on {number}.", number=self.number), say("c posts it."))

    async def do_undo(self) -> None:
        """Take back the last unit."""
        if self.back is not None:
            undone = await self.do(entry.undo, document_id=self.back.id)
            self.show(await self.do(returned.view, number=self.number))
            self.ok(undone_words(undone, say("{serial} is taken back.", serial=undone.serial)), self.hint())

    async def do_reason(self) -> None:
        """Why it goes back."""
        told = await self.ask(Typed(say("Why does it go back?"), say("The reason stays with the return.")))
        if told is not None:
            self.show(await self.do(supplier_return.say_reason, number=self.number, reason=told))
            self.ok(say("{number} is changed.", number=self.number))

    async def do_post(self) -> None:
        """It goes back."""
        done = await self.do(supplier_return_posting.post, number=self.number)
        await self.load()
        count = done.serials + done.quantity
        one = say("{number} is posted: 1 unit went back.", number=self.number)
        many = say("{number} is posted: {count} units went back.", number=self.number, count=grouped(count))
        self.ok(one if count == 1 else many, self.hint())

    async def do_links(self) -> None:
        """Its receipt."""
        if self.back is not None:
            await go_along(self, (Linked(self.back.receipt, ""),))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), say("Nothing goes back."))):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number))

    async def do_reverse(self) -> None:
        """Everything is here again."""
        detail = say("Everything goes back to the shelf it left.")
        if await self.ask(Confirm(say("Reverse {number}?", number=self.number), detail)):
            done = await self.do(goods_reversing.reverse, number=self.number)
            await self.load()
            count = done.serials + done.quantity
            one = say("{number} is reversed: 1 unit is back.", number=self.number)
            many = say("{number} is reversed: {count} units are back.", number=self.number, count=count)
            self.ok(one if count == 1 else many)

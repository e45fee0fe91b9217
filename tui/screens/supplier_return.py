"""One return to a supplier: what of a receipt goes back, why, and posting it."""

from typing import ClassVar

from models import goods_reversing, supplier_return, supplier_return_posting
from models import supplier_return_lines as returned
from models.entry import Added
from models.goods_lines import GoodsLine
from models.language import say
from models.orders import Linked
from models.supplier_return_lines import SupplierReturn
from tui.commands import Command
from tui.screens.confirm import Confirm
from tui.screens.frame import Movable
from tui.screens.going_back import GoingBack
from tui.screens.links import go_along
from tui.screens.own_line import Scan
from tui.screens.supplier_return_rows import columns, facts_of, row_of
from tui.screens.typed import Typed
from tui.widgets.cells import Column, Row
from tui.words import grouped, status_word

DRAFT_ONLY = {"open", "all", "undo", "reason", "post", "cancel"}


class SupplierReturnScreen(GoingBack[SupplierReturn, GoodsLine]):
    """A draft is scanned full, then posted; a posted one can be reversed."""

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

    def listing(self) -> Movable:
        """The list, through this screen: the keys below follow the cursor."""
        return self

    def columns(self) -> tuple[Column, ...]:
        """How many go back, of how many."""
        return columns()

    def row(self, line: GoodsLine) -> Row:
        """One line."""
        return row_of(line, draft=self.draft)

    def about(self, document: SupplierReturn) -> list[str]:
        """Why, and what becomes of the order."""
        return facts_of(document)

    async def read(self) -> SupplierReturn:
        """The return."""
        return await self.do(returned.view, number=self.number)

    @property
    def scan(self) -> Scan[Added | SupplierReturn]:
        """A unit to its line; a product code counts one."""
        return supplier_return.scan

    async def put(self, line: GoodsLine, quantity: int) -> SupplierReturn:
        """How many go back."""
        return await self.do(
            supplier_return.set_quantity, number=self.number, line_no=line.line_no, quantity=quantity
        )

    async def put_all(self) -> SupplierReturn:
        """Everything that is here."""
        return await self.do(supplier_return.take_all, number=self.number)

    def at_most(self, line: GoodsLine) -> str:
        """How many are left."""
        return say("At most {count} of the receipt are left to return.", count=grouped(line.outstanding))

    def heading(self) -> str:
        """Number, receipt, supplier, state."""
        if self.document is None:
            return self.number
        back = self.document
        return say(
            "{number} · returns {receipt} · {supplier} · {state}",
            number=back.number,
            receipt=back.receipt,
            supplier=back.supplier,
            state=status_word(back.status),
        )

    def hint(self) -> str:
        """What comes next."""
        match self.document.status if self.document else "draft":
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
        status = self.document.status if self.document else ""
        if command.id == "reverse":
            return status == "posted"
        if command.id == "open":
            return status == "draft" and self.line is not None and not self.line.has_serials
        return status == "draft" or command.id not in DRAFT_ONLY

    def set_aside(self) -> str:
        """The draft, as far as it is."""
        if self.document is None or self.document.status != "draft":
            return ""
        count = sum(line.quantity for line in self.document.lines)
        return say("{document} is set aside; on this list: {count}.", document=self.number, count=count)

    def move(self, key: str) -> bool:
        """Move the list; which keys mean something hangs on the line."""
        moved = self.list.move(key)
        self.refresh_frame()
        return moved

    async def do_open(self) -> None:
        """How many of a line without serial numbers go back."""
        if self.line is not None:
            await self.ask_quantity(self.line)

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
        if self.document is not None:
            await go_along(self, (Linked(self.document.receipt, ""),))

    async def do_cancel(self) -> None:
        """Give the draft up."""
        await self.give_up(say("Nothing goes back."))

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

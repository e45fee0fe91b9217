"""The two forms of a sales order: one line of it, and its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.language import say
from models.money import money, parse_money, parse_quantity
from models.orders import OrderLine, due_date
from models.refusals import Refusal
from models.selling import SalesOrder
from tui.screens.form import FormDialog
from tui.widgets.fields import Field


@dataclass(frozen=True)
class LineWish:
    """What a line should be. `price` is minor units each."""

    quantity: int
    price: int


@dataclass(frozen=True)
class HeadWish:
    """What the head should be."""

    their_reference: str
    due: date | None
    note: str


class LineForm(FormDialog[LineWish]):
    """Quantity and price of one item; `line` holds what they are now."""

    def __init__(self, item: str, name: str, price: int, line: OrderLine | None = None) -> None:
        super().__init__()
        self.item = item
        self.item_name = name
        self.price = price
        self.line = line

    def heading(self) -> str:
        """The item."""
        return say("{item} {name}", item=self.item, name=self.item_name)

    def fields(self) -> Sequence[Field]:
        """Quantity, price."""
        quantity = str(self.line.quantity if self.line else 1)
        return (
            Field("quantity", say("Quantity"), quantity, "number", say("Whole units."), length=9),
            Field(
                "price",
                say("Price each"),
                money(self.price),
                "number",
                say("Two decimals at most."),
                length=20,
            ),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Answer what was typed, if it is numbers."""
        wrong: dict[str, str] = {}
        numbers = {"quantity": 0, "price": 0}
        for name, parse in (("quantity", parse_quantity), ("price", parse_money)):
            try:
                numbers[name] = parse(values[name])
            except Refusal as refusal:
                wrong[name] = str(refusal)
        if wrong:
            self.form.wrong(wrong)
        else:
            await self.answer(LineWish(**numbers))


class HeadForm(FormDialog[HeadWish]):
    """Their reference, the day it has to leave, and a note."""

    def __init__(self, order: SalesOrder) -> None:
        super().__init__()
        self.order = order

    def heading(self) -> str:
        """The order."""
        return say("{number} · {customer}", number=self.order.number, customer=self.order.customer.name)

    def fields(self) -> Sequence[Field]:
        """Three fields."""
        due = self.order.due.isoformat() if self.order.due else ""
        day = say("Year-month-day, such as 2026-11-23; empty for no day.")
        return (
            Field("their_reference", say("Their reference"), self.order.their_reference, length=60),
            Field("due", say("Ship by"), due, help=day, length=10),
            Field("note", say("Note"), self.order.note.replace("\n", " "), length=200),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Answer what was typed, if the day is one."""
        try:
            due = due_date(values["due"])
        except Refusal as refusal:
            self.form.wrong({"due": str(refusal)})
            return
        await self.answer(HeadWish(values["their_reference"], due, values["note"]))

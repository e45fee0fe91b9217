"""The two forms of what is sold: one line of an order, a quote or an invoice, and its head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from models.language import say
from models.money import money, parse_money, parse_quantity
from models.order_heads import HeadChange
from models.orders import due_date
from models.parties import PartyCard
from models.refusals import Refusal
from models.vat import parse_rate, percent
from tui.screens.form import FormDialog
from tui.widgets.fields import Field


@dataclass(frozen=True)
class LineWish:
    """What a line should be. `price` is minor units each, `discount` hundredths of a percent, None where none is asked."""

    quantity: int
    price: int
    discount: int | None = None


class AnyLine(Protocol):
    """A priced line of an order, a quote or an invoice."""

    @property
    def quantity(self) -> int: ...
    @property
    def discount(self) -> int: ...


class AnyHead(Protocol):
    """The head of an order, a quote or an invoice."""

    @property
    def number(self) -> str: ...
    @property
    def customer(self) -> PartyCard: ...
    @property
    def heading(self) -> str: ...
    @property
    def their_reference(self) -> str: ...
    @property
    def due(self) -> date | None: ...
    @property
    def note(self) -> str: ...


class LineForm(FormDialog[LineWish]):
    """Quantity and price of one item; `line` holds what they are now. What is sold has a discount too; a price
    that may not be seen (`priced` False) stays as it is."""

    def __init__(
        self,
        item: str,
        name: str,
        price: int,
        line: AnyLine | None = None,
        *,
        sold: bool = False,
        priced: bool = True,
    ) -> None:
        super().__init__()
        self.sold = sold
        self.priced = priced
        self.item = item
        self.item_name = name
        self.price = price
        self.line = line

    def heading(self) -> str:
        """The item."""
        return say("{item} {name}", item=self.item, name=self.item_name)

    def fields(self) -> Sequence[Field]:
        """Quantity, price, discount."""
        quantity = str(self.line.quantity if self.line else 1)
        off = percent(self.line.discount) if self.line else "0"
        told = say("Percent off the price; 0 for none.")
        discount = Field("discount", say("Discount %"), off, "number", told, length=6)
        price = Field(
            "price", say("Price each"), money(self.price), "number", say("Two decimals at most."), length=20
        )
        return (
            Field("quantity", say("Quantity"), quantity, "number", say("Whole units."), length=9),
            *((price,) if self.priced else ()),
            *((discount,) if self.sold else ()),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Answer what was typed, if it is numbers."""
        wrong: dict[str, str] = {}
        numbers: dict[str, int] = {"quantity": 0, "price": self.price}
        asked: dict[str, Callable[[str], int]] = {"quantity": parse_quantity}
        if self.priced:
            asked["price"] = parse_money
        if self.sold:
            asked["discount"] = parse_rate
        for name, parse in asked.items():
            try:
                numbers[name] = parse(values[name])
            except Refusal as refusal:
                wrong[name] = str(refusal)
        if wrong:
            self.form.wrong(wrong)
        else:
            await self.answer(LineWish(**numbers))


class HeadForm(FormDialog[HeadChange]):
    """Their reference, the day it has to leave, a note and a heading; for a quote, how long it holds."""

    def __init__(
        self, order: AnyHead, *, until: date | None = None, quote: bool = False, day: bool = True
    ) -> None:
        super().__init__()
        self.order = order
        self.until = until
        self.quote = quote
        self.day = day

    def heading(self) -> str:
        """The order."""
        return say("{number} · {customer}", number=self.order.number, customer=self.order.customer.name)

    def fields(self) -> Sequence[Field]:
        """What there is to say."""
        due = self.order.due.isoformat() if self.order.due else ""
        until = self.until.isoformat() if self.until else ""
        day = say("Year-month-day, such as 2026-11-23; empty for no day.")
        fields = [Field("their_reference", say("Their reference"), self.order.their_reference, length=60)]
        if self.day:
            fields.append(Field("due", say("Ship by"), due, help=day, length=10))
        if self.quote:
            fields.append(Field("valid_until", say("Valid until"), until, help=day, length=10))
        words = say("Stands over the lines on paper.")
        fields.append(Field("heading", say("Heading"), self.order.heading, help=words, length=100))
        fields.append(Field("note", say("Note"), self.order.note.replace("\n", " "), length=200))
        return fields

    async def save(self, values: dict[str, str]) -> None:
        """Answer what was typed, if the days are days."""
        wrong: dict[str, str] = {}
        days: dict[str, date | None] = {}
        for name in ("due", "valid_until"):
            try:
                days[name] = due_date(values.get(name, ""))
            except Refusal as refusal:
                wrong[name] = str(refusal)
        if wrong:
            self.form.wrong(wrong)
            return
        due = days["due"] if self.day else self.order.due
        await self.answer(
            HeadChange(
                their_reference=values["their_reference"],
                note=values["note"],
                due=due,
                set_due=True,
                heading=values["heading"],
                valid_until=days["valid_until"],
                set_until=True,
            )
        )

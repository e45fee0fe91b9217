"""A line of an adjustment: adjust difference or counted quantity, quantity and cost price, location."""

from collections.abc import Sequence

from models import adjusting, adjusting_lines, items, places, rights
from models.adjusting import Adjustment
from models.item_facts import RECEIPT, ItemCard
from models.language import say
from models.money import money, parse_money, parse_quantity
from models.receiving import GoodsLine
from models.refusals import Refusal
from tui.screens.form import FormDialog
from tui.widgets.fields import Field
from tui.words import grouped, way_word


class LineForm(FormDialog[Adjustment]):
    """A new line of `item`, or `line` changed; answers the adjustment as it is then."""

    def __init__(self, number: str, item: str, line: GoodsLine | None = None) -> None:
        super().__init__()
        self.number = number
        self.item = item
        self.line = line
        self.card: ItemCard | None = None
        self.default_place = ""
        self.sees_cost = True

    def heading(self) -> str:
        """The item."""
        return f"{say('Adjust quantity + cost price')} · {self.item}"

    async def load(self) -> None:
        """Read the item, and the place its units go to by default."""
        self.card = await self.do(items.view, number=self.item)
        self.sees_cost = await self.do(rights.sees_cost)
        shelves = await self.do(places.list_places, blocked=False)
        self.default_place = self.card.location or (shelves[0].number if shelves else "")

    def fields(self) -> Sequence[Field]:
        """How, how many, at what cost, where."""
        line, card = self.line, self.card
        price = Field("cost", say("Cost price"), money(self._cost), "number", length=18, help=_cost_help())
        serials = card is not None and scanned_unit_by_unit(card)
        counted = say("Counted quantity: scan every unit") if serials else say("Counted quantity")
        ways = (
            ("up", say("Adjust difference: up")),
            ("down", say("Adjust difference: down")),
            ("counted", counted),
        )
        unused = say("How many units; a count needs none, for every unit is scanned.") if serials else ""
        how = (
            Field("way", say("How"), way_word(line.way), "fixed")
            if line
            else Field("way", say("How"), "up", "choice", choices=ways, help=_way_help())
        )
        return (
            Field("name", say("Item"), card.name if card else "", "fixed"),
            Field("stock", say("In stock"), grouped(card.on_hand) if card else "", "fixed"),
            how,
            Field(
                "quantity",
                say("Quantity"),
                str(line.quantity) if line else "",
                "number",
                length=9,
                help=unused,
            ),
            *([price] if self.sees_cost else ()),
            Field(
                "location",
                say("Location"),
                line.location if line else self.default_place,
                length=25,
                accepts_scan=True,
            ),
        )

    @property
    def _cost(self) -> int:
        """What a unit is worth unless somebody says otherwise, in minor units."""
        return self.line.price if self.line else self.card.cost_price if self.card else 0

    async def save(self, values: dict[str, str]) -> None:
        """Read the numbers, then keep the line."""
        way = self.line.way if self.line else values["way"]
        free = way == "counted" and self.card is not None and scanned_unit_by_unit(self.card)
        wrong: dict[str, str] = {}
        quantity, cost = 0, 0
        try:
            quantity = 0 if free else parse_quantity(values["quantity"], least=0 if way == "counted" else 1)
        except Refusal as refusal:
            wrong["quantity"] = refusal.sentence
        try:
            cost = parse_money(values["cost"]) if "cost" in values else self._cost
        except Refusal as refusal:
            wrong["cost"] = refusal.sentence
        try:
            await self.do(places.view, number=values["location"])
        except Refusal as refusal:
            wrong["location"] = refusal.sentence
        if wrong:
            self.form.wrong(wrong)
            return
        await self.answer(await self._keep(way, quantity, cost, values["location"]))

    async def _keep(self, way: str, quantity: int, cost: int, location: str) -> Adjustment:
        if self.line is None:
            return await self.do(
                adjusting.add_line,
                number=self.number,
                item=self.item,
                way=way,
                quantity=quantity,
                location=location,
                cost=cost,
            )
        return await self.do(
            adjusting_lines.set_line,
            number=self.number,
            line_no=self.line.line_no,
            quantity=quantity,
            location=location,
            cost=cost,
        )


def scanned_unit_by_unit(card: ItemCard) -> bool:
    """Whether each unit of the item has a serial number wherever it lies."""
    return card.has_serials and card.serial_at == RECEIPT


def _way_help() -> str:
    return say("The difference comes on top of stock or off it; the counted quantity replaces it.")


def _cost_help() -> str:
    return say("What one unit is worth that comes in.")

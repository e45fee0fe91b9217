"""Creating and changing an item. The tick for serial numbers follows its rules: stock tracked only, and not
once the item has movements; then two ways out are offered: a copy that has them, with the old item blocked, in one step;
or the task of giving its units in stock theirs.
"""

from collections.abc import Sequence

from models import converting, groups, items, rights, settings
from models.item_facts import ItemCard, ItemFacts
from models.language import say
from models.refusals import Refusal
from models.refusals_nouns import (
    AddOnNotInstalled,
    GroupUnknown,
    GtinTaken,
    ItemHasMovements,
    ItemNumberTaken,
    ItemOnOpenDocument,
    PatternLengths,
    PatternRegex,
    PlaceBlocked,
    PlaceUnknown,
    SerialsNeedStockTracking,
    TrackingHasMovements,
)
from models.refusals_patterns import MaskInvalid, PatternsDiffer, SameUnitTwice
from models.refusals_rules import ConvertsAlready, UnnamedInStock
from models.refusals_values import GtinCheckDigit, GtinNotDigits
from tui.screens.choose import Choose
from tui.screens.form import FormDialog, FormScreen
from tui.screens.item_fields import facts_of, fields_of
from tui.widgets.cells import Row
from tui.widgets.fields import Field
from tui.words import grouped

AT: dict[type[Refusal], str] = {
    ItemNumberTaken: "number",
    GtinNotDigits: "gtin",
    GtinCheckDigit: "gtin",
    GtinTaken: "gtin",
    PlaceUnknown: "location",
    PlaceBlocked: "location",
    GroupUnknown: "group",
    SerialsNeedStockTracking: "has_serials",
    AddOnNotInstalled: "has_serials",
    ItemHasMovements: "has_serials",
    ItemOnOpenDocument: "has_serials",
    TrackingHasMovements: "stock_tracked",
    PatternLengths: "least",
    PatternsDiffer: "least",
    PatternRegex: "regex",
    MaskInvalid: "mask",
    SameUnitTwice: "kind",
    UnnamedInStock: "serial_at",
    ConvertsAlready: "has_serials",
}
"""The field beside which each refusal is said."""


class ItemForm(FormScreen[str]):
    """A new item, or the one with `number`; answers its number, or that of the copy that was made."""

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self.number = number
        self.card: ItemCard | None = None
        self.installed = False
        self.sees_cost = True
        self.groups: tuple[tuple[str, str], ...] = ()
        self.begun = ""
        """The task of giving its units serial numbers, if one was begun here."""

    def heading(self) -> str:
        """What is edited."""
        if self.card is None:
            return say("New item")
        return say("Edit item {number} · {name}", number=self.number, name=self.card.name)

    async def load(self) -> None:
        """Read the card, the add-on and the groups."""
        self.installed = await self.do(settings.installed)
        self.sees_cost = await self.do(rights.sees_cost)
        if self.number:
            self.card = await self.do(items.view, number=self.number)
        listed = await self.do(groups.list_groups)
        self.groups = (("", say("none")), *((one.number, f"{one.number} {one.name}") for one in listed))

    def fields(self) -> Sequence[Field]:
        """The card; the tick for serial numbers and their pattern at the bottom, where the add-on is
        installed.
        """
        return fields_of(self.card, self.groups, installed=self.installed, cost=self.sees_cost)

    async def save(self, values: dict[str, str]) -> None:
        """Create or change; what is wrong is said at its field."""
        facts, wrong = facts_of(values, self.card)
        if wrong:
            self.form.wrong(wrong)
            return
        try:
            kept = await self._keep(facts)
        except ItemHasMovements as refusal:
            await self._offer_ways(facts, refusal)
        except Refusal as refusal:
            self._say_at_field(refusal)
            raise
        else:
            await self.answer(kept.number)

    async def _keep(self, facts: ItemFacts) -> ItemCard:
        if self.card is None:
            return await self.do(items.create, item=facts)
        return await self.do(items.change, number=self.number, item=facts)

    async def _offer_ways(self, facts: ItemFacts, refusal: ItemHasMovements) -> None:
        """The help page's way out, in one step; or serial numbers for the units in stock."""
        way: object | None = None
        if facts.has_serials and self.card is not None:
            copy = say("Copy it to a new item with serial numbers, and block {number}", number=self.number)
            one = say("Give the 1 unit in stock its serial number")
            many = say(
                "Give the {count} units in stock their serial numbers", count=grouped(self.card.on_hand)
            )
            rows = [Row("copy", (copy,)), Row("convert", (one if self.card.on_hand == 1 else many,))]
            way = await self.ask(
                Choose(say("{number} has moved. How does it get them?", number=self.number), rows)
            )
        if way == "convert":
            self.begun = (await self.do(converting.start, item=self.number)).number
            await self.answer(self.number)
            return
        if way is None:
            self._say_at_field(refusal)
            raise refusal
        if (copied := await self.ask(CopyForm(self.number))) is not None:
            await self.answer(copied)

    def _say_at_field(self, refusal: Refusal) -> None:
        field = AT.get(type(refusal), "") or str(refusal.fields.get("field", "")).lower()
        if any(one.name == field for one in self.form.sheet.fields):
            self.form.wrong({field: refusal.sentence})


class CopyForm(FormDialog[str]):
    """The number of the copy; makes it, and answers its number."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def heading(self) -> str:
        """What is copied."""
        return say("Copy of {number}, with serial numbers", number=self.number)

    def fields(self) -> Sequence[Field]:
        """One field."""
        label, help = say("New number"), say("The number of the copy; the old item keeps its own.")
        return (Field("number", label, f"{self.number[:23]}-S", length=25, help=help),)

    async def save(self, values: dict[str, str]) -> None:
        """Copy, tick and block in one transaction."""
        try:
            copy = await self.do(items.copy_and_block, number=self.number, new_number=values["number"])
        except ItemNumberTaken as refusal:
            self.form.wrong({"number": refusal.sentence})
        else:
            await self.answer(copy.number)

"""Creating and changing an item. The tick for serial numbers follows its rules: stock tracked only, and not
once the item has movements; then a copy that has them is offered, and the old item blocked, in one step.
"""

from collections.abc import Sequence

from models import groups, items, settings
from models.item_facts import ItemCard, ItemFacts
from models.language import say
from models.refusals import Refusal
from models.refusals_nouns import (
    AddOnNotInstalled,
    GroupUnknown,
    GtinCheckDigit,
    GtinNotDigits,
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
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog, FormScreen
from tui.screens.item_fields import facts_of, fields_of
from tui.widgets.fields import Field

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
}
"""The field beside which each refusal is said."""


class ItemForm(FormScreen[str]):
    """A new item, or the one with `number`; answers its number, or that of the copy that was made."""

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self.number = number
        self.card: ItemCard | None = None
        self.installed = False
        self.groups: tuple[tuple[str, str], ...] = ()

    def heading(self) -> str:
        """What is edited."""
        if self.card is None:
            return say("New item")
        return say("Edit item {number} · {name}", number=self.number, name=self.card.name)

    async def load(self) -> None:
        """Read the card, the add-on and the groups."""
        self.installed = await self.do(settings.installed)
        if self.number:
            self.card = await self.do(items.view, number=self.number)
        listed = await self.do(groups.list_groups)
        self.groups = (("", say("none")), *((one.number, f"{one.number} {one.name}") for one in listed))

    def fields(self) -> Sequence[Field]:
        """The card; the tick for serial numbers and their pattern at the bottom, where the add-on is
        installed.
        """
        return fields_of(self.card, self.groups, installed=self.installed)

    async def save(self, values: dict[str, str]) -> None:
        """Create or change; what is wrong is said at its field."""
        facts, wrong = facts_of(values, self.card)
        if wrong:
            self.form.wrong(wrong)
            return
        try:
            kept = await self._keep(facts)
        except ItemHasMovements as refusal:
            await self._offer_copy(facts, refusal)
        except Refusal as refusal:
            self._say_at_field(refusal)
            raise
        else:
            await self.answer(kept.number)

    async def _keep(self, facts: ItemFacts) -> ItemCard:
        if self.card is None:
            return await self.do(items.create, item=facts)
        return await self.do(items.change, number=self.number, item=facts)

    async def _offer_copy(self, facts: ItemFacts, refusal: ItemHasMovements) -> None:
        """The help page's way out, in one step."""
        if not facts.has_serials:
            self._say_at_field(refusal)
            raise refusal
        question = Confirm(
            say("Copy {number} to a new item with serial numbers?", number=self.number),
            say(
                "{number} has movements, so it cannot get serial numbers itself. "
                "The copy gets the tick and the product code; {number} is blocked.",
                number=self.number,
            ),
        )
        if not await self.ask(question):
            self._say_at_field(refusal)
            raise refusal
        copy = await self.ask(CopyForm(self.number))
        if copy is not None:
            await self.answer(copy)

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

"""Settings, Item groups."""

from collections.abc import Sequence

from models import groups
from models.language import say
from tui.screens.cards import CardList, Saved
from tui.screens.form import FormDialog
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field


class GroupsScreen(CardList):
    """All groups by number."""

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Item groups")

    def hint(self) -> str:
        """What to do."""
        return say("Enter gives the group another name, n makes one. An item's group is set on its card.")

    def columns(self) -> Sequence[Column]:
        """Number, name, items."""
        return (
            Column(say("Number"), 14),
            Column(say("Name"), 40, grows=True),
            Column(say("Items"), 8, right=True),
        )

    async def rows(self) -> Sequence[Row]:
        """All of them."""
        found = await self.do(groups.list_groups)
        return [Row(one.number, (one.number, one.name, str(one.items))) for one in found]

    def form(self, row: Row | None) -> "GroupForm":
        """One group."""
        return GroupForm(row.cells[0] if row else "", row.cells[1] if row else "")


class GroupForm(FormDialog[Saved]):
    """A new group, or another name for one."""

    def __init__(self, number: str, named: str) -> None:
        super().__init__()
        self.number = number
        self.named = named

    def heading(self) -> str:
        """Which."""
        return say("Item group {number}", number=self.number) if self.number else say("New item group")

    def fields(self) -> Sequence[Field]:
        """Number and name."""
        return (
            Field("number", say("Number"), self.number, "fixed" if self.number else "text", length=25),
            Field("name", say("Name"), self.named, length=200),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        verb = groups.rename if self.number else groups.create
        kept = await self.do(verb, number=values["number"], name=values["name"])
        await self.answer(Saved(kept.number, say("Item group {number} is kept.", number=kept.number)))

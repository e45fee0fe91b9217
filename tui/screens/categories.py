"""Settings, Adjustment categories: the seven there always are, and own ones of their types."""

from collections.abc import Sequence
from typing import ClassVar

from models import categories
from models.language import say
from tui.commands import Command
from tui.screens.cards import CardList, Saved
from tui.screens.form import FormDialog
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field
from tui.words import category_word


class CategoriesScreen(CardList):
    """Own categories stand under the one whose type they have."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("new", "n", "New", "Makes an own category of one of the seven types.", f_key="f3"),
    )

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Adjustment categories")

    def hint(self) -> str:
        """What to do."""
        return say("Every adjustment has a category. n makes one of your own, of one of the seven types.")

    def columns(self) -> Sequence[Column]:
        """Name and type."""
        return (Column(say("Category"), 40, grows=True), Column(say("Type"), 14), Column("", 6))

    async def rows(self) -> Sequence[Row]:
        """All of them."""
        found = await self.do(categories.list_categories)
        return [
            Row(one.name, (_name(one.name, one.own), category_word(one.kind), say("own") if one.own else ""))
            for one in found
        ]

    def form(self, row: Row | None) -> "CategoryForm":
        """A new one."""
        return CategoryForm()


class CategoryForm(FormDialog[Saved]):
    """A new category."""

    def heading(self) -> str:
        """What this is."""
        return say("New category")

    def fields(self) -> Sequence[Field]:
        """Name and type."""
        kinds = tuple((kind, category_word(kind)) for kind in categories.KINDS)
        return (
            Field("name", say("Name"), length=60),
            Field("kind", say("Type"), categories.KINDS[0], "choice", choices=kinds),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        kept = await self.do(categories.create, name=values["name"], kind=values["kind"])
        await self.answer(Saved(kept.name, say("Category {name} is kept.", name=kept.name)))


def _name(name: str, own: bool) -> str:
    """An own name as it was given, one of the seven in the station's language."""
    return f"  {name}" if own else category_word(name)

"""Settings, Layouts: how paper looks, for whom. One layout is the default; a customer's card may name another."""

from collections.abc import Sequence
from typing import ClassVar

from models import layouts
from models.language import say
from models.layouts import LayoutCard
from tui.commands import Command
from tui.screens.base import StationScreen
from tui.screens.cards import CardList, Saved
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog
from tui.screens.party import TONGUES
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field

WIDE = 100
"""Cells from which the page stands beside what it is a page of."""


class LayoutsScreen(CardList):
    """All layouts, the default first."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "take", "enter", "Open", "Opens the layout under the cursor: its head and columns.", f_key="f2"
        ),
        Command("new", "n", "New", "Makes a layout as a copy of another.", f_key="f3"),
        Command("remove", "d", "Remove", "Removes the layout under the cursor.", f_key="delete"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[object, LayoutCard] = {}

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Layouts")

    def hint(self) -> str:
        """What to do."""
        return say(
            "A layout is how paper looks. A customer's card names its own; the default is for all others."
        )

    def columns(self) -> Sequence[Column]:
        """Name, language, customers, what it is."""
        return (
            Column(say("Name"), 30, grows=True),
            Column(say("Language"), 16),
            Column(say("Customers"), 9, right=True),
            Column("", 12),
        )

    async def rows(self) -> Sequence[Row]:
        """All of them."""
        found = await self.do(layouts.list_layouts)
        self.cards = {card.name: card for card in found}
        return [_row(card) for card in found]

    def allowed(self, command: Command) -> bool:
        """The default is never removed."""
        card = self._card
        return command.id != "remove" or (card is not None and not card.default)

    @property
    def _card(self) -> LayoutCard | None:
        return self.cards.get(self.list.row.key) if self.list.row is not None else None

    async def do_take(self) -> None:
        """Open the layout under the cursor."""
        from tui.screens.layout import LayoutScreen

        if self.list.row is not None:
            await self.go(LayoutScreen(str(self.list.row.key)))

    def form(self, row: Row | None) -> "NewLayout":
        """A new one, a copy of the one under the cursor."""
        here = self.list.row
        return NewLayout(tuple(str(name) for name in self.cards), str(here.key) if here else "")

    async def do_remove(self) -> None:
        """Remove the layout, once its customers have another."""
        card = self._card
        if card is None or not await self.ask(Confirm(say("Remove layout {name}?", name=card.name))):
            return
        goal = await instead(self, card)
        if goal is None and card.customers:
            return
        await self.do(layouts.delete, name=card.name, move_to=goal)
        self.list.show(await self.rows())
        self.refresh_frame()
        self.ok(say("Layout {name} is removed.", name=card.name))


async def instead(screen: StationScreen[Saved] | CardList, card: LayoutCard) -> str | None:
    """The layout that a layout's customers get instead ("": the default, whichever it is); None when it has none, or when
    nobody chose."""
    if not card.customers:
        return None
    others = await screen.do(layouts.list_layouts, blocked=False)
    rows = [Row("", (say("The default, whichever it is"),))]
    rows += [Row(other.name, (other.name,)) for other in others if other.name != card.name]
    one = say("Its 1 customer gets which layout?")
    many = say("Its {count} customers get which layout?", count=card.customers)
    chosen = await screen.ask(Choose(one if card.customers == 1 else many, rows))
    return None if chosen is None else str(chosen)


class NewLayout(FormDialog[Saved]):
    """A copy under a name of its own."""

    def __init__(self, names: Sequence[str], source: str) -> None:
        super().__init__()
        self.names = names
        self.source = source

    def heading(self) -> str:
        """What this is."""
        return say("New layout")

    def fields(self) -> Sequence[Field]:
        """Name, and what it is a copy of."""
        return (
            Field("name", say("Name"), length=layouts.NAME_MOST),
            Field(
                "copy_of", say("Copy of"), self.source, "choice", choices=tuple((n, n) for n in self.names)
            ),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        kept = await self.do(layouts.create, name=values["name"], copy_of=values["copy_of"])
        await self.answer(Saved(kept.name, say("Layout {name} is kept.", name=kept.name)))


def language_word(language: str) -> str:
    """The language of a layout's paper."""
    return TONGUES.get(language, "") or say("the customer's")


def _row(card: LayoutCard) -> Row:
    state = say("✔ default") if card.default else say("✖ blocked") if card.blocked else ""
    cells = (card.name, language_word(card.layout.language), str(card.customers), state)
    return Row(card.name, cells, "muted" if card.blocked else "")

"""One item: its card with what lies where, and its serial numbers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from models import converting, item_stock, items, labelling, rights, settings
from models.item_facts import SHIPMENT, ItemCard
from models.language import say
from models.refusals import Refusal
from models.serial_report import SerialFilter
from tui.commands import Command
from tui.messages import Taken
from tui.screens.frame import Movable
from tui.screens.item_card import card_words, may_convert, place_columns, place_row
from tui.screens.serial_rule import offer_rule
from tui.screens.serials import SerialBrowser
from tui.screens.typed import ask_number, whole
from tui.widgets.plain import plain_lines
from tui.widgets.row_list import RowList


class NoLabels(Refusal):
    template = "No label is no number of labels."
    next_step = "Type 1 or more, or press Esc."


SERIALS_TAB = {"take", "filter", "all", "export", "card"}


class ItemScreen(SerialBrowser):
    """Two tabs: the card, and for an item that has them its serial numbers."""

    DEFAULT_CSS = """
    ItemScreen .facts { height: auto; padding: 1 1 1 1; }
    ItemScreen #card, ItemScreen #serials { height: 1fr; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("edit", "e", "Edit", "Changes the item's card."),
        Command("rule", "h", "Learn a rule", "Makes what is usual among its serial numbers their rule."),
        Command(
            "assign",
            "b",
            "Assign serials",
            "Gives the units in stock their serial numbers, shelf by shelf.",
            "f3",
        ),
        Command("serials", "tab", "Serial numbers", "Lists every serial number of this item."),
        *SerialBrowser.commands,
        Command("card", "tab", "Card", "Goes back to the item's card."),
    )

    def __init__(self, number: str) -> None:
        super().__init__(item=number)
        self.number = number
        self.card: ItemCard | None = None
        self.tracked = self.installed = False
        self.on_serials = False
        self.facts = Static("", markup=False, classes="facts")
        self.places = RowList(place_columns(mixed=False), empty=say("Nothing is in stock."))

    def heading(self) -> str:
        """Number and name, and the tab."""
        if self.card is None:
            return say("Item {number}", number=self.number)
        words = say("Item {number} · {name}", number=self.number, name=self.card.name)
        return f"{words} · {say('Serial numbers')}" if self.on_serials else words

    def hint(self) -> str:
        """What to do on this tab."""
        if self.on_serials:
            return super().hint()
        if self.tracked:
            return say("Tab shows its serial numbers, e changes the card. A scan opens what it is.")
        return say("e changes the card. A scan opens what it is.")

    def listing(self) -> Movable:
        """What arrows move on this tab."""
        return self.table if self.on_serials else self.places

    def compose_body(self) -> ComposeResult:
        """Both tabs, one of them shown."""
        with Vertical(id="card"):
            yield self.facts
            yield self.places
        with Vertical(id="serials"):
            yield from super().compose_body()

    async def load(self) -> None:
        """Read the card and what lies where."""
        self.card = card = await self.do(items.view, number=self.number)
        installed = self.installed = await self.do(settings.installed)
        self.tracked = installed and card.has_serials
        lying = await self.do(item_stock.by_place, number=self.number)
        sees = await self.do(rights.sees_cost)
        self.facts.update(plain_lines(card_words(card, installed=installed, cost=sees)))
        mixed = installed and card.has_serials and card.serial_at == SHIPMENT
        self.places.retitle(place_columns(mixed=mixed))
        self.places.show([place_row(one, mixed=mixed) for one in lying])
        self._show_tab(self.on_serials and self.tracked)

    def allowed(self, command: Command) -> bool:
        """Each tab has its own commands; without serial numbers there is one tab."""
        if command.id == "serials":
            return self.tracked and not self.on_serials
        if command.id == "rule":
            return self.tracked and not self.on_serials and self.card is not None and self.card.pattern.empty
        if command.id == "assign":
            return not self.on_serials and self.installed and may_convert(self.card)
        if command.id in SERIALS_TAB:
            return self.on_serials and super().allowed(command)
        return command.id != "edit" or (self.card is not None and not self.on_serials)

    async def take_scan(self, taken: Taken) -> None:
        """On the card everything is jumped to; on the serial numbers, typed text filters."""
        if self.on_serials:
            await super().take_scan(taken)
        else:
            await self.station.jump(self, taken)

    async def do_serials(self) -> None:
        """Show the serial numbers."""
        self._show_tab(True)
        await super().load()

    def do_card(self) -> None:
        """Show the card."""
        self._show_tab(False)

    async def do_print(self) -> None:
        """On the card the item's own labels, as many as a person says; on the other tab one for each unit."""
        if self.on_serials:
            await super().do_print()
            return
        question = say("How many labels of item {number}?", number=self.number)
        copies = await ask_number(self, question, parse=_some_labels)
        if copies is not None:
            wanted = await self.do(labelling.of_item, number=self.number, copies=copies)
            await self.hand_out_labels(wanted)

    async def do_edit(self) -> None:
        """Change the card; a copy made on the way is shown instead."""
        from tui.screens.item_form import ItemForm

        form = ItemForm(self.number)
        number = await self.ask(form)
        if number is None:
            return
        if number != self.number:
            self.number = self.item = number
            self.filter, self.opened = SerialFilter(item=number), False
        await self.load()
        if form.begun:
            await self.do_assign()
            return
        self.ok(say("Item {number} is kept.", number=number))

    async def do_assign(self) -> None:
        """Open the task of giving its units in stock their serial numbers; begin it, if there is none."""
        from tui.screens.adjustment import AdjustmentScreen

        view = await self.do(converting.start, item=self.number)
        self.idle()
        await self.go(AdjustmentScreen(view.number))

    async def do_rule(self) -> None:
        """Make what the newest serial numbers have in common their rule."""
        if await offer_rule(self, self.number):
            await self.load()
            self.ok(say("Item {number} is kept.", number=self.number))

    def _show_tab(self, serials: bool) -> None:
        self.on_serials = serials
        self.query_one("#card").display = not serials
        self.query_one("#serials").display = serials
        self.idle()
        self.refresh_frame()


def _some_labels(text: str) -> int:
    """A number of labels. Raises NumberUnreadable, NoLabels, TooManyLabels."""
    count = whole(text)
    if count < 1:
        raise NoLabels()
    if count > labelling.LABELS_MOST:
        raise labelling.TooManyLabels(count=count, limit=labelling.LABELS_MOST)
    return count

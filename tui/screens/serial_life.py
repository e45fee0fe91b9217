"""One serial number's life: where it is in words, and every step that brought it there, newest first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import coming_back, labelling, tracing
from models.language import say
from models.refusals import Refusal
from models.tracing import LifeEvent, SerialLife
from tui.commands import Command
from tui.screens.choose import Choose
from tui.screens.papers import PaperScreen
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain, plain_lines
from tui.widgets.row_list import RowList
from tui.words import day, day_and_clock, how_word, place_word, state_word, told_words, what_word


class SerialNotKnown(Refusal):
    """Nothing of that text was ever in stock here."""

    template = "{serial} is not known here."
    next_step = "Check the label; a new unit has to be received first."


class SerialLifeScreen(PaperScreen[None]):
    """Where one unit is, and where it has been. Enter opens the document of a step."""

    DEFAULT_CSS = """
    SerialLifeScreen .facts { height: auto; padding: 1; text-style: bold; }
    SerialLifeScreen .step { height: auto; max-height: 3; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Document", "Opens the document of this step.", f_key="f2"),
        Command("item", "i", "Item", "Opens the item."),
        Command("print", "k", "Label", "Prints this unit's label.", f_key="f9"),
        Command(
            "back_in",
            "r",
            "Return",
            "It comes back: begins the credit note of its sale, or a return.",
            f_key="f5",
        ),
    )

    def __init__(self, serial: str, item: str = "") -> None:
        super().__init__()
        self.serial = serial
        self.item = item
        self.life: SerialLife | None = None
        self.place = Static("", markup=False, classes="facts")
        self.step = Static("", markup=False, classes="step")
        self.list = RowList(
            (
                Column(say("When"), 16),
                Column(say("What"), 9),
                Column(say("Document"), 8),
                Column(say("From"), 10, spare=3),
                Column(say("To"), 9),
                Column(say("Supplier/customer"), 16, grows=True),
                Column(say("Who"), 14, spare=4),
                Column(say("How"), 8, spare=5),
                Column(say("Station"), 12, spare=6),
            ),
            empty=say("Nothing has happened to it."),
        )

    def heading(self) -> str:
        """The serial and its item."""
        if self.life is None:
            return say("Serial number {serial}", serial=self.serial)
        return say(
            "Serial number {serial} · {item} {name}",
            serial=self.serial,
            item=self.life.item,
            name=self.life.name,
        )

    def hint(self) -> str:
        """What to do."""
        return say("Scan another serial number to see its life, or open a document with Enter.")

    def listing(self) -> "SerialLifeScreen":
        """The list, through this screen: the words below follow the cursor."""
        return self

    def move(self, key: str) -> bool:
        """Move the list and tell the whole of the step it is on."""
        moved = self.list.move(key)
        self._tell_step()
        return moved

    def compose_body(self) -> ComposeResult:
        """Where it is, over where it has been; below, the whole of one step."""
        yield self.place
        yield self.list
        yield self.step

    def allowed(self, command: Command) -> bool:
        """Without a life there is nothing to open."""
        if command.id == "back_in":
            return self.life is not None and self.life.state == "shipped"
        return self.life is not None or command.id not in {"take", "item", "print"}

    async def load(self) -> None:
        """Read the life. Raises SerialNotKnown."""
        lives = await self.do(tracing.life, serial=self.serial, item=self.item)
        if not lives:
            raise SerialNotKnown(serial=self.serial)
        if len(lives) > 1:
            self.station.offer(lambda: self.guarded(self._choose(lives)))
        self._show(lives[0])

    def _show(self, life: SerialLife) -> None:
        self.life = life
        self.place.update(plain_lines(place_words(life)))
        self.list.show([_row(number, event) for number, event in enumerate(life.events)])
        self._tell_step()
        self.refresh_frame()

    def _tell_step(self) -> None:
        row = self.list.row
        if row is not None and self.life is not None and isinstance(row.key, int):
            self.step.update(plain(step_words(self.life.events[row.key])))

    async def _choose(self, lives: tuple[SerialLife, ...]) -> None:
        rows = [Row(life.item, (life.item, life.name, state_word(life.state))) for life in lives]
        question = say("{serial} is a serial number of several items. Which?", serial=self.serial)
        chosen = await self.ask(Choose(question, rows))
        self.item = str(chosen) if chosen is not None else lives[0].item
        await self.load()

    async def do_take(self) -> None:
        """Open the document of the step under the cursor."""
        from tui.jumping import document_screen

        row = self.list.row
        if row is None or self.life is None or not isinstance(row.key, int):
            return
        number = self.life.events[row.key].document
        if (screen := document_screen(number)) is not None:
            self.idle()
            await self.go(screen)

    async def do_print(self) -> None:
        """This unit's label."""
        if self.life is not None:
            wanted = [self.life.serial]
            found = await self.do(labelling.of_serials, serials=wanted, item=self.life.item)
            await self.hand_out_labels(found)

    async def do_back_in(self) -> None:
        """Begin the credit note of the sale it left on, or a return adjustment, with this unit on it."""
        from tui.jumping import document_screen

        if self.life is None:
            return
        number = await self.do(
            coming_back.come_back, serial=self.life.serial, item=self.life.item, how="listed"
        )
        if (screen := document_screen(number)) is not None:
            self.idle()
            await self.go(screen)
            words = say("{serial} is on {number}.", serial=self.life.serial, number=number)
            screen.ok(words, say("Scan the next unit that came back with it, or post it."))

    async def do_item(self) -> None:
        """Open the item."""
        from tui.screens.item import ItemScreen

        if self.life is not None:
            self.idle()
            await self.go(ItemScreen(self.life.item))


def place_words(life: SerialLife) -> list[str]:
    """Where the unit is and since when, in one sentence; who holds it, and what its label told, in others."""
    last = life.events[0] if life.events else None
    fields = {
        "place": life.location,
        "since": day(last.at) if last else "",
        "document": last.document if last else "",
        "party": last.party if last else "",
    }
    match life.state:
        case "in stock":
            words = say("In stock at {place} since {since} ({document}).", **fields)
        case "shipped" if last is not None and last.what == "invoice":
            words = say("Sold to {party} on {since} ({document}).", **fields)
        case "shipped" if fields["party"]:
            words = say("Shipped to {party} on {since} ({document}).", **fields)
        case "shipped":
            words = say("Shipped on {since} ({document}).", **fields)
        case "written off":
            words = say("Written off on {since} ({document}).", **fields)
        case _:
            words = say("Not here: {document}, which brought it, was reversed on {since}.", **fields)
    held = say("Held by {document}.", document=life.held_by) if life.held_by else ""
    told = told_words(life.batch, life.expiry)
    told = say("Its label says: {told}.", told=told) if told else ""
    return [line for line in (words, held, told) if line]


def step_words(event: LifeEvent) -> str:
    """Everything about one step: places, party, operator, how and where, and why."""
    parts = (
        f"{place_word(event.from_place)} > {place_word(event.to_place)}",
        event.party,
        event.operator,
        say("{how} at {station}", how=how_word(event.how), station=event.station),
        event.reason,
        told_words(event.batch, event.expiry),
    )
    return " · ".join(part for part in parts if part)


def _row(number: int, event: LifeEvent) -> Row:
    places = (place_word(event.from_place), place_word(event.to_place))
    who = (event.party, event.operator, event.station, how_word(event.how))
    return Row(number, (day_and_clock(event.at), what_word(event.what), event.document, *places, *who))

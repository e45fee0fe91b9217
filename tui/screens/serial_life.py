"""One serial number's life: where it is in words, and every step that brought it there, newest first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import coming_back, labelling, rights, tracing
from models.language import say
from models.refusals_scan import UnknownSerial
from models.tracing import SerialLife
from tui.commands import Command
from tui.screens.choose import Choose
from tui.screens.serial_steps import Step, place_words, step_row, steps, whole_words
from tui.screens.serial_ways import WAYS, SerialWays
from tui.widgets.cells import Column, Row
from tui.widgets.plain import plain, plain_lines
from tui.widgets.row_list import RowList
from tui.words import state_word


class SerialLifeScreen(SerialWays):
    """Where one unit is, and where it has been. Enter opens the document of a step."""

    DEFAULT_CSS = """
    SerialLifeScreen .facts { height: auto; padding: 1; text-style: bold; }
    SerialLifeScreen .step { height: auto; max-height: 5; padding: 0 1; color: #A9B7C4; }
    """
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Document", "Opens the document of this step.", f_key="f2"),
        Command("item", "i", "Item", "Opens the item."),
        Command("move", "m", "Move", "Takes this unit in hand, to move it to another location.", f_key="f6"),
        Command(
            "correct", "e", "Correct", "Corrects this serial number; the old one stays known.", f_key="f7"
        ),
        Command("print", "k", "Label", "Prints this unit's label.", f_key="f9"),
        *WAYS,
    )

    def __init__(self, serial: str, item: str = "") -> None:
        super().__init__(serial)
        self.item = item
        self.steps: list[Step] = []
        self.sees_cost = True
        self.place = Static("", markup=False, classes="facts")
        self.step = Static("", markup=False, classes="step")
        self.list = RowList(
            (
                Column(say("When"), 16),
                Column(say("What"), 9),
                Column(say("Document"), 8),
                Column(say("From"), 10, spare=3),
                Column(say("To"), 10),
                Column(say("Partner"), 16, grows=True),
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
        """Without a life there is nothing to open; of what can be done with a unit, what can be done with this one."""
        if command in WAYS:
            return self.possible(command)
        if command.id == "move":
            return self.life is not None and self.life.state == "in stock"
        return self.life is not None or command.id not in {"take", "item", "print", "correct"}

    async def load(self) -> None:
        """Read the life. Raises UnknownSerial."""
        self.sees_cost = await self.do(rights.sees_cost)
        lives = await self.do(tracing.life, serial=self.serial, item=self.item)
        if not lives:
            raise UnknownSerial(serial=self.serial)
        if len(lives) > 1:
            self.station.offer(lambda: self.guarded(self._choose(lives)))
        shown = lives[0]
        self.ways = await self.do(coming_back.ways, serial=shown.serial, item=shown.item)
        self._show(shown)
        if shown.was:
            self.serial = shown.serial
            self.noted(shown.was)

    def _show(self, life: SerialLife) -> None:
        self.life = life
        self.place.update(plain_lines(place_words(life)))
        self.steps = steps(life)
        self.list.show([step_row(number, step) for number, step in enumerate(self.steps)])
        self._tell_step()
        self.refresh_frame()

    def _tell_step(self) -> None:
        row = self.list.row
        if row is not None and self.life is not None and isinstance(row.key, int):
            self.step.update(plain(whole_words(self.steps[row.key], cost=self.sees_cost)))

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
        number = self.steps[row.key].document
        if (screen := document_screen(number)) is not None:
            self.idle()
            await self.go(screen)

    async def do_print(self) -> None:
        """This unit's label."""
        if self.life is not None:
            wanted = [self.life.serial]
            found = await self.do(labelling.of_serials, serials=wanted, item=self.life.item)
            await self.hand_out_labels(found)

    async def do_item(self) -> None:
        """Open the item."""
        from tui.screens.item import ItemScreen

        if self.life is not None:
            self.idle()
            await self.go(ItemScreen(self.life.item))

    async def do_move(self) -> None:
        """Take it in hand, to be moved."""
        from tui.screens.move import MoveScreen

        if self.life is not None:
            self.idle()
            await self.go(MoveScreen(self.life.serial, self.life.item))

    async def do_correct(self) -> None:
        """Let it be called by the right serial number."""
        from tui.screens.correct import CorrectForm

        if self.life is None:
            return
        done = await self.ask(CorrectForm(self.life.serial, self.life.item))
        if done is not None:
            self.serial = done.serial
            await self.load()
            fields = {"old": done.old, "serial": done.serial, "number": done.document}
            self.ok(
                say("{old} is called {serial} now ({number}).", **fields),
                say("Put the right label on it: k prints one."),
            )

"""The frame of every screen: bar, heading, body, verdict band, scan field, commands. It acts on nothing."""

from typing import ClassVar, Generic, Protocol, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from models.language import say
from tui.command_cards import CONFIRM, CONFIRM_ELSEWHERE
from tui.commands import Command, commands_of, key_word
from tui.screens.voice import Voice
from tui.widgets.command_bar import CommandBar
from tui.widgets.heading import Heading
from tui.widgets.scan_field import ScanField
from tui.widgets.station_bar import Standing, StationBar
from tui.widgets.verdict_band import VerdictBand
from tui.words import noun_of

T = TypeVar("T")
WIDTH_LEAST, HEIGHT_LEAST = 40, 12
"""The smallest screen that is worked at."""


class Movable(Protocol):
    """A list that arrows and page keys move while letters go to the scan field."""

    def move(self, key: str) -> bool:
        """Take a navigation key; False when it means nothing here."""


class Frame(Voice, Screen[T], Generic[T]):
    """What a screen shows round its body, all of it from its own words and its list of commands."""

    AUTO_FOCUS = None
    commands: ClassVar[tuple[Command, ...]] = ()
    takes_scans: ClassVar[bool] = True
    takes_text: ClassVar[bool] = True
    takes_space: ClassVar[bool] = False
    """Space is a command here while nothing is typed, and no beginning of a text."""
    is_question: ClassVar[bool] = False
    """Nothing counts before a person has answered."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.bar = StationBar()
        self.head = Heading(id="heading")
        self.band = VerdictBand()
        self.field = ScanField()
        self.command_bar = CommandBar()
        self._was_small = False

    def heading(self) -> str:
        """What this screen is about, in the station's language."""
        return ""

    def prompt(self) -> str:
        """The words before the scan field's prompt sign."""
        return say("scan or type")

    def listing(self) -> Movable | None:
        """The list arrows move, if there is one."""
        return None

    def confirms(self) -> tuple[str, ...]:
        """The commands the confirm card stands for; the first that is possible is done."""
        return CONFIRM.get(type(self).__name__, CONFIRM_ELSEWHERE)

    def asks_itself(self, command: Command) -> bool:
        """True when the screen asks before it carries out `command`, so that nobody else need."""
        return False

    def set_aside(self) -> str:
        """What CMD.HOLD says after it has put this screen's document away as it is; "" where there is none to put
        away."""
        return ""

    def card_step(self, key: str) -> bool:
        """The next or previous card, as the arrow `key`; False when there is nothing to move."""
        listing = self.listing()
        return listing is not None and listing.move(key)

    def card_digit(self, digit: str) -> bool:
        """A digit's card where digits are entered; False elsewhere."""
        return False

    async def card_enter(self) -> bool:
        """The confirm card where something is entered; False elsewhere."""
        return False

    def compose(self) -> ComposeResult:
        """Top to bottom; the body takes what the others leave."""
        yield self.bar
        yield self.head
        with Vertical(id="body"):
            yield from self.compose_body()
        yield self.band
        yield self.field
        yield self.command_bar

    def compose_body(self) -> ComposeResult:
        """The middle of the screen."""
        yield from ()

    def refresh_frame(self) -> None:
        """Heading, prompt and keys, as they are now."""
        about = self.heading()
        self.head.noun, self.head.text = noun_of(about), self._too_small() or about
        self.head.display = bool(self.head.text)
        self.field.prompt = self.prompt()
        shown = [c for c in self.all_commands() if c.shown and self.allowed(c)]
        last = [c for c in shown if c.id in {"back", "help"}]
        ordered = [c for c in shown if c not in last] + last
        self.command_bar.show(tuple((key_word(c.key), c.label) for c in ordered), len(last))

    def on_resize(self) -> None:
        """A window that is too small says so, and one that has grown says what it is about."""
        was = self._was_small
        if bool(self._too_small()) != was and self.is_running:
            self.refresh_frame()

    def _too_small(self) -> str:
        """What is said on a screen on which a verdict and a list no longer fit (R75)."""
        width, height = self.size
        self._was_small = bool(width) and (width < WIDTH_LEAST or height < HEIGHT_LEAST)
        return say("Too small: {width} x {height}", width=width, height=height) if self._was_small else ""

    def allowed(self, command: Command) -> bool:
        """False hides a command that means nothing at the moment and makes its key do nothing."""
        return True

    def all_commands(self) -> tuple[Command, ...]:
        """This screen's commands and those of every screen."""
        return commands_of(type(self).commands)

    def show_standing(self, standing: Standing) -> None:
        """What the top row tells."""
        self.bar.standing = standing

    def show_typed(self, text: str, waiting: int) -> None:
        """What is being typed, and how many texts wait to be judged."""
        self.field.text, self.field.waiting = text, waiting
        self.field.display = self.takes_text or bool(text)

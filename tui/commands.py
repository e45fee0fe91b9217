"""Commands: one list per screen gives its keys, its command bar, its searchable list and its help.

A screen carries out `Command("undo", "u", …)` by its method `do_undo()`, `Command("open:sales", "6", …)`
by `do_open("sales")`, sync or async. Keys have the terminal library's names ("u", "enter", "escape",
"delete", "f2", "question_mark"); a printable key acts on an empty scan field only, an F-key always.
"""

from dataclasses import dataclass

from models.language import say

KEY_WORDS = {
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "Backspace",
    "tab": "Tab",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
    "colon": ":",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
}


@dataclass(frozen=True)
class Command:
    """One thing a screen can do. `text` and `help` are English templates; `shown` puts it in the bar."""

    id: str
    key: str
    text: str
    help: str = ""
    f_key: str | None = None
    shown: bool = True
    destructive: bool = False

    @property
    def label(self) -> str:
        """`text` in the station's language."""
        return say(self.text)

    @property
    def explained(self) -> str:
        """`help`, or else `text`, in the station's language."""
        return say(self.help or self.text)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that sets it off."""
        return tuple(key for key in (self.key, self.f_key) if key)


def key_word(key: str) -> str:
    """How a key is written on screen: Enter, Esc, F2, u."""
    spoken = {"space": say("Space"), "up": say("Up"), "down": say("Down")}
    return spoken.get(key) or KEY_WORDS.get(key, key.upper() if len(key) > 1 and key[0] == "f" else key)


EVERYWHERE = (
    Command("help", "question_mark", "Help", "Shows this page.", f_key="f1"),
    Command(
        "palette",
        "colon",
        "All commands",
        "Lists every command of this screen, to search.",
        f_key="f12",
        shown=False,
    ),
    Command(
        "unclaimed",
        "asterisk",
        "Unclaimed scans",
        "Shows what is kept here until the book is back, and scans no screen has taken.",
        f_key="f8",
        shown=False,
    ),
    Command("back", "escape", "Back", "Goes back; what is entered is kept or asked about."),
)
"""What every screen can do; a screen's own command on the same key or id stands before these."""


def commands_of(own: tuple[Command, ...]) -> tuple[Command, ...]:
    """A screen's own commands followed by those of every screen that it has not replaced."""
    taken = {command.id for command in own} | {key for command in own for key in command.keys}
    return own + tuple(c for c in EVERYWHERE if c.id not in taken and c.key not in taken)

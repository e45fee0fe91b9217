"""The count in digits readable at two metres, with what was scanned last beside it; one row where height is
short.
"""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.plain import plain
from tui.widgets.signs import letters_only

DIGITS = {
    "0": ("█▀█", "█ █", "█▄█"),
    "1": (" ▄█", "  █", "  █"),
    "2": ("▀▀█", "█▀▀", "█▄▄"),
    "3": ("▀▀█", " ▀█", "▄▄█"),
    "4": ("█ █", "▀▀█", "  █"),
    "5": ("█▀▀", "▀▀█", "▄▄█"),
    "6": ("█▀▀", "█▀█", "█▄█"),
    "7": ("▀▀█", "  █", "  █"),
    "8": ("█▀█", "█▀█", "█▄█"),
    "9": ("█▀█", "▀▀█", "▄▄█"),
}
LETTER_DIGITS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
}
NARROW = 60
LOW = 20


class BigCount(Widget):
    """Attributes in: done, total (None when nobody knows), `of` (the word between), `title` over `last`, and `note`."""

    DEFAULT_CSS = """
    BigCount { height: 3; padding: 0 2; color: $foreground; }
    BigCount.-small { height: 1; padding: 0 1; }
    """

    done: reactive[int] = reactive(0)
    total: reactive[int | None] = reactive(None)
    of: reactive[str] = reactive("of")
    title: reactive[str] = reactive("")
    last: reactive[str] = reactive("")
    note: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        """Look at the screen's size from the first."""
        self.fit_screen()

    def on_resize(self) -> None:
        """The screen may have become small."""
        self.fit_screen()

    def fit_screen(self) -> None:
        """One row on a handheld's screen, three elsewhere."""
        size = self.screen.size
        self.set_class(size.width < NARROW or size.height < LOW, "-small")

    def render(self) -> Content:
        """The count."""
        tone = "bold #3FD1A4" if self.total is not None and self.done == self.total else "bold"
        last = f"{self.title} {self.last}".strip() if self.last else ""
        if self.has_class("-small"):
            total = "" if self.total is None else f" {self.of} {self.total}"
            return Content.assemble(plain(f"{self.done}{total}", tone), "   ", plain(last))
        counted, target = _big(str(self.done)), _big("" if self.total is None else str(self.total))
        beside = ("", last, self.note)
        between = ("", "" if self.total is None else f"  {self.of}  ", "")
        pad = len(between[1])
        return Content("\n").join(
            Content.assemble(
                plain(counted[row], tone),
                plain(between[row].ljust(pad)),
                plain(target[row], tone),
                "      ",
                plain(beside[row], "bold" if row == 1 else "$muted"),
            )
            for row in range(3)
        )


def _big(number: str) -> list[str]:
    shapes = LETTER_DIGITS if letters_only() else DIGITS
    return [" ".join(shapes[digit][row] for digit in number) for row in range(3)]

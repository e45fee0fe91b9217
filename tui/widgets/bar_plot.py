"""Upright bars over their labels, each with its number: drawn in eighths of a cell, or in # where a terminal has letters
only.
"""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from tui.widgets.plain import plain
from tui.widgets.signs import letters_only

EIGHTHS = " ▁▂▃▄▅▆▇█"
LEAST, MOST = 3, 7
"""Cells a bar may have with the gap beside it."""
BELOW = 2
"""Rows under the bars: the numbers and the labels."""


class BarPlot(Widget):
    """Attributes in: `show(bars)`, each a label of two characters and a value of 0 or more."""

    DEFAULT_CSS = "BarPlot { height: 8; padding: 0 1; color: #56B4E9; }"

    def __init__(self, empty: str = "") -> None:
        super().__init__(markup=False)
        self._bars: tuple[tuple[str, int], ...] = ()
        self._empty = empty

    def show(self, bars: Sequence[tuple[str, int]]) -> None:
        """Replace the bars."""
        self._bars = tuple(bars)
        self.refresh()

    def render(self) -> Content:
        """The bars, or the words for none."""
        if not any(value for _, value in self._bars):
            return plain(self._empty, "$muted")
        rows = drawn(self._bars, self.size.width, self.size.height, letters=letters_only())
        tones = [""] * (len(rows) - BELOW) + ["$foreground", "$muted"]
        return Content("\n").join(Content.styled(row, tone) for row, tone in zip(rows, tones, strict=True))


def drawn(bars: Sequence[tuple[str, int]], width: int, height: int, *, letters: bool) -> list[str]:
    """`height` rows at most `width` cells wide: the bars, their values, their labels. A value above 0 always shows."""
    cell = min(MOST, max(LEAST, width // len(bars)))
    most = max(value for _, value in bars)
    steps = max(1, height - BELOW) * 8
    heights = [-(-value * steps // most) if most else 0 for _, value in bars]
    rows = []
    for row in reversed(range(max(1, height - BELOW))):
        signs = [_sign(min(8, max(0, high - row * 8)), letters) for high in heights]
        rows.append("".join(sign * (cell - 1) + " " for sign in signs))
    rows.append("".join(_short(value, cell - 1).center(cell - 1) + " " for _, value in bars))
    rows.append("".join(label.center(cell - 1) + " " for label, _ in bars))
    return [row.rstrip()[:width] for row in rows]


def _sign(eighths: int, letters: bool) -> str:
    if not letters:
        return EIGHTHS[eighths]
    return "#" if eighths >= 4 else "." if eighths else " "


def _short(value: int, width: int) -> str:
    """A number in `width` cells: 950, 12k, 3M. 0 is left out."""
    for unit, sign in ((1, ""), (1_000, "k"), (1_000_000, "M")):
        text = f"{value // unit}{sign}"
        if len(text) <= width:
            return text if value else ""
    return "^" * width

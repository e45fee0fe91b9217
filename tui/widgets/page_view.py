"""A page of paper in letters, dark on light: it is drawn anew for its own size with every change."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.plain import plain_text

PAPER, INK, SOFT = "#F2EFE6", "#10161C", "#4A545E"
"""Ink and the softer one, each more than 7:1 on the paper."""
TONES = {"": Style(color=INK), "strong": Style(color=INK, bold=True), "soft": Style(color=SOFT)}
MARGIN = 2
Draw = Callable[[int, int], Sequence[tuple[str, str]]]


class PageView(Widget):
    """Attributes in: `show(draw)`; `draw(width, height)` gives its rows, each a text and a tone ("", strong or soft)."""

    DEFAULT_CSS = f"PageView {{ width: 1fr; height: 1fr; background: {PAPER}; color: {INK}; }}"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._draw: Draw | None = None
        self._rows: tuple[tuple[str, str], ...] = ()

    def show(self, draw: Draw) -> None:
        """Replace what is drawn."""
        self._draw = draw
        self._redraw()

    def on_resize(self) -> None:
        """More room shows more of the page."""
        self._redraw()

    def _redraw(self) -> None:
        width, height = self.size.width - 2 * MARGIN, self.size.height
        if self._draw is not None and width > 0 and height > 0:
            self._rows = tuple(self._draw(width, height))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the page, or white."""
        text, tone = self._rows[y] if y < len(self._rows) else ("", "")
        ground = Style(bgcolor=PAPER)
        segment = Segment(" " * MARGIN + plain_text(text), ground + TONES[tone])
        return Strip([segment]).adjust_cell_length(self.size.width, ground)

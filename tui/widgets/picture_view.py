"""A grey picture in block elements: four dots in a cell, of two greys. Any terminal of many colours shows it."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By bits: upper left 1, upper right 2, lower left 4, lower right 8; a bit is the darker grey."""
CELL_WIDE, CELL_HIGH = 2, 4
"""Pixels of a cell: it is twice as high as it is wide."""
PLAIN = 20
"""Greys closer together than this are one."""
STEP_X, STEP_Y = 8, 4
"""Cells that an arrow moves."""


class PictureView(Widget):
    """Attributes in: `show(width, height, grey)`, one byte a pixel; `move(key)` takes arrows and page keys."""

    DEFAULT_CSS = "PictureView { width: 1fr; height: 1fr; background: #3A4550; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._wide = self._high = 0
        self._grey = b""
        self.left = self.top = 0

    @property
    def cells(self) -> Size:
        """How many cells the whole picture takes."""
        return Size(-(-self._wide // CELL_WIDE), -(-self._high // CELL_HIGH))

    def show(self, width: int, height: int, grey: bytes) -> None:
        """Replace the picture; what was in the middle stays there."""
        across = (self.left + self.size.width / 2) / max(1, self.cells.width)
        down = (self.top + self.size.height / 2) / max(1, self.cells.height) if self._high else 0.0
        self._wide, self._high, self._grey = width, height, grey
        self._go(
            round(across * self.cells.width - self.size.width / 2),
            round(down * self.cells.height - self.size.height / 2),
        )

    def move(self, key: str) -> bool:
        """Look elsewhere on the picture; False when the key is another one."""
        page = max(1, self.size.height - 2)
        steps = {
            "left": (-STEP_X, 0),
            "right": (STEP_X, 0),
            "up": (0, -STEP_Y),
            "down": (0, STEP_Y),
            "pageup": (0, -page),
            "pagedown": (0, page),
            "home": (-self.left, -self.top),
            "end": (0, self.cells.height),
        }
        if key not in steps:
            return False
        across, down = steps[key]
        self._go(self.left + across, self.top + down)
        return True

    def on_resize(self) -> None:
        """The window may now reach past the picture."""
        self._go(self.left, self.top)

    def _go(self, left: int, top: int) -> None:
        self.left = max(0, min(left, self.cells.width - self.size.width))
        self.top = max(0, min(top, self.cells.height - self.size.height))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        width = self.size.width
        row = (self.top + y) * CELL_HIGH
        if row >= self._high:
            return Strip.blank(width, self.rich_style)
        pad = max(0, (width - self.cells.width) // 2)
        segments = [Segment(" " * pad, self.rich_style)] if pad else []
        end = min(self.left + width, self.cells.width)
        segments += [self._cell(cell * CELL_WIDE, row) for cell in range(self.left, end)]
        return Strip(segments).adjust_cell_length(width, self.rich_style).simplify()

    def _cell(self, x: int, y: int) -> Segment:
        dots = [self._dot(x + across, y + down) for down in (0, 2) for across in (0, 1)]
        dark, light = min(dots), max(dots)
        if light - dark < PLAIN:
            middle = sum(dots) // 4
            return Segment(" ", Style(bgcolor=_shade(middle)))
        edge = (dark + light) / 2
        bits = sum(1 << n for n, dot in enumerate(dots) if dot < edge)
        below = [dot for dot in dots if dot < edge]
        above = [dot for dot in dots if dot >= edge]
        style = Style(color=_shade(sum(below) // len(below)), bgcolor=_shade(sum(above) // len(above)))
        return Segment(BLOCKS[bits], style)

    def _dot(self, x: int, y: int) -> int:
        """The mean grey of two pixels, one above the other."""
        x, y = min(x, self._wide - 1), min(y, self._high - 1)
        low = min(y + 1, self._high - 1)
        return (self._grey[y * self._wide + x] + self._grey[low * self._wide + x]) // 2


def _shade(grey: int) -> str:
    return f"#{grey:02X}{grey:02X}{grey:02X}"

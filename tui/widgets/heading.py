"""The row that says what a screen is about. Where it is too long, its longest part gives way: the state at its end stays."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.cells import fit
from tui.widgets.plain import SHOWN_MAX, plain, plain_text

BETWEEN = " · "
LEAST = 8
"""Cells that a part keeps, however little room there is."""
SHORT = 20
"""Parts of so many cells are numbers and states: they give way last."""
ROWS_MAX = 3
LONG_WORD = 24
"""A word of more cells is a serial number or the like: its end tells as much as its beginning."""


class Heading(Widget):
    """Attributes in: `text`, parts with " · " between them; `noun`, which stands before it where nothing is cut for it; `wraps`
    when it is a question that may take ROWS_MAX rows.
    """

    DEFAULT_CSS = """
    Heading { height: 1; }
    """

    text: reactive[str] = reactive("")

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.wraps = False
        self.noun = ""

    def watch_text(self) -> None:
        """A question of another length needs other rows."""
        if self.wraps:
            self.refresh(layout=True)

    def render(self) -> Content:
        """As much of it as the row holds, or the rows."""
        return self._shown(max(1, self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One row, or as many as a question needs."""
        return self.rows(width)

    def rows(self, width: int) -> int:
        """The rows it takes in `width` cells."""
        return max(1, self._shown(max(1, width)).get_height({}, max(1, width)))

    def _shown(self, width: int) -> Content:
        named = plain(f"{self.noun} {self.text}")
        if self.noun and named.cell_length <= width:
            return named
        room = ROWS_MAX * width if self.wraps else width
        shown = plain(fitting(self.text, room))
        while self.wraps and room > width and shown.get_height({}, width) > ROWS_MAX:
            room -= LEAST
            shown = plain(fitting(self.text, room))
        return shown


def fitting(text: str, width: int) -> str:
    """`text` in at most `width` cells, as long as each part may keep LEAST."""
    shown = plain_text(text[:SHOWN_MAX])
    parts = shown.split(BETWEEN)
    room = [cell_len(part) for part in parts]
    between = cell_len(BETWEEN) * (len(parts) - 1)
    while (over := sum(room) + between - width) > 0:
        *_, second, long = [0, *sorted(room)]
        if long <= LEAST:
            break
        share = min(second, long - 1) if second > SHORT else 0
        room[room.index(long)] = max(LEAST, long - over, share)
    return BETWEEN.join(
        part if cell_len(part) <= most else shortened(part, most)
        for part, most in zip(parts, room, strict=True)
    )


def shortened(part: str, width: int) -> str:
    """One part in at most `width` cells: without the middle of a very long word, or else without its end."""
    words = part.split(" ")
    at = max(range(len(words)), key=lambda n: cell_len(words[n]))
    room = width - (cell_len(part) - cell_len(words[at]))
    if cell_len(words[at]) > LONG_WORD and room >= LEAST:
        words[at] = fit(words[at], room, middle=True).rstrip()
        return " ".join(words)
    return fit(part, width).rstrip()

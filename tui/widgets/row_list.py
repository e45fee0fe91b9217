"""A list of at most ROWS_MAX rows, moved by keys the screen hands on; the scan field stays in charge of
letters.
"""

from collections.abc import Sequence

from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.cells import Column, Row, empty_strip, fitted, lay_out, longest, row_strip, title_strip

ROWS_MAX = 1_000


class RowList(ScrollView):
    """Attributes in: `show(rows)`. Message out: Chosen, when a row is clicked; keys come through `move`."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; background: $background; color: $foreground; }
    """

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, columns: Sequence[Column], *, empty: str = "", titles: bool = True) -> None:
        super().__init__()
        self.can_focus = False
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._most = [0] * len(self._columns)
        self._widths: list[int] = []
        self._base = Style()
        self._titles = titles
        self._empty = empty
        self.cursor = 0

    @property
    def row(self) -> Row | None:
        """The row the cursor is on."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row."""
        return self._rows

    def show(self, rows: Sequence[Row], *, key: object = None) -> None:
        """Replace the rows; the cursor stays on its row's key, or goes to `key`. Rows past ROWS_MAX are not
        shown.
        """
        wanted = key if key is not None else (self.row.key if self.row else None)
        self._rows = tuple(rows[:ROWS_MAX])
        self._most = longest(self._columns, self._rows)
        found = [index for index, row in enumerate(self._rows) if row.key == wanted]
        self.cursor = found[0] if found else min(self.cursor, max(0, len(self._rows) - 1))
        self._resize(Size(0, len(self._rows) + self._head))
        self._follow()

    def retitle(self, columns: Sequence[Column]) -> None:
        """Replace the columns."""
        if self._columns == tuple(columns):
            return
        self._columns = tuple(columns)
        self._most = longest(self._columns, self._rows)
        self.refresh()

    def move(self, key: str) -> bool:
        """Move the cursor by an arrow, page, home or end key; False when the key is another one."""
        page = max(1, self.size.height - self._head - 1)
        last = len(self._rows) - 1
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last - 1, "end": last + 1}
        if key not in steps or not self._rows:
            return False
        self.cursor = min(last, max(0, self.cursor + steps[key]))
        self._follow()
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region: how wide the columns are is found once for all of them."""
        self._widths = lay_out(fitted(self._columns, self._most), self.size.width - 3)
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line: titles, a row, or the words for an empty list."""
        width, widths, base = self.size.width, self._widths, self._base
        if self._titles and y == 0:
            return title_strip(self._columns, widths, width, base)
        index = y - self._head + round(self.scroll_offset.y)
        if index < len(self._rows):
            return row_strip(
                self._rows[index], self._columns, widths, width, base, chosen=index == self.cursor
            )
        return empty_strip(self._empty if y == self._head + 1 and not self._rows else "", width, base)

    @property
    def _head(self) -> int:
        return 1 if self._titles else 0

    def _follow(self) -> None:
        height = max(1, self.size.height - self._head)
        top = round(self.scroll_offset.y)
        top = min(max(top, self.cursor - height + 1), self.cursor)
        self.scroll_to(y=top, animate=False, immediate=True)
        self.refresh()

    def _resize(self, size: Size) -> None:
        """Set the virtual size. The whole screen is laid out anew only where a scroll bar comes or
        goes, or where the list is as high as its rows."""
        height = self.styles.height
        follows = height is not None and height.is_auto and size != self.virtual_size
        if follows or (size.height > self.size.height) != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(RowList.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._follow()

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the cursor chooses."""
        index = event.y - self._head + round(self.scroll_offset.y)
        if 0 <= index < len(self._rows):
            chosen, self.cursor = index == self.cursor, index
            self.refresh()
            if chosen:
                self.post_message(self.Chosen(self._rows[index]))

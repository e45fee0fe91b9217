"""A table over millions of rows: it holds a few pages and asks a source for the next by key, never by
counting.

The source is keyset-paged: `page(after, limit, backwards)` gives up to `limit` rows in table order, strictly
after `after` (or strictly before it when `backwards`); `after` None means from the first row (from the last,
backwards). So any jump costs one indexed query however many rows there are. The table keeps one window of
rows round the cursor, of at most WINDOW_MAX, extends it ahead of the cursor and forgets the far end; End and
Home start a new window. Where rows have not arrived there stands "…". Rows' keys must be unique and in the
table's order.
"""

import asyncio
from collections.abc import Sequence
from typing import Literal, Protocol

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import Column, Row, empty_strip, fitted, lay_out, longest, row_strip, title_strip
from tui.widgets.signs import sign

PAGE = 200
WINDOW_MAX = 4 * PAGE
AHEAD = PAGE // 2
"""Rows left before the window's end when the next page is asked for."""


Wish = Literal["open", "more", "less", "home", "end"]


class Source(Protocol):
    """Where rows come from. `page` runs its query off the UI thread; `count` may be an estimate or None."""

    async def page(self, after: object | None, limit: int, backwards: bool) -> Sequence[Row]: ...
    async def count(self) -> int | None: ...


class PagedTable(Widget):
    """Attributes in: `open(source)`. Messages out: Moved, Chosen (a click on the cursor), Failed.

    Keys come through `move`; the row under the cursor is `row`; `total` is the source's count once it has
    come.
    """

    DEFAULT_CSS = """
    PagedTable { height: 1fr; background: $background; color: $foreground; }
    """

    class Moved(Message):
        """The cursor is on `row`, or on nothing yet."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Chosen(Moved):
        """The row under the cursor was clicked."""

    class Failed(Message):
        """A page could not be read; the table shows what it has."""

        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    def __init__(self, columns: Sequence[Column], *, empty: str = "") -> None:
        super().__init__(markup=False)
        self._columns = tuple(columns)
        self._empty = empty
        self._source: Source | None = None
        self._rows: list[Row] = []
        self._most = [0] * len(self._columns)
        self._first_known = self._last_known = False
        self._cursor = self._top = 0
        self._asking: asyncio.Task[None] | None = None
        self._wish: tuple[Wish, object] | None = None
        self.total: int | None = None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    @property
    def before(self) -> object | None:
        """The key of the row above the cursor: `open(near=…)` with it begins at the row under the cursor."""
        return self._rows[self._cursor - 1].key if self._cursor and self.row is not None else None

    @property
    def fetching(self) -> bool:
        """True while a page is on its way."""
        return self._asking is not None

    def open(self, source: Source, *, near: object | None = None) -> None:
        """Show another source, or the same afresh, from its first row or from the row after key `near`."""
        self._source, self.total = source, None
        self._rows, self._cursor, self._top = [], 0, 0
        self._most = [0] * len(self._columns)
        self._first_known = self._last_known = False
        self._ask("open", near)
        self.refresh()

    def retitle(self, columns: Sequence[Column]) -> None:
        """Replace the columns; rows that have come must have as many cells."""
        self._columns = tuple(columns)
        self._most = longest(self._columns, self._rows)
        self.refresh()

    def move(self, key: str) -> bool:
        """Move the cursor by an arrow, page, home or end key; False when the key is another one."""
        page = max(1, self._height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if key == "home" and not self._first_known:
            self._ask("home")
        elif key == "end" and not self._last_known:
            self._ask("end")
        elif key in {"home", "end"} or key in steps:
            last = max(0, len(self._rows) - 1)
            goal = {"home": 0, "end": last}.get(key, self._cursor + steps.get(key, 0))
            self._go_to(min(max(0, goal), last))
        else:
            return False
        return True

    def render_line(self, y: int) -> Strip:
        """Titles, a row, or "…" where the page has not come."""
        width, base = self.size.width, self.rich_style
        widths = lay_out(fitted(self._columns, self._most), width - 3)
        if y == 0:
            return title_strip(self._columns, widths, width, base)
        index = self._top + y - 1
        if index < len(self._rows):
            return row_strip(
                self._rows[index], self._columns, widths, width, base, chosen=index == self._cursor
            )
        if self.fetching and not self._last_known:
            return empty_strip(sign("…"), width, base)
        return empty_strip(self._empty if y == 2 and not self._rows else "", width, base)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 1)

    def _go_to(self, cursor: int) -> None:
        self._cursor = cursor
        self._top = min(max(self._top, cursor - self._height + 1), cursor)
        if self._last_known:  # no empty rows below while there are rows above
            self._top = max(0, min(self._top, len(self._rows) - self._height))
        if not self._last_known and cursor >= len(self._rows) - AHEAD:
            self._ask("more")
        elif not self._first_known and cursor < AHEAD:
            self._ask("less")
        self.refresh()
        self.post_message(self.Moved(self.row))

    def _ask(self, wish: Wish, near: object = None) -> None:
        """One page is asked for at a time; of the wishes that come meanwhile the last jump wins."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._fetch(wish, near))
            self._asking.add_done_callback(self._fetched)
        elif wish in {"open", "home", "end"} or self._wish is None:
            self._wish = (wish, near)

    async def _fetch(self, wish: Wish, near: object) -> None:
        source = self._source
        if source is None:
            return
        backwards = wish in {"less", "end"}
        after = {"more": self._rows[-1].key, "less": self._rows[0].key}.get(wish) if self._rows else None
        page = list(await source.page(near if wish == "open" else after, PAGE, backwards))
        if source is self._source:
            self._put(wish, page, near)
        if wish == "open":
            self.total = await source.count()

    def _put(self, wish: Wish, page: list[Row], near: object) -> None:
        ended = len(page) < PAGE
        self._most = longest(self._columns, page, self._most)
        if wish == "more":
            self._rows += page
            self._last_known = ended
            if (over := len(self._rows) - WINDOW_MAX) > 0:
                del self._rows[:over]
                self._first_known = False
                self._cursor, self._top = max(0, self._cursor - over), max(0, self._top - over)
        elif wish == "less":
            self._rows[:0] = page
            self._first_known = ended
            self._cursor, self._top = self._cursor + len(page), self._top + len(page)
            if len(self._rows) > WINDOW_MAX:
                del self._rows[WINDOW_MAX:]
                self._last_known = False
        else:
            self._rows = page
            self._first_known = near is None if wish == "open" else wish == "home" or ended
            self._last_known = wish == "end" or ended
            self._cursor = self._top = 0
            self._go_to(max(0, len(page) - 1) if wish == "end" else 0)

    def _fetched(self, task: asyncio.Task[None]) -> None:
        self._asking = None
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            self.post_message(self.Failed(error))
        if self._wish is not None:
            (wish, near), self._wish = self._wish, None
            self._ask(wish, near)
        elif error is None:
            self._go_to(min(self._cursor, max(0, len(self._rows) - 1)))
        self.refresh()

    def on_unmount(self) -> None:
        """A page nobody will see is not waited for."""
        if self._asking is not None:
            self._asking.cancel()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        self.move("down")

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        self.move("up")

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the cursor chooses its row."""
        index = self._top + event.y - 1
        if event.y >= 1 and index < len(self._rows):
            if index == self._cursor:
                self.post_message(self.Chosen(self.row))
            self._go_to(index)

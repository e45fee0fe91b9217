"""The rows of a serial list, newest first: a window of at most ROWS_MAX that moves with the cursor."""

from collections.abc import Callable, Sequence

from models.language import say
from models.lists import EntryRow
from tui.serial_words import row_of
from tui.widgets.cells import Column
from tui.widgets.row_list import ROWS_MAX, RowList

SERIAL_LEAST = 14


class SerialRows(RowList):
    """`put` shows rows of which the first is the `top`-th of the whole list; `wish` hears "older" or "newest"
    when the cursor runs against the end of the window and the list goes on.
    """

    def __init__(self, wish: Callable[[str], None], *, empty: str = "") -> None:
        super().__init__(self._wide(SERIAL_LEAST), empty=empty)
        self._wish = wish
        self._key = "down"
        self.top = 0
        self.count = 0
        self.entries: tuple[EntryRow, ...] = ()

    @property
    def entry(self) -> EntryRow | None:
        """The row under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def put(self, entries: Sequence[EntryRow], *, top: int, count: int, key: object = None) -> None:
        """Show `entries`; the cursor goes to the row with id `key`, or stays on its row."""
        over = max(0, len(entries) - ROWS_MAX)
        self.entries, self.top, self.count = tuple(entries[over:]), top - over, count
        longest = max((len(entry.serial) for entry in self.entries), default=0)
        self.retitle(self._wide(min(max(SERIAL_LEAST, longest), max(SERIAL_LEAST, self.size.width // 2))))
        self.show([row_of(entry, self.top - n) for n, entry in enumerate(self.entries)], key=key)

    def older(self, entries: Sequence[EntryRow]) -> None:
        """Add the rows below the window, and go on as the key said that wished for them."""
        self.put((*self.entries, *entries), top=self.top, count=self.count)
        super().move(self._key)

    def move(self, key: str) -> bool:
        """As every list; past the window's end, wish for more."""
        before, self._key = self.cursor, key
        if not super().move(key):
            return False
        if self.cursor == before:
            if key in {"down", "pagedown", "end"} and self.top - len(self.entries) > 0:
                self._wish("older")
            elif key in {"up", "pageup", "home"} and self.top < self.count:
                self._wish("newest")
        return True

    @staticmethod
    def _wide(serial: int) -> tuple[Column, ...]:
        return (
            Column("", 3, right=True),
            Column(say("Serial number"), serial, middle=True),
            Column("", 24, grows=True),
            Column(say("How"), 12, spare=1),
            Column(say("Time"), 8, spare=2),
        )

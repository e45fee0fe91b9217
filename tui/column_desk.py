"""The columns of one document as they are being arranged: on or off, in which order, how wide. Pure: no screen, no book.

Those that are on stand first, as on the page from left to right; those that are off follow, each with the width it would get.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.layout import CHOICE, FULL, STANDARD_COLUMNS, Column, PaperKind
from models.layout_columns import spread, total

WIDTH = 10
"""Percent a column gets that never had a width."""
UNDO_MOST = 200


@dataclass(frozen=True)
class _State:
    on: tuple[Column, ...]
    off: tuple[Column, ...]


class ColumnDesk:
    """The columns of `kind`, beginning with `columns`, and the cursor among them."""

    def __init__(self, kind: PaperKind, columns: Sequence[Column]) -> None:
        usual = {column.id: column.width for column in STANDARD_COLUMNS[kind]}
        there = {column.id for column in columns}
        off = (Column(name, usual.get(name, WIDTH)) for name in CHOICE[kind] if name not in there)
        self.began = tuple(columns)
        self._now = _State(self.began, tuple(off))
        self._before: list[_State] = []
        self._typed = ""
        self.cursor = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that are on, in their order."""
        return self._now.on

    @property
    def off(self) -> tuple[Column, ...]:
        """Those that are not on the page."""
        return self._now.off

    @property
    def changed(self) -> bool:
        """True when they are not what they were."""
        return self._now.on != self.began

    @property
    def can_undo(self) -> bool:
        """True when there is a step to go back."""
        return bool(self._before)

    @property
    def on(self) -> bool:
        """True when the column under the cursor is on."""
        return self.cursor < len(self._now.on)

    @property
    def current(self) -> Column:
        """The column under the cursor."""
        return (*self._now.on, *self._now.off)[self.cursor]

    @property
    def missing(self) -> int:
        """Percent that are missing; below 0, those that are too many."""
        return FULL - total(self._now.on)

    def point(self, index: int) -> None:
        """Put the cursor on a column; the next digit begins a new width."""
        if index != self.cursor:
            self.cursor, self._typed = index, ""

    def toggle(self) -> None:
        """Switch the column on, at the right end, or off; the cursor goes with it."""
        column, on, off = self.current, self._now.on, self._now.off
        if self.on:
            self._set((*on[: self.cursor], *on[self.cursor + 1 :]), (column, *off))
        else:
            self._set((*on, column), tuple(other for other in off if other != column))
        self._follow(column.id)

    def move(self, step: int) -> bool:
        """Move the column one place to the left (-1) or right (1); False where that cannot be."""
        goal = self.cursor + step
        if not self.on or not 0 <= goal < len(self._now.on):
            return False
        on = list(self._now.on)
        on[self.cursor], on[goal] = on[goal], on[self.cursor]
        self._set(tuple(on), self._now.off)
        self.cursor = goal
        return True

    def widen(self, by: int) -> bool:
        """Make the column wider or narrower by so many percent; False where that cannot be."""
        width = self.current.width + by
        if not self.on or not 1 <= width <= FULL:
            return False
        self._width(width)
        return True

    def digit(self, digit: str) -> bool:
        """One digit of a width: the first one replaces it; False for a column that is off."""
        if not self.on:
            return False
        typed, going_on = self._typed + digit, bool(self._typed)
        typed = typed if int(typed) <= FULL else digit
        self._width(int(typed), step=not going_on)
        self._typed = typed
        return True

    def width(self, percent: int) -> bool:
        """A whole width at once; False for a column that is off, and for what is no width."""
        if not self.on or not 1 <= percent <= FULL:
            return False
        self._width(percent)
        return True

    def fill(self) -> bool:
        """Spread all widths to 100 percent; False when they are."""
        wide = spread(self._now.on)
        if wide == self._now.on:
            return False
        self._set(wide, self._now.off)
        return True

    def undo(self) -> bool:
        """One step back; False when there is none."""
        if not self._before:
            return False
        name = self.current.id
        self._now, self._typed = self._before.pop(), ""
        self._follow(name)
        return True

    def _width(self, width: int, *, step: bool = True) -> None:
        on = list(self._now.on)
        on[self.cursor] = replace(on[self.cursor], width=width)
        self._set(tuple(on), self._now.off, step=step)

    def _set(self, on: tuple[Column, ...], off: tuple[Column, ...], *, step: bool = True) -> None:
        """`step`: undo comes back to what was before; the digits of one width are one step."""
        self._typed = ""
        if step:
            self._before = [*self._before[1 - UNDO_MOST :], self._now]
        self._now = _State(on, off)

    def _follow(self, name: str) -> None:
        names = [column.id for column in (*self._now.on, *self._now.off)]
        self.cursor = names.index(name)

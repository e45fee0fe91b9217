"""Rows of cells, exactly as wide as they may be: the one place where columns share a width. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from tui.widgets.plain import plain_text
from tui.widgets.signs import sign

GAP = 2
MUTED = "#A9B7C4"
CURSOR = "#24506E"
TONES = {"ok": "#3FD1A4", "refused": "#FF9A56", "ask": "#F0E442", "muted": MUTED}
"""Colours of whole rows, each at least 4.5:1 on the ground and on the cursor's."""


@dataclass(frozen=True)
class Column:
    """One column: `width` cells at most as wanted; `grows` takes what is left; the highest `spare` gives way
    first.
    """

    title: str
    width: int
    right: bool = False
    grows: bool = False
    spare: int = 0


def lay_out(columns: Sequence[Column], width: int) -> list[int]:
    """The width of each column in `width` cells; 0 leaves a column out."""
    widths = [column.width for column in columns]
    by_spare = sorted(range(len(columns)), key=lambda index: (-columns[index].spare, -index))
    for index in by_spare:
        if (over := _total(widths) - width) <= 0:
            break
        least = min(widths[index], max(4, len(columns[index].title) // 2))
        widths[index] = max(least, widths[index] - over)
    for index in by_spare:
        if _total(widths) <= width:
            break
        widths[index] = 0
    growing = [index for index, column in enumerate(columns) if column.grows and widths[index]]
    for count, index in enumerate(growing):
        widths[index] += max(0, width - _total(widths)) // (len(growing) - count)
    return widths


def line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """One row of text: each cell cut with an ellipsis or filled to its width, harmless throughout."""
    parts = [
        fit(cell, width, right=column.right)
        for cell, column, width in zip(cells, columns, widths, strict=False)
        if width
    ]
    return (" " * GAP).join(parts)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells."""
    content = Content(plain_text(text))
    if content.cell_length > width:
        shown = content.plain
        while Content(shown).cell_length > max(0, width - 1):
            shown = shown[:-1]
        text, length = shown + sign("…"), Content(shown).cell_length + 1
    else:
        text, length = content.plain, content.cell_length
    space = " " * (width - length)
    return space + text if right else text + space


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(0, len(shown) - 1)

"""Rows of cells, exactly as wide as they may be: the one place where columns share a width. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.plain import COMBINING_MAX, plain_text
from tui.widgets.signs import sign

GAP = 2
LEAST = 8
MONEY = 18
"""Cells of the greatest amount, 100,000,000,000.00: a sum that is cut is read wrong."""
MIDDLE_MOST = 400
"""Characters of a text whose end is looked at: a longer one is no serial number."""
MUTED = "#A9B7C4"
CURSOR = "#1C4460"
TONES = {"ok": "#3FD1A4", "refused": "#FF9A56", "ask": "#F0E442", "muted": MUTED}
"""Colours of whole rows, each at least 4.5:1 on the ground and on the cursor's."""


@dataclass(frozen=True)
class Column:
    """One column: `width` cells at most as wanted; `grows` takes what is left; the highest `spare` gives way
    first. A spare or untitled column in which no row has anything is left out. Where `middle` is set, what is too
    long keeps its end, which tells serial numbers apart.
    """

    title: str
    width: int
    right: bool = False
    grows: bool = False
    spare: int = 0
    middle: bool = False


@dataclass(frozen=True)
class Row:
    """One row: what it stands for, its cells, and a tone: "", "ok", "refused", "ask" or "muted".

    A tone is a colour beside a sign in the cells, never instead of it.
    """

    key: object
    cells: tuple[str, ...]
    tone: str = ""


def longest(columns: Sequence[Column], rows: Iterable[Row], known: Sequence[int] = ()) -> list[int]:
    """How many cells the longest cell of each column has, `known` from earlier rows included; counted up to the
    width the column wants.
    """
    most = list(known) or [0] * len(columns)
    for row in rows:
        for index, cell in enumerate(row.cells[: len(columns)]):
            most[index] = _longer(cell, most[index], columns[index].width)
    return most


def _longer(cell: str, most: int, width: int) -> int:
    """`most`, or the cells `cell` takes when they are more; up to `width`."""
    if most >= width or 2 * len(cell) <= most:
        return most
    if cell.isascii() and cell.isprintable():
        return max(most, min(len(cell), width))
    return max(most, cell_len(plain_text(cell[:width])))


def fitted(columns: Sequence[Column], most: Sequence[int]) -> list[Column]:
    """The columns no wider than what stands in them, so that the one that grows gets the room."""
    if not any(most):
        return list(columns)
    widths = [
        0 if not long and (c.spare or not c.title) else min(c.width, max(long, cell_len(c.title)))
        for c, long in zip(columns, most, strict=True)
    ]
    return [replace(c, width=w) for c, w in zip(columns, widths, strict=True)]


def lay_out(columns: Sequence[Column], width: int) -> list[int]:
    """The width of each column in `width` cells; 0 leaves a column out.

    When room is short, spare ones are left out whole (one that grows as well gives way first), then those that
    grow give way, then the widest shrink.
    """
    widths = [column.width for column in columns]
    _give_way(widths, width, [i for i, c in enumerate(columns) if c.grows and c.spare])
    spare = sorted((i for i, c in enumerate(columns) if c.spare), key=lambda i: (-columns[i].spare, -i))
    for index in spare:
        if _total(widths) > width:
            widths[index] = 0
    _give_way(widths, width, [i for i, c in enumerate(columns) if c.grows])
    while _total(widths) > width and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    growing = [index for index, column in enumerate(columns) if column.grows and widths[index]]
    for count, index in enumerate(growing):
        widths[index] += max(0, width - _total(widths)) // (len(growing) - count)
    return widths


def _give_way(widths: list[int], width: int, indexes: Sequence[int]) -> None:
    """Narrow the columns at `indexes`, none below LEAST."""
    for index in indexes:
        over = max(0, _total(widths) - width)
        widths[index] = max(min(widths[index], LEAST), widths[index] - over)


def line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """One row of text: each cell cut with an ellipsis or filled to its width, harmless throughout."""
    parts = [
        fit(cell, width, right=column.right, middle=column.middle)
        for cell, column, width in zip(cells, columns, widths, strict=False)
        if width
    ]
    return (" " * GAP).join(parts)


def title_strip(columns: Sequence[Column], widths: Sequence[int], width: int, base: Style) -> Strip:
    """The titles over the columns."""
    titles = line([column.title for column in columns], columns, widths)
    return _strip(f"  {titles}", width, base + Style(color=MUTED))


def row_strip(
    row: Row, columns: Sequence[Column], widths: Sequence[int], width: int, base: Style, *, chosen: bool
) -> Strip:
    """One row; the chosen one is marked, bold and on another ground."""
    style = base + Style(color=TONES.get(row.tone))
    if chosen:
        style += Style(bgcolor=CURSOR, bold=True)
    return _strip((sign("▸ ") if chosen else "  ") + line(row.cells, columns, widths), width, style)


def empty_strip(words: str, width: int, base: Style) -> Strip:
    """A row that is no row: nothing, or words in place of one."""
    return _strip(f"  {fit(words, max(1, width - 3))}" if words else "", width, base + Style(color=MUTED))


def _strip(text: str, width: int, style: Style) -> Strip:
    return Strip([Segment(text, style)]).adjust_cell_length(width, style)


def fit(text: str, width: int, *, right: bool = False, middle: bool = False) -> str:
    """`text` in exactly `width` cells, with an ellipsis where something is cut: at its end, or in its `middle`."""
    if middle and len(text) <= MIDDLE_MOST and cell_len(whole := plain_text(text)) > width >= LEAST:
        text = _without_middle(whole, width)
    shown = plain_text(text[: width * (COMBINING_MAX + 2) + 1])
    if (length := cell_len(shown)) > width:
        mark = sign("…")
        while cell_len(shown) > width - len(mark):
            shown = shown[:-1]
        shown += mark
        length = cell_len(shown)
    space = " " * (width - length)
    return space + shown if right else shown + space


def _without_middle(text: str, width: int) -> str:
    """The beginning and the end of a printable text, in at most `width` cells."""
    mark = sign("…")
    tail = (width - len(mark)) // 2
    end = text[len(text) - tail :]
    while cell_len(end) > tail:
        end = end[1:]
    start = text[: width - len(mark) - tail]
    while cell_len(start) > width - len(mark) - tail:
        start = start[:-1]
    return f"{start}{mark}{end}"


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(0, len(shown) - 1)

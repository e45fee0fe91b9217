"""The table of a document: its lines in the layout's columns, and each line's serials in the cell or under the line.

A serial stands once. Few and short ones stand in their cell; where there are more, or one is too wide, the cell says how
many there are and all of them follow under the line over the whole width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.language import say_in
from models.layout import SERIALS, Layout, PaperKind
from printing.columns import STYLES, Cells, Table, table
from printing.page import Strip, space
from printing.ranges import ranges
from printing.sheet import LABEL, Style
from printing.table import Column, caption, heading, row, serial_rows
from printing.text import shorten, visible
from printing.wording import lines_counted, serials_counted

CELL_MOST: Final = 6
"""So many serials and fewer may stand in a cell."""
AGAIN_WIDE: Final = 330.0


@dataclass(frozen=True)
class Line:
    """One line: the texts by column, its serials, and the words that name it again where those go on over a page."""

    cells: Cells
    units: int
    serials: tuple[str, ...] = ()
    again: str = ""


def lines_table(
    lines: Sequence[Line],
    layout: Layout,
    kind: PaperKind,
    language: str,
    styles: Mapping[str, Style] = STYLES,
) -> list[Strip]:
    """The heading and all lines, and under them how many there were."""
    cells = [{"line": str(number), **line.cells} for number, line in enumerate(lines, 1)]
    drawn = table(layout, kind, language, cells, styles)
    head = heading(drawn.columns)
    flow = [head]
    for line, texts in zip(lines, cells, strict=True):
        flow += _line(line, texts, drawn, head, layout, language)
    units = sum(line.units for line in lines)
    told = sum(len(line.serials) for line in lines) if drawn.column(SERIALS) else 0
    return [*flow, space(4), caption(lines_counted(len(lines), units, told, language))]


def _line(line: Line, texts: Cells, drawn: Table, head: Strip, layout: Layout, language: str) -> list[Strip]:
    column = drawn.column(SERIALS)
    serials = line.serials if column else ()
    pieces = ranges(serials, language) if layout.ranges else serials
    inside = _in_cell(serials, pieces, column, language) if column else []
    below = bool(serials) and not inside
    shown: list[str | list[str]] = [texts.get(id_, "") for id_ in drawn.ids]
    if column:
        shown[drawn.ids.index(SERIALS)] = serials_counted(len(serials), language) if below else inside
    strips = row(drawn.columns, shown, resume=(head,), open_below=below)
    if not below:
        return strips
    again = shorten(line.again, LABEL.face, LABEL.size, AGAIN_WIDE)
    continued = caption(say_in(language, "{item} (continued)", item=again))
    return [*strips, *serial_rows(pieces, resume=(head, continued))]


def _in_cell(serials: Sequence[str], pieces: Sequence[str], column: Column, language: str) -> list[str]:
    """The lines of the cell; none where they belong under the line. Where a range stands, the count is its check."""
    if not 0 < len(pieces) <= CELL_MOST:
        return []
    counted = [] if len(pieces) == len(serials) else [serials_counted(len(serials), language)]
    shown = [*counted, *(visible(piece) for piece in pieces)]
    style = column.style
    return shown if all(style.face.width(text) * style.size <= column.width for text in shown) else []

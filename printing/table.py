"""Rows, blocks and serial numbers as strips of the flow: columns of wrapped cells, a heading that repeats.

A row taller than a good part of the page goes on over the page break line by line: no text, however long,
stops a document or leaves the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from printing.page import Strip
from printing.sheet import HAIR, INK, LABEL, LEFT, ROOM, SERIAL, SERIAL_FEW, TITLE, Sheet, Style, paragraph
from printing.text import visible

ROW_LINES_MAX = 40  # of a row kept together
PADDING = 4.5
SERIAL_GAP = 12.0
TICK = 10.0
FEW = 100  # so many serials and fewer are set larger


@dataclass(frozen=True)
class Column:
    """A column `width` points wide, `x` from the left margin; align is left or right, tick draws a box. `look` is that of
    the label over it."""

    label: str
    x: float
    width: float
    style: Style
    align: str = "left"
    tick: bool = False
    look: Style = LABEL

    @property
    def anchor(self) -> float:
        """Where its text starts, or ends when right-aligned, on the page."""
        return LEFT + self.x + (self.width if self.align == "right" else 0.0)


def heading(columns: Sequence[Column]) -> Strip:
    """The labels over the columns, on a line."""
    cells = [paragraph(column.label, column.look, column.width) for column in columns]
    deepest = max(len(cell) for cell in cells)
    height = deepest * LABEL.leading + 4

    def paint(sheet: Sheet, y: float) -> None:
        for column, lines in zip(columns, cells, strict=True):
            first = y - (deepest - len(lines) + 1) * LABEL.leading + 2
            for index, line in enumerate(lines):
                sheet.write(column.anchor, first - index * LABEL.leading, line, column.look, column.align)
        sheet.rule(y - height + 1, INK, 0.8)

    return Strip(height, paint, with_next=True)


def row(
    columns: Sequence[Column],
    texts: Sequence[str | Sequence[str]],
    *,
    resume: tuple[Strip, ...] = (),
    open_below: bool = False,
) -> list[Strip]:
    """One row, in one strip unless very tall. A text is wrapped, a list of texts stands as its lines are. `open_below`: more
    of the same follows, so no line under it."""
    cells = [
        paragraph(text, column.style, column.width) if isinstance(text, str) else list(text)
        for column, text in zip(columns, texts, strict=True)
    ]
    deepest = max(1, *(len(cell) for cell in cells))
    strips = []
    for start in range(0, deepest, ROW_LINES_MAX):
        part = [cell[start : start + ROW_LINES_MAX] for cell in cells]
        last = start + ROW_LINES_MAX >= deepest
        tall = max(
            max(1, len(lines)) * column.style.leading for column, lines in zip(columns, part, strict=True)
        )
        strips.append(_row_strip(columns, part, tall, ticks=start == 0, closed=last and not open_below))
    strips[-1] = replace(strips[-1], with_next=open_below)
    return [replace(strip, resume=resume) for strip in strips]


def _row_strip(
    columns: Sequence[Column], cells: list[list[str]], tall: float, *, ticks: bool, closed: bool
) -> Strip:
    height = tall + (2 * PADDING if closed else PADDING + 3)
    deep = max(column.style.size for column in columns)

    def paint(sheet: Sheet, y: float) -> None:
        top = y - PADDING - deep + 0.5
        sheet.write_all(
            [
                (column.anchor, top - index * column.style.leading, line, column.style, column.align)
                for column, lines in zip(columns, cells, strict=True)
                for index, line in enumerate(lines)
            ]
        )
        for column in columns:
            if column.tick and ticks:
                sheet.box(LEFT + column.x + column.width - TICK, y - PADDING - TICK - (deep - TICK) / 2, TICK)
        if closed:
            sheet.rule(y - height)

    return Strip(height, paint)


def block(
    columns: Sequence[tuple[str, Sequence[str]]], style: Style, first: Style | None = None
) -> list[Strip]:
    """Labelled texts beside each other, as many columns as given: addresses, dates, references."""
    width = ROOM / len(columns)
    cells = []
    for label, texts in columns:
        lines = [(line, LABEL) for line in paragraph(label, LABEL, width - 12)]
        for index, text in enumerate(texts):
            look = first if first and index == 0 else style
            lines += [(line, look) for line in paragraph(text, look, width - 12)]
        cells.append(lines)
    deepest = max(len(lines) for lines in cells)
    strips = []
    for start in range(0, deepest, ROW_LINES_MAX):
        part = [lines[start : start + ROW_LINES_MAX] for lines in cells]
        strips.append(_block_strip(part, width, style, min(ROW_LINES_MAX, deepest - start)))
    return strips


def _block_strip(cells: list[list[tuple[str, Style]]], width: float, style: Style, deepest: int) -> Strip:
    def paint(sheet: Sheet, y: float) -> None:
        for index, lines in enumerate(cells):
            for depth, (line, look) in enumerate(lines):
                sheet.write(LEFT + index * width, y - style.size - depth * style.leading, line, look)

    return Strip(deepest * style.leading, paint)


def serial_rows(serials: Sequence[str], *, resume: tuple[Strip, ...]) -> list[Strip]:
    """All serials, each exactly once, in as many columns as the widest allows, left to right and down.

    A serial is one piece of text on one line; only one wider than the page (over 125 characters) is wrapped.
    """
    shown = [visible(serial) for serial in serials]
    plain = all(serial.isascii() for serial in shown)
    style = SERIAL if len(shown) > FEW else SERIAL_FEW
    em = style.face.width("0")
    widths = (
        [len(serial) * em for serial in shown] if plain else [style.face.width(serial) for serial in shown]
    )
    widest = max(widths) * style.size
    if widest > ROOM:
        shown = [line for serial in shown for line in paragraph(serial, style, ROOM)]
        widest = ROOM
    count = max(1, int((ROOM + SERIAL_GAP) / (widest + SERIAL_GAP)))
    xs = [LEFT + index * (ROOM + SERIAL_GAP) / count for index in range(count)]
    strips = [
        _serial_strip(xs, shown[start : start + count], style, plain, resume)
        for start in range(0, len(shown), count)
    ]
    last = strips[-1]

    def paint_last(sheet: Sheet, y: float) -> None:
        last.paint(sheet, y)
        sheet.rule(y - last.height - PADDING, HAIR)

    return [*strips[:-1], replace(last, height=last.height + PADDING, paint=paint_last)]


def _serial_strip(
    xs: list[float], texts: list[str], style: Style, plain: bool, resume: tuple[Strip, ...]
) -> Strip:
    def paint(sheet: Sheet, y: float) -> None:
        baseline = y - style.size
        if plain:
            sheet.write_row(xs, baseline, texts, style)
            return
        for x, text in zip(xs, texts, strict=False):
            sheet.write(x, baseline, text, style)

    return Strip(style.leading, paint, resume=resume)


def caption(text: str, *, with_next: bool = False) -> Strip:
    """A small grey line of its own."""

    def paint(sheet: Sheet, y: float) -> None:
        sheet.write(LEFT, y - LABEL.size - 0.5, text, LABEL)

    return Strip(LABEL.leading + 1.5, paint, with_next=with_next)


def title(name: str, number: str) -> Strip:
    """What the document is and its number, in large letters; once, at the top of the first page."""
    lines = paragraph(f"{name} {number}".strip(), TITLE, ROOM)

    def paint(sheet: Sheet, y: float) -> None:
        for index, line in enumerate(lines):
            sheet.write(LEFT, y - TITLE.size - index * TITLE.leading, line, TITLE)

    return Strip(len(lines) * TITLE.leading + 10, paint)

"""Where things stand on one label, the same for PDF and ZPL. Points (1/72 inch) from the upper left corner.

The symbols are tried in one order: bars and a GS1 square, one of them alone, a plain square. The first set that
fits whole is taken, with the serial number in full under or beside it; a name that is too long ends in "…".
"""

from dataclasses import dataclass
from typing import Final

from models.documents import GoodsLabel
from models.label_size import LabelSize
from printing import label_codes
from printing.barcodes import DOT, MM, Bars
from printing.datamatrix import DataMatrix
from printing.errors import LabelNumberUnprintable, LabelTooSmall
from printing.fonts import BOLD, MONO, SANS
from printing.sheet import Style
from printing.text import ELLIPSIS, wrap

MARGIN: Final = 2 * MM
GAP: Final = 1.2 * MM
BARS_LEAST, BARS_MOST = 6 * MM, 14 * MM
MATRIX_DOTS: Final = (5, 4, 3)
"""Sides of a square's module in dots of 203 to the inch: 0.63 to 0.38 mm."""
NUMBERS: Final = tuple(Style(BOLD, size, size * 1.2, 0) for size in (10, 9, 8, 7))
NAME: Final = Style(SANS, 7.5, 9.2, 0)
SERIALS: Final = tuple(Style(MONO, size, size * 1.15, 0) for size in (10, 9, 8, 7, 6))
NAME_LINES_MOST: Final = 4
RESOLUTION: Final = 203


@dataclass(frozen=True)
class Words:
    """One line of text; (x, y) is the upper left corner of its line, `style.leading` high."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True)
class Stripes:
    """Bars; (x, y) is the upper left corner of the quiet zone."""

    x: float
    y: float
    height: float
    code: Bars


@dataclass(frozen=True)
class Square:
    """A Data Matrix; (x, y) is the upper left corner of its white border."""

    x: float
    y: float
    module: float
    code: DataMatrix


Element = Words | Stripes | Square


def laid_out(label: GoodsLabel, size: LabelSize, dot: float = DOT) -> list[Element]:
    """The elements of one label; `dot` is the printer's, in points. Raises LabelReadsOtherwise,
    LabelNumberUnprintable, LabelTooSmall, NoGlyph."""
    ground = Ground(label, size, dot)
    for symbols in _unit_symbols(ground) if label.serial else _item_symbols(ground):
        elements = ground.arranged(*symbols)
        if elements is not None:
            return elements
    if label.serial:
        label_codes.require_readable(label)
    elif label_codes.item_matrix(label) is None:
        raise LabelNumberUnprintable(item=label.item)
    raise LabelTooSmall(text=label.serial or label.item, width=f"{size.width:g}", height=f"{size.height:g}")


Symbols = tuple[Bars | None, DataMatrix | None]


def _unit_symbols(ground: "Ground") -> list[Symbols]:
    label = ground.label
    bars = label_codes.plain_bars(label, ground.width, ground.dot)
    gs1, plain = label_codes.gs1_matrix(label), label_codes.plain_matrix(label)
    return [each for each in ((bars, gs1), (None, gs1), (bars, None), (None, plain)) if any(each)]


def _item_symbols(ground: "Ground") -> list[Symbols]:
    bars = label_codes.item_bars(ground.label, ground.width, ground.dot)
    return [each for each in ((bars, None), (None, label_codes.item_matrix(ground.label))) if any(each)]


class Ground:
    """The white of one label, and how things are put on it."""

    def __init__(self, label: GoodsLabel, size: LabelSize, dot: float) -> None:
        self.label = label
        self.dot = dot
        self.width = size.width * MM - 2 * MARGIN
        self.height = size.height * MM - 2 * MARGIN
        self.shown = label.serial or label_codes.item_code(label)

    def arranged(self, bars: Bars | None, matrix: DataMatrix | None) -> list[Element] | None:
        """The elements with these symbols; None when they do not fit whole."""
        return self._beside(matrix) if bars is None and matrix else self._over(bars, matrix)

    def _over(self, bars: Bars | None, matrix: DataMatrix | None) -> list[Element] | None:
        """Bars across, what they say under them; item and square above."""
        if bars is None:
            return None
        lines = _serial_lines(self.shown, self.width)
        if lines is None:
            return None
        below = sum(style.leading for _, style in lines)
        above = self.height - below - BARS_LEAST - GAP
        square = self._square(matrix, above) if matrix else None
        if matrix and square is None:
            return None
        aside = square.code.modules * square.module + GAP if square else 0.0
        texts = _item_lines(self.label, self.width - aside, above)
        if texts is None:
            return None
        top = max(sum(style.leading for _, style in texts), aside - GAP)
        tall = min(BARS_MOST, self.height - below - top - GAP)
        start = MARGIN + self.height - below
        widest = max(style.face.width(text) * style.size for text, style in lines)
        under = _stacked(lines, MARGIN + (self.width - widest) / 2, start)
        elements: list[Element] = [*_stacked(texts, MARGIN, MARGIN), *under]
        elements.append(Stripes(MARGIN + (self.width - bars.width) / 2, start - tall - 1, tall, bars))
        return [*elements, square] if square else elements

    def _square(self, matrix: DataMatrix, room: float) -> Square | None:
        """In the upper right corner, as large as `room` allows."""
        module = _matrix_module(matrix, room, self.width / 2, self.dot)
        if module is None:
            return None
        return Square(MARGIN + self.width - matrix.modules * module, MARGIN, module, matrix)

    def _beside(self, matrix: DataMatrix) -> list[Element] | None:
        """The square to the left, all text beside it."""
        for dots in MATRIX_DOTS:
            module = _in_dots(dots, self.dot)
            side = matrix.modules * module
            room = self.width - side - GAP
            if side > self.height or room <= 0:
                continue
            lines = _serial_lines(self.shown, room)
            if lines is None:
                continue
            texts = _item_lines(self.label, room, self.height - sum(s.leading for _, s in lines) - GAP)
            if texts is None:
                continue
            start = MARGIN + sum(style.leading for _, style in texts) + GAP
            beside = [
                *_stacked(texts, MARGIN + side + GAP, MARGIN),
                *_stacked(lines, MARGIN + side + GAP, start),
            ]
            return [*beside, Square(MARGIN, MARGIN, module, matrix)]
        return None


def _in_dots(dots: int, dot: float) -> float:
    """So many dots of a 203 dpi printer, as a whole number of this printer's dots; points."""
    return max(1, round(dots * (72 / RESOLUTION) / dot)) * dot


def _matrix_module(matrix: DataMatrix, high: float, wide: float, dot: float) -> float | None:
    modules = (_in_dots(dots, dot) for dots in MATRIX_DOTS)
    return next((module for module in modules if matrix.modules * module <= min(high, wide)), None)


Lines = list[tuple[str, Style]]


def _serial_lines(text: str, width: float) -> Lines | None:
    """`text` in full, on one line if any size allows it, else cut where the line ends; None when not even one letter
    fits."""
    for style in SERIALS:
        if style.face.width(text) * style.size <= width:
            return [(text, style)]
    style = SERIALS[-1]
    lines, line = list[str](), ""
    for character in text:
        if line and style.face.width(line + character) * style.size > width:
            lines.append(line)
            line = ""
        line += character
    return [(line, style) for line in [*lines, line]] if width > style.size else None


def _item_lines(label: GoodsLabel, width: float, height: float) -> Lines | None:
    """The item's number in full and as much of its name as there is room for; None without room for a line of each."""
    if width <= NAME.size:
        return None
    for style in NUMBERS:
        number = wrap(label.item, style.face, style.size, width)
        room = int((height - len(number) * style.leading) / NAME.leading + 0.001)
        if room >= 1 and (len(number) == 1 or style is NUMBERS[-1]):
            name = _cut(wrap(label.name, NAME.face, NAME.size, width), min(room, NAME_LINES_MOST), width)
            return [*((line, style) for line in number), *((line, NAME) for line in name)]
    return None


def _cut(lines: list[str], most: int, width: float) -> list[str]:
    """The first lines; what is left out shows as "…"."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and (NAME.face.width(last + ELLIPSIS)) * NAME.size > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + ELLIPSIS]


def _stacked(lines: Lines, x: float, y: float) -> list[Words]:
    words = []
    for text, style in lines:
        words.append(Words(x, y, text, style))
        y += style.leading
    return words

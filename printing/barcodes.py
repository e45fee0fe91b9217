"""Code 128 and EAN as bars on a page: patterns from python-barcode, merged into runs, drawn as one path.

The symbol characters of a Code 128 are chosen here: the library drops the first pair of a text that begins with 99.

Widths are in points (1/72 inch). A bar is a whole number of dots on a 203 dpi printer, so that the coarsest
printers and scanners still agree (R69); at 300 dpi and above there is room to spare.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from printing.errors import BarcodeCharacters, BarcodeTooWide

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DOT = 72 / 203
START_B, START_C, TO_C, TO_B = 104, 105, 99, 100
MODULE_WIDTHS = (3 * DOT, 2 * DOT)
QUIET_MODULES = 10  # ISO/IEC 15417: at least ten modules of white on either side
EAN_QUIET_MODULES = 11  # GS1 General Specifications 5.2: eleven before an EAN-13
LENGTH_MAX = 100
MM = 72 / 25.4


@dataclass(frozen=True)
class Bars:
    """One barcode, ready to draw: `bars` are (offset, width) in modules, `module` is in points. `kind` is code128,
    ean13 or ean8; `values` are the symbol characters of a Code 128, start and switches among them, check left out."""

    text: str
    bars: tuple[tuple[int, int], ...]
    modules: int
    module: float
    kind: str = "code128"
    quiet: int = QUIET_MODULES
    values: tuple[int, ...] = ()

    @property
    def width(self) -> float:
        """Points from the outer edge of one quiet zone to that of the other."""
        return (self.modules + 2 * self.quiet) * self.module

    def draw(self, canvas: "Canvas", x: float, y: float, height: float) -> None:
        """Fill the bars with the canvas's colour; (x, y) is the lower left corner, quiet zone included."""
        path = canvas.beginPath()
        for offset, width in self.bars:
            path.rect(x + (self.quiet + offset) * self.module, y, width * self.module, height)
        canvas.drawPath(path, stroke=0, fill=1)


def code128(text: str, room: float, dot: float = DOT) -> Bars:
    """`text` as Code 128 of at most `room` points, a bar a whole number of printer's dots (`dot` points each); else
    BarcodeCharacters or BarcodeTooWide."""
    from barcode.charsets.code128 import CODES, STOP

    if not (1 <= len(text) <= LENGTH_MAX and text.isascii() and text.isprintable()):
        raise BarcodeCharacters(text=text)
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    pattern = "".join(CODES[value] for value in (*values, check)) + STOP + "11"
    module = _module(text, len(pattern) + 2 * QUIET_MODULES, room, dot)
    return Bars(text, tuple(_bars(pattern)), len(pattern), module, values=values)


def ean(gtin: str, room: float, dot: float = DOT) -> Bars:
    """A GTIN of 14 digits that begins with 0 as EAN-13, one that begins with six of them as EAN-8; else
    BarcodeTooWide."""
    from barcode import EAN8, EAN13

    short = gtin.startswith("000000")
    text = gtin[6:] if short else gtin[1:]
    pattern = str((EAN8 if short else EAN13)(text[:-1]).build()[0])
    module = _module(text, len(pattern) + 2 * EAN_QUIET_MODULES, room, dot)
    kind = "ean8" if short else "ean13"
    return Bars(text, tuple(_bars(pattern)), len(pattern), module, kind, EAN_QUIET_MODULES)


def _values(text: str) -> tuple[int, ...]:
    """`text` in as few symbol characters as pairs of digits allow (ISO/IEC 15417, annex E): set C for runs of four and
    more at an end and of six and more inside, set B for all else."""
    values: list[int] = []
    now = 0
    for digits, run in _runs(text):
        if digits:
            wanted, pairs = START_C, [int(run[at : at + 2]) for at in range(0, len(run), 2)]
        else:
            wanted, pairs = START_B, [ord(character) - 32 for character in run]
        if wanted != now:
            values.append((TO_C if wanted == START_C else TO_B) if now else wanted)
            now = wanted
        values += pairs
    return tuple(values)


def _runs(text: str) -> list[tuple[bool, str]]:
    """`text` in pieces: (True, an even number of digits for set C) or (False, anything)."""
    pieces: list[tuple[bool, str]] = []
    at = 0
    for found in re.finditer("[0-9]+", text):
        start, end = found.span()
        outer = start == 0 or end == len(text)
        if end - start < (4 if outer else 6) and found[0] != text:
            continue
        if (end - start) % 2:
            start, end = (start, end - 1) if start == 0 and end < len(text) else (start + 1, end)
        pieces += [(False, text[at:start]), (True, text[start:end])]
        at = end
    return [piece for piece in [*pieces, (False, text[at:])] if piece[1]]


def _module(text: str, whole: int, room: float, dot: float) -> float:
    """The widest module with which `whole` of them fit into `room`."""
    modules = [max(1, round(module / dot)) * dot for module in MODULE_WIDTHS]
    fitting = [module for module in modules if whole * module <= room]
    if not fitting:
        needed = whole * modules[-1] / MM
        raise BarcodeTooWide(text=text, needed_mm=f"{needed:.0f}", room_mm=f"{room / MM:.0f}")
    return fitting[0]


def _bars(pattern: str) -> list[tuple[int, int]]:
    bars, at = [], 0
    for bit, run in groupby(pattern):
        width = len(list(run))
        if bit == "1":
            bars.append((at, width))
        at += width
    return bars

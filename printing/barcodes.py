"""Code 128 as bars on a page: modules from python-barcode, merged into runs, drawn as one path.

Widths are in points (1/72 inch). A bar is a whole number of dots on a 203 dpi printer, so that the coarsest
printers and scanners still agree (R69); at 300 dpi and above there is room to spare.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from printing.errors import BarcodeCharacters, BarcodeTooWide

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DOT = 72 / 203
MODULE_WIDTHS = (3 * DOT, 2 * DOT)
QUIET_MODULES = 10  # ISO/IEC 15417: at least ten modules of white on either side
LENGTH_MAX = 100
MM = 72 / 25.4


@dataclass(frozen=True)
class Code128:
    """One barcode, ready to draw: `bars` are (offset, width) in modules, `module` is in points."""

    text: str
    bars: tuple[tuple[int, int], ...]
    modules: int
    module: float

    @property
    def width(self) -> float:
        """Points from the outer edge of one quiet zone to that of the other."""
        return (self.modules + 2 * QUIET_MODULES) * self.module

    def draw(self, canvas: "Canvas", x: float, y: float, height: float) -> None:
        """Fill the bars with the canvas's colour; (x, y) is the lower left corner, quiet zone included."""
        path = canvas.beginPath()
        for offset, width in self.bars:
            path.rect(x + (QUIET_MODULES + offset) * self.module, y, width * self.module, height)
        canvas.drawPath(path, stroke=0, fill=1)


def code128(text: str, room: float) -> Code128:
    """`text` as Code 128 of at most `room` points; else BarcodeCharacters or BarcodeTooWide."""
    from barcode import Code128 as Builder

    if not (1 <= len(text) <= LENGTH_MAX and text.isascii() and text.isprintable()):
        raise BarcodeCharacters(text=text)
    pattern = str(Builder(text).build()[0])
    whole = len(pattern) + 2 * QUIET_MODULES
    fitting = [module for module in MODULE_WIDTHS if whole * module <= room]
    if not fitting:
        needed = whole * MODULE_WIDTHS[-1] / MM
        raise BarcodeTooWide(text=text, needed_mm=f"{needed:.0f}", room_mm=f"{room / MM:.0f}")
    return Code128(text, tuple(_bars(pattern)), len(pattern), fitting[0])


def _bars(pattern: str) -> list[tuple[int, int]]:
    bars, at = [], 0
    for bit, run in groupby(pattern):
        width = len(list(run))
        if bit == "1":
            bars.append((at, width))
        at += width
    return bars

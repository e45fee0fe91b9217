"""What is drawn on: the measures of an A4 page, the looks of its texts, and the page being drawn.

Coordinates are points from the lower left corner. Nothing here knows what a document is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.barcodes import Bars
from printing.datamatrix import DataMatrix
from printing.fonts import BOLD, MONO, SANS, Face
from printing.logo import Logo
from printing.text import in_reading_order, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 46.0, WIDTH - 46.0
TOP, BOTTOM = HEIGHT - 40.0, 62.0
ROOM = RIGHT - LEFT
BARS_HEIGHT, BARS_ROOM = 30.0, 300.0
HEAD_HEIGHT = 62.0
FLOW_TOP = TOP - HEAD_HEIGHT
INK, SOFT, HAIR = 0.1, 0.42, 0.8  # greys: 0 is black


@dataclass(frozen=True)
class Style:
    """How a line of text looks; size and leading in points, grey 0 (black) to 1."""

    face: Face
    size: float
    leading: float
    grey: float = INK


TITLE = Style(SANS, 21, 27)
NAME = Style(BOLD, 11.5, 15)
BODY = Style(SANS, 9, 12.5)
STRONG = Style(BOLD, 9, 12.5)
SMALL = Style(SANS, 8, 11, SOFT)
LABEL = Style(SANS, 7.3, 10.5, SOFT)
SERIAL = Style(MONO, 8, 10.2)  # 500 of 20 characters stay within two pages
SERIAL_FEW = Style(MONO, 9, 11.8)


Piece = tuple[float, float, str, Style, str]
"""A line of text: x, y, the text, its look, its alignment."""


class Sheet:
    """The page being drawn: text, hairlines, boxes and bars; nothing here knows what a document is."""

    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas

    def write(self, x: float, y: float, text: str, style: Style, align: str = "left") -> None:
        """One line with its baseline at `y`; `x` is its left edge, its right edge or its middle."""
        if text:
            self.write_all([(x, y, text, style, align)])

    def write_all(self, pieces: Sequence[Piece]) -> None:
        """Many lines, each as `write` takes it, in one go: the fast way for a row of cells."""
        pen = self.canvas.beginText(0, 0)
        grey, now = -1.0, ("", 0.0)
        for x, y, text, style, align in pieces:
            shown = in_reading_order(text)
            wide = style.face.width(shown) * style.size if align != "left" else 0.0
            pen.setTextOrigin(x - (wide if align == "right" else wide / 2), y)
            if style.grey != grey:
                pen.setFillGray(style.grey)
                grey = style.grey
            for font, run in style.face.runs(shown):
                if (font, style.size) != now:
                    pen.setFont(font, style.size)
                    now = (font, style.size)
                pen.textOut(run)
        self.canvas.drawText(pen)

    def write_row(self, xs: Sequence[float], y: float, texts: Sequence[str], style: Style) -> None:
        """Plain ASCII texts in one face beside each other: the fast way for long lists."""
        font = style.face.glyph("0", "0")[0]
        pen = self.canvas.beginText(0, 0)
        pen.setFillGray(style.grey)
        pen.setFont(font, style.size)
        for x, text in zip(xs, texts, strict=False):
            pen.setTextOrigin(x, y)
            pen.textOut(text)
        self.canvas.drawText(pen)

    def rule(self, y: float, grey: float = HAIR, thick: float = 0.5, left: float = LEFT) -> None:
        """A line across the page, or from `left` to the right margin."""
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(thick)
        self.canvas.line(left, y, RIGHT, y)

    def box(self, x: float, y: float, side: float) -> None:
        """An empty square to tick, lower left corner at (x, y)."""
        self.canvas.setStrokeGray(INK)
        self.canvas.setLineWidth(0.8)
        self.canvas.rect(x, y, side, side, stroke=1, fill=0)

    def bars(self, barcode: Bars, x: float, y: float, height: float) -> None:
        """A barcode in full black, lower left corner of its quiet zone at (x, y)."""
        self.canvas.setFillGray(0)
        barcode.draw(self.canvas, x, y, height)

    def square(self, code: DataMatrix, x: float, y: float, module: float) -> None:
        """A square in full black, lower left corner of its white border at (x, y)."""
        self.canvas.setFillGray(0)
        code.draw(self.canvas, x, y, module)

    def picture(self, logo: Logo, x: float, top: float) -> None:
        """A logo with its upper left corner at (x, top), in its own size."""
        logo.draw(self.canvas, x, top - logo.height)

    def across(self, word: str, grey: float) -> None:
        """One word over the whole page, from the lower left to the upper right, for everything else to stand upon."""
        size = min(150.0, 1.1 * ROOM / max(BOLD.width(word), 0.1))
        self.canvas.saveState()
        self.canvas.translate(WIDTH / 2, HEIGHT / 2 - 40)
        self.canvas.rotate(52)
        self.write(0, -size / 3, word, Style(BOLD, size, size, grey), "middle")
        self.canvas.restoreState()


def paragraph(text: str, style: Style, width: float) -> list[str]:
    """`text` in lines for a cell `width` points wide."""
    return wrap(text, style.face, style.size, width)

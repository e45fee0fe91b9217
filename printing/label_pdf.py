"""Labels as PDF: one page each, as large as the label, or many on sheets of A4. Drawn straight onto the canvas."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from models.documents import GoodsLabel
from models.label_size import LabelSize
from printing.barcodes import MM
from printing.fonts import SANS
from printing.label_layout import Element, Square, Stripes, Words, laid_out
from printing.page import press
from printing.sheet import HEIGHT, WIDTH, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TICK: Final = 2 * MM
TICK_GREY: Final = 0.75
SLACK: Final = 0.5
"""Points by which a last column or row may stand over, so that 3 x 70 mm fill the 210 of A4."""


def pages(labels: Sequence[GoodsLabel], size: LabelSize) -> bytes:
    """One page for each label. Raises PrintRefused for the first that cannot be drawn truly."""
    with press:
        paper = BytesIO()
        canvas = _canvas(paper, size.width * MM, size.height * MM)
        for label in labels:
            _draw(canvas, laid_out(label, size), 0, size.height * MM)
            canvas.showPage()
        canvas.save()
    return paper.getvalue()


def sheets(labels: Sequence[GoodsLabel], size: LabelSize) -> bytes:
    """Sheets of A4, row by row from the upper left; the columns stand in the middle, `size.gap` apart, with marks to
    cut by. Raises as `pages`."""
    wide, tall, gap = size.width * MM, size.height * MM, size.gap * MM
    columns = max(1, int((WIDTH + gap + SLACK) / (wide + gap)))
    rows = max(1, int((HEIGHT + SLACK) / tall))
    left = (WIDTH - columns * wide - (columns - 1) * gap) / 2
    top = HEIGHT - (HEIGHT - rows * tall) / 2
    with press:
        paper = BytesIO()
        canvas = _canvas(paper, WIDTH, HEIGHT)
        for number, label in enumerate(labels):
            place = number % (columns * rows)
            if number and not place:
                canvas.showPage()
            row, column = divmod(place, columns)
            x, y = left + column * (wide + gap), top - row * tall
            _ticks(canvas, x, y, wide, tall)
            _draw(canvas, laid_out(label, size), x, y)
        canvas.showPage()
        canvas.save()
    return paper.getvalue()


def _canvas(paper: BytesIO, width: float, height: float) -> "Canvas":
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    font = SANS.glyph("0", "0")[0]
    canvas = Canvas(paper, pagesize=(width, height), pageCompression=1, invariant=1, initialFontName=font)
    canvas.setCreator("SerialDock")
    return canvas


def _draw(canvas: "Canvas", elements: list[Element], left: float, top: float) -> None:
    """Put one label's elements down; (left, top) is its upper left corner on the page."""
    sheet = Sheet(canvas)
    canvas.setFillGray(0)
    for element in elements:
        x, y = left + element.x, top - element.y
        match element:
            case Words(text=text, style=style):
                sheet.write(x, y - style.size * 0.95, text, style)
            case Stripes(code=bars, height=height):
                sheet.bars(bars, x, y - height, height)
            case Square(code=matrix, module=module):
                canvas.setFillGray(0)
                matrix.draw(canvas, x, y - matrix.modules * module, module)


def _ticks(canvas: "Canvas", x: float, y: float, wide: float, tall: float) -> None:
    """A light angle at each corner of a label, to cut by."""
    canvas.setStrokeGray(TICK_GREY)
    canvas.setLineWidth(0.4)
    for corner, inward in ((x, 1), (x + wide, -1)):
        for edge, down in ((y, -1), (y - tall, 1)):
            canvas.line(corner, edge, corner + inward * TICK, edge)
            canvas.line(corner, edge, corner, edge + down * TICK)

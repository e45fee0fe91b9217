"""One A4 page for every document: running head with the number as a barcode, a flow of strips, a footer.

A document is first laid out as a flow of strips and broken into pages, so that "Page 1 of 3" is known before
the first page is drawn; then it is drawn straight onto a canvas. Coordinates are points from the lower left
corner. The same flow gives the same bytes, in any process, on any machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from models.language import say_in
from printing.barcodes import Bars, code128
from printing.fonts import BOLD, MONO, SANS, Face
from printing.text import in_reading_order, shorten, visible, wrap

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

press = Lock()  # fonts keep their reading position: one document is drawn at a time


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


class Sheet:
    """The page being drawn: text, hairlines, boxes and bars; nothing here knows what a document is."""

    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas

    def write(self, x: float, y: float, text: str, style: Style, align: str = "left") -> None:
        """One line with its baseline at `y`; `x` is its left edge, its right edge or its middle."""
        if not text:
            return
        shown = in_reading_order(text)
        if align != "left":
            wide = style.face.width(shown) * style.size
            x -= wide if align == "right" else wide / 2
        pen = self.canvas.beginText(x, y)
        pen.setFillGray(style.grey)
        for font, run in style.face.runs(shown):
            pen.setFont(font, style.size)
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

    def rule(self, y: float, grey: float = HAIR, thick: float = 0.5) -> None:
        """A line across the page."""
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(thick)
        self.canvas.line(LEFT, y, RIGHT, y)

    def box(self, x: float, y: float, side: float) -> None:
        """An empty square to tick, lower left corner at (x, y)."""
        self.canvas.setStrokeGray(INK)
        self.canvas.setLineWidth(0.8)
        self.canvas.rect(x, y, side, side, stroke=1, fill=0)

    def bars(self, barcode: Bars, x: float, y: float, height: float) -> None:
        """A barcode in full black, lower left corner of its quiet zone at (x, y)."""
        self.canvas.setFillGray(0)
        barcode.draw(self.canvas, x, y, height)


@dataclass(frozen=True)
class Strip:
    """A piece of the flow that is never split. `paint` takes the sheet and the y of the upper edge."""

    height: float
    paint: Callable[[Sheet, float], None]
    with_next: bool = False  # stays on one page with the strip that follows
    resume: tuple["Strip", ...] = ()  # drawn above it when it opens a page


@dataclass(frozen=True)
class Frame:
    """What stands around the flow on every page; without a number (None) there is no barcode at its head."""

    title: str
    number: str | None
    sender: str
    sender_line: str
    footer: str
    language: str

    @property
    def name(self) -> str:
        """The title, and the number if there is one."""
        return self.title if self.number is None else f"{self.title} {self.number}"


def space(height: float) -> Strip:
    """White."""
    return Strip(height, lambda sheet, y: None)


def paginate(flow: Sequence[Strip], room: float) -> list[list[Strip]]:
    """The flow in pages of `room` points. What belongs together stays together; nothing is lost."""
    pages: list[list[Strip]] = [[]]
    left = room
    for group in _groups(flow):
        needed = sum(strip.height for strip in group)
        if needed > left and pages[-1]:
            top = list(group[0].resume)
            pages.append(top)
            left = room - sum(strip.height for strip in top)
        pages[-1] += group
        left -= needed
    return pages


def _groups(flow: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    together = False
    for strip in flow:
        if together:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        together = strip.with_next
    return groups


def compose(frame: Frame, flow: Sequence[Strip]) -> bytes:
    """The finished PDF. The caller holds `press`."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams: a fifth smaller, and armouring them costs more than drawing them
    barcode = code128(frame.number, BARS_ROOM) if frame.number is not None else None
    pages = paginate(flow, FLOW_TOP - BOTTOM)
    paper = BytesIO()
    font = SANS.glyph("0", "0")[0]
    canvas = Canvas(
        paper,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=frame.language,
        initialFontName=font,
    )
    canvas.setTitle(frame.name)
    canvas.setAuthor(visible(frame.sender))
    canvas.setCreator("SerialDock")
    sheet = Sheet(canvas)
    for number, page in enumerate(pages, 1):
        _head(sheet, frame, barcode, first=number == 1)
        y = FLOW_TOP
        for strip in page:
            strip.paint(sheet, y)
            y -= strip.height
        _foot(sheet, frame, number, len(pages))
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _head(sheet: Sheet, frame: Frame, barcode: Bars | None, *, first: bool) -> None:
    left = RIGHT
    if barcode is not None:
        left = RIGHT - barcode.width
        sheet.bars(barcode, left + barcode.module * 10, TOP - BARS_HEIGHT, BARS_HEIGHT)
        middle = left + barcode.module * 10 + barcode.width / 2
        sheet.write(middle, TOP - BARS_HEIGHT - 10.5, barcode.text, Style(MONO, 9, 11), "middle")
    room = left - LEFT - 12
    sheet.write(LEFT, TOP - 10, shorten(frame.sender, NAME.face, NAME.size, room), NAME)
    below = frame.sender_line if first else frame.name
    sheet.write(LEFT, TOP - 23, shorten(below, SMALL.face, SMALL.size, room), SMALL)


def _foot(sheet: Sheet, frame: Frame, number: int, count: int) -> None:
    y = BOTTOM - 22
    sheet.rule(y + 12)
    of = say_in(frame.language, "Page {number} of {count}", number=number, count=count)
    sheet.write(RIGHT, y, of, LABEL, "right")
    room = ROOM - LABEL.face.width(of) * LABEL.size - 20
    sheet.write(LEFT, y, shorten(frame.footer, LABEL.face, LABEL.size, room), LABEL)


def paragraph(text: str, style: Style, width: float) -> list[str]:
    """`text` in lines for a cell `width` points wide."""
    return wrap(text, style.face, style.size, width)

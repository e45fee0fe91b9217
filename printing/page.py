"""One A4 page for every document: running head with the number as a barcode, a flow of strips, a footer.

A document is first laid out as a flow of strips and broken into pages, so that "Page 1 of 3" is known before
the first page is drawn; then it is drawn straight onto a canvas. The same flow gives the same bytes, in any process, on
any machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from printing.barcodes import code128
from printing.fonts import SANS
from printing.letterhead import Frame, draw_foot, draw_head, edges
from printing.sheet import BARS_ROOM, BOTTOM, FLOW_TOP, HEIGHT, WIDTH, Sheet
from printing.text import visible

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

press = Lock()  # fonts keep their reading position: one document is drawn at a time


@dataclass(frozen=True)
class Strip:
    """A piece of the flow that is never split. `paint` takes the sheet and the y of the upper edge."""

    height: float
    paint: Callable[[Sheet, float], None]
    with_next: bool = False  # stays on one page with the strip that follows
    resume: tuple["Strip", ...] = ()  # drawn above it when it opens a page


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
    barcode = code128(frame.number, BARS_ROOM) if frame.number is not None else None
    texts = edges(frame, barcode)
    opening = [space(texts.deeper)] if texts.deeper else []
    pages = paginate([*opening, *flow], FLOW_TOP - BOTTOM - texts.higher)
    paper = BytesIO()
    canvas = _canvas(paper, frame)
    sheet = Sheet(canvas)
    for number, page in enumerate(pages, 1):
        draw_head(sheet, frame, barcode, texts, first=number == 1)
        y = FLOW_TOP
        for strip in page:
            strip.paint(sheet, y)
            y -= strip.height
        draw_foot(sheet, frame, texts, number, len(pages))
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _canvas(paper: BytesIO, frame: Frame) -> "Canvas":
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams: a fifth smaller, and armouring them costs more than drawing them
    canvas = Canvas(
        paper,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=frame.language,
        initialFontName=SANS.glyph("0", "0")[0],
    )
    canvas.setTitle(frame.name)
    canvas.setAuthor(visible(frame.sender))
    canvas.setCreator("SerialDock")
    return canvas

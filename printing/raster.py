"""A page of a PDF as grey pixels, to be looked at on a screen. The library that does it is an extra of its own (`preview`)."""

from dataclasses import dataclass

from models.refusals import Refusal

WIDTH_MOST = 2_000
"""Pixels across a page: a terminal shows no more, and ten of them would be held."""


class NoRasteriser(Refusal):
    """The extra is not installed."""

    template = "A PDF cannot be drawn on this station's screen: {program} is not installed."
    next_step = "pip install 'serialdock[preview]'; the page in letters needs nothing."


@dataclass(frozen=True)
class Pixels:
    """A page from its upper left corner, row by row: one byte a pixel, 0 is black. `pages` is how many the document has."""

    width: int
    height: int
    grey: bytes
    pages: int


def pixels(pdf: bytes, width: int, page: int = 0) -> Pixels:
    """Page number `page` (0 is the first) drawn `width` pixels wide. Raises NoRasteriser."""
    try:
        import pypdfium2
    except ImportError as error:
        raise NoRasteriser(program="pypdfium2") from error
    wanted = max(1, min(width, WIDTH_MOST))
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        drawn = sheet.render(scale=wanted / sheet.get_width(), grayscale=True)
        rows, stride = bytes(drawn.buffer), drawn.stride
        grey = b"".join(rows[y * stride : y * stride + drawn.width] for y in range(drawn.height))
        return Pixels(drawn.width, drawn.height, grey, len(document))
    finally:
        document.close()

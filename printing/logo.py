"""A company's logo: a PNG or JPEG that somebody chose, made into what the head of a page holds.

Whatever the file is like, paper gets a small picture on white: at most as many dots as a good printer sets there, so that
a document that is kept for ever does not carry a camera's picture.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from printing.errors import LogoTooLarge, LogoUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

WIDE, TALL = 120.0, 38.0
"""The room at the head, in points."""
DOTS_PER_INCH: Final = 300
PIXELS_MOST: Final = 25_000_000
BYTES_MOST: Final = 5_000_000
PNG: Final = b"\x89PNG"
KEPT_MOST: Final = 4


@dataclass(frozen=True)
class Logo:
    """A picture of `width` x `height` points; `dots` are its red, green and blue bytes, row by row from the top."""

    width: float
    height: float
    across: int
    down: int
    dots: bytes

    def draw(self, canvas: "Canvas", x: float, y: float) -> None:
        """Put it on the canvas, lower left corner at (x, y)."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = Image.frombytes("RGB", (self.across, self.down), self.dots)
        canvas.drawImage(ImageReader(picture), x, y, self.width, self.height)


@lru_cache(maxsize=KEPT_MOST)
def logo(content: bytes) -> Logo:
    """The picture in a PNG or JPEG file, its sides in proportion, scaled to the room. Raises LogoUnreadable,
    LogoTooLarge."""
    if len(content) > BYTES_MOST:
        raise LogoTooLarge(size=f"{len(content) / 1e6:.1f} MB", most=f"{BYTES_MOST / 1e6:.0f} MB")
    picture = _on_white(_opened(content))
    scale = min(WIDE / picture.width, TALL / picture.height)
    width, height = picture.width * scale, picture.height * scale
    dots = DOTS_PER_INCH / 72
    picture.thumbnail((max(1, round(width * dots)), max(1, round(height * dots))))
    return Logo(width, height, picture.width, picture.height, picture.tobytes())


def _opened(content: bytes) -> "Image":
    import struct
    import zlib

    from PIL import ImageOps
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    form = PngImageFile if content.startswith(PNG) else JpegImageFile
    try:
        with form(BytesIO(content)) as picture:
            across, down = picture.size
            if across * down > PIXELS_MOST:
                raise LogoTooLarge(size=f"{across} x {down}", most=f"{PIXELS_MOST / 1e6:.0f} million points")
            picture.load()
            return ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error) as broken:
        raise LogoUnreadable() from broken


def _on_white(picture: "Image") -> "Image":
    """Plain colours: what was transparent is the paper."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")

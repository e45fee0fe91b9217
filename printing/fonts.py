"""The typefaces on paper: shipped fonts first, then a short list of the system's, character by character.

A document whose characters the shipped fonts have comes out the same on every machine, whatever is installed
there. Fonts are read when a character first needs them. Two threads must not draw at once: the lock is
`printing.page.press`.
"""

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from printing.errors import NoGlyph

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

# Asked only after every shipped font. Outlines must be TrueType: the usual Noto CJK files cannot serve.
SYSTEM_FONTS = (
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallback.ttf",
    "/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf",
    "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
    "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
)
TEXT_SHOWN_MAX = 60


class Face:
    """One style of letters, drawn from the first font of its chain that has the character."""

    def __init__(self, *shipped: str) -> None:
        self.shipped = shipped
        self._glyphs: dict[str, tuple[str, float]] = {}
        self._widths: dict[str, float] = {}

    def glyph(self, character: str, text: str) -> tuple[str, float]:
        """The font's name and the character's width in ems; NoGlyph names `text` when nothing here has it."""
        found = self._glyphs.get(character)
        if found is None:
            found = self._glyphs[character] = self._find(character, text)
            self._widths[character] = found[1]
        return found

    def require(self, text: str) -> None:
        """NoGlyph, with the whole of `text` to find the place by, unless every character can be drawn."""
        if not self._widths.keys() >= set(text):
            for character in dict.fromkeys(text):
                self.glyph(character, text)

    def width(self, text: str) -> float:
        """Width in ems; times the size in points gives points."""
        self.require(text)
        return sum(map(self._widths.__getitem__, text))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """`text` as pieces of one font each: (font name, piece)."""
        pieces = groupby(text, key=lambda character: self.glyph(character, text)[0])
        return [(name, "".join(piece)) for name, piece in pieces]

    def _find(self, character: str, text: str) -> tuple[str, float]:
        for key in (*self.shipped, *SYSTEM_FONTS):
            font = _font(key)
            if font is not None and font.face.charToGlyph.get(ord(character), 0):
                return font.fontName, font.stringWidth(character, 1.0)
        shown = text if len(text) <= TEXT_SHOWN_MAX else text[: TEXT_SHOWN_MAX - 1] + "…"
        raise NoGlyph(character=character, code=f"{ord(character):04X}", text=shown)


SANS = Face("notos", "figo", "cascadia")
BOLD = Face("notosbo", "figbo", "cascadiab")
# Narrow, with a dotted zero: 100 characters stay on one line of A4 and 0 is not O.
MONO = Face("ubuntm", "notos", "figo", "cascadia")


@cache
def _font(key: str) -> "TTFont | None":
    """The registered font behind a shipped name or a path; None when the path is absent or unreadable."""
    from io import BytesIO

    import pymupdf_fonts
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    if key in pymupdf_fonts.fontdescriptors:
        font = TTFont(f"SerialDock-{key}", BytesIO(pymupdf_fonts.myfont(key)))
    else:
        try:
            font = TTFont(f"SerialDock-{key.rpartition('/')[2]}", key)
        except (TTFError, OSError):
            return None
    registerFont(font)
    return font

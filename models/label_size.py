"""How large labels are. Pure, and read at the start of a station: it imports nothing."""

from dataclasses import dataclass
from typing import Final

FORMATS: Final = ("pdf", "a4", "zpl")
"""One label a page, an A4 sheet of labels, or a label printer's own language."""
RESOLUTIONS: Final = (203, 300, 600)
WIDTH_LEAST, WIDTH_MOST = 20.0, 210.0
HEIGHT_LEAST, HEIGHT_MOST = 10.0, 297.0
GAP_MOST = 20.0


@dataclass(frozen=True)
class LabelSize:
    """Millimetres; `gap` is the white between two columns of an A4 sheet, `dpi` the resolution of the label
    printer, by which ZPL is drawn."""

    width: float = 60.0
    height: float = 30.0
    gap: float = 0.0
    dpi: int = 203

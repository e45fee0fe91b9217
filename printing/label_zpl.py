"""Labels in ZPL, the language of label printers: own small templates, every text escaped (R4.8).

A text goes through `^FH` with `_` as its sign, so that `^`, `~` and `_` can stand in it and no text is ever a
command; the characters are UTF-8 (`^CI28`). The data of a square uses another sign, for there `_1` is FNC1.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from models.documents import GoodsLabel
from models.label_size import LabelSize
from printing.barcodes import MM, START_B, START_C, TO_B, TO_C, Bars
from printing.datamatrix import FNC1, DataMatrix
from printing.label_layout import Element, Square, Stripes, Words, laid_out
from printing.page import press
from printing.text import visible

INVOCATIONS: Final = {START_B: ">:", START_C: ">;"}
SWITCHES: Final = {TO_C: ">5", TO_B: ">6"}
SPECIAL: Final = {">": ">0", "^": "><", "~": ">="}
"""Code 128 characters that `^BC` writes by an invocation of their own."""
NARROWER: Final = 0.9
"""The printer's own letters are drawn this much narrower than high, so that a line that fits on paper fits there."""


def zpl(labels: Sequence[GoodsLabel], size: LabelSize) -> bytes:
    """One `^XA` … `^XZ` for each label. Raises PrintRefused for the first that cannot be drawn truly."""
    with press:
        return "".join(_label(label, size) for label in labels).encode("utf-8")


def text_data(text: str) -> str:
    """`text` for a `^FH^FD` field."""
    return _hexed(visible(text), "_", "^~_")


def bars_data(bars: Bars) -> str:
    """The symbol characters of a Code 128 for `^BC` without a mode, so that the printer draws the very same bars."""
    in_c = bars.values[0] == START_C
    said = [INVOCATIONS[bars.values[0]]]
    for value in bars.values[1:]:
        if value == (TO_B if in_c else TO_C):
            said.append(SWITCHES[value])
            in_c = not in_c
        else:
            character = chr(value + 32)
            said.append(f"{value:02}" if in_c else SPECIAL.get(character, character))
    return _hexed("".join(said), "_", "^~_")


def matrix_data(matrix: DataMatrix) -> str:
    r"""The payload of a square for `^BX` with the escape `_` behind `^FH\`."""
    escaped = matrix.payload.replace("_", "__").replace(FNC1, "_1")
    return _hexed(escaped, "\\", "^~\\")


def _hexed(text: str, sign: str, unsafe: str) -> str:
    return "".join(f"{sign}{ord(c):02X}" if c in unsafe else c for c in text)


def _label(label: GoodsLabel, size: LabelSize) -> str:
    dot = 72 / size.dpi
    wide, tall = (round(mm * MM / dot) for mm in (size.width, size.height))
    lines = ["^XA", "^CI28", f"^PW{wide}", f"^LL{tall}", "^LH0,0"]
    lines += _fields(laid_out(label, size, dot), dot)
    return "\n".join([*lines, "^PQ1", "^XZ", ""])


def _fields(elements: Iterable[Element], dot: float) -> list[str]:
    return [_field(element, dot) for element in elements]


def _field(element: Element, dot: float) -> str:
    match element:
        case Words(text=text, style=style):
            high = max(1, round(style.size / dot))
            at = _at(element.x, element.y, dot)
            return f"{at}^A0N,{high},{round(high * NARROWER)}^FH_^FD{text_data(text)}^FS"
        case Stripes(code=bars, height=height):
            at = _at(element.x + bars.quiet * bars.module, element.y, dot)
            module, high = round(bars.module / dot), round(height / dot)
            return f"{at}^BY{module}{_bars_field(bars, high)}^FS"
        case Square(code=matrix, module=module):
            inset = module
            at = _at(element.x + inset, element.y + inset, dot)
            return f"{at}^BXN,{round(module / dot)},200,,,,_^FH\\^FD{matrix_data(matrix)}^FS"


def _bars_field(bars: Bars, high: int) -> str:
    if bars.kind == "ean13":
        return f"^BEN,{high},N,N^FD{bars.text[:-1]}"
    if bars.kind == "ean8":
        return f"^B8N,{high},N,N^FD{bars.text[:-1]}"
    return f"^BCN,{high},N,N,N,N^FH_^FD{bars_data(bars)}"


def _at(x: float, y: float, dot: float) -> str:
    return f"^FO{round(x / dot)},{round(y / dot)}"

"""What the symbols of a label hold, so that our own scan path reads back the same item and serial (R4.10, R69).

A symbol is only printed when both ways a scanner may send it, with its AIM identifier and without, are read by
`models.labels` as the very serial it stands for. A serial that looks like something else in plain bars is carried
by the GS1 symbol alone, or not printed at all.
"""

from collections.abc import Callable

from models.codes import Gtin, Imei, Mac, Text, parse
from models.codes_gs1_table import value_fits
from models.documents import GoodsLabel
from models.labels import read
from printing.barcodes import Bars, code128, ean
from printing.datamatrix import FNC1, DataMatrix, data_matrix
from printing.errors import BarcodeTooWide, LabelReadsOtherwise

CODE128, MATRIX, GS1_MATRIX = "]C0", "]d1", "]d2"


def plain_reads_back(label: GoodsLabel, aim: str) -> bool:
    """True when the bare serial, in a symbol that sends `aim`, is read as that serial."""
    return all(_reads(sent, label, with_gtin=False) for sent in (label.serial, aim + label.serial))


def gs1_matrix(label: GoodsLabel) -> DataMatrix | None:
    """(01) and (21) in one symbol; None without a GTIN, or when the serial is no AI 21: over 20 characters, or one
    outside GS1's set 82 (General Specifications 3.5.2)."""
    if not label.gtin or not label.serial or not value_fits("21", label.serial):
        return None
    text = f"01{label.gtin}21{label.serial}"
    if not all(_reads(sent, label, with_gtin=True) for sent in (text, GS1_MATRIX + text)):
        return None
    return data_matrix(FNC1 + text)


def plain_matrix(label: GoodsLabel) -> DataMatrix | None:
    """The bare serial in a square; None when it would be read as something else."""
    return data_matrix(label.serial) if plain_reads_back(label, MATRIX) else None


def plain_bars(label: GoodsLabel, room: float, dot: float) -> Bars | None:
    """The bare serial as Code 128 within `room` points; None when it is too wide or would be read as something
    else."""
    if not plain_reads_back(label, CODE128):
        return None
    return _or_none(lambda: code128(label.serial, room, dot))


def require_readable(label: GoodsLabel) -> None:
    """LabelReadsOtherwise unless some symbol carries this unit truly."""
    plain = plain_reads_back(label, CODE128) or plain_reads_back(label, MATRIX)
    if not plain and gs1_matrix(label) is None:
        raise LabelReadsOtherwise(serial=label.serial)


def item_bars(label: GoodsLabel, room: float, dot: float) -> Bars | None:
    """The item's product code as EAN-13 or EAN-8, one of 14 true digits as Code 128, and without one the item's
    number as Code 128; None when it is too wide, or has letters no barcode has."""
    if label.gtin.startswith("0"):
        return _or_none(lambda: ean(label.gtin, room, dot))
    text = label.gtin or label.item
    if not label.gtin and not _number_reads_back(text):
        return None
    return _or_none(lambda: code128(text, room, dot))


def item_matrix(label: GoodsLabel) -> DataMatrix | None:
    """The same in a square, where bars are too wide."""
    text = label.gtin or label.item
    if not label.gtin and not _number_reads_back(text):
        return None
    return data_matrix(text)


def item_code(label: GoodsLabel) -> str:
    """What stands under the item's bars: the product code as it is usually written, or the number."""
    if not label.gtin:
        return label.item
    return label.gtin[6:] if label.gtin.startswith("000000") else label.gtin.removeprefix("0")


def _number_reads_back(number: str) -> bool:
    """True for a number that is looked up as it stands, and is no document, command, list or label by its form."""
    code = parse(number)
    return code.text == number and not code.aim and isinstance(code, Text | Gtin | Imei | Mac)


def _reads(sent: str, label: GoodsLabel, *, with_gtin: bool) -> bool:
    found = read(sent)
    same = found.refusal is None and found.serial == label.serial
    return same and (found.gtin == label.gtin if with_gtin else not found.gtin or found.bare)


def _or_none(draw: Callable[[], Bars]) -> Bars | None:
    try:
        return draw()
    except BarcodeTooWide:
        return None

"""Labels to print, eyes to read them with, and a small interpreter of the ZPL we write."""

import re
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

from models.documents import GoodsLabel
from models.labels import Label, read

GTIN = "05701234567899"
DPIS = (203, 300)


def unit(serial: str, *, gtin: str = "", item: str = "TP-80", name: str = "Thermal printer") -> GoodsLabel:
    """One unit's label."""
    return GoodsLabel(item, name, gtin, serial)


def sent(code: zxingcpp.Barcode, *, aim: bool) -> str:
    """What a scanner sends for this symbol: GS between fields, the first FNC1 told by the AIM identifier alone. A
    UPC-A goes out as 13 digits."""
    text = bytes(code.bytes).decode("ascii")
    if code.symbology_identifier == "]E0":
        text = text.zfill(13)
    return (code.symbology_identifier if aim else "") + text


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page as a printer of this resolution leaves it: a dot or none."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    return [picture.point([0] * 128 + [255] * 128) for picture in drawn]


def symbols(pdf: bytes, dpi: int) -> list[list[zxingcpp.Barcode]]:
    """The symbols a scanner finds on each page, looking at every dot: a picture made coarser is another printer's."""
    return [zxingcpp.read_barcodes(picture, try_downscale=False) for picture in pictures(pdf, dpi)]


def readings(codes: list[zxingcpp.Barcode]) -> list[Label]:
    """What our own scan path makes of each symbol, from scanners that send AIM identifiers and from others."""
    return [read(sent(code, aim=aim)) for code in codes for aim in (True, False)]


@dataclass(frozen=True)
class Field:
    """One ^FO … ^FS: what draws it (A0, BC, BX, BE, B8), its parameters, its data with escapes undone."""

    x: int
    y: int
    command: str
    parameters: tuple[str, ...]
    data: str


@dataclass(frozen=True)
class ZplLabel:
    """One ^XA … ^XZ: its size in dots and its fields."""

    width: int
    height: int
    fields: tuple[Field, ...]


def interpreted(data: bytes) -> list[ZplLabel]:
    """Labels as a printer reads them: a command begins at ^ or ~ wherever one stands, and is one of those we use."""
    text = data.decode("utf-8")
    assert "~" not in text, "a control command"
    labels: list[ZplLabel] = []
    fields: list[Field] = []
    size = {"PW": 0, "LL": 0}
    now: dict[str, str] = {}
    inside = False
    for raw in text.split("^")[1:]:
        name = next(n for n in ("A0", "BY", "BC", "BX", "BE", "B8", raw[:2]) if raw.startswith(n))
        rest = raw[len(name) :]
        rest = rest if name == "FD" else rest.rstrip("\n")
        assert name in COMMANDS, raw
        assert inside != (name == "XA"), raw
        match name:
            case "XA":
                inside, fields = True, []
            case "XZ":
                inside = False
                labels.append(ZplLabel(size["PW"], size["LL"], tuple(fields)))
            case "CI":
                assert rest == "28", "UTF-8"
            case "PW" | "LL":
                size[name] = int(rest)
            case "FO":
                now = {"FO": rest}
            case "A0" | "BC" | "BX" | "BE" | "B8":
                now |= {"command": name, "parameters": rest}
            case "FS":
                fields.append(_field(now))
            case _:
                now[name] = rest
    assert not inside
    return labels


COMMANDS = {
    "XA", "XZ", "CI", "PW", "LL", "LH", "PQ", "FO", "A0", "BY", "BC", "BX", "BE", "B8", "FH", "FD", "FS",
}  # fmt: skip


def _field(now: dict[str, str]) -> Field:
    x, y = (int(part) for part in now["FO"].split(","))
    data = now["FD"]
    if "FH" in now:
        sign = now["FH"] or "_"
        data = re.sub(re.escape(sign) + "([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), data)
    parameters = tuple(now["parameters"].split(","))
    if now["command"] == "BC":
        data = _code128(data)
    if now["command"] == "BX":
        data = _matrix(data, parameters[6])
    return Field(x, y, now["command"], parameters, data)


def _code128(data: str) -> str:
    """The text behind the invocations of ^BC without a mode: >: and >; begin, >5 and >6 switch."""
    assert data[:2] in {">:", ">;"}, data
    pairs, text, at = data[:2] == ">;", "", 2
    while at < len(data):
        two = data[at : at + 2]
        if two in {">5", ">6"}:
            pairs = two == ">5"
        elif pairs:
            assert two.isdigit(), data
            text += two
        elif two[0] == ">":
            text += {">0": ">", "><": "^", ">=": "~"}[two]
        else:
            text += two[0]
            at -= 1
        at += 2
    return text


def _matrix(data: str, escape: str) -> str:
    """The payload of ^BX: the escape and 1 is FNC1 (here GS), twice the escape is itself."""
    text, at = "", 0
    while at < len(data):
        if data[at] == escape:
            text += {"1": "\x1d", escape: escape}[data[at + 1]]
            at += 2
        else:
            text += data[at]
            at += 1
    return text


def drawn(field: Field) -> zxingcpp.Barcode:
    """A symbol drawn by another program from what the field says, and read again."""
    if field.command == "BC":
        made = zxingcpp.create_barcode(field.data, zxingcpp.BarcodeFormat.Code128)
    elif field.command == "BX" and field.data.startswith("\x1d"):
        readable = f"(01){field.data[3:17]}(21){field.data[19:]}"
        made = zxingcpp.create_barcode(readable, zxingcpp.BarcodeFormat.DataMatrix, gs1=True)
    elif field.command == "BX":
        made = zxingcpp.create_barcode(field.data, zxingcpp.BarcodeFormat.DataMatrix)
    else:
        form = {"BE": zxingcpp.BarcodeFormat.EAN13, "B8": zxingcpp.BarcodeFormat.EAN8}[field.command]
        made = zxingcpp.create_barcode(field.data, form)
    found = zxingcpp.read_barcodes(made.to_image(scale=3, add_quiet_zones=True), try_downscale=False)
    assert len(found) == 1, field
    return found[0]

"""One page to set a scanner up by: steps in words for each maker, and three labels to try it with (R1.16).

It holds no set-up barcode of any maker: those are in the scanner's own manual.
"""

from collections.abc import Sequence
from typing import Final

from models.language import say_in
from printing.barcodes import MM, code128, ean
from printing.datamatrix import FNC1, data_matrix
from printing.fonts import MONO
from printing.letterhead import Frame
from printing.page import Strip, compose, press, space
from printing.sheet import BODY, LABEL, LEFT, ROOM, STRONG, Sheet, Style, paragraph
from printing.table import caption, title
from printing.wording import spoken

MAKERS: Final = {
    "zebra": "Zebra, Symbol",
    "honeywell": "Honeywell, Metrologic",
    "datalogic": "Datalogic",
    "opticon": "Opticon",
    "newland": "Newland",
    "other": "Mindeo …",
}
TEXT: Final = "abc-XYZ.00123"
GTIN: Final = "05701234567899"
FIELDS: Final = f"01{GTIN}10LOT7\x1d21a-001"
NUMBER: Final = Style(STRONG.face, 13, 15, 0)
PLAIN: Final = Style(BODY.face, 10, 13.5, 0.05)
TRY_TALL: Final = 118.0


def render(maker: str, language: str) -> bytes:
    """The page for one of MAKERS as PDF."""
    language = spoken(language)

    name = say_in(language, "Setting up a scanner")
    with press:
        frame = Frame(name, None, "SerialDock", MAKERS[maker], f"{name} · {MAKERS[maker]}", language)
        return compose(frame, _flow(name, maker, language))


def _flow(name: str, maker: str, language: str) -> list[Strip]:
    flow = [title(f"{name}: {MAKERS[maker]}", "")]
    flow += [
        caption(say_in(language, "Scan the set-up barcodes for each step from the scanner's own manual.")),
        space(8),
    ]
    for number, texts in enumerate(steps(maker, language), 1):
        flow.append(_step(number, texts))
    lead = say_in(language, "Try it: close the station, run this, and scan the three labels.")
    flow += [
        space(8),
        *_lines([lead], STRONG),
        *_lines(["serialdock scanner test PORT"], Style(MONO, 10, 15, 0)),
    ]
    return [*flow, space(4), _tries(), *_lines(_checks(language), LABEL)]


def steps(maker: str, language: str) -> list[list[str]]:
    """What to set, in order; each step's first line is the setting itself."""
    return [
        [say_in(language, "Interface: USB-COM, never a keyboard (HID)."), _interface(maker, language)],
        [say_in(language, "Suffix: CR behind every label."), _suffix(maker, language)],
        [
            say_in(language, "AIM identifier: on. No other prefix, no code identifier of the maker's own."),
            say_in(language, "By it the station knows GS1 labels and product codes for what they are."),
        ],
        [
            say_in(language, "GS is sent as it is, not replaced and not left out."),
            _separator(maker, language),
        ],
        [say_in(language, "Feedback: {profile}", profile=PROFILES[maker]), _feedback(maker, language)],
        [
            say_in(language, "Last of all: lock the set-up codes, if the scanner can."),
            say_in(language, "A stray set-up barcode then changes nothing."),
        ],
    ]


PROFILES: Final = {
    "zebra": "zebra-ssi · bel",
    "honeywell": "honeywell-ack",
    "datalogic": "datalogic · datalogic-cordless",
    "opticon": "opticon",
    "newland": "none",
    "other": "none",
}


def _interface(maker: str, language: str) -> str:
    match maker:
        case "zebra":
            return say_in(
                language,
                "The manual calls it CDC or COM emulation. RS-232: the host Standard, 9600 8N1; Olivetti, ICL and "
                "Wincor-Nixdorf set another parity.",
            )
        case "honeywell":
            return say_in(language, "The manual calls it USB serial, TRUE or bidirectional.")
        case "datalogic":
            return say_in(language, "The manual calls it USB-COM.")
        case "opticon":
            return say_in(
                language,
                "The manual calls it USB-VCP. RS-232: 9600 8N1. The OPN-2001 cannot be used: it sends no text.",
            )
        case "newland":
            return say_in(language, "The manual calls it USB CDC.")
    return say_in(
        language, "The manual calls it virtual COM, or USB serial. Older scanners on RS-232: 9600 8N1."
    )


def _suffix(maker: str, language: str) -> str:
    match maker:
        case "zebra":
            return say_in(
                language,
                "Out of the box a suffix is named and none is sent: set the scan data format to data, suffix as well.",
            )
        case "honeywell" | "datalogic":
            return say_in(language, "CR LF, which some models send out of the box, works too.")
        case "opticon":
            return say_in(language, "It is CR out of the box.")
        case "newland":
            return say_in(language, "What it is out of the box depends on the model.")
    return say_in(language, "“Enter” can mean CR LF, LF or CR: choose CR.")


def _separator(maker: str, language: str) -> str:
    if maker == "datalogic":
        return say_in(
            language,
            "Leave the GS substitution character off. If it must be one, name it in gs_substitute in serialdock.toml.",
        )
    return say_in(language, "If it can only be replaced, name the sign in gs_substitute in serialdock.toml.")


def _feedback(maker: str, language: str) -> str:
    match maker:
        case "zebra":
            return say_in(
                language,
                "zebra-ssi when the scanner's host is SSI; bel when “beep on BEL” is switched on (out of the box it is "
                "off). Otherwise none.",
            )
        case "honeywell":
            return say_in(
                language,
                "Only with Host ACK switched on: the scanner is then silent until the station has answered. "
                "Otherwise none.",
            )
        case "datalogic":
            return say_in(
                language,
                "A refused scan switches the scanner off until somebody has read why. datalogic-cordless for "
                "Gryphon GM and GBT, PowerScan PD and PM.",
            )
        case "opticon":
            return say_in(language, "It beeps and lights up for accepted and refused.")
    return say_in(
        language, "No command of this maker is known for certain: the station writes nothing to it."
    )


def _step(number: int, texts: Sequence[str]) -> Strip:
    lines = [(line, STRONG) for line in paragraph(texts[0], STRONG, ROOM - 30)]
    lines += [(line, PLAIN) for text in texts[1:] for line in paragraph(text, PLAIN, ROOM - 30)]
    height = sum(style.leading for _, style in lines) + 10

    def paint(sheet: Sheet, y: float) -> None:
        sheet.write(LEFT, y - NUMBER.size, f"{number}", NUMBER)
        sheet.box(LEFT + ROOM - 12, y - 12, 11)
        for line, style in lines:
            sheet.write(LEFT + 24, y - style.size - 1, line, style)
            y -= style.leading

    return Strip(height, paint)


def _lines(texts: Sequence[str], style: Style) -> list[Strip]:
    def strip(line: str) -> Strip:
        return Strip(style.leading, lambda sheet, y: sheet.write(LEFT, y - style.size, line, style))

    return [strip(line) for text in texts for line in paragraph(text, style, ROOM)]


def _tries() -> Strip:
    """Three labels beside each other, far enough apart to be scanned one by one."""
    text, product = code128(TEXT, ROOM / 2), ean(GTIN, ROOM / 3)
    fields = data_matrix(FNC1 + FIELDS)

    def paint(sheet: Sheet, y: float) -> None:
        bottom = y - TRY_TALL + 44
        for number, x in enumerate((LEFT, LEFT + 215, LEFT + 385), 1):
            sheet.write(x, y - 10, f"{number}", STRONG)
        sheet.bars(text, LEFT, bottom + 26, 34)
        sheet.bars(product, LEFT + 215, bottom - 30, 34)
        sheet.canvas.setFillGray(0)
        fields.draw(sheet.canvas, LEFT + 385, bottom, 0.5 * MM)

    return Strip(TRY_TALL, paint)


def _checks(language: str) -> list[str]:
    return [
        "1  "
        + say_in(
            language, "]C0 and {text}: small and capital letters are right, and CR is its ending.", text=TEXT
        ),
        "2  " + say_in(language, "]E0 and {gtin}: a product code.", gtin=GTIN[1:]),
        "3  "
        + say_in(
            language,
            "]d2 and a product code, lot {lot} and serial number {serial}: GS came through.",
            lot="LOT7",
            serial="a-001",
        ),
    ]

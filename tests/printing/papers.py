"""Documents to print and eyes to read them with: text by pypdf, pictures by pdfium, bars by zxing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from models.documents import (
    DeliveryLine,
    DeliveryNote,
    Party,
    PickLine,
    PickList,
    PurchaseOrder,
    SalesDocument,
    SalesKind,
    SalesLine,
)
from models.layout import STANDARD, STANDARD_COLUMNS, Column, Layout, PaperKind
from models.vat import Priced, Zone
from models.vat import totals as vat_totals

SELLER = Party("Fjordlager A/S", "", ("Havnegade 12", "8000 Aarhus C", "Danmark"), "DK12345678")
CUSTOMER = Party("Nordlys ApS", "C-1004", ("Østergade 7", "7400 Herning", "Danmark"), "DK87654321")
STORE = Party("Nordlys, lager Ærø", "", ("Vestergade 22", "5970 Ærøskøbing", "Danmark"))
PRINTER = DeliveryLine(
    "TP-80", "Thermal printer", "pcs", 5, 3, 2, ("TP80-004217", "TP80-004218", "TP80-004221")
)

HOSTILE = (
    "[red]x[/]",
    "[@click=app.quit]pay[/]",
    "\x1b[2J\x1b[31m",
    "\x1b]0;owned\x07",
    "\u202eFDP.exe",
    "\ud800",
    "А1",
    "'; DROP TABLE movement;--",
    '=HYPERLINK("http://x","y")',
    "\t=1+1",
    "\r=1",
    "<img src='/etc/ssl/x.png' width='9' height='9'/>",
    "<font color='[[[getattr(pow,\"__globals__\")]]]'>x</font>",
    "</b> &#x110000; <onDraw name='x'/> & <a href='file:///etc/passwd'>x</a>",
    "../../etc/passwd",
    "]C1010123456789012821ABC\x1d10LOT",
    "",
    " ",
    "\u00a0",
    "\x7f",
    "\x00",
    "a\nb",
    "\u2028\u2029\ufeff\u200b\u2066",
    "{0} {name} %s %(x)d",
    "(unbalanced \\ paren",
    "e\u0301\u0323 o\u0308",
    "שלום עולם 123",
    str(2**63),
)


def note(*lines: DeliveryLine, language: str = "en", number: str = "SH-1001") -> DeliveryNote:
    """A delivery note of these lines."""
    return DeliveryNote(
        number, "SO-1007", "PO 4711", date(2026, 11, 23), SELLER, CUSTOMER, STORE, lines, language
    )


def shipped(*serials: str, item: str = "SC-2D", name: str = "Handheld scanner") -> DeliveryLine:
    """A line that delivers these serials."""
    return DeliveryLine(item, name, "pcs", len(serials), len(serials), 0, serials)


def pick(*lines: PickLine, language: str = "en", order: str = "SO-1007") -> PickList:
    """A pick list of these lines."""
    at = datetime(2026, 11, 23, 14, 2)
    return PickList(order, CUSTOMER, date(2026, 11, 24), at, "Clerk A", lines, language)


NUMBERS: dict[SalesKind, str] = {
    "quote": "QU-1001",
    "order-confirmation": "SO-1007",
    "invoice": "IN-1001",
    "credit-note": "CN-1001",
}


def sold(
    *serials: str,
    quantity: int = 0,
    price: int = 20_000,
    discount: int = 0,
    rate: int = 2_500,
    item: str = "SC-2D",
    name: str = "Handheld scanner",
) -> SalesLine:
    """A priced line of these serials, or of `quantity` without any."""
    count = len(serials) or quantity
    net = Priced(count, price, discount, rate).net
    return SalesLine(item, name, "pcs", count, price, discount, rate, net, serials)


def sale(
    kind: SalesKind,
    *lines: SalesLine,
    language: str = "en",
    zone: Zone = "domestic",
    layout: Layout = STANDARD,
) -> SalesDocument:
    """A document of these lines with the VAT of a zone."""
    reckoned = tuple(line if zone == "domestic" else replace(line, vat_rate=0) for line in lines)
    priced = [Priced(line.quantity, line.price, line.discount, line.vat_rate) for line in reckoned]
    return SalesDocument(
        kind, NUMBERS[kind], date(2026, 11, 23), SELLER, CUSTOMER, STORE, "DKK", reckoned, vat_totals(priced),
        language, reverse_charge=zone == "eu", export=zone == "export", layout=layout,
    )  # fmt: skip


def purchase(*lines: SalesLine, language: str = "en", layout: Layout = STANDARD) -> PurchaseOrder:
    """A purchase order of these lines."""
    made = sale("quote", *lines)
    return PurchaseOrder(
        "PO-1001",
        made.issued,
        CUSTOMER,
        SELLER,
        STORE,
        "DKK",
        made.lines,
        made.totals,
        language,
        layout=layout,
    )


def laid_out(kind: PaperKind, **widths: int) -> Layout:
    """A layout with these columns for one kind of document."""
    chosen = tuple(Column(id_, width) for id_, width in widths.items())
    return replace(STANDARD, columns={**STANDARD_COLUMNS, kind: chosen})


def picture(width: int, height: int, form: str = "PNG", mode: str = "RGB", colour: str = "#0060a0") -> bytes:
    """A logo: one colour in a PNG or JPEG file."""
    file = BytesIO()
    Image.new(mode, (width, height), colour).save(file, form)
    return file.getvalue()


def texts(pdf: bytes) -> list[str]:
    """What each page says, as a reader's search finds it."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def quick(pdf: bytes) -> list[str]:
    """As `texts`, by another reader: the fast way for many pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def words(pdf: bytes) -> list[str]:
    """Every word of every page, in order."""
    return " ".join(texts(pdf)).split()


def _black_or_white(picture: Image.Image) -> Image.Image:
    """What a printer leaves on paper: a dot or none, no grey."""
    return picture.point([0] * 128 + [255] * 128)


def bars(pdf: bytes, dpi: int, pages: Iterable[int] | None = None) -> list[list[str]]:
    """The barcodes a scanner finds on each page printed at `dpi`, or on these pages, counted from 0."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [
            _black_or_white(document[page].render(scale=dpi / 72, grayscale=True).to_pil())
            for page in (range(len(document)) if pages is None else pages)
        ]
    finally:
        document.close()
    linear = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
    return [[code.text for code in zxingcpp.read_barcodes(picture, linear)] for picture in pictures]


def printed(pdf: bytes) -> list[str]:
    """Every word within the part of the paper that a printer reaches (5 mm from the edge)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded(14, 14, 581, 828) for page in document]
    finally:
        document.close()
    return " ".join(pages).split()


def plain(pdf: bytes) -> str:
    """All the text without its blanks: wrapping does not matter."""
    return "".join(words(pdf))

"""Every kind of paper made of the same goods, and what a reader, a ruler and a scanner find on its pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pypdfium2
import zxingcpp

from models.documents import DeliveryLine, DeliveryNote, PickLine, PickList, PurchaseOrder, SalesDocument
from models.layout import CHOICE, SERIALS, STANDARD_COLUMNS, TITLES, PaperKind
from tests.printing import papers

Document = DeliveryNote | PickList | SalesDocument | PurchaseOrder
KINDS: tuple[PaperKind, ...] = tuple(CHOICE)
CARRYING = tuple(kind for kind in KINDS if SERIALS in CHOICE[kind])
PRICED = tuple(kind for kind in KINDS if "price" in CHOICE[kind])
NUMBERS: dict[PaperKind, str] = {
    **dict(papers.NUMBERS.items()),
    "pick-list": "SO-1007",
    "delivery-note": "SH-1001",
    "purchase-order": "PO-1001",
}
PAYABLE = {
    "quote": {"en": "Total", "da": "I alt"},
    "order-confirmation": {"en": "Total", "da": "I alt"},
    "invoice": {"en": "To be paid", "da": "At betale"},
    "credit-note": {"en": "Credited", "da": "Krediteret"},
    "purchase-order": {"en": "Total", "da": "I alt"},
}
LONG = "Bracket for wall mounting, galvanised steel, with screws and plugs for concrete and brick"
PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F))
MARGINS = (46.0, 36.0, 595.28 - 46.0, 841.89 - 40.0)
"""Left, bottom, right and top edge of all that is written, in points from the lower left corner."""
OVERHANG = 1.0
"""Points by which a letter's shape may stick out of its own width."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Goods:
    """A line of any paper; what it comes to is reckoned here a second time, in whole minor units."""

    item: str
    name: str
    quantity: int
    price: int = 20_000
    discount: int = 0
    rate: int = 2_500
    serials: tuple[str, ...] = ()
    unit: str = "pcs"

    @property
    def net(self) -> int:
        return nearest(self.quantity * self.price * (10_000 - self.discount))


def nearest(ten_thousandths: int) -> int:
    """The whole number next to it; a half goes to the even one."""
    below, rest = ten_thousandths // 10_000, ten_thousandths % 10_000
    return below + (1 if rest > 5_000 or (rest == 5_000 and below % 2 == 1) else 0)


def lines(count: int) -> tuple[Goods, ...]:
    """So many lines: three rates of VAT, prices that end in halves, every seventh with one to nine serials."""
    return tuple(_line(index) for index in range(count))


def _line(index: int) -> Goods:
    serials = tuple(f"R{index:04d}-{n}" for n in range(index % 9 + 1)) if index % 7 == 0 else ()
    return Goods(
        f"IT-{index:04d}",
        LONG if index % 3 == 0 else "Cable",
        len(serials) or 1 + index * 37 % 900,
        index * 7_919 + 5,
        (0, 5_000, 1_250)[index % 3],
        (2_500, 1_250, 0)[index % 4 % 3],
        serials,
    )


def hundred(count: int) -> tuple[str, ...]:
    """So many serials of 100 characters; each has all the printable ones, turned so that each of those comes last once."""
    turns = [PRINTABLE[at:] + PRINTABLE[:at] for at in range(len(PRINTABLE))]
    return tuple(f"{index:06d}{turns[index % len(turns)]}" for index in range(count))


def of_serials(*serials: str) -> tuple[Goods, ...]:
    """One line of these units."""
    return (Goods("SC-2D", "Handheld scanner", len(serials), 123_456, serials=serials),)


def made(kind: PaperKind, goods: Sequence[Goods], language: str = "en", *, draft: bool = False) -> Document:
    """The paper of that kind for these goods."""
    if kind == "delivery-note":
        return papers.note(
            *(DeliveryLine(x.item, x.name, x.unit, x.quantity, x.quantity, 0, x.serials) for x in goods),
            language=language,
        )
    if kind == "pick-list":
        return papers.pick(
            *(PickLine(f"L{at:04d}", x.item, x.name, x.unit, x.quantity, x.serials) for at, x in enumerate(goods)),
            language=language,
        )  # fmt: skip
    priced = [
        replace(
            papers.sold(*x.serials, quantity=x.quantity, price=x.price, discount=x.discount, rate=x.rate),
            item=x.item, name=x.name, unit=x.unit,
        )
        for x in goods
    ]  # fmt: skip
    if kind == "purchase-order":
        return replace(papers.purchase(*priced, language=language), draft=draft)
    return replace(papers.sale(kind, *priced, language=language), draft=draft)


def money(minor: int, language: str) -> str:
    """As a reader of the language writes it."""
    text = f"{minor // 100:,}.{minor % 100:02d}"
    return text if language == "en" else text.translate({44: ".", 46: ","})


def headings(kind: PaperKind) -> tuple[str, ...]:
    """The English words over the columns of a standard layout."""
    return tuple(TITLES[column.id] for column in STANDARD_COLUMNS[kind])


def sampled(pdf: bytes, *, every: bool) -> list[int]:
    """All pages, or the first, the one in the middle and the last."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return list(range(count)) if every else sorted({0, count // 2, count - 1})


def _text_pages(pdf: bytes, pages: Iterable[int]) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in pages:
            yield document[page].get_textpage()
    finally:
        document.close()


def _outside(box: Box) -> bool:
    left, bottom, right, top = MARGINS
    return (
        box[0] < left - OVERHANG
        or box[1] < bottom - OVERHANG
        or box[2] > right + OVERHANG
        or box[3] > top + OVERHANG
    )


def beyond(pdf: bytes, pages: Iterable[int]) -> list[str]:
    """The pieces of text of which any character's box is outside of the page's margins."""
    return [
        text.get_text_bounded(*box)
        for text in _text_pages(pdf, pages)
        for box in (text.get_rect(index) for index in range(text.count_rects()))
        if _outside(box)
    ]


def characters_beyond(pdf: bytes, pages: Iterable[int]) -> list[str]:
    """As `beyond`, asking for the box of each character by itself."""
    return [
        text.get_text_range(index, 1)
        for text in _text_pages(pdf, pages)
        for index in range(text.count_chars())
        if _outside(text.get_charbox(index)) and text.get_text_range(index, 1).strip()
    ]


def upon_another(pdf: bytes, pages: Iterable[int]) -> list[tuple[str, str]]:
    """Pieces of text that lie over each other by more than a hair."""
    found = []
    for text in _text_pages(pdf, pages):
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        for one, other in combinations(sorted(boxes, key=lambda box: -box[3]), 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            tall = min(one[3], other[3]) - max(one[1], other[1])
            if wide > OVERHANG and tall > OVERHANG:
                found.append((text.get_text_bounded(*one), text.get_text_bounded(*other)))
    return found


def squares(pdf: bytes, dpi: int) -> list[str]:
    """What a scanner sends for the 2D codes of a document, printed at `dpi`: page by page, row by row."""
    document = pypdfium2.PdfDocument(pdf)
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix)
    found = []
    for number in range(len(document)):
        picture = document[number].render(scale=dpi / 72, grayscale=True).to_pil()
        dots = picture.point([0] * 128 + [255] * 128)
        for code in zxingcpp.read_barcodes(dots, kind, try_downscale=False):
            corner = code.position.top_left
            found.append((number, corner.y * 72 // dpi // 10, corner.x, bytes(code.bytes).decode("ascii")))
    document.close()
    return [text for *_, text in sorted(found)]

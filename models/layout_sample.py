"""What a layout is tried on: one small sale in memory, with a unit of every sort. Nothing of it is in the book."""

from dataclasses import dataclass
from datetime import date

from models import settings, vat
from models.book import Book
from models.documents import Party
from models.language import say_in
from models.layout import Layout, PaperKind

NUMBERS: dict[PaperKind, str] = {
    "quote": "QU-1001",
    "order-confirmation": "SO-1001",
    "pick-list": "SO-1001",
    "delivery-note": "SH-1001",
    "invoice": "IN-1001",
    "credit-note": "CN-1001",
    "purchase-order": "PO-1001",
}
WARRANTY_YEARS = 2


@dataclass(frozen=True)
class PageHead:
    """Whose paper it is, the day it is printed, and the currency of its prices."""

    seller: Party
    today: date
    currency: str = vat.USUAL_CURRENCY


def page_head(book: Book) -> PageHead:
    """The company of this book, and today."""
    return PageHead(settings.company(book).party(), book.now().astimezone().date(), vat.currency(book))


def sample_language(kind: PaperKind, layout: Layout, spoken: str) -> str:
    """The language of a sample: the layout's, or else the reader's; who picks goods reads their own."""
    return spoken if kind == "pick-list" else layout.language or spoken


@dataclass(frozen=True)
class SampleLine:
    """One line: whole units, minor units without VAT, discount and VAT in hundredths of a percent."""

    location: str
    item: str
    name: str
    unit: str
    ordered: int
    delivered: int
    price: int
    discount: int
    serials: tuple[str, ...] = ()
    warranty_until: date | None = None

    @property
    def net(self) -> int:
        """What the delivered units come to, in minor units."""
        return round(self.delivered * self.price * (10_000 - self.discount) / 10_000)


VAT_RATE = 2_500


def sample_lines(kind: PaperKind, language: str, today: date) -> tuple[SampleLine, ...]:
    """Few serials, neighbours among them; many; and none. Only what is sold has a discount."""
    until = today.replace(year=today.year + WARRANTY_YEARS, day=min(today.day, 28))
    few = ("TP80-004217", "TP80-004218", "TP80-004219", "TP80-004230")
    many = tuple(f"4CE{number:07}" for number in range(310_047, 310_059))
    say = (
        say_in(language, "Sample printer 80 mm"),
        say_in(language, "Sample scanner, USB"),
        say_in(language, "Sample roll 80 mm"),
        say_in(language, "pcs"),
    )
    printer, scanner, roll, pieces = say
    discount = 0 if kind == "purchase-order" else 1_000
    return (
        SampleLine("A-01", "TP-80", printer, pieces, 4, 4, 149_900, discount, few, until),
        SampleLine("A-02", "HS-2", scanner, pieces, 15, 12, 89_500, 0, many, until),
        SampleLine("B-02", "PR-80", roll, pieces, 40, 40, 995, 0),
    )

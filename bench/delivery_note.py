"""Each kind of paper with 10 000 serials, or with 400 priced lines, beside a bare canvas that draws the same texts at the same
places.

`python -m bench.delivery_note` prints medians and ratios of alternating runs in one process. The bare canvas
is measured twice: with the embedded font the paper uses, and with Helvetica, which needs no font file at all.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from statistics import median
from time import perf_counter

from models.documents import (
    DeliveryLine,
    DeliveryNote,
    Party,
    PickLine,
    PickList,
    SalesDocument,
    SalesLine,
    VatTotal,
)
from printing.drawing import Document, drawn
from printing.fonts import MONO
from printing.sheet import SERIAL, Piece, Sheet

SERIALS = 10_000
LINES = 400
ROUNDS = 5

Texts = list[list[tuple[float, float, str]]]


PARTY = Party("Nordlys ApS", "C-1004", ("Østergade 7", "7400 Herning"))
DAY = date(2026, 11, 23)


def sample(count: int) -> DeliveryNote:
    """A note with one line of `count` serials of thirteen characters."""
    line = DeliveryLine("TP-80", "Thermal printer", "pcs", count, count, 0, _serials(count))
    return DeliveryNote("SH-1001", "SO-1007", "PO 4711", DAY, PARTY, PARTY, PARTY, (line,), "en")


def samples(count: int) -> dict[str, Document]:
    """Every kind of paper that carries serials, and one of many lines."""
    price, net = 129_900, 129_900 * count
    sold = SalesLine("TP-80", "Thermal printer", "pcs", count, price, 0, 2_500, net, _serials(count))
    fetch = PickLine("A-01", "TP-80", "Thermal printer", "pcs", count, _serials(count))
    at = datetime(2026, 11, 23, 12, 0)
    lines = tuple(
        SalesLine(f"IT-{n}", "Cable, 1.8 m", "pcs", 2, 2_500, 0, 2_500, 5_000) for n in range(LINES)
    )
    return {
        "delivery note": sample(count),
        "invoice": _sale((sold,), net),
        "pick list": PickList("SO-1007", PARTY, DAY, at, "Clerk A", (fetch,), "en"),
        f"invoice of {LINES} lines": _sale(lines, 5_000 * LINES),
    }


def _serials(count: int) -> tuple[str, ...]:
    return tuple(f"TP80-{index:08d}" for index in range(count))


def _sale(lines: tuple[SalesLine, ...], net: int) -> SalesDocument:
    totals = (VatTotal(2_500, net, net // 4),)
    return SalesDocument("invoice", "IN-1001", DAY, PARTY, PARTY, PARTY, "DKK", lines, totals)


def texts_of(document: Document) -> Texts:
    """Every text of the document with its place, page by page, as the sheet was told to draw it."""
    pages: Texts = [[]]
    write_all, write_row = Sheet.write_all, Sheet.write_row

    def noting(self: Sheet, pieces: Sequence[Piece]) -> None:
        _page(pages, self).extend((x, y, text) for x, y, text, *_ in pieces)
        write_all(self, pieces)

    def noting_row(self: Sheet, xs: list[float], y: float, texts: list[str], style: object) -> None:
        _page(pages, self).extend((x, y, text) for x, text in zip(xs, texts, strict=False))
        write_row(self, xs, y, texts, style)  # type: ignore[arg-type]

    Sheet.write_all, Sheet.write_row = noting, noting_row  # type: ignore[method-assign,assignment]
    try:
        drawn(document)
    finally:
        Sheet.write_all, Sheet.write_row = write_all, write_row  # type: ignore[method-assign]
    return pages


def _page(pages: Texts, sheet: Sheet) -> list[tuple[float, float, str]]:
    while len(pages) < sheet.canvas.getPageNumber():
        pages.append([])
    return pages[-1]


def bare(pages: Texts, font: str) -> bytes:
    """The same texts with nothing but drawString."""
    from reportlab.pdfgen.canvas import Canvas

    paper = BytesIO()
    canvas = Canvas(paper, invariant=1, pageCompression=1)
    for page in pages:
        canvas.setFont(font, SERIAL.size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def timed(work: Callable[[], bytes]) -> float:
    """Milliseconds of one run."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def measure(document: Document, rounds: int = ROUNDS) -> dict[str, float]:
    """Medians in milliseconds, runs taken in turn so that all meet the same machine."""
    pages = texts_of(document)
    mono = MONO.glyph("0", "0")[0]
    work: dict[str, Callable[[], bytes]] = {
        "paper": lambda: drawn(document),
        "bare, same font": lambda: bare(pages, mono),
        "bare, Helvetica": lambda: bare(pages, "Helvetica"),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            times[name].append(timed(run))
    return {name: median(values) for name, values in times.items()}


def main() -> None:
    """Print the medians and the ratios."""
    for kind, document in samples(SERIALS).items():
        medians = measure(document)
        paper = medians.pop("paper")
        print(f"{kind}: {paper:.0f} ms (median of {ROUNDS})")
        for name, value in medians.items():
            print(f"  {name}: {value:.0f} ms, ratio {paper / value:.2f}")


if __name__ == "__main__":
    main()

"""A delivery note of 10 000 serials beside a bare canvas that draws the same texts at the same places.

`python -m bench.delivery_note` prints medians and ratios of alternating runs in one process. The bare canvas
is measured twice: with the embedded font the note uses, and with Helvetica, which needs no font file at all.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from statistics import median
from time import perf_counter

from models.documents import DeliveryLine, DeliveryNote, Party
from printing.delivery_note import render
from printing.fonts import MONO
from printing.sheet import SERIAL, Sheet

SERIALS = 10_000
ROUNDS = 9

Texts = list[list[tuple[float, float, str]]]


def sample(count: int) -> DeliveryNote:
    """A note with one line of `count` serials of thirteen characters."""
    serials = tuple(f"TP80-{index:08d}" for index in range(count))
    line = DeliveryLine("TP-80", "Thermal printer", "pcs", count, count, 0, serials)
    party = Party("Nordlys ApS", "C-1004", ("Østergade 7", "7400 Herning"))
    return DeliveryNote(
        "SH-1001", "SO-1007", "PO 4711", date(2026, 11, 23), party, party, party, (line,), "en"
    )


def texts_of(note: DeliveryNote) -> Texts:
    """Every text of the note with its place, page by page, as the sheet was told to draw it."""
    pages: Texts = [[]]
    write, write_row = Sheet.write, Sheet.write_row

    def noting(self: Sheet, x: float, y: float, text: str, *style: object) -> None:
        _page(pages, self).append((x, y, text))
        write(self, x, y, text, *style)  # type: ignore[arg-type]

    def noting_row(self: Sheet, xs: list[float], y: float, texts: list[str], style: object) -> None:
        _page(pages, self).extend((x, y, text) for x, text in zip(xs, texts, strict=False))
        write_row(self, xs, y, texts, style)  # type: ignore[arg-type]

    Sheet.write, Sheet.write_row = noting, noting_row  # type: ignore[method-assign,assignment]
    try:
        render(note)
    finally:
        Sheet.write, Sheet.write_row = write, write_row  # type: ignore[method-assign]
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


def measure(count: int = SERIALS, rounds: int = ROUNDS) -> dict[str, float]:
    """Medians in milliseconds, runs taken in turn so that all meet the same machine."""
    note = sample(count)
    pages = texts_of(note)
    mono = MONO.glyph("0", "0")[0]
    work: dict[str, Callable[[], bytes]] = {
        "note": lambda: render(note),
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
    medians = measure()
    note = medians.pop("note")
    print(f"delivery note, {SERIALS} serials: {note:.0f} ms (median of {ROUNDS})")
    for name, value in medians.items():
        print(f"  {name}: {value:.0f} ms, ratio {note / value:.2f}")


if __name__ == "__main__":
    main()

"""`make pictures`, the second half: a picture of every kind of paper, of the demo warehouse's documents.

pdfium draws the first page as a screen shows it; eight greys are enough for what a laser printer leaves.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2

from bench.pictures import BEGUN_AT, NOW, PICTURES, StandingClock
from models import demo
from models.book import Book
from models.layout import PaperKind
from tui.commandline.papers import paper_of
from tui.config import LITE

PAPERS: tuple[tuple[PaperKind, str], ...] = (
    ("quote", "QU-1001"),
    ("order-confirmation", "SO-1006"),
    ("pick-list", "SO-1006"),
    ("delivery-note", "SH-1002"),
    ("invoice", "IN-1001"),
    ("credit-note", "CN-1001"),
    ("purchase-order", "PO-1005"),
)
DOTS_PER_POINT = 1.5
GREYS = 8
BYTES_MOST = 150_000


def drawn(book: Book) -> Iterator[tuple[str, bytes]]:
    """The name and the PNG of every picture."""
    for kind, number in PAPERS:
        with closing(pypdfium2.PdfDocument(paper_of(book, kind, number))) as document:
            page = document[0].render(scale=DOTS_PER_POINT, grayscale=True).to_pil()
        file = BytesIO()
        page.quantize(GREYS).save(file, "PNG", optimize=True)
        yield f"paper-{kind}.png", file.getvalue()


def main() -> None:
    """Take them all."""
    os.environ["TZ"] = "Europe/Copenhagen"
    time.tzset()
    folder = Path(tempfile.mkdtemp(prefix="serialdock-papers-"))
    try:
        url = f"{LITE}{folder / 'station.db'}"
        demo.make(url, BEGUN_AT, NOW)
        with closing(Book(url, BEGUN_AT, clock=StandingClock(NOW))) as book:
            for name, content in drawn(book):
                (PICTURES / name).write_bytes(content)
                print(f"docs/pictures/{name}: {len(content)} bytes")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

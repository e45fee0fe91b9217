"""Document numbers: one series a kind, without gaps and without repeats under any number of stations.

The number is taken in the transaction that writes the document, so a verb that fails gives it back; on
PostgreSQL the row of the series makes the next station wait until this one has committed.
"""

import re

from models.book import Book
from models.refusals_nouns import SeriesGoesBack, SeriesOutOfRange, SeriesUnknown
from models.refusals_orders import OrderNumberCase, OrderNumberForeign

KINDS = ("PO", "GR", "AD", "QU", "SO", "SH", "IN", "CN", "MV", "SC", "RP", "RS", "LC", "CT")
POSTED_KINDS = ("IN", "CN")
"""Kinds that take their number when they are posted: without gaps, for a tax inspector counts them."""
IN_SERIES = re.compile(rf"({'|'.join(KINDS)})-([1-9]\d{{0,14}})", re.ASCII | re.IGNORECASE)
MOST = 10**15 - 1


def next_number(book: Book, kind: str) -> str:
    """The next number of `kind`, such as "PO-1001". Call it inside the transaction that uses it: whoever comes next waits
    for its end (R21). Raises SeriesUnknown."""
    taken = book.value("UPDATE series SET next = next + 1 WHERE kind = ? RETURNING next - 1", kind)
    if taken is None:
        raise SeriesUnknown(kind=kind, kinds=", ".join(KINDS))
    return f"{kind}-{taken}"


def draft_number(book: Book, kind: str) -> str:
    """A name for a draft that takes its number only when it is posted, such as "IN-D7"; these may have gaps."""
    taken = book.value("UPDATE series SET next = next + 1 WHERE kind = ? RETURNING next - 1", f"{kind}-D")
    return f"{kind}-D{taken}"


def go_on_after(book: Book, kind: str, numbers: list[str]) -> None:
    """Let the series of `kind` go on after `numbers` that came from outside, so that none is ever given twice. Raises
    OrderNumberCase, OrderNumberForeign."""
    highest = max((place for number in numbers if (place := place_in(kind, number))), default=0)
    book.execute("UPDATE series SET next = ? WHERE kind = ? AND next <= ?", highest + 1, kind, highest)


def place_in(kind: str, number: str) -> int | None:
    """The place of `number` in the series of `kind`, None when it is no number of any series. Raises
    OrderNumberForeign when it is one of another series."""
    found = IN_SERIES.fullmatch(number)
    if found is None:
        return None
    if found[1].upper() == kind != found[1]:
        raise OrderNumberCase(number=number, kind=kind, wanted=number.upper())
    if found[1] != kind:
        raise OrderNumberForeign(number=number, series=found[1].upper(), kind=kind)
    return int(found[2])


def start_at(book: Book, kind: str, start: int) -> None:
    """Let the series of `kind` give `start` next. Raises SeriesUnknown, SeriesGoesBack, SeriesOutOfRange."""
    if kind not in KINDS:
        raise SeriesUnknown(kind=kind, kinds=", ".join(KINDS))
    book.value("UPDATE series SET next = next WHERE kind = ? RETURNING next", kind)
    numbers = (n for (n,) in book.rows("SELECT number FROM document WHERE kind = ?", kind))
    last = max((place for number in numbers if (place := place_in(kind, number))), default=0)
    if 0 < start <= last:
        raise SeriesGoesBack(kind=kind, start=start, last=f"{kind}-{last}", least=last + 1, most=MOST - 1)
    if not 0 < start < MOST:
        raise SeriesOutOfRange(kind=kind, start=start, least=last + 1, most=MOST - 1)
    book.execute("UPDATE series SET next = ? WHERE kind = ?", start, kind)
    if kind in POSTED_KINDS:  # a gap that a person made is told from one that the program made
        book.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
            f"series.{kind}.{start}",
            str(start),
        )

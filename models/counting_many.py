"""Many units counted at once: a pasted list, a file or a range, judged before any of it counts (R12)."""

from collections.abc import Mapping, Sequence

from models import entry
from models.book import Book
from models.counting_judging import judged
from models.counting_reading import Scope, Unit, label_of, scope_of
from models.counting_rows import insert_units, place_of, total
from models.entry import AddedMany, Preview, TooMany
from models.journal import keep_scan
from models.refusals import Ask, Refusal
from models.refusals_count import CountedInOther, CountedTwice
from models.refusals_scan import TwiceInList
from models.serial_text import PASTE_MAX


def preview(
    book: Book, *, number: str, texts: Sequence[str], sure: Mapping[str, str] | None = None
) -> Preview:
    """Judge many without counting any: by their labels and by what was counted, never by the book. Raises TooMany,
    NotCounting."""
    _limit(texts)
    scope = scope_of(book, number)
    judged = _judged_texts(book, scope, texts, sure or {})
    refused = [
        (text.strip(), one) for text, one in zip(texts, judged, strict=True) if isinstance(one, Refusal)
    ]
    twice = (CountedTwice, TwiceInList, CountedInOther)
    return Preview(
        tuple(text.strip() for text, one in zip(texts, judged, strict=True) if isinstance(one, Unit)),
        tuple((text, refusal) for text, refusal in refused if isinstance(refusal, twice)),
        tuple((t, r) for t, r in refused if not isinstance(r, (*twice, Ask))),
        tuple((text, refusal) for text, refusal in refused if isinstance(refusal, Ask)),
    )


def count_many(
    book: Book,
    *,
    number: str,
    texts: Sequence[str],
    how: str,
    source: str = "",
    location: str = "",
    sure: Mapping[str, str] | None = None,
) -> AddedMany:
    """Count every good one of `texts` in one transaction; a bad one never discards the others. Raises TooMany,
    NotCounting, NothingCountedThere."""
    _limit(texts)
    return entry.again(lambda: _count_many(book, number, texts, how, source, location, sure or {}))


def _count_many(
    book: Book,
    number: str,
    texts: Sequence[str],
    how: str,
    source: str,
    location: str,
    sure: Mapping[str, str],
) -> AddedMany:
    with book.write():
        scope = scope_of(book, number, lock=True)
        place = place_of(book, scope, location)
        if book.op and book.value("SELECT 1 FROM scan WHERE op = ?", book.op):
            done = book.value(
                "SELECT count(*) FROM counted WHERE document_id = ? AND op = ?", scope.id, book.op
            )
            return AddedMany(done, total(book, scope.id), 0, ())
        judged = _judged_texts(book, scope, texts, sure)
        good = [unit for unit in judged if isinstance(unit, Unit)]
        insert_units(book, scope, good, how, source, place)
        raw = "\n".join(texts).encode(errors="replace")
        keep_scan(book, f"{len(good)} of {len(texts)}", how, source, raw, scope.id)
        refused = tuple(
            (text, one) for text, one in zip(texts, judged, strict=True) if isinstance(one, Refusal)
        )
        return AddedMany(len(good), total(book, scope.id), 0, refused)


def _judged_texts(
    book: Book, scope: Scope, texts: Sequence[str], sure: Mapping[str, str]
) -> list[Unit | Refusal]:
    labels = [label_of(book, scope, text, scanned=False) for text in texts]
    return [one for _, one in judged(book, scope, labels, sure, False)]


def _limit(texts: Sequence[str]) -> None:
    if len(texts) > PASTE_MAX:
        raise TooMany(count=len(texts), limit=PASTE_MAX)

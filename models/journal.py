"""The scan journal: what every scan and entry was and what became of it, written before anybody is told (R11)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from models.book import Book
from models.refusals import Ask, Refusal


def keep_scan(
    book: Book,
    text: str,
    how: str,
    source: str,
    raw: bytes,
    document_id: int | None,
    refusal: Refusal | None = None,
) -> None:
    """Add one line under the operation now under way, inside the caller's transaction: `refusal` says why a text was not
    taken, None that it was. A repeated operation leaves the first line as it is."""
    book.execute(
        "INSERT INTO scan (op, at, station_id, operator_id, source, how, raw, text, document_id, outcome, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (op) DO NOTHING",
        book.op,
        book.stamp(),
        book.station_id,
        book.operator_id,
        source,
        how,
        raw or text.encode(errors="replace"),
        text.encode(errors="replace").decode().replace("\x00", "␀"),
        document_id,
        "ok" if refusal is None else "ask" if isinstance(refusal, Ask) else "refused",
        type(refusal).__name__ if refusal else "",
    )


@contextmanager
def refusals_kept(
    book: Book, text: str, how: str, source: str, raw: bytes, document_id: int | None = None
) -> Iterator[None]:
    """What is refused inside stands in the journal, in a transaction of its own, before anybody is told."""
    try:
        yield
    except Refusal as refusal:
        refused(book, text=text, how=how, source=source, raw=raw, document_id=document_id, refusal=refusal)
        raise


def refused(
    book: Book,
    *,
    text: str,
    how: str,
    source: str,
    raw: bytes,
    document_id: int | None = None,
    refusal: Refusal,
) -> None:
    """Note a scan that was refused and changes nothing else."""
    with book.write():
        keep_scan(book, text, how, source, raw, document_id, refusal)


def double_reads(book: Book, *, counts: Mapping[str, int]) -> None:
    """Note how often each scanner of this station (by its name) saw a label it had just read, since the last time this
    was noted. Such a sighting is no scan, so nobody waits for it to be kept."""
    with book.write():
        for source, count in sorted(counts.items()):
            book.execute(
                "INSERT INTO double_read (op, at, station_id, operator_id, source, count) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (op, source) DO NOTHING",
                book.op,
                book.stamp(),
                book.station_id,
                book.operator_id,
                source,
                count,
            )

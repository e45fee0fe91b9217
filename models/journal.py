"""The scan journal: what every scan and entry was and what became of it, written before anybody is told (R11)."""

from collections.abc import Mapping

from models.book import Book


def record(
    book: Book,
    *,
    text: str,
    how: str,
    source: str,
    raw: bytes,
    document_id: int | None,
    outcome: str,
    detail: str,
) -> None:
    """Add one line under the operation now under way, inside the caller's transaction. `outcome` is "ok", "refused" or
    "ask"; a repeated operation leaves the first line as it is."""
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
        outcome,
        detail,
    )


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

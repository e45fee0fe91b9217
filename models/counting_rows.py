"""What a count keeps of its scans, inside the caller's transaction: a row for each unit or quantity, and the scan journal."""

from collections.abc import Sequence

from models.book import Book
from models.bulk import insert_many
from models.counting_judging import form_of
from models.counting_reading import Scope, Unit
from models.refusals_count import NothingCountedThere

_COLUMNS = "serial text,same text,item_id int,serial_id int,seen_seq int,quantity int,booked int"


def place_of(book: Book, scope: Scope, location: str) -> int:
    """Where a count counts: its own location, or the one that was chosen. Raises NothingCountedThere."""
    if scope.place is not None:
        return scope.place
    place = book.value("SELECT id FROM location WHERE number = ? AND kind = 'stock'", location)
    if place is None:
        raise NothingCountedThere(document=scope.number, item=scope.item.number if scope.item else "")
    return int(place)


def insert_units(
    book: Book, scope: Scope, units: Sequence[Unit], how: str, source: str, place: int, *, box: bool = False
) -> None:
    """Write a row for each unit, inside the caller's transaction; `box` says that one label brought them together."""
    rows = [(u.serial, form_of(u), u.item.id if u.item else None, u.serial_id, u.seq, 1, None) for u in units]
    keep_rows(book, scope, rows, how, source, place, box=box)


def keep_rows(
    book: Book,
    scope: Scope,
    rows: Sequence[Sequence[object]],
    how: str,
    source: str,
    place: int,
    *,
    box: bool,
) -> None:
    """Write `rows` of `_COLUMNS`, inside the caller's transaction."""
    insert_many(
        book,
        "counted",
        _COLUMNS,
        rows,
        op=book.op,
        document_id=scope.id,
        location_id=place,
        box=int(box),
        how=how,
        source=source,
        at=book.stamp(),
        station_id=book.station_id,
        operator_id=book.operator_id,
        open=1,
    )


def total(book: Book, document_id: int) -> int:
    """All units that a count has."""
    return int(
        book.value("SELECT coalesce(sum(quantity), 0) FROM counted WHERE document_id = ?", document_id)
    )

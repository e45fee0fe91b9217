"""Locations that hold stock: shelves, bins, the packing table. Suppliers, customers and losses are places
too, but nobody edits those."""

from dataclasses import dataclass

from models import texts
from models.book import Book
from models.language import say
from models.refusals import Refusal
from models.refusals_nouns import PlaceBlocked, PlaceNumberTaken, PlaceReserved, PlaceUnknown
from models.rows import flag, shared


class NoSuchLocation(Refusal):
    template = "There is no location {location}."
    next_step = "Choose one from the list."


TAKES = "(SELECT tp.id FROM location tp WHERE tp.id = {place} AND tp.blocked = 0)"
"""The location `place` where it takes goods, else NULL, in SQL."""
COLUMNS = (
    "l.id, l.number, l.name, l.blocked, "
    "COALESCE((SELECT sum(s.quantity) FROM stock s WHERE s.place = l.id), 0)"
)


@dataclass(frozen=True)
class Place:
    """One location. `on_hand` counts units of all items."""

    id: int
    number: str
    name: str
    blocked: bool
    on_hand: int


def list_places(book: Book, *, blocked: bool = True) -> tuple[Place, ...]:
    """All locations by number; with `blocked=False` only those that take goods."""
    sql = f"SELECT {COLUMNS} FROM location l WHERE l.kind = 'stock' AND l.blocked <= ? ORDER BY l.number"  # noqa: S608
    return tuple(_place(row) for row in book.rows(sql, flag(blocked)))


def view(book: Book, *, number: str) -> Place:
    """One location. Raises PlaceUnknown."""
    sql = f"SELECT {COLUMNS} FROM location l WHERE l.kind = 'stock' AND l.number = ?"  # noqa: S608
    row = book.row(sql, number)
    if row is None:
        raise PlaceUnknown(number=number)
    return _place(row)


def checked_number(number: str) -> str:
    """`number` when a location may have it. Raises PlaceReserved and the refusals of `texts.number`."""
    kept = texts.number("Number", number)
    if kept.startswith("@"):
        raise PlaceReserved(number=kept)
    return kept


def create(book: Book, *, number: str, name: str) -> Place:
    """A new location. Raises PlaceNumberTaken, PlaceReserved, TextEmpty, TextTooLong, TextUnprintable."""
    kept, said = checked_number(number), texts.line("Name", name)
    with book.write():
        added = book.execute(
            "INSERT INTO location (kind, number, name) VALUES ('stock', ?, ?) "
            "ON CONFLICT (number) DO NOTHING",
            kept,
            said,
        )
        if not added:
            old = book.value("SELECT name FROM location WHERE number = ?", kept)
            raise PlaceNumberTaken(number=kept, name=old)
        return view(book, number=kept)


def change(book: Book, *, number: str, name: str | None = None, blocked: bool | None = None) -> Place:
    """Another name, or block it for new goods; what lies there can still leave. Raises PlaceUnknown, TextEmpty,
    TextTooLong, TextUnprintable."""
    with book.write():
        place = view(book, number=number)
        book.execute(
            "UPDATE location SET name = ?, blocked = ? WHERE id = ?",
            place.name if name is None else texts.line("Name", name),
            flag(place.blocked if blocked is None else blocked),
            place.id,
        )
        return view(book, number=number)


def first_shelf(book: Book) -> int | None:
    """Where goods go that have no place of their own: the first location that takes goods. A book without any location
    gets one here, so that a warehouse of one room needs no list of shelves. None if all are blocked. Inside a
    transaction."""
    first = "SELECT min(id) FROM location WHERE kind = 'stock' AND blocked = 0"
    found: int | None = book.value(first)
    if found is None and not book.value("SELECT count(*) FROM location WHERE kind = 'stock'"):
        book.execute(
            "INSERT INTO location (kind, number, name) VALUES ('stock', 'MAIN', ?) ON CONFLICT (number) DO NOTHING",
            say("Main stock"),
        )
        found = book.value(first)
    return found


def place_of(book: Book, location: str, *, takes: bool = True) -> int:
    """The id of a shelf, which has to take goods unless `takes` is False: what lies there can still leave, and be counted.
    Raises NoSuchLocation, PlaceBlocked."""
    row = book.row(
        "SELECT id, number, blocked FROM location WHERE number = ? AND kind = 'stock'", location.strip()
    )
    if row is None:
        raise NoSuchLocation(location=location)
    if takes and row[2]:
        raise PlaceBlocked(number=row[1])
    return int(row[0])


def all_take(book: Book, document_id: int) -> None:
    """Every location to which a document's lines bring goods still takes them, inside the transaction that posts it. Raises
    PlaceBlocked."""
    blocked = book.value(
        "SELECT p.number FROM document_line l JOIN location p ON p.id = l.location_id "
        "WHERE l.document_id = ? AND l.quantity > 0 AND l.way IN ('', 'up') AND p.blocked = 1 ORDER BY l.line_no",
        document_id,
    )
    if blocked is not None:
        raise PlaceBlocked(number=blocked)


def place_id(book: Book, number: str) -> int:
    """The row behind a location that takes goods. Raises PlaceUnknown, PlaceBlocked."""
    found = shared(book, "SELECT id, blocked FROM location WHERE kind = 'stock' AND number = ?", number)
    if found is None:
        raise PlaceUnknown(number=number)
    if found[1]:
        raise PlaceBlocked(number=number)
    return int(found[0])


def _place(row: tuple[object, ...]) -> Place:
    found, number, name, blocked, on_hand = row
    return Place(int(str(found)), str(number), str(name), bool(blocked), int(str(on_hand)))

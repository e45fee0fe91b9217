"""Where the units of one item lie."""

from dataclasses import dataclass

from models.book import REAL, Book


@dataclass(frozen=True)
class Lying:
    """Units of one item at one location."""

    location: str
    name: str
    quantity: int


def by_place(book: Book, *, number: str) -> tuple[Lying, ...]:
    """Every location that holds units of the item with `number`, by the location's number."""
    rows = book.rows(
        "SELECT l.number, l.name, s.quantity FROM stock s JOIN location l ON l.id = s.place "
        "JOIN item i ON i.id = s.item_id "
        "WHERE i.number = ? AND s.place > ? AND s.quantity > 0 ORDER BY l.number",
        number,
        REAL,
    )
    return tuple(Lying(location, name, int(quantity)) for location, name, quantity in rows)

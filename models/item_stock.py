"""Where the units of one item lie."""

from dataclasses import dataclass, replace

from models.book import REAL, Book
from models.unnamed import MAY_HAVE


@dataclass(frozen=True)
class Lying:
    """Units of one item at one location; `unnamed` of them have no serial number, counted where the item asks for it at
    shipment."""

    location: str
    name: str
    quantity: int
    unnamed: int = 0


def by_quantity(book: Book, *, number: str) -> tuple[Lying, ...]:
    """The same for what can be taken by quantity: where units with a serial number lie among them, the others alone."""
    lying = by_place(book, number=number)
    if not book.value(f"SELECT {MAY_HAVE} FROM item i WHERE i.number = ?", number):  # noqa: S608
        return lying
    return tuple(replace(one, quantity=one.unnamed) for one in lying if one.unnamed)


def by_place(book: Book, *, number: str) -> tuple[Lying, ...]:
    """Every location that holds units of the item with `number`, by the location's number."""
    rows = book.rows(
        "SELECT l.number, l.name, s.quantity, CASE WHEN i.serial_at = 'shipment' THEN i.has_serials * (s.quantity - ("
        "SELECT count(*) FROM serial_number n WHERE n.item_id = s.item_id AND n.place = s.place AND n.place > 3)) ELSE 0 END "
        "FROM stock s JOIN location l ON l.id = s.place "
        "JOIN item i ON i.id = s.item_id "
        "WHERE i.number = ? AND s.place > ? AND s.quantity > 0 ORDER BY l.number",
        number,
        REAL,
    )
    return tuple(
        Lying(location, name, int(quantity), int(unnamed)) for location, name, quantity, unnamed in rows
    )

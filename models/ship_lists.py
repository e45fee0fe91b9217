"""What waits to be shipped: confirmed orders with something outstanding, and how far each one is picked."""

from dataclasses import dataclass
from datetime import date

from models import selling
from models.book import Book

ORDERS_SHOWN = 500


@dataclass(frozen=True)
class ToShip:
    """One order to pick. Without a shipment yet, `shipment` and `station` are empty and `wanted` is what is
    outstanding; `station` is where the shipment was begun."""

    order: str
    customer: str
    due: date | None
    shipment: str
    station: str
    picked: int
    wanted: int


_BEGUN = """
SELECT o.number, d.number, s.name, coalesce(sum(l.quantity), 0),
  coalesce(sum(CASE WHEN i.has_serials = 1
    THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id) ELSE l.picked END), 0)
FROM document d JOIN document o ON o.id = d.source_id JOIN station s ON s.id = d.station_id
LEFT JOIN document_line l ON l.document_id = d.id LEFT JOIN item i ON i.id = l.item_id
WHERE d.kind = 'SH' AND d.status = 'draft' GROUP BY d.id, o.number, d.number, s.name ORDER BY d.id"""


def to_ship(book: Book, *, limit: int = ORDERS_SHOWN) -> tuple[ToShip, ...]:
    """Orders to pick and shipments begun, the ones due first before the others; at most `limit` orders."""
    begun: dict[str, list[tuple[str, str, int, int]]] = {}
    for order, number, station, wanted, picked in book.rows(_BEGUN):
        begun.setdefault(order, []).append((number, station, int(picked), int(wanted)))
    found = []
    for order in selling.waiting(book, limit=limit):
        for number, station, picked, wanted in begun.get(order.number) or [("", "", 0, order.outstanding)]:
            found.append(ToShip(order.number, order.party_name, order.due, number, station, picked, wanted))
    return tuple(found)

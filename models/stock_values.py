"""What lies here and what it is worth, by item and location; the sums are the book's to the minor unit."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from models.book import Book, Row
from models.costing import OWN_COST, shares
from models.exporting import Exported, safe
from models.money import money
from models.refusals_nouns import ItemUnknown, PlaceUnknown

HEADER = ("item", "name", "location", "quantity", "value", "unit_cost")
_LYING = f"""
SELECT i.number, i.name, l.number, st.quantity, coalesce(n.units, 0), coalesce(n.worth, 0), v.loose
FROM stock st JOIN item i ON i.id = st.item_id JOIN location l ON l.id = st.place
JOIN stock_value v ON v.item_id = st.item_id LEFT JOIN (
  SELECT s.item_id, s.place, count(*) AS units, sum({OWN_COST}) AS worth FROM serial_number s
  JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE s.place > 3 GROUP BY s.item_id, s.place) AS n
  ON n.item_id = st.item_id AND n.place = st.place
WHERE st.quantity > 0 AND st.place > 3 ORDER BY i.number, l.number"""  # noqa: S608


@dataclass(frozen=True)
class LyingValue:
    """Units of one item at one location, and what they are worth together in minor units."""

    item: str
    name: str
    location: str
    quantity: int
    value: int


def lying(book: Book, *, item: str = "", location: str = "") -> tuple[LyingValue, ...]:
    """What lies where and what it is worth now, by item and location. Units without serial numbers are worth the item's
    average, wherever they lie. Raises ItemUnknown, PlaceUnknown."""
    if item and book.value("SELECT 1 FROM item WHERE number = ?", item) is None:
        raise ItemUnknown(number=item)
    if location and book.value("SELECT 1 FROM location WHERE number = ? AND id > 3", location) is None:
        raise PlaceUnknown(number=location)
    found = [one for _, rows in groupby(book.rows(_LYING), key=lambda row: row[0]) for one in _item(rows)]
    return tuple(one for one in found if item in ("", one.item) and location in ("", one.location))


def _item(rows: Iterable[Row]) -> list[LyingValue]:
    """One item's rows. The worth of its units without serial numbers is spread over the places, to the minor unit."""
    places = list(rows)
    loose = [int(row[3] - row[4]) for row in places]
    parts = shares(int(places[0][6]), loose) if any(loose) else [0] * len(places)
    return [
        LyingValue(item, name, place, int(quantity), int(worth) + part)
        for (item, name, place, quantity, _, worth, _), part in zip(places, parts, strict=True)
    ]


def export(book: Book, *, out: TextIO, raw: bool = False, item: str = "", location: str = "") -> Exported:
    """Write what `lying` finds to `out` as CSV. Money has a point and two decimals, in every language; `unit_cost` is rounded
    to the nearest minor unit. Unless `raw`, no cell is one that a spreadsheet would run. Raises ItemUnknown,
    PlaceUnknown before anything is written."""
    found = lying(book, item=item, location=location)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in found:
        each = (2 * one.value + one.quantity) // (2 * one.quantity)
        cells = [one.item, one.name, one.location, str(one.quantity), _plain(one.value), _plain(each)]
        writer.writerow(cells if raw else [safe(cell) for cell in cells])
    return Exported(len(found))


def _plain(minor: int) -> str:
    return money(minor, "en").replace(",", "")

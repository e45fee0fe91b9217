"""Exporting serial numbers as CSV: streamed page by page, so that ten million rows need no more memory than
ten."""

import csv
from dataclasses import dataclass
from typing import TextIO

from models.book import Book, Row
from models.refusals import Refusal
from models.refusals_nouns import ItemUnknown, PlaceUnknown
from models.texts import needle

PAGE = 2_000
HEADER = (
    "item", "name", "serial", "state", "location", "document", "customer", "received_on",
    "changed_on", "gtin",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
STATES = {
    "in stock": "s.place > 3 AND e.id IS NULL",
    "reserved": "s.place > 3 AND e.meaning = 'reserve'",
    "picked": "s.place > 3 AND e.meaning <> 'reserve'",
    "shipped": "s.place = 2",
    "written off": "s.place = 3",
    "not received": "s.place = 1",
}
ITEMS = (
    "SELECT i.id, i.number, i.name, COALESCE(i.gtin, '') FROM item i "
    "WHERE EXISTS (SELECT 1 FROM serial_number s WHERE s.item_id = i.id) ORDER BY i.number"
)
ROWS = (
    "SELECT s.serial, s.place, l.number, COALESCE(h.number, d.number), e.meaning, "
    "COALESCE(c.name, ''), f.at, p.at "
    "FROM serial_number s JOIN location l ON l.id = s.place "
    "JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq JOIN posting p ON p.id = m.posting_id "
    "JOIN document d ON d.id = p.document_id "
    "JOIN movement r ON r.serial_id = s.id AND r.seq = 1 JOIN posting f ON f.id = r.posting_id "
    "LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial AND s.place > 3 "
    "LEFT JOIN document h ON h.id = e.document_id "
    "LEFT JOIN party c ON c.id = COALESCE(h.party_id, d.party_id) AND c.kind = 'customer' "
    "WHERE s.item_id = ? AND s.serial > ?"
)


class StateUnknown(Refusal):
    template = "{state} is no state of a serial number; expected one of {states}."
    next_step = "Choose one of them."


@dataclass(frozen=True)
class Exported:
    """How many rows were written, the header not among them."""

    rows: int


def serials(
    book: Book,
    *,
    out: TextIO,
    raw: bool = False,
    item: str = "",
    state: str = "",
    location: str = "",
    search: str = "",
) -> Exported:
    """Write the serial numbers, by item and serial, to `out` as CSV. Unless `raw`, a cell that a
    spreadsheet would run as a formula gets an apostrophe in front. `search` is a part of the serial, in any
    case. Raises ItemUnknown, PlaceUnknown, StateUnknown before anything is written."""
    found = needle(search)
    sql, values = _filtered(book, state, location, found or "")
    items = book.rows(ITEMS)
    if item:
        if book.value("SELECT 1 FROM item WHERE number = ?", item) is None:
            raise ItemUnknown(number=item)
        items = [row for row in items if row[1] == item]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    rows = 0
    for item_id, number, name, gtin in items if found is not None else ():
        after = ""
        while True:
            page = book.rows(sql, item_id, after, *values)
            for row in page:
                cells = _cells(row, number, name, gtin)
                writer.writerow(cells if raw else [safe(cell) for cell in cells])
            rows += len(page)
            if len(page) < PAGE:
                break
            after = page[-1][0]
    return Exported(rows)


def safe(cell: str) -> str:
    """`cell` so that no spreadsheet runs it (OWASP ASVS 5.0, 1.2.10)."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) or cell.startswith(FORMULA) else cell


def _filtered(book: Book, state: str, location: str, search: str) -> tuple[str, list[object]]:
    values: list[object] = []
    sql = ROWS
    if state:
        if state not in STATES:
            raise StateUnknown(state=state, states=", ".join(STATES))
        sql += f" AND {STATES[state]}"
    if location:
        place = book.value("SELECT id FROM location WHERE kind = 'stock' AND number = ?", location)
        if place is None:
            raise PlaceUnknown(number=location)
        sql += " AND s.place = ?"
        values.append(place)
    if search:
        sql += " AND lower(s.serial) LIKE ? ESCAPE '\\'"
        escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    return f"{sql} ORDER BY s.serial LIMIT {PAGE}", values


def _cells(row: Row, number: str, name: str, gtin: str) -> list[str]:
    serial, place, location, document, meaning, customer, received, changed = row
    shelf = location if place > 3 else ""
    return [
        number, name, serial, _state(place, meaning), shelf, document, customer,
        received[:10], changed[:10], gtin,
    ]  # fmt: skip


def _state(place: int, meaning: str | None) -> str:
    if place > 3:
        return {None: "in stock", "reserve": "reserved"}.get(meaning, "picked")
    return {1: "not received", 2: "shipped", 3: "written off"}[place]

"""The Serial number report: pages of serial numbers by a filter, and how many there are. Reads only.

Pages are found by key, never by counting: the report is in the order of the serial, an item's own list in the order a
person reads (case aside). A page costs the same at ten serials and at ten million.
"""

from dataclasses import dataclass

from models.book import LOSS, Book, Row
from models.last_sale import PARTY_OF_S
from models.tracing import state_of

STATES = {
    "in stock": "s.place > 3",
    "shipped": "s.place = 2",
    "in repair": "s.place = 0",
    "written off": "s.place = 3",
    "gone": "s.place BETWEEN 1 AND 3",
}
Key = tuple[str, str, int]


@dataclass(frozen=True)
class SerialFilter:
    """What to show. `text` is contained in the serial, or in one it had before, whatever its case; `state` is one of STATES or
    "" for all; `customer` is contained in the name of the customer it was shipped to."""

    text: str = ""
    item: str = ""
    state: str = ""
    location: str = ""
    customer: str = ""


@dataclass(frozen=True)
class SerialRow:
    """One serial in a list. `state` is "in stock", "shipped", "in repair", "written off" or "gone"; `document` put it there,
    and the open document `held` has it, "" for none."""

    key: Key
    serial: str
    item: str
    name: str
    state: str
    location: str
    document: str
    party: str
    at: str
    held: str


_PAGE = f"""
SELECT s.serial, s.look, s.item_id, i.number, i.name, s.place, l.number, d.number, coalesce(pa.name, ''), p.at,
  coalesce(hd.number, '')
FROM serial_number s JOIN item i ON i.id = s.item_id JOIN location l ON l.id = s.place
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq JOIN posting p ON p.id = m.posting_id
JOIN document d ON d.id = p.document_id LEFT JOIN party pa ON pa.id = {PARTY_OF_S}
LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial LEFT JOIN document hd ON hd.id = e.document_id WHERE """  # noqa: S608
_EVER_HAD = """
SELECT h.serial_id FROM party c JOIN document o ON o.party_id = c.id JOIN posting q ON q.document_id = o.id
JOIN movement h ON h.posting_id = q.id WHERE c.kind = 'customer' AND c.search LIKE ? ESCAPE '!'"""


def page(
    book: Book, *, filter: SerialFilter, after: Key | None = None, limit: int = 200, backwards: bool = False
) -> tuple[SerialRow, ...]:
    """Up to `limit` rows after `after` (before it, when `backwards`), always in table order. No key: the first page, or
    the last one."""
    conditions, values = _conditions(book, filter)
    order = ("s.look", "s.serial") if filter.item else ("s.serial", "s.item_id")
    if after is not None:
        sign = "<" if backwards else ">"
        conditions.append(f"({order[0]}, {order[1]}) {sign} (?, ?)")
        values += [after[1], after[0]] if filter.item else [after[0], after[2]]
    way = " DESC" if backwards else ""
    ending = f"ORDER BY {order[0]}{way}, {order[1]}{way}"
    where = " AND ".join(conditions)
    if filter.customer.strip():
        sql = f"{_PAGE}{where} {ending} LIMIT ?"
    else:  # the page first, along its index, and then what each row says: whatever the server believes about joins
        page_of = f"(SELECT * FROM serial_number s WHERE {where} {ending} LIMIT ?) AS s"  # noqa: S608
        sql = f"{_PAGE.replace('serial_number s', page_of, 1)} 1 = 1 {ending}"
    found = [_row(row) for row in book.rows(sql, *values, limit)]
    return tuple(reversed(found) if backwards else found)


def count(book: Book, *, filter: SerialFilter) -> int:
    """How many rows the filter leaves."""
    conditions, values = _conditions(book, filter)
    if not filter.customer:
        sql = f"SELECT count(*) FROM serial_number s WHERE {' AND '.join(conditions)}"  # noqa: S608
    else:
        sql = f"SELECT count(*) FROM ({_PAGE}{' AND '.join(conditions)}) AS x"  # noqa: S608
    return int(book.value(sql, *values))


_CALLED = """
(upper(s.serial) LIKE ? ESCAPE '!'
 OR s.id IN (SELECT c.serial_id FROM serial_correction c WHERE upper(c.old) LIKE ? ESCAPE '!'))"""


def _conditions(book: Book, filter: SerialFilter) -> tuple[list[str], list[object]]:
    conditions, values = ["s.place IS NOT NULL"], list[object]()
    if filter.item:
        conditions.append("s.item_id = ?")
        values.append(book.value("SELECT id FROM item WHERE number = ?", filter.item) or 0)
    if filter.text.strip():
        conditions.append(_CALLED)
        values += [_contains(filter.text.strip().upper())] * 2
    if filter.state:
        conditions.append(STATES[filter.state])
    if filter.location:
        conditions.append("s.place = ?")
        values.append(book.value("SELECT id FROM location WHERE number = ?", filter.location) or 0)
    if filter.customer.strip():
        # from the few units the customer ever had, not through the whole book; then only those it still has
        conditions.append(f"s.place IN (0, 2) AND s.id IN ({_EVER_HAD}) AND pa.search LIKE ? ESCAPE '!'")
        values += [_contains(filter.customer.strip().casefold())] * 2
    return conditions, values


def _contains(text: str) -> str:
    return f"%{text.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"


def _row(row: Row) -> SerialRow:
    serial, look, item_id, item, name, place, location, document, party, at, held = row
    shelf = location if place > LOSS else ""
    key = (serial, look, item_id)
    return SerialRow(key, serial, item, name, state_of(place), shelf, document, party, at, held)

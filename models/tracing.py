"""Where serial numbers are and where they have been: pages of the report, and one serial's whole life. Reads only.

Pages are found by key, never by counting: the report is in the order of the serial, an item's own list in the order a
person reads (case aside). A page costs the same at ten serials and at ten million.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import warranty
from models.book import CUSTOMER, LOSS, REPAIR, SUPPLIER, Book, Row
from models.corrections import Correction, by_old, of_unit
from models.unit_costs import with_costs
from models.unit_labels import of_serial

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


@dataclass(frozen=True)
class LifeEvent:
    """One step in a serial's life. `what` is receive, adjust, ship, invoice, credit, move, repair, send-back, scrap,
    supplier-return or reverse, or cost where only its cost changed (`cost` is by how much then); places are shelves or the
    names of the virtual ones, or Unnamed for a unit that got its serial number in that step; `party` is the document's, or
    whoever had the unit that comes back from a customer; `reason` is the posting's note, or the document's reason, and before
    it the unit's own where a count gave one; `cost` in minor units; `batch` and `expiry` are what its label told then, if that
    was news."""

    at: str
    what: str
    document: str
    from_place: str
    to_place: str
    party: str
    operator: str
    station: str
    how: str
    cost: int
    reason: str
    batch: str = ""
    expiry: str = ""


@dataclass(frozen=True)
class SerialLife:
    """A serial and everything that happened to it, newest first. `held_by` is the open document that has it; `batch` and
    `expiry` (an ISO day) are what its labels told last; `corrections` are what it was called, newest first. `was` is the sentence
    for somebody who asked by such an old text. `warranty_until` is the last day of its warranty (ISO), "" for none;
    `received_on` is when it really came (ISO), if that was before this book had it."""

    serial: str
    item: str
    name: str
    state: str
    location: str
    held_by: str
    events: tuple[LifeEvent, ...]
    batch: str = ""
    expiry: str = ""
    corrections: tuple[Correction, ...] = ()
    was: str = ""
    warranty_until: str = ""
    received_on: str = ""


_PAGE = """
SELECT s.serial, s.look, s.item_id, i.number, i.name, s.place, l.number, d.number, coalesce(pa.name, ''), p.at,
  coalesce(hd.number, '')
FROM serial_number s JOIN item i ON i.id = s.item_id JOIN location l ON l.id = s.place
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq JOIN posting p ON p.id = m.posting_id
JOIN document d ON d.id = p.document_id LEFT JOIN party pa ON pa.id = d.party_id
LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial LEFT JOIN document hd ON hd.id = e.document_id WHERE """


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


def state_of(place: int) -> str:
    """The word for where a serial is."""
    words = {CUSTOMER: "shipped", LOSS: "written off", SUPPLIER: "gone", REPAIR: "in repair"}
    return words.get(place, "in stock")


def _row(row: Row) -> SerialRow:
    serial, look, item_id, item, name, place, location, document, party, at, held = row
    shelf = location if place > LOSS else ""
    key = (serial, look, item_id)
    return SerialRow(key, serial, item, name, state_of(place), shelf, document, party, at, held)


_LIVES = """
SELECT s.id, s.serial, i.number, i.name, s.place, l.number FROM serial_number s JOIN item i ON i.id = s.item_id
JOIN location l ON l.id = s.place WHERE s.serial = ? ORDER BY i.number"""


def life(book: Book, *, serial: str, item: str = "") -> tuple[SerialLife, ...]:
    """Every serial with exactly this text (of `item`, or of all items that have it), each with its life; if there is none,
    those that had it before they were corrected."""
    text = serial.strip()
    lives = tuple(_life(book, row) for row in book.rows(_LIVES, text) if item in ("", row[2]))
    if lives:
        return lives
    return tuple(
        replace(_life(book, row), was=unit.words)
        for unit in by_old(book, [text]).get(text, ())
        for row in book.rows(_LIVES, unit.serial)
        if row[0] == unit.serial_id and item in ("", row[2])
    )


def _life(book: Book, row: Row) -> SerialLife:
    id_, serial, item, name, place, location = row
    held = book.value(
        "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id JOIN item i ON i.id = e.item_id "
        "WHERE e.serial = ? AND i.number = ?",
        serial,
        item,
    )
    events = book.rows(
        "SELECT p.at, p.verb, d.number, CASE WHEN f.id > 3 THEN f.number "
        "WHEN p.verb IN ('ship', 'invoice') THEN 'Unnamed' ELSE f.name END, "
        "CASE WHEN t.id > 3 THEN t.number ELSE t.name END, coalesce(pa.name, ''), coalesce(o.name, ''), st.name, m.how, m.cost, "
        "CASE WHEN coalesce(cr.reason, '') = '' THEN coalesce(n.note, d.reason) ELSE cr.reason || ' (' || d.reason || ')' END, "
        "coalesce(u.batch, ''), coalesce(u.expiry, ''), m.from_place, m.seq "
        "FROM movement m JOIN posting p ON p.id = m.posting_id JOIN document d ON d.id = p.document_id "
        "JOIN location f ON f.id = m.from_place JOIN location t ON t.id = m.to_place JOIN station st ON st.id = p.station_id "
        "LEFT JOIN party pa ON pa.id = d.party_id LEFT JOIN operator o ON o.id = p.operator_id "
        "LEFT JOIN posting_note n ON n.posting_id = p.id "
        "LEFT JOIN unit_label u ON u.serial_id = m.serial_id AND u.posting_id = m.posting_id "
        "LEFT JOIN count_result cr ON cr.serial_id = m.serial_id AND cr.document_id = d.source_id AND cr.accepted = 1 "
        "WHERE m.serial_id = ? ORDER BY m.seq DESC",
        id_,
    )
    shelf = location if place > LOSS else ""
    known = of_serial(book, id_)
    came = book.value("SELECT received_on FROM serial_number WHERE id = ?", id_)
    return SerialLife(
        serial,
        item,
        name,
        state_of(place),
        shelf,
        held or "",
        _events(with_costs(book, id_, events)),
        *known,
        of_unit(book, id_),
        warranty_until=warranty.of_serial(book, id_),
        received_on=came or "",
    )


def _events(rows: Sequence[Row]) -> tuple[LifeEvent, ...]:
    """The steps, newest first. A unit that comes back from the customers' place on a document without a party comes
    from whoever got it in the step before."""
    events: list[LifeEvent] = []
    for *row, origin, _ in reversed(rows):
        event = LifeEvent(*row)
        moves = [one for one in events if one.what != "cost"]
        if origin == CUSTOMER and not event.party and moves:
            event = replace(event, party=moves[-1].party)
        events.append(event)
    return tuple(reversed(events))

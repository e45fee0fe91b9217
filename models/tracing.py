"""Where a serial number is and where it has been: its whole life. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import warranty
from models.book import CUSTOMER, LOSS, REPAIR, SUPPLIER, Book, Row
from models.corrections import Correction, by_old, of_unit
from models.unit_costs import with_costs
from models.unit_labels import of_serial


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


def state_of(place: int) -> str:
    """The word for where a serial is."""
    words = {CUSTOMER: "shipped", LOSS: "written off", SUPPLIER: "gone", REPAIR: "in repair"}
    return words.get(place, "in stock")


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
    from whoever it was sold to last."""
    events: list[LifeEvent] = []
    for *row, origin, _ in reversed(rows):
        event = LifeEvent(*row)
        sales = [one for one in events if one.what in warranty.SALES]
        if origin == CUSTOMER and not event.party and sales:
            event = replace(event, party=sales[-1].party)
        events.append(event)
    return tuple(reversed(events))

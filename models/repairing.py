"""Repairs: a customer's units come in and go back out; order, invoice and stock stay as they are (R50).

1. `begin` starts with a unit in the hand: it stands on the draft repair of the customer who has it. `scan` brings more.
2. `repair_posting.take_in` says they are here: at the place of repairs, which is no stock.
3. `scan` on an open repair marks units, `mark_all` all of them; `repair_posting` sends what is marked back, or writes it off.
"""

from dataclasses import dataclass

from models import entry, texts
from models.book import CUSTOMER, REPAIR, Book
from models.entry import Added
from models.fields import local_clock
from models.goods_documents import Head, create, head
from models.journal import refusals_kept
from models.labels import read
from models.language import Said
from models.last_sale import OF_S
from models.refusals_repair import AnotherRepair, NotAtCustomer, OtherCustomer, RepairFull, RepairTakenIn
from models.refusals_scan import Held, NotEditable, UnknownSerial, WhichItem
from models.repairs import UNITS_MOST, Repair, open_repair, view
from models.serial_text import trimmed
from models.spellings import anywhere
from models.tracing import state_of

_UNITS = f"""
SELECT s.id, s.serial, s.place, i.id, i.number, m.line_id, d.party_id, coalesce(p.name, '')
FROM serial_number s JOIN item i ON i.id = s.item_id LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = {OF_S}
LEFT JOIN posting q ON q.id = m.posting_id LEFT JOIN document d ON d.id = q.document_id LEFT JOIN party p ON p.id = d.party_id
WHERE s.serial = ? AND s.place IS NOT NULL ORDER BY i.number"""  # noqa: S608
_HOLDER = """
SELECT d.number, d.kind, st.name, e.at FROM entry e JOIN document d ON d.id = e.document_id
JOIN station st ON st.id = e.station_id WHERE e.serial_id = ?"""


@dataclass(frozen=True)
class Unit:
    """A unit as a repair sees it: where it is, and the sale that brought it to its customer."""

    id: int
    serial: str
    place: int
    item_id: int
    item: str
    sale_line: int | None
    party_id: int | None
    party: str


def units(book: Book, serial: str, item: str = "") -> list[Unit]:
    """Every unit with this serial number, of `item` or of all that have it."""
    found = [Unit(*row) for row in book.rows(_UNITS, serial)]
    return [unit for unit in found if item in ("", unit.item)]


def begin(book: Book, *, serial: str, item: str, how: str) -> str:
    """A unit that its customer has comes in: it stands on their draft repair, which is made if there is none. The number of
    that repair, or of the one that has the unit. Raises NotAtCustomer, Held, and the refusals of `refusals_scan`."""
    unit = next(iter(units(book, serial, item)), None)
    if unit is None:
        raise UnknownSerial(serial=serial)
    if number := open_repair(book, unit.id):
        return number
    _at_customer(book, unit)
    with book.write():
        number = book.value(
            "SELECT number FROM document WHERE kind = 'RP' AND status = 'draft' AND party_id = ? ORDER BY id",
            unit.party_id,
        )
        number = number or create(book, "RP", party_id=unit.party_id).number
        found = head(book, number, "RP", lock=True)
        entry.add(book, line_id=_line_of(book, found, unit), text=unit.serial, how=how)
    return str(number)


def _at_customer(book: Book, unit: Unit) -> None:
    """Raises NotAtCustomer, Held."""
    holder = book.row(_HOLDER, unit.id)
    if holder is not None:
        document, _, station, at = holder
        raise Held(serial=unit.serial, document=document, station=station, at=local_clock(at))
    if unit.place != CUSTOMER or unit.party_id is None:
        raise NotAtCustomer(serial=unit.serial, item=unit.item, state=Said(state_of(unit.place)))


def scan(
    book: Book,
    *,
    number: str,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    item: str = "",
) -> Added:
    """Take one scan: on a draft a unit that comes in, on an open repair one of its units is marked. `item` answers WhichItem.
    Raises OtherCustomer, NotAtCustomer, RepairFull, AnotherRepair, RepairTakenIn, NotEditable, and the refusals of
    `refusals_scan`."""
    found = head(book, number, "RP")
    with refusals_kept(book, text, how, source, raw, found.id):
        line_id = _place_on(book, found, trimmed(text), item)
    return entry.add(book, line_id=line_id, text=text, how=how, source=source, raw=raw)


def _place_on(book: Book, found: Head, text: str, item: str) -> int:
    """The line of this repair that the unit is for."""
    if found.status not in ("draft", "open"):
        raise NotEditable(document=found.number, status=found.status)
    label = read(text)
    if label.refusal is not None:
        raise label.refusal
    unit = _unit_of(book, found, label.serial, item)
    if found.status == "open":
        return _open_line(book, found, unit)
    if unit.place == REPAIR:
        raise AnotherRepair(serial=unit.serial, other=open_repair(book, unit.id), document=found.number)
    if unit.place != CUSTOMER or unit.party_id is None:
        raise NotAtCustomer(serial=unit.serial, item=unit.item, state=Said(state_of(unit.place)))
    with book.write():
        found = head(book, found.number, "RP", lock=True)
        if unit.party_id != found.party_id:
            party = book.value("SELECT name FROM party WHERE id = ?", found.party_id)
            raise OtherCustomer(serial=unit.serial, owner=unit.party, document=found.number, party=party)
        if int(book.value("SELECT count(*) FROM entry WHERE document_id = ?", found.id)) >= UNITS_MOST:
            raise RepairFull(document=found.number, limit=UNITS_MOST)
        return _line_of(book, found, unit)


def _unit_of(book: Book, found: Head, serial: str, item: str) -> Unit:
    spelled = dict.fromkeys((serial, *anywhere(book, serial)))
    every = [unit for one in spelled for unit in units(book, one)]
    wanted = REPAIR if found.status == "open" else CUSTOMER
    there = [unit for unit in every if unit.place == wanted] or every
    if len(there) > 1 and item:
        there = [unit for unit in there if unit.item == item]
    if not there:
        raise UnknownSerial(serial=serial)
    if len({unit.item for unit in there}) > 1:
        choices = sorted(unit.item for unit in there)
        raise WhichItem(serial=serial, document=found.number, items=", ".join(choices), choices=choices)
    return there[0]


def _open_line(book: Book, found: Head, unit: Unit) -> int:
    """The line the unit stands on; the first one where it is not of this repair, which then says so."""
    line = book.value(
        "SELECT l.id FROM document_line l LEFT JOIN movement m ON m.line_id = l.id AND m.serial_id = ? "
        "WHERE l.document_id = ? AND l.item_id = ? ORDER BY CASE WHEN m.seq IS NULL THEN 1 ELSE 0 END, l.line_no",
        unit.id,
        found.id,
        unit.item_id,
    )
    if line is None:
        raise RepairTakenIn(serial=unit.serial, document=found.number)
    return int(line)


def _line_of(book: Book, found: Head, unit: Unit) -> int:
    """The draft's line for this item as sold there, made now if there is none."""
    line = book.value(
        "SELECT id FROM document_line WHERE document_id = ? AND item_id = ? AND coalesce(source_id, 0) = ?",
        found.id,
        unit.item_id,
        unit.sale_line or 0,
    )
    if line is not None:
        return int(line)
    last = book.value("SELECT coalesce(max(line_no), 0) FROM document_line WHERE document_id = ?", found.id)
    return book.insert(
        "document_line",
        document_id=found.id,
        line_no=int(last) + 1,
        item_id=unit.item_id,
        quantity=0,
        source_id=unit.sale_line,
    )


def say_fault(book: Book, *, number: str, fault: str) -> Repair:
    """What the customer says is wrong. Raises NotEditable, TextTooLong, TextUnprintable."""
    with book.write():
        found = head(book, number, "RP", lock=True)
        if found.status not in ("draft", "open"):
            raise NotEditable(document=found.number, status=found.status)
        said = texts.line("Fault", fault, empty=True)
        book.execute("UPDATE document SET reason = ? WHERE id = ?", said, found.id)
        return view(book, number=found.number)


def mark_all(book: Book, *, number: str) -> Repair:
    """Mark every unit that is here as done. Raises NoSuchDocument, NotEditable."""
    with book.write():
        found = head(book, number, "RP", lock=True)
        if found.status != "open":
            raise NotEditable(document=found.number, status=found.status)
        for line in view(book, number=found.number).lines:
            rows = book.rows(
                "SELECT s.serial FROM posting p JOIN movement m ON m.posting_id = p.id "
                "JOIN serial_number s ON s.id = m.serial_id AND s.seq = m.seq "
                "WHERE p.document_id = ? AND m.line_id = ? AND s.place = ? ORDER BY s.serial",
                found.id,
                line.id,
                REPAIR,
            )
            entry.take(book, line_id=line.id, texts=[row[0] for row in rows])
        return view(book, number=found.number)

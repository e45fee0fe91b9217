"""Repairs as they stand: one with its units, and the list of all. Reads only."""

from dataclasses import dataclass

from models.book import REPAIR, Book, Row
from models.fields import local_day
from models.goods_documents import head
from models.goods_lines import GoodsLine
from models.last_sale import LAST, OF_S

UNITS_MOST = 200
"""Units of one repair: what its screen shows at once."""
USUAL_MOST = 8
"""Texts offered by number, beside the line that says none."""
USUAL_OF = 200
"""The newest repairs that say what is usual."""


@dataclass(frozen=True)
class RepairUnit:
    """One unit of a repair. `sale` is what it left on; `warranty_until` its last day of warranty (ISO), "" for none, and
    `in_warranty` whether that had not passed when it came in (today, on a draft). `state` is listed, here, ready (here and
    marked), sent back, written off, or reversed (it was not taken in after all); `at` is when it got there, and `done` what was
    noted then."""

    serial: str
    item: str
    name: str
    line_no: int
    sale: str
    warranty_until: str
    in_warranty: bool
    state: str
    at: str
    done: str


@dataclass(frozen=True)
class Repair:
    """A repair with its units. `status` is draft, open (units are here), closed, cancelled or reversed; `fault` is what the
    customer said; `taken_in_at` is when it came, "" for a draft."""

    id: int
    number: str
    status: str
    customer: str
    party: str
    fault: str
    station: str
    taken_in_at: str
    lines: tuple[GoodsLine, ...]
    units: tuple[RepairUnit, ...]

    @property
    def here(self) -> int:
        """How many units are here."""
        return sum(unit.state in ("here", "ready") for unit in self.units)

    @property
    def ready(self) -> int:
        """How many of them are marked."""
        return sum(unit.state == "ready" for unit in self.units)


_LINES = """
SELECT l.id, l.line_no, i.number, i.name, i.unit, CASE WHEN d.status = 'draft'
  THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id) ELSE l.quantity END
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id
WHERE l.document_id = ? ORDER BY l.line_no"""
_UNIT = """
SELECT s.serial, i.number, i.name, l.line_no, coalesce(sd.number, ''), coalesce(w.until, ''), {state}, {at}, {note}
FROM {source} JOIN item i ON i.id = s.item_id JOIN document_line l ON l.id = {line}
LEFT JOIN document_line sl ON sl.id = l.source_id LEFT JOIN document sd ON sd.id = sl.document_id
LEFT JOIN movement sm ON sm.serial_id = s.id AND sm.seq = {sale}
LEFT JOIN unit_warranty w ON w.serial_id = s.id AND w.posting_id = sm.posting_id
{more} WHERE {where} ORDER BY {order} LIMIT ?"""
_DRAFT = _UNIT.format(
    state="'listed'",
    at="e.at",
    note="''",
    source="entry e JOIN serial_number s ON s.id = e.serial_id",
    line="e.line_id",
    sale=OF_S,
    more="",
    where="e.document_id = ?",
    order="e.id",
)
_BEFORE = LAST.format(serial="s.id AND x.seq < k.first")
_MOVED = _UNIT.format(
    state="CASE WHEN m.to_place = 0 AND e.id IS NOT NULL THEN 'ready' "
    "WHEN m.to_place = 0 THEN 'here' WHEN m.to_place = 3 THEN 'written off' "
    "WHEN p.verb = 'reverse' THEN 'reversed' ELSE 'sent back' END",
    at="p.at",
    note="coalesce(n.note, '')",
    source="(SELECT m.serial_id, min(m.seq) AS first, max(m.seq) AS seq, max(m.line_id) AS line_id FROM posting p "
    "JOIN movement m ON m.posting_id = p.id WHERE p.document_id = ? GROUP BY m.serial_id) AS k "
    "JOIN serial_number s ON s.id = k.serial_id",
    line="k.line_id",
    sale=_BEFORE,
    more="JOIN movement m ON m.serial_id = s.id AND m.seq = k.seq JOIN posting p ON p.id = m.posting_id "
    "LEFT JOIN posting_note n ON n.posting_id = p.id "
    "LEFT JOIN entry e ON e.serial_id = s.id AND e.document_id = l.document_id",
    where="1 = 1",
    order="l.line_no, s.serial",
)


def view(book: Book, *, number: str) -> Repair:
    """The repair as it stands. Raises NoSuchDocument."""
    found = head(book, number, "RP")
    row = book.row(
        "SELECT p.name, p.number, d.reason, s.name, coalesce(d.posted_at, '') FROM document d "
        "JOIN station s ON s.id = d.station_id JOIN party p ON p.id = d.party_id WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    customer, party, fault, station, taken_in = row
    sql = _MOVED if taken_in else _DRAFT
    day = taken_in or book.stamp()
    units = tuple(_unit(unit, day) for unit in book.rows(sql, found.id, UNITS_MOST))
    lines = tuple(_line(line) for line in book.rows(_LINES, found.id))
    return Repair(
        found.id, found.number, found.status, customer, party, fault, station, taken_in,
        tuple(line for line in lines if line.quantity), units,
    )  # fmt: skip


def _unit(row: Row, day: str) -> RepairUnit:
    serial, item, name, line_no, sale, until, state, at, done = row
    return RepairUnit(
        serial, item, name, line_no, sale, until, bool(until) and local_day(day) <= until, state, at, done
    )


def _line(row: Row) -> GoodsLine:
    id_, line_no, item, name, unit, quantity = row
    return GoodsLine(id_, line_no, item, name, unit, True, int(quantity), int(quantity), 0, 0, "", 0)


_USUAL = """
SELECT text FROM (SELECT {text} AS text, {id} AS n FROM {source} ORDER BY {id} DESC LIMIT {of}) AS newest
GROUP BY text ORDER BY count(*) DESC, max(n) DESC LIMIT {most}"""
_FAULTS = _USUAL.format(
    text="d.reason",
    id="d.id",
    source="document d WHERE d.kind = 'RP' AND d.reason <> ''",
    of=USUAL_OF,
    most=USUAL_MOST,
)
_WORK = _USUAL.format(
    text="n.note",
    id="n.posting_id",
    source="posting_note n JOIN posting p ON p.id = n.posting_id WHERE p.verb = 'send-back' AND n.note <> ''",
    of=USUAL_OF,
    most=USUAL_MOST,
)


def usual_faults(book: Book) -> tuple[str, ...]:
    """The faults that were said most often of late, at most USUAL_MOST."""
    return tuple(str(row[0]) for row in book.rows(_FAULTS))


def usual_work(book: Book) -> tuple[str, ...]:
    """What was noted most often of late when units were sent back, at most USUAL_MOST."""
    return tuple(str(row[0]) for row in book.rows(_WORK))


def open_repair(book: Book, serial_id: int) -> str:
    """The repair a unit is here on, or is listed on; "" for none."""
    return str(
        book.value(
            "SELECT d.number FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
            "JOIN posting p ON p.id = m.posting_id JOIN document d ON d.id = p.document_id "
            "WHERE s.id = ? AND s.place = ? UNION ALL "
            "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id WHERE e.serial_id = ? AND d.kind = 'RP'",
            serial_id,
            REPAIR,
            serial_id,
        )
        or ""
    )

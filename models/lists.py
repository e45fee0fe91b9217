"""The lists behind the serial dialogs: which line takes what, and what it holds now. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import unnamed
from models.book import Book, Row
from models.list_rules import ListRules
from models.patterns import SerialPattern
from models.refusals import Refusal
from models.refusals_sales import SerialsFromShipment
from models.refusals_scan import NotEditable
from models.rows import hold_document_of
from models.serial_kinds import MAC, same_as

NEWEST_SHOWN = 60  # more than a tall terminal has lines: these are read and laid out after every scan
ROWS_SHOWN = 200  # what is older comes in pieces of so many, when somebody goes there
DIRECTIONS = {
    "GR": "in",
    "SH": "out",
    "SO": "reserve",
    "IN": "out",
    "CN": "credit",
    "MV": "out",
    "RP": "repair",
    "RS": "out",
}
WAYS = {"up": "in", "down": "out", "assign": "assign"}

_LINE = """
SELECT d.id, d.number, d.kind, d.status, l.id, l.line_no, l.quantity, l.way, l.location_id, l.source_id,
  i.id, i.number, i.name, coalesce(i.gtin, ''), i.has_serials, i.serial_at,
  i.serial_min, i.serial_max, i.serial_characters, i.serial_regex, i.serial_mask, i.serial_kind, i.label_di,
  (SELECT count(*) FROM entry e WHERE e.line_id = l.id),
  (SELECT count(*) FROM expected_serial x WHERE x.line_id = CASE WHEN d.kind = 'GR' THEN l.source_id ELSE l.id END),
  coalesce((SELECT o.number FROM document o WHERE o.id = d.source_id), ''),
  coalesce((SELECT o.line_no FROM document_line o WHERE o.id = l.source_id), 0),
  coalesce((SELECT od.kind FROM document_line o JOIN document od ON od.id = o.document_id WHERE o.id = l.source_id), ''),
  coalesce((SELECT p.number FROM location p WHERE p.id = l.location_id), '')
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id WHERE l.id = ?"""
_GONE = """
SELECT (SELECT coalesce(sum(s.quantity), 0) FROM document_line s JOIN document d ON d.id = s.document_id
  WHERE s.source_id = ? AND d.status = 'posted')
  + (SELECT count(*) FROM document_line s JOIN entry e ON e.line_id = s.id WHERE s.source_id = ?)"""
_DELIVERED = "SELECT d.number FROM document_line l JOIN document d ON d.id = l.document_id WHERE l.id = ?"
_CREDITABLE = """
SELECT l.quantity - (SELECT coalesce(sum(c.quantity), 0) FROM document_line c JOIN document d ON d.id = c.document_id
  WHERE c.source_id = l.id AND d.kind = 'CN' AND d.status = 'posted') FROM document_line l WHERE l.id = ?"""
_ROWS = """
SELECT e.id, e.serial, e.meaning, e.how, e.source, e.at, coalesce(o.name, ''), e.reason, d.number, pa.name, p.at,
  e.batch, e.expiry
FROM entry e LEFT JOIN operator o ON o.id = e.operator_id
LEFT JOIN serial_number s ON s.id = e.serial_id LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
LEFT JOIN posting p ON p.id = m.posting_id LEFT JOIN document d ON d.id = p.document_id
LEFT JOIN party pa ON pa.id = d.party_id
WHERE e.line_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?"""


class NoSuchLine(Refusal):
    template = "The line is no longer there."
    next_step = "Go back and open the document again."


class NoSerialsHere(Refusal):
    template = "{item} has no serial numbers."
    next_step = "Enter its quantity."


@dataclass(frozen=True)
class EntryRow:
    """One row of a serial list. `meaning` is new, return, pick, name, leave, found, reserve, credit, assign, move, repair,
    ready or counted; `document` and `party` say where a known unit was before; `batch` and `expiry` are what its label told."""

    id: int
    serial: str
    meaning: str
    how: str
    source: str
    at: str
    operator: str
    reason: str
    document: str
    party: str
    since: str
    batch: str = ""
    expiry: str = ""


@dataclass(frozen=True)
class SerialList:
    """A list as its dialog shows it: newest rows first, at most NEWEST_SHOWN of them. `order` and `order_line` are what the
    line fulfils, if anything; `place` is the shelf whose units get their serial numbers."""

    document: str
    kind: str
    line_id: int
    line_no: int
    item: str
    name: str
    way: str
    wanted: int
    count: int
    expected: int
    rows: tuple[EntryRow, ...]
    document_id: int
    order: str
    order_line: int
    place: str = ""


@dataclass(frozen=True)
class Found:
    """Where a serial stands in its list: the `position` counted from the oldest row, and the rows from it downwards."""

    position: int
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True)
class LineFacts:
    """A line's rules and what the dialog's head shows of it."""

    rules: ListRules
    line_no: int
    name: str
    count: int
    expected: int
    order: str
    order_line: int


def line_facts(book: Book, line_id: int, *, lock: bool = False) -> LineFacts:
    """The rules of the list on `line_id`. Raises NoSuchLine, NoSerialsHere, NotEditable. With `lock`, nobody else changes
    the list until the transaction ends."""
    if lock:
        hold_document_of(book, line_id)
    row = book.row(_LINE, line_id)
    if row is None:
        raise NoSuchLine()
    return _facts(book, row)


def _facts(book: Book, row: Row) -> LineFacts:
    document_id, number, kind, status, line_id, line_no, quantity, way, location, source, *rest = row
    (
        item_id,
        item,
        name,
        gtin,
        has_serials,
        serial_at,
        least,
        most,
        characters,
        regex,
        mask,
        kind_of_serial,
        label_di,
        count,
        expected,
        order,
        order_line,
        source_kind,
        place_number,
    ) = rest
    later = serial_at == "shipment"
    if way != "assign" and (not has_serials or (later and (way == "counted" or kind == "RS"))):
        raise NoSerialsHere(item=item)
    if status != "draft" and not (kind in ("SO", "RP") and status == "open"):
        raise NotEditable(document=number, status=status)
    if kind == "IN" and source_kind == "SH":
        delivered = book.value(_DELIVERED, source)
        raise SerialsFromShipment(line=line_no, document=number, source=delivered)
    direction = DIRECTIONS.get(kind) or WAYS.get(way, "count")
    if kind == "RP" and status == "open":
        direction = "ready"
    wanted = _wanted(book, kind, way, line_id, source, quantity)
    rules = ListRules(
        document_id=document_id,
        document=number,
        kind=kind,
        line_id=line_id,
        expect_line_id=source if kind == "GR" and source else line_id,
        item_id=item_id,
        item=item,
        gtin=gtin,
        pattern=SerialPattern(least, most, characters, regex, mask, kind_of_serial),
        way=direction,
        place=None if kind == "RS" else location,
        order_line_id=source if source_kind == "SO" else None,
        room=None if direction == "count" or kind in ("MV", "RP", "RS") else max(0, wanted - count),
        wanted=wanted,
        expects=expected > 0,
        di_1d=bool(label_di),
        place_number=place_number,
        credited_line_id=source if kind == "CN" else None,
        credited=order if kind == "CN" else "",
        receipt_line_id=source if kind == "RS" else None,
        receipt=order if kind == "RS" else "",
        names=later and direction == "out" and kind in ("SH", "IN"),
    )
    return LineFacts(rules, line_no, name, count, expected, order, order_line)


def _wanted(book: Book, kind: str, way: str, line_id: int, source: int | None, quantity: int) -> int:
    """How many serials the line may have: what is not delivered yet of an order's, what is not credited yet of an invoice's,
    what lies on a shelf without any."""
    if way == "assign":
        item_id, place = book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line_id) or (
            0,
            None,
        )
        return unnamed.at(book, item_id, place)
    if kind == "SO":
        return quantity - int(book.value(_GONE, line_id, line_id))
    if kind == "CN":
        return int(book.value(_CREDITABLE, source))
    return quantity


def view(book: Book, *, line_id: int) -> SerialList:
    """The list on `line_id` as it stands. Raises NoSuchLine, NoSerialsHere, NotEditable."""
    facts = line_facts(book, line_id)
    rules = facts.rules
    return SerialList(
        rules.document,
        rules.kind,
        rules.line_id,
        facts.line_no,
        rules.item,
        facts.name,
        rules.way,
        rules.wanted,
        facts.count,
        facts.expected,
        rows(book, line_id=line_id, limit=NEWEST_SHOWN),
        rules.document_id,
        facts.order,
        facts.order_line,
        book.value("SELECT number FROM location WHERE id = ?", rules.place) if rules.way == "assign" else "",
    )


def rows(
    book: Book, *, line_id: int, before: int | None = None, limit: int = ROWS_SHOWN
) -> tuple[EntryRow, ...]:
    """Rows of the list, newest first, older than the row with id `before`."""
    return tuple(_row(r) for r in book.rows(_ROWS, line_id, before or 2**62, limit))


def find(book: Book, *, line_id: int, serial: str) -> Found | None:
    """Where `serial` stands in the list on `line_id`, if it does."""
    row = book.row(
        "SELECT id FROM entry WHERE line_id = ? AND (serial = ? OR same = ?)",
        line_id,
        serial,
        same_as(MAC, serial),
    )
    if row is None:
        return None
    position = book.value("SELECT count(*) FROM entry WHERE line_id = ? AND id <= ?", line_id, row[0])
    return Found(int(position), rows(book, line_id=line_id, before=row[0] + 1))


def _row(row: Sequence[object]) -> EntryRow:
    values = [("" if value is None else value) for value in row]
    return EntryRow(*values)  # type: ignore[arg-type]

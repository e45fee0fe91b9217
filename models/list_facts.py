"""The line behind a serial list: what it is a line of, what it takes and how many. Reads only."""

from dataclasses import dataclass

from models import unnamed
from models.book import Book, Row
from models.list_rules import ListRules
from models.patterns import SerialPattern
from models.refusals import Refusal
from models.refusals_sales import SerialsFromShipment
from models.refusals_scan import NotEditable
from models.rows import hold_document_of

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


class NoSuchLine(Refusal):
    template = "The line is no longer there."
    next_step = "Go back and open the document again."


class NoSerialsHere(Refusal):
    template = "{item} has no serial numbers."
    next_step = "Enter its quantity."


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
    document_id, number, kind, status, line_id, line_no, quantity, way, location, source, *item_and_list = row
    item_id, item, name, gtin, has_serials, serial_at, *shape = item_and_list[:-7]
    label_di, count, expected, order, order_line, source_kind, place = item_and_list[-7:]
    later = serial_at == "shipment"
    if way != "assign" and (not has_serials or (later and (way == "counted" or kind == "RS"))):
        raise NoSerialsHere(item=item)
    _still_open(book, row, source_kind)
    direction = (
        "ready" if kind == "RP" and status == "open" else DIRECTIONS.get(kind) or WAYS.get(way, "count")
    )
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
        pattern=SerialPattern(*shape),
        way=direction,
        place=None if kind == "RS" else location,
        order_line_id=source if source_kind == "SO" else None,
        room=None if direction == "count" or kind in ("MV", "RP", "RS") else max(0, wanted - count),
        wanted=wanted,
        expects=expected > 0,
        di_1d=bool(label_di),
        place_number=place,
        credited_line_id=source if kind == "CN" else None,
        credited=order if kind == "CN" else "",
        receipt_line_id=source if kind == "RS" else None,
        receipt=order if kind == "RS" else "",
        names=later and direction == "out" and kind in ("SH", "IN"),
    )
    return LineFacts(rules, line_no, name, count, expected, order, order_line)


def _still_open(book: Book, row: Row, source_kind: str) -> None:
    """Whether the list may change: a draft's, an open order's or repair's; an invoice's not where its shipment says it."""
    number, kind, status, _, line_no, _, _, _, source = row[1:10]
    if status != "draft" and not (kind in ("SO", "RP") and status == "open"):
        raise NotEditable(document=number, status=status)
    if kind == "IN" and source_kind == "SH":
        raise SerialsFromShipment(line=line_no, document=number, source=book.value(_DELIVERED, source))


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

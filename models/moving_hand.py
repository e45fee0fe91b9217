"""What a station has in hand between two locations, and what was moved before. Reads only."""

from dataclasses import dataclass

from models.book import Book, Row
from models.goods_documents import head

HAND_SHOWN = 200  # units in hand that are listed; all are counted
RECENT = 50
DRAFTS_MOST = 200
UNITS_MOST = 1_000

# a line with a location is a quantity from there, until the move is posted; one without has a list of units
_HAND = """
SELECT e.line_id, e.serial, i.number, i.name, p.number, 1, coalesce(o.number, ''), e.at
FROM entry e JOIN item i ON i.id = e.item_id JOIN serial_number s ON s.id = e.serial_id JOIN location p ON p.id = s.place
LEFT JOIN document_line n ON n.id = e.reserved_line_id LEFT JOIN document o ON o.id = n.document_id
WHERE e.document_id = ? ORDER BY e.id DESC LIMIT ?"""
_PLAIN = """
SELECT l.id, '', i.number, i.name, p.number, l.quantity, '', '' FROM document_line l JOIN item i ON i.id = l.item_id
JOIN location p ON p.id = l.location_id WHERE l.document_id = ? ORDER BY l.line_no DESC"""
_ROWS = """
SELECT d.number, d.status, coalesce(d.posted_at, d.created_at), st.name, coalesce(o.name, ''),
  (SELECT count(*) FROM entry e WHERE e.document_id = d.id)
    + (SELECT coalesce(sum(l.quantity), 0) FROM document_line l WHERE l.document_id = d.id),
  coalesce((SELECT min(p.number) FROM document_line l JOIN location p ON p.id = l.location_id
    WHERE l.document_id = d.id AND d.status <> 'draft'), ''),
  coalesce((SELECT min(i.number) FROM document_line l JOIN item i ON i.id = l.item_id WHERE l.document_id = d.id), '')
FROM document d JOIN station st ON st.id = d.station_id LEFT JOIN operator o ON o.id = d.operator_id
WHERE d.kind = 'MV' AND d.status = ? ORDER BY d.id DESC LIMIT ?"""
_UNITS = """
SELECT m.line_id, s.serial, i.number, i.name, f.number, 1, t.number, m.how FROM posting p
JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id JOIN item i ON i.id = m.item_id
JOIN location f ON f.id = m.from_place JOIN location t ON t.id = m.to_place
WHERE p.document_id = ? AND p.verb = 'move' ORDER BY i.number, s.serial LIMIT ?"""
_QUANTITIES = """
SELECT q.line_id, '', i.number, i.name, f.number, q.quantity, t.number, q.how FROM posting p
JOIN quantity_movement q ON q.posting_id = p.id JOIN item i ON i.id = q.item_id
JOIN location f ON f.id = q.from_place JOIN location t ON t.id = q.to_place
WHERE p.document_id = ? AND p.verb = 'move' ORDER BY i.number, q.id LIMIT ?"""
_LINES = """
SELECT l.id, l.line_no, i.number, i.name, i.unit,
  CASE WHEN l.location_id IS NULL AND d.status IN ('draft', 'cancelled')
    THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id) ELSE l.quantity END
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id
WHERE l.document_id = ? ORDER BY l.line_no"""


@dataclass(frozen=True)
class HandRow:
    """A unit in hand, or a quantity of an item without serials (`serial` is empty): where it lies by the book, and the order
    it is promised to."""

    line_id: int
    serial: str
    item: str
    name: str
    place: str
    quantity: int
    order: str
    at: str


@dataclass(frozen=True)
class Hand:
    """What this station has in hand. `document` is "" when nothing is; `place` is where each unit scanned goes at once, ""
    while none is set; `rows` are the newest HAND_SHOWN of `count` units."""

    document: str
    document_id: int
    place: str
    place_name: str
    rows: tuple[HandRow, ...]
    count: int


@dataclass(frozen=True)
class MoveRow:
    """One move in a list: `count` units to `place` ("" for a draft); `item` is the first of its items."""

    number: str
    status: str
    at: str
    station: str
    operator: str
    count: int
    place: str
    item: str


@dataclass(frozen=True)
class MovedUnit:
    """A unit, or a quantity without serials, that a posted move took from one location to another."""

    line_id: int
    serial: str
    item: str
    name: str
    from_place: str
    quantity: int
    to_place: str
    how: str


@dataclass(frozen=True)
class MoveLine:
    """One item of a move. `outstanding` is always 0: a move is whole, or it is a draft."""

    id: int
    line_no: int
    item: str
    name: str
    unit: str
    quantity: int
    outstanding: int = 0


@dataclass(frozen=True)
class Move:
    """A move as it stands; `units` are the first UNITS_MOST that a posted one moved."""

    id: int
    number: str
    status: str
    station: str
    created_at: str
    posted_at: str
    lines: tuple[MoveLine, ...]
    units: tuple[MovedUnit, ...]


def draft_of(book: Book) -> Row | None:
    """Id and number of the move this station has begun, the oldest if there are several."""
    return book.row(
        "SELECT id, number FROM document WHERE kind = 'MV' AND status = 'draft' AND station_id = ? ORDER BY id",
        book.station_id,
    )


def hand(book: Book) -> Hand:
    """What this station has in hand now."""
    place, name = book.row(
        "SELECT p.number, p.name FROM station s JOIN location p ON p.id = s.move_to WHERE s.id = ?",
        book.station_id,
    ) or ("", "")
    found = draft_of(book)
    if found is None:
        return Hand("", 0, place, name, (), 0)
    units = [HandRow(*row) for row in book.rows(_HAND, found[0], HAND_SHOWN)]
    plain = [HandRow(*row) for row in book.rows(_PLAIN, found[0])]
    rows = sorted((*units, *plain), key=lambda row: row.line_id, reverse=True)
    return Hand(found[1], found[0], place, name, tuple(rows), in_hand(book, found[0]))


def in_hand(book: Book, document_id: int) -> int:
    """How many units a draft has: those on its lists, and quantities without serials."""
    entries = book.value("SELECT count(*) FROM entry WHERE document_id = ?", document_id)
    plain = book.value(
        "SELECT coalesce(sum(quantity), 0) FROM document_line WHERE document_id = ? AND location_id IS NOT NULL",
        document_id,
    )
    return int(entries) + int(plain)


def listed(book: Book) -> tuple[MoveRow, ...]:
    """Every draft that has something in hand, then the RECENT moves that are drafts no more, newest first."""
    drafts = [MoveRow(*row) for row in book.rows(_ROWS, "draft", DRAFTS_MOST) if row[5]]
    done = [
        MoveRow(*row)
        for status in ("posted", "reversed", "cancelled")
        for row in book.rows(_ROWS, status, RECENT)
    ]
    return (*drafts, *sorted(done, key=lambda row: row.at, reverse=True)[:RECENT])


def view(book: Book, *, number: str) -> Move:
    """A move as it stands. Raises NoSuchDocument."""
    found = head(book, number, "MV")
    row = book.row(
        "SELECT s.name, d.created_at, coalesce(d.posted_at, '') FROM document d JOIN station s ON s.id = d.station_id "
        "WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    station, created_at, posted_at = row
    units = [MovedUnit(*one) for sql in (_UNITS, _QUANTITIES) for one in book.rows(sql, found.id, UNITS_MOST)]
    if found.status == "draft":
        units = [
            MovedUnit(one[0], one[1], one[2], one[3], one[4], one[5], "", "")
            for sql in (f"{_HAND}", f"{_PLAIN} LIMIT ?")
            for one in book.rows(sql, found.id, UNITS_MOST)
        ]
    lines = tuple(MoveLine(*line) for line in book.rows(_LINES, found.id))
    return Move(
        found.id, found.number, found.status, station, created_at, posted_at, lines, tuple(units[:UNITS_MOST])
    )

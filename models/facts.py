"""What the book knows about the texts of a batch, asked as sets: one question each, however many texts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.book import Book, as_json
from models.stock import look_alike


@dataclass(frozen=True)
class SerialFact:
    """A serial number of the item asked about: where it is, and the posting that put it there."""

    id: int
    seq: int
    place: int
    place_number: str
    at: str
    document: str
    party: str
    verb: str


@dataclass(frozen=True)
class EntryFact:
    """An open document that holds the serial."""

    id: int
    document_id: int
    document: str
    line_id: int
    line_no: int
    meaning: str
    station: str
    at: str


@dataclass(frozen=True)
class OtherItem:
    """Another item that has a serial number of the same text."""

    item_id: int
    number: str
    in_stock: bool


@dataclass(frozen=True)
class Facts:
    """Everything known about the texts of one batch, by text."""

    serials: dict[str, SerialFact]
    entries: dict[str, EntryFact]
    others: dict[str, list[OtherItem]]
    looks: dict[str, str]
    expected: frozenset[str]
    named: dict[str, tuple[str, str]]


# {join} keeps SQLite to this order: from the batch outwards, never through a whole table first
_SERIALS = """
SELECT b.serial, s.id, s.seq, s.place, l.number, p.at, d.number, coalesce(pa.name, ''), p.verb
FROM {batch} AS b {join} serial_number s ON s.serial = b.serial AND s.item_id = ?
{join} location l ON l.id = s.place {join} movement m ON m.serial_id = s.id AND m.seq = s.seq
{join} posting p ON p.id = m.posting_id {join} document d ON d.id = p.document_id
LEFT JOIN party pa ON pa.id = d.party_id"""
_ENTRIES = """
SELECT b.serial, e.id, e.document_id, d.number, e.line_id, l.line_no, e.meaning, st.name, e.at
FROM {batch} AS b {join} entry e ON e.item_id = ? AND e.serial = b.serial
{join} document d ON d.id = e.document_id {join} document_line l ON l.id = e.line_id
{join} station st ON st.id = e.station_id"""
_OTHERS = """
SELECT b.serial, i.id, i.number, s.place FROM {batch} AS b
{join} serial_number s ON s.serial = b.serial AND s.item_id <> ? {join} item i ON i.id = s.item_id ORDER BY i.number"""
_LOOKS = """
SELECT b.serial, min(s.serial) FROM {batch} AS b {join} serial_number s ON s.item_id = ? AND s.look = b.look
WHERE s.serial <> b.serial GROUP BY b.serial"""
_EXPECTED = """
SELECT b.serial FROM {batch} AS b {join} expected_serial e ON e.serial = b.serial AND e.line_id = ?"""
_NAMED = """
SELECT b.serial, 'location', l.name FROM {batch} AS b {join} location l ON l.number = b.serial
UNION ALL SELECT b.serial, 'document', d.kind FROM {batch} AS b {join} document d ON d.number = b.serial
UNION ALL SELECT b.serial, 'item', i.name FROM {batch} AS b {join} item i ON i.number = b.serial"""


def gather(book: Book, *, item_id: int, line_id: int, texts: Sequence[str]) -> Facts:
    """Ask everything a judgement needs about `texts`, for a list of `item_id` on `line_id`."""
    batch = book.batch("serial text")
    keys = as_json([(text,) for text in texts])
    serials = {
        r[0]: SerialFact(*r[1:])
        for r in book.rows(_SERIALS.format(batch=batch, join=book.join), keys, item_id)
        if r[2]
    }
    entries = {
        r[0]: EntryFact(*r[1:])
        for r in book.rows(_ENTRIES.format(batch=batch, join=book.join), keys, item_id)
        if r[1]
    }
    others: dict[str, list[OtherItem]] = defaultdict(list)
    for text, other, number, place in book.rows(_OTHERS.format(batch=batch, join=book.join), keys, item_id):
        others[text].append(OtherItem(other, number, place is not None and place > 3))
    unknown = [text for text in texts if text not in serials]
    looks = _looks(book, item_id, unknown) if unknown else {}
    expected = frozenset(
        r[0] for r in book.rows(_EXPECTED.format(batch=batch, join=book.join), keys, line_id)
    )
    named = {
        r[0]: (r[1], r[2]) for r in book.rows(_NAMED.format(batch=batch, join=book.join), keys, keys, keys)
    }
    return Facts(serials, entries, dict(others), looks, expected, named)


def _looks(book: Book, item_id: int, texts: Sequence[str]) -> dict[str, str]:
    rows = as_json([(text, look_alike(text)) for text in texts])
    found = book.rows(_LOOKS.format(batch=book.batch("serial text,look text"), join=book.join), rows, item_id)
    return {text: other for text, other in found}

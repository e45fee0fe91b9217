"""The lists behind the serial dialogs: the rows a line holds now, newest first. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.book import Book
from models.list_facts import line_facts
from models.serial_kinds import MAC, same_as

NEWEST_SHOWN = 60  # more than a tall terminal has lines: these are read and laid out after every scan
ROWS_SHOWN = 200  # what is older comes in pieces of so many, when somebody goes there

_ROWS = """
SELECT e.id, e.serial, e.meaning, e.how, e.source, e.at, coalesce(o.name, ''), e.reason, d.number, pa.name, p.at,
  e.batch, e.expiry
FROM entry e LEFT JOIN operator o ON o.id = e.operator_id
LEFT JOIN serial_number s ON s.id = e.serial_id LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
LEFT JOIN posting p ON p.id = m.posting_id LEFT JOIN document d ON d.id = p.document_id
LEFT JOIN party pa ON pa.id = d.party_id
WHERE e.line_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?"""


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

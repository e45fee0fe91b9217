"""The only writer of movements, and so of a serial's place and of stock: one posting, its movements, its hash.

A posting is made inside the caller's transaction. It takes the station's next number and chains its hash to the
station's last one: blake2b(previous hash, header, serial lines, quantity lines), each as JSON in a fixed order.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from models.book import Book, Row, as_json
from models.bulk import insert_many
from models.rows import hold_serials
from models.serial_kinds import same_as

HASH_BYTES = 32
FIRST_HASH = "0" * (2 * HASH_BYTES)
_SERIAL_COLUMNS = (
    "serial_id int,seq int,line_id int,item_id int,from_place int,to_place int,how text,cost int"
)
_QUANTITY_COLUMNS = "line_id int,item_id int,from_place int,to_place int,quantity int,how text,cost int"


class SerialMove(NamedTuple):
    """One serial, one step. `seq` is the step's number in the serial's life, `cost` in minor units."""

    serial_id: int
    seq: int
    line_id: int
    item_id: int
    from_place: int
    to_place: int
    how: str
    cost: int


class QuantityMove(NamedTuple):
    """A number of units of an item without serials, one step."""

    line_id: int
    item_id: int
    from_place: int
    to_place: int
    quantity: int
    how: str
    cost: int


@dataclass(frozen=True)
class Posted:
    """A posting that is in the book."""

    id: int
    station_no: int
    hash: str
    at: str


def move(
    book: Book,
    *,
    verb: str,
    document_id: int,
    serials: Sequence[SerialMove] = (),
    quantities: Sequence[QuantityMove] = (),
) -> Posted:
    """Write one posting with its movements. The database itself refuses a step that does not follow the last one
    (peewee.IntegrityError). `verb` is receive, adjust, ship or reverse."""
    serials = sorted(serials, key=attrgetter("line_id", "serial_id"))
    quantities = sorted(quantities)
    if not book.lite:
        book.execute("SELECT 1 FROM station WHERE id = ? FOR NO KEY UPDATE", book.station_id)
    if serials:
        ids = as_json([(step.serial_id,) for step in serials])
        hold_serials(book, f"SELECT id FROM {book.batch('id int')} AS b", ids)  # noqa: S608
    last = book.row(
        "SELECT station_no, hash FROM posting WHERE station_id = ? ORDER BY station_no DESC LIMIT 1",
        book.station_id,
    )
    before, previous = last or (None, FIRST_HASH)
    number, at = (before or 0) + 1, book.stamp()
    header = (book.op, book.station_id, number, book.operator_id, at, verb, document_id)
    serial_lines, quantity_lines = as_json(serials), as_json(quantities)
    digest = chain(previous, header, serial_lines, quantity_lines)
    posting = book.insert(
        "posting",
        op=book.op,
        station_id=book.station_id,
        station_no=number,
        prev_no=before,
        operator_id=book.operator_id,
        at=at,
        verb=verb,
        document_id=document_id,
        hash=digest,
    )
    if serials:
        steps = [(*move, move.seq - 1 if move.seq > 1 else None) for move in serials]
        insert_many(book, "movement", f"{_SERIAL_COLUMNS},prev int", steps, posting_id=posting)
    if quantities:
        insert_many(book, "quantity_movement", _QUANTITY_COLUMNS, quantities, posting_id=posting)
    return Posted(posting, number, digest, at)


def chain(previous: str, header: Sequence[object], serial_lines: str, quantity_lines: str) -> str:
    """The hash of a posting whose predecessor at the same station has hash `previous`."""
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    for part in (previous, json.dumps(header, separators=(",", ":")), serial_lines, quantity_lines):
        digest.update(part.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def posted_as(book: Book) -> int | None:
    """The document that the operation now under way has already posted, when a retry finds its own work done."""
    found: int | None = book.value("SELECT document_id FROM posting WHERE op = ?", book.op)
    return found


def new_serials(book: Book, rows: Sequence[Row]) -> dict[tuple[int, str], int]:
    """Make serial numbers from rows of (item id, serial); their ids by (item id, serial). They are nowhere until moved."""
    items = as_json([(item,) for item in {item for item, _ in rows}])
    sql = f"SELECT i.id, i.serial_kind FROM {book.batch('id int')} AS b {book.join} item i ON i.id = b.id"  # noqa: S608
    kinds: dict[int, str] = dict(
        book.rows(sql if book.lite else f"{sql} ORDER BY i.id FOR SHARE OF i", items)
    )
    insert_many(
        book,
        "serial_number",
        "item_id int,serial text,look text,same text",
        [(i, s, look_alike(s), same_as(kinds[i], s)) for i, s in rows],
    )
    found = book.rows(
        f"SELECT s.item_id, s.serial, s.id FROM {book.batch('item_id int,serial text')} AS b "  # noqa: S608
        f"{book.join} serial_number s ON s.item_id = b.item_id AND s.serial = b.serial",
        as_json(rows),
    )
    return {(item, serial): id_ for item, serial, id_ in found}


_LOOK = str.maketrans("OISB", "0158")


def look_alike(serial: str) -> str:
    """What a hurried eye reads: without case, and O as 0, I as 1, S as 5, B as 8."""
    return serial.upper().translate(_LOOK)

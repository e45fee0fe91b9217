"""The only writer of movements, and so of a serial's place and of stock: one posting, its movements, its hash.

A posting is made inside the caller's transaction. It takes the station's next number and chains its hash to the
station's last one: blake2b(previous hash, header, serial lines, quantity lines), each as JSON in a fixed order; a posting that
corrects serial numbers, or changes cost, has these as one part more.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from models import costing
from models.book import Book
from models.bulk import insert_many
from models.costing import CostChange, QuantityCostChange
from models.dialect import as_json
from models.rows import hold_serials
from models.unit_labels import keep
from models.warranty import begin as begin_warranty

HASH_BYTES = 32
FIRST_HASH = "0" * (2 * HASH_BYTES)
_QUANTITY_COLUMNS = "line_id int,item_id int,from_place int,to_place int,quantity int,how text,cost int"


class Steps(NamedTuple):
    """A query for serials and the one step each of them takes: serial_id, seq, line_id, item_id, from_place, to_place, how,
    cost. `seq` is the step's number in the serial's life, `cost` in minor units."""

    sql: str
    values: tuple[object, ...]


class QuantityMove(NamedTuple):
    """A number of units of an item without serials, one step. `cost` is minor units each, of what comes in; `move` says what
    leaves costs."""

    line_id: int
    item_id: int
    from_place: int
    to_place: int
    quantity: int
    how: str
    cost: int


class Correction(NamedTuple):
    """One step of what a unit is called: `old` becomes `new`; `seq` is the step's number."""

    serial_id: int
    seq: int
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class Posted:
    """A posting that is in the book; `serials` counts the units it moved."""

    id: int
    station_no: int
    hash: str
    at: str
    serials: int


_STEP = "serial_id, seq, line_id, item_id, from_place, to_place, how, cost"
_MOVEMENTS = f"""
INSERT INTO movement ({_STEP}, prev, posting_id)
SELECT {_STEP}, nullif(seq - 1, 0), CAST(? AS BIGINT) FROM step"""  # noqa: S608
_STEP_COLUMNS = (
    "serial_id BIGINT, seq BIGINT, line_id BIGINT, item_id BIGINT, from_place BIGINT, to_place BIGINT, how TEXT, "
    "cost BIGINT"
)
_LINES = """
SELECT '[' || coalesce(string_agg('[' || concat_ws(',', serial_id, seq, line_id, item_id, from_place, to_place,
  '"' || how || '"', cost) || ']', ',' ORDER BY line_id, serial_id), '') || ']' FROM step"""


def move(
    book: Book,
    *,
    verb: str,
    document_id: int,
    steps: Sequence[Steps] = (),
    quantities: Sequence[QuantityMove] = (),
    corrections: Sequence[Correction] = (),
    costs: Sequence[CostChange] = (),
    quantity_costs: Sequence[QuantityCostChange] = (),
) -> Posted:
    """Write one posting with its movements. The database itself refuses a step that does not follow the last one
    (peewee.IntegrityError). `verb` is receive, adjust, ship, invoice, credit, move, correct, repair, send-back, scrap,
    supplier-return, cost or reverse. What a known unit costs, and what units without serial numbers that leave cost, is not
    the caller's to say: `costing` says it. Raises ValueTooGreat."""
    if not book.lite:
        book.execute("SELECT 1 FROM station WHERE id = ? FOR NO KEY UPDATE", book.station_id)
    with _staged(book, steps) as count:
        if count:
            costing.carry(book, verb)
            costs = [*costs, *(costing.restored(book, document_id) if verb == "reverse" else ())]
        moves = [QuantityMove(*one) for one in costing.settle(book, verb, sorted(quantities))]
        if count and moves:
            costing.give_names(book, moves)
        lines = (
            book.value(_LINES),
            as_json(sorted(moves)),
            as_json(corrections) if corrections else "",
            costing.lines(costs, quantity_costs),
        )
        posted = _enter(book, verb, document_id, lines, count)
        _let_go(book, posted.id, document_id)
        book.execute(_MOVEMENTS, posted.id)
        begin_warranty(book, posting=posted.id, verb=verb, at=posted.at)
    insert_many(book, "quantity_movement", _QUANTITY_COLUMNS, moves, posting_id=posted.id)
    costing.write(book, posted.id, costs, quantity_costs)
    for step in corrections:
        _correct(book, posted.id, step)
    return posted


def _enter(book: Book, verb: str, document_id: int, lines: tuple[str, ...], count: int) -> Posted:
    """Write the posting of `count` serials under its station's next number; its hash is over `lines` and the one before."""
    last = book.row(
        "SELECT station_no, hash FROM posting WHERE station_id = ? ORDER BY station_no DESC LIMIT 1",
        book.station_id,
    )
    before, previous = last or (None, FIRST_HASH)
    number, at = (before or 0) + 1, book.stamp()
    header = (book.op, book.station_id, number, book.operator_id, at, verb, document_id)
    digest = chain(previous, header, *lines)
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
    return Posted(posting, number, digest, at, count)


def _correct(book: Book, posting: int, step: Correction) -> None:
    """Write one correction; the engine changes the serial number's text with it."""
    book.execute(
        "INSERT INTO serial_correction (serial_id, seq, prev, old, new, reason, posting_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        step.serial_id,
        step.seq,
        step.seq - 1 or None,
        step.old,
        step.new,
        step.reason,
        posting,
    )


def _let_go(book: Book, posting: int, document_id: int) -> None:
    """Take the document's list away, and note what it had taken from an order and what its labels told. (Before the
    movements are written: they take the room it lay in, and a commit of many units is a third smaller.)"""
    book.execute(
        "INSERT INTO consumed (posting_id, serial_id, line_id) "
        "SELECT CAST(? AS BIGINT), serial_id, reserved_line_id FROM entry "
        "WHERE document_id = ? AND reserved_line_id IS NOT NULL AND serial_id IS NOT NULL",
        posting,
        document_id,
    )
    keep(book, document_id=document_id, posting_id=posting)
    book.execute("DELETE FROM entry WHERE document_id = ?", document_id)


@contextmanager
def _staged(book: Book, steps: Sequence[Steps]) -> Iterator[int]:
    """The steps in a table `step` of this connection's own, their units held; how many there are. What is hashed and what
    is written is the same then, whatever other stations do meanwhile."""
    with book.table_of_own("step", _STEP_COLUMNS):
        count = sum(book.execute(f"INSERT INTO step {query.sql}", *query.values) for query in steps)
        hold_serials(book, "SELECT serial_id FROM step")
        yield count


def chain(previous: str, header: Sequence[object], serial_lines: str, quantity_lines: str, *more: str) -> str:
    """The hash of a posting whose predecessor at the same station has hash `previous`; `more` are corrections and changes
    of cost, where there are any."""
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    header_line = json.dumps(header, separators=(",", ":"))
    for part in (previous, header_line, serial_lines, quantity_lines, *filter(None, more)):
        digest.update(part.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def posted_as(book: Book) -> int | None:
    """The document that the operation now under way has already posted, when a retry finds its own work done."""
    found: int | None = book.value("SELECT document_id FROM posting WHERE op = ?", book.op)
    return found


LOOK = "replace(replace(replace(replace(upper({serial}), 'O', '0'), 'I', '1'), 'S', '5'), 'B', '8')"


def name_serials(book: Book, document_id: int) -> int:
    """Make the serial numbers on a document's list that nobody knew; how many. They are nowhere until moved."""
    return book.execute(
        "INSERT INTO serial_number (item_id, serial, look, same) "  # noqa: S608
        f"SELECT item_id, serial, {LOOK.format(serial='serial')}, same FROM entry "
        "WHERE document_id = ? AND serial_id IS NULL ORDER BY id",
        document_id,
    )


_LOOK = str.maketrans("OISB", "0158")


def look_alike(serial: str) -> str:
    """What a hurried eye reads: without case, and O as 0, I as 1, S as 5, B as 8. `LOOK` says it in SQL."""
    return serial.upper().translate(_LOOK)

"""The posting of a move: what is on a draft goes to one location, or single units go where a list says that they are."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from peewee import IntegrityError

from models.book import Book
from models.dialect import as_json
from models.goods_documents import ChangedMeanwhile, Head, create, done_before, post
from models.language import say
from models.list_rules import ListRules, Verdict
from models.places import place_id
from models.refusals_moves import LiesThere, NotThatMany, SamePlace
from models.reserving import reserve_again
from models.rows import hold_document
from models.stock import QuantityMove, Steps
from models.unnamed import UNNAMED_THERE


@dataclass(frozen=True)
class Taken:
    """A unit that is in hand now, or several of one label (`box`), or a `quantity` without serials. `place` is where the
    book had it, `order` whose promise it keeps, `corrected` the old serial number that was read."""

    document: str
    item: str
    name: str
    place: str
    count: int
    serial: str = ""
    box: tuple[str, ...] = ()
    quantity: int = 0
    order: str = ""
    corrected: str = ""


@dataclass(frozen=True)
class Placed:
    """What was in hand lies at `place` now. `already` counts those that the book had there before; `taken` is the unit whose
    scan moved it at once."""

    document: str
    place: str
    count: int
    already: int = 0
    taken: Taken | None = None


_STEPS = """
SELECT s.id, s.seq + 1, e.line_id, e.item_id, s.place, CAST(? AS BIGINT), e.how, m.cost FROM entry e
JOIN serial_number s ON s.id = e.serial_id JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE e.document_id = ? AND e.meaning = 'move' AND s.place <> ?"""
_COUNTS = """
SELECT e.line_id, sum(CASE WHEN s.place <> ? THEN 1 ELSE 0 END), count(*), min(e.serial) FROM entry e
JOIN serial_number s ON s.id = e.serial_id WHERE e.document_id = ? GROUP BY e.line_id"""
_QUANTITIES = f"""
SELECT l.id, l.item_id, l.location_id, l.quantity, i.number, i.cost_price, p.number,
  {UNNAMED_THERE}
FROM document_line l JOIN item i ON i.id = l.item_id JOIN location p ON p.id = l.location_id
WHERE l.document_id = ? ORDER BY l.line_no"""  # noqa: S608
_BRING = """
SELECT s.id, s.seq + 1, CAST(? AS BIGINT), s.item_id, s.place, CAST(? AS BIGINT), ?, m.cost FROM serial_number s
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE s.id IN (SELECT id FROM {batch} AS b) AND s.place <> ?"""


@contextmanager
def nobody_else() -> Iterator[None]:
    """Raises ChangedMeanwhile where another station was quicker with one of the units."""
    try:
        yield
    except IntegrityError as error:
        raise ChangedMeanwhile(document=say("The move")) from error


def carry(book: Book, found: Head, goal: int, number: str, taken: Taken | None = None) -> Placed:
    """Write the posting that moves all that is on the draft `found` to location `goal`, whose number is `number`; what
    its orders were promised stays promised. Raises LiesThere, NotThatMany, SamePlace, PlaceBlocked, ValueTooGreat."""
    if taken is not None:
        place_id(book, number)  # it may have been blocked since it was set
    promised = book.rows(
        "SELECT e.reserved_line_id, e.serial_id, l.document_id FROM entry e "
        "JOIN document_line l ON l.id = e.reserved_line_id WHERE e.document_id = ? ORDER BY l.document_id, e.id",
        found.id,
    )
    for order in dict.fromkeys(row[2] for row in promised):
        hold_document(book, order)
    counts = book.rows(_COUNTS, goal, found.id)
    quantities = _quantity_moves(book, found, goal)
    moved = sum(int(row[1]) for row in counts) + sum(move.quantity for move in quantities)
    already = sum(int(row[2] - row[1]) for row in counts)
    if not moved:
        name = counts[0][3] if counts else ""
        raise LiesThere(serial=name or number, place=number)
    book.execute("UPDATE entry SET reserved_line_id = NULL WHERE document_id = ?", found.id)
    for line, count, _, _ in counts:
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", int(count), line)
    post(book, found, "move", [Steps(_STEPS, (goal, found.id, goal))], quantities)
    book.execute("UPDATE document_line SET location_id = ? WHERE document_id = ?", goal, found.id)
    book.execute("DELETE FROM document_line WHERE document_id = ? AND quantity = 0", found.id)
    for order_line, serial_id, _ in promised:
        reserve_again(book, line_id=order_line, serial_id=serial_id, op=book.op)
    return Placed(found.number, number, moved, already, taken)


def _quantity_moves(book: Book, found: Head, goal: int) -> list[QuantityMove]:
    """What the draft's lines without serials move; what lies at `goal` already stays. Raises NotThatMany, SamePlace."""
    moves: list[QuantityMove] = []
    gone: dict[tuple[int, int], int] = {}
    for line, item_id, place, quantity, item, cost, place_number, there in book.rows(_QUANTITIES, found.id):
        key = (item_id, place)
        gone[key] = gone.get(key, 0) + int(quantity)
        if place == goal:
            raise SamePlace(item=item, place=place_number)
        if gone[key] > there:
            raise NotThatMany(quantity=gone[key], item=item, place=place_number, there=int(there))
        moves.append(QuantityMove(line, item_id, place, goal, int(quantity), "keyed", cost))
    return moves


def placed_before(book: Book) -> Placed | None:
    """The answer to an operation whose first reply was lost."""
    done = done_before(book)
    if done is None:
        return None
    place = book.value(
        "SELECT p.number FROM document d JOIN document_line l ON l.document_id = d.id "
        "JOIN location p ON p.id = l.location_id WHERE d.number = ?",
        done.document,
    )
    return Placed(done.document, str(place), done.serials + done.quantity)


def bring(book: Book, rules: ListRules, verdicts: Sequence[Verdict], how: str) -> str:
    """Move the units that lie elsewhere to the location their list is about, before they join it: a posting of its own in the
    caller's transaction. The number of that move, "" when none was needed. Raises PlaceBlocked."""
    away = [v.serial_id for v in verdicts if v.meaning == "leave" and v.fact and v.fact.place != rules.place]
    if not away or rules.place is None:
        return ""
    operation = book.op
    place_id(book, rules.place_number)
    try:
        book.op = f"{operation}-moved"
        made = create(book, "MV")
        line = book.insert(
            "document_line",
            document_id=made.id,
            line_no=1,
            item_id=rules.item_id,
            quantity=len(away),
            location_id=rules.place,
        )
        sql = _BRING.format(batch=book.batch("id int"))
        keys = as_json([(n,) for n in away])
        post(book, made, "move", [Steps(sql, (line, rules.place, how, keys, rules.place))], [])
    finally:
        book.op = operation
    return made.number

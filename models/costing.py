"""What units cost when they move (specific identification for serial numbers, the moving average for all others).

A known unit takes its own cost along: that of its last movement and of the changes made at that step since. Only a unit that
is bought (again) gets the price on the receipt. Units without serial numbers leave at the average of all that lie here, in
minor units and to the last one: what cannot be divided is written as two movements, so that what stays is worth exactly the
sum of the ledger, and the last unit takes the rest along.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.book import LOSS, REAL, SUPPLIER, Book
from models.bulk import insert_many
from models.dialect import as_json
from models.refusals import Refusal

WORTH_MOST = 2**62
"""Minor units that the stock of one item may be worth: far below the edge of a 64-bit column."""
OWN_COST = """(m.cost + coalesce((
  SELECT CAST(sum(c.amount) AS BIGINT) FROM cost_change c WHERE c.serial_id = m.serial_id AND c.seq = m.seq), 0))"""
"""What a unit costs at the step `m`, in SQL."""
KEEPS = ("reverse", "supplier-return")
"""Verbs that say themselves what a quantity costs that leaves: what it came in at."""
_OWN = """
UPDATE step SET cost = m.cost + coalesce((
  SELECT CAST(sum(c.amount) AS BIGINT) FROM cost_change c WHERE c.serial_id = m.serial_id AND c.seq = m.seq), 0)
FROM movement m WHERE m.serial_id = step.serial_id AND m.seq = step.seq - 1 AND step.seq > 1"""
_OWN_UNLESS_BOUGHT = f"{_OWN} AND step.from_place <> {SUPPLIER}"
_COMING = f"""
SELECT item_id, CAST(sum(cost) AS DOUBLE PRECISION) FROM step WHERE from_place <= {REAL} AND to_place > {REAL}
GROUP BY item_id"""  # noqa: S608
_RESTORED = f"""
SELECT * FROM (
  SELECT step.line_id, step.serial_id, step.seq, step.item_id, {OWN_COST} - r.cost AS amount FROM step
  JOIN posting p ON p.document_id = ? AND p.verb <> 'reverse'
  JOIN movement r ON r.posting_id = p.id AND r.serial_id = step.serial_id AND r.seq > 1
    AND (p.verb = 'receive' OR r.from_place = {SUPPLIER})
  JOIN movement m ON m.serial_id = r.serial_id AND m.seq = r.seq - 1) AS k WHERE amount <> 0"""  # noqa: S608
_NAMED_NOW = f"line_id = ? AND from_place IN ({SUPPLIER}, {LOSS})"
Move = tuple[int, int, int, int, int, str, int]
"""A quantity's step: line, item, from, to, quantity, how, cost each; as `stock.QuantityMove`."""


class ValueTooGreat(Refusal):
    template = "{item} in stock would be worth more than the book can keep."
    next_step = "Look at the quantity and the cost price."


class CostChange(NamedTuple):
    """What one unit costs more, or less, from one step of its life on, in minor units."""

    line_id: int
    serial_id: int
    seq: int
    item_id: int
    amount: int


class QuantityCostChange(NamedTuple):
    """The same for a quantity: `here` of its units are in stock and worth `amount_here` more; `amount_gone` is the share of
    those that have left."""

    line_id: int
    item_id: int
    quantity: int
    here: int
    amount_here: int
    amount_gone: int


@dataclass
class Worth:
    """The units of an item without serial numbers, and what they are worth together."""

    item: str
    units: int
    value: int
    named: int


def carry(book: Book, verb: str) -> None:
    """The staged steps of known units carry the unit's own cost; only a purchase says a new one. Raises ValueTooGreat."""
    if verb == "reverse":
        book.execute(_OWN)
    elif verb != "receive":
        book.execute(_OWN_UNLESS_BOUGHT)
    coming = {item: value for item, value in book.rows(_COMING) if value}
    for item_id, worth in _held(book, [row[0] for row in book.rows("SELECT DISTINCT item_id FROM step")]):
        if worth.named + coming.get(item_id, 0) >= WORTH_MOST:
            raise ValueTooGreat(item=worth.item)


def restored(book: Book, document_id: int) -> list[CostChange]:
    """Units that got another cost by a document that is now reversed, bought again or back from the supplier, cost what they
    did before it: the changes that say so, at the steps that are staged. What was spread over them meanwhile stays."""
    return [CostChange(*row) for row in book.rows(_RESTORED, document_id)]


def settle(book: Book, verb: str, moves: Sequence[Move]) -> list[Move]:
    """The moves at what they cost: what leaves stock leaves at the average, one move becoming two where that cannot be
    divided; a reversal, or a return to a supplier, takes out what had come in, as long as that leaves the rest worth
    something. Raises
    ValueTooGreat."""
    if not moves:
        return []
    worths = dict(_held(book, {move[1] for move in moves}))
    settled: list[Move] = []
    for move in moves:
        worth = worths[move[1]]
        if move[2] > REAL:
            settled += _leaving(worth, move, keep=verb in KEEPS)
        else:
            settled.append(move)
        if move[2] <= REAL < move[3]:
            worth.units += move[4]
            worth.value += move[4] * move[6]
            if worth.value >= WORTH_MOST:
                raise ValueTooGreat(item=worth.item)
    return settled


def _leaving(worth: Worth, move: Move, *, keep: bool) -> Iterator[Move]:
    line, item, origin, goal, quantity, how, cost = move
    if goal > REAL:
        yield (line, item, origin, goal, quantity, how, worth.value // worth.units if worth.units else 0)
        return
    left = worth.units - quantity
    total = share(worth.value, quantity, worth.units)
    if keep and left > 0 and cost * quantity <= worth.value:
        total = cost * quantity
    worth.units, worth.value = max(0, left), worth.value - total
    for number, each in parts(total, quantity):
        yield (line, item, origin, goal, number, how, each)


def parts(total: int, quantity: int) -> list[tuple[int, int]]:
    """`quantity` units that are worth `total` together, as one or two lots of (units, minor units each)."""
    each, over = divmod(total, quantity)
    return [lot for lot in ((quantity - over, each), (over, each + 1)) if lot[0]]


def give_names(book: Book, moves: Sequence[Move]) -> None:
    """Units that get their serial number in this posting cost what was taken for them from those without, to the minor
    unit."""
    taken: Counter[int] = Counter()
    for line, _, origin, goal, quantity, _, each in moves:
        if goal == LOSS and origin > REAL:
            taken[line] += quantity * each
    for line, total in taken.items():
        count = book.value(f"SELECT count(*) FROM step WHERE {_NAMED_NOW}", line)  # noqa: S608
        if count:
            each, over = divmod(total, count)
            book.execute(
                f"UPDATE step SET cost = ? + CASE WHEN serial_id IN (SELECT serial_id FROM step WHERE {_NAMED_NOW} "  # noqa: S608
                f"ORDER BY serial_id LIMIT ?) THEN 1 ELSE 0 END WHERE {_NAMED_NOW}",
                each,
                line,
                over,
                line,
            )


def share(value: int, quantity: int, units: int) -> int:
    """What `quantity` of `units` that are worth `value` are worth, rounded to the nearest minor unit; all of them are worth
    all of it."""
    return value if quantity >= units else (2 * value * quantity + units) // (2 * units)


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` spread by `weights` (not all 0), exact to the minor unit: each share is rounded down, and what is left goes
    to those that lost most by it, the first ones before the others."""
    total = sum(weights)
    found = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda n: (-(amount * weights[n] % total), n))
    for n in order[: amount - sum(found)]:
        found[n] += 1
    return found


def lines(costs: Sequence[CostChange], quantity_costs: Sequence[QuantityCostChange]) -> str:
    """The changes of cost as they are hashed; "" for none."""
    return as_json([sorted(costs), sorted(quantity_costs)]) if costs or quantity_costs else ""


def write(
    book: Book, posting: int, costs: Sequence[CostChange], quantity_costs: Sequence[QuantityCostChange]
) -> None:
    """Write the changes of cost of a posting, each in minor units, inside the caller's transaction."""
    insert_many(
        book, "cost_change", "line_id int,serial_id int,seq int,item_id int,amount int", costs,
        posting_id=posting,
    )  # fmt: skip
    insert_many(
        book, "quantity_cost_change",
        "line_id int,item_id int,quantity int,here int,amount_here int,amount_gone int", quantity_costs,
        posting_id=posting,
    )  # fmt: skip


def worth_of(book: Book, item_ids: Sequence[int]) -> dict[int, Worth]:
    """What the items' stock is worth, held until the transaction ends."""
    return dict(_held(book, item_ids))


def _held(book: Book, item_ids: Sequence[int] | set[int]) -> Iterator[tuple[int, Worth]]:
    """Every posting takes the worth of its items in the order of their ids, before the stock itself."""
    rows = book.rows(
        "SELECT v.item_id, i.number, v.loose_units, v.loose, v.named FROM stock_value v JOIN item i ON i.id = v.item_id "  # noqa: S608
        f"WHERE v.item_id IN (SELECT id FROM {book.batch('id int')} AS b) ORDER BY v.item_id"
        + ("" if book.lite else " FOR UPDATE OF v"),
        as_json([(n,) for n in sorted(item_ids)]),
    )
    for item_id, number, units, value, named in rows:
        yield item_id, Worth(number, int(units), int(value), int(named))

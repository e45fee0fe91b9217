"""Units in stock that have no serial number: all of an item that has none, or those that get one when they are picked.

Such a unit gets its number by a posting of two halves: the quantity leaves its shelf for the loss place, and the unit sets out
from there under its serial number. Stock is right by the movements alone, and a reversal is their counter-movements: the
shelf has its quantity again, and the serial number is nowhere.
"""

from collections import Counter

from models.book import LOSS, REAL, Book
from models.goods_lines import GoodsLine
from models.refusals import Refusal
from models.stock import QuantityMove, Steps

ASKED_ON_ARRIVAL = "CASE WHEN i.serial_at = 'receipt' THEN i.has_serials ELSE 0 END"
"""1 where each unit has its serial number from the start; 0 where a quantity comes in, lies there and is counted."""
MAY_HAVE = "CASE WHEN i.serial_at = 'shipment' THEN i.has_serials ELSE 0 END"
"""1 where a unit may come in under its serial number, though none is asked for."""

NAMING = """(
  q.to_place = 3 AND EXISTS (SELECT 1 FROM movement h WHERE h.posting_id = q.posting_id AND h.line_id = q.line_id
    AND h.from_place IN (1, 3))
  OR q.from_place = 3 AND EXISTS (SELECT 1 FROM movement h WHERE h.posting_id = q.posting_id AND h.line_id = q.line_id
    AND h.to_place IN (1, 3)))"""
"""True of a quantity movement q that is the first half of giving units their serial numbers, or of its reversal."""
UNNAMED_THERE = """(
  SELECT coalesce(sum(s.quantity), 0) - (
    SELECT count(*) FROM serial_number n WHERE n.item_id = l.item_id AND n.place = l.location_id AND n.place > 3)
  FROM stock s WHERE s.item_id = l.item_id AND s.place = l.location_id)"""
"""Units without a serial number at the location of a line."""

_LYING = """
SELECT s.place, s.quantity - (
  SELECT count(*) FROM serial_number n WHERE n.item_id = s.item_id AND n.place = s.place AND n.place > 3) AS unnamed
FROM stock s WHERE s.item_id = ? AND s.place > ? AND s.quantity > 0 ORDER BY unnamed DESC, s.place"""


class NotEnough(Refusal):
    template = "{quantity} {item} are asked for, and {there} are in stock."
    next_step = "Pick what is there and ship the rest later."


class NotEnoughUnnamed(NotEnough):
    template = "{quantity} {item} without a serial number are asked for, and {there} are in stock."
    next_step = "Take units that have a serial number by scanning it."


def lying(book: Book, item_id: int) -> list[tuple[int, int]]:
    """(place, units without a serial number) of an item, the fullest shelf first."""
    return [(place, int(unnamed)) for place, unnamed in book.rows(_LYING, item_id, REAL) if unnamed > 0]


def at(book: Book, item_id: int, place: int | None) -> int:
    """Units of an item without a serial number at one place."""
    return dict(lying(book, item_id)).get(place or 0, 0)


def free(book: Book, item_id: int) -> int:
    """Units of an item without a serial number that no list has given one yet."""
    listed = book.value("SELECT count(*) FROM entry WHERE item_id = ? AND meaning = 'name'", item_id)
    return sum(unnamed for _, unnamed in lying(book, item_id)) - int(listed)


def moved(book: Book, posting_id: int) -> int:
    """How many units a posting moved that have no serial number, then or now."""
    sql = f"SELECT coalesce(sum(q.quantity), 0) FROM quantity_movement q WHERE q.posting_id = ? AND NOT {NAMING}"  # noqa: S608
    return int(book.value(sql, posting_id))


def taken_from_shelves(
    book: Book, line: GoodsLine, quantity: int, goal: int, taken: Counter[tuple[int, int]]
) -> list[QuantityMove]:
    """Take `quantity` units without a serial number from the shelves to `goal`, the fullest shelf first. `taken` counts by item
    and shelf what this document's lines took already. Raises NotEnough, NotEnoughUnnamed."""
    item_id, tracked, cost, has_serials = book.row(
        "SELECT id, stock_tracked, cost_price, has_serials FROM item WHERE number = ?", line.item
    ) or (0, 0, 0, 0)
    if not tracked:
        return []
    moves, left = [], quantity
    for place, there in lying(book, item_id):
        take = min(left, there - taken[item_id, place])
        taken[item_id, place] += take
        if take:
            moves.append(QuantityMove(line.id, item_id, place, goal, take, "scanned", cost))
        left -= take
    if left > 0:
        refusal = NotEnoughUnnamed if has_serials else NotEnough
        raise refusal(quantity=quantity, item=line.item, there=quantity - left)
    return moves


def naming_steps(document_id: int, goal: int) -> Steps:
    """The step of every unit that gets its serial number on a document as it leaves, once all have a row, to `goal`."""
    return Steps(
        "SELECT s.id, coalesce(s.seq, 0) + 1, e.line_id, e.item_id, coalesce(s.place, CAST(? AS BIGINT)), "
        "CAST(? AS BIGINT), e.how, i.cost_price FROM entry e JOIN item i ON i.id = e.item_id "
        "JOIN serial_number s ON s.serial = e.serial AND s.item_id = e.item_id "
        "WHERE e.document_id = ? AND e.meaning = 'name'",
        (LOSS, goal, document_id),
    )


def naming_moves(
    book: Book, document_id: int, line: GoodsLine, taken: Counter[tuple[int, int]]
) -> list[QuantityMove]:
    """The other half: as many units of `line` as get their serial number here leave their shelves. Raises NotEnoughUnnamed."""
    count = book.value(
        "SELECT count(*) FROM entry WHERE document_id = ? AND line_id = ? AND meaning = 'name'",
        document_id,
        line.id,
    )
    return taken_from_shelves(book, line, int(count), LOSS, taken)

"""What an adjustment moves: up from the loss place or back from a customer, down to the loss place, and the difference
between what was counted and what the book has."""

from collections import Counter
from dataclasses import dataclass

from models.book import LOSS, Book
from models.goods_lines import GoodsLine
from models.receiving import arrivals
from models.shipping import NotEnough, departures
from models.stock import QuantityMove, SerialMove, new_serials


@dataclass(frozen=True)
class Difference:
    """A counted line against the book. For serial items `missing` are booked here, held by no document and were not
    found, `extra` were found and are not booked here (each with where the book has it, "" for a new one)."""

    line_no: int
    item: str
    location: str
    has_serials: bool
    booked: int
    counted: int
    missing: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


_MISSING = """
SELECT s.serial, s.id, s.seq, m.cost FROM document_line l JOIN serial_number s ON s.item_id = l.item_id
AND s.place = l.location_id AND s.place > 3 JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE l.id = ? AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.item_id = s.item_id AND e.serial = s.serial) ORDER BY s.serial"""
_EXTRA = """
SELECT e.serial, coalesce(p.number, ''), e.serial_id, s.seq, s.place, l.location_id, e.item_id, e.how, l.price, m.cost
FROM entry e JOIN document_line l ON l.id = e.line_id LEFT JOIN serial_number s ON s.id = e.serial_id
LEFT JOIN location p ON p.id = s.place LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE e.line_id = ? AND (s.id IS NULL OR s.place <> l.location_id) ORDER BY e.serial"""


def counted_difference(book: Book, line: GoodsLine) -> Difference:
    """How the counted `line` differs from the book now."""
    if not line.has_serials:
        return Difference(line.line_no, line.item, line.location, False, line.outstanding, line.quantity)
    missing = tuple(row[0] for row in book.rows(_MISSING, line.id))
    extra = tuple((row[0], row[1]) for row in book.rows(_EXTRA, line.id))
    return Difference(
        line.line_no, line.item, line.location, True, line.outstanding, line.entered, missing, extra
    )


def moves_of(
    book: Book, document_id: int, lines: list[GoodsLine]
) -> tuple[list[SerialMove], list[QuantityMove]]:
    """Every movement of the adjustment, inside the caller's transaction."""
    serials = arrivals(book, document_id, LOSS) + departures(book, document_id, LOSS)
    quantities: list[QuantityMove] = []
    gone: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.way == "counted" and line.has_serials:
            serials += _counted_moves(book, line)
        elif not line.has_serials:
            moves = _quantity_moves(book, line, gone[line.item, line.location])
            gone[line.item, line.location] += sum(m.quantity for m in moves if m.to_place == LOSS)
            quantities += moves
    return serials, quantities


def _counted_moves(book: Book, line: GoodsLine) -> list[SerialMove]:
    item_id, place = book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line.id) or (
        0,
        0,
    )
    moves = [
        SerialMove(id_, seq + 1, line.id, item_id, place, LOSS, "scanned", cost)
        for _, id_, seq, cost in book.rows(_MISSING, line.id)
    ]
    rows = book.rows(_EXTRA, line.id)
    fresh = [(row[6], row[0]) for row in rows if row[2] is None]
    made = new_serials(book, fresh) if fresh else {}
    for serial, _, known, seq, at, goal, item, how, price, cost in rows:
        worth = price if cost is None else cost
        moves.append(
            SerialMove(
                known or made[item, serial], (seq or 0) + 1, line.id, item, at or LOSS, goal, how, worth
            )
        )
    return moves


def _quantity_moves(book: Book, line: GoodsLine, gone: int) -> list[QuantityMove]:
    """What a line without serials moves, when lines before it have taken `gone` from the same shelf."""
    item_id, place = book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line.id) or (
        0,
        0,
    )
    change = {"up": line.quantity, "down": -line.quantity}.get(line.way, line.quantity - line.outstanding)
    if change > 0:
        return [QuantityMove(line.id, item_id, LOSS, place, change, "keyed", line.price)]
    if change < 0:
        if line.outstanding - gone + change < 0:
            raise NotEnough(quantity=-change, item=line.item, there=line.outstanding - gone)
        return [QuantityMove(line.id, item_id, place, LOSS, -change, "keyed", line.price)]
    return []

"""What an adjustment moves: up from the loss place or back from a customer, down to the loss place, and the difference
between what was counted and what the book has."""

from collections import Counter
from dataclasses import dataclass

from models.book import LOSS, Book
from models.costing import OWN_COST
from models.goods_documents import Head
from models.goods_lines import GoodsLine
from models.places import all_take
from models.receiving import NoLocation, arrivals
from models.shipping import departures
from models.stock import QuantityMove, Steps
from models.unnamed import NotEnough, NotEnoughUnnamed, at


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
FROM document_line l JOIN item i ON i.id = l.item_id AND i.serial_at = 'receipt'
JOIN serial_number s ON s.item_id = l.item_id AND s.place = l.location_id AND s.place > 3
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE l.{column} = ? AND l.way = 'counted'
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.item_id = s.item_id AND e.serial = s.serial)"""
_EXTRA = """
FROM entry e JOIN document_line l ON l.id = e.line_id
LEFT JOIN serial_number s ON s.item_id = e.item_id AND s.serial = e.serial
LEFT JOIN location p ON p.id = s.place LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE e.{column} = ? AND e.meaning = 'found' AND (s.place IS NULL OR s.place <> l.location_id)"""
_MISSING_SERIALS = f"SELECT s.serial {_MISSING.format(column='id')} ORDER BY s.serial"
_EXTRA_SERIALS = (
    f"SELECT e.serial, coalesce(p.number, '') {_EXTRA.format(column='line_id')} ORDER BY e.serial"
)
_MISSING_STEPS = (
    "SELECT s.id, s.seq + 1, l.id, l.item_id, l.location_id, CAST(? AS BIGINT), 'scanned', m.cost "
    + _MISSING.format(column="document_id")
)
_EXTRA_STEPS = (
    "SELECT s.id, coalesce(s.seq, 0) + 1, l.id, l.item_id, coalesce(s.place, CAST(? AS BIGINT)), l.location_id, e.how, "
    f"coalesce({OWN_COST}, l.price) " + _EXTRA.format(column="document_id")
)


def counted_difference(book: Book, line: GoodsLine) -> Difference:
    """How the counted `line` differs from the book now."""
    if not line.has_serials:
        return Difference(line.line_no, line.item, line.location, False, line.outstanding, line.quantity)
    missing = tuple(row[0] for row in book.rows(_MISSING_SERIALS, line.id))
    extra = tuple((row[0], row[1]) for row in book.rows(_EXTRA_SERIALS, line.id))
    return Difference(
        line.line_no, line.item, line.location, True, line.outstanding, line.entered, missing, extra
    )


def placed(book: Book, found: Head, lines: list[GoodsLine]) -> None:
    """Every line says where, and where goods come in they may. Raises NoLocation, PlaceBlocked."""
    for line in lines:
        if not line.location:
            raise NoLocation(line=line.line_no, document=found.number, item=line.item)
    all_take(book, found.id)


def serial_steps(document_id: int) -> list[Steps]:
    """The step of every unit of the adjustment, once all have a serial number."""
    return [
        arrivals(document_id, LOSS),
        departures(document_id, LOSS),
        Steps(_MISSING_STEPS, (LOSS, document_id)),
        Steps(_EXTRA_STEPS, (LOSS, document_id)),
    ]


def quantity_moves(book: Book, lines: list[GoodsLine]) -> list[QuantityMove]:
    """What the lines without serials move, inside the caller's transaction. Raises NotEnough, NotEnoughUnnamed."""
    quantities: list[QuantityMove] = []
    gone: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if not line.has_serials:
            moves = _quantity_moves(book, line, gone[line.item, line.location])
            gone[line.item, line.location] += sum(m.quantity for m in moves if m.to_place == LOSS)
            quantities += moves
    return quantities


def _quantity_moves(book: Book, line: GoodsLine, gone: int) -> list[QuantityMove]:
    """What a line moves of units without serials, when lines before it have taken `gone` from the same shelf."""
    item_id, place = book.row("SELECT item_id, location_id FROM document_line WHERE id = ?", line.id) or (
        0,
        0,
    )
    rest = line.quantity - (line.entered if line.may_have else 0)
    change = {"up": rest, "down": -rest}.get(line.way, line.quantity - line.outstanding)
    if change > 0:
        return [QuantityMove(line.id, item_id, LOSS, place, change, "keyed", line.price)]
    if change < 0:
        there = at(book, item_id, place) - gone
        if there + change < 0:
            refusal = NotEnoughUnnamed if line.may_have else NotEnough
            raise refusal(quantity=-change, item=line.item, there=there)
        return [QuantityMove(line.id, item_id, place, LOSS, -change, "keyed", line.price)]
    return []

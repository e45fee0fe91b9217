"""The hash chain of every station, walked posting by posting in bounded pieces."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from models.book import Book, Row
from models.costing import CostChange, QuantityCostChange
from models.costing import lines as cost_lines
from models.dialect import as_json
from models.language import say
from models.stock import FIRST_HASH, chain

PIECE = 500  # postings read at a time


def broken_hashes(book: Book, most: int) -> list[str]:
    """A sentence for each posting whose hash is not that of its content and its predecessor; at most `most`."""
    found: list[str] = []
    for station, name in book.rows("SELECT id, name FROM station ORDER BY id"):
        found += islice(_broken(book, station, name), most - len(found))
    return found


def _broken(book: Book, station: int, name: str) -> Iterator[str]:
    previous, after = FIRST_HASH, 0
    while True:
        postings = book.rows(
            "SELECT id, op, station_no, operator_id, at, verb, document_id, hash FROM posting "
            "WHERE station_id = ? AND station_no > ? ORDER BY station_no LIMIT ?",
            station,
            after,
            PIECE,
        )
        if not postings:
            return
        keys = as_json([(posting[0],) for posting in postings])
        serials = _grouped(book.rows(_SERIALS.format(batch=book.batch("id int"), join=book.join), keys))
        quantities = _grouped(book.rows(_QUANTITIES.format(batch=book.batch("id int"), join=book.join), keys))
        corrections = _grouped(
            book.rows(_CORRECTIONS.format(batch=book.batch("id int"), join=book.join), keys)
        )
        costs = _grouped(book.rows(_COSTS.format(batch=book.batch("id int"), join=book.join), keys))
        more = _grouped(book.rows(_QUANTITY_COSTS.format(batch=book.batch("id int"), join=book.join), keys))
        for id_, op, number, operator, at, verb, document, kept in postings:
            header = (op, station, number, operator, at, verb, document)
            changed = cost_lines(
                [CostChange(*row) for row in costs[id_]], [QuantityCostChange(*row) for row in more[id_]]
            )
            lines = (
                as_json(serials[id_]),
                as_json(quantities[id_]),
                as_json(corrections[id_]) if corrections[id_] else "",
                changed,
            )
            if chain(previous, header, *lines) != kept:
                yield say(
                    "Posting {number} of station {station} was changed after it was made.",
                    number=number,
                    station=name,
                )
            previous, after = kept, number


_SERIALS = """
SELECT m.posting_id, m.serial_id, m.seq, m.line_id, m.item_id, m.from_place, m.to_place, m.how, m.cost
FROM {batch} AS b {join} movement m ON m.posting_id = b.id ORDER BY m.line_id, m.serial_id"""
_QUANTITIES = """
SELECT q.posting_id, q.line_id, q.item_id, q.from_place, q.to_place, q.quantity, q.how, q.cost
FROM {batch} AS b {join} quantity_movement q ON q.posting_id = b.id
ORDER BY q.line_id, q.item_id, q.from_place, q.to_place, q.quantity, q.how, q.cost"""

_COSTS = """
SELECT c.posting_id, c.line_id, c.serial_id, c.seq, c.item_id, c.amount
FROM {batch} AS b {join} cost_change c ON c.posting_id = b.id"""
_QUANTITY_COSTS = """
SELECT c.posting_id, c.line_id, c.item_id, c.quantity, c.here, c.amount_here, c.amount_gone
FROM {batch} AS b {join} quantity_cost_change c ON c.posting_id = b.id"""
_CORRECTIONS = """
SELECT c.posting_id, c.serial_id, c.seq, c.old, c.new, c.reason
FROM {batch} AS b {join} serial_correction c ON c.posting_id = b.id ORDER BY c.serial_id"""


def _grouped(rows: list[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for posting, *line in rows:
        groups[posting].append(tuple(line))
    return groups

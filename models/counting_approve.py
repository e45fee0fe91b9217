"""Approving a count: the accepted differences become one adjustment, in one transaction, and the lists are kept as they were.

A missing unit goes to the loss place, one that belongs elsewhere comes here from where the book has it, an unknown one comes in
as a new unit at the item's cost price, a quantity becomes what was counted. Reversing the adjustment puts all of it back.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from peewee import IntegrityError

from models.book import LOSS, Book
from models.bulk import insert_many, look_up
from models.costing import OWN_COST
from models.counting import APPROVED, close
from models.counting_choices import in_review
from models.counting_findings import Finding, Review
from models.counting_review import review
from models.counting_taking import check_taken
from models.goods_documents import ChangedMeanwhile, Head
from models.goods_documents import create as new_draft
from models.goods_documents import post as post_document
from models.language import say
from models.once import answered, first, remember
from models.refusals_count import CountChanged
from models.rows import hold_serials
from models.serial_kinds import same_as
from models.stock import QuantityMove, Steps, look_alike


@dataclass(frozen=True)
class Approved:
    """An approved count: the adjustment it posted ("" when nothing was to change), and how much that moved."""

    document: str
    adjustment: str
    serials: int
    quantity: int


_INVOLVED = """
SELECT s.id FROM count_scope k JOIN stock t ON (k.location_id IS NULL OR t.place = k.location_id)
  AND (k.item_id IS NULL OR t.item_id = k.item_id) AND t.quantity > 0
JOIN serial_number s ON s.item_id = t.item_id AND s.place = t.place AND s.place > 3 WHERE k.document_id = ?
UNION SELECT c.serial_id FROM counted c WHERE c.document_id = ? AND c.serial_id IS NOT NULL"""
_STOCK = """
SELECT 1 FROM stock t WHERE EXISTS (SELECT 1 FROM count_scope k WHERE k.document_id = ?
  AND (k.location_id IS NULL OR t.place = k.location_id) AND (k.item_id IS NULL OR t.item_id = k.item_id))
ORDER BY item_id, place FOR UPDATE"""
_STEPS = f"""
SELECT s.id, coalesce(s.seq, 0) + 1, r.line_id, r.item_id, coalesce(s.place, CAST(? AS BIGINT)),
  CASE WHEN r.list = 'missing' THEN CAST(? AS BIGINT) ELSE r.place END, r.how, coalesce({OWN_COST}, l.price)
FROM count_result r JOIN serial_number s ON s.id = r.serial_id JOIN document_line l ON l.id = r.line_id
LEFT JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE r.document_id = ? AND r.accepted = 1 AND r.serial IS NOT NULL"""  # noqa: S608
_RESULT = (
    "list text,item_id int,serial text,serial_id int,place int,book_place int,booked int,counted int,accepted int,"
    "reason text,held text,how text,line_id int"
)


def approve(book: Book, *, number: str, shown: Review) -> Approved:
    """Post what is accepted of `shown`, the lists as a person has just seen them. Raises NotInReview, CountChanged when they
    would be others by now, ItemTakesNone, HeldElsewhere for an unknown unit, ChangedMeanwhile."""
    try:
        with book.write():
            if not first(book):
                return Approved(*json.loads(answered(book)))
            found = in_review(book, number)
            hold_serials(book, _INVOLVED, found.id, found.id)
            if not book.lite:
                book.rows(_STOCK, found.id)
            now = review(book, number=number)
            if (now.differences, len(now.found)) != (shown.differences, len(shown.found)):
                raise CountChanged(document=found.number)
            done = _approved(book, found, now)
            remember(book, json.dumps([done.document, done.adjustment, done.serials, done.quantity]))
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _approved(book: Book, found: Head, now: Review) -> Approved:
    accepted = [one for one in now.differences if one.accepted]
    check_taken(book, accepted)
    items = _items(book, accepted)
    adjustment = _adjustment(book, found) if accepted else None
    lines = _lines(book, adjustment.id, accepted, items) if adjustment is not None else {}
    new = _name_new(book, accepted, items)
    _keep(book, found.id, now, lines, items, new)
    done = Approved(found.number, "", 0, 0)
    if adjustment is not None:
        moves = [_move(one, lines[_line_of(one, items)], items) for one in accepted if not one.serial]
        posted = post_document(book, adjustment, "adjust", [Steps(_STEPS, (LOSS, LOSS, found.id))], moves)
        done = Approved(found.number, posted.document, posted.serials, posted.quantity)
    stamp = book.stamp()
    book.execute("UPDATE document SET status = ?, posted_at = ? WHERE id = ?", APPROVED, stamp, found.id)
    close(book, found.id)
    return done


class _Item(NamedTuple):
    id: int
    cost_price: int
    serial_kind: str


def _items(book: Book, accepted: Sequence[Finding]) -> dict[str, _Item]:
    """The items that change, by number."""
    numbers = {one.take or one.item for one in accepted}
    sql = "SELECT i.number, i.id, i.cost_price, i.serial_kind FROM {wanted} JOIN item i ON i.number = wanted.number"
    return {row[0]: _Item(*row[1:]) for row in look_up(book, sql, sorted(numbers))}


def _adjustment(book: Book, found: Head) -> Head:
    category = book.value("SELECT id FROM category ORDER BY CASE WHEN kind = 'Status' THEN 0 ELSE 1 END, id")
    reason = say("Count {number}", number=found.number)
    return new_draft(book, "AD", category_id=category, reason=reason, source_id=found.id)


def _line_of(one: Finding, items: dict[str, _Item]) -> tuple[int, int]:
    return items[one.take or one.item].id, one.key.place


def _lines(
    book: Book, document_id: int, accepted: Sequence[Finding], items: dict[str, _Item]
) -> dict[tuple[int, int], int]:
    """A counted line for each item and place: its units that change, or the quantity that lies there from now on."""
    wanted: dict[tuple[int, int], tuple[int, int]] = {}
    for one in accepted:
        line, price = _line_of(one, items), items[one.take or one.item].cost_price
        before, _ = wanted.get(line, (0, 0))
        wanted[line] = (before + 1 if one.serial else one.counted, price)
    return {
        (item_id, place): book.insert(
            "document_line",
            document_id=document_id,
            line_no=number,
            item_id=item_id,
            quantity=quantity,
            price=price,
            way="counted",
            location_id=place,
        )
        for number, ((item_id, place), (quantity, price)) in enumerate(wanted.items(), start=1)
    }


def _name_new(book: Book, accepted: Sequence[Finding], items: dict[str, _Item]) -> dict[tuple[int, str], int]:
    """Make the serial numbers that nobody knew, and say their ids by item and text; they are nowhere until they are moved."""
    rows = [
        (
            items[one.take].id,
            one.serial,
            look_alike(one.serial),
            same_as(items[one.take].serial_kind, one.serial),
        )
        for one in accepted
        if one.list == "unknown"
    ]
    insert_many(book, "serial_number", "item_id int,serial text,look text,same text", rows)
    sql = "SELECT s.item_id, s.serial, s.id FROM {wanted} JOIN serial_number s ON s.serial = wanted.number AND s.place IS NULL"
    return {(row[0], row[1]): row[2] for row in look_up(book, sql, [row[1] for row in rows])} if rows else {}


def _move(one: Finding, line: int, items: dict[str, _Item]) -> QuantityMove:
    item, change = items[one.item], one.counted - one.booked
    places = (one.key.place, LOSS) if change < 0 else (LOSS, one.key.place)
    return QuantityMove(line, item.id, *places, abs(change), one.how, item.cost_price)


def _keep(
    book: Book,
    document_id: int,
    now: Review,
    lines: dict[tuple[int, int], int],
    items: dict[str, _Item],
    new: dict[tuple[int, str], int],
) -> None:
    """The lists as they were approved."""
    rows = []
    for one in (*now.found, *now.differences):
        item_id = items[one.take].id if one.accepted and one.take else one.key.item_id or None
        line = lines[_line_of(one, items)] if one.accepted else None
        unit = one.serial_id or (new.get((item_id or 0, one.serial)) if one.accepted else None)
        rows.append(
            (
                one.list, item_id, one.serial or None, unit, one.key.place, one.book_place_id, one.booked,
                one.counted, int(one.accepted), one.reason, one.held, one.how, line,
            )
        )  # fmt: skip
    insert_many(book, "count_result", _RESULT, rows, document_id=document_id)

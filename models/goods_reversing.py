"""Receipts, adjustments, shipments, moves and returns to a supplier turned back: every serial goes to where it was."""

from collections import Counter
from collections.abc import Sequence

from peewee import IntegrityError

from models import unnamed
from models.book import REAL, Book
from models.conversions import take_back
from models.goods_documents import ChangedMeanwhile, Done, Head, done_before, head
from models.refusals import Refusal
from models.reserving import reserve_again
from models.rows import hold_serials
from models.stock import QuantityMove, Steps, move


class NotPosted(Refusal):
    template = "{document} is {status}; only a posted document can be reversed."
    next_step = "Cancel a draft instead."


class MovedSince(Refusal):
    template = "{document} cannot be reversed: {serial} of {item} has moved since ({later})."
    next_step = "Reverse {later} first."


class HeldSince(Refusal):
    template = "{document} cannot be reversed: {serial} of {item} is held by {later}."
    next_step = "Undo it on {later}, or let that document go first."


class UsedSince(Refusal):
    template = "{document} cannot be reversed: fewer than {quantity} {item} are left at {place}."
    next_step = "Look at what left since, and reverse that first."


class AsksSince(Refusal):
    template = "{document} cannot be reversed: {quantity} {item} would come back without serial numbers, which it asks for now."
    next_step = "Take the units in with an adjustment, by their serial numbers."


class InvoicedAlready(Refusal):
    template = "{document} cannot be reversed: it is on {invoice}."
    next_step = "Take it off a draft invoice, or make a credit note for a posted one."


class CostIsSpread(Refusal):
    template = "{document} cannot be reversed: {cost} is spread over its units."
    next_step = "Reverse {cost} first."


class SentBackSince(Refusal):
    template = "{document} cannot be reversed: {later} returns some of it to the supplier."
    next_step = "Reverse {later} first, or give it up if it is a draft."


_UNITS = "SELECT m.serial_id FROM posting p JOIN movement m ON m.posting_id = p.id WHERE p.document_id = ?"
_STEPS = """
SELECT m.serial_id, s.seq + 1, m.line_id, m.item_id, m.to_place, m.from_place, m.how, m.cost FROM posting p
JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
WHERE p.document_id = ? AND p.verb <> 'reverse'"""
_FIRST = """
SELECT serial, item, other FROM (SELECT s.serial, i.number AS item, ({other}) AS other FROM posting p
JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id JOIN item i ON i.id = m.item_id
WHERE p.document_id = ? AND p.verb <> 'reverse' ORDER BY m.line_id, m.serial_id) AS k WHERE other IS NOT NULL LIMIT 1"""
_LATER = _FIRST.format(
    other="SELECT d.number FROM movement n JOIN posting q ON q.id = n.posting_id JOIN document d ON d.id = q.document_id "
    "WHERE n.serial_id = m.serial_id AND n.seq > m.seq AND d.status <> 'reversed' ORDER BY n.seq DESC LIMIT 1"
)
_HELD = _FIRST.format(
    other="SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id "
    "WHERE e.item_id = m.item_id AND e.serial = s.serial "
    "AND NOT (e.meaning = 'reserve' AND m.from_place > 3 AND m.to_place > 3)"
)
_QUANTITIES = """
SELECT q.line_id, q.item_id, q.to_place, q.from_place, q.quantity, q.how, q.cost, i.number, l.number
FROM posting p JOIN quantity_movement q ON q.posting_id = p.id JOIN item i ON i.id = q.item_id
JOIN location l ON l.id = q.to_place WHERE p.document_id = ? AND p.verb <> 'reverse'"""


def reverse(book: Book, *, number: str) -> Done:
    """Counter a posted document: every serial goes back to where it was, and to the order it was promised to. Nothing of
    it may have moved since, but for what was reversed itself. Raises NoSuchDocument, NotPosted, MovedSince, HeldSince,
    UsedSince, InvoicedAlready, SentBackSince, CostIsSpread, AsksSince, ItemOnOpenDocument, NamedSince, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "GR", "AD", "SH", "MV", "RS", lock=True)
            if (before := done_before(book)) is not None:
                return before
            if found.status != "posted":
                raise NotPosted(document=number, status=found.status)
            _not_invoiced(book, found)
            _not_sent_back(book, found)
            _no_cost_spread(book, found)
            steps = _serials_back(book, found)
            quantities = _quantities_back(book, found)
            take_back(book, found.id, found.number)
            _stays_named(book, found, quantities)
            posted = move(book, verb="reverse", document_id=found.id, steps=[steps], quantities=quantities)
            book.execute("UPDATE document SET status = 'reversed' WHERE id = ?", found.id)
            if found.source_id is not None:
                book.execute(
                    "UPDATE document SET status = 'open' WHERE id = ? AND status = 'closed'", found.source_id
                )
            _promise_again(book, found)
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error
    return Done(found.number, posted.serials, unnamed.moved(book, posted.id), posted.at)


def _not_invoiced(book: Book, found: Head) -> None:
    """What is on an invoice comes back with a credit note, or the invoice would sell goods that never left."""
    invoice = book.value(
        "SELECT d.number FROM document_line l JOIN document_line n ON n.source_id = l.id "
        "JOIN document d ON d.id = n.document_id WHERE l.document_id = ? AND d.kind = 'IN' "
        "AND d.status IN ('draft', 'posted') ORDER BY d.id",
        found.id,
    )
    if invoice is not None:
        raise InvoicedAlready(document=found.number, invoice=invoice)


def _no_cost_spread(book: Book, found: Head) -> None:
    """What was spread over a receipt's units is taken back first, or it would stay with units that were never bought."""
    cost = book.value(
        "SELECT number FROM document WHERE source_id = ? AND kind = 'LC' AND status = 'posted' ORDER BY id",
        found.id,
    )
    if cost is not None:
        raise CostIsSpread(document=found.number, cost=cost)


def _not_sent_back(book: Book, found: Head) -> None:
    """What of a receipt went back to its supplier, or is about to, would leave twice."""
    sent = book.value(
        "SELECT number FROM document WHERE source_id = ? AND kind = 'RS' AND status IN ('draft', 'posted') ORDER BY id",
        found.id,
    )
    if sent is not None:
        raise SentBackSince(document=found.number, later=sent)


def _serials_back(book: Book, found: Head) -> Steps:
    hold_serials(book, _UNITS, found.id)
    for question, refusal in ((_LATER, MovedSince), (_HELD, HeldSince)):
        if (row := book.row(question, found.id)) is not None:
            raise refusal(document=found.number, serial=row[0], item=row[1], later=row[2])
    return Steps(_STEPS, (found.id,))


def _quantities_back(book: Book, found: Head) -> list[QuantityMove]:
    moves = []
    back: Counter[tuple[int, int]] = Counter()
    for line, item_id, now_at, back_to, quantity, how, cost, item, place in book.rows(_QUANTITIES, found.id):
        if now_at > REAL:
            left = unnamed.at(book, item_id, now_at)
            back[item_id, now_at] += quantity
            if left < back[item_id, now_at]:
                raise UsedSince(document=found.number, quantity=back[item_id, now_at], item=item, place=place)
        moves.append(QuantityMove(line, item_id, now_at, back_to, quantity, how, cost))
    return moves


def _stays_named(book: Book, found: Head, quantities: Sequence[QuantityMove]) -> None:
    """No unit without a serial number comes back to an item that asks for one from the start by now."""
    for one in quantities:
        row = book.row("SELECT number, has_serials, serial_at FROM item WHERE id = ?", one.item_id)
        if one.to_place > REAL and row is not None and row[1] and row[2] == "receipt":
            raise AsksSince(document=found.number, item=row[0], quantity=one.quantity)


def _promise_again(book: Book, found: Head) -> None:
    rows = book.rows(
        "SELECT c.line_id, c.serial_id FROM consumed c JOIN posting p ON p.id = c.posting_id WHERE p.document_id = ?",
        found.id,
    )
    for line, serial_id in rows:
        reserve_again(book, line_id=line, serial_id=serial_id, op=book.op)

"""Moves: units and quantities from one location to another, as a hand does them.

1. `scan` takes one text. A unit is taken in hand: an entry on this station's draft `MV-…`, on disk before anybody hears of
   it. A location then gets all that is in hand, in one posting.
2. A location scanned with nothing in hand is set: each unit scanned then goes there at once. Scanned again, it is let go.
3. `take_quantity` does the same for an item without serial numbers, `undo` puts back what was taken last.

A unit promised to an order keeps its promise: it is the order's again once it lies on its new shelf. What another document
holds (picked, counted, in another hand) is refused with that document and its station.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models import entry
from models.book import Book
from models.goods_documents import Head, head
from models.journal import keep_scan, refusals_kept
from models.language import say
from models.money import checked_quantity
from models.moving_hand import Hand, Move, draft_of, hand, in_hand, listed, view
from models.moving_lines import left_there, new_line, own_draft, serial_line
from models.moving_posting import Placed, Taken, carry, nobody_else, placed_before
from models.moving_texts import Thing, thing_of
from models.once import answered, first, remember
from models.places import place_id
from models.refusals_moves import HowMany, NothingInHand, NotThatMany, SamePlace
from models.refusals_scan import NothingToUndo
from models.rows import hold_document
from models.serial_text import trimmed

__all__ = [
    "Hand",
    "Move",
    "PlaceSet",
    "Placed",
    "PutBack",
    "Taken",
    "hand",
    "let_go",
    "listed",
    "put",
    "scan",
    "take_quantity",
    "undo",
    "view",
]


@dataclass(frozen=True)
class PlaceSet:
    """Each unit scanned from now on goes to `place` at once; "" when that has ended (it was `before`)."""

    place: str
    name: str = ""
    before: str = ""


@dataclass(frozen=True)
class PutBack:
    """What left the hand again, unmoved."""

    words: str
    count: int


def scan(
    book: Book,
    *,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    item: str = "",
    sure: Mapping[str, str] | None = None,
) -> Taken | Placed | PlaceSet:
    """Take one text: a location, a unit, or an item without serials. `item` answers WhichUnit. Raises HowMany for such an
    item, WhichUnit, LiesThere, PlaceBlocked, NotThatMany, and the refusals of `refusals_scan`."""
    with refusals_kept(book, text, how, source, raw), nobody_else(), book.write():
        if (before := placed_before(book)) is not None:
            return before
        thing = thing_of(book, trimmed(text), item)
        if thing.kind == "location":
            placed = _place(book, thing.number)
            keep_scan(book, text, how, source, raw, None)
            return placed
        if thing.kind == "plain":
            raise HowMany(item=thing.number, name=thing.name)
        return _take(book, thing, text, how, source, raw, sure or {})


def put(book: Book, *, place: str) -> Placed:
    """Move all that is in hand to `place`. Raises NothingInHand, LiesThere, PlaceUnknown, PlaceBlocked, NotThatMany,
    ChangedMeanwhile."""
    with nobody_else(), book.write():
        if (before := placed_before(book)) is not None:
            return before
        goal = place_id(book, place)
        found = draft_of(book)
        if found is None or not in_hand(book, found[0]):
            raise NothingInHand(place=place)
        return carry(book, head(book, found[1], "MV", lock=True), goal, place)


def take_quantity(book: Book, *, item: str, quantity: int, place: str) -> Taken | Placed:
    """Take `quantity` of an item without serials from `place` in hand, or move it at once where a location is set. Raises
    SamePlace, NotThatMany, PlaceUnknown, QuantityOutOfRange, and `thing_of`'s refusals."""
    checked_quantity(quantity, least=1)
    with nobody_else(), book.write():
        if (before := placed_before(book)) is not None:
            return before
        thing = thing_of(book, item, "")
        if not first(book):
            return _taken(book, own_draft(book), thing, place, quantity)
        row = book.row("SELECT id FROM location WHERE kind = 'stock' AND number = ?", place)
        there = 0 if row is None else left_there(book, thing.item_id, row[0])
        if row is None or there < quantity:
            raise NotThatMany(quantity=quantity, item=thing.number, place=place, there=there)
        goal = _goal(book)
        if goal is not None and goal[0] == row[0]:
            raise SamePlace(item=thing.number, place=place)
        found = own_draft(book)
        line = new_line(book, found, thing.item_id)
        book.execute(
            "UPDATE document_line SET quantity = ?, location_id = ? WHERE id = ?", quantity, row[0], line
        )
        taken = _taken(book, found, thing, place, quantity)
        return _at_once(book, found, taken) or taken


def _taken(book: Book, found: Head, thing: Thing, place: str, quantity: int) -> Taken:
    return Taken(found.number, thing.number, thing.name, place, in_hand(book, found.id), quantity=quantity)


def undo(book: Book) -> PutBack:
    """Put back what was taken in hand last, unmoved; what was promised is promised again. Raises NothingToUndo."""
    with book.write():
        draft = draft_of(book)
        if draft is None:
            raise NothingToUndo(document=say("this move"))
        hold_document(book, draft[0])
        if not first(book):
            return PutBack(answered(book), in_hand(book, draft[0]))
        last = book.row(
            "SELECT l.line_no FROM entry e JOIN document_line l ON l.id = e.line_id WHERE e.document_id = ? "
            "ORDER BY e.id DESC LIMIT 1",
            draft[0],
        )
        plain = book.row(
            "SELECT l.id, l.line_no, l.quantity, i.number FROM document_line l JOIN item i ON i.id = l.item_id "
            "WHERE l.document_id = ? AND l.location_id IS NOT NULL ORDER BY l.line_no DESC LIMIT 1",
            draft[0],
        )
        if plain is not None and (last is None or plain[1] > last[0]):
            book.execute("DELETE FROM document_line WHERE id = ?", plain[0])
            words = f"{plain[2]} {plain[3]}"
        else:
            operation, book.op = book.op, ""
            try:
                undone = entry.undo(book, document_id=draft[0])
            finally:
                book.op = operation
            words = ", ".join(undone.box) or undone.serial
        remember(book, words)
        return PutBack(words, in_hand(book, draft[0]))


def let_go(book: Book) -> PlaceSet:
    """No location is set any more: what is scanned is taken in hand again."""
    with book.write():
        goal = _goal(book)
        book.execute("UPDATE station SET move_to = NULL WHERE id = ?", book.station_id)
    return PlaceSet("", "", goal[1] if goal else "")


def _place(book: Book, number: str) -> Placed | PlaceSet:
    """A location was scanned: it gets what is in hand, or is set, or let go."""
    goal = place_id(book, number)
    found = draft_of(book)
    if found is not None and in_hand(book, found[0]):
        return carry(book, head(book, found[1], "MV", lock=True), goal, number)
    name = str(book.value("SELECT name FROM location WHERE id = ?", goal))
    if not first(book):
        return PlaceSet(answered(book), name)
    before = _goal(book)
    again = before is not None and before[0] == goal
    book.execute("UPDATE station SET move_to = ? WHERE id = ?", None if again else goal, book.station_id)
    return PlaceSet(remember(book, "" if again else number), name, before[1] if before else "")


def _take(
    book: Book, thing: Thing, text: str, how: str, source: str, raw: bytes, sure: Mapping[str, str]
) -> Taken | Placed:
    """A unit comes in hand; it goes on at once where a location is set."""
    promise = book.row(
        "SELECT d.id, d.number FROM entry e JOIN document d ON d.id = e.document_id "
        "WHERE e.item_id = ? AND e.serial = ? AND e.meaning = 'reserve'",
        thing.item_id,
        thing.serial,
    )
    if promise is not None:
        hold_document(book, promise[0])
    found = own_draft(book)
    line = serial_line(book, found, thing.item_id)
    added = entry.add(book, line_id=line, text=text, how=how, source=source, raw=raw, sure=sure)
    where = book.value(
        "SELECT p.number FROM serial_number s JOIN location p ON p.id = s.place WHERE s.item_id = ? AND s.serial = ?",
        thing.item_id,
        added.serial,
    )
    taken = Taken(
        found.number,
        thing.number,
        thing.name,
        str(where or ""),
        in_hand(book, found.id),
        serial=added.serial,
        box=added.box,
        order=promise[1] if promise else "",
        corrected=added.corrected,
    )
    return _at_once(book, found, taken) or taken


def _at_once(book: Book, found: Head, taken: Taken) -> Placed | None:
    """Put it where the set location is, if one is set."""
    goal = _goal(book)
    return None if goal is None else carry(book, found, goal[0], goal[1], taken)


def _goal(book: Book) -> tuple[int, str] | None:
    row = book.row(
        "SELECT p.id, p.number FROM station s JOIN location p ON p.id = s.move_to WHERE s.id = ?",
        book.station_id,
    )
    return None if row is None else (row[0], row[1])

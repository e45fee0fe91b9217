"""What is counted, each scan on disk before anybody hears of it: units by their serial, other goods by their quantity.

A unit says "counted", "counted already" or why its label cannot be read, and nothing else: whether the book has it here,
elsewhere or not at all is told when the counting is finished (R3.9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models import entry
from models.book import Book
from models.counting_judging import judged
from models.counting_reading import CountedItem, Named, Scope, Unit, box_of, label_of, named, scope_of
from models.counting_rows import insert_units, keep_rows, place_of, total
from models.journal import keep_scan, refusals_kept
from models.labels import Label
from models.labels_box import Box
from models.money import checked_quantity
from models.refusals import Refusal
from models.refusals_count import ItemNotCountable
from models.refusals_labels import BoxRefused
from models.serial_text import trimmed

NAMED_MAX = 10
"""Serial numbers a refusal names; the band has no room for more."""


@dataclass(frozen=True)
class Counted:
    """What became of one text. `serials` are the units it stands for; without any it named `item` (with `quantity` of it
    counted at the place now, 0 for one that is counted by serial) or the location `place`. `total` is all that the count has."""

    serials: tuple[str, ...]
    item: str
    name: str
    has_serials: bool
    quantity: int
    place: str
    total: int
    box: bool = False


# units without a serial number; those that have one are counted by it
_UNNAMED = """
SELECT t.quantity - (SELECT count(*) FROM serial_number s WHERE s.item_id = t.item_id AND s.place = t.place AND s.place > 3)
FROM stock t WHERE t.item_id = ? AND t.place = ?"""


def count(
    book: Book,
    *,
    number: str,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    location: str = "",
    sure: Mapping[str, str] | None = None,
) -> Counted:
    """Count what `text` is. `location` is where a count of several locations stands; `sure` has the item of an ambiguous unit
    ("item"), the item whose code was scanned before ("context") and the answers to a label's own questions. Raises NotCounting,
    CountedTwice, CountedInOther, CountWhichItem and the refusals of a label; a refused text changes nothing but the journal."""
    with refusals_kept(book, text, how, source, raw):
        return entry.again(lambda: _count(book, number, text, how, source, raw, location, sure or {}))


def _count(
    book: Book,
    number: str,
    text: str,
    how: str,
    source: str,
    raw: bytes,
    location: str,
    sure: Mapping[str, str],
) -> Counted:
    with book.write():
        scope = scope_of(book, number, lock=True)
        if (before := _before(book, scope)) is not None:
            return before
        found = box_of(book, scope, text)
        if found is None:
            label = label_of(book, scope, text, scanned=how == "scanned")
            told = named(book, scope, label, trimmed(text) if label.refusal else label.serial)
            if told is not None:
                done = _told(book, scope, told, how, source, location)
                keep_scan(book, text, how, source, raw, scope.id)
                return done
            labels = [label]
        else:
            labels = _boxed(found, sure)
        units = judged(book, scope, labels, sure, how == "scanned")
        bad = [(serial, unit) for serial, unit in units if isinstance(unit, Refusal)]
        if bad:
            raise _why(bad, len(labels), found is not None)
        good = [unit for _, unit in units if isinstance(unit, Unit)]
        insert_units(book, scope, good, how, source, place_of(book, scope, location), box=found is not None)
        keep_scan(book, text, how, source, raw, scope.id)
    return _answer(book, scope, good, box=found is not None)


def _before(book: Book, scope: Scope) -> Counted | None:
    """The answer to this very operation, when a retry finds its own rows: its first reply was lost."""
    rows = book.rows(
        "SELECT c.serial, c.box, coalesce(i.number, ''), coalesce(i.name, '') FROM counted c "
        "LEFT JOIN item i ON i.id = c.item_id WHERE c.document_id = ? AND c.op = ? ORDER BY c.id",
        scope.id,
        book.op,
    )
    if not book.op or not rows:
        return None
    serials = tuple(row[0] for row in rows if row[0] is not None)
    return Counted(
        serials, rows[0][2], rows[0][3], bool(serials), 0, "", total(book, scope.id), bool(rows[0][1])
    )


def _boxed(found: Box, sure: Mapping[str, str]) -> list[Label]:
    """R2.6: all of a label or nothing, and its own questions first."""
    if found.refusal is not None:
        raise found.refusal
    for ask in found.asks:
        if ask.question not in sure:
            raise ask
    return list(found.labels)


def _why(bad: Sequence[tuple[str, Refusal]], count: int, box: bool) -> Refusal:
    if not box:
        return bad[0][1]
    names = ", ".join(serial for serial, _ in bad[:NAMED_MAX])
    more = f", +{len(bad) - NAMED_MAX}" if len(bad) > NAMED_MAX else ""
    return BoxRefused(total=count, bad=names + more, why=bad[0][1].sentence)


def _told(book: Book, scope: Scope, told: Named, how: str, source: str, location: str) -> Counted:
    """A product's code counts one unit of an item without serials; of one with serials it says whose units follow."""
    if told.item is None:
        return Counted((), "", "", False, 0, told.location, total(book, scope.id))
    if told.item.has_serials:
        return Counted((), told.item.number, told.item.name, True, 0, "", total(book, scope.id))
    return _plain(book, scope, told.item, 1, how, source, location)


def _plain(
    book: Book, scope: Scope, item: CountedItem, quantity: int, how: str, source: str, location: str
) -> Counted:
    place = place_of(book, scope, location)
    booked = book.value(_UNNAMED, item.id, place)
    row = (None, None, item.id, None, None, quantity, booked or 0)
    keep_rows(book, scope, [row], how, source, place, box=False)
    here = book.value(
        "SELECT sum(quantity) FROM counted WHERE document_id = ? AND item_id = ? AND serial IS NULL AND location_id = ?",
        scope.id,
        item.id,
        place,
    )
    return Counted((), item.number, item.name, False, int(here), "", total(book, scope.id))


def count_quantity(
    book: Book, *, number: str, item: str, quantity: int, how: str = "keyed", location: str = ""
) -> Counted:
    """Count `quantity` more units of an item without serials. Raises NotCounting, ItemNotInCount, ItemNotCountable,
    QuantityOutOfRange, NothingCountedThere."""
    checked_quantity(quantity)
    with book.write():
        scope = scope_of(book, number, lock=True)
        if (before := _before(book, scope)) is not None:
            return before
        told = named(book, scope, Label(item.strip()), item.strip())
        if told is None or told.item is None or told.item.has_serials:
            raise ItemNotCountable(item=item)
        done = _plain(book, scope, told.item, quantity, how, "", location)
        keep_scan(book, f"{told.item.number} x {quantity}", how, "", b"", scope.id)
    return done


def _answer(book: Book, scope: Scope, units: Sequence[Unit], *, box: bool) -> Counted:
    item = units[0].item
    return Counted(
        tuple(unit.serial for unit in units),
        item.number if item else "",
        item.name if item else "",
        True,
        0,
        "",
        total(book, scope.id),
        box,
    )

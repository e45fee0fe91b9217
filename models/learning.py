"""What the station has learned about an item's serial numbers from its newest units, and how that becomes the item's rule."""

from dataclasses import dataclass

from models import items
from models.book import Book
from models.item_facts import ItemCard
from models.patterns import SerialPattern
from models.shapes import SAMPLE, Shape, learn, pattern_of

_NEWEST = "SELECT 1, s.serial, s.id FROM serial_number s WHERE s.item_id = ? ORDER BY s.item_id DESC, s.id DESC LIMIT ?"
_ENTERED = "SELECT 0, e.serial, e.serial_id FROM entry e WHERE e.line_id = ? ORDER BY e.line_id DESC, e.id DESC LIMIT ?"

BOTH = f"SELECT * FROM ({_ENTERED}) AS entered UNION ALL SELECT * FROM ({_NEWEST}) AS newest"  # noqa: S608


@dataclass(frozen=True)
class Learned:
    """The rule that what is usual would make; `fits` of the `count` newest units keep to it."""

    pattern: SerialPattern
    fits: int
    count: int


def sample(book: Book, *, item_id: int, line_id: int = 0) -> list[str]:
    """The newest serials of an item: those new ones on the list of `line_id`, then those in the book. At most SAMPLE of
    each are read, along an index, however many there are."""
    rows = book.rows(BOTH, line_id, SAMPLE, item_id, SAMPLE)
    entered = [serial for of_book, serial, known in rows if not of_book and known is None]
    return (entered + [serial for of_book, serial, _ in rows if of_book])[:SAMPLE]


def shape(book: Book, *, item_id: int, line_id: int) -> Shape | None:
    """What is usual for an item, with what the list of `line_id` holds; one statement."""
    return learn(sample(book, item_id=item_id, line_id=line_id))


def learned(book: Book, *, number: str) -> Learned | None:
    """The rule an item's newest units would make; None while there are too few, or where they have nothing in common.
    Raises ItemUnknown."""
    newest = sample(book, item_id=items.view(book, number=number).id)
    usual = learn(newest)
    pattern = pattern_of(usual, newest) if usual is not None else None
    if pattern is None:
        return None
    return Learned(pattern, sum(pattern.fault(serial) is None for serial in newest), len(newest))


def adopt(book: Book, *, number: str, pattern: SerialPattern) -> ItemCard:
    """Make `pattern` the rule of an item; units in the book stay as they are. Raises as `items.change`."""
    with book.write():
        card = items.view(book, number=number)
        return items.change(book, number=number, item=card.facts(pattern=pattern))

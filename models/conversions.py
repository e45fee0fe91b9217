"""Open and posted conversions (`models.converting`) as other flows need to know of them."""

from dataclasses import dataclass

from models import unnamed
from models.book import Book
from models.refusals_nouns import ItemOnOpenDocument
from models.refusals_rules import NamedSince, OnlyItsShelves

_OTHERS = """
SELECT d.number FROM document_line n JOIN document d ON d.id = n.document_id
WHERE n.item_id = ? AND d.status = 'draft' AND d.kind NOT IN ('PO', 'SO', 'QU') AND d.id <> ? ORDER BY d.id LIMIT 1"""
_NAMED_BY_OTHERS = """
SELECT s.serial, i.number FROM serial_number s JOIN item i ON i.id = s.item_id WHERE s.item_id = ?
AND NOT EXISTS (SELECT 1 FROM movement m JOIN posting p ON p.id = m.posting_id
  WHERE m.serial_id = s.id AND (p.document_id = ? OR m.seq = s.seq AND p.verb = 'reverse' AND m.to_place IN (1, 3)))
ORDER BY s.id LIMIT 1"""


@dataclass(frozen=True)
class Task:
    """Serial numbers to assign: an item's open task. `assigned` stand on its lists, `wanted` units lie on the shelves."""

    document: str
    item: str
    name: str
    assigned: int
    wanted: int


def converts(book: Book, document_id: int) -> int | None:
    """The item whose units a document gives serial numbers, None for any other document."""
    item_id: int | None = book.value("SELECT converts FROM document WHERE id = ?", document_id)
    return item_id


def own_lines_only(book: Book, document_id: int, number: str) -> None:
    """The lines of a conversion are the shelves, and nothing else. Raises OnlyItsShelves."""
    if converts(book, document_id) is not None:
        raise OnlyItsShelves(document=number)


def nowhere_else(book: Book, item_id: int, document_id: int) -> None:
    """No other open document of goods is being worked on whose lines would mean something else. Raises
    ItemOnOpenDocument."""
    other = book.value(_OTHERS, item_id, document_id)
    if other is not None:
        item = book.value("SELECT number FROM item WHERE id = ?", item_id)
        raise ItemOnOpenDocument(number=item, document=other)


def take_back(book: Book, document_id: int, number: str) -> None:
    """The item is as it was before the conversion was posted, inside the transaction that reverses it. Raises
    ItemOnOpenDocument, NamedSince."""
    row = book.row("SELECT converts, converts_from FROM document WHERE id = ?", document_id)
    item_id, was = row or (None, None)
    if item_id is None:
        return
    nowhere_else(book, item_id, document_id)
    if was == "shipment":
        book.execute("UPDATE item SET serial_at = 'shipment' WHERE id = ?", item_id)
        return
    other = book.row(_NAMED_BY_OTHERS, item_id, document_id)
    if other is not None:
        raise NamedSince(document=number, serial=other[0], number=other[1])
    book.execute("UPDATE item SET has_serials = 0, serial_at = 'receipt' WHERE id = ?", item_id)


def tasks(book: Book) -> tuple[Task, ...]:
    """Every open task, oldest first."""
    rows = book.rows(
        "SELECT d.number, i.number, i.name, (SELECT count(*) FROM entry e WHERE e.document_id = d.id), i.id "
        "FROM document d JOIN item i ON i.id = d.converts WHERE d.status = 'draft' ORDER BY d.id"
    )
    return tuple(
        Task(number, item, name, int(count), sum(n for _, n in unnamed.lying(book, item_id)))
        for number, item, name, count, item_id in rows
    )

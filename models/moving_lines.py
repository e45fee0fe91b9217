"""The draft behind a hand between two locations: its lines, in the order in which things were taken."""

from models import unnamed
from models.book import Book
from models.goods_documents import Head, create, head
from models.moving_hand import draft_of


def own_draft(book: Book) -> Head:
    """This station's draft, held until the transaction ends; made now if there is none."""
    found = draft_of(book)
    return head(book, found[1], "MV", lock=True) if found is not None else create(book, "MV")


def serial_line(book: Book, found: Head, item_id: int) -> int:
    """The line of an item that takes the next unit: the one behind the last quantity, so that undo knows what came last."""
    row = book.row(
        "SELECT l.id FROM document_line l WHERE l.document_id = ? AND l.item_id = ? AND l.line_no > coalesce("
        "(SELECT max(n.line_no) FROM document_line n "
        "WHERE n.document_id = l.document_id AND n.location_id IS NOT NULL), 0) ORDER BY l.line_no",
        found.id,
        item_id,
    )
    return int(row[0]) if row is not None else new_line(book, found, item_id)


def new_line(book: Book, found: Head, item_id: int) -> int:
    """One more line for an item, without anything on it yet; its id."""
    last = book.value("SELECT coalesce(max(line_no), 0) FROM document_line WHERE document_id = ?", found.id)
    return book.insert("document_line", document_id=found.id, line_no=last + 1, item_id=item_id, quantity=0)


def left_there(book: Book, item_id: int, place: int) -> int:
    """Units without a serial number that lie at a place and are not in this station's hand already."""
    there = unnamed.at(book, item_id, place)
    found = draft_of(book)
    held = book.value(
        "SELECT coalesce(sum(quantity), 0) FROM document_line WHERE document_id = ? AND item_id = ? AND location_id = ?",
        found[0] if found else 0,
        item_id,
        place,
    )
    return there - int(held)

"""When an item may get or lose its ticks, and when its serial numbers may be asked for at another moment (help page, 2)."""

from models import settings
from models.book import Book
from models.item_facts import RECEIPT, ItemCard, ItemFacts
from models.refusals_nouns import (
    AddOnNotInstalled,
    ItemHasMovements,
    ItemOnOpenDocument,
    TrackingHasMovements,
    TrackingOnPosted,
)
from models.refusals_rules import ConvertsAlready, UnnamedInStock
from models.rows import shared

MOVED = (
    "SELECT 1 FROM stock WHERE item_id = ? UNION ALL SELECT 1 FROM serial_number WHERE item_id = ? "
    "UNION ALL SELECT 1 FROM quantity_movement WHERE item_id = ? LIMIT 1"
)
POSTED_ON = (
    "SELECT d.number FROM document_line n JOIN document d ON d.id = n.document_id WHERE n.item_id = ? "
    "AND d.kind IN ('GR', 'AD', 'SH', 'IN', 'CN', 'RS') AND d.status IN ('posted', 'reversed') ORDER BY d.id LIMIT 1"
)
OPEN_ON = (
    "SELECT d.number FROM document_line n JOIN document d ON d.id = n.document_id WHERE n.item_id = ? "
    "AND (d.kind IN ('GR', 'AD', 'SH', 'IN', 'CN', 'RP', 'RS') AND d.status = 'draft' "
    "OR EXISTS (SELECT 1 FROM entry e WHERE e.line_id = n.id)) ORDER BY d.id LIMIT 1"
)


def has_moved(book: Book, item_id: int) -> bool:
    """True once an item has movements. Every movement starts or ends at a place with stock, so no journal
    is read."""
    return book.row(MOVED, item_id, item_id, item_id) is not None


def need_add_on(book: Book, number: str) -> None:
    """Raises AddOnNotInstalled unless serial numbers are installed; keeps them so until the transaction
    ends."""
    if shared(book, "SELECT 1 FROM setting WHERE key = ?", f"addon.{settings.SERIALS}") is None:
        raise AddOnNotInstalled(number=number)


def check_tick(book: Book, old: ItemCard, new: ItemFacts) -> None:
    """The rules of the two ticks, and of when serial numbers are asked for. Raises ItemHasMovements, TrackingHasMovements,
    TrackingOnPosted, ItemOnOpenDocument, AddOnNotInstalled, UnnamedInStock, ConvertsAlready."""
    if new.stock_tracked != old.stock_tracked:
        _check_tracking(book, old)
    if old.converting and (new.has_serials, new.serial_at) != (old.has_serials, old.serial_at):
        raise ConvertsAlready(number=old.number, document=old.converting)
    if new.has_serials == old.has_serials:
        _check_moment(book, old, new)
        return
    if new.has_serials:
        need_add_on(book, old.number)
    if old.moved:
        raise ItemHasMovements(number=old.number)
    document = book.value(OPEN_ON, old.id)
    if document is not None:
        raise ItemOnOpenDocument(number=old.number, document=document)


def _check_tracking(book: Book, old: ItemCard) -> None:
    """What was posted without moving anything would seem to have moved it, and could be returned. Raises
    TrackingHasMovements, TrackingOnPosted."""
    if old.moved:
        raise TrackingHasMovements(number=old.number)
    document = book.value(POSTED_ON, old.id)
    if document is not None:
        raise TrackingOnPosted(number=old.number, document=document)


def _check_moment(book: Book, old: ItemCard, new: ItemFacts) -> None:
    """When its serial numbers are asked for: lists that are open go on as they were begun."""
    if not old.has_serials or new.serial_at == old.serial_at:
        return
    if new.serial_at == RECEIPT and old.unnamed:
        raise UnnamedInStock(number=old.number, count=old.unnamed)
    document = book.value(OPEN_ON, old.id)
    if document is not None:
        raise ItemOnOpenDocument(number=old.number, document=document)

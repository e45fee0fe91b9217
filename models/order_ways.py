"""An order's way from draft to open, and to its end: closed, cancelled, or its rest on an order of its own.

Each step is taken once for an operation, however often its reply is lost."""

from models.book import Book
from models.entry import release
from models.once import first
from models.orders import Flow, OrderHead, editable, held_head, lines, linked, state_word
from models.refusals_nouns import ItemBlocked
from models.refusals_orders import (
    NoLines,
    OrderHasDraft,
    OrderNotDraft,
    OrderNotOpen,
    OrderPartlyDone,
)
from models.refusals_sales import NothingLeftToBackorder, NothingToBackorder


def opened(book: Book, flow: Flow, number: str) -> None:
    """Draft to open: mark ordered, or confirm. Raises OrderNotDraft, NoLines, ItemBlocked."""
    if not first(book):
        return
    found = held_head(book, flow, number)
    if found.status != "draft":
        raise OrderNotDraft(number=number, status=state_word(flow, found.status))
    if book.row("SELECT 1 FROM document_line WHERE document_id = ?", found.id) is None:
        raise NoLines(number=number)
    blocked = book.value(
        "SELECT i.number FROM document_line n JOIN item i ON i.id = n.item_id "
        "WHERE n.document_id = ? AND i.blocked = 1 ORDER BY n.line_no LIMIT 1",
        found.id,
    )
    if blocked is not None:
        raise ItemBlocked(number=blocked)
    _status(book, found, "open")


def cancelled(book: Book, flow: Flow, number: str) -> None:
    """Give an order up before anything was done; reserved serials are free again. Raises OrderFinished,
    OrderHasDraft, OrderPartlyDone."""
    if not first(book):
        return
    found = editable(book, flow, number)
    _no_drafts(book, found)
    done = sum(line.done for line in lines(book, found.id))
    if done:
        raise OrderPartlyDone(number=number, done=done)
    release(book, found.id)
    _status(book, found, "cancelled")


def closed(book: Book, flow: Flow, number: str) -> None:
    """Drop what is outstanding; reserved serials are free again. Raises OrderNotOpen, OrderHasDraft."""
    if not first(book):
        return
    found = held_head(book, flow, number)
    if found.status != "open":
        raise OrderNotOpen(number=number, status=found.status)
    _no_drafts(book, found)
    release(book, found.id)
    _status(book, found, "closed")


def rest_of(book: Book, flow: Flow, number: str) -> OrderHead:
    """A locked open order of which some has been done and some is outstanding. Raises OrderNotOpen, OrderHasDraft,
    NothingToBackorder, NothingLeftToBackorder."""
    found = held_head(book, flow, number)
    if found.status != "open":
        raise OrderNotOpen(number=number, status=found.status)
    _no_drafts(book, found)
    there = lines(book, found.id)
    if not any(line.done for line in there):
        raise NothingToBackorder(number=number)
    if not any(line.outstanding for line in there):
        raise NothingLeftToBackorder(number=number)
    return found


def _no_drafts(book: Book, found: OrderHead) -> None:
    made = (child for child in linked(book, found.id) if child.kind in ("GR", "SH", "IN"))
    draft = next((child for child in made if child.status == "draft"), None)
    if draft is not None:
        raise OrderHasDraft(number=found.number, document=draft.number)


def _status(book: Book, found: OrderHead, status: str) -> None:
    book.execute("UPDATE document SET status = ? WHERE id = ?", status, found.id)

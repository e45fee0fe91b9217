"""Changing the head of a purchase order, a sales order, a quote or an invoice."""

from dataclasses import dataclass
from datetime import date

from models import texts
from models.book import Book
from models.orders import Flow, editable, reference
from models.parties import party_id
from models.refusals_orders import (
    OrderPartyFixed,
)


@dataclass(frozen=True)
class HeadChange:
    """What to change on the head of an order: None leaves a thing as it is. `due` is changed when `set_due`
    is True, `valid_until` when `set_until` is."""

    party: str | None = None
    their_reference: str | None = None
    note: str | None = None
    due: date | None = None
    set_due: bool = False
    heading: str | None = None
    valid_until: date | None = None
    set_until: bool = False


def change_head(book: Book, flow: Flow, number: str, change: HeadChange) -> None:
    """Change the head of a draft or open order. The party of one that anything was made from stays. Raises OrderUnknown,
    OrderFinished, OrderPartyFixed, the new party's …Unknown and …Blocked, TextTooLong, TextUnprintable."""
    old = editable(book, flow, number)
    if change.party is not None and change.party != old.party:
        child = book.value("SELECT number FROM document WHERE source_id = ? ORDER BY id LIMIT 1", old.id)
        if child is not None:
            raise OrderPartyFixed(number=number, party=old.party, document=child)
        party_row = party_id(book, flow.party, change.party)
        book.execute("UPDATE document SET party_id = ? WHERE id = ?", party_row, old.id)
    due = change.due if change.set_due else old.due
    until = change.valid_until if change.set_until else old.valid_until
    book.execute(
        "UPDATE document SET their_reference = ?, note = ?, due = ?, heading = ?, valid_until = ? WHERE id = ?",
        old.their_reference if change.their_reference is None else reference(change.their_reference),
        old.note if change.note is None else texts.lines("Note", change.note),
        due.isoformat() if due else None,
        old.heading if change.heading is None else heading_line(change.heading),
        until.isoformat() if until else None,
        old.id,
    )


def heading_line(text: str) -> str:
    """A heading as the book keeps it. Raises TextTooLong, TextUnprintable."""
    return texts.line("Heading", text, most=100, empty=True)

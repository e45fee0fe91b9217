"""Taking serials off a list again: the last one, a named one, or all of them; what an order had promised goes back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models import once
from models.book import Book
from models.refusals_scan import NothingToUndo, NotInList
from models.reserving import give_back
from models.rows import hold_document, hold_document_of
from models.serial_text import trimmed


@dataclass(frozen=True)
class Undone:
    """A serial that left the list again, and how many are left. `box` has all that left, when one label had brought
    several: they go together, as they came."""

    serial: str
    line_id: int
    count: int
    box: tuple[str, ...] = ()


def undo(book: Book, *, document_id: int, line_id: int | None = None) -> Undone:
    """Take the newest serial off the list of a line, or of the whole document, with all that its label brought; what they
    had taken from an order's reservation goes back. Raises NothingToUndo."""
    with book.write():
        hold_document(book, document_id)
        if not once.first(book):
            return _undone_before(book)
        where, value = ("line_id", line_id) if line_id is not None else ("document_id", document_id)
        row = book.row(f"SELECT id FROM entry WHERE {where} = ? ORDER BY id DESC LIMIT 1", value)  # noqa: S608
        if row is None:
            number = book.value("SELECT number FROM document WHERE id = ?", document_id)
            raise NothingToUndo(document=number)
        return _taken_off(book, row[0], together=True)


def remove(book: Book, *, line_id: int, serial: str) -> Undone:
    """Take `serial` off the list of `line_id`. Raises NotInList."""
    with book.write():
        hold_document_of(book, line_id)
        if not once.first(book):
            return _undone_before(book)
        row = book.row("SELECT id FROM entry WHERE line_id = ? AND serial = ?", line_id, trimmed(serial))
        if row is None:
            raise NotInList(serial=serial)
        return _taken_off(book, row[0])


def release(book: Book, document_id: int) -> int:
    """Let go of everything a document holds, inside the caller's transaction; how many it held."""
    ids: Sequence[int] = [
        row[0] for row in book.rows("SELECT id FROM entry WHERE document_id = ?", document_id)
    ]
    if ids:
        give_back(book, ids)
    return len(ids)


def _taken_off(book: Book, entry_id: int, *, together: bool = False) -> Undone:
    rows = book.rows("SELECT serial, line_id, id FROM entry WHERE id = ?", entry_id)
    if together:
        more = (
            "SELECT e.serial, e.line_id, e.id FROM entry e JOIN entry l ON l.line_id = e.line_id AND l.op = e.op "
            "WHERE l.id = ? AND l.box = 1 AND e.box = 1 ORDER BY e.id"
        )
        rows = book.rows(more, entry_id) or rows
    give_back(book, [row[2] for row in rows])
    serials = [row[0] for row in rows]
    answer = (serials[-1], rows[0][1], serials if len(serials) > 1 else [])
    once.remember(book, json.dumps(answer))
    return _undone(book, *answer)


def _undone_before(book: Book) -> Undone:
    return _undone(book, *json.loads(once.answered(book)))


def _undone(book: Book, serial: str, line_id: int, box: Sequence[str]) -> Undone:
    left = book.value("SELECT count(*) FROM entry WHERE line_id = ?", line_id)
    return Undone(serial, line_id, left, tuple(box))

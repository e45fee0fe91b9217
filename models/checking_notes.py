"""`serialdock check` and kept paper: each delivery note says the units and serial numbers that left, none is missing from when
they began to be kept, and each original is the bytes that were printed."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from models.book import Book
from models.dialect import as_json
from models.frozen import thawed_note
from models.language import say

T = TypeVar("T")
PIECE = 200
"""Papers read at a time."""
ORIGINALS = 10
"""Originals read at a time: one may be megabytes."""
_LINES = """
SELECT l.id, l.quantity FROM document_line l WHERE l.document_id = ? AND l.quantity > 0 ORDER BY l.line_no"""
# what each unit was called when it left: where it was corrected since, what the first of those corrections corrected
_LEFT = """
SELECT m.line_id, coalesce((SELECT c.old FROM serial_correction c WHERE c.serial_id = s.id AND c.posting_id > p.id
  ORDER BY c.seq LIMIT 1), s.serial)
FROM posting p JOIN movement m ON m.posting_id = p.id JOIN serial_number s ON s.id = m.serial_id
WHERE p.document_id = ? AND p.verb = 'ship'"""
_MISSING = """
SELECT d.number FROM document d JOIN posting p ON p.document_id = d.id AND p.verb = 'ship'
WHERE NOT EXISTS (SELECT 1 FROM frozen_paper f WHERE f.document_id = d.id) AND p.id > (
  SELECT min(q.id) FROM frozen_paper f JOIN posting q ON q.document_id = f.document_id AND q.verb = 'ship')
UNION ALL SELECT d.number FROM frozen_paper f JOIN document d ON d.id = f.document_id WHERE d.kind NOT IN ('SH', 'IN', 'CN')"""
_PRINTED = (
    "SELECT p.id, d.number, p.content, p.sha256 FROM paper p JOIN document d ON d.id = p.document_id "
    "WHERE p.id > ? ORDER BY p.id LIMIT ?",
    "SELECT p.id, p.about, p.content, p.sha256 FROM loose_paper p WHERE p.id > ? ORDER BY p.id LIMIT ?",
)


def changed_originals(book: Book, most: int) -> list[str]:
    """A sentence for each stored original whose bytes are not those that were printed; at most `most`."""
    return list(islice(_changed(book), most))


def _changed(book: Book) -> Iterator[str]:
    for sql in _PRINTED:
        after = 0
        while rows := book.rows(sql, after, ORIGINALS):
            after = rows[-1][0]
            for _, name, content, digest in rows:
                if hashlib.sha256(content).hexdigest() != digest:
                    yield say("The stored original of {name} was changed after it was printed.", name=name)


def wrong_notes(book: Book, most: int) -> list[str]:
    """A sentence for each kept delivery note that says other than what left, or is missing; at most `most`."""
    return list(islice(_wrong(book), most))


def kept_papers(
    book: Book, kinds: Sequence[str], thaw: Callable[[str], T]
) -> Iterator[tuple[int, str, T | None]]:
    """Each paper that was kept of documents of these kinds, PIECE read at a time: its document's id and number, and what it
    says; None for one that cannot be read."""
    after = 0
    while rows := book.rows(
        "SELECT f.document_id, d.number, f.content FROM frozen_paper f JOIN document d ON d.id = f.document_id "  # noqa: S608
        f"WHERE {book.among('d.kind')} AND f.document_id > ? ORDER BY f.document_id LIMIT ?",
        as_json(kinds),
        after,
        PIECE,
    ):
        after = rows[-1][0]
        for document_id, number, content in rows:
            try:
                yield document_id, number, thaw(content)
            except (json.JSONDecodeError, KeyError, TypeError, ValueError):
                yield document_id, number, None


def unreadable(number: str) -> str:
    """That the paper of `number` is damaged."""
    return say("The paper of {number} cannot be read.", number=number)


def _wrong(book: Book) -> Iterator[str]:
    for (number,) in book.rows(_MISSING):
        yield say("The delivery note of {number} is not kept.", number=number)
    for document_id, number, kept in kept_papers(book, ["SH"], thawed_note):
        if kept is None:
            yield unreadable(number)
            continue
        said = [(line.delivered, Counter(line.serials)) for line in kept.lines]
        if kept.number != number or said != _left(book, document_id):
            yield say("The delivery note of {number} says other units than those that left.", number=number)


def _left(book: Book, document_id: int) -> list[tuple[int, Counter[str]]]:
    """For each line how many units left, and the serial numbers they had then."""
    serials: dict[int, Counter[str]] = {}
    for line, serial in book.rows(_LEFT, document_id):
        serials.setdefault(line, Counter())[serial] += 1
    return [
        (int(quantity), serials.get(line, Counter())) for line, quantity in book.rows(_LINES, document_id)
    ]

"""`serialdock check` and the delivery notes that were kept when their shipments were posted: as many units, and as many serial
numbers on each line, as left."""

import json
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
_LEFT = """
SELECT l.line_no, l.quantity, (SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id
  WHERE p.document_id = l.document_id AND p.verb = 'ship' AND m.line_id = l.id)
FROM document_line l WHERE l.document_id = ? AND l.quantity > 0 ORDER BY l.line_no"""


def wrong_notes(book: Book, most: int) -> list[str]:
    """A sentence for each kept delivery note that says other than what left; at most `most`."""
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
    for document_id, number, kept in kept_papers(book, ["SH"], thawed_note):
        if kept is None:
            yield unreadable(number)
            continue
        left = [(quantity, count) for _, quantity, count in book.rows(_LEFT, document_id)]
        said = [(line.delivered, len(line.serials)) for line in kept.lines]
        if kept.number != number or said != left:
            yield say("The delivery note of {number} says other units than those that left.", number=number)

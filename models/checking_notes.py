"""`serialdock check` and the delivery notes that were kept when their shipments were posted: as many units, and as many serial
numbers on each line, as left."""

import json
from collections.abc import Iterator
from itertools import islice

from models.book import Book
from models.frozen import thawed_note
from models.language import say

PIECE = 200
"""Notes read at a time."""
_LEFT = """
SELECT l.line_no, l.quantity, (SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id
  WHERE p.document_id = l.document_id AND p.verb = 'ship' AND m.line_id = l.id)
FROM document_line l WHERE l.document_id = ? AND l.quantity > 0 ORDER BY l.line_no"""


def wrong_notes(book: Book, most: int) -> list[str]:
    """A sentence for each kept delivery note that says other than what left; at most `most`."""
    return list(islice(_wrong(book), most))


def _wrong(book: Book) -> Iterator[str]:
    after = 0
    while rows := book.rows(
        "SELECT f.document_id, d.number, f.content FROM frozen_paper f JOIN document d ON d.id = f.document_id "
        "WHERE d.kind = 'SH' AND f.document_id > ? ORDER BY f.document_id LIMIT ?",
        after,
        PIECE,
    ):
        after = rows[-1][0]
        for document_id, number, content in rows:
            try:
                kept = thawed_note(content)
            except (json.JSONDecodeError, KeyError, TypeError, ValueError):
                yield say("The paper of {number} cannot be read.", number=number)
                continue
            left = [(quantity, count) for _, quantity, count in book.rows(_LEFT, document_id)]
            said = [(line.delivered, len(line.serials)) for line in kept.lines]
            if kept.number != number or said != left:
                yield say(
                    "The delivery note of {number} says other units than those that left.", number=number
                )

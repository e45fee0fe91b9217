"""Post every adjustment that is complete, each by itself: one that is not ready stops no other."""

from dataclasses import dataclass

from models.adjusting import post
from models.adjustments import drafts
from models.book import Book
from models.goods_documents import Done
from models.refusals import Refusal

_POSTED_BY = """
SELECT d.number FROM posting p JOIN document d ON d.id = p.document_id WHERE p.op > ? AND p.op < ? ORDER BY p.id"""


@dataclass(frozen=True)
class PostedAll:
    """The drafts that were posted, and those that were not with the reason."""

    posted: tuple[Done, ...]
    left: tuple[tuple[str, Refusal], ...]


def post_all(book: Book) -> PostedAll:
    """Post every draft that is complete, in the order they were begun; one that changes what its item asks for (a conversion)
    is posted by itself alone."""
    posted, left = [], []
    operation = book.op
    before = book.rows(_POSTED_BY, f"{operation}-", f"{operation}.") if operation else []
    try:
        for number in (
            *(row[0] for row in before),
            *(document.number for document in drafts(book) if not document.converts),
        ):
            book.op = f"{operation}-{number}"
            try:
                posted.append(post(book, number=number))
            except Refusal as refusal:
                left.append((number, refusal))
    finally:
        book.op = operation
    return PostedAll(tuple(posted), tuple(left))

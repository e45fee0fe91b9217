"""Paper that belongs to no document, kept like any other: labels, command cards, the set-up sheet of a scanner."""

import hashlib
from dataclasses import dataclass

from models.book import Book
from models.once import answered, first, remember


@dataclass(frozen=True)
class LoosePaper:
    """One stored original. `about` is the document it was made from, or ""; `ending` is pdf or zpl."""

    id: int
    kind: str
    about: str
    ending: str

    @property
    def file_name(self) -> str:
        """Its name in the outbox without the ending: GR-1001-labels-17."""
        return "-".join(part for part in (self.about, self.kind, str(self.id)) if part)


def keep(book: Book, *, kind: str, content: bytes, ending: str = "pdf", about: str = "") -> LoosePaper:
    """Store an original; each is one of its own."""
    with book.write():
        if not first(book):
            return LoosePaper(int(answered(book)), kind, about, ending)
        id_ = book.insert(
            "loose_paper",
            kind=kind,
            about=about,
            ending=ending,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            at=book.stamp(),
        )
        remember(book, str(id_))
    return LoosePaper(id_, kind, about, ending)

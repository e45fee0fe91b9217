"""A document's PDF from the book alone, without a station."""

from models import paper
from models.book import Book


def paper_of(book: Book, kind: str, number: str) -> bytes:
    """The PDF of a delivery note (of a shipment) or a pick list (of a sales order). A delivery note that was
    printed before is that original, byte for byte; a pick list says what is to be picked now."""
    wanted = number.upper() if number.upper()[:3] in ("SH-", "SO-") else number
    if kind == "delivery-note":
        kept = book.perform(paper.stored, number=wanted, kind=kind)
        if kept is not None:
            return kept.content
    content = _drawn(book, kind, wanted)
    book.perform(paper.keep, number=wanted, kind=kind, content=content)
    return content


def _drawn(book: Book, kind: str, number: str) -> bytes:
    if kind == "delivery-note":
        from printing import delivery_note

        return delivery_note.render(book.perform(paper.delivery_note, number=number))
    from printing import pick_list

    return pick_list.render(book.perform(paper.pick_list, order=number))

"""Holding one row still, in whichever database: nobody else changes it, or points a new row at it, before
commit."""

from models.book import Book, Row


def shared(book: Book, sql: str, *values: object) -> Row | None:
    """The first row of a query, kept as it is until the transaction ends; others may point new rows at it."""
    return book.row(sql if book.lite else f"{sql} FOR SHARE", *values)


def held(book: Book, sql: str, *values: object) -> Row | None:
    """The first row of a query, locked until the transaction ends. SQLite's transaction holds the whole
    book anyway."""
    return book.row(sql if book.lite else f"{sql} FOR UPDATE", *values)


def hold_document(book: Book, document_id: int) -> None:
    """Nobody else changes a document, its lists, or the order it fulfils until the transaction ends. The order comes
    first: whoever needs both waits for them in the same sequence."""
    if not book.lite:
        book.execute(
            "SELECT id FROM document WHERE id = ? OR id = (SELECT source_id FROM document WHERE id = ?) "
            "ORDER BY id FOR UPDATE",
            document_id,
            document_id,
        )


def hold_document_of(book: Book, line_id: int) -> None:
    """The same for the document that has the line."""
    if not book.lite:
        book.execute(
            "SELECT d.id FROM document d JOIN (SELECT d.id, d.source_id FROM document d JOIN document_line l "
            "ON l.document_id = d.id WHERE l.id = ?) AS own ON d.id = own.id OR d.id = own.source_id "
            "ORDER BY d.id FOR UPDATE OF d",
            line_id,
        )


def hold_serials(book: Book, ids: str, *values: object) -> None:
    """Nobody else moves the serial numbers that the query `ids` names, or puts them on a list, until the transaction
    ends."""
    if not book.lite:
        book.execute(
            f"SELECT id FROM serial_number WHERE id IN ({ids}) ORDER BY id FOR NO KEY UPDATE",  # noqa: S608
            *values,
        )


def hold_all_serials(book: Book) -> None:
    """Nobody else moves, lists or names a serial number until the transaction ends; reading goes on. Whoever is at it ends
    first, whoever comes asks the book after this. For what is rare, and the first thing in its transaction."""
    if not book.lite:
        book.execute("LOCK TABLE serial_number IN EXCLUSIVE MODE")


def flag(value: object) -> int:
    """A truth as the book keeps it."""
    return 1 if value else 0

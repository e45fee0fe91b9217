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


def flag(value: object) -> int:
    """A truth as the book keeps it."""
    return 1 if value else 0

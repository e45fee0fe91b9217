"""Who may see what things cost: an operator who has the right, or anybody while nobody has signed on, as the book says.

The right hides cost on screens; it keeps no secret from whoever has the command line or the database itself.
"""

from models.book import Book
from models.settings import get, put

UNSIGNED = "cost.unsigned"
"""The setting that says whether cost is shown while nobody has signed on."""


def sees_cost(book: Book) -> bool:
    """Whether whoever works at this station now may see cost."""
    if book.operator_id is None:
        return unsigned_sees_cost(book)
    return bool(book.value("SELECT sees_cost FROM operator WHERE id = ?", book.operator_id))


def unsigned_sees_cost(book: Book) -> bool:
    """Whether cost is shown while nobody has signed on; it is, unless somebody said otherwise."""
    return get(book, UNSIGNED, "yes") == "yes"


def let_unsigned_see_cost(book: Book, *, sees: bool) -> bool:
    """Say whether cost is shown while nobody has signed on, on every station of this book; it holds from the next
    question."""
    put(book, key=UNSIGNED, value="yes" if sees else "no")
    return sees

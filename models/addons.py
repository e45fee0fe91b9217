"""Parts of the program that a company switches on: whether they are on is asked everywhere."""

from models.book import Book

SERIALS = "serial-numbers"


def installed(book: Book, name: str = SERIALS) -> bool:
    """True while the add-on is installed."""
    return bool(book.value("SELECT 1 FROM setting WHERE key = ?", f"addon.{name}"))

"""Importing CSV files: a record is matched on its number; the whole file counts, or nothing does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models import import_items, import_nouns, import_orders, order_sheet, settings
from models.book import Book
from models.csv_reading import Sheet, read_sheet
from models.orders import PURCHASE, QUOTE, SALE
from models.refusals_orders import ImportKindUnknown


@dataclass(frozen=True)
class Imported:
    """What a file did: how many records it made, changed, and found as they were; and the names of the add-ons that it
    installed."""

    what: str
    created: int
    updated: int
    unchanged: int
    installed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One sort of file: the columns it must have, all it may have, and what brings its sheet into the
    book."""

    required: tuple[str, ...]
    known: tuple[str, ...]
    bring: Callable[[Book, Sheet], tuple[int, int, int]]


KINDS = {
    "items": Kind(("number", "name"), tuple(import_items.PARSERS), import_items.bring),
    "suppliers": Kind(
        ("number", "name"),
        tuple(import_nouns.PARTY),
        lambda book, sheet: import_nouns.bring_parties(book, sheet, "supplier"),
    ),
    "customers": Kind(
        ("number", "name"),
        tuple(import_nouns.PARTY),
        lambda book, sheet: import_nouns.bring_parties(book, sheet, "customer"),
    ),
    "locations": Kind(("number", "name"), tuple(import_nouns.PLACE), import_nouns.bring_places),
    "purchase-orders": Kind(
        ("number", "supplier", "item", "quantity"),
        order_sheet.columns(PURCHASE),
        lambda book, sheet: import_orders.bring(book, sheet, PURCHASE),
    ),
    "sales-orders": Kind(
        ("number", "customer", "item", "quantity"),
        order_sheet.columns(SALE),
        lambda book, sheet: import_orders.bring(book, sheet, SALE),
    ),
    "quotes": Kind(
        ("number", "customer", "item", "quantity"),
        order_sheet.columns(QUOTE),
        lambda book, sheet: import_orders.bring(book, sheet, QUOTE),
    ),
}


def import_file(book: Book, *, what: str, path: Path) -> Imported:
    """Import the CSV file at `path`. Raises ImportKindUnknown, FileUnreadable, FileTooLarge, and
    ImportRefused, whose `.lines` name everything wrong in the file; nothing is changed then."""
    kind = KINDS.get(what)
    if kind is None:
        raise ImportKindUnknown(what=what, kinds=", ".join(KINDS))
    sheet = read_sheet(path, required=kind.required, known=kind.known)
    with book.write():
        before = settings.installed(book)
        created, updated, unchanged = kind.bring(book, sheet)
        came = () if before or not settings.installed(book) else (settings.SERIALS,)
    return Imported(what, created, updated, unchanged, came)

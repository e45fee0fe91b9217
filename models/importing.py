"""Importing CSV files: a record is matched on its number; the whole file counts, or nothing does."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models import (
    import_invoices,
    import_items,
    import_nouns,
    import_orders,
    import_serials,
    order_sheet,
    settings,
)
from models.book import Book
from models.csv_reading import Sheet, Tell, read_sheet, silent
from models.orders import PURCHASE, QUOTE, SALE
from models.refusals_orders import BadLine, ImportKindUnknown, ImportRefused


@dataclass(frozen=True)
class Imported:
    """What a file did: how many records it made, changed, and found as they were; the names of the add-ons that it
    installed, and the numbers of the documents that came of it, where the file does not name them itself."""

    what: str
    created: int
    updated: int
    unchanged: int
    installed: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Previewed:
    """What a file would do, and everything that is wrong in it; nothing was changed."""

    what: str
    created: int
    updated: int
    unchanged: int
    bad: tuple[BadLine, ...] = ()

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """How often each thing is wrong, the most frequent first, each told by its first sentence."""
        first = {bad.kind: bad.sentence for bad in reversed(self.bad)}
        return tuple((first[kind], n) for kind, n in Counter(bad.kind for bad in self.bad).most_common())


class _TakenBack(Exception):
    """What a preview ends its transaction with."""


@dataclass(frozen=True)
class Kind:
    """One sort of file: the columns it must have, all it may have, what brings its sheet into the book, and whether it is long
    enough to be read while it is walked."""

    required: tuple[str, ...]
    known: tuple[str, ...]
    bring: Callable[[Book, Sheet], tuple[int, int, int]]
    walked: bool = False


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
    "invoices": Kind(
        ("number", "customer", "item", "quantity"), tuple(import_invoices.PARSERS), import_invoices.bring
    ),
    "serials": Kind(("item", "serial"), tuple(import_serials.PARSERS), import_serials.bring, walked=True),
}


def import_file(book: Book, *, what: str, path: Path, sure: bool = False, tell: Tell = silent) -> Imported:
    """Import the CSV file at `path`; `tell` hears how far it is, and with `sure` what would be asked about is meant. Raises
    ImportKindUnknown, FileUnreadable, FileTooLarge, and ImportRefused, whose `.lines` name everything wrong in the file;
    nothing is changed then."""
    kind = KINDS.get(what)
    if kind is None:
        raise ImportKindUnknown(what=what, kinds=", ".join(KINDS))
    sheet = read_sheet(path, required=kind.required, known=kind.known, walked=kind.walked)
    sheet.sure, sheet.tell = sure, tell
    with book.write():
        before = settings.installed(book)
        created, updated, unchanged = kind.bring(book, sheet)
        came = () if before or not settings.installed(book) else (settings.SERIALS,)
    return Imported(what, created, updated, unchanged, came, tuple(sheet.made))


def preview(book: Book, *, what: str, path: Path, sure: bool = False, tell: Tell = silent) -> Previewed:
    """What `import_file` would do, and everything that is wrong in the file; nothing is changed. Raises ImportKindUnknown,
    FileUnreadable, FileTooLarge."""
    done: list[Imported] = []
    try:
        with book.write():
            done.append(import_file(book, what=what, path=path, sure=sure, tell=tell))
            raise _TakenBack
    except _TakenBack:
        return Previewed(what, done[0].created, done[0].updated, done[0].unchanged)
    except ImportRefused as refusal:
        return Previewed(what, 0, 0, 0, refusal.lines)

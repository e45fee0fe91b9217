"""Adjustment categories: seven that every book has, and own ones, each of one of those seven types."""

from dataclasses import dataclass

from models import texts
from models.book import Book
from models.refusals_nouns import CategoryKindUnknown, CategoryNameTaken

KINDS = ("Sales", "Purchases", "Status", "Production", "Marketing", "Obsolescence", "Waste")


@dataclass(frozen=True)
class Category:
    """Why stock was adjusted. `own` is True for a company's own one."""

    id: int
    name: str
    kind: str
    own: bool


def list_categories(book: Book) -> tuple[Category, ...]:
    """The seven in their fixed order, each followed by the own ones of its type by name."""
    rows = [Category(i, n, k, n != k) for i, n, k in book.rows("SELECT id, name, kind FROM category")]
    return tuple(sorted(rows, key=lambda c: (KINDS.index(c.kind), c.own, c.name)))


def create(book: Book, *, name: str, kind: str) -> Category:
    """An own category of one of the seven types. Raises CategoryNameTaken, CategoryKindUnknown, TextEmpty, TextTooLong,
    TextUnprintable."""
    said = texts.line("Name", name, most=60)
    if kind not in KINDS:
        raise CategoryKindUnknown(kind=kind, kinds=", ".join(KINDS))
    with book.write():
        added = book.row(
            "INSERT INTO category (name, kind) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING id",
            said,
            kind,
        )
    if added is None:
        raise CategoryNameTaken(name=said)
    return Category(int(added[0]), said, kind, True)

"""The tables as Peewee's query builder sees them, for lists whose filters come and go. Bound to no
database: a query runs on the book it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peewee import Select, Table

from models.book import Book, Row

T = TypeVar("T")

ITEM = Table("item")
PARTY = Table("party")
LAYOUTS = Table("layout")
DOCUMENT = Table("document")
LINE = Table("document_line")
STOCK = Table("stock")
LIST_MOST = 1_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a long list, in its order. `earlier` and `later` say whether there are more on either
    side."""

    rows: tuple[T, ...]
    earlier: bool
    later: bool


def page_of(
    book: Book,
    query: Select,
    key: Any,
    after: object | None,
    *,
    limit: int,
    backwards: bool,
    make: Callable[[Row], T],
    falling: bool = False,
) -> Page[T]:
    """One keyset page of `query` in the order of the unique column `key` (`falling`: highest first): the
    rows after `after`, or with `backwards` those before it (without `after`: the end of the list)."""
    limit = max(1, min(limit, LIST_MOST))
    down = falling != backwards
    if after is not None:
        query = query.where(key < after if down else key > after)
    query = query.order_by(key.desc() if down else key.asc()).limit(limit + 1)
    found = list(query.tuples().execute(book.db))
    more = len(found) > limit
    rows = tuple(make(row) for row in found[:limit])
    if backwards:
        return Page(rows[::-1], earlier=more, later=after is not None)
    return Page(rows, earlier=after is not None, later=more)

"""Layouts as the book keeps them: read whole, listed, and found for a customer. `layouts` changes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from models.book import Book, Row
from models.layout import STANDARD, STANDARD_COLUMNS, Column, Layout, PaperKind
from models.refusals_layouts import LayoutBlocked, LayoutUnknown
from models.rows import shared

_FACTS = "l.id, l.name, l.language, l.company, l.footer, l.ranges, l.square, l.blocked, l.is_default"
_COUNT = "(SELECT count(*) FROM party p WHERE p.layout_id = l.id)"


@dataclass(frozen=True)
class LayoutCard:
    """One layout as it is kept. `layout` has no logo in a list, where `logo` says that there is one; `customers` counts those
    it is tied to."""

    layout: Layout
    default: bool = False
    blocked: bool = False
    customers: int = 0
    logo: bool = False
    id: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.layout.name


def list_layouts(book: Book, *, blocked: bool = True) -> tuple[LayoutCard, ...]:
    """All layouts, the default first, then by name; without the pictures."""
    rows = book.rows(
        f"SELECT {_FACTS}, {_COUNT}, l.logo IS NOT NULL FROM layout l "  # noqa: S608
        "ORDER BY l.is_default DESC, l.name"
    )
    columns = _columns(book)
    cards = [_card(row, columns.get(row[0], {})) for row in rows]
    return tuple(card for card in cards if blocked or not card.blocked)


def view(book: Book, *, name: str) -> LayoutCard:
    """One layout, its logo with it. Raises LayoutUnknown."""
    row = book.row(f"SELECT {_FACTS}, {_COUNT}, l.logo FROM layout l WHERE l.name = ?", name)  # noqa: S608
    if row is None:
        raise LayoutUnknown(name=name)
    return _card(row, _columns(book, row[0]).get(row[0], {}))


def layout_for(book: Book, party_id: int | None) -> Layout:
    """How paper for this party (the row's id; None: for the house itself) looks: its own layout, else the default, else the
    standard one."""
    name = book.value(
        "SELECT l.name FROM layout l LEFT JOIN party p ON p.layout_id = l.id AND p.id = ? "
        "WHERE p.id IS NOT NULL OR l.is_default = 1 ORDER BY p.id IS NULL LIMIT 1",
        party_id,
    )
    return STANDARD if name is None else view(book, name=name).layout


def layout_id(book: Book, name: str) -> int | None:
    """The row behind a name that a customer may get, None for the default ("": whichever that is). Raises LayoutUnknown,
    LayoutBlocked."""
    if not name:
        return None
    row = shared(book, "SELECT id, blocked FROM layout WHERE name = ?", name)
    if row is None:
        raise LayoutUnknown(name=name)
    if row[1]:
        raise LayoutBlocked(name=name)
    return int(row[0])


def _columns(book: Book, id_: int | None = None) -> dict[int, dict[PaperKind, tuple[Column, ...]]]:
    """By layout and kind: the columns that were set."""
    found: dict[int, dict[PaperKind, tuple[Column, ...]]] = {}
    for layout, kind, name, width in book.rows(
        "SELECT layout_id, kind, name, width FROM layout_column WHERE layout_id = coalesce(?, layout_id) "
        "ORDER BY layout_id, kind, place",
        id_,
    ):
        kinds = found.setdefault(layout, {})
        kinds[kind] = (*kinds.get(kind, ()), Column(name, width))
    return found


def _card(row: Row, own: Mapping[PaperKind, tuple[Column, ...]]) -> LayoutCard:
    id_, name, language, company, footer, ranges, square, blocked, default, customers, logo = row
    columns = cast("Mapping[PaperKind, tuple[Column, ...]]", MappingProxyType({**STANDARD_COLUMNS, **own}))
    picture = b"" if logo is None or isinstance(logo, bool | int) else bytes(logo)
    layout = Layout(name, language, picture, company, footer, bool(ranges), bool(square), columns)
    return LayoutCard(layout, bool(default), bool(blocked), int(customers), bool(logo), int(id_))

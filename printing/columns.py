"""A layout's columns on the page: their places, their titles, and letters that fit them.

The widths are the layout's. A number is never broken: where one is wider than its column it is set smaller, and when it
would become too small to read the column takes room from those that have some to spare.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.language import say_in
from models.layout import SERIALS, STANDARD_COLUMNS, TITLES, Layout, PaperKind
from models.layout import Column as Chosen
from printing.sheet import BODY, LABEL, ROOM, SERIAL, STRONG, Style
from printing.table import Column

GUTTER: Final = 7.0
GUTTER_PART: Final = 0.15
"""A very narrow column keeps most of itself: so much of it, and no more, is left white at either side."""
SMALLEST: Final = 6.5
"""Points; what is set smaller is hard to read."""
LABEL_SMALLEST: Final = 5.5
TEXT_LEAST: Final = 40.0
"""Points that a text column keeps."""
UNBROKEN: Final = frozenset(
    {"line", "quantity", "ordered", "delivered", "outstanding", "price", "discount", "vat", "net", "warranty"}
)
RIGHT: Final = UNBROKEN - {"warranty"} | {"picked"}
STYLES: Final[Mapping[str, Style]] = {
    "item": STRONG,
    "quantity": STRONG,
    "delivered": STRONG,
    "net": STRONG,
    SERIALS: SERIAL,
}

Cells = Mapping[str, str]
"""The texts of one line by the id of their column."""


@dataclass(frozen=True)
class Table:
    """What one document's table looks like: `ids` name the columns one by one."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, id_: str) -> Column | None:
        """The column of that id, if the layout has it."""
        return self.columns[self.ids.index(id_)] if id_ in self.ids else None


def columns_of(layout: Layout, kind: PaperKind) -> tuple[Chosen, ...]:
    """The columns of one kind of document; a layout that says nothing about it has the standard ones."""
    return tuple(layout.columns.get(kind) or STANDARD_COLUMNS[kind])


def has_column(layout: Layout, kind: PaperKind, id_: str) -> bool:
    """Whether paper of that kind has the column."""
    return any(column.id == id_ for column in columns_of(layout, kind))


def table(
    layout: Layout,
    kind: PaperKind,
    language: str,
    rows: Sequence[Cells],
    styles: Mapping[str, Style] = STYLES,
) -> Table:
    """The columns that `layout` has for `kind`, over `rows`."""
    chosen = columns_of(layout, kind)
    looks = [styles.get(one.id, BODY) for one in chosen]
    widest = [_widest(one.id, look, rows) for one, look in zip(chosen, looks, strict=True)]
    widths = _widths(chosen, widest)
    columns, x = [], 0.0
    for place, (one, look) in enumerate(zip(chosen, looks, strict=True)):
        edge = min(GUTTER / 2, widths[place] * GUTTER_PART)
        left = x + (edge if place else 0)
        x += widths[place]
        room = x - (edge if place < len(chosen) - 1 else 0) - left
        fitting = min(look.size, room / widest[place]) if widest[place] else look.size
        align = "right" if one.id in RIGHT else "left"
        title = say_in(language, TITLES[one.id])
        columns.append(
            Column(
                title, left, room, replace(look, size=fitting), align, one.id == "picked", _label(title, room)
            )
        )
    return Table(tuple(one.id for one in chosen), tuple(columns))


def _widest(id_: str, style: Style, rows: Sequence[Cells]) -> float:
    """Of the texts that must not be broken, in ems; 0 for a column that wraps."""
    if id_ not in UNBROKEN:
        return 0.0
    return max((style.face.width(text) for text in {row.get(id_, "") for row in rows}), default=0.0)


def _widths(chosen: Sequence[Chosen], widest: Sequence[float]) -> list[float]:
    """Points of each column, gutter included; together the room of the page."""
    whole = sum(one.width for one in chosen)
    widths = [ROOM * one.width / whole for one in chosen]
    needed = [ems * SMALLEST + GUTTER if ems else TEXT_LEAST for ems in widest]
    short = [
        max(0.0, need - width) if ems else 0.0
        for need, width, ems in zip(needed, widths, widest, strict=True)
    ]
    spare = [max(0.0, width - need) for need, width in zip(needed, widths, strict=True)]
    asked, there = sum(short), sum(spare)
    if not asked or not there:
        return widths
    given = min(asked, there)
    return [
        width + lack * given / asked - some * given / there
        for width, lack, some in zip(widths, short, spare, strict=True)
    ]


def _label(title: str, room: float) -> Style:
    """As large as lets the longest word of the title stand whole."""
    longest = max(LABEL.face.width(word) for word in title.split())
    return replace(LABEL, size=min(LABEL.size, max(LABEL_SMALLEST, room / longest)))

"""The columns of one document's table: what may be kept, and widths spread to 100 percent. Pure.

A document says which columns it has and in which order; the widths always come to 100 (the help page's own rule), so that
nothing that was asked for runs off the paper and no room is left over unseen.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from models.language import Said, say
from models.layout import CHOICE, FULL, TITLES, Column, PaperKind
from models.refusals import Refusal
from models.refusals_layouts import (
    ColumnTwice,
    ColumnUnknown,
    NoColumns,
    WidthOutOfRange,
    WidthsMissing,
    WidthsOver,
)

KINDS: Mapping[PaperKind, str] = MappingProxyType(
    {
        "quote": "Quote",
        "order-confirmation": "Order confirmation",
        "pick-list": "Pick list",
        "delivery-note": "Delivery note",
        "invoice": "Invoice",
        "credit-note": "Credit note",
        "purchase-order": "Purchase order",
    }
)
"""Every kind of document a layout is for, and its English name."""


def kind_word(kind: PaperKind) -> str:
    """The kind in the station's language."""
    return say(KINDS[kind])


def column_word(name: str) -> str:
    """The title of a column in the station's language; a name that is no column's stays as it is."""
    return say(TITLES[name]) if name in TITLES else name


def total(columns: Sequence[Column]) -> int:
    """What the widths come to, in percent."""
    return sum(column.width for column in columns)


def problem(kind: PaperKind, columns: Sequence[Column]) -> Refusal | None:
    """Why these columns cannot be kept, None when they can."""
    if not columns:
        return NoColumns(kind=Said(KINDS[kind]))
    seen: set[str] = set()
    for column in columns:
        if column.id not in CHOICE[kind]:
            known = ", ".join(column_word(name) for name in CHOICE[kind])
            return ColumnUnknown(kind=Said(KINDS[kind]), column=column_word(column.id), columns=known)
        if column.id in seen:
            return ColumnTwice(kind=Said(KINDS[kind]), column=column_word(column.id))
        seen.add(column.id)
        if not 1 <= column.width <= FULL:
            return WidthOutOfRange(column=column_word(column.id), width=column.width)
    over = total(columns) - FULL
    if over > 0:
        return WidthsOver(total=FULL + over, count=over)
    return WidthsMissing(total=FULL + over, missing=-over) if over else None


def checked(kind: PaperKind, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns as they are kept. Raises NoColumns, ColumnUnknown, ColumnTwice, WidthOutOfRange, WidthsMissing,
    WidthsOver."""
    wrong = problem(kind, columns)
    if wrong is not None:
        raise wrong
    return tuple(columns)


def spread(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns with widths in the same proportion, together 100 percent, none under 1. What whole percents leave over
    goes to those that lost most by rounding down."""
    given = [max(1, column.width) for column in columns]
    shares = [width * FULL / sum(given) for width in given]
    widths = [max(1, int(share)) for share in shares]
    lost = sorted(range(len(widths)), key=lambda n: (widths[n] - shares[n], n))
    for index in lost[: max(0, FULL - sum(widths))]:
        widths[index] += 1
    while sum(widths) > FULL:  # many columns that were to be narrower than 1 percent
        widths[widths.index(max(widths))] -= 1
    return tuple(Column(column.id, width) for column, width in zip(columns, widths, strict=True))

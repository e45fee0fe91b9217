"""One cell of an imported file as a value; each refusal says what was there and what was expected."""

from collections.abc import Callable, Hashable, Iterable

from models import texts
from models.csv_reading import Record, Sheet
from models.money import parse_money
from models.refusals_orders import TruthUnreadable
from models.refusals_values import NumberUnreadable

TRUTHS = {
    "yes": True,
    "true": True,
    "1": True,
    "ja": True,
    "no": False,
    "false": False,
    "0": False,
    "nej": False,
}
Parser = Callable[[str], object]


def truth(cell: str) -> bool | None:
    """Yes or no; None for an empty cell, which leaves things as they are."""
    if not cell:
        return None
    found = TRUTHS.get(cell.casefold())
    if found is None:
        raise TruthUnreadable(value=texts.quoted(cell))
    return found


def amount(cell: str) -> int:
    """An amount of money as a cell has it, in minor units; an empty cell is 0. Raises MoneyUnreadable,
    MoneyOutOfRange."""
    return parse_money(cell) if cell else 0


def whole(cell: str) -> int | None:
    """A small whole number, or None for an empty cell."""
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
        raise NumberUnreadable(value=texts.quoted(cell))
    return int(cell)


def number(field: str) -> Parser:
    """A parser for the number of something."""
    return lambda cell: texts.number(field, cell)


def line(field: str, *, most: int = texts.NAME_MOST, empty: bool = False) -> Parser:
    """A parser for one line of text."""
    return lambda cell: texts.line(field, cell, most=most, empty=empty)


def lines(field: str) -> Parser:
    """A parser for a text of several lines."""
    return lambda cell: texts.lines(field, cell)


def once(sheet: Sheet, rows: Iterable[tuple[Record, Hashable]], column: str) -> None:
    """Note every row whose `column` another row had before it."""
    seen: dict[Hashable, int] = {}
    for record, key in rows:
        if key in seen:
            sheet.refuse(
                record.line, column, "{value} is in line {first} already.", value=key, first=seen[key]
            )
        seen.setdefault(key, record.line)

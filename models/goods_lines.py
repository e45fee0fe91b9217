"""One line of a receipt, a shipment or an adjustment, as its screen shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from models.book import Row
from models.refusals import Refusal


class _Line(Protocol):
    """A line of any document: of goods, or of a sale."""

    @property
    def line_no(self) -> int: ...


L = TypeVar("L", bound=_Line)


class LineGone(Refusal):
    """Somebody else took it off."""

    template = "Line {line} is no longer on {document}."
    next_step = "Look at the lines again."


@dataclass(frozen=True)
class GoodsLine:
    """A line of a receipt, a shipment or an adjustment as its screen shows it. `counted` is above 0 where a person has
    counted a receipt's units without serial numbers. `may_have` is True where units without serial numbers may be among
    `quantity`, beside `entered` ones that have theirs."""

    id: int
    line_no: int
    item: str
    name: str
    unit: str
    has_serials: bool
    quantity: int
    entered: int
    ordered: int
    outstanding: int
    location: str
    price: int
    way: str = ""
    gtin: str = ""
    reserved: int = 0
    counted: int = 0
    may_have: bool = False


MAY_HAVE = 16
"""The place of `may_have` in the row of a line query, which shipments leave out."""


def goods_line(row: Row) -> GoodsLine:
    """A row of a line query as a value: numbers as int, has_serials and may_have as bool."""
    values = list(row)
    values[5] = bool(values[5])
    for n in (6, 7, 8, 9, 11, 14):
        values[n] = int(values[n] or 0)
    if len(values) > MAY_HAVE:
        values[MAY_HAVE] = bool(values[MAY_HAVE])
    return GoodsLine(*values)


def numbered(lines: Iterable[L], document: str, line_no: int) -> L:
    """The line with `line_no` among those of `document`. Raises LineGone."""
    for line in lines:
        if line.line_no == line_no:
            return line
    raise LineGone(line=line_no, document=document)

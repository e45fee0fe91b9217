"""What a layout is: how one company's paper looks, for every kind of document. Plain values; `layouts` keeps them.

A list of columns is in the order in which they stand on the page, and their widths come to 100 percent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

PaperKind = Literal[
    "quote", "order-confirmation", "pick-list", "delivery-note", "invoice", "credit-note", "purchase-order"
]
SERIALS = "serials"
FULL = 100

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "line": "Line",
        "item": "Item",
        "description": "Description",
        "location": "Location",
        "quantity": "Quantity",
        "unit": "Unit",
        "ordered": "Ordered",
        "delivered": "Delivered",
        "outstanding": "To follow",
        "price": "Price",
        "discount": "Discount",
        "vat": "VAT",
        "net": "Amount",
        SERIALS: "Serial numbers",
        "warranty": "Warranty until",
        "picked": "Picked",
    }
)
"""The English template over each column."""

_PRICED = ("line", "item", "description", "quantity", "unit", "price", "discount", "vat", "net")
CHOICE: Mapping[PaperKind, tuple[str, ...]] = MappingProxyType(
    {
        "quote": _PRICED,
        "order-confirmation": (*_PRICED, SERIALS),
        "pick-list": ("line", "location", "item", "description", "quantity", "unit", "picked", SERIALS),
        "delivery-note": (
            "line",
            "item",
            "description",
            "unit",
            "ordered",
            "delivered",
            "outstanding",
            SERIALS,
            "warranty",
        ),
        "invoice": (*_PRICED, SERIALS),
        "credit-note": (*_PRICED, SERIALS),
        "purchase-order": _PRICED,
    }
)
"""The columns each kind of document can have."""


@dataclass(frozen=True)
class Column:
    """One column of a document's table. `id` is a key of `TITLES`; `width` is in whole percent of the room between the
    margins, 1 to 100."""

    id: str
    width: int


def _columns(**widths: int) -> tuple[Column, ...]:
    return tuple(Column(id_, width) for id_, width in widths.items())


_SALE = _columns(item=15, description=35, quantity=9, unit=7, price=13, vat=7, net=14)
STANDARD_COLUMNS: Mapping[PaperKind, tuple[Column, ...]] = MappingProxyType(
    {
        "quote": _SALE,
        "order-confirmation": _columns(
            item=14, description=27, serials=18, quantity=8, unit=6, price=10, vat=6, net=11
        ),
        "pick-list": _columns(location=12, item=15, description=32, serials=20, quantity=8, unit=6, picked=7),
        "delivery-note": _columns(
            item=15, description=29, serials=22, unit=7, ordered=8, delivered=9, outstanding=10
        ),
        "invoice": _columns(item=14, description=27, serials=18, quantity=8, unit=6, price=10, vat=6, net=11),
        "credit-note": _columns(
            item=14, description=27, serials=18, quantity=8, unit=6, price=10, vat=6, net=11
        ),
        "purchase-order": _SALE,
    }
)
"""The columns a new layout has."""


@dataclass(frozen=True)
class Layout:
    """How paper looks. `language` is "" for the reader's own, else en or da. `logo` is a PNG or JPEG, b"" for none. `company`
    stands under the company's name at the head, "" for its address; `footer` at the foot of each page, "" for name and
    address. With `ranges` neighbouring serial numbers are written "SN001 to SN050" with their count; with `square` a
    delivery note that has the column of serial numbers carries them as 2D codes too."""

    name: str = "Standard"
    language: str = ""
    logo: bytes = b""
    company: str = ""
    footer: str = ""
    ranges: bool = False
    square: bool = True
    columns: Mapping[PaperKind, tuple[Column, ...]] = field(default_factory=lambda: STANDARD_COLUMNS)


STANDARD = Layout()
"""The layout of a book that has none of its own."""

"""Frozen pictures of a document, as paper needs them: plain values, no row and no query behind them."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Party:
    """Somebody named on paper: the seller, a customer or a place of delivery."""

    name: str
    number: str = ""
    address: tuple[str, ...] = ()
    vat_number: str = ""


@dataclass(frozen=True)
class DeliveryLine:
    """One line of a delivery note. Quantities are whole units; `serials` is empty for items without serials."""

    item: str
    name: str
    unit: str
    ordered: int
    delivered: int
    outstanding: int
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeliveryNote:
    """What left the house, without prices (R4.2). `date` is the day the goods left, in the station's time zone."""

    number: str
    order: str
    their_reference: str
    date: date
    seller: Party
    customer: Party
    deliver_to: Party
    lines: tuple[DeliveryLine, ...]
    language: str = "en"
    reverses: str = ""
    packages: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class PickLine:
    """One line to fetch: where, what, how many; `serials` are the reserved units, if any were chosen."""

    location: str
    item: str
    name: str
    unit: str
    quantity: int
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class PickList:
    """What to fetch for one sales order (R4.1); lines come sorted by location."""

    order: str
    customer: Party
    ship_by: date | None
    printed_at: datetime
    printed_by: str
    lines: tuple[PickLine, ...]
    language: str = "en"


@dataclass(frozen=True)
class GoodsLabel:
    """What a label on goods says: the item, and which unit of it. Without `serial` it is the item's own label; `gtin`
    has 14 digits or is empty."""

    item: str
    name: str
    gtin: str = ""
    serial: str = ""

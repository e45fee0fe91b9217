"""Frozen pictures of a document, as paper needs them: plain values, no row and no query behind them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from models.layout import STANDARD, Layout


@dataclass(frozen=True)
class Party:
    """Somebody named on paper: the seller, a customer or a place of delivery. `gln` is the EAN number of a public buyer."""

    name: str
    number: str = ""
    address: tuple[str, ...] = ()
    vat_number: str = ""
    gln: str = ""


@dataclass(frozen=True)
class DeliveryLine:
    """One line of a delivery note. Quantities are whole units; `serials` is empty for items without serials;
    `warranty_until` is the last day of the warranty, None where none was given."""

    item: str
    name: str
    unit: str
    ordered: int
    delivered: int
    outstanding: int
    serials: tuple[str, ...] = ()
    warranty_until: date | None = None


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
    layout: Layout = STANDARD


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
    layout: Layout = STANDARD


@dataclass(frozen=True)
class GoodsLabel:
    """What a label on goods says: the item, and which unit of it. Without `serial` it is the item's own label; `gtin`
    has 14 digits or is empty."""

    item: str
    name: str
    gtin: str = ""
    serial: str = ""


SalesKind = Literal["quote", "order-confirmation", "invoice", "credit-note"]


@dataclass(frozen=True)
class SalesLine:
    """One priced line. `quantity` in whole units; `price` and `net` in minor units, without VAT; `discount` and `vat_rate`
    (as reckoned for this customer) in hundredths of a percent; `net` has the discount taken off. `serials` is empty for
    items without serials, and as long as none were chosen."""

    item: str
    name: str
    unit: str
    quantity: int
    price: int
    discount: int
    vat_rate: int
    net: int
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class VatTotal:
    """What all lines of one rate come to. `rate` in hundredths of a percent, `net` and `vat` in minor units."""

    rate: int
    net: int
    vat: int


@dataclass(frozen=True)
class SalesDocument:
    """A quote, an order confirmation, an invoice or a credit note, with every field that the Danish
    momsbekendtgørelse § 58 and directive 2006/112/EC art. 226 ask of an invoice.

    `issued` is the day of issue. `delivery_date` is when the goods left or are wanted, None when that is the day of issue or not
    said; `valid_until` is a quote's, `pay_by` the last day to pay an invoice, None where nobody said one. `our_reference` is the
    person here, `order` our sales order, `shipments` what delivered the lines. `refers_to` is the invoice that a credit note
    counters, of `refers_to_date`. All amounts of a credit note are positive: its kind says that they go back. With
    `reverse_charge` the buyer accounts for the VAT (an EU customer with a VAT number); with `export` the goods left the EU; both
    have the rate 0 throughout. `draft` marks what is not posted, or not confirmed, yet."""

    kind: SalesKind
    number: str
    issued: date
    seller: Party
    customer: Party
    deliver_to: Party
    currency: str
    lines: tuple[SalesLine, ...]
    totals: tuple[VatTotal, ...]
    language: str = "en"
    heading: str = ""
    note: str = ""
    our_reference: str = ""
    their_reference: str = ""
    order: str = ""
    shipments: tuple[str, ...] = ()
    delivery_date: date | None = None
    valid_until: date | None = None
    pay_by: date | None = None
    reverse_charge: bool = False
    export: bool = False
    refers_to: str = ""
    refers_to_date: date | None = None
    reason: str = ""
    returned: bool = False
    draft: bool = False
    layout: Layout = STANDARD

    @property
    def net(self) -> int:
        """Everything without VAT, in minor units."""
        return sum(total.net for total in self.totals)

    @property
    def vat(self) -> int:
        """All VAT, in minor units."""
        return sum(total.vat for total in self.totals)

    @property
    def total(self) -> int:
        """What is to be paid, or goes back, in minor units."""
        return self.net + self.vat


@dataclass(frozen=True)
class PurchaseOrder:
    """What we want from a supplier. `seller` is the supplier and `buyer` this company; `deliver_to` is where the goods go;
    `issued` is the day on which it was made and `due` the day on which it is wanted. `their_reference` is the supplier's own
    number for it, `our_reference` the person here. Prices are cost prices. `draft` marks what the supplier has not got yet."""

    number: str
    issued: date
    seller: Party
    buyer: Party
    deliver_to: Party
    currency: str
    lines: tuple[SalesLine, ...]
    totals: tuple[VatTotal, ...]
    language: str = "en"
    note: str = ""
    our_reference: str = ""
    their_reference: str = ""
    due: date | None = None
    draft: bool = False
    layout: Layout = STANDARD

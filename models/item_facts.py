"""What is known about an item: the facts a person sets, checked; and the card and the row in which they are
shown."""

from dataclasses import dataclass, replace

from models import texts, warranty
from models.book import Row
from models.gtin import gtin14
from models.money import checked_money
from models.patterns import ANY, SerialPattern
from models.refusals_nouns import SerialsNeedStockTracking
from models.refusals_rules import MomentUnknown
from models.rows import flag
from models.vat import checked_rate

RECEIPT, SHIPMENT = "receipt", "shipment"
MOMENTS = (RECEIPT, SHIPMENT)
"""When a unit needs its serial number at the latest."""


def checked_moment(word: str) -> str:
    """One of MOMENTS. Raises MomentUnknown."""
    if word not in MOMENTS:
        raise MomentUnknown(value=texts.quoted(word), known=", ".join(MOMENTS))
    return word


@dataclass(frozen=True)
class ItemFacts:
    """What a person sets. `serial_at` is "receipt" or "shipment": when a unit of an item with serial numbers needs its own at
    the latest (R73). Prices are minor units; `gtin`, `location` and `group` are empty when there is none; `label_di` says that
    the item's plain labels carry the data identifier S (R2.10). `vat_rate` is hundredths of a percent, None for the usual
    one; `warranty_months` is how long a unit is under warranty once it is sold, 0 for none."""

    number: str
    name: str
    unit: str = "pcs"
    gtin: str = ""
    stock_tracked: bool = True
    has_serials: bool = False
    cost_price: int = 0
    sales_price: int = 0
    blocked: bool = False
    location: str = ""
    group: str = ""
    pattern: SerialPattern = ANY
    label_di: bool = False
    vat_rate: int | None = None
    warranty_months: int = 0
    serial_at: str = RECEIPT

    def checked(self) -> "ItemFacts":
        """These facts as the book keeps them. Raises the refusals of texts, money, gtin and patterns, and
        SerialsNeedStockTracking."""
        kept = ItemFacts(
            number=texts.number("Number", self.number),
            name=texts.line("Name", self.name),
            unit=texts.line("Unit", self.unit, most=10),
            gtin=gtin14(self.gtin) if self.gtin.strip() else "",
            stock_tracked=self.stock_tracked,
            has_serials=self.has_serials,
            cost_price=checked_money(self.cost_price),
            sales_price=checked_money(self.sales_price),
            blocked=self.blocked,
            location=self.location.strip(),
            group=self.group.strip(),
            pattern=self.pattern.checked(),
            label_di=self.label_di,
            vat_rate=None if self.vat_rate is None else checked_rate(self.vat_rate),
            warranty_months=warranty.checked(self.warranty_months),
            serial_at=checked_moment(self.serial_at),
        )
        if kept.has_serials and not kept.stock_tracked:
            raise SerialsNeedStockTracking(number=kept.number)
        return kept

    @property
    def search(self) -> str:
        """What a search meets."""
        return texts.fold(self.number, self.name, self.gtin)

    def columns(self, location_id: int | None, group_id: int | None) -> dict[str, object]:
        """These facts as columns of the table."""
        return {
            "number": self.number,
            "name": self.name,
            "unit": self.unit,
            "gtin": self.gtin or None,
            "stock_tracked": flag(self.stock_tracked),
            "has_serials": flag(self.has_serials),
            "cost_price": self.cost_price,
            "sales_price": self.sales_price,
            "blocked": flag(self.blocked),
            "location_id": location_id,
            "group_id": group_id,
            "serial_min": self.pattern.least,
            "serial_max": self.pattern.most,
            "serial_characters": self.pattern.characters,
            "serial_regex": self.pattern.regex,
            "serial_mask": self.pattern.mask,
            "serial_kind": self.pattern.kind,
            "label_di": flag(self.label_di),
            "vat_rate": self.vat_rate,
            "warranty_months": self.warranty_months,
            "serial_at": self.serial_at,
            "search": self.search,
        }


@dataclass(frozen=True)
class ItemCard(ItemFacts):
    """One item in full. `stock_value` is what `on_hand` units are worth together, in minor units; `moved` is True once it has
    movements: its serial number tick is fixed then. Of `on_hand` units `unnamed` have no serial number; the draft `converting`
    gives them one, "" for none, and has `assigned` already."""

    id: int = 0
    on_hand: int = 0
    stock_value: int = 0
    moved: bool = False
    unnamed: int = 0
    converting: str = ""
    assigned: int = 0

    def facts(self, **changes: object) -> ItemFacts:
        """The facts alone, some of them changed: what `items.change` takes."""
        names = ItemFacts.__dataclass_fields__
        return replace(ItemFacts(**{name: getattr(self, name) for name in names}), **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ItemRow:
    """One line of the list of items."""

    number: str
    name: str
    unit: str
    gtin: str
    has_serials: bool
    stock_tracked: bool
    blocked: bool
    sales_price: int
    on_hand: int


FACTS = (
    "i.number, i.name, i.unit, COALESCE(i.gtin, ''), i.stock_tracked, i.has_serials, i.cost_price, "
    "i.sales_price, i.blocked, COALESCE(l.number, ''), COALESCE(g.number, ''), i.serial_min, i.serial_max, "
    "i.serial_characters, i.serial_regex, i.serial_mask, i.serial_kind, i.label_di, i.vat_rate, i.warranty_months, "
    "i.serial_at, i.id"
)
JOINED = "item i LEFT JOIN location l ON l.id = i.location_id LEFT JOIN item_group g ON g.id = i.group_id"


def facts_of(row: Row) -> ItemFacts:
    """The facts behind a row of FACTS."""
    (
        number,
        name,
        unit,
        gtin,
        tracked,
        serials,
        cost,
        price,
        blocked,
        location,
        group,
        *pattern,
        di,
        rate,
        months,
        serial_at,
        _,
    ) = row
    return ItemFacts(
        number=number,
        name=name,
        unit=unit,
        gtin=gtin,
        stock_tracked=bool(tracked),
        has_serials=bool(serials),
        cost_price=cost,
        sales_price=price,
        blocked=bool(blocked),
        location=location,
        group=group,
        pattern=SerialPattern(*pattern),
        label_di=bool(di),
        vat_rate=rate,
        warranty_months=months,
        serial_at=serial_at,
    )

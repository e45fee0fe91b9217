"""The fields of an item's form, and the facts they hold. No screen and no book."""

from models.item_facts import MOMENTS, ItemCard, ItemFacts
from models.language import say
from models.money import money, parse_money
from models.patterns import ANY, MASK_MOST, SerialPattern
from models.refusals import Refusal
from models.serial_kinds import KINDS
from models.vat import parse_rate, percent
from models.warranty import parse_months
from tui.widgets.fields import Field
from tui.words import moment_word, serial_kind_word

NEW = ItemCard(number="", name="")
Choices = tuple[tuple[str, str], ...]


def fields_of(
    card: ItemCard | None, groups: Choices, *, installed: bool, cost: bool = True
) -> tuple[Field, ...]:
    """The form of `card`, or of a new item; the cost price only for who may see it."""
    kept = card or NEW
    fields = (
        Field("number", say("Number"), kept.number, length=25, help=say("Up to 25 characters, your own.")),
        Field("name", say("Name"), kept.name, length=200),
        Field("unit", say("Unit"), kept.unit, length=10, help=say("What one of it is called: pcs, box, kg.")),
        Field("gtin", say("Product code"), kept.gtin, length=14, accepts_scan=True, help=_gtin_help()),
        *(
            [Field("cost_price", say("Cost price"), money(kept.cost_price), "number", length=18)]
            if cost
            else ()
        ),
        Field("sales_price", say("Sales price"), money(kept.sales_price), "number", length=18),
        Field("vat_rate", say("VAT %"), _rate(kept.vat_rate), "number", length=6, help=_vat_help()),
        Field(
            "warranty_months",
            say("Warranty, months"),
            str(kept.warranty_months or ""),
            "number",
            length=3,
            help=_warranty_help(),
        ),
        Field("location", say("Location"), kept.location, length=25, accepts_scan=True, help=_place_help()),
        Field("group", say("Group"), kept.group, "choice", choices=groups),
        _tick("stock_tracked", say("Stock tracked"), kept.stock_tracked),
    )
    blocked = (_tick("blocked", say("Blocked"), kept.blocked, _blocked_help()),) if card else ()
    return (*fields, *blocked, *(_serial_fields(kept) if installed else ()))


def facts_of(values: dict[str, str], card: ItemCard | None) -> tuple[ItemFacts, dict[str, str]]:
    """What the fields hold, and what cannot be read, by field. Fields that are not shown keep what `card`
    has.
    """
    kept = card or NEW
    wrong: dict[str, str] = {}
    shown_prices = [name for name in ("cost_price", "sales_price") if name in values]
    prices = {"cost_price": kept.cost_price}
    prices |= {name: _money(name, values[name], wrong) for name in shown_prices}
    least, most = (_length(name, values, wrong) for name in ("least", "most"))
    shown = "has_serials" in values
    texts = (values.get(name, "") for name in ("characters", "regex", "mask", "kind"))
    pattern = SerialPattern(least, most, *texts)
    facts = ItemFacts(
        number=values["number"],
        name=values["name"],
        unit=values["unit"],
        gtin=values["gtin"],
        stock_tracked=bool(values["stock_tracked"]),
        has_serials=bool(values["has_serials"]) if shown else kept.has_serials,
        blocked=bool(values.get("blocked", "")),
        location=values["location"],
        group=values["group"],
        pattern=pattern if shown else kept.pattern,
        label_di=bool(values.get("label_di", "")) if shown else kept.label_di,
        vat_rate=_read_rate(values["vat_rate"], wrong),
        warranty_months=_months(values.get("warranty_months", ""), wrong),
        serial_at=values.get("serial_at") or kept.serial_at,
        cost_price=prices["cost_price"],
        sales_price=prices["sales_price"],
    )
    return facts, wrong


def _serial_fields(kept: ItemCard) -> tuple[Field, ...]:
    pattern = kept.pattern or ANY
    return (
        _tick("has_serials", say("Has serial numbers?"), kept.has_serials, _serials_help()),
        Field(
            "serial_at",
            say("Serial: asked for"),
            kept.serial_at,
            "choice",
            choices=_moments(),
            help=_moment_help(),
        ),
        Field("kind", say("Serial: kind"), pattern.kind, "choice", choices=_kinds(), help=_kind_help()),
        Field("mask", say("Serial: mask"), pattern.mask, length=MASK_MOST, help=_mask_help()),
        Field("least", say("Serial: least length"), _number(pattern.least), "number", length=3),
        Field("most", say("Serial: greatest length"), _number(pattern.most), "number", length=3),
        Field(
            "characters", say("Serial: characters"), pattern.characters, length=100, help=_characters_help()
        ),
        Field("regex", say("Serial: pattern"), pattern.regex, length=200, help=_regex_help()),
        _tick("label_di", say("Serial: label carries S"), kept.label_di, _label_help()),
    )


def _tick(name: str, label: str, on: bool, help: str = "") -> Field:
    return Field(name, label, "yes" if on else "", "tick", help=help or say("Space ticks."))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _money(name: str, text: str, wrong: dict[str, str]) -> int:
    try:
        return parse_money(text or "0")
    except Refusal as refusal:
        wrong[name] = refusal.sentence
        return 0


def _rate(rate: int | None) -> str:
    return "" if rate is None else percent(rate)


def _read_rate(text: str, wrong: dict[str, str]) -> int | None:
    if not text.strip():
        return None
    try:
        return parse_rate(text)
    except Refusal as refusal:
        wrong["vat_rate"] = refusal.sentence
        return None


def _months(text: str, wrong: dict[str, str]) -> int:
    try:
        return parse_months(text)
    except Refusal as refusal:
        wrong["warranty_months"] = refusal.sentence
        return 0


def _warranty_help() -> str:
    return say("From the day a unit is sold; empty: none. Units that were sold keep theirs.")


def _vat_help() -> str:
    return say("Empty: the usual rate, set under Company.")


def _length(name: str, values: dict[str, str], wrong: dict[str, str]) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100:
        wrong[name] = say("A serial number has 1 to 100 characters.")
        return None
    return int(text)


def _gtin_help() -> str:
    return say("Scan the barcode on the package, or leave it empty.")


def _place_help() -> str:
    return say("Where its units go unless somebody says otherwise.")


def _blocked_help() -> str:
    return say("A blocked item is on no new document; what is in stock stays.")


def _serials_help() -> str:
    return say("Every unit then has a serial number of its own. Only for stock-tracked items.")


def _moments() -> Choices:
    return tuple((moment, moment_word(moment)) for moment in MOMENTS)


def _moment_help() -> str:
    return say(
        "At shipment: units come in and are counted by quantity, and each gets its number when it is picked."
    )


def _kinds() -> Choices:
    return tuple((kind, serial_kind_word(kind)) for kind in KINDS)


def _kind_help() -> str:
    return say("IMEI: 15 digits with their check digit. MAC: every spelling of one is the same unit.")


def _mask_help() -> str:
    return say("# a digit, @ a letter A-Z, * either, such as TP80-######; empty: any.")


def _characters_help() -> str:
    return say("Which characters a serial number may hold, such as A-Z0-9-; empty: any.")


def _label_help() -> str:
    return say("Its barcodes have an S before the serial number; the S is cut off when it is scanned.")


def _regex_help() -> str:
    return say("A regular expression the whole serial number must match; empty: any.")

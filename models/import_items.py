"""Importing items: the rules of the card hold for every line of the file.

A file that says yes to has_serials asks for serial numbers in so many words, so it installs the add-on; a refused file
does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models import settings
from models.book import Book
from models.bulk import alone, insert_many, look_up, update_many
from models.csv_reading import Record, Sheet
from models.gtin import gtin14
from models.import_cells import Parser, amount, line, number, truth, whole
from models.import_nouns import rows_of
from models.item_facts import FACTS, JOINED, ItemCard, ItemFacts, checked_moment, facts_of
from models.item_ticks import check_tick
from models.items import view
from models.refusals import Refusal
from models.refusals_nouns import (
    GroupUnknown,
    GtinTaken,
    PatternLengths,
    PlaceBlocked,
    PlaceUnknown,
    SerialsNeedStockTracking,
)
from models.refusals_patterns import KindUnknown, MaskInvalid, PatternsDiffer, SameUnitTwice
from models.spellings import file_again
from models.vat import parse_rate
from models.warranty import parse_months

PARSERS: Mapping[str, Parser] = {
    "number": number("Number"),
    "name": line("Name"),
    "unit": lambda cell: line("Unit", most=10)(cell) if cell else None,
    "gtin": lambda cell: gtin14(cell) if cell else "",
    "stock_tracked": truth,
    "has_serials": truth,
    "serial_at": lambda cell: checked_moment(cell.lower()) if cell else None,
    "cost_price": amount,
    "sales_price": amount,
    "location": line("Location", empty=True),
    "group": line("Group", empty=True),
    "blocked": truth,
    "serial_min": whole,
    "serial_max": whole,
    "serial_characters": line("serial_characters", empty=True),
    "serial_regex": line("serial_regex", empty=True),
    "serial_mask": line("serial_mask", empty=True),
    "serial_kind": lambda cell: cell.lower(),
    "label_di": truth,
    "vat_rate": lambda cell: parse_rate(cell) if cell else None,
    "warranty_months": lambda cell: parse_months(cell) if cell else None,
}
PATTERN = {
    "serial_min": "least",
    "serial_max": "most",
    "serial_characters": "characters",
    "serial_regex": "regex",
    "serial_mask": "mask",
    "serial_kind": "kind",
}
AT: Mapping[type[Refusal], str] = {
    PatternLengths: "serial_min",
    PatternsDiffer: "serial_min",
    MaskInvalid: "serial_mask",
    KindUnknown: "serial_kind",
}
COLUMNS = (
    "number text,name text,unit text,gtin text,stock_tracked int,has_serials int,cost_price int,"
    "sales_price int,blocked int,location_id int,group_id int,serial_min int,serial_max int,"
    "serial_characters text,serial_regex text,serial_mask text,serial_kind text,label_di int,vat_rate int,"
    "warranty_months int,serial_at text,search text"
)


@dataclass(frozen=True)
class Known:
    """What the lines of a file may point at."""

    places: dict[str, tuple[int, bool]]
    groups: dict[str, int]
    items: dict[str, ItemCard]


def bring(book: Book, sheet: Sheet) -> tuple[int, int, int]:
    """Items: created, updated, unchanged."""
    alone(book, "item")
    rows = rows_of(sheet, PARSERS)
    known = _known(book, [values["number"] for _, values in rows])
    # a row whose name is refused is still looked at for what else is wrong in it
    wanted = [(record, _facts({"name": "", **values}, known)) for record, values in rows]
    if any(_ticks(facts, known) for _, facts in wanted):
        settings.keep_installed(book)
    for record, facts in wanted:
        _check_tick(book, sheet, record, facts, known)
        _check_links(sheet, record, facts, known)
    _check_gtins(book, sheet, wanted)
    sheet.check()
    added: list[list[object]] = []
    changed: list[list[object]] = []
    for _, facts in wanted:
        old = known.items.get(facts.number)
        place = known.places[facts.location][0] if facts.location else None
        cells = list(facts.columns(place, known.groups.get(facts.group)).values())
        if old is None:
            added.append(cells)
        elif facts != old.facts():
            changed.append([old.id, *cells])
    # two items may exchange their GTINs in one file: first nobody has them, then each its own
    update_many(book, "item", "id int,gtin text", [[row[0], None] for row in changed])
    update_many(book, "item", f"id int,{COLUMNS}", changed)
    insert_many(book, "item", COLUMNS, added)
    _file_again(book, sheet, wanted, known)
    sheet.check()
    return len(added), len(changed), len(wanted) - len(added) - len(changed)


def _file_again(book: Book, sheet: Sheet, wanted: list[tuple[Record, ItemFacts]], known: Known) -> None:
    """Units whose kind the file changes are compared in another form from now on."""
    for record, facts in wanted:
        old = known.items.get(facts.number)
        if old is not None and old.pattern.kind != facts.pattern.kind:
            try:
                file_again(book, item_id=old.id, number=facts.number, kind=facts.pattern.kind)
            except SameUnitTwice as refusal:
                sheet.note(record, "serial_kind", refusal)


def _known(book: Book, numbers: list[str]) -> Known:
    sql = f"SELECT {FACTS} FROM {JOINED} JOIN {{wanted}} ON wanted.number = i.number"  # noqa: S608
    found = look_up(book, sql, numbers)
    places = book.rows("SELECT number, id, blocked FROM location WHERE kind = 'stock'")
    return Known(
        places={n: (place, bool(blocked)) for n, place, blocked in places},
        groups=dict(book.rows("SELECT number, id FROM item_group")),
        items={row[0]: ItemCard(**vars(facts_of(row)), id=row[-1]) for row in found},
    )


def _facts(values: dict[str, Any], known: Known) -> ItemFacts:
    """The card as the file wants it: what it does not say stays as it is."""
    plain = {key: value for key, value in values.items() if key not in PATTERN}
    old = known.items.get(values["number"])
    facts = old.facts(**plain) if old else ItemFacts(**plain)
    rules = {PATTERN[key]: value for key, value in values.items() if key in PATTERN}
    return replace(facts, pattern=replace(facts.pattern, **rules))


def _ticks(facts: ItemFacts, known: Known) -> bool:
    """True when the file gives an item serial numbers that has none in the book."""
    old = known.items.get(facts.number)
    return facts.has_serials and not (old and old.has_serials)


def _check_tick(book: Book, sheet: Sheet, record: Record, facts: ItemFacts, known: Known) -> None:
    """Note what the rules of the serial number tick say against one line."""
    old = known.items.get(facts.number)
    if _ticks(facts, known) and not facts.stock_tracked:
        sheet.note(record, "has_serials", SerialsNeedStockTracking(number=facts.number))
    elif old and _rules(old) != _rules(facts):
        try:
            check_tick(book, view(book, number=old.number), facts)
        except Refusal as refusal:
            column = "has_serials" if facts.has_serials != old.has_serials else "serial_at"
            sheet.note(record, column, refusal)


def _rules(facts: ItemFacts) -> tuple[bool, bool, str]:
    return facts.has_serials, facts.stock_tracked, facts.serial_at


def _check_links(sheet: Sheet, record: Record, facts: ItemFacts, known: Known) -> None:
    """Note a location or a group that is not there, and a pattern that no serial can match."""
    old = known.items.get(facts.number)
    before = old.location if old else ""
    if facts.location and facts.location != before:
        place = known.places.get(facts.location)
        if place is None:
            sheet.note(record, "location", PlaceUnknown(number=facts.location))
        elif place[1]:
            sheet.note(record, "location", PlaceBlocked(number=facts.location))
    if facts.group and facts.group not in known.groups:
        sheet.note(record, "group", GroupUnknown(number=facts.group))
    try:
        facts.pattern.checked()
    except Refusal as refusal:
        column = next((name for kind, name in AT.items() if isinstance(refusal, kind)), "serial_regex")
        sheet.note(record, column, refusal)


def _check_gtins(book: Book, sheet: Sheet, wanted: list[tuple[Record, ItemFacts]]) -> None:
    """A GTIN belongs to one item that is not blocked, in the file and in the book together."""
    here = {facts.number for _, facts in wanted}
    live = [(record, facts) for record, facts in wanted if facts.gtin and not facts.blocked]
    sql = "SELECT i.gtin, i.number FROM {wanted} JOIN item i ON i.gtin = wanted.number WHERE i.blocked = 0"
    owners = {gtin: item for gtin, item in look_up(book, sql, {f.gtin for _, f in live}) if item not in here}
    for record, facts in live:
        owner = owners.setdefault(facts.gtin, facts.number)
        if owner != facts.number:
            sheet.note(record, "gtin", GtinTaken(gtin=facts.gtin, number=owner))

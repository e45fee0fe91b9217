"""Importing suppliers, customers and locations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models import places
from models.book import Book, Row
from models.bulk import alone, insert_many, look_up, update_many
from models.csv_reading import Record, Sheet
from models.gtin import gln
from models.import_cells import Parser, line, lines, number, once, truth
from models.language import LANGUAGES
from models.layout_rows import layout_id
from models.parties import FIELDS, LAYOUT, Kind, PartyCard
from models.payment_terms import parse_days
from models.refusals_nouns import LanguageUnknown
from models.rows import flag
from models.vat import checked_zone


def tongue(cell: str) -> str | None:
    """A language of paper; None for an empty cell."""
    if cell and cell.casefold() not in LANGUAGES:
        raise LanguageUnknown(language=cell)
    return cell.casefold() or None


PARTY: Mapping[str, Parser] = {
    "number": number("Number"),
    "name": line("Name"),
    "address": lines("Address"),
    "postcode": line("Postcode", most=20, empty=True),
    "city": line("City", most=100, empty=True),
    "country": line("Country", most=100, empty=True),
    "vat_number": line("VAT number", most=30, empty=True),
    "delivery_address": lines("Delivery address"),
    "language": tongue,
    "blocked": truth,
    "vat_zone": lambda cell: checked_zone(cell) if cell else None,
    "gln": gln,
    "payment_days": parse_days,
    "layout": line("Layout", empty=True),
}
PLACE: Mapping[str, Parser] = {
    "number": places.checked_number,
    "name": line("Name"),
    "blocked": truth,
}
PARTY_COLUMNS = (
    "number text,name text,address text,postcode text,city text,country text,vat_number text,"
    "delivery_address text,language text,blocked int,vat_zone text,gln text,payment_days int,search text,layout_id int"
)


def rows_of(sheet: Sheet, parsers: Mapping[str, Parser]) -> list[tuple[Record, dict[str, Any]]]:
    """Every row with a good number and its good values, None left out: an empty truth or language leaves
    things as they are. A number comes once."""
    rows = []
    for record in sheet.records:
        values = sheet.values(record, parsers)
        if "number" in values:
            rows.append((record, {key: value for key, value in values.items() if value is not None}))
    once(sheet, ((record, values["number"]) for record, values in rows), "number")
    return rows


def bring_parties(book: Book, sheet: Sheet, kind: Kind) -> tuple[int, int, int]:
    """Suppliers or customers: created, updated, unchanged."""
    alone(book, "party")
    ties = _Ties(book)
    rows = rows_of(sheet, {**PARTY, "layout": ties.parse})
    sheet.check()
    names = ", ".join(f"party.{field}" for field in FIELDS)
    sql = (
        f"SELECT party.id, {names}, {LAYOUT} FROM {{wanted}} "  # noqa: S608
        "JOIN party ON party.number = wanted.number WHERE party.kind = ?"
    )
    old = {
        row[1]: _card_of(row) for row in look_up(book, sql, [values["number"] for _, values in rows], kind)
    }
    added: list[list[object]] = []
    changed: list[list[object]] = []
    for _, values in rows:
        before = old.get(values["number"])
        card = replace(before, **values) if before else PartyCard(**values)
        if card == before:
            continue
        cells = [flag(card.blocked) if field == "blocked" else getattr(card, field) for field in FIELDS]
        cells += [card.search, ties.of(card.layout)]
        if before:
            changed.append([before.id, *cells])
        else:
            added.append([kind, *cells])
    insert_many(book, "party", f"kind text,{PARTY_COLUMNS}", added)
    update_many(book, "party", f"id int,{PARTY_COLUMNS}", changed)
    return len(added), len(changed), len(rows) - len(added) - len(changed)


class _Ties:
    """The layouts that the file and the book name, each looked up once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._parse = PARTY["layout"]
        self._ids: dict[str, int | None] = {"": None}

    def parse(self, cell: str) -> str:
        """A name a party may get. Raises LayoutUnknown, LayoutBlocked."""
        name = str(self._parse(cell))
        self._ids.setdefault(name, layout_id(self._book, name))
        return name

    def of(self, name: str) -> int | None:
        """The row behind a name that was parsed, or that a party has already."""
        if name not in self._ids:
            self._ids[name] = layout_id(self._book, name)
        return self._ids[name]


def _card_of(row: Row) -> PartyCard:
    values = dict(zip(("id", *FIELDS, "layout"), row, strict=True))
    return PartyCard(**{**values, "layout": values["layout"] or "", "blocked": bool(values["blocked"])})


def bring_places(book: Book, sheet: Sheet) -> tuple[int, int, int]:
    """Locations: created, updated, unchanged."""
    alone(book, "location")
    rows = rows_of(sheet, PLACE)
    sheet.check()
    sql = "SELECT l.id, l.number, l.name, l.blocked FROM {wanted} JOIN location l ON l.number = wanted.number"
    old = {row[1]: row for row in look_up(book, sql, [values["number"] for _, values in rows])}
    added: list[list[object]] = []
    changed: list[list[object]] = []
    for _, values in rows:
        before = old.get(values["number"])
        blocked = flag(values.get("blocked", before[3] if before else False))
        if before is None:
            added.append(["stock", values["number"], values["name"], blocked])
        elif before[2:] != (values["name"], blocked):
            changed.append([before[0], values["name"], blocked])
    insert_many(book, "location", "kind text,number text,name text,blocked int", added)
    update_many(book, "location", "id int,name text,blocked int", changed)
    return len(added), len(changed), len(rows) - len(added) - len(changed)

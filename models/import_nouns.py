"""Importing suppliers, customers and locations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models import places
from models.book import Book
from models.bulk import alone, insert_many, look_up, update_many
from models.csv_reading import Record, Sheet
from models.import_cells import Parser, line, lines, number, once, truth
from models.language import LANGUAGES
from models.parties import FIELDS, Kind, PartyCard
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
}
PLACE: Mapping[str, Parser] = {
    "number": places.checked_number,
    "name": line("Name"),
    "blocked": truth,
}
PARTY_COLUMNS = (
    "number text,name text,address text,postcode text,city text,country text,vat_number text,"
    "delivery_address text,language text,blocked int,vat_zone text,search text"
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
    rows = rows_of(sheet, PARTY)
    sheet.check()
    names = ", ".join(f"p.{field}" for field in FIELDS)
    sql = f"SELECT p.id, {names} FROM {{wanted}} JOIN party p ON p.number = wanted.number WHERE p.kind = ?"  # noqa: S608
    old = {
        row[1]: PartyCard(
            **{**dict(zip(FIELDS, row[1:], strict=True)), "blocked": bool(row[-1]), "id": row[0]}
        )
        for row in look_up(book, sql, [values["number"] for _, values in rows], kind)
    }
    added: list[list[object]] = []
    changed: list[list[object]] = []
    for _, values in rows:
        before = old.get(values["number"])
        card = replace(before, **values) if before else PartyCard(**values)
        if card == before:
            continue
        cells = [flag(card.blocked) if field == "blocked" else getattr(card, field) for field in FIELDS]
        if before:
            changed.append([before.id, *cells, card.search])
        else:
            added.append([kind, *cells, card.search])
    insert_many(book, "party", f"kind text,{PARTY_COLUMNS}", added)
    update_many(book, "party", f"id int,{PARTY_COLUMNS}", changed)
    return len(added), len(changed), len(rows) - len(added) - len(changed)


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

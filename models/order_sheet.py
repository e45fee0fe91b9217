"""What a file of orders says: its rows put together as orders, each row checked against the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.book import Book
from models.bulk import look_up
from models.csv_reading import Record, Sheet
from models.import_cells import Parser, line, lines, number
from models.money import parse_money, parse_quantity
from models.numbering import place_in
from models.orders import Flow, due_date, reference
from models.parties import BLOCKED, UNKNOWN
from models.refusals_nouns import ItemBlocked, ItemUnknown, PlaceBlocked, PlaceUnknown
from models.texts import plain_number

HEAD = ("their_reference", "due", "note")


@dataclass
class Wanted:
    """One order of the file: its head from its first row, and all its rows."""

    number: str
    record: Record
    head: dict[str, Any]
    rows: list[tuple[Record, dict[str, Any]]] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What the rows of a file point at, by number."""

    parties: dict[str, tuple[int, bool]]
    items: dict[str, tuple[int, bool, int]]
    places: dict[str, tuple[int, bool]]
    orders: dict[str, tuple[int, str, str]]


def columns(flow: Flow) -> tuple[str, ...]:
    """The columns such a file may have."""
    return tuple(parsers(flow))


def parsers(flow: Flow) -> Mapping[str, Parser]:
    """What each column is read with."""

    def own_number(cell: str) -> str:
        typed = plain_number("Number", cell)
        place_in(flow.kind, typed)
        return typed

    return {
        "number": own_number,
        flow.party: number(flow.party),
        "item": number("item"),
        "quantity": parse_quantity,
        "price": lambda cell: parse_money(cell) if cell else None,
        "due": due_date,
        "their_reference": reference,
        "note": lines("Note"),
        "location": line("Location", empty=True),
    }


def read(
    book: Book, sheet: Sheet, flow: Flow, by_column: Mapping[str, Parser] | None = None
) -> tuple[Known, list[Wanted]]:
    """The orders of the file in its order; what is wrong in a row, or between rows, is noted. `by_column` are other columns
    than those of an order."""
    by_column = by_column or parsers(flow)
    rows: list[tuple[Record, dict[str, Any]]] = []
    for record in sheet.records:
        values = sheet.values(record, by_column)
        if "number" in values:
            rows.append((record, values))
    known = _known(book, flow, [values for _, values in rows])
    orders: dict[str, Wanted] = {}
    for record, values in rows:
        _check(sheet, record, values, known, flow)
        head = {key: values[key] for key in (flow.party, *HEAD) if key in values}
        order = orders.setdefault(values["number"], Wanted(values["number"], record, head))
        order.rows.append((record, values))
        for key, value in head.items():
            if value != order.head.setdefault(key, value):
                sheet.refuse(
                    record.line, key, "{value} differs from line {line}, which is the same order.",
                    value=value or "", line=order.record.line,
                )  # fmt: skip
    return known, list(orders.values())


def _known(book: Book, flow: Flow, rows: list[dict[str, Any]]) -> Known:
    def named(column: str) -> set[str]:
        return {row[column] for row in rows if column in row}

    parties = look_up(
        book,
        "SELECT p.number, p.id, p.blocked FROM {wanted} JOIN party p ON p.number = wanted.number "
        "WHERE p.kind = ?",
        named(flow.party),
        flow.party,
    )
    items = look_up(
        book,
        f"SELECT i.number, i.id, i.blocked, i.{flow.price} FROM {{wanted}} "  # noqa: S608
        "JOIN item i ON i.number = wanted.number",
        named("item"),
    )
    orders = look_up(
        book,
        "SELECT d.number, d.id, d.kind, d.status FROM {wanted} JOIN document d ON d.number = wanted.number",
        named("number"),
    )
    return Known(
        {n: (i, bool(blocked)) for n, i, blocked in parties},
        {n: (i, bool(blocked), price) for n, i, blocked, price in items},
        {
            n: (i, bool(blocked))
            for n, i, blocked in book.rows("SELECT number, id, blocked FROM location WHERE kind = 'stock'")
        },
        {n: (i, kind, status) for n, i, kind, status in orders},
    )


def _check(sheet: Sheet, record: Record, values: dict[str, Any], known: Known, flow: Flow) -> None:
    """Note a row that points at nothing, or at something blocked; what is there already may stay."""
    there = known.orders.get(values["number"], (0, "", "draft"))[2] != "draft"
    for column, found, unknown, blocked in (
        (flow.party, known.parties, UNKNOWN[flow.party], BLOCKED[flow.party]),
        ("item", known.items, ItemUnknown, ItemBlocked),
        ("location", known.places, PlaceUnknown, PlaceBlocked),
    ):
        name = values.get(column)
        if not name:
            continue
        row = found.get(name)
        if row is None:
            sheet.note(record, column, unknown(number=name))
        elif row[1] and not there:
            sheet.note(record, column, blocked(number=name))

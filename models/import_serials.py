"""Importing the units that lie here when the book begins, or that another system had: one adjustment brings them all in.

The file is read while it is walked and staged in a table of this connection's own, so that a hundred thousand units go through
memory in pieces, are judged as a set, and are written by one posting. A unit that is here already, as the file says it, stays as
it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from peewee import IntegrityError

from models import import_serials_judged as judged
from models.book import LOSS, Book
from models.bulk import insert_many, look_up
from models.csv_reading import Record, Sheet
from models.goods_documents import ChangedMeanwhile
from models.goods_documents import create as new_draft
from models.goods_documents import post as post_document
from models.import_cells import Parser, line, number
from models.item_facts import FACTS, JOINED, ItemCard, facts_of
from models.language import Said, say
from models.money import parse_money
from models.orders import due_date
from models.places import first_shelf
from models.refusals import Refusal
from models.refusals_nouns import ItemBlocked, ItemUnknown, PlaceBlocked, PlaceUnknown
from models.refusals_scan import FailsPattern
from models.serial_kinds import MAC, same_as
from models.serial_text import fault, trimmed
from models.stock import Steps, look_alike, posted_as
from models.texts import quoted

UNITS_MOST = 100_000
"""Units of one file: they are written in one transaction, in which other stations wait."""
PIECE = 5_000
"""Rows staged at a time."""
CATEGORY = "Status"


class TooManyUnits(Refusal):
    template = "{file} has more than {most} units; other stations would wait too long."
    next_step = "Split it, and import one file after the other."


class NotYetReceived(Refusal):
    template = "{value} has not come yet."
    next_step = "Write the day it really came."


def _serial(cell: str) -> str:
    kept = trimmed(cell)
    if (wrong := fault(kept)) is not None:
        raise wrong
    return kept


_often = lru_cache(maxsize=4_096)
"""Cells that say the same on many rows are read once."""
PARSERS: Mapping[str, Parser] = {
    "item": _often(number("item")),
    "serial": _serial,
    "location": _often(line("Location", empty=True)),
    "cost": _often(lambda cell: parse_money(cell) if cell else None),
    "received_on": _often(due_date),
}
_COLUMNS = "line int,item_id int,serial text,look text,same text,place int,cost int,usual int,received text"
_STEPS = """
SELECT s.id, 1, l.id, i.item_id, CAST(? AS BIGINT), i.place, 'imported', coalesce(i.cost, i.usual) FROM incoming i
JOIN serial_number s ON s.serial = i.serial AND s.item_id = i.item_id
JOIN document_line l ON l.document_id = ? AND l.item_id = i.item_id AND l.location_id = i.place WHERE i.known = 0"""


@dataclass
class _Known:
    """What the rows point at, and what earlier rows of the file said."""

    places: dict[str, tuple[int, bool]]
    shelf: int | None
    today: date
    items: dict[str, ItemCard | None] = field(default_factory=dict)
    seen: dict[tuple[int, str], int] = field(default_factory=dict)
    looks: dict[tuple[int, str], str] = field(default_factory=dict)


def bring(book: Book, sheet: Sheet) -> tuple[int, int, int]:
    """Units: taken in, 0, here already. The adjustment's number is in `sheet.made`. Raises TooManyUnits,
    ChangedMeanwhile."""
    if book.op and (document := posted_as(book)) is not None:  # the reply to the first try was lost
        sheet.made.append(book.value("SELECT number FROM document WHERE id = ?", document))
        return int(book.value(judged.MOVED, document)), 0, 0
    with judged.table(book):
        _stage(book, sheet)
        judged.judge(book, sheet)
        sheet.check()
        known, new = (int(n) for n in judged.counts(book))
        try:
            if new:
                _post(book, sheet)
        except IntegrityError as error:
            raise ChangedMeanwhile(document=sheet.file) from error
    return new, 0, known


def _stage(book: Book, sheet: Sheet) -> None:
    places = book.rows("SELECT number, id, blocked FROM location WHERE kind = 'stock'")
    known = _Known(
        {n: (id_, bool(blocked)) for n, id_, blocked in places}, first_shelf(book), book.now().date()
    )
    records, done = iter(sheet.records), 0
    while piece := list(islice(records, PIECE)):
        done += len(piece)
        if done > UNITS_MOST:
            raise TooManyUnits(file=sheet.file, most=UNITS_MOST)
        rows = [(record, sheet.values(record, PARSERS)) for record in piece]
        _ask_items(book, known, [values["item"] for _, values in rows if "item" in values])
        staged = [row for record, values in rows if (row := _row(sheet, known, record, values)) is not None]
        judged.stage(book, _COLUMNS, staged)
        sheet.tell(say("Reading"), done, max(sheet.lines, done))


def _ask_items(book: Book, known: _Known, numbers: list[str]) -> None:
    unknown = {n for n in numbers if n not in known.items}
    if unknown:
        sql = f"SELECT {FACTS} FROM {JOINED} JOIN {{wanted}} ON wanted.number = i.number"  # noqa: S608
        found = {row[0]: ItemCard(**vars(facts_of(row)), id=row[-1]) for row in look_up(book, sql, unknown)}
        known.items.update({n: found.get(n) for n in unknown})


def _row(sheet: Sheet, known: _Known, record: Record, values: dict[str, Any]) -> list[object] | None:
    """The row as it is staged; None when something is wrong in it, which is noted."""
    before = len(sheet.bad)
    item = _item(sheet, known, record, values.get("item"))
    place = _place(sheet, known, record, values.get("location") or (item.location if item else ""))
    serial = values.get("serial")
    look = look_alike(serial or "")
    if item is not None and serial is not None:
        _own(sheet, known, record, item, serial, look)
    came: date | None = values.get("received_on")
    if came is not None and came > known.today:
        sheet.note(record, "received_on", NotYetReceived(value=came.isoformat()))
    if len(sheet.bad) > before or item is None or serial is None:
        return None
    received = came.isoformat() if came else None
    same = same_as(item.pattern.kind, serial)
    return [
        record.line,
        item.id,
        serial,
        look,
        same,
        place,
        values.get("cost"),
        item.cost_price,
        received,
    ]


def _item(sheet: Sheet, known: _Known, record: Record, number: str | None) -> ItemCard | None:
    if number is None:
        return None
    item = known.items[number]
    if item is None:
        sheet.note(record, "item", ItemUnknown(number=number))
    elif item.blocked:
        sheet.note(record, "item", ItemBlocked(number=number))
    elif not item.has_serials:
        sheet.refuse(record.line, "item", "{item} has no serial numbers.", item=number)
    else:
        return item
    return None


def _place(sheet: Sheet, known: _Known, record: Record, number: str) -> int | None:
    place = known.places.get(number, (known.shelf, False) if not number else (None, False))
    if place[0] is None:
        sheet.note(record, "location", PlaceUnknown(number=number))
    elif place[1]:
        sheet.note(record, "location", PlaceBlocked(number=number))
    return place[0]


def _own(sheet: Sheet, known: _Known, record: Record, item: ItemCard, serial: str, look: str) -> None:
    """Whether the serial is one of its item's, and not one that an earlier row has, or looks like."""
    unfit = item.pattern.fault(serial)
    if unfit is not None:
        sheet.note(record, "serial", FailsPattern(serial=serial, item=item.number, fault=Said(*unfit)))
    same = same_as(item.pattern.kind, serial) or serial
    first = known.seen.setdefault((item.id, same), record.line)
    if first != record.line:
        sheet.refuse(record.line, "serial", "{value} is in line {first} already.", value=serial, first=first)
    elif item.pattern.kind != MAC:
        other = known.looks.setdefault((item.id, look), serial)
        if other != serial and not sheet.sure:
            judged.looks_like(sheet, record.line, serial, other)


def _post(book: Book, sheet: Sheet) -> None:
    """The adjustment, its lines by item and place, the serial numbers, and one posting for all."""
    sheet.tell(say("Writing"), 0, 1)
    category = book.value("SELECT id FROM category WHERE name = ?", CATEGORY)
    made = new_draft(book, "AD", category_id=category, reason=quoted(sheet.file, most=100))
    insert_many(
        book,
        "document_line",
        "line_no int,item_id int,location_id int,quantity int,price int,way text",
        [(n, *row, "up") for n, row in enumerate(judged.lines(book), start=1)],
        document_id=made.id,
    )
    judged.name(book)
    sheet.made.append(post_document(book, made, "adjust", [Steps(_STEPS, (LOSS, made.id))], []).document)
    sheet.tell(say("Writing"), 1, 1)

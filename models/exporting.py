"""Exporting serial numbers as CSV: the rows of the serial number report, streamed page by page, so that ten
million of them need no more memory than ten."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from models import warranty
from models.book import Book
from models.dialect import as_json
from models.refusals import Refusal
from models.refusals_nouns import ItemUnknown, PlaceUnknown
from models.serial_report import STATES, Key, SerialFilter, SerialRow, page
from models.unit_labels import UNTOLD, of_rows

PAGE = 2_000
HEADER = (
    "item", "name", "serial", "state", "location", "document", "customer",
    "received_on", "changed_on", "held_by", "batch", "expires_on", "warranty_until",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
MORE = (
    "SELECT s.item_id, s.serial, coalesce(s.received_on, p.at), d.number FROM {batch} AS b "
    "JOIN serial_number s ON s.item_id = b.item AND s.serial = b.serial "
    "JOIN movement m ON m.serial_id = s.id AND m.seq = 1 JOIN posting p ON p.id = m.posting_id "
    "LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial "
    "LEFT JOIN document d ON d.id = e.document_id"
)
EVERYTHING = SerialFilter()


class StateUnknown(Refusal):
    template = "{state} is no state of a serial number; expected one of {states}."
    next_step = "Choose one of them."


@dataclass(frozen=True)
class Exported:
    """How many rows were written, the header not among them."""

    rows: int


def serials(book: Book, *, out: TextIO, raw: bool = False, filter: SerialFilter = EVERYTHING) -> Exported:
    """Write the serial numbers that `filter` leaves to `out` as CSV. Unless `raw`, a cell that a
    spreadsheet would run as a formula gets an apostrophe in front. Days are UTC. Raises ItemUnknown,
    PlaceUnknown, StateUnknown before anything is written."""
    _check(book, filter)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    count = 0
    after: Key | None = None
    while True:
        rows = page(book, filter=filter, after=after, limit=PAGE)
        more = _more(book, rows)
        keys = [(row.key[2], row.serial) for row in rows]
        labels, covered = of_rows(book, keys), warranty.of_rows(book, keys)
        for row in rows:
            key = (row.key[2], row.serial)
            cells = [*_cells(row, *more[key]), *labels.get(key, UNTOLD), covered.get(key, "")]
            writer.writerow(cells if raw else [safe(cell) for cell in cells])
        count += len(rows)
        if len(rows) < PAGE:
            return Exported(count)
        after = rows[-1].key


def safe(cell: str) -> str:
    """`cell` so that no spreadsheet runs it (OWASP ASVS 5.0, 1.2.10): also when only blanks stand before
    the sign."""
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell


def _check(book: Book, filter: SerialFilter) -> None:
    if filter.state and filter.state not in STATES:
        raise StateUnknown(state=filter.state, states=", ".join(STATES))
    if filter.item and book.value("SELECT 1 FROM item WHERE number = ?", filter.item) is None:
        raise ItemUnknown(number=filter.item)
    if filter.location and book.value("SELECT 1 FROM location WHERE number = ?", filter.location) is None:
        raise PlaceUnknown(number=filter.location)


def _more(book: Book, rows: Iterable[SerialRow]) -> dict[tuple[int, str], tuple[str, str]]:
    """What the report does not show: when each serial first came, and the open document that has it now."""
    keys = as_json([[row.key[2], row.serial] for row in rows])
    found = book.rows(MORE.replace("{batch}", book.batch("item int,serial text")), keys)
    return {(item, serial): (at, held or "") for item, serial, at, held in found}


def _cells(row: SerialRow, received: str, held: str) -> list[str]:
    customer = row.party if row.state in ("shipped", "in repair") else ""
    return [
        row.item, row.name, row.serial, row.state, row.location, row.document, customer,
        received[:10], row.at[:10], held,
    ]  # fmt: skip

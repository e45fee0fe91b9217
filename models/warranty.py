"""How long a unit is under warranty: written when it is sold, for the months its item had that day.

The last day is the day it left plus the months; where that month is shorter, its last day. It holds while the unit is with
its customer, or here for repair; a unit back in stock has none, and a return that is reversed brings that of its sale back.
Rows are never changed, so that other months on the item change nothing for units that were sold.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from models.book import Book
from models.dialect import as_json
from models.fields import local_day
from models.last_sale import OF_S
from models.refusals_repair import WarrantyMonths
from models.texts import quoted

MONTHS_MOST = 600
SALES = ("ship", "invoice")

_ITEMS = """
SELECT DISTINCT i.id, i.warranty_months FROM step t JOIN item i ON i.id = t.item_id
WHERE t.to_place = 2 AND i.warranty_months > 0"""
_BEGIN = """
INSERT INTO unit_warranty (serial_id, posting_id, until)
SELECT t.serial_id, CAST(? AS BIGINT), b.until FROM step t JOIN {batch} AS b ON b.item = t.item_id WHERE t.to_place = 2"""
NOW = f"""
SELECT w.until FROM serial_number s JOIN movement m ON m.serial_id = s.id AND m.seq = {OF_S}
JOIN unit_warranty w ON w.serial_id = s.id AND w.posting_id = m.posting_id WHERE s.id = ? AND s.place IN (0, 2)"""  # noqa: S608
_PAGE = f"""
SELECT s.item_id, s.serial, w.until FROM {{batch}} AS b
JOIN serial_number s ON s.item_id = b.item AND s.serial = b.serial AND s.place IN (0, 2)
JOIN movement m ON m.serial_id = s.id AND m.seq = {OF_S}
JOIN unit_warranty w ON w.serial_id = s.id AND w.posting_id = m.posting_id"""  # noqa: S608
_LINES = """
SELECT m.line_id, max(w.until) FROM posting p JOIN movement m ON m.posting_id = p.id
JOIN unit_warranty w ON w.posting_id = p.id AND w.serial_id = m.serial_id
WHERE p.document_id = ? AND p.verb <> 'reverse' GROUP BY m.line_id"""


def checked(months: int) -> int:
    """`months` if an item can have them. Raises WarrantyMonths."""
    if not 0 <= months <= MONTHS_MOST:
        raise WarrantyMonths(value=months, most=MONTHS_MOST)
    return months


def parse_months(text: str) -> int:
    """Months as typed; nothing is 0. Raises WarrantyMonths."""
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise WarrantyMonths(value=quoted(text), most=MONTHS_MOST)
    return checked(int(text))


def end_of(day: date, months: int) -> date:
    """The same day `months` later; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def begin(book: Book, *, posting: int, verb: str, at: str) -> None:
    """Note the warranty of what the staged steps sell. Inside the posting's transaction, while its steps are staged."""
    if verb in SALES and (items := book.rows(_ITEMS)):
        day = date.fromisoformat(local_day(at))
        ends = as_json([(item, end_of(day, months).isoformat()) for item, months in items])
        book.execute(_BEGIN.format(batch=book.batch("item int,until text")), posting, ends)


def of_serial(book: Book, serial_id: int) -> str:
    """The last day of a unit's warranty (ISO), "" where it has none."""
    return str(book.value(NOW, serial_id) or "")


def of_rows(book: Book, keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The same for a page of (item id, serial); without those that have none."""
    rows = book.rows(_PAGE.format(batch=book.batch("item int,serial text")), as_json(keys))
    return {(row[0], row[1]): row[2] for row in rows}


def of_lines(book: Book, document_id: int) -> dict[int, date]:
    """The last day for the units each line of a document sold, as it was promised that day."""
    return {line: date.fromisoformat(until) for line, until in book.rows(_LINES, document_id)}

"""What labels are wanted for: units that stand in the book or on an open list, and items. Reads only.

Nothing is ever made up: a serial number that nobody entered gets no label (R27).
"""

from collections.abc import Sequence

from models import items, serial_report
from models.book import Book, Row
from models.documents import GoodsLabel
from models.goods_documents import head
from models.refusals import Refusal
from models.serial_report import Key, SerialFilter
from models.spellings import called_now

LABELS_MOST = 1_000
ASKED_FROM = 50
"""So many labels go without a question."""
PAGE = 500


class NoUnitsToLabel(Refusal):
    template = "There is no unit to print a label for on {number}."
    next_step = "Enter its serial numbers first."


class NothingToLabel(Refusal):
    template = "No serial number is left to print a label for."
    next_step = "Take the filter away, or choose another one."


class TooManyLabels(Refusal):
    template = "{count} labels are wanted; at most {limit} go at once."
    next_step = "Print them in parts: a filter leaves fewer."


class SerialOfNobody(Refusal):
    template = "{serial} is no serial number here: a label is only printed for one that was entered."
    next_step = "Receive the unit first, or check the number."


class SerialOfSeveral(Refusal):
    template = "{serial} is a serial number of several items: {items}."
    next_step = "Name the item too."


_ENTERED = """
SELECT i.number, i.name, coalesce(i.gtin, ''), e.serial FROM entry e JOIN item i ON i.id = e.item_id WHERE """
_MOVED = """
SELECT i.number, i.name, coalesce(i.gtin, ''), s.serial FROM posting p JOIN movement m ON m.posting_id = p.id
JOIN serial_number s ON s.id = m.serial_id JOIN item i ON i.id = s.item_id
WHERE p.document_id = ? AND p.verb <> 'reverse' ORDER BY m.line_id, s.serial LIMIT ?"""
_KNOWN = """
SELECT i.number, i.name, coalesce(i.gtin, ''), s.serial FROM serial_number s JOIN item i ON i.id = s.item_id
WHERE s.serial = ? AND s.place IS NOT NULL
UNION SELECT i.number, i.name, coalesce(i.gtin, ''), e.serial FROM entry e JOIN item i ON i.id = e.item_id
WHERE e.serial = ? ORDER BY 1"""


def of_document(book: Book, *, number: str) -> tuple[GoodsLabel, ...]:
    """One label for each unit of a receipt or an adjustment: what is on its lists, or what it moved. Raises
    NoSuchDocument, NoUnitsToLabel, TooManyLabels."""
    found = head(book, number, "GR", "AD")
    rows = book.rows(
        f"{_ENTERED} e.document_id = ? ORDER BY e.line_id, e.id LIMIT ?", found.id, LABELS_MOST + 1
    ) or book.rows(_MOVED, found.id, LABELS_MOST + 1)
    if not rows:
        raise NoUnitsToLabel(number=found.number)
    return _few_enough(rows, "SELECT count(*) FROM entry WHERE document_id = ?", book, found.id)


def of_line(book: Book, *, line_id: int) -> tuple[GoodsLabel, ...]:
    """One label for each unit on the open list of a line, in the order they came. Raises NoUnitsToLabel,
    TooManyLabels."""
    rows = book.rows(f"{_ENTERED} e.line_id = ? ORDER BY e.id LIMIT ?", line_id, LABELS_MOST + 1)
    if not rows:
        number = book.value(
            "SELECT d.number FROM document_line l JOIN document d ON d.id = l.document_id WHERE l.id = ?",
            line_id,
        )
        raise NoUnitsToLabel(number=number or line_id)
    return _few_enough(rows, "SELECT count(*) FROM entry WHERE line_id = ?", book, line_id)


def of_serials(book: Book, *, serials: Sequence[str], item: str = "") -> tuple[GoodsLabel, ...]:
    """One label for each of `serials`, exactly as they are written, or as they are called since they were corrected (of `item`,
    where several items have one). Raises SerialOfNobody, SerialOfSeveral, TooManyLabels."""
    if len(serials) > LABELS_MOST:
        raise TooManyLabels(count=len(serials), limit=LABELS_MOST)
    labels = []
    for serial in serials:
        now = called_now(book, serial)
        rows = [row for row in book.rows(_KNOWN, now, now) if item in ("", row[0])]
        if not rows:
            raise SerialOfNobody(serial=serial)
        if len(rows) > 1:
            raise SerialOfSeveral(serial=serial, items=", ".join(row[0] for row in rows))
        labels.append(GoodsLabel(*rows[0]))
    return tuple(labels)


def of_filter(book: Book, *, filter: SerialFilter) -> tuple[GoodsLabel, ...]:
    """One label for each serial number that the report's filter leaves, in its order. Raises NothingToLabel,
    TooManyLabels."""
    labels: list[GoodsLabel] = []
    gtins: dict[str, str] = {}
    after: Key | None = None
    while True:
        rows = serial_report.page(book, filter=filter, after=after, limit=PAGE)
        for row in rows:
            if row.item not in gtins:
                gtins[row.item] = items.view(book, number=row.item).gtin
            labels.append(GoodsLabel(row.item, row.name, gtins[row.item], row.serial))
        if len(labels) > LABELS_MOST:
            raise TooManyLabels(count=serial_report.count(book, filter=filter), limit=LABELS_MOST)
        if len(rows) < PAGE:
            break
        after = rows[-1].key
    if not labels:
        raise NothingToLabel()
    return tuple(labels)


def of_item(book: Book, *, number: str, copies: int = 1) -> tuple[GoodsLabel, ...]:
    """The item's own label, so many times. Raises ItemUnknown, TooManyLabels."""
    card = items.view(book, number=number)
    if copies > LABELS_MOST:
        raise TooManyLabels(count=copies, limit=LABELS_MOST)
    return (GoodsLabel(card.number, card.name, card.gtin),) * copies


def _few_enough(rows: Sequence[Row], counting: str, book: Book, id_: int) -> tuple[GoodsLabel, ...]:
    if len(rows) > LABELS_MOST:
        count = max(int(book.value(counting, id_)), len(rows))
        raise TooManyLabels(count=count, limit=LABELS_MOST)
    return tuple(GoodsLabel(*row) for row in rows)

"""Adjustments in a list, and changing a line of a draft."""

from dataclasses import dataclass

from models import texts
from models.adjusting import Adjustment, NoSuchCategory, view
from models.book import Book, Row
from models.conversions import own_lines_only
from models.goods_documents import draft
from models.goods_lines import LineGone, numbered
from models.money import checked_money, checked_quantity
from models.places import place_of
from models.refusals import Refusal
from models.unnamed import ASKED_ON_ARRIVAL, UNNAMED_THERE

__all__ = ["AdjustmentRow", "BelowEntered", "LineGone", "Moved", "listed", "moved", "set_head", "set_line"]

RECENT = 50
DRAFTS_MOST = 900
MOVED_MOST = 1_000


class BelowEntered(Refusal):
    """The list behind the line is longer."""

    template = "Line {line} has {count} serial numbers entered, so its quantity cannot be {quantity}."
    one = "Line {line} has 1 serial number entered, so its quantity cannot be {quantity}."
    next_step = "Undo or remove serial numbers first."


@dataclass(frozen=True)
class AdjustmentRow:
    """One adjustment in a list. `missing` counts the serial numbers a draft still lacks; `at` is when it was
    made, or posted.
    """

    number: str
    status: str
    category: str
    reason: str
    station: str
    operator: str
    at: str
    lines: int
    missing: int


_ROWS = f"""
SELECT d.number, d.status, c.name, d.reason, s.name, coalesce(o.name, ''),
  coalesce(d.posted_at, d.created_at),
  (SELECT count(*) FROM document_line l WHERE l.document_id = d.id),
  (SELECT coalesce(sum(CASE WHEN l.way = 'assign' THEN {UNNAMED_THERE} ELSE l.quantity END
    - (SELECT count(*) FROM entry e WHERE e.line_id = l.id)), 0)
   FROM document_line l JOIN item i ON i.id = l.item_id
   WHERE l.document_id = d.id AND ({ASKED_ON_ARRIVAL} = 1 OR l.way = 'assign') AND l.way <> 'counted' AND d.status = 'draft')
FROM document d JOIN category c ON c.id = d.category_id JOIN station s ON s.id = d.station_id
LEFT JOIN operator o ON o.id = d.operator_id
WHERE d.kind = 'AD' AND d.status = ? ORDER BY d.id DESC LIMIT ?"""  # noqa: S608


def listed(book: Book) -> tuple[AdjustmentRow, ...]:
    """Every draft, oldest first, then the RECENT adjustments that are drafts no more, newest first."""
    drafts = [_row(row) for row in book.rows(_ROWS, "draft", DRAFTS_MOST)]
    done = [
        _row(row)
        for status in ("posted", "reversed", "cancelled")
        for row in book.rows(_ROWS, status, RECENT)
    ]
    return (*reversed(drafts), *sorted(done, key=lambda row: row.at, reverse=True)[:RECENT])


def set_head(book: Book, *, number: str, category: str, reason: str = "", note: str = "") -> Adjustment:
    """Change category, reason and note of a draft. Raises NoSuchCategory, NotEditable, TextTooLong,
    TextUnprintable.
    """
    with book.write():
        found = draft(book, number, "AD")
        kept = book.value("SELECT id FROM category WHERE name = ?", category)
        if kept is None:
            raise NoSuchCategory(category=category)
        book.execute(
            "UPDATE document SET category_id = ?, reason = ?, note = ? WHERE id = ?",
            kept,
            texts.line("Reason", reason, empty=True),
            texts.lines("Note", note),
            found.id,
        )
    return view(book, number=number)


def set_line(book: Book, *, number: str, line_no: int, quantity: int, location: str, cost: int) -> Adjustment:
    """Change quantity, location and cost price of a line; a counted serial item has no quantity to change.
    Raises LineGone, BelowEntered, NoSuchLocation, PlaceBlocked, NotEditable, QuantityOutOfRange, MoneyOutOfRange.
    """
    with book.write():
        found = draft(book, number, "AD")
        own_lines_only(book, found.id, number)
        line = numbered(view(book, number=number).lines, number, line_no)
        counted = line.way == "counted"
        kept = checked_quantity(quantity, least=0 if counted else 1)
        if line.has_serials and counted:
            kept = line.quantity
        elif (line.has_serials or line.may_have) and not counted and kept < line.entered:
            raise BelowEntered(line=line_no, count=line.entered, quantity=kept)
        book.execute(
            "UPDATE document_line SET quantity = ?, location_id = ?, price = ? "
            "WHERE document_id = ? AND line_no = ?",
            kept,
            place_of(book, location, takes=line.way == "up"),
            checked_money(cost),
            found.id,
            line_no,
        )
    return view(book, number=number)


@dataclass(frozen=True)
class Moved:
    """A unit that a posted line moved; places are shelves, or "" for outside the warehouse. `reason` is its own, where a count
    gave one."""

    serial: str
    from_place: str
    to_place: str
    reason: str = ""


def moved(book: Book, *, line_id: int) -> tuple[Moved, ...]:
    """The first MOVED_MOST serial numbers that the posted line with `line_id` moved, by serial number."""
    rows = book.rows(
        "SELECT s.serial, CASE WHEN f.id > 3 THEN f.number ELSE '' END, "
        "CASE WHEN t.id > 3 THEN t.number ELSE '' END, coalesce(cr.reason, '') "
        "FROM document_line l JOIN posting p ON p.document_id = l.document_id AND p.verb = 'adjust' "
        "JOIN movement m ON m.posting_id = p.id AND m.line_id = l.id "
        "JOIN serial_number s ON s.id = m.serial_id "
        "LEFT JOIN count_result cr ON cr.serial_id = s.id AND cr.line_id = l.id "
        "JOIN location f ON f.id = m.from_place JOIN location t ON t.id = m.to_place "
        "WHERE l.id = ? ORDER BY s.serial LIMIT ?",
        line_id,
        MOVED_MOST,
    )
    return tuple(Moved(*row) for row in rows)


def _row(row: Row) -> AdjustmentRow:
    number, status, category, reason, station, operator, at, lines, missing = row
    return AdjustmentRow(number, status, category, reason, station, operator, at, int(lines), int(missing))

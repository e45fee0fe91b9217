"""Choosing units for an order line: each one is promised to the order, and held for it until it ships (help page, 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import entry
from models.book import Book
from models.entry import Added, AddedMany
from models.goods_documents import head
from models.list_facts import NoSuchLine, line_facts
from models.refusals import Refusal
from models.serial_text import PASTE_MAX

CHOICE_MAX = 200
_CREDITABLE = """
SELECT s.serial, p.number, po.at FROM document_line l JOIN invoiced_serial v ON v.line_id = l.source_id
JOIN serial_number s ON s.id = v.serial_id JOIN location p ON p.id = s.place
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq JOIN posting po ON po.id = m.posting_id
WHERE l.id = ? AND upper(s.serial) LIKE ? ESCAPE '!'
AND NOT EXISTS (SELECT 1 FROM credited_serial c WHERE c.invoice_line_id = v.line_id AND c.serial_id = s.id)
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.serial_id = s.id) ORDER BY s.serial LIMIT ?"""


class NoUnitFree(Refusal):
    template = "No unit of {item} is free for {document}."
    next_step = "Receive some first, or let another document go."


@dataclass(frozen=True)
class Candidate:
    """A unit that could be chosen: in stock, and free or `reserved` for the very order this line delivers."""

    serial: str
    location: str
    since: str
    reserved: bool = False


def choose(
    book: Book,
    *,
    order: str,
    line_no: int,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    sure: Mapping[str, str] | None = None,
) -> Added:
    """Promise the unit `text` to line `line_no` of sales order `order`. Raises the refusals of `refusals_scan`."""
    found = head(book, order, "SO")
    line = book.value("SELECT id FROM document_line WHERE document_id = ? AND line_no = ?", found.id, line_no)
    if line is None:
        raise NoSuchLine()
    return entry.add(book, line_id=line, text=text, how=how, source=source, raw=raw, sure=sure)


def propose(book: Book, *, line_id: int) -> AddedMany:
    """Fill a list of units that leave or are reserved: first with what its order reserved, then with what came in first. Only
    on that explicit command (R27). Raises NoUnitFree, NoSuchLine, NoSerialsHere, NotEditable, SerialsFromShipment."""
    facts = line_facts(book, line_id)
    room = min(facts.rules.room or 0, PASTE_MAX)
    found = candidates(book, line_id=line_id, limit=room) if room else ()
    if not found:
        raise NoUnitFree(item=facts.rules.item, document=facts.rules.document)
    return entry.add_many(
        book, line_id=line_id, texts=[candidate.serial for candidate in found], how="listed"
    )


def candidates(
    book: Book, *, line_id: int, search: str = "", limit: int = CHOICE_MAX
) -> tuple[Candidate, ...]:
    """Units of the line's item that lie on a shelf and that no other document holds: first those its order reserved, then
    the one that came in first. For a line of a credit note: the units of its invoice that are not credited yet."""
    pattern = search.strip().upper().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    kind = book.value(
        "SELECT d.kind FROM document_line l JOIN document d ON d.id = l.document_id WHERE l.id = ?", line_id
    )
    if kind == "CN":
        rows = book.rows(_CREDITABLE, line_id, f"%{pattern}%", limit)
        return tuple(Candidate(serial, location, since) for serial, location, since in rows)
    rows = book.rows(
        "SELECT s.serial, p.number, coalesce(s.received_on, po.at), CASE WHEN e.id IS NULL THEN 0 ELSE 1 END "
        "FROM document_line l "
        "JOIN serial_number s ON s.item_id = l.item_id AND s.place > 3 "
        "JOIN location p ON p.id = s.place JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
        "JOIN posting po ON po.id = m.posting_id LEFT JOIN entry e ON e.item_id = s.item_id AND e.serial = s.serial "
        "WHERE l.id = ? AND upper(s.serial) LIKE ? ESCAPE '!' "
        "AND (e.id IS NULL OR (e.meaning = 'reserve' AND e.line_id = l.source_id)) "
        "ORDER BY e.id IS NULL, e.id, coalesce(s.received_on, po.at), s.id LIMIT ?",
        line_id,
        f"%{pattern}%",
        limit,
    )
    return tuple(
        Candidate(serial, location, since, bool(reserved)) for serial, location, since, reserved in rows
    )

"""What a scanned text is here, asked in one written order of preference, the same on every screen.

1. An operator's badge: signing on must work anywhere.
2. A document, by its number in full (capitals or not), or by the name it had as a draft.
3. A location, by its number.
4. An item, by its product code (compared as 14 digits) or its number.
5. A serial number, exactly as it was read (R20: a scan never finds "the nearest"); a MAC address in any spelling; if there
   is none, a unit that was called so until its serial number was corrected.
6. The document on whose list a serial number stands that is not in stock yet.
A text can be several of the last three; all are given, in this order, and a person chooses.
"""

from dataclasses import dataclass

from models.book import Book, Row
from models.codes import parse
from models.corrections import by_old
from models.labels import numbered, read
from models.language import say
from models.operators import by_badge
from models.serial_kinds import MAC, same_as
from models.serial_text import trimmed
from models.spellings import anywhere
from models.tracing import state_of

_SERIALS = """
SELECT s.serial, i.name, i.number, s.place, i.gtin FROM serial_number s JOIN item i ON i.id = s.item_id
WHERE s.serial = ? AND s.place IS NOT NULL AND i.label_di >= ? ORDER BY i.number"""


@dataclass(frozen=True)
class Found:
    """Something that a text is. `kind` is operator, document, location, item or serial; `key` finds it again (for a
    serial: its text, with the item's number in `detail`). `was` is a sentence where an old serial number was read."""

    kind: str
    key: str
    title: str
    detail: str
    was: str = ""


_DOCUMENT = "SELECT number, kind, status FROM document WHERE number = ? OR draft_number = ?"
_ITEMS = "SELECT number, name FROM item WHERE number = ? OR (gtin = ? AND blocked = 0) ORDER BY number"


def find(book: Book, *, text: str) -> tuple[Found, ...]:
    """Everything `text` is here, best first; empty when it is nothing."""
    text = trimmed(text)
    if not text:
        return ()
    carrier, text = text, parse(text).text  # with AIM identifiers on, a document's number comes as ]C0PO-1001
    operator = by_badge(book, text)
    if operator is not None:
        return (Found("operator", operator.number, operator.name, ""),)
    document = next((row for name in (text, text.upper()) if (row := book.row(_DOCUMENT, name, name))), None)
    if document is not None:
        return (Found("document", document[0], document[1], document[2]),)
    label = read(carrier)
    gtin = label.gtin
    serial = label.serial if label.refusal is None else numbered(carrier) or text
    found = [
        Found("location", row[0], row[1], "")
        for row in book.rows("SELECT number, name FROM location WHERE number = ? AND id > 3", text)
    ]
    if serial == text or label.bare or label.refusal is not None:
        found += [Found("item", number, name, "") for number, name in book.rows(_ITEMS, text, gtin or "-")]
    rows = _units(book, serial, 0)
    if not found and not rows and serial.startswith("S"):
        rows = _units(book, serial[1:], 1)  # R2.10: a label that carries the data identifier
    if not found and not rows:
        return _entered(book, serial)
    named = [row for row in rows if gtin and not label.bare and row[4] == gtin] or rows
    was = {unit.serial: unit.words for unit in by_old(book, [serial]).get(serial, ())}
    return (
        *found,
        *(
            Found("serial", row[0], f"{row[1]} · {say(state_of(row[3]))}", row[2], was.get(row[0], ""))
            for row in named
        ),
    )


def _units(book: Book, serial: str, label_di: int) -> list[Row]:
    """The units with this serial number in any spelling, of items whose labels carry the data identifier if so asked."""
    spelled = dict.fromkeys((serial, *anywhere(book, serial)))
    return [row for one in spelled for row in book.rows(_SERIALS, one, label_di)]


def _entered(book: Book, serial: str) -> tuple[Found, ...]:
    """The open documents that hold a serial number which is not in stock yet, and the open counts that met it."""
    rows = book.rows(
        "SELECT DISTINCT d.number, d.kind, d.status FROM entry e JOIN document d ON d.id = e.document_id "
        "WHERE e.serial = ? OR e.same = ? UNION SELECT d.number, d.kind, d.status FROM counted c "
        "JOIN document d ON d.id = c.document_id WHERE c.open = 1 AND c.serial = ? ORDER BY 1",
        serial,
        same_as(MAC, serial),
        serial,
    )
    return tuple(Found("document", number, kind, status) for number, kind, status in rows)

"""Serial numbers that were corrected (R47): what a unit was called before, found again by the old text. Reads only.

The text a unit has now goes before any that it had: an old text stands for its unit only while no unit of the item, and
no open list, has that very text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.book import Book
from models.dialect import as_json
from models.fields import local_day
from models.language import say


@dataclass(frozen=True)
class Correction:
    """One correction of a unit: `old` became `new`, by document `document`. `at` is UTC."""

    old: str
    new: str
    at: str
    document: str
    operator: str
    station: str
    reason: str


@dataclass(frozen=True)
class Corrected:
    """A unit found by a text it had: what it is called now, and since when."""

    serial_id: int
    old: str
    serial: str
    at: str

    @property
    def words(self) -> str:
        """The sentence for a person."""
        return say(
            "{old} was corrected to {serial} on {at}.",
            old=self.old,
            serial=self.serial,
            at=local_day(self.at),
        )


_OF_UNIT = """
SELECT c.old, c.new, p.at, d.number, coalesce(o.name, ''), st.name, c.reason FROM serial_correction c
JOIN posting p ON p.id = c.posting_id JOIN document d ON d.id = p.document_id JOIN station st ON st.id = p.station_id
LEFT JOIN operator o ON o.id = p.operator_id WHERE c.serial_id = ? ORDER BY c.seq DESC"""
# the newest correction away from a text, of each unit that had it and has another now
_BY_OLD = """
SELECT s.item_id, c.old, s.id, s.serial, max(p.at) FROM serial_correction c JOIN serial_number s ON s.id = c.serial_id
JOIN posting p ON p.id = c.posting_id WHERE {among} AND s.serial <> c.old {more}
GROUP BY s.item_id, c.old, s.id, s.serial ORDER BY s.item_id, s.id"""
_FREE = """
AND NOT EXISTS (SELECT 1 FROM serial_number k WHERE k.serial = c.old AND k.item_id = s.item_id)
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.serial = c.old AND e.item_id = s.item_id)"""


def of_unit(book: Book, serial_id: int) -> tuple[Correction, ...]:
    """Every correction of a unit, newest first."""
    return tuple(Correction(*row) for row in book.rows(_OF_UNIT, serial_id))


def by_old(book: Book, texts: Sequence[str], *, item_id: int | None = None) -> dict[str, list[Corrected]]:
    """The units that had one of `texts` and have another now, by that text: of one item, or of all. A text that a unit of
    the item has now, or that stands on an open list, is nobody's old one."""
    more = _FREE + (" AND s.item_id = ?" if item_id is not None else "")
    values = () if item_id is None else (item_id,)
    found: dict[str, list[Corrected]] = {}
    for _, old, id_, serial, at in book.rows(
        _BY_OLD.format(among=book.among("c.old"), more=more), as_json(list(texts)), *values
    ):
        found.setdefault(old, []).append(Corrected(id_, old, serial, at))
    return found


def one_by_old(book: Book, texts: Sequence[str], *, item_id: int) -> dict[str, Corrected]:
    """The same where a text was one unit's alone: of two nobody can say which is meant."""
    return {old: units[0] for old, units in by_old(book, texts, item_id=item_id).items() if len(units) == 1}


def ever(book: Book, texts: Sequence[str], *, item_id: int) -> dict[str, Corrected]:
    """Those of `texts` that a unit of the item had and has no more, whoever has the text now."""
    rows = book.rows(
        _BY_OLD.format(among=book.among("c.old"), more="AND s.item_id = ?"), as_json(list(texts)), item_id
    )
    return {old: Corrected(id_, old, serial, at) for _, old, id_, serial, at in rows}


_THEN = """
SELECT i.number, s.serial, c.old FROM document d JOIN posting p ON p.document_id = d.id AND p.verb <> 'reverse'
JOIN document_line l ON l.document_id = d.id
JOIN (SELECT line_id, serial_id FROM invoiced_serial UNION ALL SELECT line_id, serial_id FROM credited_serial) AS v
  ON v.line_id = l.id
JOIN serial_number s ON s.id = v.serial_id JOIN item i ON i.id = s.item_id
JOIN serial_correction c ON c.serial_id = s.id AND c.posting_id > p.id WHERE d.number = ? ORDER BY s.id, c.seq DESC"""


def called_then(book: Book, number: str) -> dict[tuple[str, str], str]:
    """For each unit on a posted invoice or credit note that was corrected since, by (item, serial number now): what it was
    called when that was posted."""
    return {(item, serial): old for item, serial, old in book.rows(_THEN, number)}

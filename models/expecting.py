"""A receipt's line against the serials its supplier sent ahead: which came, which are missing, which came
unannounced.

Reads only. The list hangs on the purchase order's line, so units of an earlier receipt count as received.
"""

from dataclasses import dataclass

from models.book import Book
from models.list_facts import line_facts
from models.list_rules import ListRules

MISSING_SHOWN = 1_000

_MISSING = """
FROM expected_serial x WHERE x.line_id = ?
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.line_id = ? AND e.serial = x.serial)
AND NOT EXISTS (SELECT 1 FROM serial_number s JOIN movement m ON m.serial_id = s.id
  JOIN document_line l ON l.id = m.line_id JOIN document d ON d.id = l.document_id
  WHERE s.item_id = ? AND s.serial = x.serial AND l.source_id = x.line_id AND d.status = 'posted')
AND NOT EXISTS (SELECT 1 FROM serial_correction c JOIN movement m ON m.serial_id = c.serial_id
  JOIN document_line l ON l.id = m.line_id JOIN document d ON d.id = l.document_id
  WHERE c.old = x.serial AND l.source_id = x.line_id AND d.status = 'posted')
AND (x.same IS NULL OR NOT EXISTS (SELECT 1 FROM entry e WHERE e.same = x.same AND e.line_id = ?)
  AND NOT EXISTS (SELECT 1 FROM serial_number s JOIN movement m ON m.serial_id = s.id
    JOIN document_line l ON l.id = m.line_id JOIN document d ON d.id = l.document_id
    WHERE s.same = x.same AND s.item_id = ? AND l.source_id = x.line_id AND d.status = 'posted'))"""
_UNEXPECTED = """
SELECT count(*) FROM entry e WHERE e.line_id = ?
AND NOT EXISTS (SELECT 1 FROM expected_serial x WHERE x.line_id = ? AND x.serial = e.serial)
AND NOT EXISTS (SELECT 1 FROM expected_serial x WHERE x.same = e.same AND x.line_id = ?)"""


@dataclass(frozen=True)
class Tally:
    """How a list stands against the supplier's: `unexpected` are in the list and were not announced."""

    expected: int
    received: int
    missing: int
    unexpected: int


def tally(book: Book, *, line_id: int) -> Tally:
    """How the list on `line_id` stands. Raises NoSuchLine, NoSerialsHere, NotEditable."""
    facts = line_facts(book, line_id)
    rules = facts.rules
    missing = book.value("SELECT count(*) " + _MISSING, *_wanted(rules))
    unexpected = book.value(_UNEXPECTED, line_id, rules.expect_line_id, rules.expect_line_id)
    return Tally(facts.expected, facts.expected - int(missing), int(missing), int(unexpected))


def missing(book: Book, *, line_id: int, limit: int = MISSING_SHOWN) -> tuple[str, ...]:
    """The announced serials that have not come, sorted; at most `limit`. Raises as `tally`."""
    rules = line_facts(book, line_id).rules
    found = book.rows(
        "SELECT x.serial " + _MISSING + " ORDER BY x.serial LIMIT ?",
        *_wanted(rules),
        limit,
    )
    return tuple(row[0] for row in found)


def _wanted(rules: ListRules) -> tuple[int, ...]:
    """The values of _MISSING, in its order."""
    return rules.expect_line_id, *(rules.line_id, rules.item_id) * 2

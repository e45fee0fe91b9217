"""`serialdock check`: everything the book keeps is recomputed from its movements, and every difference is named.

Nothing is repaired. With `full` the database's own checks and the hash chain of every station are walked as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models import (
    checking_cost,
    checking_counts,
    checking_documents,
    checking_layouts,
    checking_moves,
    checking_repairs,
    checking_sales,
)
from models.book import Book, Row
from models.checking_chain import broken_hashes
from models.checking_notes import changed_originals, wrong_notes
from models.language import say
from models.stock import LOOK
from models.unnamed import NAMING

SHOWN_MAX = 50  # differences named per check; one is enough to stop a station


@dataclass(frozen=True)
class Found:
    """One difference: the check that found it, and a sentence."""

    check: str
    sentence: str


HEADS = """
SELECT s.serial, s.seq, m.seq FROM serial_number s LEFT JOIN movement m ON m.serial_id = s.id
AND m.seq = (SELECT max(seq) FROM movement x WHERE x.serial_id = s.id)
WHERE s.seq IS NULL OR m.seq IS NULL OR m.seq <> s.seq OR m.to_place IS DISTINCT FROM s.place"""
CHAIN = """
SELECT s.serial, m.seq FROM movement m JOIN serial_number s ON s.id = m.serial_id
LEFT JOIN movement b ON b.serial_id = m.serial_id AND b.seq = m.seq - 1
WHERE m.seq > 1 AND (b.seq IS NULL OR b.to_place <> m.from_place) OR m.seq = 1 AND m.from_place NOT IN (1, 3)
OR m.item_id <> s.item_id OR coalesce(m.prev, 0) <> m.seq - 1"""
STOCK = """
WITH moved AS (
  SELECT item_id, to_place AS place, 1 AS change FROM movement UNION ALL SELECT item_id, from_place, -1 FROM movement
  UNION ALL SELECT item_id, to_place, quantity FROM quantity_movement
  UNION ALL SELECT item_id, from_place, -quantity FROM quantity_movement),
counted AS (SELECT item_id, place, sum(change) AS quantity FROM moved WHERE place > 3 GROUP BY item_id, place)
SELECT i.number, l.number, coalesce(s.quantity, 0), coalesce(c.quantity, 0)
FROM (SELECT item_id, place FROM counted UNION SELECT item_id, place FROM stock) AS k
LEFT JOIN counted c ON c.item_id = k.item_id AND c.place = k.place
LEFT JOIN stock s ON s.item_id = k.item_id AND s.place = k.place
JOIN item i ON i.id = k.item_id JOIN location l ON l.id = k.place
WHERE coalesce(s.quantity, 0) <> coalesce(c.quantity, 0)"""
SHELVES = """
SELECT i.number, l.number, s.quantity, (SELECT count(*) FROM serial_number n WHERE n.item_id = s.item_id AND n.place = s.place)
FROM stock s JOIN item i ON i.id = s.item_id JOIN location l ON l.id = s.place WHERE i.has_serials = 1
AND (i.serial_at = 'receipt'
    AND s.quantity <> (SELECT count(*) FROM serial_number n WHERE n.item_id = s.item_id AND n.place = s.place)
  OR s.quantity < (SELECT count(*) FROM serial_number n WHERE n.item_id = s.item_id AND n.place = s.place))"""
NUMBERS = """
SELECT st.name, count(*), max(p.station_no) FROM posting p JOIN station st ON st.id = p.station_id
GROUP BY st.name HAVING count(*) <> max(p.station_no)
OR sum(CASE WHEN coalesce(p.prev_no, 0) = p.station_no - 1 THEN 0 ELSE 1 END) > 0"""
HOLDS = """
SELECT e.serial, d.number, d.status FROM entry e JOIN document d ON d.id = e.document_id
JOIN document_line l ON l.id = e.line_id LEFT JOIN serial_number s ON s.id = e.serial_id
WHERE NOT (d.status = 'draft' OR d.kind IN ('SO', 'RP') AND d.status = 'open') OR l.document_id <> d.id OR l.item_id <> e.item_id
OR e.meaning IN ('pick', 'leave', 'reserve', 'move') AND (s.place IS NULL OR s.place <= 3)
OR e.meaning IN ('new', 'return', 'name', 'assign') AND (s.place > 3 OR s.place = 0)
OR e.meaning = 'credit' AND e.serial_id IS NULL
OR e.serial_id IS NOT NULL AND (s.serial <> e.serial OR s.item_id <> e.item_id)
OR e.serial_id IS NULL AND EXISTS (SELECT 1 FROM serial_number k WHERE k.serial = e.serial AND k.item_id = e.item_id)"""
POSTED = """
SELECT d.number, d.status FROM document d WHERE d.kind IN ('GR', 'AD', 'SH', 'IN', 'CN', 'MV', 'SC', 'RS', 'LC') AND (
  (d.status IN ('posted', 'reversed')) <> EXISTS (SELECT 1 FROM posting p WHERE p.document_id = d.id)
  OR (d.status = 'reversed') <> EXISTS (SELECT 1 FROM posting p WHERE p.document_id = d.id AND p.verb = 'reverse'))"""
LINES = f"""
SELECT k.number, k.line_no, k.quantity, k.moved FROM (
  SELECT d.number, l.line_no, l.quantity, (
    SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id AND m.line_id = l.id
    WHERE p.document_id = d.id AND p.verb <> 'reverse') + (
    SELECT coalesce(sum(q.quantity), 0) FROM posting p JOIN quantity_movement q ON q.posting_id = p.id AND q.line_id = l.id
    WHERE p.document_id = d.id AND p.verb <> 'reverse' AND NOT {NAMING}) AS moved
  FROM document d JOIN document_line l ON l.document_id = d.id JOIN item i ON i.id = l.item_id
  WHERE d.kind IN ('GR', 'AD', 'SH', 'MV', 'RS') AND d.status IN ('posted', 'reversed') AND i.stock_tracked = 1
  AND l.way <> 'counted') AS k WHERE k.quantity <> k.moved"""  # noqa: S608
NAMED = """
SELECT d.number, l.line_no, k.named, k.taken FROM (
  SELECT m.posting_id, m.line_id, count(*) AS named, (SELECT coalesce(sum(q.quantity), 0) FROM quantity_movement q
    WHERE q.posting_id = m.posting_id AND q.line_id = m.line_id AND q.to_place = 3 AND q.from_place > 3) AS taken
  FROM movement m JOIN posting p ON p.id = m.posting_id AND p.verb IN ('ship', 'invoice')
  WHERE m.from_place IN (1, 3) GROUP BY m.posting_id, m.line_id
  UNION ALL SELECT m.posting_id, m.line_id, count(*), (SELECT coalesce(sum(q.quantity), 0) FROM quantity_movement q
    WHERE q.posting_id = m.posting_id AND q.line_id = m.line_id AND q.to_place = 3 AND q.from_place > 3)
  FROM movement m JOIN posting p ON p.id = m.posting_id AND p.verb = 'adjust'
  JOIN document_line a ON a.id = m.line_id AND a.way = 'assign' GROUP BY m.posting_id, m.line_id) AS k
JOIN document_line l ON l.id = k.line_id JOIN document d ON d.id = l.document_id WHERE k.named <> k.taken"""
OVER = """
SELECT d.number, l.line_no, l.quantity, sum(x.quantity) FROM document d JOIN document_line l ON l.document_id = d.id
JOIN document_line x ON x.source_id = l.id JOIN document xd ON xd.id = x.document_id
WHERE d.kind = 'SO' AND xd.status = 'posted' GROUP BY d.number, l.line_no, l.quantity HAVING sum(x.quantity) > l.quantity"""
PROMISED = """
SELECT k.number, k.line_no, k.quantity, k.promised FROM (
  SELECT d.number, l.line_no, l.quantity, (SELECT count(*) FROM entry e WHERE e.line_id = l.id)
    + (SELECT count(*) FROM document_line x JOIN entry e ON e.line_id = x.id WHERE x.source_id = l.id)
    + (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
       WHERE x.source_id = l.id AND xd.status = 'posted') AS promised
  FROM document d JOIN document_line l ON l.document_id = d.id
  WHERE d.kind = 'SO' AND d.status IN ('draft', 'open')) AS k WHERE k.promised > k.quantity"""
BELONGS = """
SELECT DISTINCT coalesce(d.number, '-'), l.line_no FROM (
  SELECT posting_id, line_id, item_id FROM movement UNION ALL
  SELECT posting_id, line_id, item_id FROM quantity_movement) AS m
LEFT JOIN posting p ON p.id = m.posting_id LEFT JOIN document_line l ON l.id = m.line_id
LEFT JOIN document d ON d.id = l.document_id
WHERE p.id IS NULL OR l.id IS NULL OR p.document_id <> l.document_id OR l.item_id <> m.item_id"""
LOOKS = f"SELECT serial, look FROM serial_number WHERE look <> {LOOK.format(serial='serial')}"  # noqa: S608
SPELLED = """
SELECT k.serial, coalesce(k.same, '-') FROM (
  SELECT s.serial, s.same, CASE WHEN i.serial_kind = 'mac' THEN
    upper(replace(replace(replace(s.serial, ':', ''), '-', ''), '.', '')) ELSE '' END AS form
  FROM (SELECT serial, same, item_id FROM serial_number UNION ALL SELECT serial, same, item_id FROM entry
    UNION ALL SELECT x.serial, x.same, l.item_id FROM expected_serial x JOIN document_line l ON l.id = x.line_id) AS s
  JOIN item i ON i.id = s.item_id WHERE i.serial_kind = 'mac' OR s.same IS NOT NULL) AS k
WHERE coalesce(k.same, '') <> CASE WHEN length(k.form) = 12 AND ltrim(k.form, '0123456789ABCDEF') = '' THEN k.form ELSE '' END"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("heads", HEADS, "{0}: the book has it at step {1}, its movements end at step {2}."),
    ("chain", CHAIN, "{0}: step {1} does not start where the step before it ended."),
    ("stock", STOCK, "{0} at {1}: stock says {2}, the movements say {3}."),
    ("shelves", SHELVES, "{0} at {1}: stock says {2}, and {3} serial numbers lie there."),
    ("numbers", NUMBERS, "Station {0}: {1} postings, the last has number {2}."),
    ("holds", HOLDS, "{0} is held by {1}, which is {2} or cannot hold it."),
    ("posted", POSTED, "{0} is {1}, and its postings say otherwise."),
    ("lines", LINES, "{0} line {1}: {2} units on paper, {3} moved."),
    ("named", NAMED, "{0} line {1}: {2} units got their serial number, {3} left their shelf for it."),
    ("over", OVER, "{0} line {1}: {2} ordered, {3} shipped."),
    ("promised", PROMISED, "{0} line {1}: {2} ordered, {3} shipped, picked or promised."),
    ("belongs", BELONGS, "{0} line {1} has movements of another document or item."),
    ("looks", LOOKS, "{0} is filed as {1}, which is not how it looks."),
    ("spelled", SPELLED, "{0} is compared as {1}, which is not its MAC address."),
    *checking_documents.QUESTIONS,
    *checking_moves.QUESTIONS,
    *checking_sales.QUESTIONS,
    *checking_repairs.QUESTIONS,
    *checking_layouts.QUESTIONS,
    *checking_cost.QUESTIONS,
    *checking_counts.QUESTIONS,
)


def check(book: Book, *, full: bool = True, said: Callable[[str], None] | None = None) -> tuple[Found, ...]:
    """Every difference, empty when all is well. `said` hears the name of each check as it begins."""
    found: list[Found] = []
    hear = said or (lambda _: None)
    if full:
        hear("database")
        found += _database(book)
    for name, sql, sentence in QUESTIONS:
        hear(name)
        for row in book.rows(f"{sql} LIMIT {SHOWN_MAX}"):
            found.append(Found(name, say(sentence).format(*_plain(row))))
    hear("paper")
    if full:
        found += [Found("paper", sentence) for sentence in changed_originals(book, SHOWN_MAX)]
    found += [Found("paper", sentence) for sentence in checking_sales.wrong_paper(book, SHOWN_MAX)]
    found += [Found("paper", sentence) for sentence in wrong_notes(book, SHOWN_MAX)]
    if full:
        hear("hashes")
        found += [Found("hashes", sentence) for sentence in broken_hashes(book, SHOWN_MAX)]
    return tuple(found)


def _plain(row: Row) -> tuple[object, ...]:
    return tuple("-" if value is None else value for value in row)


def _database(book: Book) -> Iterator[Found]:
    if not book.lite:
        return
    for (answer,) in book.rows("PRAGMA quick_check"):
        if answer != "ok":
            yield Found("database", say("The file is damaged: {detail}. Restore a backup.", detail=answer))
    for table, row, parent, _ in book.rows("PRAGMA foreign_key_check"):
        yield Found(
            "database",
            say(
                "{table} row {row} points at a {parent} that is not there.",
                table=table,
                row=row,
                parent=parent,
            ),
        )

"""What `serialdock check` asks of invoices and credit notes: numbers without gaps, serials that left or came back with them,
credited units among the invoiced ones, and totals that are those of the lines."""

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from models import paper_sales, vat
from models.book import Book
from models.checking_notes import kept_papers, unreadable
from models.corrections import called_then
from models.documents import SalesDocument, SalesLine
from models.frozen import thawed_sale
from models.language import say
from models.numbering import POSTED_KINDS, place_in
from models.unnamed import NAMING

UNITS = """
SELECT k.number, k.line_no, k.due, k.units FROM (
  SELECT d.number, l.line_no, CASE WHEN d.kind = 'IN'
    THEN (SELECT count(*) FROM invoiced_serial v WHERE v.line_id = l.id)
    ELSE (SELECT count(*) FROM credited_serial c WHERE c.line_id = l.id) END AS units,
    CASE WHEN d.kind = 'IN' AND EXISTS (
      SELECT 1 FROM posting p JOIN movement m ON m.posting_id = p.id WHERE p.document_id = d.id AND m.line_id = l.id
      OR p.document_id = od.id AND od.kind = 'SH' AND m.line_id = o.id) THEN l.quantity
    WHEN EXISTS (SELECT 1 FROM invoiced_serial v WHERE v.line_id = o.id) THEN l.quantity ELSE 0 END AS due
  FROM document d JOIN document_line l ON l.document_id = d.id JOIN item i ON i.id = l.item_id
  LEFT JOIN document_line o ON o.id = l.source_id LEFT JOIN document od ON od.id = o.document_id
  WHERE d.kind IN ('IN', 'CN') AND d.status = 'posted' AND i.has_serials = 1) AS k WHERE k.units <> k.due"""
LEFT = """
SELECT d.number, l.line_no, s.serial FROM document d JOIN document_line l ON l.document_id = d.id
JOIN invoiced_serial v ON v.line_id = l.id JOIN serial_number s ON s.id = v.serial_id
LEFT JOIN document_line o ON o.id = l.source_id LEFT JOIN document od ON od.id = o.document_id
WHERE d.status <> 'posted' OR NOT EXISTS (
  SELECT 1 FROM posting p JOIN movement m ON m.posting_id = p.id AND m.to_place = 2 AND m.serial_id = v.serial_id
  WHERE CASE WHEN od.kind = 'SH' THEN p.document_id = od.id AND p.verb = 'ship' AND m.line_id = o.id
    ELSE p.document_id = d.id AND p.verb = 'invoice' AND m.line_id = l.id END)"""
MOVED = f"""
SELECT k.number, k.line_no, k.quantity, k.moved FROM (
  SELECT d.number, l.line_no, l.quantity, (
    SELECT count(*) FROM posting p JOIN movement m ON m.posting_id = p.id AND m.line_id = l.id WHERE p.document_id = d.id)
    + (SELECT coalesce(sum(q.quantity), 0) FROM posting p JOIN quantity_movement q ON q.posting_id = p.id AND q.line_id = l.id
      WHERE p.document_id = d.id AND NOT {NAMING}) AS moved,
    CASE WHEN i.stock_tracked = 0 OR od.kind = 'SH' OR d.kind = 'CN' AND d.restock = 0 THEN 0 ELSE l.quantity END AS due
  FROM document d JOIN document_line l ON l.document_id = d.id JOIN item i ON i.id = l.item_id
  LEFT JOIN document_line o ON o.id = l.source_id LEFT JOIN document od ON od.id = o.document_id
  WHERE d.kind IN ('IN', 'CN') AND d.status = 'posted') AS k WHERE k.moved <> k.due"""  # noqa: S608
CREDITED = """
SELECT d.number, l.line_no, s.serial FROM credited_serial c JOIN document_line l ON l.id = c.line_id
JOIN document d ON d.id = l.document_id JOIN serial_number s ON s.id = c.serial_id
LEFT JOIN invoiced_serial v ON v.line_id = c.invoice_line_id AND v.serial_id = c.serial_id
WHERE v.line_id IS NULL OR d.status <> 'posted' OR l.source_id IS NULL OR l.source_id <> c.invoice_line_id"""
OVER = """
SELECT d.number, l.line_no, l.quantity, sum(x.quantity) FROM document d JOIN document_line l ON l.document_id = d.id
JOIN document_line x ON x.source_id = l.id JOIN document xd ON xd.id = x.document_id
WHERE d.kind = 'IN' AND xd.kind = 'CN' AND xd.status = 'posted' OR d.kind = 'SH' AND xd.kind = 'IN' AND xd.status = 'posted'
GROUP BY d.number, l.line_no, l.quantity HAVING sum(x.quantity) > l.quantity"""
DRAFTS = """
SELECT d.number, d.status FROM document d WHERE d.kind IN ('IN', 'CN') AND (
  (d.status = 'posted') <> (d.draft_number IS NOT NULL)
  OR (d.status = 'posted') <> EXISTS (SELECT 1 FROM frozen_paper f WHERE f.document_id = d.id))"""

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("units", UNITS, "{0} line {1}: {2} units on paper, {3} serial numbers."),
    ("sold", LEFT, "{0} line {1}: {2} stands on it, and did not leave with it."),
    ("moved", MOVED, "{0} line {1}: {2} units on paper, {3} moved."),
    ("credited", CREDITED, "{0} line {1}: {2} is credited, and was not invoiced there."),
    ("credits", OVER, "{0} line {1}: {2} units, {3} invoiced or credited of them."),
    ("drafts", DRAFTS, "{0} is {1}, and its number or its paper says otherwise."),
)


def wrong_paper(book: Book, most: int) -> list[str]:
    """A sentence for each gap in the numbers of posted invoices and credit notes, and for each paper whose lines or totals are
    not those of the book; at most `most`."""
    return list(islice(_wrong(book), most))


def _wrong(book: Book) -> Iterator[str]:
    for kind in POSTED_KINDS:
        yield from _gaps(book, kind)
    for _, number, kept in kept_papers(book, POSTED_KINDS, thawed_sale):
        if kept is None:
            yield unreadable(number)
        elif not _agrees(book, number, kept):
            yield say(
                "The paper of {number} says other amounts or serial numbers than its lines.", number=number
            )


def _gaps(book: Book, kind: str) -> Iterator[str]:
    """The numbers of posted documents follow each other, in the order of posting, but for where the series was set on."""
    rows = book.rows("SELECT number FROM document WHERE kind = ? AND status = 'posted'", kind)
    places = sorted(place for (number,) in rows if (place := place_in(kind, number)) is not None)
    starts = {
        int(value) for (value,) in book.rows("SELECT value FROM setting WHERE key LIKE ?", f"series.{kind}.%")
    }
    for before, here in pairwise(places):
        if here != before + 1 and here not in starts:
            yield say(
                "{first} is followed by {second}: numbers are missing.",
                first=f"{kind}-{before}",
                second=f"{kind}-{here}",
            )


def _agrees(book: Book, number: str, kept: SalesDocument) -> bool:
    """Whether the paper's lines are the book's, and its totals those of its lines."""
    priced = [vat.Priced(line.quantity, line.price, line.discount, line.vat_rate) for line in kept.lines]
    if vat.totals(priced) != kept.totals or [p.net for p in priced] != [line.net for line in kept.lines]:
        return False
    zone: vat.Zone = "export" if kept.export else "eu" if kept.reverse_charge else "domestic"
    here = paper_sales.lines_now(book, number, zone)
    was = called_then(book, number)
    now = [_facts(line, [was.get((line.item, s), s) for s in line.serials]) for line in here]
    return kept.number == number and now == [_facts(line, line.serials) for line in kept.lines]


def _facts(line: SalesLine, serials: Iterable[str]) -> tuple[object, ...]:
    """What of a line never changes: not its name and unit, which the item may have got anew since."""
    names = ("quantity", "price", "discount", "vat_rate", "net")
    return (*(getattr(line, name) for name in names), sorted(serials))

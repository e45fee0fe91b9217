"""Returns to a supplier as they stand: one with its lines, and the list of all. Reads only."""

from dataclasses import dataclass

from models.book import Book
from models.goods_documents import head
from models.goods_lines import GoodsLine, goods_line
from models.unnamed import ASKED_ON_ARRIVAL


@dataclass(frozen=True)
class SupplierReturn:
    """A return with its lines; `receipt` is what its units came in on. On a line, `ordered` is what was received, and
    `outstanding` what may still go back at most."""

    id: int
    number: str
    status: str
    receipt: str
    supplier: str
    reason: str
    station: str
    posted_at: str
    lines: tuple[GoodsLine, ...]


CAME_ON = (
    "(SELECT m.line_id FROM movement m JOIN posting p ON p.id = m.posting_id JOIN document g ON g.id = p.document_id "
    "WHERE m.serial_id = s.id AND p.verb = 'receive' AND g.status <> 'reversed' ORDER BY m.seq DESC LIMIT 1)"
)
"""The receipt line on which the unit of row `s` came in last; a receipt that was reversed has brought nothing."""
_LINES = f"""
SELECT l.id, l.line_no, i.number, i.name, i.unit, {ASKED_ON_ARRIVAL},
  CASE WHEN {ASKED_ON_ARRIVAL} = 1 AND d.status = 'draft' THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id)
    ELSE l.quantity END, (SELECT count(*) FROM entry e WHERE e.line_id = l.id), r.quantity,
  CASE WHEN {ASKED_ON_ARRIVAL} = 1
    THEN (SELECT count(*) FROM posting q JOIN movement k ON k.posting_id = q.id AND k.line_id = r.id
      JOIN serial_number s ON s.id = k.serial_id WHERE q.document_id = r.document_id AND q.verb = 'receive'
      AND s.place > 3 AND {CAME_ON} = r.id)
    ELSE r.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
      WHERE x.source_id = r.id AND xd.kind = 'RS' AND xd.status = 'posted') END,
  coalesce(pl.number, ''), l.price, l.way, coalesce(i.gtin, ''), 0
FROM document_line l JOIN document d ON d.id = l.document_id JOIN item i ON i.id = l.item_id
JOIN document_line r ON r.id = l.source_id LEFT JOIN location pl ON pl.id = l.location_id
WHERE l.document_id = ? ORDER BY l.line_no"""  # noqa: S608


def lines_of(book: Book, document_id: int) -> tuple[GoodsLine, ...]:
    """The lines as they stand; what is entered of a quantity is the quantity."""
    return tuple(goods_line(row) for row in book.rows(_LINES, document_id))


def view(book: Book, *, number: str) -> SupplierReturn:
    """The return as it stands. Raises NoSuchDocument."""
    found = head(book, number, "RS")
    row = book.row(
        "SELECT r.number, p.name, d.reason, s.name, coalesce(d.posted_at, '') FROM document d "
        "JOIN document r ON r.id = d.source_id JOIN party p ON p.id = d.party_id JOIN station s ON s.id = d.station_id "
        "WHERE d.id = ?",
        found.id,
    )
    assert row is not None
    receipt, supplier, reason, station, posted = row
    lines = lines_of(book, found.id)
    return SupplierReturn(
        found.id, found.number, found.status, receipt, supplier, reason, station, posted, lines
    )

"""Landed cost as it stands: what was spread over a receipt, line by line, and what of it lies here."""

from dataclasses import dataclass

from models.book import Book
from models.goods_documents import head


@dataclass(frozen=True)
class Share:
    """What one line of the receipt got, in minor units: `here` of it lies in stock, `gone` belongs to units that had left
    when it was spread, and is a difference in what they were sold for."""

    line_no: int
    item: str
    name: str
    units: int
    amount: int
    here: int
    gone: int


@dataclass(frozen=True)
class LandedCost:
    """An amount that is spread over a receipt. `status` is draft (it waits for the receipt), posted, reversed or cancelled;
    `way` is value or quantity; `shares` is empty while it waits."""

    id: int
    number: str
    status: str
    receipt: str
    supplier: str
    text: str
    amount: int
    way: str
    created_at: str
    posted_at: str
    shares: tuple[Share, ...]


_SHARES = """
SELECT l.line_no, i.number, i.name, l.quantity, coalesce(n.amount, 0) + coalesce(q.amount_here + q.amount_gone, 0),
  coalesce(n.here, 0) + coalesce(q.amount_here, 0)
FROM document_line l JOIN item i ON i.id = l.item_id
JOIN posting p ON p.document_id = l.document_id AND p.verb = 'cost'
LEFT JOIN quantity_cost_change q ON q.posting_id = p.id AND q.line_id = l.id
LEFT JOIN (
  SELECT c.posting_id, c.line_id, sum(c.amount) AS amount, sum(CASE WHEN m.to_place > 3 THEN c.amount ELSE 0 END) AS here
  FROM posting x JOIN cost_change c ON c.posting_id = x.id
  JOIN movement m ON m.serial_id = c.serial_id AND m.seq = c.seq WHERE x.document_id = ?
  GROUP BY c.posting_id, c.line_id) AS n ON n.posting_id = p.id AND n.line_id = l.id
WHERE l.document_id = ? ORDER BY l.line_no"""
_HEAD = """
SELECT o.number, coalesce(p.name, ''), d.reason, l.amount, l.spread, d.created_at, coalesce(d.posted_at, '')
FROM document d JOIN landed_cost l ON l.document_id = d.id JOIN document o ON o.id = d.source_id
LEFT JOIN party p ON p.id = d.party_id WHERE d.id = ?"""


def view(book: Book, *, number: str) -> LandedCost:
    """One amount as it stands. Raises NoSuchDocument."""
    found = head(book, number, "LC")
    facts = book.row(_HEAD, found.id)
    assert facts is not None
    shares = tuple(
        Share(line, item, name, int(units), int(amount), int(here), int(amount - here))
        for line, item, name, units, amount, here in book.rows(_SHARES, found.id, found.id)
    )
    receipt, supplier, text, amount, way, created, posted = facts
    return LandedCost(
        found.id,
        found.number,
        found.status,
        receipt,
        supplier,
        text,
        amount,
        way,
        created,
        posted,
        shares,
    )


def of_receipt(book: Book, *, number: str) -> tuple[LandedCost, ...]:
    """What waits for a receipt or is spread over it, the first first; not what was given up or taken back."""
    rows = book.rows(
        "SELECT d.number FROM document d JOIN document o ON o.id = d.source_id WHERE o.number = ? AND d.kind = 'LC' "
        "AND d.status IN ('draft', 'posted') ORDER BY d.id",
        number,
    )
    return tuple(view(book, number=row[0]) for row in rows)

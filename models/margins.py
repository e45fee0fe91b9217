"""What an invoice earns, line by line: its net less what the goods that were delivered for it have cost, with what was spread
over them since. What nothing was delivered for has no cost yet, and so no margin."""

from dataclasses import dataclass

from models.book import Book
from models.costing import OWN_COST, share
from models.goods_documents import head
from models.sale_lines import SaleLine, invoice_lines

_NAMED = f"""
SELECT l.line_no, count(*), sum({OWN_COST}) FROM document_line l JOIN invoiced_serial v ON v.line_id = l.id
JOIN movement m ON m.serial_id = v.serial_id AND (m.line_id = l.id OR m.line_id = l.source_id) AND m.to_place = 2
JOIN posting p ON p.id = m.posting_id AND p.verb IN ('ship', 'invoice')
WHERE l.document_id = ? GROUP BY l.line_no"""  # noqa: S608
_LOOSE = """
SELECT l.line_no, sum(q.quantity), sum(q.quantity * q.cost) FROM document_line l
JOIN quantity_movement q ON (q.line_id = l.id OR q.line_id = l.source_id) AND q.to_place = 2
JOIN posting p ON p.id = q.posting_id AND p.verb IN ('ship', 'invoice')
WHERE l.document_id = ? GROUP BY l.line_no"""


@dataclass(frozen=True)
class Margin:
    """What a line, or an invoice, earns in minor units: `net` less `cost`."""

    net: int
    cost: int

    @property
    def earned(self) -> int:
        """Net less cost."""
        return self.net - self.cost

    @property
    def rate(self) -> int | None:
        """That in hundredths of a percent of the net, rounded; None where the net is 0."""
        if not self.net:
            return None
        return (20_000 * self.earned + self.net) // (2 * self.net)


def of_invoice(book: Book, *, number: str) -> dict[int, Margin]:
    """The margin of every line whose goods have been delivered, by line number. Raises NoSuchDocument."""
    found = head(book, number, "IN")
    lines = {line.line_no: line for line in invoice_lines(book, found.id)}
    costs: dict[int, int] = {}
    for line_no, units, worth in (*book.rows(_NAMED, found.id), *book.rows(_LOOSE, found.id)):
        costs[line_no] = costs.get(line_no, 0) + _of(lines[line_no], int(units), int(worth))
    return {line_no: Margin(lines[line_no].priced.net, cost) for line_no, cost in costs.items()}


def _of(line: SaleLine, units: int, worth: int) -> int:
    """The line's part of what a shipment brought out, of which it may invoice some."""
    return worth if line.has_serials else share(worth, line.quantity, units)

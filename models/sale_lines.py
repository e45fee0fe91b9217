"""One priced line of an invoice or a credit note, as its screen and its verbs see it."""

from dataclasses import dataclass

from models.book import Book
from models.orders import VAT_RATE
from models.vat import Priced


@dataclass(frozen=True)
class SaleLine:
    """One line. `price` is minor units each; `discount` and `vat_rate` (the item's, whoever buys) hundredths of a percent.

    `entered` counts the serials that stand on it, `reserved` those its order has chosen. `source` is the document it comes
    from, of `source_kind`, "" for a line made by hand. `left` is what may still be credited of an invoice's line, or of what
    a credit note's line counters."""

    id: int
    line_no: int
    item: str
    name: str
    unit: str
    has_serials: bool
    quantity: int
    price: int
    discount: int
    vat_rate: int
    source: str
    source_kind: str
    source_line_id: int | None
    entered: int
    reserved: int
    left: int
    location: str

    @property
    def delivers(self) -> bool:
        """Whether its goods leave stock when the invoice is posted: no shipment has brought them out."""
        return self.source_kind != "SH"

    @property
    def priced(self) -> Priced:
        """What it costs."""
        return Priced(self.quantity, self.price, self.discount, self.vat_rate)


_CREDITED = """
(SELECT coalesce(sum(c.quantity), 0) FROM document_line c JOIN document cd ON cd.id = c.document_id
  WHERE c.source_id = {line} AND cd.kind = 'CN' AND cd.status = 'posted')"""
_HEAD = f"""
SELECT n.id, n.line_no, i.number, i.name, i.unit, {{serials}}, {{quantity}}, n.price, n.discount, {VAT_RATE},
  coalesce(sd.number, ''), coalesce(sd.kind, ''), n.source_id, {{entered}},
  (SELECT count(*) FROM entry r WHERE r.line_id = n.source_id AND r.meaning = 'reserve'), {{left}}, coalesce(p.number, '')
FROM document_line n JOIN document d ON d.id = n.document_id JOIN item i ON i.id = n.item_id
LEFT JOIN document_line s ON s.id = n.source_id LEFT JOIN document sd ON sd.id = s.document_id
LEFT JOIN location p ON p.id = n.location_id WHERE n.document_id = ? ORDER BY n.line_no"""  # noqa: S608
_LISTED = "(SELECT count(*) FROM entry e WHERE e.line_id = n.id)"
# what was sold before its item had serial numbers stays without them
_INVOICED = "SELECT 1 FROM invoiced_serial v WHERE v.line_id = {line}"
_SHIPPED = """SELECT 1 FROM posting sp JOIN movement m ON m.posting_id = sp.id AND m.line_id = s.id
  WHERE sp.document_id = s.document_id"""
_INVOICE = _HEAD.format(
    serials="CASE WHEN i.has_serials = 0 THEN 0 WHEN d.status <> 'posted' AND coalesce(sd.kind, '') <> 'SH' THEN 1 "
    f"WHEN EXISTS ({_INVOICED.format(line='n.id')}) OR d.status <> 'posted' AND EXISTS ({_SHIPPED}) THEN 1 ELSE 0 END",
    quantity="n.quantity",
    entered=f"CASE WHEN i.has_serials = 0 THEN 0 WHEN d.status = 'draft' AND sd.kind = 'SH' THEN n.quantity "  # noqa: S608
    f"ELSE {_LISTED} + (SELECT count(*) FROM invoiced_serial v WHERE v.line_id = n.id) END",
    left=f"n.quantity - {_CREDITED.format(line='n.id')}",
)
_CREDIT = _HEAD.format(
    serials=f"CASE WHEN EXISTS ({_INVOICED.format(line='n.source_id')}) THEN 1 ELSE 0 END",
    quantity=f"CASE WHEN d.status = 'draft' AND EXISTS ({_INVOICED.format(line='n.source_id')}) "
    f"THEN {_LISTED} ELSE n.quantity END",
    entered=f"{_LISTED} + (SELECT count(*) FROM credited_serial v WHERE v.line_id = n.id)",  # noqa: S608
    left=f"s.quantity - {_CREDITED.format(line='s.id')}",
)


def invoice_lines(book: Book, document_id: int) -> tuple[SaleLine, ...]:
    """The lines of an invoice as they stand."""
    return _lines(book, _INVOICE, document_id)


def credit_lines(book: Book, document_id: int) -> tuple[SaleLine, ...]:
    """The lines of a credit note as they stand; on a draft, a serial line has as many units as were scanned."""
    return _lines(book, _CREDIT, document_id)


def _lines(book: Book, sql: str, document_id: int) -> tuple[SaleLine, ...]:
    found = []
    for row in book.rows(sql, document_id):
        values = list(row)
        values[5] = bool(values[5])
        for n in (6, 13, 14, 15):
            values[n] = int(values[n] or 0)
        found.append(SaleLine(*values))
    return tuple(found)

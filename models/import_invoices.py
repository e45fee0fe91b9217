"""Importing invoices that another system began: each becomes a draft by hand, which a person posts.

Numbers of posted invoices have no gaps here, so an invoice keeps the number it had as their reference. An invoice that is
here already, as a draft or posted, must be the same.
"""

from collections.abc import Mapping
from typing import Any

from models import invoicing, texts
from models.book import Book
from models.bulk import look_up
from models.csv_reading import Sheet
from models.import_cells import Parser, line, lines, number
from models.money import parse_money, parse_quantity
from models.order_edit import LINES_MOST, NewLine
from models.order_sheet import Wanted, read
from models.orders import INVOICE
from models.refusals_orders import OrderLinesTooMany
from models.vat import parse_rate

PARSERS: Mapping[str, Parser] = {
    "number": lambda cell: texts.line("Number", cell, most=60),
    INVOICE.party: number(INVOICE.party),
    "item": number("item"),
    "quantity": parse_quantity,
    "price": lambda cell: parse_money(cell) if cell else None,
    "discount": lambda cell: parse_rate(cell) if cell else None,
    "heading": line("Heading", empty=True),
    "note": lines("Note"),
}
_HERE = """
SELECT d.their_reference, p.number, d.number, d.id FROM {wanted}
JOIN document d ON d.their_reference = wanted.number AND d.kind = 'IN' AND d.status <> 'cancelled' AND d.source_id IS NULL
JOIN party p ON p.id = d.party_id ORDER BY d.id"""


def bring(book: Book, sheet: Sheet) -> tuple[int, int, int]:
    """Invoices: created, updated, unchanged."""
    # whoever begins an invoice waits here, so none of the file's is begun twice
    book.execute("UPDATE series SET next = next WHERE kind = 'IN-D'")
    _, wanted = read(book, sheet, INVOICE, PARSERS)
    here = {
        (old, party): (own, id_) for old, party, own, id_ in look_up(book, _HERE, {w.number for w in wanted})
    }
    new: list[Wanted] = []
    for one in wanted:
        if len(one.rows) > LINES_MOST:
            refusal = OrderLinesTooMany(number=one.number, lines=len(one.rows), most=LINES_MOST)
            sheet.note(one.record, "number", refusal)
        own, id_ = here.get((one.number, one.head.get("customer", "")), ("", 0))
        if not own:
            new.append(one)
        elif not _same(book, id_, one):
            sheet.refuse(
                one.record.line, "number", "{number} is {document} here, and differs from the file.",
                number=one.number, document=own,
            )  # fmt: skip
    sheet.check()
    operation = book.op
    try:
        for n, one in enumerate(new, start=1):
            book.op = f"{operation}-{n}"
            sheet.made.append(_make(book, one))
    finally:
        book.op = operation
    return len(new), 0, len(wanted) - len(new)


def _make(book: Book, one: Wanted) -> str:
    first = one.rows[0][1]
    made = invoicing.create(
        book,
        customer=one.head["customer"],
        heading=first.get("heading", ""),
        their_reference=one.number,
        note=one.head.get("note", ""),
        lines=[_line(values) for _, values in one.rows],
    )
    return made.number


def _line(values: dict[str, Any]) -> NewLine:
    return NewLine(
        values["item"], values["quantity"], values.get("price"), discount=values.get("discount") or 0
    )


def _same(book: Book, invoice: int, one: Wanted) -> bool:
    """Whether the book's lines are the file's, as far as the file says."""
    lines = book.rows(
        "SELECT i.number, n.quantity, n.price, n.discount FROM document_line n JOIN item i ON i.id = n.item_id "
        "WHERE n.document_id = ? ORDER BY n.line_no",
        invoice,
    )
    if len(lines) != len(one.rows):
        return False
    for old, (_, values) in zip(lines, one.rows, strict=True):
        said = (values.get("item"), values.get("quantity"), values.get("price"), values.get("discount"))
        if any(new is not None and new != was for new, was in zip(said, old, strict=True)):
            return False
    return True

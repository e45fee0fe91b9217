"""Credit notes: what goes back of a posted invoice, in money and, if wanted, to stock (help page: Return to stock).

1. `start` opens the credit note of an invoice with a line for all that is not credited yet; the same draft is offered again.
   `come_back` begins with a unit in the hand: the credit note of the sale it left on, or a return adjustment.
2. `scan` takes each unit to its own line, `set_quantity` an item without serials; `take_all` everything, on that explicit
   command. Only serials of that invoice, each once (R49): a key of the database.
3. `post` gives it its number, brings what came back to its shelf at its original cost, and is final.
"""

from collections.abc import Mapping

from models import entry, texts
from models.book import Book
from models.credit_notes import CreditNote, view
from models.entry import Added
from models.goods_documents import Head, draft_of, head, still_draft
from models.goods_documents import create as new_draft
from models.goods_lines import numbered
from models.journal import refusals_kept
from models.money import checked_quantity
from models.places import TAKES, first_shelf
from models.refusals_sales import (
    AllCredited,
    CreditByScan,
    CreditIsFinal,
    CreditMoreThanInvoiced,
    InvoiceNotPosted,
)
from models.sale_lines import SaleLine, credit_lines, invoice_lines
from models.scanned_line import line_of
from models.serial_text import trimmed
from models.spellings import called_now


def start(book: Book, *, invoice: str) -> CreditNote:
    """The draft credit note of a posted invoice, made now if there is none. Raises NoSuchDocument, InvoiceNotPosted,
    AllCredited."""
    with book.write():
        found = head(book, invoice, "IN", lock=True)
        if found.status != "posted":
            raise InvoiceNotPosted(number=found.number, status=found.status)
        number = draft_of(book, found, "CN")
        if number is None:
            number = _create(book, found)
        return view(book, number=number)


def _create(book: Book, invoice: Head) -> str:
    left = [line for line in invoice_lines(book, invoice.id) if line.left > 0]
    if not left:
        raise AllCredited(number=invoice.number)
    made = new_draft(book, "CN", party_id=invoice.party_id, source_id=invoice.id, restock=1)
    shelf = first_shelf(book)
    for n, line in enumerate(left, start=1):
        book.execute(
            "INSERT INTO document_line (document_id, line_no, item_id, quantity, price, discount, vat_rate, location_id, "  # noqa: S608
            "source_id) SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), l.item_id, 0, l.price, l.discount, l.vat_rate, "
            f"coalesce({TAKES.format(place='i.location_id')}, ?), l.id FROM document_line l JOIN item i ON i.id = l.item_id "
            "WHERE l.id = ?",
            made.id,
            n,
            shelf,
            line.id,
        )
    return made.number


def editable(book: Book, number: str) -> Head:
    """The draft with `number`, held until the transaction ends. Raises NoSuchDocument, CreditIsFinal, NotEditable."""
    found = head(book, number, "CN", lock=True)
    if found.status == "posted":
        raise CreditIsFinal(number=found.number)
    return still_draft(found)


def change(
    book: Book,
    *,
    number: str,
    restock: bool | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> CreditNote:
    """Say whether the goods go back to stock, why, and a note; None leaves a thing as it is. Raises NoSuchDocument,
    CreditIsFinal, NotEditable, TextTooLong, TextUnprintable."""
    with book.write():
        found = editable(book, number)
        for column, value in (
            ("restock", None if restock is None else int(restock)),
            ("reason", None if reason is None else texts.line("Reason", reason, empty=True)),
            ("note", None if note is None else texts.lines("Note", note)),
        ):
            if value is not None:
                book.execute(f"UPDATE document SET {column} = ? WHERE id = ?", value, found.id)  # noqa: S608
        return view(book, number=found.number)


def set_quantity(book: Book, *, number: str, line_no: int, quantity: int) -> CreditNote:
    """How many units of an item without serials go back; 0 leaves the line out. Raises LineGone, CreditByScan,
    CreditMoreThanInvoiced, CreditIsFinal, NotEditable."""
    with book.write():
        found = editable(book, number)
        line = numbered(credit_lines(book, found.id), found.number, line_no)
        if line.has_serials:
            raise CreditByScan(line=line_no, number=found.number)
        _at_most(book, found, line, checked_quantity(quantity, least=0))
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", quantity, line.id)
        return view(book, number=found.number)


def take_all(book: Book, *, number: str) -> CreditNote:
    """Everything that is not credited yet goes back: quantities, and every serial that is free. Raises NoSuchDocument,
    CreditIsFinal, NotEditable."""
    with book.write():
        found = editable(book, number)
        for line in credit_lines(book, found.id):
            if not line.has_serials:
                book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.left, line.id)
                continue
            rows = book.rows(
                "SELECT s.serial FROM document_line l JOIN invoiced_serial v ON v.line_id = l.source_id "
                "JOIN serial_number s ON s.id = v.serial_id WHERE l.id = ? ORDER BY s.serial",
                line.id,
            )
            entry.take(book, line_id=line.id, texts=[row[0] for row in rows])
        return view(book, number=found.number)


def _at_most(book: Book, found: Head, line: SaleLine, quantity: int) -> None:
    if quantity > line.left:
        raise CreditMoreThanInvoiced(
            line=line.line_no,
            number=found.number,
            quantity=quantity,
            item=line.item,
            most=line.left,
            invoice=line.source,
        )


def scan(
    book: Book,
    *,
    number: str,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    item: str = "",
    sure: Mapping[str, str] | None = None,
) -> Added:
    """Take one scan to its own line of a draft. `item` answers WhichItem. Raises the refusals of `refusals_scan`,
    NotOnInvoice, CreditedAlready."""
    found = head(book, number, "CN")
    clean = trimmed(text)
    with refusals_kept(book, text, how, source, raw, found.id):
        lines = credit_lines(book, found.id)
        own = own_line(book, found, clean, item)
        line_id = own or line_of(book, found, lines, clean, item, full=lambda ln: ln.entered >= ln.left)
    return entry.add(book, line_id=line_id, text=text, how=how, source=source, raw=raw, sure=sure)


def own_line(book: Book, found: Head, text: str, item: str) -> int | None:
    """The only line whose invoice line has the serial; None when none has, or several."""
    text = called_now(book, text)
    rows = book.rows(
        "SELECT l.id FROM document_line l JOIN invoiced_serial v ON v.line_id = l.source_id "
        "JOIN serial_number s ON s.id = v.serial_id JOIN item i ON i.id = l.item_id "
        "WHERE l.document_id = ? AND s.serial = ? AND (? = '' OR i.number = ?)",
        found.id,
        text,
        item,
        item,
    )
    return int(rows[0][0]) if len(rows) == 1 else None

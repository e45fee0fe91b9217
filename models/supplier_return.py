"""Returns to a supplier, against the receipt the goods came in on.

1. `start` opens the return of a posted receipt with a line for everything on it; the same draft is offered again. `start_with`
   begins with a unit in the hand: the receipt it came in on is found.
2. `scan` takes each unit to its own line, `set_quantity` says how many of an item without serials; `take_all` everything that is
   here. Only units that came in on that receipt and are in stock now, and no more than it brought.
3. `supplier_return_posting.post` moves them to the supplier. The purchase order stays as it is: nothing is expected anew.
"""

from models import entry, texts
from models.book import Book
from models.codes import parse
from models.entry import Added
from models.goods_documents import Head, create, draft, draft_of, head
from models.goods_lines import GoodsLine, numbered
from models.journal import keep_scan, refusals_kept
from models.money import checked_quantity
from models.once import first
from models.refusals_repair import (
    NoReceipt,
    NothingToSendBack,
    ReceiptNotPosted,
    ReturnByScan,
    ReturnMoreThanReceived,
)
from models.scanned_line import line_of
from models.serial_text import fault, trimmed
from models.supplier_return_lines import CAME_ON, SupplierReturn, lines_of, view
from models.unnamed import ASKED_ON_ARRIVAL, lying

_RECEIVED = """
SELECT l.id, l.item_id, l.price, l.location_id FROM document_line l JOIN item i ON i.id = l.item_id
WHERE l.document_id = ? AND l.quantity > 0 AND i.stock_tracked = 1 ORDER BY l.line_no"""
_OWN_LINE = f"""
SELECT l.id FROM document_line l JOIN serial_number s ON s.item_id = l.item_id
WHERE l.document_id = ? AND s.serial = ? AND {CAME_ON} = l.source_id"""  # noqa: S608
_PLAIN = f"""
SELECT l.line_no FROM document_line l JOIN item i ON i.id = l.item_id WHERE l.document_id = ? AND {ASKED_ON_ARRIVAL} = 0
AND (i.number = ? OR i.gtin = ?) ORDER BY l.line_no LIMIT 1"""  # noqa: S608
_HERE = f"""
SELECT s.serial FROM document_line l JOIN posting q ON q.document_id = ? AND q.verb = 'receive'
JOIN movement k ON k.posting_id = q.id AND k.line_id = l.source_id JOIN serial_number s ON s.id = k.serial_id
WHERE l.id = ? AND s.place > 3 AND {CAME_ON} = l.source_id
AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.item_id = s.item_id AND e.serial = s.serial) ORDER BY s.serial"""  # noqa: S608


def receipt_of(book: Book, *, serial: str, item: str) -> str:
    """The receipt a unit came in on last, "" when none brought it or it was reversed."""
    return str(
        book.value(
            f"SELECT d.number FROM serial_number s JOIN item i ON i.id = s.item_id JOIN document_line l ON l.id = {CAME_ON} "  # noqa: S608
            "JOIN document d ON d.id = l.document_id WHERE s.serial = ? AND i.number = ? AND d.status = 'posted'",
            serial,
            item,
        )
        or ""
    )


def start(book: Book, *, receipt: str) -> SupplierReturn:
    """The draft return of a posted receipt, made now if there is none. Raises NoSuchDocument, ReceiptNotPosted,
    NothingToSendBack."""
    with book.write():
        found = head(book, receipt, "GR", lock=True)
        if found.status != "posted":
            raise ReceiptNotPosted(number=found.number, status=found.status)
        number = draft_of(book, found, "RS")
        return view(book, number=number or _create(book, found))


def start_with(book: Book, *, serial: str, item: str, how: str) -> str:
    """Begin with a unit: the return of the receipt it came in on, with the unit on it. The number of that draft. Raises
    NoReceipt, and the refusals of `refusals_scan`."""
    receipt = receipt_of(book, serial=serial, item=item)
    if not receipt:
        raise NoReceipt(serial=serial)
    held = book.value(
        "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id JOIN item i ON i.id = e.item_id "
        "WHERE e.serial = ? AND i.number = ? AND d.kind = 'RS'",
        serial,
        item,
    )
    if held is not None:
        return str(held)
    with book.write():
        begun = start(book, receipt=receipt)
        line = next(row[0] for row in book.rows(_OWN_LINE, begun.id, serial))
        entry.add(book, line_id=line, text=serial, how=how)
    return begun.number


def _create(book: Book, receipt: Head) -> str:
    made = create(book, "RS", party_id=receipt.party_id, source_id=receipt.id)
    for n, (line, item, price, place) in enumerate(book.rows(_RECEIVED, receipt.id), start=1):
        book.insert(
            "document_line",
            document_id=made.id,
            line_no=n,
            item_id=item,
            quantity=0,
            price=price,
            location_id=place,
            source_id=line,
        )
    if not any(line.outstanding for line in lines_of(book, made.id)):
        raise NothingToSendBack(number=receipt.number)
    return made.number


def say_reason(book: Book, *, number: str, reason: str) -> SupplierReturn:
    """Why it goes back. Raises NotEditable, TextTooLong, TextUnprintable."""
    with book.write():
        found = draft(book, number, "RS")
        said = texts.line("Reason", reason, empty=True)
        book.execute("UPDATE document SET reason = ? WHERE id = ?", said, found.id)
        return view(book, number=found.number)


def set_quantity(book: Book, *, number: str, line_no: int, quantity: int) -> SupplierReturn:
    """How many units of an item without serials go back; 0 leaves the line out. Raises LineGone, ReturnByScan,
    ReturnMoreThanReceived, NotEditable, QuantityOutOfRange."""
    with book.write():
        found = draft(book, number, "RS")
        line = numbered(lines_of(book, found.id), found.number, line_no)
        if line.has_serials:
            raise ReturnByScan(line=line_no, document=found.number)
        at_most(book, found, line, checked_quantity(quantity, least=0))
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", quantity, line.id)
        return view(book, number=found.number)


def at_most(book: Book, found: Head, line: GoodsLine, quantity: int) -> None:
    """Refuse more of a line than its receipt brought and nothing has sent back. Raises ReturnMoreThanReceived."""
    if quantity > line.outstanding:
        receipt = book.value("SELECT number FROM document WHERE id = ?", found.source_id)
        raise ReturnMoreThanReceived(
            line=line.line_no,
            document=found.number,
            quantity=quantity,
            item=line.item,
            most=line.outstanding,
            receipt=receipt,
        )


def take_all(book: Book, *, number: str) -> SupplierReturn:
    """Everything of the receipt that is here and free. Raises NoSuchDocument, NotEditable."""
    with book.write():
        found = draft(book, number, "RS")
        for line in lines_of(book, found.id):
            if line.has_serials:
                rows = book.rows(_HERE, found.source_id, line.id)
                entry.take(book, line_id=line.id, texts=[row[0] for row in rows])
            else:
                quantity = max(0, min(line.outstanding, _there(book, line.id)))
                book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", quantity, line.id)
        return view(book, number=found.number)


def _there(book: Book, line_id: int) -> int:
    item_id = book.value("SELECT item_id FROM document_line WHERE id = ?", line_id)
    return sum(count for _, count in lying(book, item_id))


def scan(
    book: Book,
    *,
    number: str,
    text: str,
    how: str,
    source: str = "",
    raw: bytes = b"",
    item: str = "",
) -> Added | SupplierReturn:
    """Take one scan to its own line: a unit, or one more of an item without serials by its product code or number. `item`
    answers WhichItem. Raises NotOnReceipt, NoReceipt, ReturnMoreThanReceived, and the refusals of `refusals_scan`."""
    found = head(book, number, "RS")
    clean = trimmed(text)
    with refusals_kept(book, text, how, source, raw, found.id):
        plain = _plain(book, found, clean)
        if plain is not None:
            return _one_more(book, found, plain, text, how, source, raw)
        own = book.rows(_OWN_LINE, found.id, clean)
        line_id = int(own[0][0]) if len(own) == 1 else _line(book, found, clean, item)
    return entry.add(book, line_id=line_id, text=text, how=how, source=source, raw=raw)


def _line(book: Book, found: Head, text: str, item: str) -> int:
    lines = lines_of(book, found.id)
    return line_of(book, found, lines, text, item, full=lambda line: line.entered >= line.outstanding)


def _plain(book: Book, found: Head, text: str) -> int | None:
    if fault(text) is not None:
        return None
    row = book.row(_PLAIN, found.id, text, getattr(parse(text), "gtin", "") or "-")
    return int(row[0]) if row else None


def _one_more(
    book: Book, found: Head, line_no: int, text: str, how: str, source: str, raw: bytes
) -> SupplierReturn:
    with book.write():
        draft(book, found.number, "RS")
        if first(book):
            line = numbered(lines_of(book, found.id), found.number, line_no)
            set_quantity(book, number=found.number, line_no=line_no, quantity=line.quantity + 1)
            keep_scan(book, text, how, source, raw, found.id)
        return view(book, number=found.number)

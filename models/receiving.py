"""Goods receipts: what a purchase order brought in, counted, scanned and posted.

1. `start` opens the receipt of a purchase order, with a line for everything outstanding; the same draft is offered again.
2. `set_line` says how many came and where they go; serial items are entered in their list (`models.entry`).
3. `post` moves everything in. Fewer serials than the quantity: scan on, or post what is here (`short`).
4. `goods_documents.reverse` takes it back while its units are still where it put them.
"""

from dataclasses import dataclass

from peewee import IntegrityError

from models.book import SUPPLIER, Book
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    create,
    done_before,
    draft,
    head,
    still_draft,
)
from models.goods_documents import (
    post as post_document,
)
from models.goods_lines import GoodsLine, goods_line, numbered
from models.money import checked_quantity
from models.places import first_shelf
from models.refusals import Ask, Refusal
from models.stock import QuantityMove, SerialMove, new_serials

__all__ = [
    "BelowList",
    "GoodsLine",
    "NoLocation",
    "NoSuchLocation",
    "NothingOutstanding",
    "NothingToReceive",
    "OrderNotOpen",
    "OverReceipt",
    "Receipt",
    "arrivals",
    "place_of",
    "post",
    "set_line",
    "start",
    "view",
]


class OrderNotOpen(Refusal):
    template = "{number} is {status}; goods are received on an ordered purchase order."
    next_step = "Mark it as ordered first, or choose another order."


class NothingOutstanding(Refusal):
    template = "Everything on {number} is here already."
    next_step = "Choose another order."


class OverReceipt(Ask):
    question = "over"
    template = "{quantity} of {item} are more than the {outstanding} outstanding on {number}."
    next_step = "Type {quantity} once more to take them all the same."


class NothingToReceive(Refusal):
    template = "Nothing is entered on {document}."
    next_step = "Enter a quantity or scan the units first."


class NoSuchLocation(Refusal):
    template = "There is no location {location}."
    next_step = "Choose one from the list."


class NoLocation(Refusal):
    template = "Line {line} of {document} has no location."
    next_step = "Say where {item} goes."


class BelowList(Refusal):
    template = "{count} serial numbers of {item} are entered already, more than {quantity}."
    one = "1 serial number of {item} is entered already, more than {quantity}."
    next_step = "Undo or remove some first."


@dataclass(frozen=True)
class Receipt:
    """A goods receipt with its lines; `order` is its purchase order, `station` where it was begun."""

    id: int
    number: str
    status: str
    order: str
    party: str
    station: str
    lines: tuple[GoodsLine, ...]


_LINES = """
SELECT l.id, l.line_no, i.number, i.name, i.unit, i.has_serials, l.quantity,
  (SELECT count(*) FROM entry e WHERE e.line_id = l.id), o.quantity,
  o.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
    WHERE x.source_id = o.id AND xd.status = 'posted'),
  coalesce(p.number, ''), l.price, l.way, coalesce(i.gtin, ''), 0
FROM document_line l JOIN item i ON i.id = l.item_id JOIN document_line o ON o.id = l.source_id
LEFT JOIN location p ON p.id = l.location_id WHERE l.document_id = ? ORDER BY l.line_no"""
_OUTSTANDING = """
SELECT o.id, o.item_id, o.price, coalesce(o.location_id, i.location_id, ?), o.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = o.id AND xd.status = 'posted') AS outstanding
FROM document_line o JOIN item i ON i.id = o.item_id WHERE o.document_id = ? ORDER BY o.line_no"""


def start(book: Book, *, order: str) -> Receipt:
    """The open receipt of purchase order `order`, made now if there is none. Raises NoSuchDocument, OrderNotOpen,
    NothingOutstanding."""
    with book.write():
        found = head(book, order, "PO", lock=True)
        if found.status != "open":
            raise OrderNotOpen(number=order, status=found.status)
        number = book.value(
            "SELECT number FROM document WHERE source_id = ? AND kind = 'GR' AND status = 'draft' ORDER BY id",
            found.id,
        )
        if number is None:
            number = _create(book, found)
    return view(book, number=number)


def _create(book: Book, order: Head) -> str:
    shelf = first_shelf(book)
    rows = [row for row in book.rows(_OUTSTANDING, shelf, order.id) if row[4] > 0]
    if not rows:
        raise NothingOutstanding(number=order.number)
    made = create(book, "GR", party_id=order.party_id, source_id=order.id)
    for n, (line, item, price, place, outstanding) in enumerate(rows, start=1):
        book.insert(
            "document_line",
            document_id=made.id,
            line_no=n,
            item_id=item,
            quantity=outstanding,
            price=price,
            location_id=place,
            source_id=line,
        )
    return made.number


def view(book: Book, *, number: str) -> Receipt:
    """The receipt as it stands. Raises NoSuchDocument."""
    found = head(book, number, "GR")
    order, party, station = book.row(
        "SELECT o.number, coalesce(p.name, ''), s.name FROM document d JOIN station s ON s.id = d.station_id "
        "LEFT JOIN document o ON o.id = d.source_id LEFT JOIN party p ON p.id = d.party_id WHERE d.id = ?",
        found.id,
    ) or ("", "", "")
    lines = tuple(goods_line(row) for row in book.rows(_LINES, found.id))
    return Receipt(found.id, found.number, found.status, order, party, station, lines)


def set_line(
    book: Book,
    *,
    number: str,
    line_no: int,
    quantity: int | None = None,
    location: str | None = None,
    confirmed: int | None = None,
) -> Receipt:
    """How many came on a line, and where they go. More than outstanding has to be confirmed by naming the quantity again
    (`confirmed`). Raises OverReceipt, BelowList, NoSuchLocation, LineGone, QuantityOutOfRange, NotEditable."""
    with book.write():
        found = draft(book, number, "GR")
        line = numbered(map(goods_line, book.rows(_LINES, found.id)), number, line_no)
        if quantity is not None:
            checked_quantity(quantity, least=0)
            if quantity < line.entered:
                raise BelowList(count=line.entered, item=line.item, quantity=quantity)
            if quantity > line.outstanding and confirmed != quantity:
                order = book.value("SELECT number FROM document WHERE id = ?", found.source_id)
                raise OverReceipt(
                    quantity=quantity, item=line.item, outstanding=line.outstanding, number=order
                )
            book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", quantity, line.id)
        if location is not None:
            place = place_of(book, location)
            book.execute("UPDATE document_line SET location_id = ? WHERE id = ?", place, line.id)
    return view(book, number=number)


def place_of(book: Book, location: str) -> int:
    """The id of a shelf. Raises NoSuchLocation."""
    row = book.row(
        "SELECT id FROM location WHERE number = ? AND kind = 'stock' AND blocked = 0", location.strip()
    )
    if row is None:
        raise NoSuchLocation(location=location)
    return int(row[0])


def post(book: Book, *, number: str, short: bool = False) -> Done:
    """Move in what the receipt lists. With `short`, lines of serial items are cut to what was entered. Raises
    SerialsMissing, NothingToReceive, NoLocation, NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "GR", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            lines = [goods_line(row) for row in book.rows(_LINES, found.id)]
            _complete(book, found, lines, short)
            serials = arrivals(book, found.id, SUPPLIER)
            quantities = [
                QuantityMove(ln.id, item, SUPPLIER, place, ln.quantity, "keyed", ln.price)
                for ln, item, place in _placed(book, found, lines)
                if not ln.has_serials and ln.quantity
            ]
            if not serials and not any(ln.quantity for ln in lines if not ln.has_serials):
                raise NothingToReceive(document=number)
            done = post_document(book, found, "receive", serials, quantities)
            _close_order(book, found)
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _complete(book: Book, found: Head, lines: list[GoodsLine], short: bool) -> None:
    missing = [ln for ln in lines if ln.has_serials and ln.entered < ln.quantity]
    if missing and not short:
        count = sum(ln.quantity - ln.entered for ln in missing)
        named = ", ".join(f"{ln.item} {ln.entered}/{ln.quantity}" for ln in missing)
        raise SerialsMissing(missing=count, document=found.number, lines=named)
    for line in missing:
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.entered, line.id)


def _placed(book: Book, found: Head, lines: list[GoodsLine]) -> list[tuple[GoodsLine, int, int]]:
    """The lines of what is kept in stock, each with its item and shelf; a service comes in and lies nowhere."""
    places = {
        r[0]: (r[1], r[2])
        for r in book.rows(
            "SELECT n.id, n.item_id, n.location_id FROM document_line n JOIN item i ON i.id = n.item_id "
            "WHERE n.document_id = ? AND i.stock_tracked = 1",
            found.id,
        )
    }
    tracked = [line for line in lines if line.id in places]
    for line in tracked:
        if places[line.id][1] is None and (line.quantity or line.entered):
            raise NoLocation(line=line.line_no, document=found.number, item=line.item)
    return [(line, *places[line.id]) for line in tracked]


def arrivals(book: Book, document_id: int, origin: int) -> list[SerialMove]:
    """The moves of every unit entered on a document of arrivals: new ones from `origin`, known ones from where they are.
    Makes the serial numbers that nobody knew. Inside the caller's transaction."""
    rows = book.rows(
        "SELECT e.line_id, e.item_id, e.serial, e.serial_id, e.how, l.location_id, l.price, s.seq, s.place "
        "FROM entry e JOIN document_line l ON l.id = e.line_id LEFT JOIN serial_number s ON s.id = e.serial_id "
        "WHERE e.document_id = ? AND e.meaning IN ('new', 'return') ORDER BY e.id",
        document_id,
    )
    fresh = [(row[1], row[2]) for row in rows if row[3] is None]
    made = new_serials(book, fresh) if fresh else {}
    return [
        SerialMove(known or made[item, serial], (seq or 0) + 1, line, item, at or origin, place, how, price)
        for line, item, serial, known, how, place, price, seq, at in rows
    ]


def _close_order(book: Book, receipt: Head) -> None:
    assert receipt.source_id is not None
    if all(row[4] <= 0 for row in book.rows(_OUTSTANDING, None, receipt.source_id)):
        book.execute(
            "UPDATE document SET status = 'closed' WHERE id = ? AND status = 'open'", receipt.source_id
        )

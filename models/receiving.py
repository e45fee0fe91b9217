"""Goods receipts: what a purchase order brought in, counted, scanned and posted.

1. `start` opens the receipt of a purchase order, with a line for everything outstanding; the same draft is offered again.
2. `set_line` says how many came and where they go; serial items are entered in their list (`models.entry`).
3. `post` moves everything in. Fewer serials than the quantity: scan on, or post what is here (`short`).
4. `goods_reversing.reverse` takes it back while its units are still where it put them.
"""

from peewee import IntegrityError

from models import landing
from models.book import SUPPLIER, Book
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    create,
    done_before,
    draft,
    draft_of,
    head,
    still_draft,
)
from models.goods_documents import (
    post as post_document,
)
from models.goods_lines import GoodsLine, numbered
from models.money import checked_quantity
from models.places import TAKES, NoSuchLocation, all_take, first_shelf, place_of
from models.receipts import Receipt, lines_of, view
from models.refusals import Ask, Refusal
from models.stock import QuantityMove, Steps, name_serials

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
    "lines_of",
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


class NoLocation(Refusal):
    template = "Line {line} of {document} has no location."
    next_step = "Say where {item} goes."


class BelowList(Refusal):
    template = "{count} serial numbers of {item} are entered already, more than {quantity}."
    one = "1 serial number of {item} is entered already, more than {quantity}."
    next_step = "Undo or remove some first."


_OUTSTANDING = f"""
SELECT o.id, o.item_id, o.price, coalesce({TAKES.format(place="o.location_id")}, {TAKES.format(place="i.location_id")}, ?),
  o.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = o.id AND xd.status = 'posted') AS outstanding
FROM document_line o JOIN item i ON i.id = o.item_id WHERE o.document_id = ? ORDER BY o.line_no"""  # noqa: S608


def start(book: Book, *, order: str) -> Receipt:
    """The open receipt of purchase order `order`, made now if there is none. Raises NoSuchDocument, OrderNotOpen,
    NothingOutstanding."""
    with book.write():
        found = head(book, order, "PO", lock=True)
        if found.status != "open":
            raise OrderNotOpen(number=order, status=found.status)
        number = draft_of(book, found, "GR")
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
    (`confirmed`). Raises OverReceipt, BelowList, NoSuchLocation, PlaceBlocked, LineGone, QuantityOutOfRange, NotEditable."""
    with book.write():
        found = draft(book, number, "GR")
        line = numbered(lines_of(book, found.id), number, line_no)
        if quantity is not None:
            checked_quantity(quantity, least=0)
            if quantity < line.entered:
                raise BelowList(count=line.entered, item=line.item, quantity=quantity)
            if quantity > line.outstanding and confirmed != quantity:
                order = book.value("SELECT number FROM document WHERE id = ?", found.source_id)
                raise OverReceipt(
                    quantity=quantity, item=line.item, outstanding=line.outstanding, number=order
                )
            counted = 0 if line.has_serials else quantity
            book.execute(
                "UPDATE document_line SET quantity = ?, picked = ? WHERE id = ?", quantity, counted, line.id
            )
        if location is not None:
            place = place_of(book, location)
            book.execute("UPDATE document_line SET location_id = ? WHERE id = ?", place, line.id)
    return view(book, number=number)


def post(book: Book, *, number: str, short: bool = False) -> Done:
    """Move in what the receipt lists. With `short`, lines of serial items are cut to what was entered. Raises
    SerialsMissing, NothingToReceive, NoLocation, PlaceBlocked, NotEditable, ChangedMeanwhile."""
    try:
        with book.write():
            found = head(book, number, "GR", lock=True)
            if (before := done_before(book)) is not None:
                return before
            still_draft(found)
            lines = lines_of(book, found.id)
            _complete(book, found, lines, short)
            quantities = [
                QuantityMove(ln.id, item, SUPPLIER, place, ln.quantity - ln.entered, "keyed", ln.price)
                for ln, item, place in _placed(book, found, lines)
                if not ln.has_serials and ln.quantity > ln.entered
            ]
            if not any(ln.entered if ln.has_serials else ln.quantity for ln in lines):
                raise NothingToReceive(document=number)
            all_take(book, found.id)
            name_serials(book, found.id)
            done = post_document(book, found, "receive", [arrivals(found.id, SUPPLIER)], quantities)
            landing.post_waiting(book, found)
            _close_order(book, found)
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _complete(book: Book, found: Head, lines: list[GoodsLine], short: bool) -> None:
    missing = [ln for ln in lines if ln.has_serials and ln.entered < ln.quantity]
    if missing and not short:
        raise SerialsMissing.on(found.number, missing)
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


def arrivals(document_id: int, origin: int) -> Steps:
    """The step of every unit entered on a document of arrivals, once all have a serial number: new ones from `origin`,
    known ones from where they are."""
    return Steps(
        "SELECT s.id, coalesce(s.seq, 0) + 1, e.line_id, e.item_id, coalesce(s.place, CAST(? AS BIGINT)), l.location_id, "
        "e.how, l.price FROM entry e JOIN document_line l ON l.id = e.line_id "
        "JOIN serial_number s ON s.serial = e.serial AND s.item_id = e.item_id "
        "WHERE e.document_id = ? AND e.meaning IN ('new', 'return')",
        (origin, document_id),
    )


def _close_order(book: Book, receipt: Head) -> None:
    assert receipt.source_id is not None
    if all(row[4] <= 0 for row in book.rows(_OUTSTANDING, None, receipt.source_id)):
        book.execute(
            "UPDATE document SET status = 'closed' WHERE id = ? AND status = 'open'", receipt.source_id
        )

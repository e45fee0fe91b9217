"""Shipments: an order's goods, picked by scanning, confirmed, gone.

1. `start` opens the shipment of a confirmed sales order; the same draft is offered again.
2. `pick` takes each scan to its own line, whatever is selected (R25): a serial of the order's items, the product code of
   an item without serials. More than ordered is refused; another unit than the reserved one is swapped in (R28).
3. `post` confirms: reserved units count as chosen; serials still missing are asked for, or the rest stays on the order
   (`short`). The order closes when everything has left.
"""

from dataclasses import dataclass

from peewee import IntegrityError

from models import entry
from models.book import CUSTOMER, REAL, Book
from models.codes import parse
from models.entry import Added
from models.goods_documents import (
    ChangedMeanwhile,
    Done,
    Head,
    SerialsMissing,
    create,
    done_before,
    draft,
    head,
)
from models.goods_documents import post as post_document
from models.receiving import GoodsLine, NothingOutstanding, OrderNotOpen, goods_line
from models.refusals import Refusal
from models.refusals_scan import LineDone, NotOnDocument, UnknownSerial, WhichItem
from models.serial_text import fault, trimmed
from models.stock import QuantityMove, SerialMove


class NotConfirmed(OrderNotOpen):
    template = "{number} is {status}; only a confirmed order is shipped."
    next_step = "Confirm it first, or choose another order."


class NothingToShip(Refusal):
    template = "Nothing is picked on {document}."
    next_step = "Scan the units first."


class NotEnough(Refusal):
    template = "{quantity} {item} are asked for, and {there} are in stock."
    next_step = "Pick what is there and ship the rest later."


class TooManyPicked(Refusal):
    template = "{item} is complete: {quantity} of {quantity}."
    next_step = "Put it back; nothing more of it goes into this shipment."


@dataclass(frozen=True)
class Picked:
    """What a scan did on a shipment: a serial on its line, or one more of an item without serials."""

    text: str
    item: str
    name: str
    line_no: int
    count: int
    wanted: int
    swapped: str
    document_count: int
    document_wanted: int


@dataclass(frozen=True)
class Shipment:
    """A shipment with its lines; `station` is where it was begun."""

    id: int
    number: str
    status: str
    order: str
    party: str
    station: str
    lines: tuple[GoodsLine, ...]


_LINES = """
SELECT l.id, l.line_no, i.number, i.name, i.unit, i.has_serials, l.quantity,
  CASE WHEN i.has_serials = 1 THEN (SELECT count(*) FROM entry e WHERE e.line_id = l.id) ELSE l.picked END, o.quantity,
  o.quantity - (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
    WHERE x.source_id = o.id AND xd.status = 'posted'),
  coalesce((SELECT p.number FROM stock s JOIN location p ON p.id = s.place
    WHERE s.item_id = l.item_id AND s.quantity > 0 ORDER BY s.quantity DESC, p.number LIMIT 1), ''),
  l.price, l.way, coalesce(i.gtin, ''),
  (SELECT count(*) FROM entry r WHERE r.line_id = o.id AND r.meaning = 'reserve')
FROM document_line l JOIN item i ON i.id = l.item_id JOIN document_line o ON o.id = l.source_id
WHERE l.document_id = ? ORDER BY l.line_no"""
_OUTSTANDING = """
SELECT o.id, o.item_id, o.price, o.quantity - (
  SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
  WHERE x.source_id = o.id AND xd.status = 'posted')
FROM document_line o WHERE o.document_id = ? ORDER BY o.line_no"""
_OWNERS = """
SELECT i.id, i.number, l.id FROM serial_number s JOIN item i ON i.id = s.item_id
LEFT JOIN document_line l ON l.item_id = i.id AND l.document_id = ?
WHERE s.serial = ? AND i.has_serials = 1 ORDER BY l.line_no, i.number"""


def start(book: Book, *, order: str) -> Shipment:
    """The open shipment of sales order `order`, made now if there is none. Raises NoSuchDocument, NotConfirmed,
    NothingOutstanding."""
    with book.write():
        found = head(book, order, "SO", lock=True)
        if found.status != "open":
            raise NotConfirmed(number=order, status=found.status)
        number = book.value(
            "SELECT number FROM document WHERE source_id = ? AND kind = 'SH' AND status = 'draft' ORDER BY id",
            found.id,
        )
        if number is None:
            number = _create(book, found)
    return view(book, number=number)


def _create(book: Book, order: Head) -> str:
    rows = [row for row in book.rows(_OUTSTANDING, order.id) if row[3] > 0]
    if not rows:
        raise NothingOutstanding(number=order.number)
    made = create(book, "SH", party_id=order.party_id, source_id=order.id)
    for n, (line, item, price, outstanding) in enumerate(rows, start=1):
        book.insert(
            "document_line",
            document_id=made.id,
            line_no=n,
            item_id=item,
            quantity=int(outstanding),
            price=price,
            source_id=line,
        )
    return made.number


def view(book: Book, *, number: str) -> Shipment:
    """The shipment as it stands. Raises NoSuchDocument."""
    found = head(book, number, "SH")
    order, party, station = book.row(
        "SELECT o.number, coalesce(p.name, ''), s.name FROM document d JOIN station s ON s.id = d.station_id "
        "LEFT JOIN document o ON o.id = d.source_id LEFT JOIN party p ON p.id = d.party_id WHERE d.id = ?",
        found.id,
    ) or ("", "", "")
    return Shipment(found.id, found.number, found.status, order, party, station, _lines(book, found.id))


def _lines(book: Book, document_id: int) -> tuple[GoodsLine, ...]:
    return tuple(goods_line(row) for row in book.rows(_LINES, document_id))


def pick(
    book: Book, *, number: str, text: str, how: str, source: str = "", raw: bytes = b"", item: str = ""
) -> Picked:
    """Take one scan to its own line. `item` answers WhichItem. Raises the refusals of `refusals_scan`, TooManyPicked,
    NotEnough."""
    found = head(book, number, "SH")
    clean = trimmed(text)
    if fault(clean) is None:
        plain = _plain_line(book, found, clean)
        if plain is not None:
            return _picked(book, found, clean, *pick_quantity(book, number=number, line_no=plain, quantity=1))
    try:
        line = _line_of(book, found, clean, item)
    except Refusal as refusal:
        entry.refused(book, text=text, how=how, source=source, raw=raw, document_id=found.id, refusal=refusal)
        raise
    added = entry.add(book, line_id=line, text=text, how=how, source=source, raw=raw)
    return _picked(book, found, clean, added.line_no, added)


def _plain_line(book: Book, found: Head, text: str) -> int | None:
    """The line of an item without serials that `text` names, by product code or number; an open one first."""
    gtin = getattr(parse(text), "gtin", "") or "-"
    row = book.row(
        "SELECT l.line_no FROM document_line l JOIN item i ON i.id = l.item_id WHERE l.document_id = ? "
        "AND i.has_serials = 0 AND (i.number = ? OR i.gtin = ?) ORDER BY (l.picked >= l.quantity), l.line_no",
        found.id,
        text,
        gtin,
    )
    return int(row[0]) if row else None


def _line_of(book: Book, found: Head, text: str, item: str) -> int:
    """The line that takes a serial: the only item on the document that has it; among its lines an open one first."""
    owners = book.rows(_OWNERS, found.id, text)
    mine = {number for _, number, line in owners if line is not None}
    if item in mine:
        mine = {item}
    if len(mine) > 1:
        raise WhichItem(serial=text, document=found.number, items=", ".join(sorted(mine)))
    lines = [ln for ln in _lines(book, found.id) if ln.item in mine]
    if not lines and owners:
        raise NotOnDocument(serial=text, other=", ".join(o[1] for o in owners), document=found.number)
    if not lines:
        serial_lines = [ln for ln in _lines(book, found.id) if ln.has_serials]
        if not serial_lines or fault(text) is not None:
            raise UnknownSerial(serial=text)
        return next((ln.id for ln in serial_lines if ln.entered < ln.quantity), serial_lines[0].id)
    held = book.value("SELECT line_id FROM entry WHERE document_id = ? AND serial = ?", found.id, text)
    if held is not None:
        return int(held)
    line = next((ln for ln in lines if ln.entered < ln.quantity), None)
    if line is None:
        raise LineDone(serial=text, document=found.number, item=lines[0].item)
    return line.id


def pick_quantity(book: Book, *, number: str, line_no: int, quantity: int) -> tuple[int, None]:
    """Pick `quantity` more of an item without serials (less, when negative). Raises TooManyPicked, NotEnough."""
    with book.write():
        found = draft(book, number, "SH")
        line = next(ln for ln in _lines(book, found.id) if ln.line_no == line_no)
        picked = max(0, line.entered + quantity)
        if picked > line.quantity:
            raise TooManyPicked(item=line.item, quantity=line.quantity)
        there = book.value(
            "SELECT coalesce(sum(s.quantity), 0) FROM stock s JOIN item i ON i.id = s.item_id "
            "WHERE i.number = ? AND i.stock_tracked = 1",
            line.item,
        )
        tracked = book.value("SELECT stock_tracked FROM item WHERE number = ?", line.item)
        if tracked and picked > there:
            raise NotEnough(quantity=picked, item=line.item, there=int(there))
        book.execute("UPDATE document_line SET picked = ? WHERE id = ?", picked, line.id)
    return line_no, None


def _picked(book: Book, found: Head, text: str, line_no: int, added: Added | None) -> Picked:
    lines = _lines(book, found.id)
    line = next(ln for ln in lines if ln.line_no == line_no)
    return Picked(
        text,
        line.item,
        line.name,
        line_no,
        line.entered,
        line.quantity,
        added.swapped if added else "",
        sum(ln.entered for ln in lines),
        sum(ln.quantity for ln in lines),
    )


def post(book: Book, *, number: str, short: bool = False) -> Done:
    """Confirm: what was picked leaves. Reserved units that were not scanned are taken as chosen; with `short`, the rest
    stays on the order. Raises SerialsMissing, NothingToShip, NotEnough, NotEditable, ChangedMeanwhile."""
    if (before := done_before(book)) is not None:
        return before
    try:
        with book.write():
            found = draft(book, number, "SH")
            _take_chosen(book, found)
            lines = _lines(book, found.id)
            _complete(book, found, lines, short)
            serials = departures(book, found.id, CUSTOMER)
            quantities = [
                m for ln in lines if not ln.has_serials and ln.entered for m in _from_shelves(book, ln)
            ]
            if not serials and not any(ln.entered for ln in lines):
                raise NothingToShip(document=number)
            done = post_document(book, found, "ship", serials, quantities)
            if all(row[3] <= 0 for row in book.rows(_OUTSTANDING, found.source_id)):
                book.execute(
                    "UPDATE document SET status = 'closed' WHERE id = ? AND status = 'open'", found.source_id
                )
            return done
    except IntegrityError as error:
        raise ChangedMeanwhile(document=number) from error


def _take_chosen(book: Book, found: Head) -> None:
    """Units chosen on the order fill the lines that are still short (help page: choosing on the order is enough)."""
    for line in _lines(book, found.id):
        room = line.quantity - line.entered
        if line.has_serials and room > 0 and line.reserved:
            rows = book.rows(
                "SELECT e.serial FROM entry e JOIN document_line l ON l.source_id = e.line_id "
                "WHERE l.id = ? AND e.meaning = 'reserve' ORDER BY e.id",
                line.id,
            )
            entry.add_many(book, line_id=line.id, texts=[r[0] for r in rows[:room]], how="listed")


def _complete(book: Book, found: Head, lines: tuple[GoodsLine, ...], short: bool) -> None:
    missing = [ln for ln in lines if ln.entered < ln.quantity]
    if missing and not short:
        count = sum(ln.quantity - ln.entered for ln in missing)
        named = ", ".join(f"{ln.item} {ln.entered}/{ln.quantity}" for ln in missing)
        raise SerialsMissing(missing=count, document=found.number, lines=named)
    for line in missing:
        book.execute("UPDATE document_line SET quantity = ? WHERE id = ?", line.entered, line.id)


def departures(book: Book, document_id: int, goal: int) -> list[SerialMove]:
    """The moves of every unit picked on a document, from where it stands to `goal`, at its own cost."""
    rows = book.rows(
        "SELECT e.serial_id, s.seq + 1, e.line_id, e.item_id, s.place, e.how, m.cost FROM entry e "
        "JOIN serial_number s ON s.id = e.serial_id JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq "
        "WHERE e.document_id = ? AND e.meaning IN ('pick', 'leave') ORDER BY e.id",
        document_id,
    )
    return [
        SerialMove(id_, seq, line, item, at, goal, how, cost) for id_, seq, line, item, at, how, cost in rows
    ]


def _from_shelves(book: Book, line: GoodsLine) -> list[QuantityMove]:
    """Take a quantity from the shelves that hold the item, the fullest first. Raises NotEnough."""
    item_id, tracked, cost = book.row(
        "SELECT id, stock_tracked, cost_price FROM item WHERE number = ?", line.item
    ) or (0, 0, 0)
    if not tracked:
        return []
    rows = book.rows(
        "SELECT place, quantity FROM stock WHERE item_id = ? AND place > ? AND quantity > 0 ORDER BY quantity DESC, place",
        item_id,
        REAL,
    )
    moves, left = [], line.entered
    for place, there in rows:
        take = min(left, there)
        if take:
            moves.append(QuantityMove(line.id, item_id, place, CUSTOMER, take, "scanned", cost))
        left -= take
    if left > 0:
        raise NotEnough(quantity=line.entered, item=line.item, there=line.entered - left)
    return moves

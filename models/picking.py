"""Picking: each scan goes to its own line of a shipment, whatever is selected (R25).

A serial of the order's items, or the product code of an item without serials. More than ordered is refused; another unit
than the reserved one is swapped in (R28).
"""

from dataclasses import dataclass, replace

from models import entry
from models.book import Book, Row
from models.codes import parse
from models.entry import Added
from models.goods_documents import Head, draft, head
from models.goods_lines import GoodsLine, goods_line, numbered
from models.journal import keep_scan, refusals_kept
from models.labels import read
from models.labels_box import box
from models.once import first
from models.refusals import Ask, Refusal
from models.refusals_labels import (
    ProductNotOnDocument,
    ProductUnknown,
)
from models.refusals_scan import (
    LineDone,
    NotOnDocument,
    UnknownSerial,
    WhichItem,
)
from models.serial_text import fault, trimmed
from models.spellings import anywhere
from models.unnamed import NotEnough
from models.who_takes import takers


class TooManyPicked(Refusal):
    template = "{item} is complete: {quantity} of {quantity}."
    next_step = "Put it back; nothing more of it goes into this shipment."


@dataclass(frozen=True)
class Picked:
    """What a scan did on a shipment: a serial on its line, all of a label (`box`), or one more of an item without
    serials."""

    text: str
    item: str
    name: str
    line_no: int
    count: int
    wanted: int
    swapped: str
    box: tuple[str, ...] = ()


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
_OWNERS = """
SELECT i.number, l.id, (SELECT e.line_id FROM entry e WHERE e.item_id = i.id AND e.serial = s.serial AND e.document_id = ?)
FROM serial_number s JOIN item i ON i.id = s.item_id LEFT JOIN document_line l ON l.item_id = i.id AND l.document_id = ?
WHERE s.serial = ? AND i.has_serials = 1 AND i.label_di >= ? ORDER BY l.line_no, i.number"""


def lines_of(book: Book, document_id: int) -> tuple[GoodsLine, ...]:
    """A shipment's lines as they stand."""
    return tuple(goods_line(row) for row in book.rows(_LINES, document_id))


def pick(
    book: Book, *, number: str, text: str, how: str, source: str = "", raw: bytes = b"", item: str = ""
) -> Picked:
    """Take one scan to its own line. `item` answers WhichItem. Raises the refusals of `refusals_scan`, TooManyPicked,
    NotEnough. A question about a serial number that nobody knows yet names its line (field `line_id`)."""
    found = head(book, number, "SH")
    clean = trimmed(text)
    with refusals_kept(book, text, how, source, raw, found.id):
        plain = _plain_line(book, found, clean) if fault(clean) is None else None
        if plain is not None:
            _pick_one(book, found, plain, text, how, source, raw)
            return _picked(clean, lines_of(book, found.id), plain)
        lines = lines_of(book, found.id)
        line = _line_of(book, found, lines, clean, item)
    try:
        added = entry.add(book, line_id=line, text=text, how=how, source=source, raw=raw)
    except Ask as ask:
        ask.fields["line_id"] = line
        raise
    lines = tuple(replace(ln, entered=added.count) if ln.id == line else ln for ln in lines)
    return _picked(added.serial, lines, added.line_no, added)


def _pick_one(book: Book, found: Head, line_no: int, text: str, how: str, source: str, raw: bytes) -> None:
    """One more of an item without serials, and its line in the journal."""
    with book.write():
        pick_quantity(book, number=found.number, line_no=line_no, quantity=1)
        keep_scan(book, text, how, source, raw, found.id)


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


def _line_of(book: Book, found: Head, shown: tuple[GoodsLine, ...], text: str, item: str) -> int:
    """The line that takes a label: of the product it names, or the only item on the document that has its serial; among
    its lines an open one first."""
    many, label = box(text), read(text)
    serial = many.serials[0] if many is not None and many.labels else label.serial
    owners, serial = _owners(book, found, serial)
    if label.gtin and not label.bare and label.refusal is None:
        mine = {_product_of(book, found, label.gtin)}
    else:
        mine = _owner(found, owners, serial, item)
    lines = [ln for ln in shown if ln.item in mine]
    if not lines:
        serial_lines = [ln for ln in shown if ln.has_serials]
        if not serial_lines or (fault(text) is not None and many is None and label.refusal is None):
            raise UnknownSerial(serial=serial)
        new = takers(book, found, serial, [ln.item for ln in serial_lines if ln.entered < ln.quantity], item)
        open_ = [ln.id for ln in serial_lines if ln.entered < ln.quantity and (not new or ln.item in new)]
        return open_[0] if open_ else serial_lines[0].id
    held = next((held for number, _, held in owners if number in mine and held is not None), None)
    if held is not None:
        return int(held)
    line = next((ln for ln in lines if ln.entered < ln.quantity), None)
    if line is None:
        raise LineDone(serial=serial, document=found.number, item=lines[0].item)
    return line.id


def _product_of(book: Book, found: Head, gtin: str) -> str:
    """The item that a label names. Raises ProductUnknown, ProductNotOnDocument."""
    row = book.row(
        "SELECT i.number, l.id FROM item i LEFT JOIN document_line l ON l.item_id = i.id AND l.document_id = ? "
        "WHERE i.gtin = ? AND i.blocked = 0",
        found.id,
        gtin,
    )
    if row is None:
        raise ProductUnknown(gtin=gtin)
    if row[1] is None:
        raise ProductNotOnDocument(other=row[0], document=found.number)
    return str(row[0])


def _owners(book: Book, found: Head, serial: str) -> tuple[list[Row], str]:
    """The items that have `serial`, and the serial itself: without its S where that item's labels carry one (R2.10)."""
    spelled = dict.fromkeys((serial, *anywhere(book, serial)))
    owners = [row for one in spelled for row in book.rows(_OWNERS, found.id, found.id, one, 0)]
    if not owners and serial.startswith("S"):
        cut = book.rows(_OWNERS, found.id, found.id, serial[1:], 1)
        return (cut, serial[1:]) if cut else (owners, serial)
    return owners, serial


def _owner(found: Head, owners: list[Row], serial: str, item: str) -> set[str]:
    """The item on the document that has `serial`, if any has. Raises WhichItem, NotOnDocument."""
    mine = {str(number) for number, line, _ in owners if line is not None}
    if item in mine:
        mine = {item}
    if len(mine) > 1:
        raise WhichItem(
            serial=serial, document=found.number, items=", ".join(sorted(mine)), choices=sorted(mine)
        )
    if owners and not mine:
        raise NotOnDocument(serial=serial, other=", ".join(o[0] for o in owners), document=found.number)
    return mine


def pick_quantity(book: Book, *, number: str, line_no: int, quantity: int) -> tuple[int, None]:
    """Pick `quantity` more of an item without serials (less, when negative). Raises TooManyPicked, NotEnough,
    LineGone."""
    with book.write():
        found = draft(book, number, "SH")
        if not first(book):
            return line_no, None
        line = numbered(lines_of(book, found.id), number, line_no)
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


def _picked(text: str, lines: tuple[GoodsLine, ...], line_no: int, added: Added | None = None) -> Picked:
    line = next(ln for ln in lines if ln.line_no == line_no)
    return Picked(
        text,
        line.item,
        line.name,
        line_no,
        line.entered,
        line.quantity,
        added.swapped if added else "",
        added.box if added else (),
    )

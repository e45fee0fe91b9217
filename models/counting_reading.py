"""What a text is on a count, by its own form and by the names things have; never by where the book has a unit (R3.9).

A product's code names its item, a location's number its place; everything else is one unit, or a label of several.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.book import Book, Row
from models.corrections import by_old
from models.counting import COUNTING, STATUS_WORDS
from models.dialect import as_json
from models.goods_documents import head
from models.labels import Label, read
from models.labels_box import Box, box
from models.patterns import ANY, SerialPattern
from models.refusals_count import (
    CountWhichItem,
    ItemNotCountable,
    ItemNotInCount,
    LocationNotInCount,
    NotCounting,
    ProductNotKnown,
)
from models.refusals_labels import SerialSwallowed
from models.refusals_scan import IsDocument, NoSerialOnLabel
from models.serial_kinds import MAC, same_as
from models.serial_text import trimmed


@dataclass(frozen=True)
class CountedItem:
    """An item as a count needs it. `has_serials` where its units have serial numbers in stock; one whose units get them when they
    are shipped is counted by quantity."""

    id: int
    number: str
    name: str
    has_serials: bool
    pattern: SerialPattern
    label_di: bool


@dataclass(frozen=True)
class Scope:
    """What a count takes. `place` or `item` may be None; `what` says it in words."""

    id: int
    number: str
    place: int | None
    location: str
    item: CountedItem | None

    @property
    def what(self) -> str:
        """Location and item, as far as it has them."""
        return " · ".join(filter(None, (self.location, self.item.number if self.item else "")))


@dataclass(frozen=True)
class Named:
    """A text that is no unit: the item whose code it is, or the location whose number it is."""

    item: CountedItem | None = None
    place: int | None = None
    location: str = ""


@dataclass(frozen=True)
class Unit:
    """One unit that was read: its serial in the spelling the book has, and what the book knows of it at this moment
    (kept with the scan, told to nobody)."""

    serial: str
    item: CountedItem | None
    serial_id: int | None
    seq: int | None


_ITEM = """
SELECT i.id, i.number, i.name, CASE WHEN i.serial_at = 'receipt' THEN i.has_serials ELSE 0 END,
  i.serial_min, i.serial_max, i.serial_characters, i.serial_regex,
  i.serial_mask, i.serial_kind, i.label_di, i.stock_tracked FROM item i WHERE """
_KNOWN = "SELECT s.serial, s.same, s.item_id, s.id, s.seq FROM serial_number s WHERE s.place IS NOT NULL AND {among}"

_UNIT = "SELECT s.serial, s.same, s.item_id, s.id, s.seq FROM serial_number s WHERE s.place IS NOT NULL AND s.id = ?"


def scope_of(book: Book, number: str, *, lock: bool = False) -> Scope:
    """What the count with `number` takes, while it is counting. Raises NoSuchDocument, NotCounting."""
    found = head(book, number, "CT", lock=lock)
    if found.status != COUNTING:
        raise NotCounting(document=found.number, status=STATUS_WORDS.get(found.status, found.status))
    row = book.row(
        "SELECT k.location_id, coalesce(l.number, ''), coalesce(k.item_id, 0) FROM count_scope k "
        "LEFT JOIN location l ON l.id = k.location_id WHERE k.document_id = ?",
        found.id,
    )
    assert row is not None
    return Scope(found.id, found.number, row[0], row[1], item_by(book, "i.id = ?", row[2]))


def item_by(book: Book, condition: str, *values: object) -> CountedItem | None:
    """The item that fulfils a condition of the program's own. Raises ItemNotCountable."""
    row = book.row(f"{_ITEM}{condition} ORDER BY i.id", *values)
    if row is None:
        return None
    id_, number, name, serials, *rules, label_di, tracked = row
    if not tracked:
        raise ItemNotCountable(item=number)
    return CountedItem(id_, number, name, bool(serials), SerialPattern(*rules), bool(label_di))


def named(book: Book, scope: Scope, label: Label, text: str) -> Named | None:
    """The item or the location that `text` names; None for a unit. Raises ItemNotInCount, LocationNotInCount,
    ItemNotCountable, IsDocument, ProductNotKnown."""
    if (
        book.value("SELECT 1 FROM serial_number WHERE serial = ? AND place IS NOT NULL", text)
        and not label.claimed
    ):
        return None
    bare = label.bare or isinstance(label.refusal, NoSerialOnLabel)
    gtin = label.gtin if bare and not isinstance(label.refusal, SerialSwallowed) else ""
    item = item_by(book, "i.number = ? OR i.gtin = ? AND i.blocked = 0", text, gtin or "-")
    if item is not None:
        if scope.item is not None and scope.item.id != item.id:
            raise ItemNotInCount(item=item.number, document=scope.number, what=scope.what)
        return Named(item=item)
    if label.claimed or (gtin and label.refusal is not None):
        raise ProductNotKnown(serial=gtin)
    place = book.row("SELECT id, number FROM location WHERE number = ? AND kind = 'stock'", text)
    if place is not None:
        if scope.place not in (None, place[0]):
            raise LocationNotInCount(location=place[1], document=scope.number, what=scope.what)
        return Named(place=place[0], location=place[1])
    if book.value("SELECT 1 FROM document WHERE number = ?", text.upper()):
        raise IsDocument(serial=text)
    return None


def pattern_of(scope: Scope) -> SerialPattern:
    """The rule by which labels are read."""
    return scope.item.pattern if scope.item is not None else ANY


def box_of(book: Book, scope: Scope, text: str) -> Box | None:
    """The units of a label of many; None for one that is a serial number just as it stands."""
    found = box(text, pattern_of(scope))
    if found is None or not found.whole:
        return found
    return None if book.value("SELECT 1 FROM serial_number WHERE serial = ?", found.whole) else found


def label_of(book: Book, scope: Scope, text: str, *, scanned: bool) -> Label:
    """The label as the item's rule reads it: the counted item's, or that of the product it names."""
    item = scope.item
    label = read(text, pattern_of(scope), di_1d=scanned and item is not None and item.label_di)
    if item is None and label.gtin:
        product = item_by(book, "i.gtin = ? AND i.blocked = 0", label.gtin)
        if product is not None and product.has_serials:
            again = read(text, product.pattern)
            return again if again.gtin == label.gtin else label
    return label


def units_of(
    book: Book, scope: Scope, labels: Sequence[Label], chosen: Mapping[str, str], *, scanned: bool
) -> list[Unit | CountWhichItem]:
    """For each label its unit, or the question whose it is. `chosen["item"]` is the item a person says it is; `context` the
    item whose code was scanned before."""
    serials = [trimmed(label.serial) for label in labels]
    stripped = [serial[1:] for serial in serials if scanned and serial.startswith("S")]
    known = _known(book, [*serials, *stripped])
    products = {
        row[1]: row[0] for row in _ask(book, "SELECT i.id, i.gtin FROM item i WHERE i.blocked = 0 AND {among}", "i.gtin",
                                       [label.gtin for label in labels if label.gtin])
    }  # fmt: skip
    asked = [
        item_by(book, "i.number = ?", chosen[key]) if chosen.get(key) else None for key in ("item", "context")
    ]
    items: dict[int, CountedItem | None] = {}
    units: list[Unit | CountWhichItem] = []
    for serial, label in zip(serials, labels, strict=True):
        found = known.get(serial) or known.get(f"={same_as(MAC, serial)}") or []
        if not found and scanned and serial.startswith("S"):
            found = [row for row in known.get(serial[1:], []) if _of(book, items, row[2]).label_di]
        units.append(_unit(book, scope, serial, products.get(label.gtin), found, items, asked))
    return units


def _unit(
    book: Book,
    scope: Scope,
    serial: str,
    product: int | None,
    found: Sequence[Row],
    items: dict[int, CountedItem | None],
    asked: Sequence[CountedItem | None],
) -> Unit | CountWhichItem:
    item: CountedItem | None
    if scope.item is not None:
        item = scope.item
    elif product is not None:
        item = _of(book, items, product)
    elif len(found) == 1:
        item = _of(book, items, found[0][2])
    else:
        among = [
            one for one in asked if one is not None and (not found or any(r[2] == one.id for r in found))
        ]
        if len(found) > 1 and not among:
            numbers = sorted(_of(book, items, row[2]).number for row in found)
            return CountWhichItem(serial=serial, items=", ".join(numbers), choices=numbers)
        item = next((one for one in among if one.has_serials), None)
    mine = next((row for row in found if item is not None and row[2] == item.id), None)
    if mine is None:
        return Unit(serial, item, None, None)
    return Unit(mine[0], item, mine[3], mine[4])


def _of(book: Book, items: dict[int, CountedItem | None], id_: int) -> CountedItem:
    if id_ not in items:
        items[id_] = item_by(book, "i.id = ?", id_)
    item = items[id_]
    assert item is not None
    return item


def _known(book: Book, serials: Sequence[str]) -> dict[str, list[Row]]:
    """The units of each text, also of one that they had before it was corrected, and of each MAC address ("=" and its common
    form) in any spelling."""
    known: dict[str, list[Row]] = {}
    for row in _ask(book, _KNOWN, "s.serial", serials):
        known.setdefault(row[0], []).append(row)
    for old, units in by_old(book, [serial for serial in serials if serial not in known]).items():
        ids = [unit.serial_id for unit in units]
        known[old] = [row for id_ in ids for row in book.rows(_UNIT, id_)]
    forms = [form for serial in serials if (form := same_as(MAC, serial)) is not None]
    for row in _ask(book, _KNOWN, "s.same", forms):
        known.setdefault(f"={row[1]}", []).append(row)
    return known


def _ask(book: Book, sql: str, column: str, texts: Sequence[str]) -> list[Row]:
    if not texts:
        return []
    return book.rows(sql.format(among=book.among(column)), as_json(list(dict.fromkeys(texts))))

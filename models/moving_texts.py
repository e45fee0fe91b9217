"""What one text is to somebody who moves goods: a location, a unit, or an item without serial numbers."""

from dataclasses import dataclass

from models.book import Book, Row
from models.codes import parse
from models.labels import Label, numbered, read
from models.labels_box import box
from models.refusals_labels import ProductUnknown
from models.refusals_moves import HasSerialsInstead, WhichUnit
from models.refusals_scan import BelongsToItem, IsDocument, UnknownSerial
from models.spellings import anywhere
from models.unnamed import ASKED_ON_ARRIVAL

_UNITS = """
SELECT i.id, i.number, i.name, s.serial, s.place FROM serial_number s JOIN item i ON i.id = s.item_id
WHERE s.serial = ? AND s.place IS NOT NULL AND i.has_serials = 1 AND i.label_di >= ? ORDER BY i.number"""
_ITEMS = f"""
SELECT i.id, i.number, i.name, {ASKED_ON_ARRIVAL} AS asked FROM item i
WHERE i.stock_tracked = 1 AND (i.number = ? OR i.gtin = ? AND i.blocked = 0) ORDER BY asked, i.number"""  # noqa: S608


@dataclass(frozen=True)
class Thing:
    """`kind` is location, unit or plain; `number` is the location's or the item's."""

    kind: str
    number: str
    name: str = ""
    item_id: int = 0
    serial: str = ""


def thing_of(book: Book, text: str, item: str) -> Thing:
    """What `text` is; a unit goes before an item, a location before both. `item` says of which item, where a serial number is
    that of several. Raises WhichUnit, UnknownSerial, HasSerialsInstead, IsDocument, ProductUnknown, BelongsToItem, and what a
    label is refused for."""
    bare = parse(text).text  # with AIM identifiers on, a location's number comes as ]C0A-01
    place = book.row("SELECT number, name FROM location WHERE kind = 'stock' AND number = ?", bare)
    if place is not None:
        return Thing("location", *place)
    many, label = box(text), read(text)
    serial = many.serials[0] if many is not None and many.labels else label.serial
    if label.refusal is not None and many is None:
        serial = numbered(text) or serial
    units = _units(book, serial)
    if label.gtin and not label.bare and label.refusal is None:
        units = _of_product(book, label, units)
    if units:
        return _one(units, serial, item)
    goods = book.rows(_ITEMS, bare, label.gtin or "-")
    if goods and not goods[0][3]:
        id_, number, name, _ = goods[0]
        return Thing("plain", number, name, id_)
    if goods:
        raise HasSerialsInstead(serial=text, name=goods[0][2])
    if many is None and label.refusal is not None:
        raise label.refusal
    if book.value("SELECT 1 FROM document WHERE number = ? OR draft_number = ?", bare.upper(), bare.upper()):
        raise IsDocument(serial=text)
    raise UnknownSerial(serial=serial)


def _units(book: Book, serial: str) -> list[Row]:
    """The units with this serial number in any spelling, or that had it before it was corrected; without its S where an
    item's labels carry one (R2.10)."""
    spelled = dict.fromkeys((serial, *anywhere(book, serial)))
    found = [row for one in spelled for row in book.rows(_UNITS, one, 0)]
    return found or (book.rows(_UNITS, serial[1:], 1) if serial.startswith("S") else [])


def _of_product(book: Book, label: Label, units: list[Row]) -> list[Row]:
    """Those of the item that the label names."""
    row = book.row("SELECT id, number FROM item WHERE gtin = ? AND blocked = 0", label.gtin)
    if row is None:
        if book.value("SELECT count(*) FROM item WHERE gtin = ?", label.gtin) or not units:
            raise ProductUnknown(gtin=label.gtin)
        return units
    mine = [unit for unit in units if unit[0] == row[0]]
    if units and not mine:
        raise BelongsToItem(serial=label.serial, other=", ".join(unit[1] for unit in units), expected=row[1])
    return mine


def _one(units: list[Row], serial: str, item: str) -> Thing:
    """The unit that is meant: the only one on a shelf, or the one of `item`."""
    here = [unit for unit in units if unit[4] > 3] or units
    chosen = [unit for unit in here if unit[1] == item] or here
    if len(chosen) > 1:
        choices = [unit[1] for unit in chosen]
        raise WhichUnit(serial=serial, items=", ".join(choices), choices=choices)
    id_, number, name, kept, _ = chosen[0]
    return Thing("unit", number, name, id_, kept)

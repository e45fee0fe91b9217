"""Whether unknown units of a count may come in as units of an item: asked when a person says so, and again when the count is
approved, since the item, its units and the open lists may be others by then."""

from collections.abc import Sequence

from models.book import Book
from models.counting_findings import Finding
from models.counting_reading import CountedItem, item_by
from models.dialect import as_json
from models.language import Said
from models.refusals_count import HeldElsewhere, ItemTakesNone
from models.rows import shared
from models.serial_kinds import same_as

_KNOWN = "SELECT s.serial FROM serial_number s WHERE s.item_id = ? AND {among} ORDER BY s.serial LIMIT 1"
_LISTED = """
SELECT e.serial, d.number FROM entry e JOIN document d ON d.id = e.document_id WHERE e.item_id = ? AND {among}
ORDER BY e.serial LIMIT 1"""


def check_taken(book: Book, accepted: Sequence[Finding]) -> None:
    """Those of `accepted` that come in as new units can. Raises as `check_taking`."""
    taken: dict[str, list[str]] = {}
    for one in accepted:
        if one.list == "unknown":
            taken.setdefault(one.take, []).append(one.serial)
    for number, serials in taken.items():
        item = item_by(book, "i.number = ?", number)
        assert item is not None
        check_taking(book, item, serials)


def check_taking(book: Book, item: CountedItem, serials: Sequence[str], beside: Sequence[str] = ()) -> None:
    """All of `serials` can become units of `item`, together and with those `beside` them that do already. Raises
    ItemTakesNone, HeldElsewhere."""
    kept = shared(book, "SELECT has_serials FROM item WHERE id = ?", item.id)
    if not (kept and kept[0]):
        raise ItemTakesNone(serial=serials[0], item=item.number, why=Said("it has no serial numbers"))
    forms = {same_as(item.pattern.kind, serial) or serial: serial for serial in beside}
    for serial in serials:
        if (fault := item.pattern.fault(serial)) is not None:
            raise ItemTakesNone(serial=serial, item=item.number, why=Said(*fault))
        form = same_as(item.pattern.kind, serial) or serial
        if form in forms:
            why = Said("{serial} is the same unit", {"serial": forms[form]})
            raise ItemTakesNone(serial=serial, item=item.number, why=why)
        forms[form] = serial
    same = [one for serial in serials if (one := same_as(item.pattern.kind, serial)) is not None]
    for column, texts in (("serial", serials), ("same", same)):
        _nobody_has(book, item, column, texts)


def _nobody_has(book: Book, item: CountedItem, column: str, texts: Sequence[str]) -> None:
    """No unit of the item is called so, and no open list has one that will be."""
    keys = as_json(list(texts))
    known = book.value(_KNOWN.format(among=book.among(f"s.{column}")), item.id, keys)
    if known is not None:
        raise ItemTakesNone(serial=known, item=item.number, why=Said("it has one already"))
    listed = book.row(_LISTED.format(among=book.among(f"e.{column}")), item.id, keys)
    if listed is not None:
        raise HeldElsewhere(serial=listed[0], document=listed[1])

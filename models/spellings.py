"""Units that are read in more than one spelling: two spellings of one MAC address are the same unit of their item (R2.11),
and a serial number that was corrected still stands on the old label (R47).

The text a unit first came with is kept; any other spelling finds it. `same` in the book is the form they share.
"""

from collections.abc import Sequence

from models import corrections
from models.book import Book
from models.dialect import as_json
from models.labels import Label
from models.refusals_patterns import SameUnitTwice
from models.serial_kinds import MAC, same_as

_KEPT = (
    "SELECT s.same, s.serial FROM serial_number s WHERE {among} AND s.item_id = ?",
    "SELECT e.same, e.serial FROM entry e WHERE {among} AND e.item_id = ?",
)
_TABLES = ("serial_number", "entry")
_BARE = "upper(replace(replace(replace(serial, ':', ''), '-', ''), '.', ''))"


def kept(book: Book, *, item_id: int, kind: str, serials: Sequence[str]) -> dict[str, str]:
    """For each of `serials` that the book, or a list, has in another spelling: that spelling. Among them the first
    stands for those that are the same."""
    forms = {serial: same for serial in serials if (same := same_as(kind, serial)) is not None}
    if not forms:
        return {}
    keys = as_json(list(dict.fromkeys(forms.values())))
    known: dict[str, str] = {}
    for sql, column in zip(_KEPT, ("s.same", "e.same"), strict=True):
        for same, serial in book.rows(sql.format(among=book.among(column)), keys, item_id):
            known.setdefault(same, serial)
    for serial, same in forms.items():
        known.setdefault(same, serial)
    return {serial: known[same] for serial, same in forms.items() if known[same] != serial}


def as_kept(
    book: Book, item_id: int, kind: str, labels: Sequence[Label], *, corrected: bool = False
) -> list[Label]:
    """The labels with each unit in the spelling that the book has of it; with `corrected`, an old text that was corrected is
    its unit too."""
    serials = [label.serial for label in labels if label.refusal is None]
    known = kept(book, item_id=item_id, kind=kind, serials=serials)
    if corrected:
        renamed = corrections.one_by_old(book, serials, item_id=item_id)
        known = {old: unit.serial for old, unit in renamed.items()} | known
    return [
        label._replace(serial=known[label.serial], scanned=label.serial) if label.serial in known else label
        for label in labels
    ]


def anywhere(book: Book, text: str) -> tuple[str, ...]:
    """What else the book calls the unit that `text` names: the other spellings of a MAC address, or, where nothing has that
    very text now, the serial number it was corrected to. Empty for most texts."""
    same = same_as(MAC, text)
    if same is not None:
        rows = book.rows("SELECT serial FROM serial_number WHERE same = ?", same)
        if rows:
            return tuple(row[0] for row in rows)
    if book.value("SELECT 1 FROM serial_number WHERE serial = ?", text):
        return ()
    return tuple(unit.serial for unit in corrections.by_old(book, [text]).get(text, []))


def called_now(book: Book, text: str) -> str:
    """The serial number of the only unit that was called `text` until it was corrected; `text` itself for any other."""
    renamed = anywhere(book, text) if same_as(MAC, text) is None else ()
    return renamed[0] if len(renamed) == 1 else text


def file_again(book: Book, *, item_id: int, number: str, kind: str) -> None:
    """Write `same` anew for every unit of an item whose kind is `kind` from now on, inside the caller's transaction.
    Raises SameUnitTwice when two units of the book would become one."""
    for table in _TABLES:
        book.execute(f"UPDATE {table} SET same = NULL WHERE item_id = ? AND same IS NOT NULL", item_id)  # noqa: S608
    lines = "(SELECT id FROM document_line WHERE item_id = ?)"
    book.execute(
        f"UPDATE expected_serial SET same = NULL WHERE same IS NOT NULL AND line_id IN {lines}",  # noqa: S608
        item_id,
    )
    if kind != MAC:
        return
    fits = (
        f"{_BARE} NOT GLOB '*[^0-9A-F]*' AND length({_BARE}) = 12"
        if book.lite
        else f"{_BARE} ~ '^[0-9A-F]{{12}}$'"
    )
    twice = book.row(
        "SELECT min(serial), max(serial) FROM (SELECT serial FROM serial_number WHERE item_id = ? "  # noqa: S608
        f"UNION SELECT serial FROM entry WHERE item_id = ?) AS u WHERE {fits} "
        f"GROUP BY {_BARE} HAVING count(*) > 1 LIMIT 1",
        item_id,
        item_id,
    )
    if twice is not None:
        raise SameUnitTwice(serial=twice[0], other=twice[1], item=number)
    for table in _TABLES:
        book.execute(f"UPDATE {table} SET same = {_BARE} WHERE item_id = ? AND {fits}", item_id)  # noqa: S608
    book.execute(
        f"UPDATE expected_serial SET same = {_BARE} WHERE {fits} AND line_id IN {lines}",  # noqa: S608
        item_id,
    )

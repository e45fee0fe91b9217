"""Whether a unit may join a count: its label, and what was counted already, here or in another count that is open."""

from collections.abc import Mapping, Sequence

from models.book import Book, Row
from models.counting_reading import Scope, Unit, units_of
from models.dialect import as_json
from models.fields import local_clock
from models.labels import Label
from models.refusals import Refusal
from models.refusals_count import CountedInOther, CountedTwice
from models.refusals_scan import TwiceInList
from models.serial_kinds import same_as

_MINE = (
    "SELECT c.serial, c.item_id, c.document_id, d.number, p.number, c.at, st.name, c.same, c.serial_id FROM counted c "
    "JOIN document d ON d.id = c.document_id JOIN location p ON p.id = c.location_id JOIN station st ON st.id = c.station_id "
    "WHERE c.open = 1 AND {among}"
)


def judged(
    book: Book, scope: Scope, labels: Sequence[Label], sure: Mapping[str, str], scanned: bool
) -> list[tuple[str, Unit | Refusal]]:
    """Each label as the unit it counts, or why it counts none."""
    good = [label for label in labels if label.refusal is None]
    units = iter(units_of(book, scope, good, sure, scanned=scanned))
    told: list[tuple[str, Unit | Refusal]] = []
    read = [(label, label.refusal or next(units)) for label in labels]
    already = _already(book, [unit for _, unit in read if isinstance(unit, Unit)])
    seen: set[tuple[str, int]] = set()
    for label, unit in read:
        if isinstance(unit, Unit):
            key = (unit.serial, unit.item.id if unit.item else 0)
            refusal = _counted_before(scope, unit, already)
            if refusal is None and key in seen:
                refusal = TwiceInList(serial=unit.serial, at=local_clock(book.stamp()))
            seen.add(key)
            told.append((unit.serial, refusal or unit))
        else:
            told.append((label.serial, unit))
    return told


def _already(book: Book, units: Sequence[Unit]) -> dict[str, list[Row]]:
    """What open counts have of these units, by serial and by the form that two spellings share."""
    if not units:
        return {}
    found: dict[str, list[Row]] = {}
    texts = as_json(list(dict.fromkeys(unit.serial for unit in units)))
    for row in book.rows(_MINE.format(among=book.among("c.serial")), texts):
        found.setdefault(row[0], []).append(row)
    ids = as_json([[unit.serial_id] for unit in units if unit.serial_id is not None])
    # by the unit too: its serial number may have been corrected since it was counted
    for row in book.rows(
        _MINE.format(among=f"c.serial_id IN (SELECT id FROM {book.batch('id int')} AS b)"),  # noqa: S608
        ids,
    ):
        found.setdefault(f"#{row[8]}", []).append(row)
    forms = [form for unit in units if (form := form_of(unit)) is not None]
    for row in book.rows(_MINE.format(among=book.among("c.same")), as_json(forms)) if forms else []:
        found.setdefault(f"={row[7]}", []).append(row)
    return found


def form_of(unit: Unit) -> str | None:
    """The form that two spellings of the unit share, where its item has such a rule."""
    return same_as(unit.item.pattern.kind, unit.serial) if unit.item else None


def _counted_before(scope: Scope, unit: Unit, already: Mapping[str, list[Row]]) -> Refusal | None:
    """Two units of two items may have one text; a text of which the item is not known is taken for the same unit."""
    keys = (unit.serial, f"={form_of(unit)}", f"#{unit.serial_id}")
    for row in (row for key in keys for row in already.get(key, ())):
        item_id, document_id, document, place, at, station = row[1:7]
        if unit.item is None or item_id is None or item_id == unit.item.id:
            if document_id == scope.id:
                return CountedTwice(serial=unit.serial, at=local_clock(at))
            return CountedInOther(
                serial=unit.serial, document=document, location=place, station=station, at=local_clock(at)
            )
    return None

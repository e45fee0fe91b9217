"""The lists of a count: what was found, what is missing, what belongs elsewhere, what nobody knows, and quantities that
differ; judged against the book as it is at this moment (R55).

What moved since the count began is no difference. A unit that was counted and moved afterwards is where its movement put it; a
unit that came here meanwhile is not missing; a quantity is compared with what the book had when it was counted last.
"""

from dataclasses import replace
from typing import NamedTuple

from models.book import REPAIR, Book, Row
from models.counting import APPROVED, CANCELLED, Count, view
from models.counting_findings import Finding, Key, MovedMeanwhile, Review
from models.repairs import open_repair

MOVED_SHOWN = 500
"""Movements meanwhile that are shown, the newest."""


class Choice(NamedTuple):
    """What a person decided about one difference; None where they left it as it was."""

    accepted: bool | None
    reason: str | None
    take: str | None


_HELD = "(SELECT hd.number FROM entry e JOIN document hd ON hd.id = e.document_id WHERE e.serial = {serial} AND {item})"
_PLACE = "CASE WHEN p.id > 3 THEN p.number ELSE p.name END"
_COUNTED = (
    "SELECT coalesce(s.serial, c.serial), c.location_id, l.number, c.item_id, i.number, i.name, s.id, s.seq, s.place, "  # noqa: S608
    f"coalesce({_PLACE}, ''), coalesce(c.seen_seq, 0), c.how, "
    + "coalesce("
    + _HELD.format(serial="coalesce(s.serial, c.serial)", item="e.item_id = c.item_id")
    + ", CASE WHEN c.item_id IS NULL THEN "
    + _HELD.format(serial="c.serial", item="1 = 1")
    + " END)"
    + " FROM counted c JOIN location l ON l.id = c.location_id LEFT JOIN item i ON i.id = c.item_id "
    "LEFT JOIN serial_number s ON s.place IS NOT NULL AND s.id = coalesce(c.serial_id, "
    "(SELECT k.id FROM serial_number k WHERE k.item_id = c.item_id AND k.serial = c.serial)) "
    "LEFT JOIN location p ON p.id = s.place WHERE c.document_id = ? AND c.serial IS NOT NULL ORDER BY c.id"
)
# by the few items that lie there, for there is no index of units by place alone
_MISSING = (
    "SELECT s.serial, s.place, p.number, s.item_id, i.number, i.name, s.id, coalesce("  # noqa: S608
    + _HELD.format(serial="s.serial", item="e.item_id = s.item_id")
    + ", (SELECT od.number FROM counted o JOIN document od ON od.id = o.document_id WHERE o.open = 1 "
    "AND o.serial_id = s.id AND o.document_id <> k.document_id), '') "
    "FROM count_scope k {join} stock t ON (k.location_id IS NULL OR t.place = k.location_id) "
    "AND (k.item_id IS NULL OR t.item_id = k.item_id) AND t.quantity > 0 "
    "{join} serial_number s ON s.item_id = t.item_id AND s.place = t.place AND s.place > 3 "
    "{join} location p ON p.id = s.place {join} item i ON i.id = s.item_id "
    "{join} movement m ON m.serial_id = s.id AND m.seq = s.seq WHERE k.document_id = ? AND m.posting_id <= k.since "
    "AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.document_id = k.document_id AND c.serial_id = s.id) "
    "ORDER BY p.number, i.number, s.serial"
)
_OTHERS = """
SELECT c.serial, count(*), min(i.number), min(i.name), min(s.item_id), min(s.id), min(s.place),
  min(CASE WHEN m.posting_id > k.since THEN 1 ELSE 0 END)
FROM count_scope k JOIN counted c ON c.document_id = k.document_id
JOIN serial_number s ON s.serial = c.serial AND s.place IS NOT NULL JOIN item i ON i.id = s.item_id
JOIN movement m ON m.serial_id = s.id AND m.seq = s.seq
WHERE c.document_id = ? AND c.serial IS NOT NULL AND s.item_id <> coalesce(c.item_id, 0) GROUP BY c.serial"""
_QUANTITIES = """
SELECT k.item_id, k.place, i.number, i.name, l.number, coalesce(t.quantity, 0) - (
  SELECT count(*) FROM serial_number n WHERE n.item_id = k.item_id AND n.place = k.place AND n.place > 3), k.counted, k.booked,
  coalesce((SELECT sum(q.quantity) FROM quantity_movement q WHERE q.posting_id > k.since AND q.item_id = k.item_id
    AND q.to_place = k.place), 0)
FROM (
  SELECT c.item_id, c.location_id AS place, sum(c.quantity) AS counted, z.since, (SELECT x.booked FROM counted x
    WHERE x.document_id = z.document_id AND x.item_id = c.item_id AND x.location_id = c.location_id AND x.serial IS NULL
    ORDER BY x.id DESC LIMIT 1) AS booked
  FROM count_scope z JOIN counted c ON c.document_id = z.document_id
  WHERE z.document_id = ? AND c.serial IS NULL GROUP BY z.document_id, z.since, c.item_id, c.location_id
  UNION ALL SELECT t.item_id, t.place, 0, z.since, NULL FROM count_scope z
  JOIN stock t ON (z.location_id IS NULL OR t.place = z.location_id) AND (z.item_id IS NULL OR t.item_id = z.item_id)
  WHERE z.document_id = ? AND t.quantity > 0 AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.document_id = z.document_id
    AND c.item_id = t.item_id AND c.location_id = t.place AND c.serial IS NULL)) AS k
JOIN item i ON i.id = k.item_id JOIN location l ON l.id = k.place
LEFT JOIN stock t ON t.item_id = k.item_id AND t.place = k.place
WHERE i.has_serials = 0 OR i.serial_at = 'shipment' ORDER BY l.number, i.number"""
_MOVED = (
    "SELECT coalesce(s.serial, ''), i.number, m.quantity, CASE WHEN f.id > 3 THEN f.number ELSE f.name END, "  # noqa: S608
    f"{_PLACE}, d.number, g.at FROM ("
    "SELECT serial_id, item_id, 1 AS quantity, posting_id, from_place, to_place FROM movement WHERE posting_id > ? "
    "UNION ALL SELECT NULL, item_id, quantity, posting_id, from_place, to_place FROM quantity_movement "
    "WHERE posting_id > ?) AS m JOIN count_scope k ON k.document_id = ? AND (k.item_id IS NULL OR k.item_id = m.item_id) "
    "AND (k.location_id IS NULL OR k.location_id IN (m.from_place, m.to_place)) "
    "JOIN posting g ON g.id = m.posting_id JOIN document d ON d.id = g.document_id JOIN item i ON i.id = m.item_id "
    "JOIN location f ON f.id = m.from_place JOIN location p ON p.id = m.to_place "
    "LEFT JOIN serial_number s ON s.id = m.serial_id WHERE m.posting_id < CAST(? AS BIGINT) "
    "ORDER BY m.posting_id DESC, s.serial LIMIT ?"
)
_CHOICES = """
SELECT c.list, c.item_id, c.place, c.serial, c.accepted, c.reason, i.number
FROM count_choice c LEFT JOIN item i ON i.id = c.take_item_id WHERE c.document_id = ?"""


def review(book: Book, *, number: str) -> Review:
    """The lists of a count that is not approved yet, as they are now. Raises NoSuchDocument."""
    count = view(book, number=number)
    found, elsewhere, unknown = _counted(book, count.id)
    here = {one.serial_id for one in found}  # also those that were counted by a text they have only since
    rows = book.rows(_MISSING.format(join=book.join), count.id)
    missing = [one for one in map(_missing, rows) if one.serial_id not in here]
    rows = book.rows(_QUANTITIES, count.id, count.id)
    quantities = [one for one in map(_quantity, rows) if one is not None]
    made = {Key(*row[:4]): Choice(_truth(row[4]), row[5], row[6]) for row in book.rows(_CHOICES, count.id)}
    reasons: dict[str, str] = dict(
        book.rows("SELECT list, reason FROM count_reason WHERE document_id = ?", count.id)
    )
    differences = (*missing, *elsewhere, *unknown, *quantities)
    return Review(
        count,
        tuple(found),
        tuple(_decided(one, made.get(one.key), reasons.get(one.list, "")) for one in differences),
        moved_meanwhile(book, count),
        reasons,
    )


def moved_meanwhile(book: Book, count: Count) -> tuple[MovedMeanwhile, ...]:
    """What was moved at the places of the count between its beginning and its approval, newest first, MOVED_SHOWN at most."""
    since = book.value("SELECT since FROM count_scope WHERE document_id = ?", count.id)
    end = book.value(
        "SELECT min(p.id) FROM posting p JOIN document d ON d.id = p.document_id WHERE d.number = ?",
        count.adjustment,
    )
    if count.status in (APPROVED, CANCELLED) and end is None:
        return ()
    rows = book.rows(_MOVED, since, since, count.id, end or 2**62, MOVED_SHOWN)
    return tuple(MovedMeanwhile(*row) for row in rows)


class _Seen(NamedTuple):
    """A unit that was counted: where, and where the book has it now (`id` None: nowhere)."""

    serial: str
    place: int
    place_number: str
    item_id: int | None
    item: str | None
    name: str | None
    id: int | None
    seq: int | None
    at: int | None
    at_name: str
    seen: int
    how: str
    held: str | None


def _counted(book: Book, document_id: int) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Every unit that was counted, by what the book says of it now."""
    others = {row[0]: row[1:] for row in book.rows(_OTHERS, document_id)}
    found: list[Finding] = []
    elsewhere: list[Finding] = []
    unknown: list[Finding] = []
    for row in book.rows(_COUNTED, document_id):
        unit, (count, other, *more) = _Seen(*row), others.get(row[0], (0, ""))
        if (
            unit.item_id is None and count == 1
        ):  # received, or corrected to this text, while the count went on
            name, item_id, id_, at, moved = more
            unit, other = unit._replace(item=other, name=name, item_id=item_id, id=id_, at=at, seq=moved), ""
        if unit.id is None:
            unknown.append(_seen("unknown", unit, take=unit.item or "", other=other))
        elif unit.at == unit.place:
            found.append(_seen("found", unit))
        elif (unit.seq or 0) <= unit.seen:
            # what moved after it was counted is on no list: the book knows better by now
            if unit.at == REPAIR:  # a customer's: it is here and no stock, and its repair holds it
                unit = unit._replace(held=open_repair(book, unit.id))
            elsewhere.append(_seen("elsewhere", unit))
    return found, elsewhere, unknown


def _seen(list_: str, unit: _Seen, *, take: str = "", other: str = "") -> Finding:
    return Finding(
        Key(list_, unit.item_id or 0, unit.place, unit.serial),
        unit.item or "",
        unit.name or "",
        unit.place_number,
        unit.at_name,
        int(list_ == "found"),
        1,
        unit.held or "",
        other,
        take,
        list_ == "elsewhere",
        "",
        unit.id,
        unit.at,
        unit.how,
    )


def _missing(row: Row) -> Finding:
    serial, place, place_number, item_id, item, name, id_, held = row
    return Finding(
        Key("missing", item_id, place, serial), item, name, place_number, place_number, 1, 0, held,
        serial_id=id_, book_place_id=place,
    )  # fmt: skip


def _quantity(row: Row) -> Finding | None:
    """What a quantity differs by. One that was counted is compared with what the book had at its last scan; one that nobody
    counted misses what was there when the count began and is there still."""
    item_id, place, item, name, place_number, *numbers = row
    now, counted, came = int(numbers[0]), int(numbers[1]), int(numbers[3])
    booked = numbers[2]
    difference = -max(0, now - came) if booked is None else max(counted - int(booked), -now)
    if not difference:
        return None
    key = Key("quantity", item_id, place, "")
    return Finding(key, item, name, place_number, place_number, now, now + difference, book_place_id=place)


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _decided(one: Finding, made: Choice | None, usual: str) -> Finding:
    """The difference with what a person decided about it, or what is usual: all but the unknown are accepted. What another
    document holds is left out, whatever was decided before it was held."""
    take = made.take if made is not None and made.take is not None else one.take
    accepted = made.accepted if made is not None and made.accepted is not None else one.accepted
    reason = made.reason if made is not None and made.reason is not None else usual
    possible = not one.blocked and (one.list != "unknown" or bool(take))
    if (take, accepted and possible, reason) == (one.take, one.accepted, one.reason):
        return one
    return replace(one, take=take, accepted=accepted and possible, reason=reason)

"""What an order had promised and a shipment takes: a reserved unit is taken over, another unit of the item is swapped in
for one (R28), and both go back when the scan is undone."""

from collections.abc import Sequence

from models.book import Book
from models.dialect import as_json
from models.list_rules import ListRules, Verdict

_PROMISED = """
(SELECT count(*) FROM entry e WHERE e.line_id = l.id)
+ (SELECT count(*) FROM document_line x JOIN entry e ON e.line_id = x.id WHERE x.source_id = l.id)
+ (SELECT coalesce(sum(x.quantity), 0) FROM document_line x JOIN document xd ON xd.id = x.document_id
   WHERE x.source_id = l.id AND xd.status = 'posted')"""
Origin = tuple[
    int | None, int | None
]  # the order line a row came from, and the serial id it took the place of


def take_reserved(book: Book, rules: ListRules, verdicts: Sequence[Verdict]) -> tuple[list[Origin], str]:
    """Take the order's reservations that these units fulfil or replace, inside the caller's transaction. An origin for
    each verdict, and the serial that was swapped out last."""
    line = rules.order_line_id
    if rules.kind == "MV":
        return _promises(book, verdicts), ""
    if line is None or rules.room is None:
        return [(None, None)] * len(verdicts), ""
    taken = [v.reserved.id for v in verdicts if v.reserved is not None]
    _delete(book, taken)
    left = book.rows(
        "SELECT id, serial_id, serial FROM entry WHERE line_id = ? AND meaning = 'reserve' ORDER BY id", line
    )
    strangers = len(verdicts) - len(taken)
    free = rules.room - len(taken) - len(left)  # units this line may still take beside the reserved ones
    swaps = left[len(left) - max(0, min(len(left), strangers - max(0, free))) :] if left else []
    _delete(book, [row[0] for row in swaps])
    replaced = [row[1] for row in swaps]
    origins: list[Origin] = []
    for verdict in verdicts:
        if verdict.reserved is not None:
            origins.append((line, None))
        elif free > 0:
            free -= 1
            origins.append((None, None))
        else:
            origins.append((line, replaced.pop()) if replaced else (None, None))
    return origins, swaps[-1][2] if swaps else ""


def _promises(book: Book, verdicts: Sequence[Verdict]) -> list[Origin]:
    """A unit that only changes its shelf takes its promise along, whichever order's it is."""
    promised = [v.reserved for v in verdicts if v.reserved is not None]
    _delete(book, [entry.id for entry in promised])
    return [(v.reserved.line_id if v.reserved is not None else None, None) for v in verdicts]


def leave_conversion(book: Book, rules: ListRules, verdicts: Sequence[Verdict]) -> None:
    """Units that leave under their serial number need none assigned on the shelf any more, inside the caller's transaction."""
    serials = [(v.text,) for v in verdicts if v.meaning == "name"]
    if serials:
        book.execute(
            "DELETE FROM entry WHERE item_id = ? AND meaning = 'assign' AND serial IN "  # noqa: S608
            f"(SELECT serial FROM {book.batch('serial text')} AS b)",
            rules.item_id,
            as_json(serials),
        )


def give_back(book: Book, ids: Sequence[int]) -> None:
    """Delete rows of a list; what they had taken from an order is reserved for it again, if it is still free."""
    batch = book.batch("id int")
    keys = as_json([(n,) for n in ids])
    rows = book.rows(
        "SELECT e.reserved_line_id, coalesce(e.swapped_id, e.serial_id), e.op FROM entry e "  # noqa: S608
        f"WHERE e.reserved_line_id IS NOT NULL AND e.id IN (SELECT id FROM {batch} AS b)",
        keys,
    )
    book.execute(f"DELETE FROM entry WHERE id IN (SELECT id FROM {batch} AS b)", keys)  # noqa: S608
    for line, serial_id, op in rows:
        reserve_again(book, line_id=line, serial_id=serial_id, op=op)


def reserve_again(book: Book, *, line_id: int, serial_id: int, op: str) -> None:
    """Promise a unit to an order line once more, unless somebody else holds it now, the order is closed for good, or the line
    has got all it wants meanwhile."""
    book.execute(
        "INSERT INTO entry (op, document_id, line_id, item_id, serial, same, serial_id, meaning, how, at, station_id, "  # noqa: S608
        "operator_id) "
        "SELECT ?, l.document_id, l.id, s.item_id, s.serial, s.same, s.id, 'reserve', 'listed', ?, CAST(? AS BIGINT), "
        "CAST(? AS BIGINT) FROM document_line l JOIN document d ON d.id = l.document_id, serial_number s "
        "WHERE l.id = ? AND s.id = ? AND s.place > 3 AND d.status IN ('draft', 'open') "
        f"AND l.quantity > {_PROMISED} "
        "ON CONFLICT DO NOTHING",
        op,
        book.stamp(),
        book.station_id,
        book.operator_id,
        line_id,
        serial_id,
    )


def _delete(book: Book, ids: Sequence[int]) -> None:
    if ids:
        batch = book.batch("id int")
        book.execute(
            f"DELETE FROM entry WHERE id IN (SELECT id FROM {batch} AS b)",  # noqa: S608
            as_json([(n,) for n in ids]),
        )

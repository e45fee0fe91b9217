"""The rows of a serial list, written inside the caller's transaction."""

from collections.abc import Sequence

from models.book import Book
from models.bulk import insert_many
from models.list_rules import ListRules, Verdict
from models.reserving import leave_conversion, take_reserved
from models.serial_kinds import same_as


def insert(
    book: Book, rules: ListRules, verdicts: Sequence[Verdict], how: str, source: str, *, box: bool = False
) -> str:
    """Write the rows; for a shipment, take over or swap what the order had reserved. The serial swapped out, if one was.
    `box` says that one label brought them together, so that undo takes them together."""
    origins, swapped = take_reserved(book, rules, verdicts)
    leave_conversion(book, rules, verdicts)
    rows = [
        (
            v.text,
            same_as(rules.pattern.kind, v.text),
            v.serial_id,
            v.meaning,
            v.reason,
            *origin,
            v.batch,
            v.expiry,
        )
        for v, origin in zip(verdicts, origins, strict=True)
    ]
    insert_many(
        book,
        "entry",
        "serial text,same text,serial_id int,meaning text,reason text,reserved_line_id int,swapped_id int,"
        "batch text,expiry text",
        rows,
        box=int(box),
        op=book.op,
        document_id=rules.document_id,
        line_id=rules.line_id,
        item_id=rules.item_id,
        how=how,
        source=source,
        at=book.stamp(),
        station_id=book.station_id,
        operator_id=book.operator_id,
    )
    return swapped

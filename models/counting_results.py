"""The lists of an approved count, as they were when it was approved; and one count with its lists, whatever state it is in."""

from dataclasses import dataclass

from models.book import Book, Row
from models.counting import APPROVED, Count, view
from models.counting_findings import Finding, Key, Review
from models.counting_review import moved_meanwhile, review

_KEPT = """
SELECT r.list, coalesce(r.item_id, 0), r.place, coalesce(r.serial, ''), coalesce(i.number, ''), coalesce(i.name, ''), l.number,
  coalesce(CASE WHEN b.id > 3 THEN b.number ELSE b.name END, ''), r.booked, r.counted, r.held, r.accepted, r.reason,
  r.serial_id, r.book_place, r.how
FROM count_result r LEFT JOIN item i ON i.id = r.item_id JOIN location l ON l.id = r.place
LEFT JOIN location b ON b.id = r.book_place WHERE r.document_id = ? ORDER BY r.id"""


@dataclass(frozen=True)
class CountInFull:
    """A count with its lists, for whoever asks outside its screens. Before it is finished it has none: it is blind."""

    count: Count
    review: Review | None


def lists_of(book: Book, *, number: str) -> Review:
    """The lists of a count: kept ones once it is approved, else as they are now. Raises NoSuchDocument."""
    count = view(book, number=number)
    if count.status != APPROVED:
        return review(book, number=number)
    findings = [_finding(row) for row in book.rows(_KEPT, count.id)]
    reasons: dict[str, str] = dict(
        book.rows("SELECT list, reason FROM count_reason WHERE document_id = ?", count.id)
    )
    return Review(
        count,
        tuple(one for one in findings if one.list == "found"),
        tuple(one for one in findings if one.list != "found"),
        moved_meanwhile(book, count),
        reasons,
    )


def in_full(book: Book, *, number: str) -> CountInFull:
    """The count, with its lists unless it is being counted or was dropped. Raises NoSuchDocument."""
    count = view(book, number=number)
    told = count.status in ("open", APPROVED)
    return CountInFull(count, lists_of(book, number=number) if told else None)


def count_of(book: Book, *, adjustment: str) -> str:
    """The count that an adjustment came from, "" for none."""
    found = book.value(
        "SELECT c.number FROM document a JOIN document c ON c.id = a.source_id AND c.kind = 'CT' "
        "WHERE a.number = ? AND a.kind = 'AD'",
        adjustment,
    )
    return str(found or "")


def _finding(row: Row) -> Finding:
    key = Key(*row[:4])
    item, name, place, book_place, booked, counted, held, accepted, *rest = row[4:]
    take = item if key.list == "unknown" and accepted else ""
    return Finding(key, item, name, place, book_place, booked, counted, held, "", take, bool(accepted), *rest)

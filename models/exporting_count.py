"""The lists of a count as CSV: one row for each finding, the found among them."""

import csv
import io

from models.counting_findings import Review
from models.exporting import safe

HEADER = (
    "count", "list", "serial", "item", "name", "location", "book_location", "booked", "counted", "accepted", "reason",
    "held_by", "adjustment",
)  # fmt: skip


def count_csv(review: Review) -> str:
    """The lists of `review` as CSV, after a header line: missing, elsewhere, unknown, quantity, found. A cell that a
    spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in (*review.differences, *review.found):
        accepted = "" if one.list == "found" else "yes" if one.accepted else "no"
        texts = (one.list, one.serial, one.take or one.item, one.name, one.place, one.book_place)
        rest = (accepted, one.reason, one.held, review.count.adjustment)
        cells = [*map(safe, texts), str(one.booked), str(one.counted), *map(safe, rest)]
        writer.writerow([review.count.number, *cells])
    return out.getvalue()

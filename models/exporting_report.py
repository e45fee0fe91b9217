"""The serial number report as CSV, page by page in the report's own order and under its own filter."""

import csv
import io
from collections.abc import Sequence

from models.exporting import safe
from models.tracing import SerialRow

HEADER = ("serial", "item", "name", "state", "location", "document", "party", "changed_on")


def report_csv(rows: Sequence[SerialRow], *, header: bool) -> str:
    """`rows` as lines of CSV, after the header line where `header` says so. A cell that a spreadsheet would
    run as a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(HEADER)
    for row in rows:
        cells = (row.serial, row.item, row.name, row.state, row.location, row.document, row.party)
        writer.writerow([*map(safe, cells), row.at[:10]])
    return out.getvalue()

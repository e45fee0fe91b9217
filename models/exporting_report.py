"""The serial number report as CSV, page by page in the report's own order and under its own filter."""

import csv
import io
from collections.abc import Mapping, Sequence

from models.exporting import safe
from models.serial_report import SerialRow
from models.unit_labels import UNTOLD, UnitLabel

HEADER = (
    "serial", "item", "name", "state", "location", "document", "party", "changed_on", "batch", "expires_on",
    "warranty_until",
)  # fmt: skip
NOTHING_TOLD: Mapping[tuple[int, str], UnitLabel] = {}
NO_WARRANTY: Mapping[tuple[int, str], str] = {}


def report_csv(
    rows: Sequence[SerialRow],
    *,
    header: bool,
    labels: Mapping[tuple[int, str], UnitLabel] = NOTHING_TOLD,
    covered: Mapping[tuple[int, str], str] = NO_WARRANTY,
) -> str:
    """`rows` as lines of CSV, after the header line where `header` says so; `labels` are what their labels told, and `covered`
    their last day of warranty, by item id and serial. A cell that a spreadsheet would run as a formula gets an apostrophe in
    front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(HEADER)
    for row in rows:
        cells = (row.serial, row.item, row.name, row.state, row.location, row.document, row.party)
        told = labels.get((row.key[2], row.serial), UNTOLD)
        writer.writerow(
            [
                *map(safe, cells),
                row.at[:10],
                safe(told.batch),
                told.expiry,
                covered.get((row.key[2], row.serial), ""),
            ]
        )
    return out.getvalue()

"""`serialdock statistics`: the scan journal's sums for a person or for a program."""

import argparse

from models.language import say
from tui.commandline.opening import open_book
from tui.commandline.output import put, put_columns, put_json
from tui.reasons import reason_word
from tui.widgets.signs import sign
from tui.words import grouped

BAR = 40
"""Characters of the longest bar."""


def statistics(args: argparse.Namespace) -> int:
    """The sums of a period, its hours as bars, its refusals by reason."""
    from models import statistics as sums

    with open_book(args) as book:
        found = book.perform(sums.statistics, days=args.days, station=args.station, operator=args.operator)
    if args.json:
        reasons = [{"refusal": name, "reason": reason_word(name), "times": n} for name, n in found.refusals]
        rates = {"keyed_share": round(found.keyed_share, 2), "per_hour": round(found.per_hour, 2)}
        put_json({**vars(found), **rates, "refusals": reasons})
        return 0
    facts = (
        (say("Since"), found.since.isoformat()),
        (say("Station"), found.station or say("all stations")),
        (say("Operator"), found.operator or say("everybody")),
        (say("Scanned"), grouped(found.scans)),
        (say("Keyed"), f"{grouped(found.keyed)} ({found.keyed_share:.0f} %)"),
        (say("Refused"), grouped(found.refused)),
        (say("Asked about"), grouped(found.asked)),
        (say("Double reads dropped"), grouped(found.double_reads)),
        (say("Per hour worked"), f"{found.per_hour:.0f}"),
    )
    for name, value in facts:
        put(f"{name}: {value}")
    most = max(found.hours)
    for hour, count in enumerate(found.hours):
        if count:
            put_columns(
                (f"{hour:02}:00", grouped(count).rjust(8), sign("█") * max(1, BAR * count // most)), (5, 8, 0)
            )
    for name, times in found.refusals:
        put_columns((grouped(times).rjust(8), reason_word(name)), (8, 0))
    return 0

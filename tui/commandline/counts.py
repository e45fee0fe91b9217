"""`serialdock show CT-1001` and `serialdock export count`: a count and its lists. One that goes on tells no list (R3.9)."""

import argparse
import sys

from models.counting_results import CountInFull
from models.exporting_count import count_csv
from models.language import say
from models.refusals import Refusal
from tui.commandline.opening import open_book
from tui.commandline.output import note, put, put_columns, written
from tui.count_words import decision_words, finding_words, list_word, state_words, what_words
from tui.words import day_and_clock

WIDTHS = (0, 10, 24, 14, 12, 36, 0)


class CountNotNamed(Refusal):
    template = "Nobody says which count."
    next_step = "Name it with --number, such as --number CT-1001."


def put_count(thing: object) -> None:
    """The count, and once it is finished its lists."""
    assert isinstance(thing, CountInFull)
    count, review = thing.count, thing.review
    put(f"CT {count.number}")
    put(f"  {what_words(count)}")
    put(f"  {state_words(count)}")
    put("  " + say("{count} counted so far", count=count.counted))
    for at, who in ((count.created_at, count.operator or count.station), (count.posted_at, count.adjustment)):
        if at:
            put("  " + "  ".join(filter(None, (day_and_clock(at), who))))
    if review is None:
        return
    for one in (*review.differences, *review.found):
        words = (list_word(one.list), one.serial, one.item, one.place, finding_words(one), one.reason)
        decision = decision_words(one) if one.list != "found" else ""
        put_columns(("", *words[:5], " · ".join(filter(None, (decision, one.reason)))), WIDTHS)


def export_count(args: argparse.Namespace) -> int:
    """The lists of a finished or approved count as CSV, to a file or to the standard output."""
    from models.counting_results import in_full
    from models.refusals_count import NotInReview

    if args.number is None:
        raise CountNotNamed()
    with open_book(args) as book:
        told = book.perform(in_full, number=args.number)
        if told.review is None:
            raise NotInReview(document=told.count.number, status=state_words(told.count))
        text = count_csv(told.review)
        if args.out is None:
            sys.stdout.write(text)
            return 0
        with written(args.out) as stream:
            stream.write(text.encode())
    rows = text.count("\n") - 1
    many = say("{count} rows are in {path}.", count=rows, path=args.out)
    note(say("1 row is in {path}.", path=args.out) if rows == 1 else many)
    return 0

"""Files in and out: `serialdock import`, `export` and `print`."""

import argparse
import io
import sys
from pathlib import Path

from models.language import say
from models.refusals import Refusal
from tui.commandline.opening import new_or_open_book, open_book
from tui.commandline.output import note, put, put_json, written


class WouldReplaceBook(Refusal):
    template = "{file} is the book itself."
    next_step = "Name another file with --out."


def import_file(args: argparse.Namespace) -> int:
    """One CSV file into the book, whole or not at all; a book that is not there is made, if the file is good."""
    from models import importing
    from models.settings import ADD_ONS

    with new_or_open_book(args) as book:
        done = book.perform(importing.import_file, what=args.what, path=args.file)
    if args.json:
        put_json(done)
    else:
        put(
            say(
                "{what}: {created} new, {updated} changed, {unchanged} as they were.",
                what=done.what,
                created=done.created,
                updated=done.updated,
                unchanged=done.unchanged,
            )
        )
        for name in done.installed:
            put(
                say(
                    "The add-on {title} is installed now, because items of the file have them.",
                    title=say(ADD_ONS[name]),
                )
            )
    return 0


def export_serials(args: argparse.Namespace) -> int:
    """The serial numbers as CSV, to a file or to the standard output."""
    from models import exporting
    from models.tracing import SerialFilter

    wanted = SerialFilter(args.text, args.item, args.state, args.location, args.customer)
    with open_book(args) as book:
        if args.out is None:
            exporting.serials(book, out=sys.stdout, raw=args.raw, filter=wanted)
            return 0
        _not_the_book(args, args.out)
        with written(args.out) as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            done = exporting.serials(book, out=text, raw=args.raw, filter=wanted)
            text.flush()
            text.detach()
    one = say("1 serial number is in {file}.", file=args.out)
    many = say("{count} serial numbers are in {file}.", count=done.rows, file=args.out)
    note(one if done.rows == 1 else many)
    return 0


def print_paper(args: argparse.Namespace) -> int:
    """A delivery note or a pick list as a PDF file. A document printed before comes out as it was."""
    from tui.commandline.papers import paper_of

    with open_book(args) as book:
        content = paper_of(book, args.kind, args.number)
    return put_paper(args, content)


def put_paper(args: argparse.Namespace, content: bytes) -> int:
    """Write paper to --out, whole or not at all, and say where. Raises WouldReplaceBook, CannotWrite."""
    _not_the_book(args, args.out)
    with written(args.out) as stream:
        stream.write(content)
    put(str(args.out))
    return 0


def _not_the_book(args: argparse.Namespace, out: Path) -> None:
    from models.database import sqlite_path

    path = sqlite_path(args.settings.database)
    if path is not None and out.exists() and out.samefile(path):
        raise WouldReplaceBook(file=out)

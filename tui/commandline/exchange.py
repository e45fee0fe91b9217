"""Files in and out: `serialdock import`, `export` and `print`."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from models.language import say
from models.refusals import Refusal
from tui.commandline.opening import new_or_open_book, open_book
from tui.commandline.output import note, put, put_json, written

if TYPE_CHECKING:
    from models.csv_reading import Tell
    from models.importing import Imported, Previewed


BAR = 30
"""Signs of the bar that tells how far an import is."""
NAMED_MOST = 100
"""Bad lines that are named; the others are counted."""


class FilterNotHere(Refusal):
    template = "{option} filters serial numbers, not what stock is worth."
    next_step = "Leave it out; --item and --location are known here."


class WouldReplaceBook(Refusal):
    template = "{file} is the book itself."
    next_step = "Name another file with --out."


def import_file(args: argparse.Namespace) -> int:
    """One CSV file into the book, whole or not at all; a book that is not there is made, if the file is good."""
    from models import importing
    from models.settings import ADD_ONS

    if args.preview:
        return preview(args)
    with new_or_open_book(args) as book, progress() as tell:
        done = book.perform(importing.import_file, what=args.what, path=args.file, sure=args.sure, tell=tell)
    if args.json:
        put_json(done)
    else:
        _put_counts(done)
        if done.documents:
            put(say("They are on {documents}.", documents=_from_to(done.documents)))
        for name in done.installed:
            put(
                say(
                    "The add-on {title} is installed now, because items of the file have them.",
                    title=say(ADD_ONS[name]),
                )
            )
    return 0


def preview(args: argparse.Namespace) -> int:
    """What a file would do, and what is wrong in it: 0 when it would be imported, 2 when not. Nothing is changed."""
    from models import importing
    from models.refusals_orders import told

    with open_book(args) as book, progress() as tell:
        found = book.perform(importing.preview, what=args.what, path=args.file, sure=args.sure, tell=tell)
    if args.json:
        put_json({**asdict(found), "kinds": [{"first": first, "count": n} for first, n in found.kinds]})
    elif not found.bad:
        _put_counts(found)
        put(say("Nothing is wrong in {file}; nothing was changed.", file=args.file.name))
    else:
        for bad in found.bad[:NAMED_MOST]:
            put(told(bad))
        if len(found.bad) > NAMED_MOST:
            put(say("… and {count} more.", count=len(found.bad) - NAMED_MOST))
        put(
            say(
                "Things wrong in {file}: {count}. Nothing was changed.",
                file=args.file.name,
                count=len(found.bad),
            )
        )
        for first, count in found.kinds:
            put(say("{count} like this: {sentence}", count=count, sentence=first))
    return 2 if found.bad else 0


@contextmanager
def progress() -> Iterator["Tell"]:
    """Hears how far an import is, and draws a bar on the terminal; nothing where the errors go to a file."""
    stream = sys.stderr
    shown = stream is not None and stream.isatty()

    def tell(what: str, done: int, total: int) -> None:
        if shown:
            full = BAR * min(done, total) // max(total, 1)
            print(
                f"\r{what} [{'#' * full}{'.' * (BAR - full)}] {done}", end="\x1b[K", file=stream, flush=True
            )

    try:
        yield tell
    finally:
        if shown:
            print("\r\x1b[K", end="", file=stream, flush=True)


def _put_counts(done: "Imported | Previewed") -> None:
    put(
        say(
            "{what}: {created} new, {updated} changed, {unchanged} as they were.",
            what=done.what,
            created=done.created,
            updated=done.updated,
            unchanged=done.unchanged,
        )
    )


def _from_to(numbers: tuple[str, ...]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} … {numbers[-1]}"


def export(args: argparse.Namespace) -> int:
    """What is exported, to a file or to the standard output."""
    from tui.commandline.counts import export_count

    if args.out is not None:
        _not_the_book(args, args.out)
    return export_count(args) if args.what == "count" else _export_stock(args)


def _export_stock(args: argparse.Namespace) -> int:
    """The serial numbers, or what stock is worth, as CSV, to a file or to the standard output. Raises FilterNotHere."""
    from models import exporting, stock_values
    from models.serial_report import SerialFilter

    worth = args.what == "stock-value"
    for name in ("state", "text", "customer"):
        if worth and getattr(args, name):
            raise FilterNotHere(option=f"--{name}")
    wanted = SerialFilter(args.text, args.item, args.state, args.location, args.customer)
    with open_book(args) as book:

        def write(out: TextIO) -> int:
            if worth:
                done = stock_values.export(
                    book, out=out, raw=args.raw, item=args.item, location=args.location
                )
            else:
                done = exporting.serials(book, out=out, raw=args.raw, filter=wanted)
            return done.rows

        if args.out is None:
            write(sys.stdout)
            return 0
        with written(args.out) as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            rows = write(text)
            text.flush()
            text.detach()
    if worth:
        note(say("{count} rows are in {file}.", count=rows, file=args.out))
    else:
        one = say("1 serial number is in {file}.", file=args.out)
        many = say("{count} serial numbers are in {file}.", count=rows, file=args.out)
        note(one if rows == 1 else many)
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

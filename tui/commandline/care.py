"""Looking after a book: `serialdock check`, `backup`, `copy-to` and `addon`."""

import argparse

from models.language import say
from models.refusals import BookDamaged
from tui.commandline.opening import open_book
from tui.commandline.output import note, put, put_columns, put_json, put_json_list

DIFFERENT = 1
SHORT_NAMES = {"serials": "serial-numbers"}


def check(args: argparse.Namespace) -> int:
    """Everything recomputed from the movements; 1 when something differs."""
    from models import checking

    with open_book(args) as book:
        try:
            found = book.perform(checking.check)
        except BookDamaged as damage:
            found = (checking.Found("database", damage.sentence),)
    if args.json:
        put_json({"differences": list(found)})
    else:
        for difference in found:
            put(f"{difference.check}: {difference.sentence}")
    return DIFFERENT if found else 0


def backup(args: argparse.Namespace) -> int:
    """A checked copy of the book."""
    from models import backing_up

    with open_book(args) as book:
        made = book.perform(backing_up.backup, file=args.file)
    said = {"file": made.file, "size": made.size}
    put(
        say("{file}: {size} bytes, checked.", **said)
        if made.checked
        else say("{file}: {size} bytes.", **said)
    )
    return 0


def copy_to(args: argparse.Namespace) -> int:
    """The book carried over to a server."""
    from models import carrying

    def told(table: str, rows: int) -> None:
        note(say("{table}: {rows} rows", table=table, rows=rows))

    with open_book(args) as book:
        done = carrying.carry(book, to=args.url, told=told)
    put(
        say(
            "{rows} rows, {serials} serial numbers: the copy agrees. Now write the new address into each station's "
            "configuration, and start none on the old file.",
            rows=done.rows,
            serials=done.serials,
        )
    )
    return 0


def add_on(args: argparse.Namespace) -> int:
    """The add-ons, or one of them installed or removed."""
    from models import settings

    name = SHORT_NAMES.get(args.name, args.name)
    with open_book(args, make=args.action == "install") as book:
        if args.action == "install":
            changed = book.perform(settings.install, name=name)
        elif args.action == "remove":
            changed = book.perform(settings.remove, name=name)
        else:
            changed = None
        found = book.perform(settings.add_ons)
    if changed is not None and not args.json:
        title = say(changed.title)
        done = (
            say("{title} is installed.", title=title)
            if changed.installed
            else say("{title} is removed.", title=title)
        )
        put(done)
        return 0
    if args.json:
        put_json_list(found)
        return 0
    for one in found:
        put_columns((one.name, say("installed") if one.installed else "-", say(one.title)), (16, 10, 0))
    return 0

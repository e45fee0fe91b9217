"""`serialdock layout`: the layouts of the book, and the logo of one."""

import argparse
from pathlib import Path

from models.language import say
from models.refusals import Refusal
from tui.commandline.opening import open_book
from tui.commandline.output import put, put_columns, put_json_list


class LogoOfWhat(Refusal):
    template = "It is not clear what the logo of {name} shall be."
    next_step = "Name one picture, or --remove."


def list_layouts(args: argparse.Namespace) -> int:
    """Every layout: name, language, how many customers have it, whether it has a logo."""
    from models import layouts
    from models.layout_columns import KINDS

    with open_book(args) as book:
        found = book.perform(layouts.list_layouts)
    if args.json:
        put_json_list(
            [
                {
                    "name": card.name,
                    "language": card.layout.language,
                    "default": card.default,
                    "blocked": card.blocked,
                    "customers": card.customers,
                    "logo": card.logo,
                    "columns": {
                        kind: {column.id: column.width for column in card.layout.columns[kind]}
                        for kind in KINDS
                    },
                }
                for card in found
            ]
        )
        return 0
    for card in found:
        state = say("default") if card.default else say("blocked") if card.blocked else "-"
        count = say("Customers: {count}", count=card.customers)
        put_columns((card.name, card.layout.language or "-", state, count), (30, 4, 10, 0))
    return 0


def logo(args: argparse.Namespace) -> int:
    """Give a layout its logo from a file, or take it away. Raises LogoOfWhat and what the logo is refused for."""
    from models import layouts
    from tui.layout_paper import logo_of

    if (args.file is None) != args.remove:
        raise LogoOfWhat(name=args.name)
    content = b"" if args.remove else logo_of(Path(args.file))
    with open_book(args) as book:
        kept = book.perform(layouts.set_logo, name=args.name, content=content)
    put(say("Layout {name} is kept.", name=kept.name))
    return 0

"""What may stand on the command line. Building it imports nothing a command needs only when it runs."""

import argparse
from pathlib import Path
from typing import Any

from tui.commandline.parsing import (
    Parser,
    Version,
    add_book,
    add_json,
    add_out,
    code,
    command,
    lazy,
    path,
    state,
    text,
)

IMPORTS = (
    "items", "suppliers", "customers", "locations", "purchase-orders", "sales-orders", "quotes", "invoices", "serials",
)  # fmt: skip
PAPERS = {
    "delivery-note": "of the shipment",
    "pick-list": "of the sales order",
    "quote": "of the quote",
    "order-confirmation": "of the sales order",
    "invoice": "of the invoice",
    "credit-note": "of the credit note",
    "purchase-order": "of the purchase order",
}
MAKERS = ("zebra", "honeywell", "datalogic", "opticon", "newland", "other")
STATES = ("in stock", "shipped", "in repair", "written off", "gone")


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line as values; `.run` is the command. Raises SystemExit."""
    return _parser("scanner" in words).parse_args(words)


def _parser(with_scanner: bool) -> Parser:
    """The scanner's own arguments come with the library that opens ports, so they are added on demand."""
    parser = Parser(
        prog="serialdock",
        description="Tracks stock unit by unit, by serial number. Without a command: the station.",
        allow_abbrev=False,
    )
    add_book(parser, None)
    parser.add_argument(
        "--demo", action="store_true", help="a demo warehouse in ./demo, with a virtual scanner"
    )
    parser.add_argument("--version", action=Version, nargs=0, help="the version of this program")
    parser.set_defaults(run=lazy("station", "run"))
    add = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser).add_parser
    _add_station(add)
    _add_lookups(add)
    _add_exchange(add)
    _add_prints(add)
    _add_care(add)
    scanner = add("scanner", help="serial ports, and what a scanner sends", allow_abbrev=False)
    add_book(scanner)
    if with_scanner:
        from tui.commandline.scanner import add_arguments

        add_arguments(scanner, add_book)
    return parser


def _add_filter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--item", type=text, metavar="NUMBER", default="", help="of this item")
    parser.add_argument(
        "--state",
        type=state,
        choices=STATES,
        metavar="STATE",
        default="",
        help="|".join(STATES).replace(" ", "-"),
    )
    parser.add_argument("--text", type=text, metavar="PART", default="", help="a part of the serial number")
    parser.add_argument("--location", type=text, metavar="NUMBER", default="", help="that lie there")
    parser.add_argument(
        "--customer", type=text, metavar="NAME", default="", help="a part of the customer's name"
    )


def _add_station(add: Any) -> None:
    tour = command(add, "tour", "tour", "run", "play the main job without a terminal, and write its paper")
    tour.add_argument("--out", type=path, metavar="DIR", default=Path("tour"), help="default: tour")
    scan = command(add, "scan", "station", "scan", "scan into the virtual scanner of a running station")
    scan.add_argument("codes", type=text, nargs="+", metavar="CODE")


def _add_lookups(add: Any) -> None:
    show = command(add, "show", "looking_up", "show", "what a code is, and all about it")
    show.add_argument(
        "code", type=code, metavar="CODE", help="a serial, item, document, location, badge, or party"
    )
    add_json(show)
    serials = command(add, "serials", "looking_up", "serials", "list serial numbers")
    _add_filter(serials)
    add_json(serials)
    sums = command(
        add, "statistics", "figures", "statistics", "scans by the hour, refusals by reason, what was keyed"
    )
    sums.add_argument("--station", type=text, metavar="NAME", default="", help="of this station")
    sums.add_argument("--operator", type=text, metavar="NUMBER", default="", help="of this operator")
    sums.add_argument("--days", type=int, metavar="N", default=1, help="with today; default: 1, today alone")
    add_json(sums)


def _add_exchange(add: Any) -> None:
    imports = command(add, "import", "exchange", "import_file", "bring a CSV file into the book")
    imports.add_argument("what", choices=IMPORTS)
    imports.add_argument("file", type=Path, metavar="FILE.csv")
    imports.add_argument(
        "--preview", action="store_true", help="name what is wrong in the file; change nothing"
    )
    imports.add_argument(
        "--sure", action="store_true", help="serial numbers that only look like others are meant"
    )
    add_json(imports)
    exports = command(
        add,
        "export",
        "exchange",
        "export",
        "write serial numbers, what stock is worth, or a count's lists, as CSV",
    )
    exports.add_argument("what", choices=("serials", "stock-value", "count"))
    exports.add_argument("--number", type=code, metavar="NUMBER", help="of the count")
    exports.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    exports.add_argument("--raw", action="store_true", help="leave cells a spreadsheet would run as they are")
    _add_filter(exports)


def _add_prints(add: Any) -> None:
    about = "write a document, labels, command cards, or a sheet to set a scanner up by"
    parser = add("print", help=about, description=about, allow_abbrev=False)
    kinds = parser.add_subparsers(metavar="WHAT", required=True, parser_class=Parser).add_parser
    for kind, whose in PAPERS.items():
        paper = command(kinds, kind, "exchange", "print_paper", "as PDF")
        paper.set_defaults(kind=kind)
        paper.add_argument("number", type=code, metavar="NUMBER", help=whose)
        add_out(paper)
    labels = command(kinds, "labels", "papers", "print_labels", "labels of units or of an item")
    labels.add_argument(
        "--serial", type=code, nargs="+", action="extend", metavar="SERIAL", default=[], help="of these units"
    )
    labels.add_argument("--receipt", type=code, metavar="NUMBER", help="of this receipt's units")
    labels.add_argument("--item", type=code, metavar="NUMBER", help="of the item itself, or its units")
    labels.add_argument("--copies", type=int, metavar="N", default=1, help="of an item's own label")
    labels.add_argument("--format", choices=("pdf", "a4", "zpl"), help="default: as in serialdock.toml")
    add_out(labels)
    add_out(command(kinds, "cards", "papers", "print_cards", "the command cards of this book"))
    sheet = command(kinds, "scanner-sheet", "papers", "print_scanner_sheet", "how to set up a scanner")
    sheet.add_argument("maker", choices=MAKERS, metavar="MAKER", help=", ".join(MAKERS))
    add_out(sheet)


def _add_care(add: Any) -> None:
    check = command(add, "check", "care", "check", "recompute the whole book; silent when all is well")
    add_json(check)
    backup = command(add, "backup", "care", "backup", "a checked copy of the book, while stations work")
    backup.add_argument("file", type=Path, metavar="FILE")
    copy = command(add, "copy-to", "care", "copy_to", "carry a SQLite book over to a PostgreSQL server")
    copy.add_argument(
        "url", type=text, metavar="URL", help="of an empty database: postgresql://USER@HOST/NAME"
    )
    add_on = command(add, "addon", "care", "add_on", "list, install or remove add-ons")
    add_on.add_argument("action", choices=("list", "install", "remove"))
    add_on.add_argument("name", nargs="?", default="serials", metavar="NAME", help="default: serials")
    add_json(add_on)
    _add_layouts(add)


def _add_layouts(add: Any) -> None:
    about = "the layouts of paper, and their logos"
    layout = add("layout", help=about, description=about, allow_abbrev=False)
    what = layout.add_subparsers(metavar="WHAT", required=True, parser_class=Parser).add_parser
    add_json(command(what, "list", "layouts", "list_layouts", "every layout"))
    logo = command(what, "logo", "layouts", "logo", "give a layout its logo")
    logo.add_argument("name", type=text, metavar="NAME", help="of the layout")
    logo.add_argument("file", type=path, nargs="?", metavar="FILE", help="a PNG or JPEG")
    logo.add_argument("--remove", action="store_true", help="take the logo away")

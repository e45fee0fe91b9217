"""What may stand on the command line. Building it imports nothing a command needs only when it runs."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from tui.cli import REFUSED

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


class Parser(argparse.ArgumentParser):
    """Says what is wrong on one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with 2."""
        line = " ".join(message.split())
        print(f"serialdock: {line}. See {self.prog} --help", file=sys.stderr)
        raise SystemExit(REFUSED)


def text(word: str) -> str:
    """An argument as text, read as UTF-8 whatever the locale takes it for. Raises ArgumentTypeError."""
    try:
        return os.fsencode(word).decode()
    except UnicodeDecodeError:
        raise argparse.ArgumentTypeError("it is not UTF-8") from None
    except UnicodeEncodeError:  # it did not come through the locale
        return word


def code(word: str) -> str:
    """Something to look up: not nothing. Raises ArgumentTypeError."""
    if not (found := text(word).strip()):
        raise argparse.ArgumentTypeError("it is empty")
    return found


def path(word: str) -> Path:
    """A file whose name the book or the configuration has to say again. Raises ArgumentTypeError."""
    return Path(text(word))


def state(word: str) -> str:
    """A state in one word or two: in-stock is "in stock"."""
    return text(word).replace("-", " ").replace("_", " ").lower()


class _Version(argparse.Action):
    """Reads the installed version only when somebody asks for it."""

    def __call__(self, *_: object) -> None:
        from importlib.metadata import version

        print(f"SerialDock {version('serialdock')}")
        raise SystemExit(0)


Command = Callable[[argparse.Namespace], int]


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
    _add_book(parser, None)
    parser.add_argument(
        "--demo", action="store_true", help="a demo warehouse in ./demo, with a virtual scanner"
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version of this program")
    parser.set_defaults(run=_lazy("station", "run"))
    add = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser).add_parser
    _add_station(add)
    _add_lookups(add)
    _add_exchange(add)
    _add_prints(add)
    _add_care(add)
    scanner = add("scanner", help="serial ports, and what a scanner sends", allow_abbrev=False)
    _add_book(scanner)
    if with_scanner:
        from tui.commandline.scanner import add_arguments

        add_arguments(scanner, _add_book)
    return parser


def _add_book(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """--config and --database may stand before the command or after it; the later one counts."""
    parser.add_argument(
        "--config", type=path, metavar="FILE", default=default, help="the station's TOML file"
    )
    parser.add_argument(
        "--database",
        type=text,
        metavar="URL",
        default=default,
        help="sqlite:///FILE or postgresql://USER@HOST/NAME",
    )


def _command(add: Any, name: str, module: str, function: str, help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = add(name, help=help, description=help, allow_abbrev=False)
    _add_book(parser)
    parser.set_defaults(run=_lazy(module, function))
    return parser


def _lazy(module: str, function: str) -> Command:
    """The command, imported when it runs."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        from tui.commandline.opening import config_of

        args.settings = config_of(args)
        command: Command = getattr(import_module(f"tui.commandline.{module}"), function)
        return command(args)

    return run


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON for programs")


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
    tour = _command(add, "tour", "tour", "run", "play the main job without a terminal, and write its paper")
    tour.add_argument("--out", type=path, metavar="DIR", default=Path("tour"), help="default: tour")
    scan = _command(add, "scan", "station", "scan", "scan into the virtual scanner of a running station")
    scan.add_argument("codes", type=text, nargs="+", metavar="CODE")


def _add_lookups(add: Any) -> None:
    show = _command(add, "show", "looking_up", "show", "what a code is, and all about it")
    show.add_argument(
        "code", type=code, metavar="CODE", help="a serial, item, document, location, badge, or party"
    )
    _add_json(show)
    serials = _command(add, "serials", "looking_up", "serials", "list serial numbers")
    _add_filter(serials)
    _add_json(serials)
    sums = _command(
        add, "statistics", "figures", "statistics", "scans by the hour, refusals by reason, what was keyed"
    )
    sums.add_argument("--station", type=text, metavar="NAME", default="", help="of this station")
    sums.add_argument("--operator", type=text, metavar="NUMBER", default="", help="of this operator")
    sums.add_argument("--days", type=int, metavar="N", default=1, help="with today; default: 1, today alone")
    _add_json(sums)


def _add_exchange(add: Any) -> None:
    imports = _command(add, "import", "exchange", "import_file", "bring a CSV file into the book")
    imports.add_argument("what", choices=IMPORTS)
    imports.add_argument("file", type=Path, metavar="FILE.csv")
    imports.add_argument(
        "--preview", action="store_true", help="name what is wrong in the file; change nothing"
    )
    imports.add_argument(
        "--sure", action="store_true", help="serial numbers that only look like others are meant"
    )
    _add_json(imports)
    exports = _command(
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
        paper = _command(kinds, kind, "exchange", "print_paper", "as PDF")
        paper.set_defaults(kind=kind)
        paper.add_argument("number", type=code, metavar="NUMBER", help=whose)
        _add_out(paper)
    labels = _command(kinds, "labels", "papers", "print_labels", "labels of units or of an item")
    labels.add_argument(
        "--serial", type=code, nargs="+", action="extend", metavar="SERIAL", default=[], help="of these units"
    )
    labels.add_argument("--receipt", type=code, metavar="NUMBER", help="of this receipt's units")
    labels.add_argument("--item", type=code, metavar="NUMBER", help="of the item itself, or its units")
    labels.add_argument("--copies", type=int, metavar="N", default=1, help="of an item's own label")
    labels.add_argument("--format", choices=("pdf", "a4", "zpl"), help="default: as in serialdock.toml")
    _add_out(labels)
    _add_out(_command(kinds, "cards", "papers", "print_cards", "the command cards of this book"))
    sheet = _command(kinds, "scanner-sheet", "papers", "print_scanner_sheet", "how to set up a scanner")
    sheet.add_argument("maker", choices=MAKERS, metavar="MAKER", help=", ".join(MAKERS))
    _add_out(sheet)


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE", required=True)


def _add_care(add: Any) -> None:
    check = _command(add, "check", "care", "check", "recompute the whole book; silent when all is well")
    _add_json(check)
    backup = _command(add, "backup", "care", "backup", "a checked copy of the book, while stations work")
    backup.add_argument("file", type=Path, metavar="FILE")
    copy = _command(add, "copy-to", "care", "copy_to", "carry a SQLite book over to a PostgreSQL server")
    copy.add_argument(
        "url", type=text, metavar="URL", help="of an empty database: postgresql://USER@HOST/NAME"
    )
    add_on = _command(add, "addon", "care", "add_on", "list, install or remove add-ons")
    add_on.add_argument("action", choices=("list", "install", "remove"))
    add_on.add_argument("name", nargs="?", default="serials", metavar="NAME", help="default: serials")
    _add_json(add_on)
    _add_layouts(add)


def _add_layouts(add: Any) -> None:
    about = "the layouts of paper, and their logos"
    layout = add("layout", help=about, description=about, allow_abbrev=False)
    what = layout.add_subparsers(metavar="WHAT", required=True, parser_class=Parser).add_parser
    _add_json(_command(what, "list", "layouts", "list_layouts", "every layout"))
    logo = _command(what, "logo", "layouts", "logo", "give a layout its logo")
    logo.add_argument("name", type=text, metavar="NAME", help="of the layout")
    logo.add_argument("file", type=path, nargs="?", metavar="FILE", help="a PNG or JPEG")
    logo.add_argument("--remove", action="store_true", help="take the logo away")

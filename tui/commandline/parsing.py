"""How a command line is read: the parser, what its words may be, and a command that is imported only when it runs."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from tui.cli import REFUSED


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


class Version(argparse.Action):
    """Reads the installed version only when somebody asks for it."""

    def __call__(self, *_: object) -> None:
        from importlib.metadata import version

        print(f"SerialDock {version('serialdock')}")
        raise SystemExit(0)


Command = Callable[[argparse.Namespace], int]


def add_book(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
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


def command(add: Any, name: str, module: str, function: str, help: str) -> argparse.ArgumentParser:
    """A command under `name`, which is `function` of the command line's `module`."""
    parser: argparse.ArgumentParser = add(name, help=help, description=help, allow_abbrev=False)
    add_book(parser)
    parser.set_defaults(run=lazy(module, function))
    return parser


def lazy(module: str, function: str) -> Command:
    """The command, imported when it runs."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        from tui.commandline.opening import config_of

        args.settings = config_of(args)
        wanted: Command = getattr(import_module(f"tui.commandline.{module}"), function)
        return wanted(args)

    return run


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json, for a command that answers programs too."""
    parser.add_argument("--json", action="store_true", help="JSON for programs")


def add_out(parser: argparse.ArgumentParser) -> None:
    """--out, the file a command must be told to write."""
    parser.add_argument("--out", type=Path, metavar="FILE", required=True)

"""`serialdock` and `serialdock --demo`: the station on this terminal. `serialdock scan`: from another one."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from models.language import say
from models.refusals import Refusal
from models.refusals_away import ScansWait
from tui.commandline.output import counted, put
from tui.config import NAME, VIRTUAL, Config

if TYPE_CHECKING:
    from devices.virtual import VirtualScanner


class NoTerminal(Refusal):
    template = "The station needs a terminal on its screen and its keyboard."
    next_step = "Start it in a terminal, or use a command: serialdock --help."


class ScannerTaken(Refusal):
    template = "The virtual scanner in {folder} is in use: {reason}."
    next_step = "Close the other station that runs there."


class NobodyScans(Refusal):
    template = "Nothing was scanned: {reason}."
    next_step = "Start serialdock --demo in another terminal, then scan again."


class ScanStopped(Refusal):
    template = "Not everything was scanned: {reason}."
    next_step = "Look at the station's screen for what it has."


def run(args: argparse.Namespace) -> int:
    """The station, until it is closed. A demo without a terminal plays the tour instead."""
    if args.demo and not _has_terminal():
        from tui.commandline.tour import run as run_tour

        args.out = Path("tour")
        return run_tour(args)
    if not _has_terminal():
        raise NoTerminal()
    if args.demo:
        from tui.commandline.demo import demo_config

        config = demo_config(args.database)
    else:
        config = args.settings
    return open_station(config, demo=args.demo)


def open_station(config: Config, *, demo: bool = False) -> int:
    """The station that `config` sets up, with its virtual scanners. What keeps the book from opening is said
    before the screen changes."""
    with plugged_in(config):
        if demo:
            from tui.commandline.demo import fill

            fill(config)
        from tui.station import make_station

        app = make_station(config, tip=tip(config, demo=demo))
        try:
            app.clerk.open()
        except Refusal as refusal:
            app.clerk.close()
            if app.away is not None and (waiting := app.away.store.waiting()):
                raise ScansWait(reason=refusal.sentence, count=len(waiting)) from refusal
            raise
        app.run()
    return app.return_code or 0


@contextmanager
def plugged_in(config: Config) -> Iterator[tuple["VirtualScanner", ...]]:
    """The station's virtual scanners, plugged in until the block ends. Raises ScannerTaken."""
    if not config.virtual:
        yield ()
        return
    from devices.virtual import VirtualScanner

    with ExitStack() as stack:
        scanners = []
        for name in config.virtual:
            scanner = VirtualScanner(config.folder, name)
            try:
                scanner.start()
            except OSError as error:
                raise ScannerTaken(folder=config.folder, reason=error.strerror or str(error)) from error
            stack.callback(scanner.stop)
            scanners.append(scanner)
        yield tuple(scanners)


def scan(args: argparse.Namespace) -> int:
    """Scan codes into the station that runs in the configured folder, or in ./demo."""
    from devices.virtual import NobodyListens, scan_into

    folders = [args.settings.folder, Path("demo").absolute()]
    folder = next((one for one in folders if (one / f"{VIRTUAL}.sock").exists()), None)
    if folder is None:
        raise NobodyScans(reason=say("no station with a virtual scanner runs here"))
    try:
        sent = scan_into(folder, args.codes)
    except NobodyListens as error:
        raise NobodyScans(reason=str(error)) from error
    if sent < len(args.codes):
        raise ScanStopped(reason=say("{sent} of {count}", sent=sent, count=len(args.codes)))
    put(counted(sent, "{count} code was scanned.", "{count} codes were scanned."))
    return 0


def tip(config: Config, *, demo: bool = False) -> str:
    """How to scan into this station without a scanner, for its first screen."""
    if not config.virtual:
        return ""
    words = [program(), "scan", "CODE"]
    if config.file is not None and not demo and config.file.absolute() != Path(NAME).absolute():
        words[1:1] = ["--config", str(config.file)]
    line = " ".join(words)
    if demo:
        line = say("{line} (TP80-004110, say)", line=line)
    return say("No scanner at hand? In a second terminal: {line}", line=line)


def program() -> str:
    """How this program is called from here."""
    called = Path(sys.argv[0]).absolute()
    if which("serialdock") == str(called) or called.name != "serialdock":
        return "serialdock"
    near = os.path.relpath(called)
    return near if len(near) < len(str(called)) else str(called)


def _has_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))

"""`serialdock tour`: the main job, played at the real station without a terminal."""

import argparse
import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from models.language import say
from models.refusals import Refusal
from tui.commandline.opening import book_of
from tui.commandline.output import put
from tui.config import LITE, Config, Printer

if TYPE_CHECKING:
    from devices.virtual import VirtualScanner
    from tui.tour_player import Ear

BOOK = "tour.db"
PAPERS = ("SO-1004-pick-list", "SO-1004-order", "SH-1005", "QU-1001", "IN-1001", "CN-1001", "PO-1001")
OURS = ("[0-9][0-9]-*.svg", f"{BOOK}*", *(f"outbox/{name}*.pdf" for name in PAPERS))


class TourFolder(Refusal):
    template = "The tour cannot be written into {folder}: {reason}."
    next_step = "Name another folder with --out."


class BookNotEmpty(Refusal):
    template = "The tour needs an empty book, and this one is in use."
    next_step = "Leave out --database: the tour then makes a book of its own."


class TourLeft(Refusal):
    template = "The tour's book does not check: {sentence}"
    next_step = "Something is broken: send the book and this line to whoever looks after SerialDock."


def run(args: argparse.Namespace) -> int:
    """Play it, and say step by step what was done and where it was written."""
    from models import checking

    config = _config(args.settings, args.out, own_book=args.database is None)
    _fill(config)
    put(say("The tour plays on a demo warehouse in {folder}.", folder=args.out))
    _play(config)
    with book_of(config) as book:
        differences = book.perform(checking.check)
    if differences:
        raise TourLeft(sentence=differences[0].sentence)
    put(say("serialdock check has nothing to say: the book agrees with every movement in it."))
    return 0


def _config(settings: Config, out: Path, *, own_book: bool) -> Config:
    """A station of its own in `out`: what an earlier tour left there makes room. Raises TourFolder."""
    folder = out.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for pattern in OURS:
            for old in folder.glob(pattern):
                old.unlink()
    except OSError as error:
        raise TourFolder(folder=out, reason=error.strerror or str(error)) from error
    database = LITE + quote(str(folder / BOOK)) if own_book else settings.database
    return replace(
        settings,
        database=database,
        station="Packing 1",
        bell=False,
        scanners=(),
        printer=Printer(out / "outbox"),
        folder=folder,
    )


def _fill(config: Config) -> None:
    from models import demo

    with book_of(config, make=True) as book:
        if not demo.is_empty(book):
            raise BookNotEmpty()
    demo.make(config.database, demo.STATION, datetime.now(UTC))


def _play(config: Config) -> None:
    from devices.scanner import ScannerSettings
    from devices.virtual import VirtualScanner
    from tui.tour_player import Ear

    scanner = VirtualScanner(config.folder)
    try:
        scanner.start()
    except OSError as error:
        raise TourFolder(folder=config.folder, reason=error.strerror or str(error)) from error
    try:
        asyncio.run(_scenes(config, scanner, Ear(ScannerSettings("scanner 1", str(scanner.port)))))
    finally:
        scanner.stop()


async def _scenes(config: Config, scanner: "VirtualScanner", ear: "Ear") -> None:
    from models.book import Book
    from tui.station import station_on
    from tui.tour_player import player
    from tui.tour_scenes import Tour

    app = station_on(
        lambda: Book(config.database, config.station),
        station=config.station,
        language=config.language,
        readers=[ear.reader],
        bell=False,
        config=config,
    )
    async with player(app, scanner, ear, config.printer.outbox.parent) as playing:
        await Tour(playing, config.printer.outbox, put).play()

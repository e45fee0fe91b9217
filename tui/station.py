"""A whole station put together from plain values: the book, the scanners, the first screen, the jump."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

from devices.scanner import Scanner, ScannerSettings
from models.book import Book
from models.codes import is_item_number
from models.language import say
from printing.spool import Spool
from tui.app import StationApp
from tui.clerk import Clerk
from tui.config import Config
from tui.jumping import jump, sign_on_by_badge
from tui.paperwork import Paperwork
from tui.readers import MakeReader, Reader, ReadScan, ReadState
from tui.screens.home import HomeScreen
from tui.widgets.station_bar import Light


def make_station(config: Config, *, tip: str = "") -> StationApp:
    """The station that `config` sets up. `tip` stands under the menu: how to scan without a scanner."""
    return station_on(
        lambda: Book(config.database, config.station),
        station=config.station,
        language=config.language,
        readers=[partial(_reader, settings) for settings in config.scanners],
        tip=tip,
        bell=config.bell,
        config=config,
    )


def station_on(
    open_book: Callable[[], Book],
    *,
    station: str,
    language: str = "en",
    readers: Sequence[MakeReader] = (),
    tip: str = "",
    bell: bool = True,
    config: Config | None = None,
) -> StationApp:
    """The same on a book of the caller's; `open_book` is called in the clerk's thread."""
    clerk = Clerk(open_book)
    printer = config.printer if config else None
    app = StationApp(
        clerk,
        partial(HomeScreen, tip),
        jump=jump,
        readers=readers,
        paperwork=Paperwork(clerk, Spool(printer.outbox, printer.command)) if printer else None,
        station=station,
        language=language,
        bell=bell,
    )
    app.config = config
    app.board.sign_on = sign_on_by_badge
    if config is not None:
        app.board.light(Light(book_words(config.database)))
    return app


def book_words(database: str) -> str:
    """Where the book is, for the top row: on this machine's disk, or on which server."""
    host = None if database.startswith("sqlite:") else urlsplit(database).hostname
    return say("book: {host}", host=host) if host else say("book: local")


def _reader(
    settings: ScannerSettings, on_scan: Callable[[ReadScan], None], on_state: Callable[[ReadState], None]
) -> Reader:
    return Scanner(settings, on_scan, on_state, is_item_number)

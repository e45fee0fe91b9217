"""A whole station put together from plain values: the book, the scanners, the first screen, the jump.

What the first picture does not need is imported when it is used, or as `tui.soon` says.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from models.book import new_operation, utc_now
from models.language import say
from tui.app import StationApp
from tui.away import Away
from tui.book_light import BookLight
from tui.clerk import Clerk
from tui.commandline.opening import make_data_folder, opened
from tui.ears import MakePlayer
from tui.readers import MakeReader, Reader, ReadScan, ReadState
from tui.scanners import Scanners
from tui.screens.base import StationScreen
from tui.screens.home import HomeScreen
from tui.widgets.station_bar import Light

if TYPE_CHECKING:
    from devices.feedback import Signal
    from devices.scanner import ScannerSettings
    from devices.sound import Player
    from models.book import Book
    from tui.config import Config, Sound
    from tui.messages import Taken
    from tui.paperwork import Paperwork


def make_station(config: "Config", *, tip: str = "") -> StationApp:
    """The station that `config` sets up. `tip` stands under the menu: how to scan without a scanner."""
    return station_on(
        partial(opened, config, make=True),
        station=config.station,
        language=config.language,
        readers=[partial(_reader, settings) for settings in config.scanners],
        tip=tip,
        bell=config.bell,
        config=config,
        acknowledge=config.acknowledge,
        sound=partial(_player, config.sound, config.sound.player)
        if config.sound and config.sound.player
        else None,
    )


def station_on(
    open_book: "Callable[[], Book]",
    *,
    station: str,
    language: str = "en",
    readers: Sequence[MakeReader] = (),
    tip: str = "",
    bell: bool = True,
    config: "Config | None" = None,
    acknowledge: bool = False,
    sound: MakePlayer | None = None,
) -> StationApp:
    """The same on a book of the caller's; `open_book` is called in the clerk's thread."""
    clerk = Clerk(open_book)
    app = StationApp(
        clerk,
        partial(HomeScreen, tip),
        jump=_jump,
        readers=readers,
        paperwork=partial(_paperwork, clerk, config) if config else None,
        station=station,
        language=language,
        bell=bell,
        acknowledge=acknowledge,
        sound=sound,
    )
    app.config = config
    app.scanners = Scanners(app, partial(partial, _reader))
    app.board.layout_gate.closed = bool(config and config.layout_check)
    app.board.sign_on = _sign_on
    if config is not None:
        words = book_words(config.database)
        app.board.light(Light(words))
        if not config.database.startswith("sqlite:"):
            app.rounds.book_light = BookLight(clerk, words)
            keep_here(app, config.kept_here)
    return app


def keep_here(app: StationApp, file: Path) -> None:
    """Scans are kept in `file` while the book is away, and nothing else is tried then."""
    from models.kept_here import KeptHere

    make_data_folder(file)
    app.away = Away(app, KeptHere(file, utc_now), new_operation)
    app.clerk.waits = False


def book_words(database: str) -> str:
    """Where the book is, for the top row: on this machine's disk, or on which server."""
    host = None if database.startswith("sqlite:") else urlsplit(database).hostname
    return say("book: {host}", host=host) if host else say("book: local")


def _paperwork(clerk: Clerk, config: "Config") -> "Paperwork":
    from printing.spool import Spool
    from tui.paperwork import Paperwork

    return Paperwork(clerk, Spool(config.printer.outbox, config.printer.command), config.labels)


async def _jump(screen: StationScreen[Any], taken: "Taken") -> None:
    from tui.jumping import jump

    await jump(screen, taken)


async def _sign_on(screen: StationScreen[Any], taken: "Taken") -> bool:
    from tui.jumping import sign_on_by_badge

    return await sign_on_by_badge(screen, taken)


def _reader(
    settings: "ScannerSettings", on_scan: Callable[[ReadScan], None], on_state: Callable[[ReadState], None]
) -> Reader:
    from devices.scanner import Scanner
    from models.codes import is_item_number

    return Scanner(settings, on_scan, on_state, is_item_number)


def _player(sound: "Sound", command: Sequence[str], on_trouble: "Callable[[Signal, str], None]") -> "Player":
    from devices.feedback import SIGNALS
    from devices.sound import Player

    files = {signal: sound.files[signal] for signal in SIGNALS if signal in sound.files}
    return Player(command, sound.folder, on_trouble, files)

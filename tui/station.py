"""A whole station put together from plain values: the book, the scanners, the first screen, the jump."""

from collections.abc import Callable, Sequence
from functools import partial

from devices.scanner import Scanner, ScannerSettings
from models.book import Book
from models.codes import is_item_number
from tui.app import StationApp
from tui.clerk import Clerk
from tui.jumping import jump
from tui.readers import MakeReader, Reader, ReadScan, ReadState
from tui.screens.home import HomeScreen


def make_station(
    *,
    database: str,
    station: str,
    language: str = "en",
    scanners: Sequence[ScannerSettings] = (),
    tip: str = "",
    bell: bool = True,
) -> StationApp:
    """The station named `station` on the book at `database` (an URL). `tip` stands under the menu: how to
    scan into a virtual scanner, say. Raises ValueError for a language nobody speaks.
    """
    return station_on(
        lambda: Book(database, station),
        station=station,
        language=language,
        readers=[partial(_reader, settings) for settings in scanners],
        tip=tip,
        bell=bell,
    )


def station_on(
    open_book: Callable[[], Book],
    *,
    station: str,
    language: str = "en",
    readers: Sequence[MakeReader] = (),
    tip: str = "",
    bell: bool = True,
) -> StationApp:
    """The same on a book of the caller's; `open_book` is called in the clerk's thread."""
    return StationApp(
        Clerk(open_book),
        partial(HomeScreen, tip),
        jump=jump,
        readers=readers,
        station=station,
        language=language,
        bell=bell,
    )


def _reader(
    settings: ScannerSettings, on_scan: Callable[[ReadScan], None], on_state: Callable[[ReadState], None]
) -> Reader:
    return Scanner(settings, on_scan, on_state, is_item_number)

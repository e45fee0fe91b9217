"""`make pictures`: the screen pictures of the README and the docs, taken at the real station on the demo warehouse.

Every run writes the same bytes: the clock stands still between the steps, the place on earth is fixed, and nothing in
a picture names this machine.
"""

import asyncio
import os
import re
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from devices.scanner import ScannerSettings
from devices.virtual import VirtualScanner
from models import demo
from models.book import Book
from tui.config import LITE, Config, Printer
from tui.station import station_on
from tui.tour_player import Ear, Player

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
NOW = datetime(2026, 11, 24, 12, 58, tzinfo=UTC)
STATION = "Packing 2"
BEGUN_AT = "Packing 1"  # the demo's begun shipment is another station's, so that ours starts at its menu
SMALL, LARGE = (80, 24), (120, 40)
STEP = timedelta(seconds=3)
COMING = tuple(f"TP80-{number:06}" for number in range(4201, 4218))
TOO_LATE = COMING[4]
SHIPPED_UNITS = ("PF4K2A11Z", "PF4K2A12Z")
FONTS = '"DejaVu Sans Mono", Menlo, Consolas, monospace'
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
CLASS_PREFIX = re.compile(r"terminal-\d+")


class StandingClock:
    """The book's clock: it goes on only when told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Photographer:
    """Somebody who works at a station, and what their pictures are called."""

    def __init__(self, player: Player, clock: StandingClock, tail: str) -> None:
        self._player = player
        self._clock = clock
        self._tail = tail

    async def scan(self, *texts: str) -> None:
        """Scan labels, some seconds apart."""
        for text in texts:
            self._clock.now += STEP
            await self._player.scan(text)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self._player.press(*keys)

    async def take(self, name: str, *texts: str) -> None:
        """Take a picture once all of `texts` stand on the screen."""
        await self._player.sees(*texts)
        svg = self._player.app.export_screenshot(title="SerialDock")
        path = PICTURES / f"{name}{self._tail}.svg"
        path.write_text(tidied(svg), encoding="utf-8")
        print(path.relative_to(PICTURES.parent.parent))


def tidied(svg: str) -> str:
    """The picture with fonts a machine has instead of the web's, its blanks kept, and short names for its styles."""
    svg = svg.replace("Fira Code, monospace", FONTS).replace("<svg ", '<svg xml:space="preserve" ', 1)
    bare = CLASS_PREFIX.sub("t", COMMENT.sub("", FONT_FACE.sub("", svg)))
    lines = (line.rstrip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


async def a_day(photo: Photographer) -> None:
    """Every picture of the reference size, in the order of a morning's work."""
    await photo.scan("SD-BADGE-ANNA-4711")
    await photo.press("1", "escape")
    await photo.take("home", "Receive", "Settings", "Anna Holm")
    await photo.press("1")
    await photo.take("receive", "PO-1005")
    await photo.scan("PO-1005")
    await photo.take("receipt", "TP-80")
    await photo.press("enter")
    await photo.scan(*COMING, TOO_LATE)
    await photo.take("serial-dialog", "REFUSED", TOO_LATE)
    await photo.press("escape", "escape", "escape")
    await photo.press("3")
    await photo.take("ship", "SO-1005")
    await photo.scan("SO-1005", *SHIPPED_UNITS)
    await photo.take("shipment", "LB-14", "2 of 2")
    await photo.press("escape", "escape", "2")
    await photo.take("adjust", "AD-")
    await photo.press("escape", "5")
    await photo.take("serial-numbers", "0004711")
    await photo.press("escape")
    await photo.scan("TP80-004103")
    await photo.take("serial-life", "GR-1001", "SH-1001")
    await photo.press("escape", "8")
    await photo.take("items", "TP-80")
    await photo.press("escape", "9")
    await photo.take("settings", "Add-ons")


async def at_a_large_screen(photo: Photographer) -> None:
    """Pictures that show what more room is used for."""
    await photo.press("escape", "5")  # the morning's open shipment was offered again
    await photo.take("serial-numbers", "0004711")
    await photo.press("escape", "9", "l", "enter", "5", "down", "minus", "minus")
    await photo.take("layout-columns", "98 %", "Invoice IN-1001")


async def take_all(folder: Path) -> None:
    """All pictures, on one book in `folder`."""
    config = Config(
        database=f"{LITE}{folder / 'station.db'}",
        station=STATION,
        language="en",
        bell=False,
        scanners=(),
        printer=Printer(folder / "outbox"),
        folder=folder,
    )
    demo.make(config.database, BEGUN_AT, NOW)
    clock = StandingClock(NOW)
    scanner = VirtualScanner(folder)
    scanner.start()
    try:
        for size, tail, work in ((SMALL, "", a_day), (LARGE, "-120x40", at_a_large_screen)):
            ear = Ear(ScannerSettings("scanner 1", str(scanner.port)))
            app = station_on(
                lambda: Book(config.database, config.station, clock=clock),
                station=config.station,
                readers=[ear.reader],
                tip="No scanner at hand? In a second terminal: serialdock scan CODE",
                bell=False,
                config=config,
            )
            async with app.run_test(size=size) as pilot:
                player = Player(app, pilot, scanner, ear, folder)
                await player.sees("SerialDock", "● scanner 1")
                await work(Photographer(player, clock, tail))
    finally:
        scanner.stop()


def main() -> None:
    """Take them all."""
    os.environ["TZ"] = "Europe/Copenhagen"
    time.tzset()
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="serialdock-pictures-"))
    try:
        asyncio.run(take_all(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

"""Plays at the real station, without a terminal: a virtual scanner scans into its port, keys reach its keyboard.

It waits for facts, never for time: a scan has been heard, the pump is at rest, a text stands on the screen.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from textual import events
from textual.pilot import Pilot

from devices.scanner import Scanner, ScannerSettings
from devices.virtual import VirtualScanner
from models.codes import is_item_number
from models.refusals import Refusal
from tui.app import StationApp
from tui.readers import Reader, ReadScan, ReadState
from tui.widgets.paged_table import PagedTable

PATIENCE_S = 20.0
LOOK_S = 0.005
TYPED_S = 0.06
"""Between two keys: a person, not a scanner with a keyboard's cable."""
NAMES = {" ": "space", "-": "minus", ".": "full_stop", "+": "plus", ",": "comma"}
SIZE = (80, 24)


class TourStopped(Refusal):
    template = "The tour stopped: {wanted} did not come. The screen said: {shown}"
    next_step = "Play it again; if it stops at the same place, something is broken."


class Ear:
    """Makes the reader of one port, and counts what it hands over."""

    def __init__(self, settings: ScannerSettings) -> None:
        self._settings = settings
        self.heard = 0

    def reader(self, on_scan: Callable[[ReadScan], None], on_state: Callable[[ReadState], None]) -> Reader:
        """The reader the station starts."""

        def hear(scan: ReadScan) -> None:
            on_scan(scan)
            self.heard += 1

        return Scanner(self._settings, hear, on_state, is_item_number)


class Player:
    """One operator who knows the way."""

    def __init__(
        self, app: StationApp, pilot: Pilot[None], scanner: VirtualScanner, ear: Ear, pictures: Path
    ) -> None:
        self.app = app
        self._pilot = pilot
        self._scanner = scanner
        self._ear = ear
        self._pictures = pictures
        self._taken = 0
        self._at = asyncio.get_running_loop().time()

    async def scan(self, *texts: str) -> None:
        """Scan labels one after another, each when the one before has its verdict."""
        for text in texts:
            before = self._ear.heard
            await asyncio.to_thread(self._scanner.send, text)
            await self._until(lambda: self._ear.heard > before, text)  # noqa: B023 - awaited at once
            await self._rest()

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            await self._key(key)

    async def enter(self, text: str) -> None:
        """Type a text into the field the cursor is in."""
        for character in text:
            await self._key(character)

    async def sees(self, *texts: str) -> None:
        """Wait until the screen shows every text. Raises TourStopped."""
        for text in texts:
            await self._until(lambda: text in self.shown(), text)  # noqa: B023 - awaited at once

    def shown(self) -> str:
        """What the screen shows, with its line breaks smoothed."""
        strips = self.app.screen._compositor.render_strips()
        return " ".join(" ".join(strip.text for strip in strips).split())

    def picture(self, name: str) -> Path:
        """Keep what the screen shows as an SVG file."""
        self._taken += 1
        path = self._pictures / f"{self._taken:02}-{name}.svg"
        path.write_text(self.app.export_screenshot(title="SerialDock"), encoding="utf-8")
        return path

    async def _key(self, key: str) -> None:
        character = {"enter": "\r", "escape": "\x1b", "tab": "\t"}.get(key, key if len(key) == 1 else None)
        event = events.Key(NAMES.get(key, key), character)
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._at + TYPED_S - loop.time()))
        self._at = event.time = loop.time()
        self.app.post_message(event)
        await self._rest()

    async def _rest(self) -> None:
        calm = 0

        def resting() -> bool:
            tables = self.app.screen.query(PagedTable)
            return (
                self.app.pump.idle
                and self.app.keyboard.wedge.due is None
                and not any(table.fetching for table in tables)
            )

        while calm < 2:
            await self._pilot.pause()
            await self._until(resting, "rest")
            calm += 1

    async def _until(self, true: Callable[[], bool], wanted: str) -> None:
        end = monotonic() + PATIENCE_S
        while not true():
            if monotonic() > end:
                raise TourStopped(wanted=wanted, shown=self.shown())
            await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def player(app: StationApp, scanner: VirtualScanner, ear: Ear, pictures: Path) -> AsyncIterator[Player]:
    """The station, open on a screen of the reference size, and somebody who plays at it."""
    async with app.run_test(size=SIZE) as pilot:
        playing = Player(app, pilot, scanner, ear, pictures)
        await asyncio.to_thread(scanner.wait_listening)
        await playing._rest()
        yield playing

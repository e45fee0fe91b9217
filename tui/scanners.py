"""The scanners of a running station: lent to a test and given back, and changed without a restart."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.language import say
from tui.readers import MakeReader
from tui.widgets.station_bar import Light

if TYPE_CHECKING:
    from devices.scanner import ScannerSettings
    from tui.app import StationApp
    from tui.config import Config

OPENING_S: Final = 1.0  # how long a new scanner is given to say how its port is
LOOK_S: Final = 0.02


class Scanners:
    """Stops and starts the readers by the station's configuration. `maker` makes one of settings."""

    def __init__(self, app: "StationApp", maker: Callable[["ScannerSettings"], MakeReader]) -> None:
        self._app = app
        self._maker = maker

    def settings(self, name: str) -> "ScannerSettings | None":
        """How the scanner of that name is set up."""
        config = self._app.config
        return next((one for one in config.scanners if one.name == name), None) if config else None

    async def lend(self, name: str) -> None:
        """Let the port go for a test: nothing that is scanned there reaches a document (R1.13)."""
        await asyncio.to_thread(self._app.readers.drop, name)
        self._app.board.light(Light(name, False, say("in test")))
        self._app.show_standing()

    async def give_back(self, name: str) -> None:
        """Read again what `lend` took away, as the configuration says now."""
        settings = self.settings(name)
        await asyncio.to_thread(self._app.readers.drop, name)
        if settings is not None:
            self._app.readers.add(self._maker(settings))

    async def take_into_use(self, config: "Config") -> str:
        """Go on with the scanners of `config`; those that have not changed are not disturbed. What else may have
        been changed in the file counts from the next start on. What is wrong with the port of a new one, "" if nothing:
        a scanner is in use when its port is open, and what is scanned before that is lost."""
        running = self._app.config
        before = running.scanners if running else ()
        self._app.config = replace(running, scanners=config.scanners, file=config.file) if running else config
        for gone in (one for one in before if one not in config.scanners):
            await asyncio.to_thread(self._app.readers.drop, gone.name)
            self._app.board.forget(gone.name)
        fresh = [one for one in config.scanners if one not in before]
        for new in fresh:
            self._app.readers.add(self._maker(new))
        self._app.show_standing()
        return await self._wrong([one.name for one in fresh])

    async def _wrong(self, names: Sequence[str]) -> str:
        """The news of the first of these ports that is not open, once `OPENING_S` are over; "" as soon as all are."""
        ports = self._app.board.ports
        for _ in range(round(OPENING_S / LOOK_S)):
            closed = [name for name in names if name not in ports or ports[name].kind != "connected"]
            if not closed:
                return ""
            await asyncio.sleep(LOOK_S)
        news = ports.get(closed[0])
        return news.detail if news else say("Its port did not open yet.")

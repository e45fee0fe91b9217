"""What the top row of every screen tells: the lights, the operator, and the tray of scans no screen has
taken.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.language import say
from tui.layout_gate import LayoutGate
from tui.messages import PortChanged, Taken
from tui.readers import trouble
from tui.widgets.station_bar import Light, Standing

if TYPE_CHECKING:
    from tui.screens.base import StationScreen

UNCLAIMED_MAX = 200
SignOn = Callable[["StationScreen[Any]", Taken], Awaitable[bool]]


class Board:
    """Changed by the app, read by whichever screen is on top. `ports` has the last news of each scanner."""

    def __init__(self, station: str, operator: str) -> None:
        self.unclaimed: deque[Taken] = deque()
        self.kept_here = 0
        """Scans that this station keeps until the book is back."""
        self.ports: dict[str, PortChanged] = {}
        self.sign_on: SignOn | None = None
        """Signs on the operator whose badge a scan is; False when it is none."""
        self.last_card = ("", 0.0)
        """The command card seen last and when, if nothing else was scanned since."""
        self.layout_gate = LayoutGate()
        self._standing = Standing(station, operator)

    @property
    def standing(self) -> Standing:
        """The top row as it is now."""
        kept = say("⌂ {count} kept here, *", count=self.kept_here) if self.kept_here else ""
        aside = say("{count} unclaimed, *", count=len(self.unclaimed)) if self.unclaimed else ""
        return replace(self._standing, unclaimed=" · ".join(part for part in (kept, aside) if part))

    def name(self, operator: str) -> None:
        """Who works here from now on."""
        self._standing = replace(self._standing, operator=operator)

    def port_changed(self, message: PortChanged) -> bool:
        """A scanner came or went; True when it is well."""
        well = message.kind == "connected"
        self.ports[message.scanner] = message
        self.light(Light(message.scanner, well, "" if well else trouble(message.kind)))
        return well

    def light(self, light: Light) -> None:
        """Put up a light, or replace the one of that name."""
        lights = {known.name: known for known in self._standing.lights} | {light.name: light}
        self._standing = replace(self._standing, lights=tuple(lights.values()))

    def forget(self, scanner: str) -> None:
        """A scanner is no longer this station's."""
        self.ports.pop(scanner, None)
        lights = tuple(light for light in self._standing.lights if light.name != scanner)
        self._standing = replace(self._standing, lights=lights)

    def keep(self, taken: Taken) -> bool:
        """Put a scan into the tray; False when it is full."""
        if len(self.unclaimed) >= UNCLAIMED_MAX:
            return False
        self.unclaimed.append(taken)
        return True

"""Which changes of a port are news: each is told once, not at each of the tries to open it (R45)."""

import time
from collections.abc import Callable
from typing import Final

from devices.port_state import PortState, why_not_open

TOLD_MOST: Final = 16  # different sentences about one failing port; a further one says nothing new


class PortNews:
    """The life of one port in states. `clock` is monotonic seconds."""

    def __init__(self, scanner: str, port: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._scanner, self._port = scanner, port
        self._clock = clock
        self._told: set[str] = set()
        self._busy_since: float | None = None
        self.last: PortState | None = None

    def failure(self, error: BaseException, device: str) -> PortState:
        """The state of the port after a try that failed with `error`; `device` is what it stands for now."""
        now = self._clock()
        since = now if self._busy_since is None else self._busy_since
        state = why_not_open(error, self._scanner, self._port, device=device, busy_s=now - since)
        self._busy_since = since if state.kind == "busy" else None
        return state

    def is_news(self, state: PortState) -> bool:
        """Note `state`; False when it need not be told: it stands so already, the name of a lost port is gone
        too, or the sentence was told since the port was last well."""
        last = self.last
        if state == last:
            return False
        if last is not None and last.kind == "disconnected" and state.kind == "missing":
            return False
        if state.kind in ("connected", "disconnected"):
            self._told.clear()
            self._busy_since = None
        elif state.detail in self._told or len(self._told) >= TOLD_MOST:
            return False
        else:
            self._told.add(state.detail)
        self.last = state
        return True

"""A label left in front of a scanner is read again and again: which sighting is a scan, and which only an
echo.

Zebra repeats the same symbol after 0.5 s by default, others sooner. The window counts from the *last*
sighting, so a label that lies there for a minute is still one scan. Only the same code twice in a row is an
echo: A-B-A is three.
"""

from collections.abc import Callable
from typing import Final

DOUBLE_READ_S: Final = 1.0
ITEM_DOUBLE_READ_S: Final = 0.3  # two equal items in quick succession are real work


def no_item(text: str) -> bool:
    """The answer of a station that counts no items by their GTIN."""
    return False


class DoubleRead:
    """Remembers the last code of one port. A window of 0 s lets everything through.

    `is_item` says whether a text is a plain item barcode (GTIN), which has the shorter window.
    """

    def __init__(
        self,
        window_s: float = DOUBLE_READ_S,
        item_window_s: float = ITEM_DOUBLE_READ_S,
        is_item: Callable[[str], bool] = no_item,
    ) -> None:
        for value in (window_s, item_window_s):
            if not 0 <= value < float("inf"):
                raise ValueError(f"double-read window {value} s: expected 0 (off) or a time above 0")
        self._window_s = window_s
        self._item_window_s = min(item_window_s, window_s)
        self._is_item = is_item
        self._last: bytes | None = None
        self._last_at = 0.0
        self.echoes = 0
        """How many sightings were echoes, since the beginning."""

    def is_echo(self, text: str, raw: bytes, at: float) -> bool:
        """Whether the label `raw`, seen at time `at`, is the last one once more. Remembers the sighting."""
        same, since = raw == self._last, at - self._last_at
        self._last, self._last_at = raw, at
        if not same or not self._window_s:
            return False
        echo = since <= (self._item_window_s if self._is_item(text) else self._window_s)
        self.echoes += echo
        return echo

    def forget(self) -> None:
        """The next code is a scan, whatever it is."""
        self._last = None

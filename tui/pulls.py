"""One trigger pull that returns several codes (serial, part number, carton): the one that fits is taken, the others belong
to it and are not used (R07). Knows no screen and no book.
"""

from typing import Final

from tui.messages import Taken

BURST_S: Final = 0.15
"""Seconds between two codes of one pull at most; nobody aims at two labels so quickly."""
PULL_S: Final = 0.3
"""Seconds that one pull takes at most: what comes later at such a pace is a row of labels, read one after another."""
CODES_MAX: Final = 20
"""Codes of one pull that are remembered before one of them fits."""


class Pull:
    """The codes that came from one port in one burst, and whether one of them was of use."""

    def __init__(self) -> None:
        self._source = ""
        self._at = self._began = float("-inf")
        self._used = False
        self._fit: Taken | None = None
        self._misfits: list[Taken] = []

    def begins(self, taken: Taken) -> None:
        """`taken` is to be judged: with what came just before from the same port it is one pull, else a new one begins."""
        close = 0 <= taken.at - self._at <= BURST_S and taken.at - self._began <= PULL_S
        if taken.how != "scanned" or taken.source != self._source or not close:
            self._began = taken.at
            self._used, self._fit, self._misfits = False, None, []
        self._source, self._at = taken.source, taken.at

    @property
    def used(self) -> bool:
        """Whether a code of this pull was of use."""
        return self._used

    def fitted(self, taken: Taken) -> list[Taken]:
        """`taken` was of use; those of its pull that were not, once."""
        self._used, misfits, self._misfits = True, self._misfits, []
        self._fit = taken
        return [misfit for misfit in misfits if misfit is not taken]

    def misfitted(self, taken: Taken) -> bool:
        """The code just judged fits nothing here; True when another one of its pull did, so that it is only beside it."""
        if self._used and taken is not self._fit:
            return True
        if taken.how == "scanned":
            self._misfits = [*self._misfits, taken][-CODES_MAX:]
        return False

"""The labels left in view that readers dropped, brought into the book now and then for the statistics.

They are no scans: nobody waits for them and nothing depends on them, so what a crash takes is at most ECHOES_S of them.
"""

from models import journal
from models.refusals import Refusal
from tui.clerk import Clerk
from tui.readers import Readers

ECHOES_S = 60.0
"""Seconds between two times they are noted."""


class Echoes:
    """Notes what the readers have counted. One at a time: a slow book is not asked twice for the same."""

    def __init__(self, clerk: Clerk, readers: Readers) -> None:
        self._clerk = clerk
        self._readers = readers
        self._busy = False
        self._well = True

    async def note(self) -> None:
        """Keep what has come since the last time; what the book does not take now it is offered again."""
        counts = self._readers.new_echoes()
        if self._busy or not counts:
            return
        self._busy = True
        try:
            await self._clerk.do(journal.double_reads, counts=counts)
        except Refusal:
            self._well = False
        else:
            self._well = True
            self._readers.noted(counts)
        finally:
            self._busy = False

    async def last(self) -> None:
        """Keep the rest before the station ends, unless the book is away: leaving waits for no statistics."""
        if self._well:
            await self.note()

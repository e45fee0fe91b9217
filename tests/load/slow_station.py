"""The real program on a book that can be made slow: `python -m tests.load.slow_station FOLDER …`.

While FOLDER holds a file `sleep` or `query`, each verb first takes the seconds the file says: asleep in the clerk's
thread, or in one real query of the database.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.book import Book

COUNTED = 200_000
SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT max(i) FROM n"


class SlowBook(Book):
    """Takes its time when it is told to."""

    folder = Path()

    def perform(self, verb: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """First the waiting, then the verb."""
        for how, wait in (("sleep", time.sleep), ("query", self._query)):
            if (file := self.folder / how).exists():
                wait(float(file.read_text()))
        return super().perform(verb, *args, **kwargs)

    def _query(self, seconds: float) -> None:
        """One query that takes about so long."""
        begun = time.perf_counter()
        self.value(SLOW, COUNTED)
        each = time.perf_counter() - begun
        (self.folder / "asked").touch()
        self.value(SLOW, int(COUNTED * seconds / each))
        (self.folder / "answered").touch()


if __name__ == "__main__":
    import models.book
    from tui.cli import main

    SlowBook.folder = Path(sys.argv[1])
    models.book.Book = SlowBook  # type: ignore[misc]
    if "tui.station" in sys.modules:
        sys.modules["tui.station"].Book = SlowBook  # type: ignore[attr-defined]
    sys.exit(main(sys.argv[2:]))

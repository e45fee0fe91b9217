"""A command line on each database, and one with the demo warehouse behind it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import demo
from tests.engines import copied
from tests.tui.commandline.commands import Command


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test meets a configuration or a book of the person who runs it."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return folder


@pytest.fixture
def serialdock(url: str, capsys: pytest.CaptureFixture[str]) -> Command:
    """The program on an empty database, once on each engine."""
    return Command(url, capsys)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a SQLite book with the demo's work in it: others are copied from it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    demo.make(f"sqlite:///{path}", "Packing 1", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    return path


@pytest.fixture
def demo_url(demo_file: Path, tmp_path: Path) -> str:
    """A SQLite book with the demo's work in it."""
    return copied(demo_file, tmp_path / "demo.db")


@pytest.fixture
def warehouse(demo_url: str, capsys: pytest.CaptureFixture[str]) -> Command:
    """The program on the demo's book."""
    return Command(demo_url, capsys)

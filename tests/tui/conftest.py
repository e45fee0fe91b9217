"""Where a station under test puts its paper, and a printer that answers as a test wants."""

from pathlib import Path

import pytest

from tests.tui.printers import FakePrinter


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def printer(tmp_path: Path) -> FakePrinter:
    return FakePrinter(tmp_path)

"""A floor with a scanner on a kernel pty."""

from pathlib import Path

import pytest

from tests.flows.floor import Floor


@pytest.fixture
def tmp_path(on_disk: Path) -> Path:
    """The disk that a station has, with its delays."""
    return on_disk


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    """An empty warehouse with a station in it."""
    return Floor(tmp_path)

"""Kills and races happen on the machine's own disk."""

from pathlib import Path

import pytest


@pytest.fixture
def tmp_path(on_disk: Path) -> Path:
    """The disk that a station has, with its delays."""
    return on_disk

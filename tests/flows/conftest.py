"""One warehouse floor for each test."""

from pathlib import Path

import pytest

from tests.flows.floor import Floor


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    """A folder with everything a station needs, and no station yet."""
    return Floor(tmp_path)

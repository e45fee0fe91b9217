"""Fixtures of the printing tests."""

from pathlib import Path

import pytest

from printing import fonts


@pytest.fixture
def only_shipped_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any font of its own."""
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", ())
    for face in (fonts.SANS, fonts.BOLD, fonts.MONO):
        monkeypatch.setattr(face, "_glyphs", {})
        monkeypatch.setattr(face, "_widths", {})


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "deep" / "outbox"

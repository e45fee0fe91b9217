"""`serialdock --demo` in a real terminal, and scans from a second one."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import demo
from models.book import Book
from models.checking import check
from models.fields import moment
from tests.terminal import Terminal
from tests.tui.commandline.commands import Command

PROGRAM = str(Path(sys.executable).with_name("serialdock"))


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own, and nobody's configuration."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path


def serialdock(*words: str) -> subprocess.CompletedProcess[str]:
    """The program in a second terminal."""
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=30)


def test_the_demo_opens_takes_scans_from_a_second_terminal_and_keeps_its_book(away: Path) -> None:
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.sees("3 purchase orders waiting", "In a second terminal", "● scanner 1")
        done = serialdock("scan", "TP80-004110")
        assert (done.returncode, done.stdout) == (0, "1 code was scanned.\n"), done.stderr
        terminal.sees("Serial number TP80-004110")
        second = Terminal([PROGRAM, "--demo"])
        with second:
            assert second.ended() == 2
        assert "in use" in second.output.decode()
        terminal.send("\x1b")
        terminal.sees("3 purchase orders waiting")
        terminal.send("\x1b")
        terminal.sees("Close SerialDock?")
        terminal.send("y")
        assert terminal.ended() == 0
    folder = away / "demo"
    assert folder.stat().st_mode & 0o077 == 0
    left = {path.name for path in folder.iterdir()} - {"station.db.lock"}
    assert left == {"serialdock.toml", "station.db"}
    book = Book(f"sqlite:///{folder / 'station.db'}", "Office")
    assert check(book) == ()
    book.close()
    refused = serialdock("scan", "X")
    assert refused.returncode == 2
    assert "no station with a virtual scanner runs here" in refused.stderr


def test_a_demo_that_was_killed_opens_again_with_its_scanner(away: Path) -> None:
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.sees("3 purchase orders waiting", "● scanner 1")
    assert serialdock("scan", "X").stderr.startswith("serialdock: Nothing was scanned: ")
    with Terminal([PROGRAM, "--demo"]) as terminal:
        terminal.sees("3 purchase orders waiting", "● scanner 1")
        assert serialdock("scan", "TP-80", "PO-1002").stdout == "2 codes were scanned.\n"
        terminal.sees("PO-1002")


def test_a_half_made_demo_book_is_made_again(away: Path) -> None:
    from tui.commandline.demo import demo_config, fill

    config = demo_config()
    (away / "demo" / ".station.db.making").write_bytes(b"half")
    fill(config)
    assert not list((away / "demo").glob(".station*"))
    book = Book(config.database, "Office")
    assert book.value("SELECT value FROM setting WHERE key = 'demo'")
    book.close()


@pytest.mark.parametrize("day", range(23, 30))
def test_the_demos_history_lies_in_working_hours_before_today(day: int, away: Path) -> None:
    now = datetime(2026, 11, day, 2, 30, tzinfo=UTC)
    url = f"sqlite:///{away / 'demo.db'}"
    demo.make(url, "Packing 1", now)
    book = Book(url, "Office")
    posted = [moment(at).astimezone() for (at,) in book.rows("SELECT at FROM posting ORDER BY id")]
    book.close()
    assert posted == sorted(posted)
    assert all(at.weekday() < 5 and 8 <= at.hour < 18 and at < now for at in posted), posted


def test_a_demo_book_with_own_work_in_it_is_not_filled_again(away: Path) -> None:
    from tui.commandline.demo import demo_config, fill

    config = demo_config()
    fill(config)
    fill(config)
    book = Book(config.database, "Office")
    assert book.value("SELECT count(*) FROM document WHERE kind = 'PO'") == 7
    book.close()


def test_the_demos_configuration_may_be_changed(away: Path) -> None:
    from tui.commandline.demo import demo_config

    assert demo_config().station == "Packing 1"
    file = away / "demo" / "serialdock.toml"
    file.write_text(file.read_text().replace("Packing 1", "My table"))
    assert demo_config().station == "My table"


def test_the_demo_fills_a_database_of_the_command_line_too(url: str, away: Path) -> None:
    from tui.commandline.demo import demo_config, fill

    fill(demo_config(url))
    book = Book(url, "Office")
    assert book.value("SELECT count(*) FROM serial_number WHERE place IS NOT NULL") == 66
    book.close()


def test_a_folder_that_cannot_hold_the_demo_is_one_line(
    away: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (away / "demo").write_text("a file")
    monkeypatch.setattr("tui.commandline.station._has_terminal", lambda: True)
    assert "cannot be put into" in Command("", capsys).refused("--demo", url=None)

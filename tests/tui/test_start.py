"""What a start imports: the first picture waits for nothing that it does not show."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.terminal import PATIENCE_S, Terminal
from tui import soon

NEVER_AT_START = ("psycopg", "reportlab", "barcode", "biip", "babel", "playhouse.migrations", "serial")
LATER = (
    "tui.paperwork",
    "tui.jumping",
    "printing",
    "devices",
    "models.codes",
    "models.entry",
    "models.paper",
)
STARTS = """
import json, sys
from pathlib import Path
from tui import soon
async def told(at_rest):
    part = Path(sys.argv[1] + ".part")
    part.write_text(json.dumps(sorted(sys.modules)))
    part.rename(sys.argv[1])
soon.import_soon = told
from tui.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""The real program, but for what it does once the first screen stands: it tells what it has imported."""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A SQLite station with a book and no scanner."""
    url = f"sqlite:///{tmp_path / 'book.db'}"
    book = Book(url, "Bench")
    Warehouse(book).item("TP-80")
    book.close()
    file = tmp_path / "station.toml"
    file.write_text(f'database = "{url}"\nstation = "Packing 2"\n')
    return file


def test_a_station_starts_without_what_its_first_screen_does_not_need(config: Path, tmp_path: Path) -> None:
    told = tmp_path / "modules"
    command = [sys.executable, "-c", STARTS, str(told), "--config", str(config)]
    with Terminal(command) as terminal:
        terminal.sees("Receive")
        give_up = time.monotonic() + PATIENCE_S
        while not told.exists() and time.monotonic() < give_up:
            time.sleep(0.01)
    loaded = set(json.loads(told.read_text()))
    assert {"tui.screens.home", "models.book", "apsw", "peewee"} <= loaded
    assert loaded & {*NEVER_AT_START, *LATER} == set()


def test_what_the_first_scan_wants_is_there_soon_after() -> None:
    line = "import asyncio, sys; from tui import soon; asyncio.run(soon.import_soon(lambda: True)); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, timeout=30, check=True
    )
    assert set(soon.SOON) <= set(done.stdout.split())

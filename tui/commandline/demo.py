"""The demo's folder: a configuration a person can read and change, a book, and a virtual scanner."""

from datetime import UTC, datetime
from pathlib import Path

from models.refusals import Refusal
from tui.commandline.opening import book_of
from tui.config import NAME, Config, read_config

FOLDER = Path("demo")
FILE = """\
# The demo station. Change what you like; delete this folder to begin anew.
database = "sqlite:///station.db"
station = "Packing 1"
language = "en"                # or "da"

[[scanner]]
name = "scanner 1"
port = "virtual"               # made by the station itself; a real one: "/dev/serial/by-id/usb-..."

[printer]
outbox = "outbox"
# command = ["lp", "-d", "packing"]
"""


class DemoFolder(Refusal):
    template = "The demo cannot be put into {folder}: {reason}."
    next_step = "Start it in a folder you may write to."


def demo_config(database: str | None = None, folder: Path = FOLDER) -> Config:
    """The configuration of the demo, made if it is not there. Raises DemoFolder and as `read_config`."""
    file = folder / NAME
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not file.exists():
            file.write_text(FILE, encoding="utf-8")
    except OSError as error:
        raise DemoFolder(folder=folder.absolute(), reason=error.strerror or str(error)) from error
    return read_config(file, database)


def fill(config: Config) -> None:
    """Put the demo's work into its book, if nobody has put anything there. A SQLite book appears whole."""
    from models import demo
    from models.database import sqlite_path

    path = sqlite_path(config.database)
    now = datetime.now(UTC)
    if path is not None and not path.exists():
        part = path.with_name(f".{path.name}.making")
        for old in path.parent.glob(f"{part.name}*"):
            old.unlink()
        demo.make(f"sqlite:///{part}", demo.STATION, now)
        part.rename(path)
        part.with_name(f"{part.name}.lock").unlink(missing_ok=True)
        return
    with book_of(config, make=True) as book:
        empty = demo.is_empty(book)
    if empty:
        demo.make(config.database, demo.STATION, now)

"""A station as it stands in the warehouse: the real program in a terminal of 80x24, a scanner on a kernel pty,
and somebody who works at it by scanner alone or by keys alone."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pypdf import PdfReader

from devices.double_read import ITEM_DOUBLE_READ_S
from devices.virtual import VirtualScanner
from models.book import Book
from tests.builders import Warehouse
from tests.terminal import Terminal

SERIALDOCK = [sys.executable, "-m", "tui"]
KEYED_S = 0.05
"""Seconds between two keys: slower than any scanner, as fast as a good typist."""
APART_S = 0.12
ENDED_S = 0.3
"""Seconds after Enter and Esc: sooner, a second one could belong to the same scan or key sequence."""
REPEAT_S = 1.2
"""Seconds after which the same card is no double read any more."""
KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
}


class Floor:
    """A folder with a book, a configuration, an outbox and a scanner's cable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'station.db'}"
        self.outbox = folder / "outbox"
        self.scanner = VirtualScanner(folder, "gun")
        self.config = folder / "station.toml"
        self.config.write_text(
            f'database = "{self.url}"\nstation = "Packing 2"\nbell = false\n'
            f'[[scanner]]\nname = "scanner 1"\nport = "{self.scanner.port}"\n[printer]\noutbox = "{self.outbox}"\n'
        )

    @contextlib.contextmanager
    def house(self) -> Iterator[Warehouse]:
        """The empty warehouse, to put the start of a day into it."""
        book = Book(self.url, "Packing 2")
        yield Warehouse(book)
        book.close()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the book says, read beside the running station."""
        book = Book(self.url, "Onlooker")
        found = [tuple(row) for row in book.rows(sql, *values)]
        book.close()
        return found

    def place(self, serial: str) -> str:
        """Where a unit is: the number of its place, which for the virtual ones is their kind."""
        found = self.rows(
            "SELECT l.kind, l.number FROM serial_number s JOIN location l ON l.id = s.place WHERE s.serial = ?",
            serial,
        )
        assert len(found) == 1, found
        kind, number = found[0]
        return str(number if kind == "stock" else kind)

    def entered(self) -> list[str]:
        """Every serial on an open list, in the order they were entered."""
        return [row[0] for row in self.rows("SELECT serial FROM entry ORDER BY id")]

    def checks(self) -> None:
        """`serialdock check` has nothing to say."""
        told = subprocess.run(
            [*SERIALDOCK, "--config", str(self.config), "check"], capture_output=True, text=True, timeout=60
        )
        assert told.returncode == 0, told.stdout + told.stderr

    def note(self, number: str) -> str:
        """The text of a delivery note in the outbox."""
        return "\n".join(page.extract_text() for page in PdfReader(self.outbox / f"{number}.pdf").pages)


class Station:
    """The running program. `scan`, `card`, `keys` and `types` are all a person at it can do."""

    def __init__(self, floor: Floor, *options: str) -> None:
        self.floor = floor
        self.terminal = Terminal([*SERIALDOCK, "--config", str(floor.config), *options])
        self._card = ("", 0.0)

    def __enter__(self) -> Self:
        self.terminal.__enter__()
        self.floor.scanner.start()
        try:
            self.sees("● scanner 1")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__(kind, error, trace)
        self.floor.scanner.stop()

    def sees(self, *texts: str, within: float = 20.0) -> None:
        """Wait until every text is on the screen."""
        self.terminal.sees(*texts, within=within)

    def gone(self, text: str, within: float = 20.0) -> None:
        """Wait until `text` is not on the screen any more."""
        end = time.monotonic() + within
        while text in self.terminal.screen():
            assert time.monotonic() < end, f"{text!r} is still there:\n{self.terminal.screen()}"
            time.sleep(0.01)

    def scan(self, *texts: str) -> None:
        """Read labels with the scanner."""
        for text in texts:
            self.floor.scanner.send(text)

    def count(self, label: str, *seen: str) -> None:
        """Read a product's label once for each unit, each time when it counts again; see each of `seen` in turn."""
        for text in seen:
            self.scan(label)
            self.sees(text)
            time.sleep(ITEM_DOUBLE_READ_S + 0.05)

    def card(self, name: str, *seen: str) -> None:
        """Scan a command card, the same one not before a person would expect it to count; then see `seen`."""
        before, at = self._card
        if before == name:
            time.sleep(max(0.0, REPEAT_S - (time.monotonic() - at)))
        self.scan(f"CMD.{name}")
        self.sees(*seen)
        self._card = (name, time.monotonic())

    def keys(self, *keys: str) -> None:
        """Press keys, one by one."""
        for key in keys:
            self.terminal.send(KEYS.get(key, key))
            time.sleep(ENDED_S if key in {"enter", "esc"} else APART_S)

    def press(self, key: str, *seen: str) -> None:
        """Press one key, then see what it does."""
        self.keys(key)
        self.sees(*seen)

    def types(self, text: str) -> None:
        """Type by hand, without Enter, until all of it stands on the screen."""
        for character in text:
            self.terminal.send(character)
            time.sleep(KEYED_S)
        self.sees(text)

    def enters(self, text: str) -> None:
        """Type by hand, then Enter."""
        self.types(text)
        self.keys("enter")

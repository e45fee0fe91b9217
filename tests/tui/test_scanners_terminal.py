"""The scanner screens in a real terminal: a scanner on a pty, keys on another."""

import sys
import time
from pathlib import Path

from devices.virtual import VirtualScanner
from models.book import Book
from tests.terminal import Terminal
from tests.tui.desk import stocked_house

STATION = "import sys; from tui.cli import main; sys.exit(main(sys.argv[1:]))"


def test_a_scanner_is_tested_and_its_suffix_written_in_a_real_terminal(lite: Book, tmp_path: Path) -> None:
    stocked_house(lite)
    scanner = VirtualScanner(tmp_path, "gun")
    scanner.start()
    file = tmp_path / "serialdock.toml"
    before = f'database = "{lite.url}"\nlanguage = "en"  # mine\n[[scanner]]\nname = "gun"\nport = "{scanner.port}"\n'
    file.write_text(before)
    try:
        with Terminal([sys.executable, "-c", STATION, "--config", str(file)]) as terminal:
            terminal.sees("Receive", "● gun")
            terminal.send("9")
            terminal.sees("Add-ons")
            terminal.send("4")
            terminal.sees("Settings · Scanners", "● connected")
            terminal.send("\r")
            terminal.sees("Test · gun")
            scanner.send(b"T3\t", wait_s=10)
            terminal.sees("54 33 09", "text T3", 'suffix = "tab"')
            terminal.send("w")
            terminal.sees("Set up gun")
            terminal.send("\x1bOQ")
            terminal.sees("Write these lines?", 'suffix = "tab"')
            terminal.send("y")
            terminal.sees("is written; the scanner is in use.")
            scanner.send(b"T3\t", wait_s=10)
            terminal.sees("gun: T3 (2 characters).")
            time.sleep(0.3)
            terminal.send("\x1b")
            terminal.sees("Add-ons")
    finally:
        scanner.stop()
    assert file.read_text() == before + 'suffix = "tab"\n'

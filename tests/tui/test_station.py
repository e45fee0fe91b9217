"""A station put together from its configuration reads a real port into a real book."""

import asyncio
from pathlib import Path

import pytest

from devices.scanner import ScannerSettings
from devices.virtual import VirtualScanner
from models.book import Book
from tests.tui.desk import stocked_house
from tests.tui.robot import station
from tui.config import Config, Printer
from tui.screens.serial_life import SerialLifeScreen
from tui.station import book_words, make_station


def config(lite: Book, folder: Path, *scanners: ScannerSettings, language: str = "en") -> Config:
    return Config(
        database=lite.url,
        station="Packing 7",
        language=language,
        bell=False,
        scanners=scanners,
        printer=Printer(folder / "outbox"),
        folder=folder,
    )


async def test_a_scan_on_a_port_opens_its_life_and_an_unplugged_cable_shows(
    lite: Book, tmp_path: Path
) -> None:
    stocked_house(lite)
    scanner = VirtualScanner(tmp_path, "gun")
    scanner.start()
    app = make_station(config(lite, tmp_path, ScannerSettings("scanner 1", str(scanner.port))))
    try:
        async with station(app) as robot:
            for _ in range(200):
                if scanner.listening:
                    break
                await asyncio.sleep(0.02)
            await asyncio.to_thread(scanner.send, "T3")
            for _ in range(200):
                await robot.settle()
                if isinstance(app.screen, SerialLifeScreen):
                    break
                await asyncio.sleep(0.02)
            robot.sees("Packing 7", "scanner 1", "Serial number T3")
            scanner.unplug()
            for _ in range(200):
                await robot.settle()
                if "scanner 1:" in robot.text():
                    break
                await asyncio.sleep(0.02)
            assert "scanner 1:" in robot.text().splitlines()[0]
    finally:
        scanner.stop()


async def test_a_missing_scanner_keeps_no_station_from_working(lite: Book, tmp_path: Path) -> None:
    stocked_house(lite)
    app = make_station(config(lite, tmp_path, ScannerSettings("scanner 1", str(tmp_path / "nothing"))))
    async with station(app) as robot:
        await robot.enters("T1")
        robot.sees("Serial number T1", "book: local")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////srv/book.db", "book: local"),
        ("postgresql://user:secret@db.example:5432/book", "book: db.example"),
        ("postgresql:///book?host=/run/pg", "book: local"),
    ],
)
def test_the_top_row_names_the_server_and_never_a_password(url: str, words: str) -> None:
    assert book_words(url) == words

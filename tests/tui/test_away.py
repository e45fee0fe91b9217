"""R37: while the server is away a station keeps what is scanned; when it is back, each scan is judged where it was meant."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from models.book import Book
from models.checking import check
from models.kept_here import KeptHere
from tests.builders import Warehouse
from tests.clock import Clock
from tests.load.test_book import server_is_told
from tests.tui.desk import ClerksBook, fits
from tests.tui.robot import Robot, station
from tui.config import read_config
from tui.station import station_on


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb waits for a server that is away, but not for long."""
    monkeypatch.setattr("models.book.RETRY_S", 0.3)
    monkeypatch.setattr("tui.rounds.LOOK_S", 0.1)


class Server:
    """The real server, stopped and started; the station's file beside it."""

    def __init__(self, url: str, pgdata: Path, folder: Path) -> None:
        self.url = url
        self.pgdata = pgdata
        self.config = folder / "packing.toml"
        self.config.write_text(f'database = "{url}"\nstation = "Packing 2"\nbell = false\n')

    @contextmanager
    def down(self) -> Iterator[None]:
        """No server, until the block ends."""
        server_is_told(self.pgdata, "stop")
        try:
            yield
        finally:
            server_is_told(self.pgdata, "start")

    @asynccontextmanager
    async def desk(
        self, size: tuple[int, int] = (80, 24), name: str = "Packing 2", language: str = "en"
    ) -> AsyncIterator[Robot]:
        """The station as it starts with its configuration."""
        config = read_config(self.config)
        app = station_on(
            lambda: ClerksBook(self.url, name), station=name, language=language, bell=False, config=config
        )
        async with station(app, size) as robot:
            yield robot

    def kept(self) -> list[str]:
        """What waits at the station."""
        store = KeptHere(read_config(self.config).kept_here, Clock())
        found = [scan.text for scan in store.waiting()]
        store.close()
        return found


@pytest.fixture
def away(server: str, postgresql: str, tmp_path: Path) -> Server:
    return Server(postgresql, Path(server.rsplit("host=", maxsplit=1)[-1]), tmp_path)


@contextmanager
def house(url: str) -> Iterator[Warehouse]:
    """The warehouse behind the station; it must check at the end."""
    book = Book(url, "Office")
    yield Warehouse(book)
    assert check(book) == ()
    book.close()


def entered(url: str) -> list[str]:
    """Every serial on an open list, as they were entered."""
    book = Book(url, "Onlooker")
    found = [row[0] for row in book.rows("SELECT serial FROM entry ORDER BY id")]
    assert check(book) == ()
    book.close()
    return found


async def back(robot: Robot) -> None:
    """Wait until the station has seen that the server is back."""
    end = time.monotonic() + 10
    while "offline" in robot.text():
        await robot.settle()
        assert time.monotonic() < end, robot.text()
    await robot.settle()


async def test_what_is_scanned_while_the_server_is_away_is_kept_and_taken_in_when_it_is_back(
    away: Server,
) -> None:
    with house(away.url) as built:
        built.item("TP-80")
        receipt = built.receipt(("TP-80", 5)).number
    async with away.desk() as robot:
        await robot.scan(receipt)
        await robot.press("enter")
        await robot.scan("SN1")
        robot.ok("SN1 is new")
        with away.down():
            await robot.scan("SN2")
            robot.verdict("kept", "SN2 waits for the book", "Put it aside")
            robot.sees("⌂ 1 kept here, *", "offline", "⌂ KEPT HERE")
            begun = time.monotonic()
            await robot.scan("SN3", "SN4")
            assert time.monotonic() - begun < 2
            robot.verdict("kept", "SN4")
            await robot.scan("SN3")
            robot.refused("SN3 waits for the book already", "It counts once")
            await robot.press("u")
            robot.refused("The book is away", "when the book is back")
            assert away.kept() == ["SN2", "SN3", "SN4"]
        await back(robot)
        robot.verdict("ask", "3 scans kept here wait", "Press *")
        assert entered(away.url) == ["SN1"]
        await robot.press("*")
        robot.sees("Kept here until the book is back: 3", receipt, "SN2", "SN3", "SN4", "a Take all in")
        fits(robot)
        await robot.press("a")
        while robot.app.away is not None and robot.app.away.taking:
            await robot.settle()
        robot.ok("3 scans are taken in")
        robot.sees_not("kept here, *")
        assert entered(away.url) == ["SN1", "SN2", "SN3", "SN4"]
        await robot.press("escape")
        robot.sees("SN4", "1 to go")
        robot.sees_not("scans kept here wait")
    assert away.kept() == []


async def test_two_stations_that_kept_the_same_unit_are_told_who_has_it(away: Server) -> None:
    with house(away.url) as built:
        built.item("TP-80")
        built.received("TP-80", "T1", "T2", "T3")
        ours, theirs = (built.shipment(("TP-80", 2)).number for _ in range(2))
    packing = away.config
    async with away.desk() as one:
        away.config = packing.with_name("other.toml")
        away.config.write_text(packing.read_text().replace("Packing 2", "Packing 3"))
        async with away.desk(name="Packing 3") as two:
            await one.scan(ours)
            await two.scan(theirs)
            with away.down():
                for robot, unit in ((one, "T2"), (two, "T3")):
                    for text in ("T1", unit):
                        await robot.scan(text)
                        robot.verdict("kept", text)
            for robot in (two, one):
                await back(robot)
                await robot.press("*")
                await robot.press("a")
                while robot.app.away is not None and robot.app.away.taking:
                    await robot.settle()
            two.ok("2 scans are taken in")
            one.verdict("ask", "1 scan is taken in", "1 scan was not taken")
            one.sees(f"T1 is held by {theirs} at station Packing 3")
        away.config = packing
    assert sorted(entered(away.url)) == ["T1", "T2", "T3"]
    assert away.kept() == ["T1"]

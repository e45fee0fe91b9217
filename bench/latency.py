"""Scan to verdict on a real terminal: last byte into the scanner's pty, first byte of the verdict out of the station's.

100 000 serials are in the book. Beside it stands the raw cost of the same: one durable commit by the bare driver on the
same disk, and one frame of the screen library (it paints at most 60 a second).
"""

import statistics
import sys
import time
from pathlib import Path

import apsw

from bench.books import postgresql_book, postgresql_server, scratch_folder, sqlite_book
from devices.virtual import VirtualScanner
from models.book import Book
from models.receiving import Receipt
from tests.builders import Warehouse
from tests.terminal import Terminal

STOCK, SCANS = 100_000, 300
FRAME_S = 1 / 60
ENGINES = ("SQLite", "PostgreSQL")
APART_S = 0.05  # a fast packer scans once a second; twenty a second leaves no scan waiting for another


def commit(folder: Path) -> list[float]:
    """Seconds of one durable commit each, by the bare driver."""
    connection = apsw.Connection(str(folder / "raw.db"))
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", 2)
    connection.execute("CREATE TABLE scan (text TEXT)")
    times = []
    for n in range(SCANS):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE; INSERT INTO scan VALUES (?); COMMIT", (f"TP80-{n}",))
        times.append(time.perf_counter() - begun)
    connection.close()
    return times


def stocked(book: Book) -> Receipt:
    """A warehouse of STOCK serials and an open receipt."""
    house = Warehouse(book)
    house.item("TP-80")
    for piece in range(0, STOCK, 10_000):
        house.received("TP-80", *(f"TP80-{n:06}" for n in range(piece, piece + 10_000)))
    return house.receipt(("TP-80", SCANS + 10))


def latencies(folder: Path, url: str, receipt: Receipt) -> list[float]:
    """Seconds from scan to verdict, one scan at a time."""
    scanner = VirtualScanner(folder, "bench")
    scanner.start()
    config = folder / "station.toml"
    config.write_text(
        f'database = "{url}"\nstation = "Bench"\n[[scanner]]\nname = "scanner 1"\nport = "{scanner.port}"\n'
    )
    times = []
    with Terminal([sys.executable, "-m", "tui", "--config", str(config)]) as terminal:
        scanner.wait_listening(20)
        terminal.sees("scan or type")
        scanner.send(receipt.number)
        terminal.sees(receipt.number)
        terminal.send(b"\r")
        terminal.sees("Serial numbers")
        for n in range(SCANS):
            serial = f"TP80-9{n:05}"
            time.sleep(APART_S)
            begun = time.perf_counter()
            scanner.send(serial)
            while serial.encode() not in terminal.output[-20_000:]:
                if time.perf_counter() - begun > 10:
                    raise TimeoutError(f"{serial} not seen:\n{terminal.screen()}")
                time.sleep(0.0003)
            times.append(time.perf_counter() - begun)
    scanner.stop()
    return times


def report(name: str, times: list[float]) -> None:
    """Median and 99th percentile in milliseconds."""
    ordered = sorted(times)
    median, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    first = f", the first {times[0] * 1e3:.0f}" if name in ENGINES else ""
    print(f"  {name:34}{median * 1e3:7.1f} ms median {p99 * 1e3:7.1f} ms p99   ({len(ordered)} scans{first})")


def main() -> None:
    """Both engines, each beside the raw cost."""
    print(f"scan to verdict on a terminal, {STOCK} serials in the book")
    with scratch_folder() as folder:
        raw = commit(folder)
        report("raw: one durable commit", raw)
        report("raw: commit and one frame", [each + FRAME_S for each in raw])
        with sqlite_book(folder) as book:
            receipt = stocked(book)
            report("SQLite", latencies(folder, book.url, receipt))
        with postgresql_server(folder) as server, postgresql_book(server) as book:
            receipt = stocked(book)
            report("PostgreSQL", latencies(folder, book.url, receipt))


if __name__ == "__main__":
    main()

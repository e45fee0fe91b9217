"""Scan to sound: last byte into the scanner's pty, first byte of the verdict back out of it (R1.9: within 200 ms, p95).

100 000 serials are in the book, the station runs in a real terminal. Beside it stands the raw cost of the same: one durable
commit by the bare driver on the same disk, and one byte there and back over a kernel pty.
"""

import os
import pty
import select
import statistics
import sys
import threading
import time
import tty
from pathlib import Path

from bench.books import postgresql_book, postgresql_server, scratch_folder, sqlite_book
from bench.latency import APART_S, SCANS, STOCK, commit, stocked
from models.receiving import Receipt
from tests.terminal import Terminal

LIMIT_S = 0.2
ACCEPTED, REFUSED = b"\x1b7,", b"\x1b8,\x1b8,"
PATIENCE_S = 10


def echoes() -> list[float]:
    """Seconds of one byte there and back over a pty, answered by a thread."""
    master, slave = pty.openpty()
    tty.setraw(slave)

    def answer() -> None:
        while byte := os.read(slave, 1):
            if byte == b"q":
                return
            os.write(slave, byte)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    times = []
    for _ in range(SCANS):
        begun = time.perf_counter()
        os.write(master, b"x")
        os.read(master, 1)
        times.append(time.perf_counter() - begun)
    os.write(master, b"q")
    thread.join(1.0)
    os.close(master)
    os.close(slave)
    return times


def sound(master: int, label: str) -> tuple[float, bytes]:
    """Seconds from the last byte of `label` to the first byte that comes back, and all that came back."""
    os.write(master, label.encode() + b"\r")
    begun = time.perf_counter()
    if not select.select([master], [], [], PATIENCE_S)[0]:
        raise TimeoutError(f"{label}: the scanner was told nothing")
    waited = time.perf_counter() - begun
    answer = b""
    while select.select([master], [], [], 0.02)[0]:
        answer += os.read(master, 256)
    return waited, answer


def heard(folder: Path, url: str, receipt: Receipt) -> tuple[list[float], list[float]]:
    """Seconds from scan to sound: of accepted scans, and of the same once more, which are refused."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    config = folder / "station.toml"
    config.write_text(
        f'database = "{url}"\nstation = "Bench"\n[[scanner]]\nname = "scanner 1"\nport = "{os.ttyname(slave)}"\n'
        'feedback = "honeywell-ack"\n'
    )
    accepted: list[float] = []
    refused: list[float] = []
    with Terminal([sys.executable, "-m", "tui", "--config", str(config)]) as terminal:
        terminal.sees("● scanner 1")
        terminal.sees("scan or type")
        sound(master, receipt.number)
        terminal.sees(receipt.number)
        terminal.send(b"\r")
        terminal.sees("Serial numbers")
        for n in range(SCANS):
            for times, label, wanted in (
                (accepted, f"TP80-9{n:05}", ACCEPTED),
                (refused, f"TP80-{n:06}", REFUSED),
            ):
                time.sleep(APART_S)
                waited, answer = sound(master, label)
                if answer != wanted:
                    raise ValueError(f"{label}: {answer.hex(' ')} instead of {wanted.hex(' ')}")
                times.append(waited)
    os.close(master)
    os.close(slave)
    return accepted, refused


def report(name: str, times: list[float], limit: float | None = None) -> None:
    """Median, 95th and 99th percentile in milliseconds, and whether the 95th keeps the limit."""
    ordered = sorted(times)
    median, p95, p99 = (
        statistics.median(ordered),
        ordered[int(len(ordered) * 0.95)],
        ordered[int(len(ordered) * 0.99)],
    )
    verdict = "" if limit is None else "   within 200 ms" if p95 <= limit else "   OVER 200 ms"
    print(
        f"  {name:34}{median * 1e3:7.1f} ms median {p95 * 1e3:7.1f} ms p95 {p99 * 1e3:7.1f} ms p99{verdict}"
    )


def main() -> None:
    """Both engines, each beside the raw cost."""
    print(f"scan to sound on the scanner's line, {STOCK} serials in the book, {SCANS} scans of each kind")
    with scratch_folder() as folder:
        report("raw: one durable commit", commit(folder))
        report("raw: one byte there and back", echoes())
        with sqlite_book(folder) as book:
            accepted, refused = heard(folder, book.url, stocked(book))
            report("SQLite, accepted", accepted, LIMIT_S)
            report("SQLite, refused", refused, LIMIT_S)
        with postgresql_server(folder) as server, postgresql_book(server) as book:
            accepted, refused = heard(folder, book.url, stocked(book))
            report("PostgreSQL, accepted", accepted, LIMIT_S)
            report("PostgreSQL, refused", refused, LIMIT_S)


if __name__ == "__main__":
    main()

"""Receive 10 000 serials on one line and ship 1 000, as multiples of raw inserts of the same rows by the same driver.

Raw: one serial row and one movement row a unit, unique by item and serial, in one durable commit by executemany. Ours:
the durable list (judged), then the posting (clash-checked, chained, hashed, stock moved). The ledger's own price is shown
by leaving one part out at a time.
"""

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from bench.books import postgresql_book, postgresql_server, scratch_folder, sqlite_book
from models import entry, receiving, shipping, stock
from models.book import Book
from models.stock import look_alike
from tests.builders import Warehouse

RECEIVED, SHIPPED, ROUNDS = 10_000, 1_000, 5
MakeBook = Callable[[], AbstractContextManager[Book]]

RAW_TABLES = (
    "CREATE TABLE raw_serial (id {int} PRIMARY KEY, item_id {int}, serial TEXT, look TEXT, UNIQUE (item_id, serial))",
    "CREATE TABLE raw_movement (serial_id {int}, seq {int}, posting_id {int}, line_id {int}, item_id {int}, prev {int}, "
    "from_place {int}, to_place {int}, how TEXT, cost {int}, PRIMARY KEY (serial_id, seq))",
)


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def raw(book: Book, count: int) -> float:
    """Seconds for the same rows by the bare driver."""
    connection = book.db.connection()
    kind = "INTEGER" if book.lite else "BIGINT"
    cursor = connection.cursor()
    for table in RAW_TABLES:
        cursor.execute(table.format(int=kind))
    mark = "?" if book.lite else "%s"
    serials = [(n, 1, f"TP80-{n:06}", look_alike(f"TP80-{n:06}")) for n in range(count)]
    movements = [(n, 1, 1, 1, 1, None, 1, 4, "pasted", 100) for n in range(count)]

    def insert() -> None:
        cursor.execute("BEGIN" if not book.lite else "BEGIN IMMEDIATE")
        cursor.executemany(f"INSERT INTO raw_serial VALUES ({', '.join([mark] * 4)})", serials)
        cursor.executemany(f"INSERT INTO raw_movement VALUES ({', '.join([mark] * 10)})", movements)
        cursor.execute("COMMIT")

    return timed(insert)


def receive(book: Book, count: int) -> tuple[float, float]:
    """Seconds to enter `count` serials in the durable list, and to post them."""
    house = Warehouse(book)
    house.item("TP-80")
    receipt = house.receipt(("TP-80", count))
    serials = [f"TP80-{n:06}" for n in range(count)]
    entered = timed(
        lambda: book.perform(entry.add_many, line_id=receipt.lines[0].id, texts=serials, how="pasted")
    )
    return entered, timed(lambda: book.perform(receiving.post, number=receipt.number))


def ship(book: Book, count: int) -> tuple[float, float]:
    """Seconds to enter `count` serials of a stock of RECEIVED on a shipment, and to post it."""
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", *(f"TP80-{n:06}" for n in range(RECEIVED)))
    shipment = house.shipment(("TP-80", count))
    serials = [f"TP80-{n:06}" for n in range(0, count * 7, 7)]
    entered = timed(
        lambda: book.perform(entry.add_many, line_id=shipment.lines[0].id, texts=serials, how="pasted")
    )
    return entered, timed(lambda: book.perform(shipping.post, number=shipment.number))


def report(name: str, make: MakeBook) -> None:
    """Print the medians for one engine."""
    raws, enters, posts = [], [], []
    for _ in range(ROUNDS):
        with make() as book:
            raws.append(raw(book, RECEIVED))
        with make() as book:
            entered, posted = receive(book, RECEIVED)
        enters.append(entered)
        posts.append(posted)
    base = statistics.median(raws)
    entered, posted = statistics.median(enters), statistics.median(posts)
    print(f"{name}: receive {RECEIVED} on one line, median of {ROUNDS}")
    print(f"  raw inserts {base * 1e3:7.0f} ms")
    print(f"  list        {entered * 1e3:7.0f} ms  {entered / base:4.1f} x raw")
    print(f"  posting     {posted * 1e3:7.0f} ms  {posted / base:4.1f} x raw")
    print(f"  both        {(entered + posted) * 1e3:7.0f} ms  {(entered + posted) / base:4.1f} x raw")
    raws, both = [], []
    for _ in range(ROUNDS):
        with make() as book:
            raws.append(raw(book, SHIPPED))
        with make() as book:
            both.append(ship(book, SHIPPED))
    base = statistics.median(raws)
    entered, posted = statistics.median(b[0] for b in both), statistics.median(b[1] for b in both)
    print(f"{name}: ship {SHIPPED} of {RECEIVED}")
    print(f"  raw inserts {base * 1e3:7.0f} ms")
    print(f"  list        {entered * 1e3:7.0f} ms  {entered / base:4.1f} x raw")
    print(f"  posting     {posted * 1e3:7.0f} ms  {posted / base:4.1f} x raw")


def price(name: str, make: MakeBook) -> None:
    """What each part of the ledger costs: the posting with everything, and with one part left out, turn and turn about."""

    def without_triggers(book: Book) -> None:
        for (trigger,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            book.execute(f"DROP TRIGGER {trigger}")

    def without_keys(book: Book) -> None:
        book.db.execute_sql("PRAGMA foreign_keys = 0")

    def without_hash(book: Book) -> None:
        stock._LINES = "SELECT ''"

    parts: dict[str, Callable[[Book], None]] = {
        "everything": lambda book: None,
        "no triggers": without_triggers,
        "no foreign keys": without_keys,
        "no hash": without_hash,
    }
    lines = stock._LINES
    times: dict[str, list[float]] = {part: [] for part in ("raw inserts", *parts)}
    for _ in range(ROUNDS):
        with make() as book:
            times["raw inserts"].append(raw(book, RECEIVED))
        for part, leave_out in parts.items():
            with make() as book:
                leave_out(book)
                times[part].append(receive(book, RECEIVED)[1])
            stock._LINES = lines
    base = statistics.median(times["raw inserts"])
    print(f"{name}: the price of the ledger, posting {RECEIVED}")
    for part, each in times.items():
        print(
            f"  {part:16}{statistics.median(each) * 1e3:6.0f} ms  {statistics.median(each) / base:4.1f} x raw"
        )


def main() -> None:
    """Both engines."""
    with scratch_folder() as folder:
        report("SQLite", lambda: sqlite_book(folder))
        price("SQLite", lambda: sqlite_book(folder))
        with postgresql_server(Path(folder)) as server:
            report("PostgreSQL", lambda: postgresql_book(server))


if __name__ == "__main__":
    main()

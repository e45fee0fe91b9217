"""Statistics of today out of a long scan journal, each engine beside its raw limit: counting the same rows with no more
said about them.

A year and a half of the journal is in the book, as many lines on each day; `python -m bench.journal 10000000` says how many.
"""

import statistics as figures
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.books import postgresql_book, postgresql_server, scratch_folder, sqlite_book
from models.book import Book
from models.fields import stamp
from models.statistics import statistics

ROWS, DAYS, TIMES = 1_000_000, 500, 7
NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
_LITE = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {most})
INSERT INTO scan (op, at, station_id, source, how, raw, text, outcome, detail)
SELECT 'op' || i, strftime('%Y-%m-%dT%H:%M:%f', ?, '-' || (({rows} - i) * {step}) || ' seconds') || '000Z', ?, 'scanner 1',
  CASE i % 20 WHEN 0 THEN 'keyed' ELSE 'scanned' END, CAST('TP80-' || i AS BLOB), 'TP80-' || i,
  CASE i % 12 WHEN 0 THEN 'refused' ELSE 'ok' END, CASE i % 12 WHEN 0 THEN 'TwiceInList' ELSE '' END FROM n"""
_SERVER = """
INSERT INTO scan (op, at, station_id, source, how, raw, text, outcome, detail)
SELECT 'op' || i, to_char((?::timestamptz - ({rows} - i) * {step} * interval '1 second') AT TIME ZONE 'UTC',
  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ?, 'scanner 1', CASE i % 20 WHEN 0 THEN 'keyed' ELSE 'scanned' END,
  convert_to('TP80-' || i, 'UTF8'), 'TP80-' || i, CASE i % 12 WHEN 0 THEN 'refused' ELSE 'ok' END,
  CASE i % 12 WHEN 0 THEN 'TwiceInList' ELSE '' END FROM generate_series(0, {most}) AS i"""


_RAW = "SELECT count(*) FROM scan WHERE substr(at, 1, 13) >= ? AND substr(at, 1, 13) <= ?"


def filled(book: Book, rows: int) -> None:
    """The journal of DAYS days, ended now."""
    sql = (_LITE if book.lite else _SERVER).format(rows=rows, most=rows - 1, step=DAYS * 86_400 / rows)
    with book.write():
        book.execute(
            sql, NOW.strftime("%Y-%m-%d %H:%M:%S") if book.lite else NOW.isoformat(), book.station_id
        )
    if not book.lite:
        book.execute("VACUUM ANALYZE scan")


def taken(act: Callable[[], object]) -> float:
    """Median seconds of TIMES runs, after one to warm up."""
    act()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return figures.median(times)


def compared(name: str, book: Book, rows: int) -> None:
    """One line for each period."""
    book._clock = lambda: NOW
    filled(book, rows)
    for days in (1, 7, 30):
        since = stamp(datetime(NOW.year, NOW.month, NOW.day, tzinfo=UTC) - timedelta(days - 1))[:13]
        raw = taken(lambda since=since: book.value(_RAW, since, stamp(NOW)[:13]))  # type: ignore[misc]
        ours = taken(lambda days=days: book.perform(statistics, days=days, zone=UTC))  # type: ignore[misc]
        entries = book.perform(statistics, days=days, zone=UTC).entries
        print(
            f"  {name:12}{days:3} days {entries:9} of {rows} {ours * 1e3:8.1f} ms   raw count {raw * 1e3:7.1f} ms"
        )


def main(rows: int = ROWS) -> None:
    """Both engines."""
    print(f"statistics over a scan journal of {rows} lines")
    with scratch_folder() as folder:
        with sqlite_book(folder) as book:
            compared("SQLite", book, rows)
        with postgresql_server(folder) as server, postgresql_book(server) as book:
            compared("PostgreSQL", book, rows)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))

"""Sums over the scan journal: both engines alike, hours on the wall of the station, and only a period's rows touched."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models import journal, operators
from models.book import Book
from models.refusals_nouns import OperatorUnknown
from models.statistics import DaysOutOfRange, StationUnknown, Statistics, stations, statistics
from tests.builders import Warehouse
from tests.clock import Clock

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
KATHMANDU = ZoneInfo("Asia/Kathmandu")  # 5 h 45 min before UTC
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its summer time is half an hour


def wrote(book: Book, at: datetime, times: int = 1, **values: object) -> None:
    """Lines of the journal at one moment."""
    facts = {
        "how": "scanned",
        "outcome": "ok",
        "detail": "",
        "station_id": book.station_id,
        "operator_id": None,
    }
    facts |= values
    stamped = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with book.write():
        for _ in range(times):
            op = f"{book.value('SELECT count(*) FROM scan')}-{stamped}"
            book.insert("scan", op=op, at=stamped, source="s", raw=b"x", text="x", **facts)


def summed(book: Book, now: datetime, zone: ZoneInfo = COPENHAGEN, **values: object) -> Statistics:
    book._clock = lambda: now
    found: Statistics = book.perform(statistics, zone=zone, **values)  # type: ignore[arg-type]
    return found


def hours(found: Statistics) -> dict[int, int]:
    return {hour: count for hour, count in enumerate(found.hours) if count}


def test_real_work_is_counted_with_its_refusals_questions_and_keys(book: Book, clock: Clock) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1")
    line = house.receipt(("TP-80", 5)).lines[0].id
    before = book.perform(statistics, zone=COPENHAGEN)
    house.scan(line, "N1")
    house.scan(line, "N2")
    for text in ("N1", "N1", "T1"):
        with pytest.raises(Exception, match=text):
            house.scan(line, text)
    with pytest.raises(Exception, match="looks like"):
        house.scan(line, "TI")
    from models import entry

    book.perform(entry.add, line_id=line, text="N3", how="keyed")
    book.perform(entry.add_many, line_id=line, texts=["N4", "N5"], how="pasted")
    found = book.perform(statistics, zone=COPENHAGEN)
    assert (found.scans - before.scans, found.keyed, found.asked) == (6, 1, 1)
    assert (found.accepted - before.accepted, found.refused) == (3, 3)
    assert found.refusals == (("TwiceInList", 2), ("AlreadyInStock", 1))
    assert found.keyed_share == pytest.approx(100 / found.entries)
    assert found.entries == sum(found.hours)


def test_a_day_ends_at_midnight_on_the_wall_and_not_in_utc(book: Book) -> None:
    now = datetime(2026, 7, 10, 10, 0, tzinfo=COPENHAGEN)
    wrote(book, datetime(2026, 7, 9, 23, 59, 59, 999999, tzinfo=COPENHAGEN))
    wrote(book, datetime(2026, 7, 10, 0, 0, tzinfo=COPENHAGEN), times=2)
    wrote(book, now, times=3)
    wrote(book, now + timedelta(hours=1), times=5)  # a station whose clock is ahead
    assert hours(summed(book, now)) == {0: 2, 10: 3}
    assert hours(summed(book, now, days=2)) == {0: 2, 10: 3, 23: 1}
    assert summed(book, now).since == date(2026, 7, 10)
    assert summed(book, now, days=7).since == date(2026, 7, 4)


def test_the_day_the_clock_is_put_back_has_every_scan_once(book: Book) -> None:
    now = datetime(2026, 10, 25, 20, 0, tzinfo=COPENHAGEN)
    first = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # half past midnight, summer time
    for n in range(5):
        wrote(book, first + timedelta(hours=n), times=n + 1)
    found = summed(book, now)
    assert hours(found) == {0: 1, 1: 2, 2: 3 + 4, 3: 5}
    assert found.entries == 15


def test_the_day_the_clock_is_put_forward_has_no_hour_of_two(book: Book) -> None:
    now = datetime(2026, 3, 29, 20, 0, tzinfo=COPENHAGEN)
    for n, at in enumerate((23, 0, 1, 2), 1):
        day = 28 if at == 23 else 29
        wrote(book, datetime(2026, 3, day, at, 30, tzinfo=UTC), times=n)
    assert hours(summed(book, now)) == {0: 1, 1: 2, 3: 3, 4: 4}


@pytest.mark.parametrize(("zone", "hour"), [(KATHMANDU, 6), (LORD_HOWE, 11)])
def test_a_zone_of_half_or_quarter_hours_has_its_own_hours(book: Book, zone: ZoneInfo, hour: int) -> None:
    now = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    edge = datetime(2026, 1, 15, hour, 0, tzinfo=zone)
    wrote(book, edge - timedelta(microseconds=1), times=3)
    wrote(book, edge, times=4)
    assert hours(summed(book, now, zone)) == {hour - 1: 3, hour: 4}


def test_a_station_and_an_operator_are_kept_apart(book: Book) -> None:
    now = datetime(2026, 7, 10, 10, 0, tzinfo=COPENHAGEN)
    book.perform(operators.create, number="7", name="Anna")
    anna = book.value("SELECT id FROM operator WHERE number = '7'")
    with book.write():
        other = book.insert("station", name="Packing 3")
    wrote(book, now, times=2)
    wrote(book, now, times=3, operator_id=anna)
    wrote(book, now, times=4, operator_id=anna, station_id=other)
    wrote(book, now, times=5, station_id=other, outcome="refused", detail="TwiceInList", how="keyed")
    assert summed(book, now).entries == 14
    assert summed(book, now, station="Packing 2").entries == 5
    assert summed(book, now, operator="7").entries == 7
    both = summed(book, now, station="Packing 3", operator="7")
    assert (both.entries, both.keyed, both.refused) == (4, 0, 0)
    assert summed(book, now, station="Packing 3").keyed_share == pytest.approx(100 * 5 / 9)
    assert stations(book) == ("Packing 2", "Packing 3")


def test_double_reads_are_summed_and_a_repeated_operation_counts_once(book: Book) -> None:
    now = datetime(2026, 7, 10, 10, 0, tzinfo=COPENHAGEN)
    book._clock = lambda: now - timedelta(days=1)
    book.perform(journal.double_reads, counts={"scanner 1": 9})
    book._clock = lambda: now
    Warehouse(book).repeated(journal.double_reads, counts={"scanner 1": 2, "scanner 2": 3})
    assert summed(book, now).double_reads == 5
    assert summed(book, now, days=2).double_reads == 14
    assert summed(book, now).entries == 0


def test_an_empty_period_has_no_share_and_no_rate(book: Book) -> None:
    found = summed(book, datetime(2026, 7, 10, tzinfo=UTC))
    assert (found.keyed_share, found.per_hour, found.hours_worked) == (0.0, 0.0, 0)


def test_the_rate_is_of_the_hours_in_which_anything_was_done(book: Book) -> None:
    now = datetime(2026, 7, 10, 20, 0, tzinfo=COPENHAGEN)
    for day, hour in ((9, 8), (10, 8), (10, 9)):
        wrote(book, datetime(2026, 7, day, hour, 15, tzinfo=COPENHAGEN), times=4)
    found = summed(book, now, days=7)
    assert (found.hours_worked, found.per_hour) == (3, 4.0)


def test_what_is_not_there_is_refused_by_name(book: Book) -> None:
    with pytest.raises(StationUnknown, match="no station Nowhere"):
        book.perform(statistics, station="Nowhere")
    with pytest.raises(OperatorUnknown, match="no operator 99"):
        book.perform(statistics, operator="99")
    for days in (0, -1, 367):
        with pytest.raises(DaysOutOfRange, match="between 1 and 366"):
            book.perform(statistics, days=days)


@pytest.fixture
def explained(book: Book, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How the engine finds the rows of every query that is asked."""
    plans: list[str] = []
    rows = Book.rows

    def told(self: Book, sql: str, *values: object) -> list[tuple[object, ...]]:
        explain = "EXPLAIN QUERY PLAN " if self.lite else "EXPLAIN "
        plans.append("\n".join(str(row) for row in rows(self, explain + sql, *values)))
        return rows(self, sql, *values)

    monkeypatch.setattr(Book, "rows", told)
    return plans


def test_today_is_found_by_its_index_and_never_by_reading_the_journal(
    book: Book, explained: list[str]
) -> None:
    now = datetime(2026, 7, 10, 10, 0, tzinfo=COPENHAGEN)
    with book.write():
        book.execute(
            "INSERT INTO scan (op, at, station_id, source, how, raw, text, outcome, detail) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "SELECT 'op' || i, '20' || (10 + i % 16) || '-01-01T00:00:00.000000Z', ?, 's', 'scanned', raw, 'x', 'ok', '' "
            "FROM n CROSS JOIN (SELECT CAST('x' AS " + ("BLOB" if book.lite else "BYTEA") + ") AS raw) r",
            book.station_id,
        )
        book.execute("ANALYZE")
    wrote(book, now, times=3)
    assert summed(book, now).entries == 3
    assert all("scan_hour" in plan for plan in explained if "scan" in plan), explained
    assert not book.lite or not any("TEMP B-TREE" in plan for plan in explained), explained
    assert any("scan_hour" in plan for plan in explained)

"""Dates and counts in the reader's language."""

from datetime import UTC, date, datetime, timedelta, timezone

from printing.wording import long_date, moment, serials_counted


def test_the_day_comes_before_the_month() -> None:
    assert long_date(date(2026, 3, 1), "en") == "1 March 2026"
    assert long_date(date(2026, 3, 1), "da") == "1. marts 2026"


def test_a_moment_keeps_the_clock_it_came_with() -> None:
    east = timezone(timedelta(hours=9))
    assert moment(datetime(2026, 3, 1, 23, 59, tzinfo=east), "en") == "1 March 2026 23:59"
    assert moment(datetime(2026, 3, 1, 0, 5, tzinfo=UTC), "en") == "1 March 2026 00:05"
    assert moment(datetime(2026, 3, 1, 0, 5), "da") == "1. marts 2026 00:05"


def test_one_is_singular() -> None:
    assert serials_counted(1, "en") == "1 serial number"
    assert serials_counted(2, "en") == "2 serial numbers"

"""What a station and its people did, from the scan journal: scans by the hour, refusals by reason, how much was keyed.

The journal is in UTC. A period is whole days on the wall of the station, ended by now; an hour is an hour of that wall,
so the day on which the clock is put back has one hour twice as long, and no scan is counted twice or left out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from models.book import Book
from models.fields import stamp
from models.refusals import Refusal
from models.refusals_nouns import OperatorUnknown

DAYS_MOST = 366
HOUR, MINUTE = 13, 16
"""How much of a stamp names its hour, and its minute."""
_SUMS = """
SELECT substr(at, 1, {length}), how, outcome, detail, count(*) FROM scan
WHERE substr(at, 1, 13) >= ? AND substr(at, 1, 13) <= ?{only} GROUP BY substr(at, 1, {length}), how, outcome, detail"""
_TWICE = "SELECT coalesce(sum(count), 0) FROM double_read WHERE at >= ? AND at <= ?{only}"


class StationUnknown(Refusal):
    template = "There is no station {name}."
    next_step = "Check how it is written; every character counts."


class DaysOutOfRange(Refusal):
    template = "{days} days are not between 1 and {most}."
    next_step = "1 is today, 7 the last week with today, 30 the last month."


@dataclass(frozen=True)
class Statistics:
    """A period's sums. `since` is its first day; `hours` has the scans of each hour of the day, all days together;
    `hours_worked` is in how many hours there was any. `scans` were read by a scanner, `keyed` typed by hand; pasted
    lists and imported files are in neither. `refusals` has (refusal's name, times), the most frequent first; `asked`
    are questions to a person, and `double_reads` are labels left in view that were dropped without a word (R1.6)."""

    days: int
    since: date
    station: str
    operator: str
    scans: int
    keyed: int
    accepted: int
    refused: int
    asked: int
    double_reads: int
    hours: tuple[int, ...]
    hours_worked: int
    refusals: tuple[tuple[str, int], ...]

    @property
    def entries(self) -> int:
        """Scans and what was keyed."""
        return self.scans + self.keyed

    @property
    def keyed_share(self) -> float:
        """How much was keyed, in per cent of all entries; 0 when there were none."""
        return 100 * self.keyed / self.entries if self.entries else 0.0

    @property
    def per_hour(self) -> float:
        """Entries in an hour in which anything was done; 0 when nothing was."""
        return self.entries / self.hours_worked if self.hours_worked else 0.0


def stations(book: Book) -> tuple[str, ...]:
    """Every station this book has seen, by name."""
    return tuple(row[0] for row in book.rows("SELECT name FROM station ORDER BY name"))


def statistics(
    book: Book, *, days: int = 1, station: str = "", operator: str = "", zone: tzinfo | None = None
) -> Statistics:
    """The sums of the last `days` days, today included, of one station or all, of one operator (by number) or all. `zone`
    is the wall's; None is this machine's. The hour under way counts whole (in zones of half hours the minute). Raises
    DaysOutOfRange, StationUnknown, OperatorUnknown."""
    if not 1 <= days <= DAYS_MOST:
        raise DaysOutOfRange(days=days, most=DAYS_MOST)
    only, values = _only(book, station, operator)
    now = book.now().astimezone(zone)
    since = _midnight(now.date() - timedelta(days - 1), zone)
    period = (stamp(since), stamp(now))
    length = HOUR if _whole_hours(since, now, zone) else MINUTE
    rows = book.rows(_SUMS.format(length=length, only=only), *(edge[:HOUR] for edge in period), *values)
    twice = book.value(_TWICE.format(only=only), *period, *values)
    sums = _Sums()
    for stamped, how, outcome, detail, count in rows:
        if how in ("scanned", "keyed") and period[0][:length] <= stamped <= period[1][:length]:
            sums.add(_moment(stamped).astimezone(zone), how, outcome, detail, int(count))
    return Statistics(
        days,
        since.date(),
        station,
        operator,
        sums.how["scanned"],
        sums.how["keyed"],
        sums.outcome["ok"],
        sums.outcome["refused"],
        sums.outcome["ask"],
        int(twice),
        tuple(sums.hours[hour] for hour in range(24)),
        len(sums.worked),
        tuple(sorted(sums.reasons.items(), key=lambda each: (-each[1], each[0]))),
    )


class _Sums:
    """Adds up the groups the book answers with."""

    def __init__(self) -> None:
        self.how, self.outcome, self.reasons = Counter[str](), Counter[str](), Counter[str]()
        self.hours = Counter[int]()
        self.worked: set[tuple[date, int]] = set()

    def add(self, at: datetime, how: str, outcome: str, detail: str, count: int) -> None:
        """One group: `count` entries alike, in the hour of `at`."""
        self.how[how] += count
        self.outcome[outcome] += count
        self.hours[at.hour] += count
        self.worked.add((at.date(), at.hour))
        if outcome == "refused":
            self.reasons[detail] += count


def _only(book: Book, station: str, operator: str) -> tuple[str, list[object]]:
    """The condition that keeps to a station and an operator, with its values."""
    only, values = "", list[object]()
    if station:
        found = book.value("SELECT id FROM station WHERE name = ?", station)
        if found is None:
            raise StationUnknown(name=station)
        only, values = only + " AND station_id = ?", [*values, found]
    if operator:
        found = book.value("SELECT id FROM operator WHERE number = ?", operator)
        if found is None:
            raise OperatorUnknown(number=operator)
        only, values = only + " AND operator_id = ?", [*values, found]
    return only, values


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """The moment at which `day` begins on the wall of `zone`."""
    if zone is None:
        return datetime.combine(day, time()).astimezone()
    return datetime.combine(day, time(), zone)


def _moment(stamped: str) -> datetime:
    """The aware time of a stamp cut after its hour or its minute."""
    return datetime.fromisoformat(f"{stamped}:00+00:00" if len(stamped) == HOUR else f"{stamped}+00:00")


def _whole_hours(since: datetime, until: datetime, zone: tzinfo | None) -> bool:
    """Whether an hour of the wall is an hour of UTC on every day of the period."""
    return all(not _offset(day, zone) % 3600 for day in _days(since.date(), until.date() + timedelta(1)))


def _offset(day: date, zone: tzinfo | None) -> float:
    offset = _midnight(day, zone).utcoffset()
    assert offset is not None
    return offset.total_seconds()


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(1)

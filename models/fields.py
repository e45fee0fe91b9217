"""The one field for times: UTC in, UTC out, the same text in both databases."""

from datetime import UTC, datetime

from peewee import TextField

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def stamp(moment: datetime) -> str:
    """`moment` as the book writes it: UTC, microseconds, Z. A time without a zone raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"time {moment.isoformat()}: expected one with a time zone")
    return moment.astimezone(UTC).strftime(FORM)


def moment(text: str) -> datetime:
    """The aware UTC time that `stamp` wrote."""
    return datetime.strptime(text, FORM).replace(tzinfo=UTC)


def local_day(text: str) -> str:
    """The day of `text` on the wall of this place, such as 2026-11-12."""
    return moment(text).astimezone().strftime("%Y-%m-%d")


def local_clock(text: str) -> str:
    """The time of day of `text` on the wall of this place, such as 14:02:11."""
    return moment(text).astimezone().strftime("%H:%M:%S")


class UTCField(TextField):
    """A time zone cannot be lost on the way (a DateTimeField loses it on PostgreSQL)."""

    def db_value(self, value: datetime | None) -> str | None:
        return None if value is None else stamp(value)

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else moment(value)

"""Dates and counts as a reader of the document's language expects them."""

from datetime import date, datetime

from models.language import LANGUAGES, say_in

_LOCALES = {"en": "en_GB", "da": "da_DK"}  # stations are in Europe: the day comes before the month


def spoken(language: str) -> str:
    """`language` if documents are written in it, English otherwise: a foreign customer still gets paper."""
    return language if language in LANGUAGES else "en"


def long_date(day: date, language: str) -> str:
    """23 November 2026; 23. november 2026."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=_LOCALES.get(language, "en_GB")))


def moment(at: datetime, language: str) -> str:
    """Day and minute on the clock of `at` itself; no time zone is applied."""
    return f"{long_date(at.date(), language)} {at:%H:%M}"


def serials_counted(count: int, language: str) -> str:
    """The words over a list of serials."""
    if count == 1:
        return say_in(language, "1 serial number")
    return say_in(language, "{count} serial numbers", count=count)


def lines_counted(lines: int, units: int, serials: int, language: str) -> str:
    """The words under a table, for whoever checks that nothing is missing."""
    text = say_in(language, "Lines: {lines} · Units: {units}", lines=lines, units=units)
    return f"{text} · " + say_in(language, "Serial numbers: {serials}", serials=serials) if serials else text

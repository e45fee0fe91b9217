"""Dates, counts and money as a reader of the document's language expects them."""

from datetime import date, datetime
from functools import cache

from models.documents import Party
from models.language import LANGUAGES, say_in
from models.layout import Layout

_LOCALES = {"en": "en_GB", "da": "da_DK"}  # stations are in Europe: the day comes before the month


def spoken(language: str) -> str:
    """`language` if documents are written in it, English otherwise: a foreign customer still gets paper."""
    return language if language in LANGUAGES else "en"


def tongue(layout: Layout, language: str) -> str:
    """The language of a document: its layout's, or else its reader's, if documents are written in it."""
    return spoken(layout.language or language)


def long_date(day: date, language: str) -> str:
    """23 November 2026; 23. november 2026."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=_LOCALES.get(language, "en_GB")))


def short_date(day: date, language: str) -> str:
    """23 Nov 2026; 23. nov. 2026."""
    from babel.dates import format_date

    return str(format_date(day, "medium", locale=_LOCALES.get(language, "en_GB")))


def amount(minor: int, language: str) -> str:
    """Minor units with their two decimals: 1,234.50; 1.234,50."""
    group, point = _signs(language)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 100)
    return f"{sign}{whole:,}".replace(",", group) + f"{point}{part:02}"


def number(count: int, language: str) -> str:
    """A whole number in groups of three: 12,500; 12.500."""
    return f"{count:,}".replace(",", _signs(language)[0])


def percentage(rate: int, language: str) -> str:
    """Hundredths of a percent: 25 %; 12.5 %; 12,5 %."""
    point = _signs(language)[1]
    whole, part = divmod(rate, 100)
    return (f"{whole}{point}{part:02}".rstrip("0") if part else f"{whole}") + " %"


@cache
def _signs(language: str) -> tuple[str, str]:
    """What stands between thousands, and before decimals: asked once, as it is wanted for every number of a page."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _LOCALES.get(language, "en_GB")
    return str(get_group_symbol(locale)), str(get_decimal_symbol(locale))


def moment(at: datetime, language: str) -> str:
    """Day and minute on the clock of `at` itself; no time zone is applied."""
    return f"{long_date(at.date(), language)} {at:%H:%M}"


def serials_counted(count: int, language: str) -> str:
    """The words over a list of serials."""
    if count == 1:
        return say_in(language, "1 serial number")
    return say_in(language, "{count} serial numbers", count=number(count, language))


def lines_counted(lines: int, units: int, serials: int, language: str) -> str:
    """The words under a table, for whoever checks that nothing is missing."""
    said = [
        say_in(
            language,
            "Lines: {lines} · Units: {units}",
            lines=number(lines, language),
            units=number(units, language),
        )
    ]
    if serials:
        said.append(say_in(language, "Serial numbers: {serials}", serials=number(serials, language)))
    return " · ".join(said)


def addressed(party: Party, language: str) -> list[str]:
    """Name, address and numbers of somebody, a line each."""
    lines = [party.name, *party.address]
    if party.number:
        lines.append(say_in(language, "No. {number}", number=party.number))
    if party.vat_number:
        lines.append(say_in(language, "VAT no. {number}", number=party.vat_number))
    if party.gln:
        lines.append(say_in(language, "EAN no. {number}", number=party.gln))
    return [line for line in lines if line.strip()]

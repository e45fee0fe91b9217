"""Prices and VAT: what a line comes to, what a document comes to, and which rate a customer pays.

Rounding is stated here and nowhere else. A line is quantity times unit price less its discount, rounded to a minor unit;
VAT is reckoned once for each rate, on the sum of its lines, and rounded to a minor unit. Both round half to even.
Rates and discounts are hundredths of a percent: 2500 is 25 %.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from models import settings
from models.book import Book
from models.documents import VatTotal
from models.language import language
from models.refusals import Refusal

Zone = Literal["domestic", "eu", "export"]
ZONES: tuple[Zone, ...] = ("domestic", "eu", "export")
WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""
USUAL_RATE = 2_500
USUAL_CURRENCY = "DKK"
_RATE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)


class RateUnreadable(Refusal):
    template = "{value} is not a percentage; expected 0 to 100 with at most two decimals."
    next_step = "Type it again, such as 25 or 12.5."


class ZoneUnknown(Refusal):
    template = "{value} is no VAT zone; expected one of {zones}."
    next_step = "Choose one of them."


class VatNumberMissing(Refusal):
    template = "{customer} buys from another EU country without VAT, and has no VAT number."
    next_step = "Enter the VAT number of {customer}, or change the VAT zone."


class CurrencyUnreadable(Refusal):
    template = "{value} is not a currency; expected three letters, such as DKK."
    next_step = "Type it again."


class Priced(NamedTuple):
    """What a line costs: units, minor units each, discount and rate in hundredths of a percent."""

    quantity: int
    price: int
    discount: int
    rate: int

    @property
    def net(self) -> int:
        """The line without VAT, in minor units."""
        return half_even(self.quantity * self.price * (WHOLE - self.discount), WHOLE)


def half_even(numerator: int, denominator: int) -> int:
    """The quotient of two whole numbers as a whole number, halves to the even one."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole % 2):
        return whole + 1
    return whole


def totals(lines: Iterable[Priced], zone: Zone = "domestic") -> tuple[VatTotal, ...]:
    """Net and VAT for each rate, the highest first. Outside the country every line has the rate 0."""
    nets: dict[int, int] = defaultdict(int)
    for line in lines:
        nets[rate_in(zone, line.rate)] += line.net
    return tuple(
        VatTotal(rate, net, half_even(net * rate, WHOLE)) for rate, net in sorted(nets.items(), reverse=True)
    )


def rate_in(zone: Zone, rate: int) -> int:
    """The rate that is reckoned for a customer in `zone`."""
    return rate if zone == "domestic" else 0


def parse_rate(text: str) -> int:
    """Hundredths of a percent of "25", "12.5" or "12,5 %". Raises RateUnreadable."""
    found = _RATE.fullmatch(text.strip())
    rate = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else WHOLE + 1
    if rate > WHOLE:
        raise RateUnreadable(value=text.strip() or '""')
    return rate


def checked_rate(rate: int) -> int:
    """`rate` when it is one. Raises RateUnreadable."""
    if not 0 <= rate <= WHOLE:
        raise RateUnreadable(value=percent(rate))
    return rate


def percent(rate: int) -> str:
    """A rate as the station's language writes it: "25", "12.5" or "12,5"."""
    whole, part = divmod(rate, 100)
    return f"{whole}{',' if language() == 'da' else '.'}{part:02d}".rstrip("0") if part else str(whole)


def checked_zone(value: str) -> Zone:
    """`value` when it is a VAT zone. Raises ZoneUnknown."""
    for zone in ZONES:
        if value == zone:
            return zone
    raise ZoneUnknown(value=value or '""', zones=", ".join(ZONES))


def checked_currency(value: str) -> str:
    """`value` as the three capital letters of a currency. Raises CurrencyUnreadable."""
    said = value.strip().upper()
    if not re.fullmatch("[A-Z]{3}", said):
        raise CurrencyUnreadable(value=value or '""')
    return said


def usual_rate(book: Book) -> int:
    """The rate of an item that has none of its own."""
    return int(settings.get(book, "vat.rate", str(USUAL_RATE)))


def currency(book: Book) -> str:
    """The currency of all prices."""
    return settings.get(book, "currency", USUAL_CURRENCY)


def set_usual(book: Book, *, rate: int, currency: str) -> None:
    """Keep the usual rate and the currency. Raises RateUnreadable, CurrencyUnreadable."""
    said = checked_currency(currency)
    with book.write():
        settings.put(book, key="vat.rate", value=str(checked_rate(rate)))
        settings.put(book, key="currency", value=said)

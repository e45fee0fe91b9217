"""Prices and VAT: one rounding, stated once, and every amount a whole number of minor units."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import vat
from models.book import Book
from models.documents import VatTotal
from models.vat import Priced

rates = st.integers(0, 10_000)


@given(st.integers(0, 10**24), st.integers(1, 10**6))
def test_half_even_is_what_decimal_says(numerator: int, denominator: int) -> None:
    from decimal import localcontext

    with localcontext() as exact:
        exact.prec = 80
        said = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_EVEN)
    assert vat.half_even(numerator, denominator) == int(said)


@pytest.mark.parametrize(
    ("numerator", "whole"), [(5, 0), (15, 2), (25, 2), (35, 4), (14, 1), (16, 2), (0, 0), (10, 1)]
)
def test_a_half_goes_to_the_even_side(numerator: int, whole: int) -> None:
    assert vat.half_even(numerator, 10) == whole


@pytest.mark.parametrize(
    ("line", "net"),
    [
        (Priced(3, 333, 0, 2500), 999),
        (Priced(1, 5, 5_000, 2500), 2),  # 2.5 øre to the even side
        (Priced(1, 15, 5_000, 2500), 8),  # 7.5
        (Priced(7, 1_999, 1_250, 2500), 12_244),  # 12 243.875
        (Priced(2, 100, 10_000, 2500), 0),
        (Priced(10**6, 10**13, 0, 2500), 10**19),
    ],
)
def test_a_line_is_quantity_times_price_less_its_discount(line: Priced, net: int) -> None:
    assert line.net == net


def test_vat_is_reckoned_once_for_each_rate() -> None:
    lines = [Priced(1, 2, 0, 2500)] * 3 + [Priced(1, 1_000, 0, 0), Priced(2, 50, 0, 1250)]
    # three lines of 2 øre: 6 at 25 % is 1.5, so 2; rounded line by line it would be 0 (0.5 each)
    assert vat.totals(lines) == (VatTotal(2500, 6, 2), VatTotal(1250, 100, 12), VatTotal(0, 1_000, 0))


@pytest.mark.parametrize("zone", ["eu", "export"])
def test_outside_the_country_no_vat_is_reckoned(zone: vat.Zone) -> None:
    lines = [Priced(2, 500, 0, 2500), Priced(1, 300, 0, 0)]
    assert vat.totals(lines, zone) == (VatTotal(0, 1_300, 0),)


@given(st.lists(st.builds(Priced, st.integers(1, 999), st.integers(0, 10**7), rates, rates), max_size=20))
def test_the_totals_are_the_lines(lines: list[Priced]) -> None:
    assert sum(total.net for total in vat.totals(lines)) == sum(line.net for line in lines)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("25", 2500), ("12.5", 1250), ("12,5 %", 1250), ("0", 0), ("100", 10_000), ("6.25", 625)],
)
def test_a_rate_is_read_as_it_is_written(text: str, rate: int) -> None:
    assert vat.parse_rate(text) == rate
    assert vat.parse_rate(vat.percent(rate)) == rate


@pytest.mark.parametrize("text", ["", "-1", "100.01", "25.123", "a", "２５", "1e2", "999"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(vat.RateUnreadable):
        vat.parse_rate(text)


def test_the_usual_rate_and_currency_can_be_set(book: Book) -> None:
    assert (vat.usual_rate(book), vat.currency(book)) == (2500, "DKK")
    book.perform(vat.set_usual, rate=1900, currency="eur")
    assert (vat.usual_rate(book), vat.currency(book)) == (1900, "EUR")
    with pytest.raises(vat.CurrencyUnreadable):
        book.perform(vat.set_usual, rate=1900, currency="€")
    with pytest.raises(vat.RateUnreadable):
        book.perform(vat.set_usual, rate=-1, currency="EUR")

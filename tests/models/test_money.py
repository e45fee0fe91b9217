"""Amounts and quantities at the edge: exact, in two languages, never rounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language import speak_in
from models.money import MOST, money, parse_money, parse_quantity
from models.refusals_values import MoneyOutOfRange, MoneyUnreadable, NumberUnreadable, QuantityOutOfRange


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("1234.50", 123450), ("1,234.50", 123450), ("7", 700), ("0.5", 50), (" 0 ", 0), ("1,234", 123400)],
)
def test_english_amounts(typed: str, minor: int) -> None:
    assert parse_money(typed) == minor


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("1.234,50", 123450), ("1234,5", 123450), ("1234.50", 123450), ("1.234", 123400), ("7", 700)],
)
def test_danish_amounts(typed: str, minor: int) -> None:
    speak_in("da")
    assert parse_money(typed) == minor


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1.234",
        "12.345",
        "1,23",
        "1.234,50",
        "-1",
        "1e3",
        "١٢",
        "1 000",
        "NaN",
        "1.",
        ".5",
        "12,34.5",
        "0x1",
    ],
)
def test_anything_else_is_refused_by_its_text(typed: str) -> None:
    with pytest.raises(MoneyUnreadable) as refused:
        parse_money(typed)
    shown = typed or '""'
    assert refused.value.sentence == (
        f"{shown} is not an amount; expected digits with at most 2 decimals, such as 1234.50."
    )


def test_amounts_beyond_the_books_are_refused() -> None:
    for typed in ("100000000000.01", "9" * 500):
        with pytest.raises(MoneyOutOfRange):
            parse_money(typed)


@given(st.integers(0, MOST), st.sampled_from(["en", "da"]))
def test_what_is_shown_can_be_typed_again(minor: int, tongue: str) -> None:
    assert parse_money(money(minor, tongue), tongue) == minor


def test_a_debt_is_shown_with_its_sign() -> None:
    assert (money(-5), money(-123456, "da")) == ("-0.05", "-1.234,56")


@pytest.mark.parametrize("typed", ["", "1e9", "1.0", "٣", "1_000", "--1", "+1"])
def test_a_quantity_is_digits_alone(typed: str) -> None:
    with pytest.raises(NumberUnreadable):
        parse_quantity(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "1000001", "9" * 400])
def test_a_quantity_stays_in_its_range(typed: str) -> None:
    with pytest.raises(QuantityOutOfRange) as refused:
        parse_quantity(typed)
    assert refused.value.sentence == f"Quantity {typed} is not between 1 and 1000000."

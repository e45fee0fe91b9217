"""Trade item numbers in all four lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.gtin import check_digit, gtin14
from models.refusals_values import GtinCheckDigit, GtinNotDigits


@pytest.mark.parametrize("gtin", ["96385074", "036000291452", "4006381333931", "10614141000415"])
def test_published_examples_are_kept_as_14_digits(gtin: str) -> None:
    assert gtin14(f" {gtin}") == gtin.zfill(14)


@given(st.text("0123456789", min_size=13, max_size=13), st.integers(0, 13), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(body: str, place: int, by: int) -> None:
    good = body + check_digit(body)
    bad = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert gtin14(good) == good
    with pytest.raises(GtinCheckDigit):
        gtin14(bad)


@pytest.mark.parametrize(
    "text", ["", "123", "4006381333931X", "٤٠٠٦٣٨١٣٣٣٩٣١", "123456789", "40063813339310000"]
)
def test_anything_but_8_12_13_or_14_digits_is_refused(text: str) -> None:
    with pytest.raises(GtinNotDigits):
        gtin14(text)

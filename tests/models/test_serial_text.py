"""What a serial may look like, and how lists and ranges of them are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refusals import Refusal
from models.refusals_scan import EmptySerial, IllegalCharacter, TooLong
from models.serial_text import (
    RangeBackwards,
    RangeEndsDiffer,
    RangeTooLong,
    RangeUnclear,
    expand,
    fault,
    split,
    trimmed,
)


@pytest.mark.parametrize(
    "serial", ["0", "00123", "a b", "x" * 100, "~!@#$%^&*()", "NULL", "'; DROP TABLE x;--", "=1+1"]
)
def test_printable_text_of_1_to_100_is_a_serial(serial: str) -> None:
    assert fault(serial) is None


@pytest.mark.parametrize(
    ("serial", "refusal"),
    [
        ("", EmptySerial),
        ("x" * 101, TooLong),
        ("a\x00b", IllegalCharacter),
        ("a\x1db", IllegalCharacter),
        ("\x7f", IllegalCharacter),
        ("Ø1", IllegalCharacter),
        ("А1", IllegalCharacter),
        ("\u202eFDP", IllegalCharacter),
        ("\u00a0", IllegalCharacter),
        ("\ud800", IllegalCharacter),
    ],
)
def test_anything_else_is_refused_and_named(serial: str, refusal: type[Refusal]) -> None:
    found = fault(serial)
    assert isinstance(found, refusal)
    assert found.sentence
    assert found.next


def test_only_outer_blanks_are_trimmed() -> None:
    assert trimmed(" \t 0 01 \r\n") == "0 01"


@given(
    st.lists(st.text(alphabet="ABC019- ", min_size=1).map(str.strip).filter(bool)),
    st.sampled_from(["\n", "\r\n", "\t", ",", ";", " ; "]),
)
def test_a_list_comes_apart_as_it_was_joined(serials: list[str], between: str) -> None:
    assert split(between.join(serials)) == serials


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("A001..A003", ["A001", "A002", "A003"]),
        ("A001 .. A003", ["A001", "A002", "A003"]),
        ("A001…A002", ["A001", "A002"]),
        ("A001-A003", ["A001", "A002", "A003"]),
        ("A098 x 3", ["A098", "A099", "A100"]),
        ("007 x 2", ["007", "008"]),
        ("SN-9-A..SN-9-A", ["SN-9-A"]),
        ("X1Y08Z..X1Y11Z", ["X1Y08Z", "X1Y09Z", "X1Y10Z", "X1Y11Z"]),
        ("5 × 1", ["5"]),
    ],
)
def test_a_range_keeps_its_padding(text: str, serials: list[str]) -> None:
    assert expand(text) == serials


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", RangeUnclear),
        ("A001", RangeUnclear),
        ("A..B", RangeUnclear),
        ("A001..B003", RangeEndsDiffer),
        ("A1..A10", RangeEndsDiffer),
        ("A001..A1000", RangeEndsDiffer),
        ("A005..A001", RangeBackwards),
        ("A1 x 0", RangeUnclear),
        ("A99 x 2", RangeEndsDiffer),
        ("A00000 x 10001", RangeTooLong),
        ("0..99999999999999999999", RangeEndsDiffer),
        ("00000000000000000000..99999999999999999999", RangeTooLong),
        ("A１..A３", RangeUnclear),
    ],
)
def test_what_is_no_range_says_why(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as said:
        expand(text)
    assert said.value.sentence
    assert said.value.next


@given(st.text(max_size=60))
def test_no_text_breaks_a_range_or_a_list(text: str) -> None:
    assert all(part == part.strip(" \t\r\n") and part for part in split(text))
    try:
        made = expand(text)
    except Refusal:
        return
    assert len(made) == len(set(made))
    assert len({len(serial) for serial in made}) == 1

"""What a serial must look like, said in the words an operator hears."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.patterns import SerialPattern
from models.refusals_nouns import PatternRegex
from models.refusals_values import TextUnprintable


def said(pattern: SerialPattern, serial: str) -> str | None:
    fault = pattern.fault(serial)
    return fault[0].format(**fault[1]) if fault else None


def test_a_half_read_serial_is_counted() -> None:
    pattern = SerialPattern(least=15, most=15)
    assert said(pattern, "123456789012X") == "13 of 15 characters"
    assert said(pattern, "1234567890123456") == "16 characters, at most 15"
    assert said(pattern, "123456789012345") is None


def test_a_wrong_character_is_named_with_its_place() -> None:
    pattern = SerialPattern(characters="A-Z0-9-")
    assert said(pattern, "TP-80") is None
    assert said(pattern, "TPx80") == "x at place 3 is not one of A-Z0-9-"
    assert said(SerialPattern(characters="-AZ"), "B") == "B at place 1 is not one of -AZ"
    assert said(SerialPattern(characters="z-a"), "-") is None


def test_the_whole_serial_has_to_have_the_form() -> None:
    pattern = SerialPattern(regex="TP[0-9]+")
    assert said(pattern, "TP80") is None
    assert said(pattern, "TP80X") == "it does not have the form TP[0-9]+"
    assert said(pattern, "xTP80") is not None
    assert said(SerialPattern(regex="A|B"), "AB") is not None


def test_a_pattern_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(PatternRegex) as refused:
        SerialPattern(regex="[a").checked()
    assert refused.value.sentence.startswith("The pattern [a cannot be read: unterminated character set")
    with pytest.raises(PatternRegex):
        SerialPattern(regex="a" * 201).checked()
    with pytest.raises(TextUnprintable):
        SerialPattern(characters="æ").checked()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=100))
def test_without_a_rule_every_serial_will_do(serial: str) -> None:
    assert SerialPattern().fault(serial) is None
    assert SerialPattern().empty


HANGS = ("(a+)+$", "(a|a)*b", "(a*)*b", "(.*)*x", "([A-Z]+)*[0-9]", "(a|aa)+$", "a*a*a*a*a*a*b", "(.{1,50}){1,50}x", "(?=(a+))+b",
         r"(a?)\\1*b", "((a+)b?)+c", "((a{1,9}){1,9}){1,9}b", "(a?){50}a{50}", "(x+x+)+y", "[a-]+[a-]+[a-]+[a-]+!")  # fmt: skip


@pytest.mark.parametrize("regex", HANGS)
def test_a_form_that_could_hold_a_station_up_is_refused(regex: str) -> None:
    with pytest.raises(PatternRegex):
        SerialPattern(regex=regex).checked()


@pytest.mark.parametrize(
    "regex",
    ["", "TP[0-9]+", "[A-Z]{2}[0-9]{6}", "(TP|SC)-?[0-9]{4,8}", "A|B", r"\d+-\d+-\d+", "([A-Z][0-9]){3}", "[^]]+", r"\(x\)\[", "(?:AB)+",
     "[(]+", "S/N[: ]?[A-Z0-9]{8,12}", r"(\d{2}){2,3}[A-Z]*", "a++b", "x{,3}"],
)  # fmt: skip
def test_the_forms_that_makers_use_are_kept_and_quick(regex: str) -> None:
    pattern = SerialPattern(regex=regex).checked()
    before = time.perf_counter()
    for text in ("1" * 100, "A" * 99 + "!", "TP-" + "1" * 97, "11-" * 33, "A1" * 50):
        pattern.fault(text)
    assert time.perf_counter() - before < 0.25

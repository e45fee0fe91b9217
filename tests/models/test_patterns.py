"""What a serial must look like, said in the words an operator hears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.patterns import SerialPattern
from models.refusals_nouns import PatternRegex, TextUnprintable


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

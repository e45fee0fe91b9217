"""Signs for the shapeless, lines that fit, right-to-left words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.fonts import MONO, SANS
from printing.text import ELLIPSIS, in_reading_order, shorten, visible, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain <b>&amp; text", "plain <b>&amp; text"),
        ("\x1b[2J", "␛[2J"),
        ("a\x1db\x7f\x00\n", "a␝b␡␀␊"),
        ("\x85", "‹0085›"),
        ("\u202eFDP.exe", "‹202E›FDP.exe"),
        ("\ud800", "‹D800›"),
        ("\u2028\u200b", "‹2028›‹200B›"),
        ("a\u00a0b\u2003c", "a b c"),
        ("e\u0301", "é"),
        ("✓\ufe0f", "✓"),
    ],
)
def test_what_has_no_shape_gets_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


ALPHABET = st.text("ab cø中\x1b\u0301\u202e-", max_size=80).map(lambda text: text.replace("中", "щ"))


@settings(deadline=None)
@given(text=ALPHABET, width=st.floats(9, 200))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = wrap(text, SANS, 9, width)
    assert "".join("".join(lines).split()) == "".join(visible(text).split())
    for line in lines:
        assert line
        assert SANS.width(line) * 9 <= width + 0.01 or len(line) < 3 or "\u0301" in line


def test_words_stay_whole_while_they_fit() -> None:
    assert wrap("aaa bbb ccc", MONO, 10, 36) == ["aaa bbb", "ccc"]
    assert wrap("a bbbbbbbbbb c", MONO, 10, 25) == ["a", "bbbbb", "bbbbb", "c"]
    assert wrap("", SANS, 9, 100) == []
    assert wrap("   ", SANS, 9, 100) == []


@settings(deadline=None)
@given(minor=st.integers(0, 10**15), width=st.floats(5, 300))
def test_a_text_set_just_as_small_as_its_line_asks_stays_whole(minor: int, width: float) -> None:
    shown = f"{minor // 100:,}.{minor % 100:02d}"
    assert wrap(shown, SANS, width / SANS.width(shown), width) == [shown]


def test_a_million_letters_are_wrapped_in_one_pass() -> None:
    assert len("".join(wrap("x" * 1_000_000, SANS, 9, 190))) == 1_000_000


def test_a_repeat_is_shortened_with_a_sign() -> None:
    short = shorten("Handheld scanner with a very long name", SANS, 9, 80)
    assert short.startswith("Handheld")
    assert short.endswith(ELLIPSIS)
    assert SANS.width(short) * 9 <= 80
    assert shorten("TP-80", SANS, 9, 80) == "TP-80"


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        ("plain", "plain"),
        ("שלום", "םולש"),
        ("Box שלום עולם 12", "Box םלוע םולש 12"),
        ("שלום x", "םולש x"),
        ("שלום ", "םולש "),
        ("בּ ג", "ג בּ"),
        ("é", "é"),
    ],
)
def test_right_to_left_words_are_drawn_as_they_are_read(stored: str, drawn: str) -> None:
    assert in_reading_order(stored) == drawn


@settings(deadline=None)
@given(st.text(max_size=60))
def test_reading_order_keeps_every_character(text: str) -> None:
    assert sorted(in_reading_order(text)) == sorted(text)

"""A scanner that types with the wrong keyboard layout is recognised by what comes back of a known code (R08)."""

import itertools

import pytest

from devices.layouts import (
    LAYOUTS,
    NAMES,
    PROBE,
    WAITING,
    Mismatch,
    found_in,
    is_capitals,
    is_like_probe,
    typed,
)

TWINS = {("us", "gb"), ("gb", "us")} | set(itertools.permutations(("dk", "no", "se"), 2))
"""Layouts that put every character of the test code on the same key."""


@pytest.mark.parametrize(
    ("scanner", "computer", "text"),
    [
        ("us", "dk", "yz+-.Æ`12"),
        ("us", "de", "zyß-.Ö`12"),
        ("us", "fr", "yw)!:M+&é"),
        ("dk", "us", "yz/&.>-12"),
        ("de", "us", "zy/&.>]12"),
        ("fr", "us", "yw6><.+!@"),
        ("de", "fr", "wy!7:/$&é"),
        ("fr", "de", 'zw6:;.`!"'),
    ],
)
def test_the_two_layouts_are_named_from_what_came(scanner: str, computer: str, text: str) -> None:
    found = found_in(text)
    assert found is not None
    assert (scanner, computer) in ((found.scanner, found.computer), *found.others)


def test_every_pair_that_changes_the_code_is_found_and_only_twins_share_an_answer() -> None:
    for scanner, computer in itertools.permutations(LAYOUTS, 2):
        seen = typed(PROBE, scanner, computer)
        if seen == PROBE:
            assert (scanner, computer) in TWINS
            continue
        found = found_in(seen.replace(WAITING, "´"))
        assert found is not None, (scanner, computer)
        pairs = ((found.scanner, found.computer), *found.others)
        assert (scanner, computer) in pairs
        for other_scanner, other_computer in pairs:
            assert other_scanner == scanner or (other_scanner, scanner) in TWINS
            assert other_computer == computer or (other_computer, computer) in TWINS


@pytest.mark.parametrize("came", ["yz+-.Æ`12", "yz+-.Æ´12", "yz+-.Æ12", "yz+-.Æ2"])
def test_an_accent_that_waits_may_come_alone_or_swallow_the_next_character(came: str) -> None:
    found = found_in(came)
    assert found is not None
    assert (found.scanner, found.computer) == ("us", "dk")


@pytest.mark.parametrize(
    "text", [PROBE, "", "TP80-004103", PROBE[:-1], PROBE + "1", "yz+-.Æ1212", "\x00" * 9]
)
def test_what_is_no_mismatch_is_not_called_one(text: str) -> None:
    assert found_in(text) is None


def test_a_danish_scanner_at_a_german_computer_is_not_taken_for_the_reverse() -> None:
    forth, back = found_in("zy-/.:ß12"), found_in("zy-/.:`12")
    assert isinstance(forth, Mismatch)
    assert isinstance(back, Mismatch)
    assert (forth.computer, back.scanner) == ("de", "de")


def test_digits_become_symbols_on_a_french_keyboard_and_the_reverse() -> None:
    assert typed("0123456789", "us", "fr") == "à&é\"'(-è_ç"
    assert typed("0123456789", "fr", "us") == ")!@#$%^&*("


def test_caps_lock_and_lost_characters_are_told_apart_from_a_layout() -> None:
    assert is_capitals("YZ-/.:+12")
    assert not is_capitals(PROBE)
    assert is_like_probe("yz-.:+12")
    assert not is_like_probe("yz")
    assert not is_like_probe(PROBE)


def test_every_layout_has_a_name_and_every_printable_character_it_claims() -> None:
    assert set(NAMES) == set(LAYOUTS)
    for layout in LAYOUTS:
        assert typed("abcxyzABCXYZ0123456789-/.:+", layout, layout) == "abcxyzABCXYZ0123456789-/.:+"
    with pytest.raises(ValueError, match="American"):
        typed("Æ", "us", "dk")

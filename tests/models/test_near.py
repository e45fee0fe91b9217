"""The closest serial numbers to a typed one: every slip of a hand is found, and nothing that is far off."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.near import NEAREST, distance, nearest, ways

SERIAL = st.text(string.ascii_uppercase + string.digits + "-", min_size=3, max_size=16)
SLIPS = ("wrong", "missing", "extra", "swapped", "small", "alike")


def slipped(serial: str, slip: str, dice: random.Random) -> str:
    """What a hand makes of `serial`."""
    at = dice.randrange(len(serial))
    sign = dice.choice(string.ascii_uppercase + string.digits)
    match slip:
        case "wrong":
            return serial[:at] + sign + serial[at + 1 :]
        case "missing":
            return serial[:at] + serial[at + 1 :]
        case "extra":
            return serial[:at] + sign + serial[at:]
        case "swapped":
            at = min(at, len(serial) - 2)
            return serial[:at] + serial[at + 1] + serial[at] + serial[at + 2 :]
        case "small":
            return serial.lower()
        case _:
            return serial.translate(str.maketrans("01580", "OISBO"))


@settings(deadline=None)
@given(SERIAL, st.sampled_from(SLIPS), st.randoms(use_true_random=False))
def test_every_slip_of_a_hand_leads_back(serial: str, slip: str, dice: random.Random) -> None:
    typed = slipped(serial, slip, dice)
    doubtful = sum(sign in "0158OISB" for sign in serial) if slip == "alike" else 0
    if typed != serial and typed.strip() and doubtful <= 6:
        assert serial in ways(typed)


def test_a_serial_in_small_letters_is_found_from_its_own_slips() -> None:
    for typed in (
        "ab-00124",
        "ab-0123",
        "ab-001223",
        "ab-0x123",
        "ba-00123",
        "AB-00123",
        "ab-OO123",
        "ac-00123",
    ):
        assert "ab-00123" in ways(typed)


@settings(deadline=None)
@given(SERIAL)
def test_no_way_is_the_text_itself_or_further_than_it_says(serial: str) -> None:
    found = ways(serial)
    assert serial not in found
    assert len(found) == len(set(found)) <= 2 * (len(serial) + 1) * 80 + 140
    assert all(way == way.strip(" ") and way for way in found)
    assert all(distance(serial, way) < 4 for way in found)


def test_a_long_text_makes_no_more_ways_than_a_short_one() -> None:
    assert len(ways("A0" * 50)) < 500
    assert len(ways("A0" * 20)) < 5_000


@pytest.mark.parametrize(
    ("typed", "known", "far"),
    [
        ("sn-oi5b", "SN-O15B", 0),
        ("SN-12", "SN-21", 1),
        ("SN-12", "SN-13", 2),
        ("SN-12", "SN-123", 3),
        ("SN-12", "SN-1", 3),
        ("SN-12", "SN-", 4),
        ("SN-12", "SN-2Y", 4),
        ("SN-12", "NS-21", 4),
        ("", "A", 3),
    ],
)
def test_how_far_apart_two_texts_are(typed: str, known: str, far: int) -> None:
    assert distance(typed, known) == distance(known, typed) == far


@settings(deadline=None)
@given(SERIAL, st.lists(SERIAL, max_size=30))
def test_at_most_nine_are_shown_and_the_closest_first(typed: str, found: list[str]) -> None:
    shown = nearest(typed, found)
    far = [distance(typed, one) for one in shown]
    assert len(shown) <= NEAREST
    assert far == sorted(far)
    left = set(found) - set(shown)
    assert not left or max(far) <= min(distance(typed, one) for one in left)

"""Masks and kinds of serial numbers: what they take, and in which words they refuse."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import serial_kinds
from models.check_digits import luhn_fits
from models.codes import MAC as MAC_FORM
from models.language import say
from models.masks import CLASSES, places, written
from models.patterns import SerialPattern
from models.refusals_nouns import PatternLengths
from models.refusals_patterns import KindUnknown, MaskInvalid, PatternsDiffer
from models.refusals_values import TextUnprintable
from models.serial_kinds import same_as

PRINTABLE = "".join(chr(code) for code in range(32, 127))


def said(pattern: SerialPattern, serial: str) -> str | None:
    fault = pattern.fault(serial)
    return say(fault[0], **fault[1]) if fault else None


@pytest.mark.parametrize(
    ("serial", "fault"),
    [
        ("TP80-004217", None),
        ("TP80-00421", "10 of 11 characters"),
        ("TP80-0042170", "12 characters, at most 11"),
        ("TP8O-004217", "O at place 4 should be 0"),
        ("TP80-00421l", "l at place 11 is not a digit"),
        ("tp80-004217", "t at place 1 should be T"),
    ],
)
def test_a_mask_says_which_place_is_wrong(serial: str, fault: str | None) -> None:
    assert said(SerialPattern(mask="TP80-######").checked(), serial) == fault


def test_the_three_signs_of_a_mask_take_what_they_say() -> None:
    mask = SerialPattern(mask="@*#")
    assert said(mask, "A0Z") == "Z at place 3 is not a digit"
    assert said(mask, "AZ0") is None
    assert said(mask, "a00") == "a at place 1 is not a capital letter"
    assert said(mask, "A-0") == "- at place 2 is neither a digit nor a capital letter"
    assert said(SerialPattern(mask=r"\#\@#"), "#@7") is None
    assert said(SerialPattern(mask=r"\\#"), "\\7") is None


@pytest.mark.parametrize(
    ("mask", "place", "why"),
    [
        ("LLLDDDD", 1, "no place varies"),
        ("TP-????", 4, "? could mean two things"),
        ("TP[0-9]", 3, "[ could mean two things"),
        ("TP#+", 4, "+ could mean two things"),
        ("#{6}", 2, "{ could mean two things"),
        ("##\\", 3, "a backslash needs a sign behind it"),
        ("# ", 2, "no serial number begins or ends with a blank"),
        (" #", 1, "no serial number begins or ends with a blank"),
        ("\\ #", 1, "no serial number begins or ends with a blank"),
        ("#" * 101, 101, "at most 100 places"),
        ("\\\\" * 150, 201, "at most 100 places"),
    ],
)
def test_a_mask_that_is_not_clear_is_refused_with_its_place(mask: str, place: int, why: str) -> None:
    with pytest.raises(MaskInvalid) as refused:
        SerialPattern(mask=mask).checked()
    assert refused.value.sentence.endswith(f" is not clear at place {place}: {why}.")
    assert refused.value.next.startswith("# is a digit, @ a letter A-Z, * either")


def test_a_mask_that_no_serial_number_can_meet_is_refused() -> None:
    with pytest.raises(MaskInvalid, match="at place 2: none of 0-9 fits there"):
        SerialPattern(mask="#@", characters="0-9").checked()
    with pytest.raises(PatternsDiffer, match="lengths: 3-3, 5-9"):
        SerialPattern(5, 9, mask="###").checked()
    with pytest.raises(PatternsDiffer, match="lengths: 15-15, 3-3"):
        SerialPattern(mask="###", kind="imei").checked()
    with pytest.raises(
        KindUnknown, match='"imai" is no kind of serial number; expected one of imei, mac, gs1'
    ):
        SerialPattern(kind="imai").checked()
    with pytest.raises(TextUnprintable):
        SerialPattern(mask="æ#").checked()
    with pytest.raises(PatternLengths):
        SerialPattern(0, 9, mask="#").checked()
    assert SerialPattern(2, 9, "A-Z0-9", "[A-Z].*", "@#", "gs1").checked()


@settings(deadline=None)
@given(st.text(PRINTABLE, min_size=1, max_size=100))
def test_what_stands_for_itself_takes_itself_and_nothing_else(serial: str) -> None:
    mask = "".join(map(written, serial)) + "#"
    pattern = SerialPattern(mask=mask)
    if serial.startswith(" ") or len(serial) > 99:
        with pytest.raises(MaskInvalid):
            places(mask)
    else:
        assert pattern.fault(serial + "7") is None
        assert pattern.fault(serial + "x") is not None
        assert pattern.fault(serial[:-1] + chr(33 + ord(serial[-1]) % 90) + "7") is not None or (
            serial[-1] == chr(33 + ord(serial[-1]) % 90)
        )


@settings(deadline=None)
@given(st.text("#@*AB0-", min_size=1, max_size=20), st.text(PRINTABLE, max_size=20))
def test_a_mask_agrees_with_the_same_form_written_as_a_regex(mask: str, serial: str) -> None:
    if not CLASSES.keys() & set(mask):
        return
    regex = "".join({"#": "[0-9]", "@": "[A-Z]", "*": "[0-9A-Z]"}.get(sign, sign) for sign in mask)
    one, other = SerialPattern(mask=mask), SerialPattern(regex=regex)
    assert (one.fault(serial) is None) == (other.fault(serial) is None)


@pytest.mark.parametrize(
    ("serial", "fault"),
    [
        ("490154203237518", None),
        ("490154203237519", "its last digit is 9, the check digit of an IMEI would be 8"),
        ("49015420323751", "14 of 15 characters"),
        ("4901542032375180", "16 of 15 characters"),
        ("49015420323751O", "O at place 15 is not a digit"),
        ("٤90154203237518", "٤ at place 1 is not a digit"),
    ],
)
def test_an_imei_is_refused_in_words(serial: str, fault: str | None) -> None:
    assert said(SerialPattern(kind="imei"), serial) == fault


@settings(deadline=None)
@given(st.text(string.digits, min_size=15, max_size=15))
def test_the_digit_an_imei_refusal_names_is_the_right_one(serial: str) -> None:
    fault = serial_kinds.fault("imei", serial)
    assert (fault is None) == luhn_fits(serial)
    if fault is not None:
        assert luhn_fits(serial[:-1] + str(fault[1]["expected"]))


@pytest.mark.parametrize(
    ("serial", "fault"),
    [
        ("001A2B3C4D5E", None),
        ("00:1a:2b:3c:4d:5e", None),
        ("00-1A-2B-3C-4D-5E", None),
        ("001A.2B3C.4D5E", None),
        ("00:1A:2B:3C:4D:5", "11 of 12 hexadecimal digits"),
        ("00:1A:2B:3C:4D:5G", "G at place 17 is no hexadecimal digit"),
        ("00:1A:2B-3C:4D:5E", "a MAC address is parted in pairs by : or -, in fours by . or not at all"),
        ("00.1A.2B.3C.4D.5E", "a MAC address is parted in pairs by : or -, in fours by . or not at all"),
        ("", "0 of 12 hexadecimal digits"),
    ],
)
def test_a_mac_address_is_refused_in_words(serial: str, fault: str | None) -> None:
    assert said(SerialPattern(kind="mac"), serial) == fault


@settings(deadline=None)
@given(st.text("0123456789abcdefABCDEF:-.G", max_size=20))
def test_the_rule_of_a_mac_address_is_the_form_a_label_is_read_by(serial: str) -> None:
    assert (serial_kinds.fault("mac", serial) is None) == (MAC_FORM.fullmatch(serial) is not None)


@settings(deadline=None)
@given(st.text("0123456789ABCDEF", min_size=12, max_size=12))
def test_every_spelling_of_a_mac_address_is_the_same(bare: str) -> None:
    pairs = [bare[at : at + 2] for at in range(0, 12, 2)]
    fours = [bare[at : at + 4] for at in range(0, 12, 4)]
    for spelled in (bare, ":".join(pairs), "-".join(pairs).lower(), ".".join(fours)):
        assert same_as("mac", spelled) == bare
        assert same_as("", spelled) is None
    assert same_as("mac", bare[:-1]) is None
    assert same_as("mac", bare[:-1] + "G") is None


def test_a_gs1_serial_has_at_most_20_of_its_82_characters() -> None:
    pattern = SerialPattern(kind="gs1")
    allowed = [character for character in PRINTABLE if said(pattern, character) is None]
    assert len(allowed) == 82
    assert said(pattern, "a" * 20) is None
    assert said(pattern, "a" * 21) == "21 characters, at most 20"
    assert said(pattern, "a~b") == "~ at place 2 is none of the 82 characters of GS1"
    assert said(pattern, "a b") == "a blank at place 2 is none of the 82 characters of GS1"

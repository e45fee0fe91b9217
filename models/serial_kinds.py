"""What kind of number the serials of an item are: any text, an IMEI, a MAC address, or a GS1 serial (21). Pure.

Two spellings of one MAC address are the same unit (R2.11): `same_as` gives the form in which they are compared, while
the text stays as it was scanned.
"""

import re

from models.check_digits import luhn_fits
from models.language import Said

Fault = tuple[str, dict[str, object]]

ANY_KIND, IMEI, MAC, GS1 = "", "imei", "mac", "gs1"
KINDS = (ANY_KIND, IMEI, MAC, GS1)
LENGTHS = {IMEI: (15, 15), MAC: (12, 17), GS1: (1, 20)}
"""Least and greatest number of characters of each kind that has a rule for it."""
IDENTIFIERS = {IMEI: "22S", MAC: "23S"}
"""The MH10.8.2 data identifier under which a label carries a number of that kind."""
MAC_DIGITS = 12
DIGITS = frozenset("0123456789")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
HEX = frozenset("0123456789ABCDEFabcdef")
SEPARATORS = ":-."
SET_82 = re.compile(r"[!\"%-?A-Z_a-z]")
_MAC = re.compile(
    r"(?:[0-9A-F]{2}([:-]?))(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4}", re.IGNORECASE
)
_PARTED = str.maketrans("", "", SEPARATORS)


def fault(kind: str, serial: str) -> Fault | None:
    """What `serial` misses of its kind, as a template and its fields, or None."""
    if kind == IMEI:
        return _imei(serial)
    if kind == MAC:
        return _mac(serial)
    return _gs1(serial) if kind == GS1 else None


def same_as(kind: str, serial: str) -> str | None:
    """The form in which serials of `kind` are compared, where it is not the text itself: a MAC address without
    separators, in capitals."""
    if kind != MAC:
        return None
    bare = serial.translate(_PARTED)
    return bare.upper() if len(bare) == MAC_DIGITS and HEX.issuperset(bare) else None


def _imei(serial: str) -> Fault | None:
    if len(serial) != LENGTHS[IMEI][0]:
        return "{length} of {expected} characters", {"length": len(serial), "expected": LENGTHS[IMEI][0]}
    for place, character in enumerate(serial, start=1):
        if character not in DIGITS:
            return "{character} at place {place} is not a digit", {"character": character, "place": place}
    if not luhn_fits(serial):
        right = next(digit for digit in "0123456789" if luhn_fits(serial[:-1] + digit))
        return (
            "its last digit is {digit}, the check digit of an IMEI would be {expected}",
            {"digit": serial[-1], "expected": right},
        )
    return None


def _mac(serial: str) -> Fault | None:
    for place, character in enumerate(serial, start=1):
        if character not in HEX and character not in SEPARATORS:
            return (
                "{character} at place {place} is no hexadecimal digit",
                {"character": character, "place": place},
            )
    count = len(serial.translate(_PARTED))
    if count != MAC_DIGITS:
        return "{length} of {expected} hexadecimal digits", {"length": count, "expected": MAC_DIGITS}
    if not _MAC.fullmatch(serial):
        return "a MAC address is parted in pairs by : or -, in fours by . or not at all", {}
    return None


def _gs1(serial: str) -> Fault | None:
    if len(serial) > LENGTHS[GS1][1]:
        return "{length} characters, at most {expected}", {"length": len(serial), "expected": LENGTHS[GS1][1]}
    for place, character in enumerate(serial, start=1):
        if not SET_82.fullmatch(character):
            return (
                "{character} at place {place} is none of the 82 characters of GS1",
                {"character": Said("a blank") if character == " " else character, "place": place},
            )
    return None

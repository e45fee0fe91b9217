"""A mask: the form of a serial number, one sign for each place. Pure.

`#` is a digit, `@` a capital letter A-Z, `*` a digit or a capital letter. Letters, digits, blanks and - . / _ : stand for
themselves; any other sign is written with a backslash before it, so that nobody can take it for a place that varies.
"""

from functools import lru_cache

from models.language import Said
from models.refusals_patterns import MaskInvalid
from models.serial_kinds import DIGITS, LETTERS, Fault

CLASSES = {"#": DIGITS, "@": LETTERS, "*": DIGITS | LETTERS}
THEMSELVES = DIGITS | LETTERS | frozenset("abcdefghijklmnopqrstuvwxyz -./_:")
PLACES_MOST = 100
WORDS = {
    "#": "{character} at place {place} is not a digit",
    "@": "{character} at place {place} is not a capital letter",
    "*": "{character} at place {place} is neither a digit nor a capital letter",
}


@lru_cache(1_000)
def places(mask: str) -> tuple[str, ...]:
    """One entry for each place a serial has: a key of CLASSES, or the sign that stands there, `\\` before it where it is
    no class. Raises MaskInvalid with the place in the mask."""
    found: list[str] = []
    at = 0
    while at < len(mask):
        sign = mask[at]
        if sign == "\\":
            at += 1
            if at == len(mask):
                raise MaskInvalid(mask=mask, place=at, why=Said("a backslash needs a sign behind it"))
            found.append("\\" + mask[at])
        elif sign in CLASSES:
            found.append(sign)
        elif sign in THEMSELVES:
            found.append("\\" + sign)
        else:
            raise MaskInvalid(
                mask=mask, place=at + 1, why=Said("{sign} could mean two things", {"sign": sign})
            )
        at += 1
    _check(mask, found)
    return tuple(found)


def _check(mask: str, found: list[str]) -> None:
    if found and found[0] == "\\ ":
        raise MaskInvalid(mask=mask, place=1, why=Said("no serial number begins or ends with a blank"))
    if found and found[-1] == "\\ ":
        raise MaskInvalid(
            mask=mask, place=len(mask), why=Said("no serial number begins or ends with a blank")
        )
    if len(found) > PLACES_MOST:
        raise MaskInvalid(mask=mask[:20] + "…", place=PLACES_MOST + 1, why=Said("at most 100 places"))
    if found and not CLASSES.keys() & set(found):
        raise MaskInvalid(mask=mask, place=1, why=Said("no place varies"))


def fault(mask: str, serial: str) -> Fault | None:
    """What `serial`, which has the mask's length, misses."""
    for place, (wanted, character) in enumerate(zip(places(mask), serial, strict=True), start=1):
        if wanted in CLASSES:
            if character not in CLASSES[wanted]:
                missed: Fault = (WORDS[wanted], {"character": character, "place": place})
                return missed
        elif character != wanted[1]:
            return (
                "{character} at place {place} should be {expected}",
                {"character": character, "place": place, "expected": wanted[1]},
            )
    return None


def written(wanted: str) -> str:
    """The sign that stands for itself, as a mask writes it."""
    return wanted if wanted in THEMSELVES else "\\" + wanted

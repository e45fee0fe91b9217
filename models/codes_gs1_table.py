"""The GS1 application identifiers and their formats, as biip keeps them (GS1 General Specifications, section 3).

Only its table is used: reading a label is `models.codes_gs1`, behind the gate of `models.codes`, because biip takes a
bare `21…` for an identifier, accepts wrong check digits and fails on texts such as `]`. It is imported with the first
label that is GS1 by evidence, for it costs a fifth of a second.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

DATES: Final = frozenset(["11", "12", "13", "15", "16", "17", "4326", "7006"])
# Identifier -> how many of its first digits end in a check digit.
CHECKED: Final = {
    "00": 18,
    "01": 14,
    "02": 14,
    "03": 14,
    "253": 13,
    "255": 13,
    "402": 17,
    **{str(ai): 13 for ai in range(410, 418)},
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
    "8026": 14,
}
FIXED: Final = re.compile(r"N\d\+N(\d+)")
REMEMBERED: Final = 1_024  # beginnings of four characters; there are 541 identifiers


class Identifier(NamedTuple):
    """One application identifier: its digits, the pattern of identifier and value together, and the length of a value
    that needs no separator behind it (None for the others)."""

    ai: str
    pattern: str
    length: int | None


def identifier_at(text: str, start: int = 0) -> str:
    """The application identifier at `start` of `text`, "" when there is none."""
    found = _identifier(text[start : start + 4])
    return found.ai if found else ""


def value_fits(identifier: str, value: str) -> bool:
    """Whether `value` has the length and the characters its identifier allows."""
    found = _identifier(identifier)
    return found is not None and re.fullmatch(found.pattern, identifier + value) is not None


def exact_length(identifier: str) -> int | None:
    """The length of a value that needs no separator behind it; None for the others."""
    found = _identifier(identifier)
    return found.length if found else None


def load() -> None:
    """Read the table now, so that the first GS1 label of the day is as quick as the second."""
    _identifier("01")


@lru_cache(REMEMBERED)
def _identifier(beginning: str) -> Identifier | None:
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        found = GS1ApplicationIdentifier.extract(beginning)
    except ParseError:
        return None
    fixed = None if found.separator_required else FIXED.fullmatch(found.format)
    return Identifier(found.ai, found.pattern, int(fixed[1]) if fixed else None)

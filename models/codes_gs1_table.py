"""The GS1 application identifiers and their formats (GS1 General Specifications, section 3).

A format is a row of parts: `n` digits or `x` characters of GS1 set 82, then an exact length, or `..` and
the longest, with `?` where the part may be absent. No identifier is the beginning of another one.
"""

import re
from typing import Final

# `n` in an identifier is any digit, `d` one of 0 to 5 (the place of the decimal point).
FORMATS: Final = {
    "n18": "00 8006 8017 8018 8026",
    "n14": "01 02 03 8001",
    "x..20": "10 21 22 243 254 420 4318 7020 7021 7022 710 711 712 713 714 715 716 717 7240 8002 8012",
    "n6": "11 12 13 15 16 17 310d 311d 312d 313d 314d 315d 316d 32nd 330d 331d 332d 333d 334d 335d 336d 337d "
    "34nd 350d 351d 352d 353d 354d 355d 356d 357d 36nd 395d 4326 7006 8005",
    "n2": "20 7241",
    "x..28": "235",
    "x..30": "240 241 250 251 400 401 403 4308 4319 7002 7023 8004 8010 90",
    "n..6": "242",
    "n13 x..17?": "253",
    "n13 n..12?": "255",
    "n..8": "30 37",
    "n..15": "390n 392n",
    "n3 n..15": "391n 393n",
    "n4": "3940 3941 3942 3943 8111",
    "n17": "402",
    "n13": "410 411 412 413 414 415 416 417 7001",
    "n3 x..9": "421",
    "n3": "422 424 426",
    "n3 n..12": "423 425",
    "x..3": "427 7008",
    "x..35": "4300 4301 4310 4311 4320",
    "x..70": "4302 4303 4304 4305 4306 4312 4313 4314 4315 4316 7257 8110 8112 8200",
    "x2": "4307 4317",
    "n15": "8040 8041",
    "n32": "8042",
    "n18 n..2?": "8043",
    "n1 x1 n1": "7258",
    "n20": "4309",
    "n1": "4321 4322 4323 7252",
    "n10": "4324 4325 7003",
    "n6 x..1?": "4330 4331 4332 4333",
    "n..4": "7004",
    "x..12": "7005",
    "n6 n6?": "7007",
    "x..10": "7009 7255",
    "x..2": "7010",
    "n6 n4?": "7011",
    "n3 x..27": "703n",
    "n1 x3": "7040",
    "x..4": "7041",
    "x2 x..28": "723n",
    "x..25": "7242 8013 8014 8020",
    "n8": "7250",
    "n12": "7251",
    "x..40": "7253 7254 7259",
    "x..90": "7256 8030 91 92 93 94 95 96 97 98 99",
    "n14 x..16?": "8003",
    "x..34": "8007",
    "n8 n..4?": "8008",
    "x..50": "8009",
    "n..12": "8011",
    "n..10": "8019",
}
SET_82: Final = r"[!\"%-?A-Z_a-z]"
# After these the next identifier follows without a separator (General Specifications, section 7.8.5).
FIXED_LENGTH: Final = frozenset(
    [
        "00",
        "01",
        "02",
        "03",
        "04",
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "20",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "41",
    ]
)
DATES: Final = frozenset(["11", "12", "13", "15", "16", "17", "4326", "7006"])
# Identifier -> how many of its first digits end in a check digit.
CHECKED: Final = {
    "00": 18,
    "01": 14,
    "02": 14,
    "03": 14,
    "253": 13,
    "255": 13,
    **{str(ai): 13 for ai in range(410, 418)},
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
    "8026": 14,
}


def _pattern(form: str) -> str:
    return "".join(_part(part) for part in form.split())


def _part(part: str) -> str:
    characters = "[0-9]" if part[0] == "n" else SET_82
    length = part[1:].rstrip("?")
    whole = f"{characters}{{1,{length[2:]}}}" if length.startswith("..") else f"{characters}{{{length}}}"
    return f"(?:{whole})?" if part.endswith("?") else whole


def _expanded(identifier: str) -> list[str]:
    for letter, digits in (("n", "0123456789"), ("d", "012345")):
        if letter in identifier:
            return [each for digit in digits for each in _expanded(identifier.replace(letter, digit, 1))]
    return [identifier]


# Identifier -> the pattern of its whole value.
VALUES: Final = {
    identifier: _pattern(form)
    for form, row in FORMATS.items()
    for written in row.split()
    for identifier in _expanded(written)
}


LENGTHS: Final = {
    identifier: int(form[1:])
    for form, row in FORMATS.items()
    for written in row.split()
    for identifier in _expanded(written)
    if identifier[:2] in FIXED_LENGTH
}


def identifier_at(text: str, start: int = 0) -> str:
    """The application identifier at `start` of `text`, "" when there is none."""
    return next((text[start : start + n] for n in (2, 3, 4) if text[start : start + n] in VALUES), "")


def value_fits(identifier: str, value: str) -> bool:
    """Whether `value` has the length and the characters its identifier allows."""
    return re.fullmatch(VALUES[identifier], value) is not None


def exact_length(identifier: str) -> int | None:
    """The length of a value that needs no separator behind it; None for the others."""
    return LENGTHS.get(identifier)

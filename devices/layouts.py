"""Keyboard layouts, and what a scanner that types comes out as when its layout is not the computer's (R08).

Pure. A keyboard-wedge scanner presses keys by the layout it was set up for, and the computer reads them by its
own: "-" of an American scanner is "+" on a Danish computer, and every digit of a Danish one is a symbol on a
French. `PROBE` is a code whose characters tell the pairs apart; `found_in` says which pair made a text of it.
"""

import re
from dataclasses import dataclass
from itertools import permutations
from typing import Final

PROBE: Final = "yz-/.:+12"
"""The test code. A digit follows "+", for "+" may come out as an accent that waits for the next character."""

WAITING: Final = "\0"  # a key that waits for the next one: an accent
# The keys of a layout by their place, row by row, without and with Shift; only keys a code can hold.
_ROWS: Final = {
    "us": (
        ("`1234567890-=", "~!@#$%^&*()_+"),
        ("qwertyuiop[]\\", "QWERTYUIOP{}|"),
        ("asdfghjkl;'", 'ASDFGHJKL:"'),
        ("zxcvbnm,./", "ZXCVBNM<>?"),
    ),
    "gb": (
        ("`1234567890-=", '¬!"£$%^&*()_+'),
        ("qwertyuiop[]#", "QWERTYUIOP{}~"),
        ("asdfghjkl;'", "ASDFGHJKL:@"),
        ("zxcvbnm,./", "ZXCVBNM<>?"),
    ),
    "dk": (
        ("½1234567890+\0", '§!"#¤%&/()=?\0'),
        ("qwertyuiopå\0'", "QWERTYUIOPÅ\0*"),
        ("asdfghjklæø", "ASDFGHJKLÆØ"),
        ("zxcvbnm,.-", "ZXCVBNM;:_"),
    ),
    "no": (
        ("|1234567890+\\", '§!"#¤%&/()=?\0'),
        ("qwertyuiopå\0'", "QWERTYUIOPÅ\0*"),
        ("asdfghjkløæ", "ASDFGHJKLØÆ"),
        ("zxcvbnm,.-", "ZXCVBNM;:_"),
    ),
    "se": (
        ("§1234567890+\0", '½!"#¤%&/()=?\0'),
        ("qwertyuiopå\0'", "QWERTYUIOPÅ\0*"),
        ("asdfghjklöä", "ASDFGHJKLÖÄ"),
        ("zxcvbnm,.-", "ZXCVBNM;:_"),
    ),
    "de": (
        ("\0" + "1234567890ß\0", '°!"§$%&/()=?\0'),
        ("qwertzuiopü+#", "QWERTZUIOPÜ*'"),
        ("asdfghjklöä", "ASDFGHJKLÖÄ"),
        ("yxcvbnm,.-", "YXCVBNM;:_"),
    ),
    "fr": (
        ("²&é\"'(-è_çà)=", "~1234567890°+"),
        ("azertyuiop\0$*", "AZERTYUIOP\0£µ"),
        ("qsdfghjklmù", "QSDFGHJKLM%"),
        ("wxcvbn,;:!", "WXCVBN?./§"),
    ),
}
NAMES: Final = {
    "us": "American",
    "gb": "British",
    "dk": "Danish",
    "no": "Norwegian",
    "se": "Swedish",
    "de": "German",
    "fr": "French (AZERTY)",
}
"""What each layout is called, as English templates."""
LAYOUTS: Final = tuple(_ROWS)

_KEYS: Final = {
    name: ("".join(row[0] for row in rows), "".join(row[1] for row in rows)) for name, rows in _ROWS.items()
}


@dataclass(frozen=True)
class Mismatch:
    """A scanner set up for a keyboard of `scanner` at a computer set up for one of `computer`. `others` are
    pairs that would have made the same of the test code."""

    scanner: str
    computer: str
    others: tuple[tuple[str, str], ...] = ()


def typed(text: str, scanner: str, computer: str) -> str:
    """What `computer` reads when `scanner` types `text`; WAITING where an accent waits for the next character.
    Raises ValueError for a character that is on no key of the scanner's layout."""
    return "".join(_seen(character, scanner, computer) for character in text)


def found_in(text: str) -> Mismatch | None:
    """The mismatch that makes `text` of `PROBE`; None when it is the test code itself, or nothing known."""
    if text == PROBE:
        return None
    pairs = [pair for pair, pattern in _PATTERNS.items() if pattern.fullmatch(text)]
    return Mismatch(*pairs[0], tuple(pairs[1:])) if pairs else None


def is_capitals(text: str) -> bool:
    """Whether `text` is the test code typed with Caps Lock on."""
    return text == PROBE.swapcase()


def is_like_probe(text: str) -> bool:
    """Whether `text` may be the test code with characters lost: most of it, in order, and nothing else."""
    rest = iter(PROBE)
    return len(PROBE) // 2 < len(text) < len(PROBE) and all(character in rest for character in text)


def _seen(character: str, scanner: str, computer: str) -> str:
    for shift, keys in enumerate(_KEYS[scanner]):
        at = keys.find(character)
        if at >= 0:
            return _KEYS[computer][shift][at]
    raise ValueError(f"{character!r} is on no key of a keyboard of {NAMES[scanner]} layout")


def _pattern(seen: str) -> re.Pattern[str]:
    """What may come where an accent waits: itself, with or without the next character, or neither."""
    before, waits, after = seen.partition(WAITING)
    if not waits:
        return re.compile(re.escape(seen))
    swallowed = f"(?:\\W?{re.escape(after[:1])})?" if after else "\\W?"
    return re.compile(re.escape(before) + swallowed + re.escape(after[1:]), re.DOTALL)


_PATTERNS: Final = {
    (scanner, computer): _pattern(seen)
    for scanner, computer in permutations(LAYOUTS, 2)
    if (seen := typed(PROBE, scanner, computer)) != PROBE
}

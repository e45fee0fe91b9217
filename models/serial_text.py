"""What a serial number may look like, and how lists of them are written: pure, no database.

1 to 100 printable ASCII characters (help page; DESIGN, Identity). Only outer blanks are trimmed; nothing else is
ever changed.
"""

import re

from models.refusals import Refusal
from models.refusals_scan import EmptySerial, IllegalCharacter, TooLong

LENGTH_MAX = 100
RANGE_MAX = 10_000
PASTE_MAX = 100_000

_RANGE = re.compile(r"^(?P<first>.+?)\s*(?:\.\.|…)\s*(?P<last>.+)$")
_COUNT = re.compile(r"^(?P<first>.+?)\s+[x×*]\s*(?P<count>\d+)$", re.IGNORECASE)
_DIGITS = re.compile(r"^(?P<head>.*?)(?P<digits>\d+)(?P<tail>\D*)$", re.DOTALL)


class RangeUnclear(Refusal):
    template = "{text} is not a range."
    next_step = "Write it as first..last, such as A001..A050, or as first x count, such as A001 x 50."


class RangeEndsDiffer(Refusal):
    template = "{first} and {last} differ in more than their number."
    next_step = "Both ends need the same letters and the same length."


class RangeBackwards(Refusal):
    template = "The range ends at {last}, before it starts at {first}."
    next_step = "Write the lower number first."


class RangeTooLong(Refusal):
    template = "The range has {count} serial numbers; at most {limit} go at once."
    next_step = "Split it in parts."


def trimmed(text: str) -> str:
    """`text` without blanks at its ends."""
    return text.strip(" \t\r\n")


def fault(serial: str) -> Refusal | None:
    """Why `serial` (already trimmed) can be no serial number at all, or None."""
    if not serial:
        return EmptySerial()
    if len(serial) > LENGTH_MAX:
        return TooLong(serial=f"{serial[:20]}…", length=len(serial))
    for character in serial:
        if not " " <= character <= "~":
            return IllegalCharacter(serial=serial, character=named(character))
    return None


def named(character: str) -> str:
    """A character as an operator can read it aloud: itself where it prints, and its code point."""
    shown = f"'{character}' " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X})"


def split(text: str) -> list[str]:
    """The serial numbers of a pasted or loaded text: one per line, tab, comma or semicolon; blanks trimmed, empty ones
    dropped. A header line is not guessed at."""
    return [part for part in (trimmed(piece) for piece in re.split(r"[\r\n\t,;\x1d\x1e]+", text)) if part]


def expand(text: str) -> list[str]:
    """The serial numbers of a range: `first..last`, `first x count`, or `first-last` when both ends have the same letters
    and length. Padding is kept. Raises RangeUnclear, RangeEndsDiffer, RangeBackwards, RangeTooLong."""
    text = trimmed(text)
    if match := _COUNT.match(text):
        first = match["first"]
        return _run(text, first, int(match["count"]))
    match = _RANGE.match(text)
    first, last = (trimmed(match["first"]), trimmed(match["last"])) if match else _dashed(text)
    return between(first, last)


def between(first: str, last: str) -> list[str]:
    """The serial numbers from `first` to `last`, both of them too. Raises as `expand`."""
    text = f"{first}..{last}"
    start, end = _numbered(text, first), _numbered(text, last)
    if (start[0], start[2], len(start[1])) != (end[0], end[2], len(end[1])):
        raise RangeEndsDiffer(first=first, last=last)
    count = int(end[1]) - int(start[1]) + 1
    if count < 1:
        raise RangeBackwards(first=first, last=last)
    return _run(text, first, count)


def _dashed(text: str) -> tuple[str, str]:
    middle = len(text) // 2
    if len(text) % 2 and text[middle] == "-":
        return text[:middle], text[middle + 1 :]
    raise RangeUnclear(text=text)


def _numbered(text: str, end: str) -> tuple[str, str, str]:
    match = _DIGITS.match(end)
    if match is None or not end.isascii():
        raise RangeUnclear(text=text)
    return match["head"], match["digits"], match["tail"]


def _run(text: str, first: str, count: int) -> list[str]:
    head, digits, tail = _numbered(text, first)
    if count < 1:
        raise RangeUnclear(text=text)
    if count > RANGE_MAX:
        raise RangeTooLong(count=count, limit=RANGE_MAX)
    start, width = int(digits), len(digits)
    if len(str(start + count - 1)) > width:
        raise RangeEndsDiffer(first=first, last=f"{head}{start + count - 1}{tail}")
    return [f"{head}{start + n:0{width}}{tail}" for n in range(count)]

"""What a serial number of one item looks like: its kind, its length, its characters, its form."""

import re
from dataclasses import dataclass
from functools import cache
from math import prod

from models import masks, serial_kinds
from models.language import Said
from models.refusals_nouns import PatternLengths, PatternRegex
from models.refusals_patterns import KindUnknown, MaskInvalid, PatternsDiffer
from models.refusals_values import TextUnprintable
from models.serial_kinds import Fault
from models.texts import quoted, shown

LONGEST = 100
REGEX_MOST = 200
MASK_MOST = 200
WAYS_MOST = 20_000  # a match stays below some milliseconds, whatever the text
ENDLESS = WAYS_MOST + 1
LONG_FROM, LONG_WAYS = 50, 27
"""A part of any length, or of this many, counts so many ways: three of them share the one length of a text."""


@dataclass(frozen=True)
class SerialPattern:
    """Lengths are None and texts empty where the item sets no rule. `characters` lists allowed ones, with
    ranges as in "A-Z0-9-" (a - at an end is itself); `regex` is matched against the whole serial; `mask` as in
    `masks`; `kind` is one of `serial_kinds.KINDS`."""

    least: int | None = None
    most: int | None = None
    characters: str = ""
    regex: str = ""
    mask: str = ""
    kind: str = ""

    def checked(self) -> "SerialPattern":
        """This pattern, if a serial can ever match it. Raises PatternLengths, PatternRegex, MaskInvalid, KindUnknown,
        PatternsDiffer, TextUnprintable."""
        least, most = self.least or 1, self.most or LONGEST
        zero = self.least == 0 or self.most == 0
        if zero or not 1 <= least <= most <= LONGEST:
            raise PatternLengths(
                least=least if self.least is None else self.least,
                most=most if self.most is None else self.most,
            )
        for character in self.characters + self.regex + self.mask:
            if not " " <= character <= "~":
                raise TextUnprintable(field="pattern", character=shown(character))
        if self.kind not in serial_kinds.KINDS:
            raise KindUnknown(kind=quoted(self.kind), kinds=", ".join(filter(None, serial_kinds.KINDS)))
        self._check_mask()
        self._check_regex()
        return self

    def _check_mask(self) -> None:
        """Whether lengths, mask and kind leave a length, and mask and characters a character at each place."""
        if len(self.mask) > MASK_MOST:
            raise MaskInvalid(mask=self.mask[:20] + "…", place=MASK_MOST + 1, why=Said("at most 100 places"))
        signs = masks.places(self.mask) if self.mask else ()
        ranges = self._ranges()
        if max(low for low, _ in ranges) > min(high for _, high in ranges):
            raise PatternsDiffer(rules=", ".join(f"{low}-{high}" for low, high in ranges[1:]))
        for place, sign in enumerate(signs if self.characters else (), start=1):
            if not (masks.CLASSES.get(sign) or {sign[-1]}) & _set_of(self.characters):
                raise MaskInvalid(
                    mask=self.mask,
                    place=place,
                    why=Said("none of {allowed} fits there", {"allowed": self.characters}),
                )

    def _check_regex(self) -> None:
        if len(self.regex) > REGEX_MOST:
            raise PatternRegex(regex=self.regex[:20] + "…", reason=f"{len(self.regex)} > {REGEX_MOST}")
        try:
            re.compile(self.regex)
        except (re.error, OverflowError, RecursionError) as error:
            raise PatternRegex(regex=self.regex, reason=str(error)) from error
        if ways(self.regex) > WAYS_MOST:
            raise PatternRegex(regex=self.regex, reason=Said("too many ways to match one serial number"))

    def _ranges(self) -> list[tuple[int, int]]:
        """The lengths that each of the rules leaves; the first is what every serial number has."""
        ranges = [(1, LONGEST)]
        if self.kind:
            ranges.append(serial_kinds.LENGTHS[self.kind])
        if self.mask:
            ranges.append((len(masks.places(self.mask)),) * 2)
        if self.least is not None or self.most is not None:
            ranges.append((self.least or 1, self.most or LONGEST))
        return ranges

    def fault(self, serial: str) -> Fault | None:
        """What `serial` misses, as a template and its fields, or None. The shortest rule speaks first."""
        missed = serial_kinds.fault(self.kind, serial) or self._length_fault(serial)
        if missed is None and self.mask:
            missed = masks.fault(self.mask, serial)
        if missed is None and self.characters:
            missed = self._character_fault(serial)
        if missed is None and self.regex and not re.fullmatch(self.regex, serial):
            return "it does not have the form {regex}", {"regex": self.regex}
        return missed

    def _length_fault(self, serial: str) -> Fault | None:
        length = len(serial)
        least = most = len(masks.places(self.mask)) if self.mask else None
        if least is None:
            least, most = self.least, self.most
        if least is not None and length < least:
            return "{length} of {expected} characters", {"length": length, "expected": least}
        if most is not None and length > most:
            return "{length} characters, at most {expected}", {"length": length, "expected": most}
        return None

    def _character_fault(self, serial: str) -> Fault | None:
        allowed = _set_of(self.characters)
        for place, character in enumerate(serial, start=1):
            if character not in allowed:
                return (
                    "{character} at place {place} is not one of {allowed}",
                    {"character": character, "place": place, "allowed": self.characters},
                )
        return None

    @property
    def empty(self) -> bool:
        """True when any serial will do."""
        return self == ANY


ANY = SerialPattern()
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = r"(?:([*+?])|\{(\d*)(,?)(\d*)\})?[+?]?"
_GROUP = re.compile(r"\((\?:)?([^()]*)\)" + _REPEAT)
_ATOM = re.compile(r"([^|])" + _REPEAT)


def ways(regex: str) -> int:
    """At most so many ways a valid `regex` has to match one serial, which is what a match may have to try; endless when
    it uses more than classes, groups, alternatives and repeats, which is all a serial's form needs."""
    text = _CLASS.sub("x", _ESCAPE.sub("x", regex))
    if "(?" in text.replace("(?:", "") or re.search(r"\\[1-9]", regex):
        return ENDLESS
    inner: dict[str, int] = {}
    while (group := _GROUP.search(text)) is not None:
        mark = chr(0xE000 + len(inner))
        inner[mark] = min(_ways_of(group[2], inner) ** _most(group) * _choices(group), ENDLESS)
        text = text[: group.start()] + mark + text[group.end() :]
    return _ways_of(text, inner)


def _ways_of(text: str, inner: dict[str, int]) -> int:
    """Of a text without groups: alternatives add up, what follows each other multiplies."""
    return sum(
        prod(inner.get(atom[1], 1) * _choices(atom) for atom in _ATOM.finditer(branch))
        for branch in text.split("|")
    )


def _bounds(repeat: re.Match[str]) -> tuple[int, int]:
    sign, least, comma, most = repeat.groups()[-4:]
    if sign is not None:
        return (1 if sign == "+" else 0), (1 if sign == "?" else LONGEST)
    if least is None:
        return 1, 1
    low = int(least or 0)
    return low, min(LONGEST, int(most) if most else LONGEST if comma else low)


def _choices(repeat: re.Match[str]) -> int:
    low, high = _bounds(repeat)
    choices = max(1, high - low + 1)
    return LONG_WAYS if choices >= LONG_FROM else choices


def _most(repeat: re.Match[str]) -> int:
    return _bounds(repeat)[1]


@cache
def _set_of(characters: str) -> frozenset[str]:
    found: set[str] = set()
    place = 0
    while place < len(characters):
        here = characters[place]
        if place + 2 < len(characters) and characters[place + 1] == "-" and here <= characters[place + 2]:
            found.update(chr(code) for code in range(ord(here), ord(characters[place + 2]) + 1))
            place += 3
        else:
            found.add(here)
            place += 1
    return frozenset(found)

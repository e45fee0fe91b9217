"""What a serial number of one item looks like: its length, its characters, its form."""

import re
from dataclasses import dataclass
from functools import cache

from models.refusals_nouns import PatternLengths, PatternRegex, TextUnprintable
from models.texts import shown

LONGEST = 100
REGEX_MOST = 200
Fault = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class SerialPattern:
    """Lengths are None and texts empty where the item sets no rule. `characters` lists allowed ones, with
    ranges as in "A-Z0-9-" (a - at an end is itself); `regex` is matched against the whole serial."""

    least: int | None = None
    most: int | None = None
    characters: str = ""
    regex: str = ""

    def checked(self) -> "SerialPattern":
        """This pattern, if a serial can ever match it. Raises PatternLengths, PatternRegex,
        TextUnprintable."""
        least, most = self.least or 1, self.most or LONGEST
        zero = self.least == 0 or self.most == 0
        if zero or not 1 <= least <= most <= LONGEST:
            raise PatternLengths(
                least=least if self.least is None else self.least,
                most=most if self.most is None else self.most,
            )
        for character in self.characters + self.regex:
            if not " " <= character <= "~":
                raise TextUnprintable(field="pattern", character=shown(character))
        if len(self.regex) > REGEX_MOST:
            raise PatternRegex(regex=self.regex[:20] + "…", reason=f"{len(self.regex)} > {REGEX_MOST}")
        try:
            re.compile(self.regex)
        except (re.error, OverflowError, RecursionError) as error:
            raise PatternRegex(regex=self.regex, reason=str(error)) from error
        return self

    def fault(self, serial: str) -> Fault | None:
        """What `serial` misses, as a template and its fields, or None. The shortest rule speaks first."""
        length = len(serial)
        if self.least is not None and length < self.least:
            return "{length} of {expected} characters", {"length": length, "expected": self.least}
        if self.most is not None and length > self.most:
            return "{length} characters, at most {expected}", {"length": length, "expected": self.most}
        if self.characters:
            allowed = _set_of(self.characters)
            for place, character in enumerate(serial, start=1):
                if character not in allowed:
                    return (
                        "{character} at place {place} is not one of {allowed}",
                        {"character": character, "place": place, "allowed": self.characters},
                    )
        if self.regex and not re.fullmatch(self.regex, serial):
            return "it does not have the form {regex}", {"regex": self.regex}
        return None

    @property
    def empty(self) -> bool:
        """True when any serial will do."""
        return self == ANY


ANY = SerialPattern()


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

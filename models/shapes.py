"""The usual shape of an item's serial numbers, learned from those it has; pure.

Three properties are learned, each only where nearly all of the newest units share it: the length, the beginning, and the
sorts of characters. A text that breaks one is asked about, not refused: what is accepted joins the sample, so an item
whose serial numbers vary soon asks no more.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from models.language import Said
from models.masks import written
from models.patterns import SerialPattern
from models.refusals import Ask
from models.refusals_shape import CutOff, OtherAlphabet, OtherBeginning, ReadTwice, TooManyCharacters
from models.serial_kinds import DIGITS, LETTERS

T = TypeVar("T", bound=Hashable)

SAMPLE = 200
"""So many of the newest units are looked at."""
LEAST = 20
"""With fewer units nothing is usual yet."""
SHARE = 0.95
SEEN_ENOUGH = 3
"""What so many units of the sample have is not unusual, however few they are among them: a new series of a maker is asked
about so often, and no more."""
SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_SORTS = str.maketrans(
    {**dict.fromkeys(DIGITS, "0"), **dict.fromkeys(LETTERS, "A"), **dict.fromkeys(SMALL, "a")}
)
_BEGINNING = re.compile(r".*[^0-9A-Za-z]|[0-9]*[A-Za-z]+")


@dataclass(frozen=True)
class Shape:
    """What is usual among `count` units. `length` is None, `beginning` and `sorts` are empty, where nothing is; the others
    are what was seen often enough not to be asked about."""

    count: int
    length: int | None = None
    with_length: int = 0
    lengths: frozenset[int] = frozenset()
    beginning: str = ""
    with_beginning: int = 0
    beginnings: tuple[str, ...] = ()
    sorts: frozenset[str] = frozenset()

    def doubt(self, text: str, item: str) -> Ask | None:
        """The question that `text` raises as a serial of `item`, or None."""
        if self._is_double(text):
            return ReadTwice(serial=text, once=text[: len(text) // 2], item=item)
        cut = self.length is not None and len(text) < self.length and len(text) not in self.lengths
        if self._begins_otherwise(text) and not (cut and self._lost_its_head(text)):
            return OtherBeginning(serial=text, beginning=self.beginning, count=self.with_beginning, item=item)
        if self.length is not None and len(text) not in self.lengths:
            refusal = CutOff if cut else TooManyCharacters
            return refusal(
                serial=text, length=len(text), count=self.with_length, usual=self.length, item=item
            )
        for place, character in enumerate(text if self.sorts else "", start=1):
            if sorts_of(character) not in self.sorts:
                return OtherAlphabet(
                    serial=text, character=_shown(character), place=place, count=self.count, item=item
                )
        return None

    def _is_double(self, text: str) -> bool:
        half = len(text) // 2
        twice = len(text) % 2 == 0 and text[:half] == text[half:]
        return twice and self.length is not None and len(text) not in self.lengths and half in self.lengths

    def _begins_otherwise(self, text: str) -> bool:
        return bool(self.beginning) and not text.startswith(self.beginnings)

    def _lost_its_head(self, text: str) -> bool:
        """True when `text` goes on somewhere inside the usual beginning, or behind it."""
        if text.startswith(self.beginning[:1]) or text[:1] in DIGITS:
            return True
        return any(text.startswith(self.beginning[at:]) for at in range(1, len(self.beginning)))


def learn(sample: Sequence[str]) -> Shape | None:
    """The shape of `sample`, the newest first; None while there are too few."""
    sample = sample[:SAMPLE]
    count = len(sample)
    if count < LEAST:
        return None
    length, with_length, lengths = _usual(len, sample)
    beginning = _beginning(sample)
    begins, with_beginning, beginnings = _usual(lambda text: text[: len(beginning)], sample)
    begins = begins if len(beginning) > 1 else None
    seen = Counter(sort for text in sample for sort in set(sorts_of(text)))
    rare = (1 - SHARE) * count
    sorts = frozenset(sort for sort, times in seen.items() if times > rare or times >= SEEN_ENOUGH)
    return Shape(
        count,
        length=length,
        with_length=with_length,
        lengths=lengths,
        beginning=begins or "",
        with_beginning=with_beginning,
        beginnings=tuple(beginnings),
        sorts=sorts,
    )


def pattern_of(shape: Shape, sample: Sequence[str]) -> SerialPattern | None:
    """The rule that `shape` makes of `sample`: a mask where all have one length, else length and beginning, as far as
    there are any; None where nothing is usual. No serial of the usual shape misses it."""
    usual = [text for text in sample[:SAMPLE] if shape.doubt(text, "") is None]
    fixed = shape.beginning if all(text.startswith(shape.beginning) for text in usual) else ""
    one_length = all(len(text) == shape.length for text in usual)
    mask = _mask(fixed, usual) if one_length else ""
    if mask:
        return SerialPattern(mask=mask)
    length = shape.length if one_length else None
    regex = re.escape(fixed).replace(r"\-", "-") + ".*" if fixed else ""
    return SerialPattern(length, length, regex=regex) if usual and (length or regex) else None


def sorts_of(text: str) -> str:
    """Each character as its sort: digits, capitals and small letters are sorts; each sign is one of its own."""
    return text.translate(_SORTS)


def _usual(value: Callable[[str], T], sample: Sequence[str]) -> tuple[T | None, int, frozenset[T]]:
    """The value that nearly all share (None: none is), how many have it, and every value seen often enough."""
    seen = Counter(map(value, sample))
    best, times = seen.most_common(1)[0]
    enough = frozenset(one for one, often in seen.items() if often >= SEEN_ENOUGH or one == best)
    return (best if times >= SHARE * len(sample) else None), times, enough


def _beginning(sample: Sequence[str]) -> str:
    """What nearly all begin with, up to its last sign, or its first letters: digits alone are a counter, not a name."""
    ordered = sorted(sample)
    need = ceil(SHARE * len(sample))
    runs = (_shared(ordered[at], ordered[at + need - 1]) for at in range(len(ordered) - need + 1))
    found = _BEGINNING.match(max(runs, key=len, default=""))
    return found[0] if found else ""


def _shared(one: str, other: str) -> str:
    """What two texts begin with alike."""
    alike = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        alike += 1
    return one[:alike]


def _mask(beginning: str, usual: Sequence[str]) -> str:
    """One sign for each place: what all begin with as it stands, signs that never change, and behind the beginning # alone
    where there are digits alone, else * ; "" where there is anything else."""
    rest = [text[len(beginning) :] for text in usual]
    columns = [frozenset(column) for column in zip(*rest, strict=True)]
    alike = [len(column) == 1 and not column <= DIGITS | LETTERS | SMALL for column in columns]
    changing = [column for column, same in zip(columns, alike, strict=True) if not same]
    if not changing or not all(column <= DIGITS | LETTERS for column in changing):
        return ""
    sign = "#" if all(column <= DIGITS for column in changing) else "*"
    tail = "".join(
        written(next(iter(column))) if same else sign for column, same in zip(columns, alike, strict=True)
    )
    return "".join(map(written, beginning)) + tail


def _shown(character: str) -> object:
    return Said("a blank") if character == " " else character

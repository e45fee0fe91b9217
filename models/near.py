"""Texts that a hurried hand could have meant: the closest serial numbers to one that was typed (R2.12). Pure.

Never for a scan (R20), and never by itself: a person chooses. Two texts are close when they are alike but for case and
O/0, I/1, S/5, B/8, or when one sign is missing, too many or wrong, or two neighbours are swapped.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from models.stock import look_alike

NEAREST = 9
"""So many are shown: as many as there are number keys."""
LONGEST = 40
"""In a longer text no sign is added or exchanged, for there would be thousands of ways."""
WAYS_MOST = 64
"""So many spellings by look are tried: six doubtful signs."""
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
SMALL = SIGNS[10:36].lower()
_PAIRS = {"O": "0", "I": "1", "S": "5", "B": "8"}
_ALIKE = _PAIRS | {digit: letter for letter, digit in _PAIRS.items()}


def ways(text: str) -> list[str]:
    """Every text that is close to `text`, each once, without `text` itself; some thousands at most."""
    signs = SIGNS + (SMALL if any(sign in SMALL for sign in text) else "")
    cases = dict.fromkeys((text, text.upper()))
    found = dict.fromkeys((text.lower(), *cases))
    for base in cases:
        found.update(dict.fromkeys(islice(_spelled(base), WAYS_MOST)))
        found.update(dict.fromkeys(_edited(base, signs if base == text else SIGNS)))
    found.pop(text, None)
    return [way for way in found if way and way == way.strip(" ")]


def nearest(text: str, found: Iterable[str]) -> list[str]:
    """The closest of `found` to `text`, at most NEAREST of them, closest first."""
    return sorted(dict.fromkeys(found), key=lambda one: (distance(text, one), one))[:NEAREST]


def distance(typed: str, known: str) -> int:
    """How far apart: 0 alike by look, 1 two neighbours swapped, 2 one sign wrong, 3 one too many or missing, 4 more."""
    one, other = look_alike(typed), look_alike(known)
    if one == other:
        return 0
    if len(one) == len(other):
        differ = [at for at, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs]
        if len(differ) == 1:
            return 2
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other)
        return 1 if swapped else 4
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return 3 if shorter in (longer[:at] + longer[at + 1 :] for at in range(len(longer))) else 4


def _spelled(text: str) -> Iterator[str]:
    choices: Sequence[str] = [sign + _ALIKE.get(sign, "") for sign in text]
    return map("".join, product(*choices))


def _edited(text: str, signs: str) -> Iterator[str]:
    for at in range(len(text)):
        before, after = text[:at], text[at + 1 :]
        yield before + after
        if after:
            yield before + after[0] + text[at] + after[1:]
        if len(text) <= LONGEST:
            yield from (before + sign + after for sign in signs)
            yield from (before + sign + text[at:] for sign in signs)
    if len(text) <= LONGEST:
        yield from (text + sign for sign in signs)

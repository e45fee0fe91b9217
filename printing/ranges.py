"""Neighbouring serial numbers written by their ends: nothing is lost, and nothing stands for more than one list."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from models.language import LANGUAGES, say_in

RUN_LEAST: Final = 3
"""Fewer neighbours stand as themselves: their ends would be longer."""
_ENDING: Final = re.compile(r"(.*?)([0-9]+)", re.ASCII | re.DOTALL)


def ranges(serials: Sequence[str], language: str) -> tuple[str, ...]:
    """`serials` with every run written "SN001 to SN050", in the order of their first ones.

    A run has digits at the end of each, the same text before them, as many digits, and no number left out. Where a serial
    itself reads like a range, all stand as they are.
    """
    if any(_reads_like_a_range(serial) for serial in serials):
        return tuple(serials)
    places: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for place, serial in enumerate(serials):
        found = _ENDING.fullmatch(serial)
        if found:
            places[found[1], len(found[2])][int(found[2])] = place
    pieces = {place: serial for place, serial in enumerate(serials)}
    for numbers in places.values():
        for run in _runs(sorted(numbers)):
            if len(run) < RUN_LEAST:
                continue
            at = [numbers[number] for number in run]
            text = _range(serials[at[0]], serials[at[-1]], language)
            for place in at:
                del pieces[place]
            pieces[min(at)] = text
    return tuple(pieces[place] for place in sorted(pieces))


def _reads_like_a_range(serial: str) -> bool:
    return any(_range("", "", language) in serial for language in LANGUAGES)


def _range(first: str, last: str, language: str) -> str:
    return say_in(language, "{first} to {last}", first=first, last=last)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs

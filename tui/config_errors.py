"""What can be wrong with a configuration file, and on which line of it."""

import re
import tomllib
from pathlib import Path

from models.refusals import Refusal

PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
Steps = tuple[str | int, ...]


class ConfigUnreadable(Refusal):
    template = "The configuration file {file} cannot be read: {reason}."
    next_step = "Check its name and who may read it."


class ConfigTooLarge(Refusal):
    template = "The configuration file {file} is larger than {most} bytes."
    next_step = "Name the right file with --config."


class ConfigWrong(Refusal):
    """One bad key or value; nothing was started with the rest."""

    template = "{file}, line {line}: {problem}."
    next_step = "Correct that line, then start again."


class DatabaseUnknown(Refusal):
    template = "{database} is no database."
    next_step = "Expected --database sqlite:///FILE or postgresql://USER@HOST/NAME."


def wrong(file: Path, text: str, error: ValueError | RecursionError) -> ConfigWrong:
    """The refusal for text that is no TOML."""
    place = PLACE.search(str(error))
    last = max(1, text.rstrip("\n").count("\n") + 1)
    line = int(place[1]) if place and place[1] else last
    return ConfigWrong(file=file, line=line, problem=PLACE.sub("", str(error)).rstrip("."))


def line_of(text: str, path: Steps) -> int:
    """The line where the value at `path` begins, counted from 1.

    TOML is read from the top, so the shortest beginning that is TOML and has the value ends with it, and the
    value begins after the longest shorter one that is TOML too.
    """
    lines = text.split("\n")
    before = 0
    for count in range(1, len(lines) + 1):
        try:
            table = tomllib.loads("\n".join(lines[:count]) + "\n")
        except tomllib.TOMLDecodeError:
            continue
        if _has(table, path):
            return before + 1
        before = count
    return max(1, len(lines))


def _has(value: object, path: Steps) -> bool:
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or len(value) <= step:
                return False
            value = value[step]
        else:
            if not isinstance(value, dict) or step not in value:
                return False
            value = value[step]
    return True

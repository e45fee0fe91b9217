"""What commands print: lines a person can read and a terminal cannot be steered by, or JSON for programs."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import BinaryIO

from models.language import say
from models.refusals import Refusal


class CannotWrite(Refusal):
    template = "{file} cannot be written: {reason}."
    next_step = "Name another file."


def printable(text: str) -> str:
    """`text` on one line, with every character that a terminal might obey spelled out."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def put(line: str = "") -> None:
    """Print one line."""
    print(printable(line))


def put_json(value: object) -> None:
    """Print one value as one line of JSON."""
    print(json.dumps(_plain(value), ensure_ascii=True, default=str))


def put_json_list(values: Iterable[object]) -> int:
    """Print values as one JSON array, each on a line of its own, as they come; returns how many."""
    count = 0
    for value in values:
        print("[" if not count else ",", end="\n")
        print(json.dumps(_plain(value), ensure_ascii=True, default=str), end="")
        count += 1
    print("\n]" if count else "[]")
    return count


def put_columns(cells: Sequence[str], widths: Sequence[int]) -> None:
    """Print one row, every cell but the last filled up to its width and never cut."""
    padded = [printable(cell).ljust(width) for cell, width in zip(cells, widths, strict=True)]
    print("  ".join(padded).rstrip())


def note(line: str) -> None:
    """Tell a person something that is no part of the output."""
    if sys.stderr is not None:
        print(printable(line), file=sys.stderr)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file that is whole or not there: it takes its name when everything is on the disk. Raises
    CannotWrite."""
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:  # a pipe or a device has no other name to go by
                yield stream
            return
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        sync_folder(path.absolute().parent)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(file=path, reason=reason) from error


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def counted(count: int, one: str, many: str) -> str:
    """`one` or `many` with {count} filled in."""
    return say(one if count == 1 else many, count=count)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value

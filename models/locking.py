"""The lock file beside a SQLite book: one station at a time makes or changes the schema, and a made book is remembered."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MADE = b"made\n"


def lock_file(path: Path) -> Path:
    """The lock file of the book at `path`."""
    return Path(f"{path}.lock")


@contextmanager
def alone(path: Path) -> Iterator[int]:
    """No other station is inside this block for the same book; gives the open lock file."""
    lock = os.open(lock_file(path), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def remember(lock: int) -> None:
    """Note that a whole book was made here: should its file be empty one day, that is damage and no fresh start."""
    os.pwrite(lock, MADE, 0)


def was_made(path: Path) -> bool:
    """True when a whole book was made at `path` once."""
    return lock_file(path).exists() and lock_file(path).read_bytes() == MADE

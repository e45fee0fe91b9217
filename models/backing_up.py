"""A copy of the whole book, made while stations work, checked, and on the disk before it has its name."""

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj, which
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from peewee import DatabaseError

from models.book import Book
from models.checking import check
from models.database import sqlite_path
from models.refusals import Refusal

DUMP_S = 3600.0
PIECE = 1 << 20
NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY


class FileExists(Refusal):
    template = "{file} is there already; a backup replaces nothing."
    next_step = "Name another file."


class NoDumpProgram(Refusal):
    template = "pg_dump is not installed here, and the book is on a PostgreSQL server."
    next_step = "Install the PostgreSQL client programs, or make the backup on the server."


class BackupFailed(Refusal):
    template = "The backup was not made: {reason}."
    next_step = "Nothing was written; the book itself is as it was."


class CopyDiffers(Refusal):
    template = "The copy does not check: {sentence}"
    next_step = "Run serialdock check on the book; the copy was thrown away."


@dataclass(frozen=True)
class Backup:
    """What was written: the file, its size in bytes, and whether the copy was opened and checked."""

    file: Path
    size: int
    checked: bool


def backup(book: Book, *, file: Path) -> Backup:
    """Write a copy to `file`. Raises FileExists, NoDumpProgram, BackupFailed, CopyDiffers; then there is no
    file."""
    if file.exists() or file.is_symlink():
        raise FileExists(file=file)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if book.lite:
            _copy(book, part)
        else:
            _dump(book.url, part)
        size = part.stat().st_size
        _settle(part, file)
    except OSError as error:
        raise BackupFailed(reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(file, size, book.lite)


def _copy(book: Book, part: Path) -> None:
    """SQLite writes a consistent copy of what is committed at this moment, beside the book: there it can be
    opened and checked, wherever the backup goes (a network folder, a stick)."""
    path = sqlite_path(book.url)
    assert path is not None
    near = path.with_name(f".{path.name}.{os.getpid()}.copy")
    try:
        book.execute("VACUUM INTO ?", str(near))
        copy = Book("sqlite:///" + quote(str(near.absolute())), book.station)
        try:
            found = check(copy)
        finally:
            copy.close()
        if found:
            raise CopyDiffers(sentence=found[0].sentence)
        with near.open("rb") as source, os.fdopen(os.open(part, NEW, 0o600), "wb") as target:
            copyfileobj(source, target, PIECE)
    except DatabaseError as error:
        raise BackupFailed(reason=str(error)) from error
    finally:
        for tail in ("", "-wal", "-shm", "-journal", ".lock"):
            with suppress(OSError):
                Path(f"{near}{tail}").unlink(missing_ok=True)


def _dump(url: str, part: Path) -> None:
    """PostgreSQL's own program writes a consistent archive; `pg_restore` reads it. A password goes by the
    environment: arguments are there for everybody on the machine to see."""
    program = which("pg_dump")
    if program is None:
        raise NoDumpProgram()
    parts = urlsplit(url)
    address = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@", 1)))
    secret = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    try:
        done = subprocess.run(
            [program, "--format=custom", "--no-password", f"--file={part}", f"--dbname={address}"],
            env={**os.environ, **secret},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=DUMP_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BackupFailed(reason=str(error)) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BackupFailed(reason=lines[0] if lines else f"pg_dump: {done.returncode}")


def _settle(part: Path, file: Path) -> None:
    """The bytes reach the disk, then the name; a file that came meanwhile is not replaced."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    try:
        os.link(part, file)
    except FileExistsError as error:
        raise FileExists(file=file) from error
    except OSError:  # a stick's file system knows no second name: hold the name, then move
        _hold(file)
        part.replace(file)
    folder = os.open(file.absolute().parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _hold(file: Path) -> None:
    try:
        os.close(os.open(file, NEW, 0o600))
    except FileExistsError as error:
        raise FileExists(file=file) from error

"""The outbox and the printer: a document is kept on disk first, then handed to a program such as `lp`.

A kept file is never changed: other content under the same name becomes the next version beside it. What the
printer does, or does not do, never reaches back into the book.
"""

import fcntl
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic

from printing import raw_printer
from printing.errors import (
    NameUnsafe,
    NoPrinter,
    NotKept,
    PrinterHangs,
    PrinterProgramMissing,
    PrinterSaidNo,
    TooManyVersions,
)

NAME = re.compile(r"([A-Za-z0-9_-]{1,80})\.(pdf|zpl)", re.ASCII)
VERSIONS_MAX = 99
TITLE_MAX = 100
REASON_MAX = 300
LIMIT_S = 10.0
POLL_S = 0.05


@dataclass(frozen=True)
class Spool:
    """`outbox` is made when missing; `command` is the printer program and its options, None without one. With
    `address` (host and port) the file goes to a label printer in the network instead."""

    outbox: Path
    command: tuple[str, ...] | None = None
    limit_s: float = LIMIT_S
    address: tuple[str, int] | None = None

    @property
    def has_printer(self) -> bool:
        """False where the outbox is all there is."""
        return bool(self.command or self.address)

    def keep(self, name: str, data: bytes) -> Path:
        """Put `data` on disk as `name` and return its path; durable when this returns.

        The same content again gives the same path. Other content gives NUMBER_v2.pdf, NUMBER_v3.pdf, …
        """
        match = NAME.fullmatch(name)
        if match is None:
            raise NameUnsafe(name=name[:TITLE_MAX])
        try:
            with _locked(self.outbox) as folder:
                return self.outbox.absolute() / _settle(folder, match[1], match[2], data, self.outbox)
        except OSError as error:
            raise NotKept(name=name, outbox=self.outbox, reason=error.strerror or str(error)) from error

    def send(self, path: Path, title: str) -> None:
        """Hand a kept file to the printer or its program; returns when it has taken it, PrintingFailed otherwise."""
        if self.address is not None:
            raw_printer.send(self.address, path.read_bytes(), path.name)
            return
        if not self.command:
            raise NoPrinter(name=path.name)
        program = self.command[0]
        arguments = [*self.command, "-t", _plain(title), "--", str(path.absolute())]
        try:
            process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise PrinterProgramMissing(name=path.name, program=program) from error
        try:
            said = _listen(process, monotonic() + self.limit_s)
        except TimeoutError as error:
            raise PrinterHangs(name=path.name, program=program, limit_s=f"{self.limit_s:g}") from error
        if process.returncode:
            reason = _plain(said.decode("utf-8", "replace"))[:REASON_MAX] or "–"
            raise PrinterSaidNo(name=path.name, program=program, reason=reason, code=process.returncode)


@contextmanager
def _locked(outbox: Path) -> Iterator[int]:
    """The outbox as a folder descriptor that no other process or thread holds at the same time."""
    if not outbox.is_dir():
        outbox.mkdir(mode=0o750, parents=True, exist_ok=True)
        _sync(outbox.absolute().parent)
    folder = os.open(outbox, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def _sync(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _settle(folder: int, number: str, ending: str, data: bytes, outbox: Path) -> str:
    for version in range(1, VERSIONS_MAX + 1):
        name = f"{number}.{ending}" if version == 1 else f"{number}_v{version}.{ending}"
        try:
            there = _content(folder, name)
        except FileNotFoundError:
            _write(folder, name, data)
            return name
        if there == data:
            return name
    raise TooManyVersions(name=f"{number}.{ending}", outbox=outbox, count=VERSIONS_MAX)


def _content(folder: int, name: str) -> bytes | None:
    """What the file holds; None for anything that is not a plain file of ours (a link, a folder)."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        raise
    except OSError:
        return None
    try:
        with os.fdopen(file, "rb") as stream:
            return stream.read()
    except IsADirectoryError:
        os.close(file)
        return None


def _write(folder: int, name: str, data: bytes) -> None:
    """All of it or nothing under `name`, on the disk before this returns."""
    temporary = f".{name}.{os.getpid()}.part"
    with suppress(FileNotFoundError):
        os.unlink(temporary, dir_fd=folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(temporary, flags, 0o640, dir_fd=folder)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    os.fsync(folder)


def _listen(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """The beginning of what the program writes to its error stream until it ends; TimeoutError at `deadline`.

    A child it leaves behind may hold the stream open: the program's own end is what counts.
    """
    assert process.stderr is not None
    kept = b""
    with process.stderr as stream:
        open_still = True
        while True:
            ended = process.poll() is not None
            wait = 0.0 if ended else min(POLL_S, max(0.0, deadline - monotonic()))
            ready = open_still and bool(select([stream], [], [], wait)[0])
            if ready:
                piece = os.read(stream.fileno(), 4096)
                open_still = bool(piece)
                kept = (kept + piece)[: REASON_MAX * 4]
            elif not open_still and not ended:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(wait)
            if ended and (not ready or monotonic() > deadline):
                return kept
            if not ended and monotonic() > deadline:
                _stop(process)
                raise TimeoutError


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _plain(text: str) -> str:
    """One line that any program's argument list and any screen can take."""
    safe = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(safe.split())[:TITLE_MAX].strip()

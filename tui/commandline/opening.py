"""From a command line to its configuration, and from that to an open book."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from models.language import speak_in
from models.refusals import BookUnreachable, Refusal
from tui.config import LITE, Config, data_folder, read_config

if TYPE_CHECKING:
    from models.book import Book


class NoBookYet(Refusal):
    template = "There is no book at {path}."
    next_step = "Name it with --database or --config; serialdock or serialdock import makes a new one."


class BookCameMeanwhile(Refusal):
    template = "Another station made {path} at the same moment; nothing was brought into it."
    next_step = "Do it again."


def config_of(args: argparse.Namespace) -> Config:
    """The configuration the command line names; sentences are in its language from now on."""
    config = read_config(args.config, args.database)
    speak_in(config.language)
    return config


@contextmanager
def open_book(args: argparse.Namespace, *, make: bool = False) -> Iterator["Book"]:
    """The book of the command line. Only with `make` does a book that is not there begin to exist. Raises
    NoBookYet and what opening a book raises."""
    with book_of(args.settings, make=make) as book:
        yield book


@contextmanager
def new_or_open_book(args: argparse.Namespace) -> Iterator["Book"]:
    """Like `open_book`; a SQLite book that is not there yet gets its name only when the block ends well."""
    from models.database import sqlite_path

    config: Config = args.settings
    path = sqlite_path(config.database)
    if path is None or path.exists():
        with book_of(config) as book:
            yield book
        return
    make_data_folder(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with book_of(replace(config, database=LITE + quote(str(part))), make=True) as book:
            yield book
        os.link(part, path)
    except BookUnreachable as error:  # a person knows the book by the name it will have
        raise BookUnreachable(url=path, reason=error.fields["reason"]) from error
    except FileExistsError as error:
        raise BookCameMeanwhile(path=path) from error
    finally:
        for tail in ("", "-wal", "-shm", "-journal", ".lock"):
            Path(f"{part}{tail}").unlink(missing_ok=True)


@contextmanager
def book_of(config: Config, *, make: bool = False) -> Iterator["Book"]:
    """The book of a configuration."""
    book = opened(config, make=make)
    try:
        yield book
    finally:
        book.close()


def opened(config: Config, *, make: bool = False) -> "Book":
    """The book of a configuration, open; only with `make` does one that is not there begin to exist. Raises NoBookYet and
    what opening a book raises."""
    from models.book import Book
    from models.database import sqlite_path

    path = sqlite_path(config.database)
    if path is not None:
        if not make and not path.exists():
            raise NoBookYet(path=path)
        make_data_folder(path)
    try:
        return Book(config.database, config.station)
    except OSError as error:
        raise BookUnreachable(url=path, reason=error.strerror or str(error)) from error


def make_data_folder(path: Path) -> None:
    """The user's own data folder begins to exist with the first book in it; no other folder does."""
    if path.parent == data_folder():
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BookUnreachable(url=path, reason=error.strerror or str(error)) from error

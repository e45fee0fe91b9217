"""Stations that work without a screen until they are killed, and what they had said by then."""

import subprocess
import sys
import threading
from pathlib import Path

from models.book import Book

ROOT = Path(__file__).parents[2]


def said_until_killed(worker: str, url: str, station: str, seconds: float) -> list[tuple[str, str]]:
    """Let `worker` (a module beside this one) work as `station`, kill it some seconds after its first word: the words and
    document numbers it had acknowledged, whole lines alone."""
    command = [sys.executable, "-m", f"tests.crash.{worker}", url, station]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        killer = threading.Timer(seconds, process.kill)
        # before its first word there is nothing to lose, and a machine under load takes its time
        first = process.stdout.readline()
        killer.start()
        said = first + process.stdout.read()
        killer.join()
    whole = said[: said.rfind("\n") + 1]
    return [(word, number) for word, number in (line.split() for line in whole.splitlines())]


def kept_on(book: Book, document: str) -> set[str]:
    """The serial numbers that a document's lists hold in the book."""
    rows = book.rows(
        "SELECT e.serial FROM entry e JOIN document d ON d.id = e.document_id WHERE d.number = ?", document
    )
    return {row[0] for row in rows}

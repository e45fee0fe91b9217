"""The clerk: the one thread that runs verbs in order and owns the book's connection.

Each verb gets an operation id of its own (`Book.perform`). Nothing of the screen library is here. A verb that
has begun is carried to its end even when whoever asked has gone; a `Refusal` comes through to the caller.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from models.book import Book
from models.refusals import BookAway
from tui.under_way import scan_under_way

P = ParamSpec("P")
R = TypeVar("R")


class Clerk:
    """Runs verbs on one book in one thread. `open_book` is called in that thread, before the first verb."""

    def __init__(self, open_book: Callable[[], Book]) -> None:
        self._open_book = open_book
        self._book: Book | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="clerk")
        self.waits = True
        """Whether each verb tries a server that is gone anew. A station that keeps scans itself answers at once instead."""

    async def do(self, verb: Callable[Concatenate[Book, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `verb(book, …)` after everything asked before it; its outcome, or what it raised. Raises BookAway."""
        scan = scan_under_way()

        def run() -> R:
            book = self._opened()
            if self.gone and not self.waits:
                raise BookAway()
            book.next_op = scan.operation if scan else ""
            try:
                return book.perform(verb, *args, **kwargs)
            finally:
                if scan and book.wrote:
                    scan.wrote()

        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, run))

    async def look(self) -> None:
        """Let the book see whether its server answers, after everything asked before."""
        if self._book is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._book.look)

    @property
    def away(self) -> bool:
        """True while a verb waits for a server that does not answer."""
        return self._book is not None and self._book.away

    @property
    def gone(self) -> bool:
        """True when the server has been away for longer than a verb waits for it."""
        return self._book is not None and self._book.gone

    def open(self) -> None:
        """Open the book now, before any verb needs it, and wait until it is open. Raises what opening raises."""
        self._thread.submit(self._opened).result()

    def close(self) -> None:
        """Finish the verbs already asked for, then let go of the book."""
        self._thread.submit(self._close_book)
        self._thread.shutdown(wait=True)

    def _opened(self) -> Book:
        if self._book is None:
            self._book = self._open_book()
        return self._book

    def _close_book(self) -> None:
        if self._book is not None:
            self._book.close()
            self._book = None

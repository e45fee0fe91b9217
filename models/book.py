"""The book as one station holds it open: statements, transactions, the clock, and the operation now under way.

Every statement is written once, with `?` for values, and said in the dialect of the database. `write()` is the only
transaction; `perform()` gives a verb its operation id and repeats it, under the same id, when a connection is lost.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from peewee import (  # type: ignore[attr-defined]  # its types do not name the last one
    Database,
    DatabaseError,
    InterfaceError,
    OperationalError,
    SqliteDatabase,
    __exception_wrapper__,
)

from models.book_faults import first_line, plain
from models.database import open_database
from models.dialect import bound, said, table_of
from models.fields import stamp
from models.refusals import BookDamaged, BookUnreachable, OutcomeUnknown
from models.upgrade import upgrade

Row = tuple[Any, ...]
P = ParamSpec("P")
T = TypeVar("T")

RETRY_S = 5.0
SUPPLIER, CUSTOMER, LOSS = 1, 2, 3
REPAIR = 0  # here, and not in stock: at our place for its customer
REAL = 3  # places above this number hold stock


def utc_now() -> datetime:
    """The clock a book uses unless a test brings its own."""
    return datetime.now(UTC)


def new_operation() -> str:
    """A fresh operation id, made by the station before anything is sent."""
    return uuid.uuid4().hex


class Book:
    """One station's open book. Used by one thread at a time."""

    next_op = ""
    """The operation id of the next verb, where the station has made it before; else each gets a fresh one."""
    wrote = False
    """Whether the verb under way has begun to write."""
    _away_at: float | None = None

    def __init__(
        self,
        url: str,
        station: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        operation: Callable[[], str] = new_operation,
    ) -> None:
        self.url = url
        self.station = station
        self.operator_id: int | None = None
        self.operator = ""
        self.op = ""
        self._clock = clock
        self._operation = operation
        self.db: Database = open_database(url)
        with ExitStack() as undo:
            undo.callback(self.close)
            upgrade(self.db)
            undo.pop_all()
        self.lite = isinstance(self.db, SqliteDatabase)
        self.join = (
            "CROSS JOIN" if self.lite else "JOIN"
        )  # an inner join that SQLite's planner leaves in its order
        with self.write():
            self.execute("INSERT INTO station (name) VALUES (?) ON CONFLICT (name) DO NOTHING", station)
        self.station_id: int = self.value("SELECT id FROM station WHERE name = ?", station)

    def close(self) -> None:
        """Let go of the connection."""
        if not self.db.is_closed():
            self.db.close()

    @property
    def away(self) -> bool:
        """True while the server cannot be reached; any thread may ask."""
        return self._away_at is not None

    @property
    def gone(self) -> bool:
        """True when it has been away for longer than a verb waits for it; any thread may ask."""
        since = self._away_at
        return since is not None and time.monotonic() - since >= RETRY_S

    def now(self) -> datetime:
        """The time in UTC."""
        return self._clock()

    def stamp(self) -> str:
        """The time as the book writes it: UTC, microseconds, Z."""
        return stamp(self._clock())

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        cursor = self.db.execute_sql(said(sql, self.lite), bound(values))
        with __exception_wrapper__:
            return list(cursor.fetchall())

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, if any."""
        cursor = self.db.execute_sql(said(sql, self.lite), bound(values))
        with __exception_wrapper__:
            found: Row | None = cursor.fetchone()
            cursor.close()  # whoever keeps it alive, a query that has more rows would hold its tables
        return found

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, *values)
        return found[0] if found else None

    def execute(self, sql: str, *values: object) -> int:
        """Run a statement that changes something; the number of rows it changed."""
        cursor = self.db.execute_sql(said(sql, self.lite), bound(values))
        with __exception_wrapper__:
            changed = int(self.db.rows_affected(cursor))
            cursor.close()
        return changed

    def insert(self, table: str, **values: object) -> int:
        """Insert one row and return its id. `table` and the column names are the program's own words."""
        marks = ", ".join("?" * len(values))
        found = self.row(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) RETURNING id",  # noqa: S608
            *values.values(),
        )
        assert found is not None
        return int(found[0])

    def batch(self, columns: str) -> str:
        """A table made of one JSON parameter: `batch("n int, serial text")` for a list of [n, serial] rows."""
        return table_of(columns, self.lite)

    def among(self, column: str) -> str:
        """The condition that `column` is one of the texts of one JSON parameter, in a form that asks an index for each."""
        if self.lite:
            return f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608
        return f"{column} = ANY (ARRAY (SELECT json_array_elements_text(?::json)))"

    @contextmanager
    def table_of_own(self, name: str, columns: str) -> Iterator[None]:
        """An empty table that this connection alone sees, inside the caller's transaction. On SQLite it is emptied and stays:
        no table can be dropped there while any query of the connection has rows left to give ("table is locked")."""
        self.execute(f"CREATE TEMP TABLE {'IF NOT EXISTS ' if self.lite else ''}{name} ({columns})")
        if self.lite:
            self.execute(f"DELETE FROM {name}")  # noqa: S608
        yield
        self.execute(f"DELETE FROM {name}" if self.lite else f"DROP TABLE {name}")  # noqa: S608

    @contextmanager
    def write(self) -> Iterator[None]:
        """One short transaction; the write lock is taken at its start. Leaving it means: on disk."""
        self.wrote = True
        with self.db.atomic():
            yield

    def perform(self, verb: Callable[Concatenate["Book", P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `verb` under a new operation id, or the one in `next_op`, and again under the same id if the connection
        breaks. Raises OutcomeUnknown when the book cannot be reached for RETRY_S seconds: nobody knows then whether it was
        kept."""
        outer, self.op = self.op, self.next_op or self._operation()
        self.next_op, self.wrote = "", False
        try:
            return self._perform(verb, *args, **kwargs)
        finally:
            self.op = outer

    def _perform(self, verb: Callable[Concatenate["Book", P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        give_up = time.monotonic() + RETRY_S
        pause = 0.05
        while True:
            try:
                done = verb(self, *args, **kwargs)
                self._away_at = None
                return done
            except (OperationalError, InterfaceError) as error:
                refusal = plain(error, self.lite)
                if refusal is not None:
                    raise refusal from error
                late = self.lite or time.monotonic() > give_up
                self._missed(give_up - RETRY_S if late else time.monotonic())
                if late:
                    raise OutcomeUnknown(reason=first_line(error)) from error
            except DatabaseError as error:
                if "malformed" in str(error) or "not a database" in str(error):
                    raise BookDamaged(reason=first_line(error)) from error
                raise
            time.sleep(pause)
            pause = min(pause * 2, 0.5)
            self._reconnect()

    def look(self) -> bool:
        """Whether the server answers now; asked at once, and once more over a new connection if the old one broke."""
        if not self._answers():
            self._reconnect()
            if not self._answers():
                self._missed(time.monotonic())
                return False
        self._away_at = None
        return True

    def _answers(self) -> bool:
        try:
            self.row("SELECT 1")
        except (OperationalError, InterfaceError):
            return False
        return True

    def _missed(self, at: float) -> None:
        """The server did not answer at `at` (monotonic seconds): it has been away since then, or since before."""
        if not self.lite:
            self._away_at = min(at, at if self._away_at is None else self._away_at)

    def _reconnect(self) -> None:
        if not self.db.is_closed():
            try:
                self.db.close()
            except (OperationalError, InterfaceError):
                self.db.connection().close()
        try:
            self.db = open_database(self.url)
        except BookUnreachable:
            return

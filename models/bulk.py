"""Many rows in one statement, from one JSON parameter, on both engines.

`columns` names columns and their kinds as `Book.batch` takes them, "number text,blocked int"; every name in
it and every table is the program's own word.
"""

from collections.abc import Iterable, Sequence

from models.book import Book, Row
from models.dialect import as_json

STAGED_FROM = 100
"""Rows from which SQLite is faster with a table in memory than with JSON: it binds them faster than it reads JSON, and the
table they are for still gets one statement."""


def look_up(book: Book, sql: str, numbers: Iterable[str], *values: object) -> list[Row]:
    """The rows of `sql` for many numbers; {wanted} in it is the table of them, with a column `number`."""
    wanted = as_json([[number] for number in numbers])
    return book.rows(sql.replace("{wanted}", f"{book.batch('number text')} AS wanted"), wanted, *values)


def insert_many(
    book: Book, table: str, columns: str, rows: Sequence[Sequence[object]], **same: object
) -> int:
    """Insert all rows; how many there were. `same` are further columns with one value for all. (Row by row, each trigger
    would open a journal of its own.)"""
    if not rows:
        return 0
    kinds = {int: "BIGINT", str: "TEXT", type(None): "BIGINT"}
    names = _names(columns)
    constants = "".join(f", CAST(? AS {kinds[type(value)]})" for value in same.values())
    into = ", ".join((names, *same))
    if book.lite and len(rows) > STAGED_FROM:
        staged, its = f"staged_{len(rows[0])}", ", ".join(f"c{n}" for n in range(len(rows[0])))
        with book.table_of_own(staged, its):
            marks = ", ".join("?" * len(rows[0]))
            book.db.cursor().executemany(f"INSERT INTO {staged} VALUES ({marks})", rows)  # noqa: S608
            sql = f"INSERT INTO {table} ({into}) SELECT {its}{constants} FROM {staged}"  # noqa: S608
            return book.execute(sql, *same.values())
    sql = f"INSERT INTO {table} ({into}) SELECT {names}{constants} FROM {book.batch(columns)} AS b"  # noqa: S608
    return book.execute(sql, *same.values(), as_json(rows))


def update_many(book: Book, table: str, columns: str, rows: Sequence[Sequence[object]]) -> int:
    """Change all rows; `columns` begins with "id int", and each row with the id of the one it changes."""
    if not rows:
        return 0
    sets = ", ".join(f"{name} = b.{name}" for name in _names(columns).split(", ")[1:])
    sql = f"UPDATE {table} SET {sets} FROM {book.batch(columns)} AS b WHERE {table}.id = b.id"  # noqa: S608
    return book.execute(sql, as_json(rows))


def alone(book: Book, table: str) -> None:
    """No other station adds or changes rows of `table` until the transaction ends; reading and posting go
    on."""
    if not book.lite:
        book.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _names(columns: str) -> str:
    return ", ".join(column.split()[0] for column in columns.split(","))

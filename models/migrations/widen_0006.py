"""One more word in the list of words a column may hold, whatever other columns the table has got meanwhile.

SQLite cannot change a CHECK, and making the table anew would need its foreign keys off. It allows the written form of a
table to be replaced where no stored row changes, as with a wider CHECK.
"""

import re

from peewee import Database, SqliteDatabase


def widen(db: Database, table: str, column: str, words: tuple[str, ...]) -> None:
    """Let `column` of `table`, whose CHECK lists its words, hold `words` too, in the transaction that is open."""
    if isinstance(db, SqliteDatabase):
        _widen_sqlite(db, table, column, words)
    else:
        _widen_postgresql(db, table, column, words)


def _widen_sqlite(db: Database, table: str, column: str, words: tuple[str, ...]) -> None:
    said: str = db.execute_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    listed = re.compile(rf"\b{column} IN \(([^)]*)\)")
    found = listed.search(said)
    assert found is not None, f"{table}.{column} lists no words"
    wider = said.replace(found[0], f"{column} IN ({_list(found[1], words)})")
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (wider, table))
    version = db.execute_sql("PRAGMA schema_version").fetchone()[0]
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = RESET")


def _widen_postgresql(db: Database, table: str, column: str, words: tuple[str, ...]) -> None:
    name = f"{table}_{column}_check"
    said: str = db.execute_sql(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", (name,)
    ).fetchone()[0]
    every = _list(", ".join(re.findall(r"'[^']*'", said)), words)
    db.execute_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    db.execute_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN ({every}))")


def _list(there: str, words: tuple[str, ...]) -> str:
    missing = [f"'{word}'" for word in words if f"'{word}'" not in there]
    return ", ".join((there, *missing))

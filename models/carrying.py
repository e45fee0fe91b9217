"""A SQLite book carried over to a PostgreSQL server, whole or not at all (R36): every row as it is, ids and hashes included.

The engines' own triggers rest meanwhile: what they would move is among the rows. Keys and checks stay on. Before the copy is
committed it is compared, table by table and unit by unit; after it, recomputed from its movements.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import zip_longest
from typing import Any

from peewee import Database

from models.book import Book
from models.checking import check
from models.database import open_database
from models.refusals import Refusal
from models.upgrade import upgrade

PIECE = 10_000
HEADS = "serial_number"
"""Its rows name movements and movements name them: they come without their place first, and get it last."""
_OURS = ("schema_migration", "migration_checksum")
Told = Callable[[str, int], None]


class NotFromHere(Refusal):
    template = "The book is on a server already."
    next_step = "Only a book on this machine's own disk is carried over."


class NotToThere(Refusal):
    template = "{url} is not the address of a PostgreSQL server."
    next_step = "Write postgresql://USER@HOST/NAME."


class ServerHasBook(Refusal):
    template = "The server has a book already: {table} holds {count}."
    next_step = "Make an empty database and name that one."


class CarriedDiffers(Refusal):
    template = "The copy differs from the book: {what}."
    next_step = (
        "The server's book is to be thrown away; the old one is as it was. Run serialdock check on it."
    )


@dataclass(frozen=True)
class Carried:
    """What was copied: tables, rows in all, and units among them."""

    tables: int
    rows: int
    serials: int


def carry(book: Book, *, to: str, told: Told = lambda table, rows: None) -> Carried:
    """Copy the book to the empty database at `to`; `told` hears each table and its rows. Nobody writes to the old one
    meanwhile. Raises NotFromHere, NotToThere, ServerHasBook, CarriedDiffers, BookUnreachable; then nothing is there."""
    if not book.lite:
        raise NotFromHere()
    if not to.startswith(("postgresql://", "postgres://")):
        raise NotToThere(url=to)
    target = open_database(to)
    try:
        upgrade(target)
        _empty(target)
        with book.write(), target.atomic():
            done = _copy(book.db, target, told)
    finally:
        target.close()
    there = Book(to, book.station)
    try:
        found = there.perform(check)
    finally:
        there.close()
    if found:
        raise CarriedDiffers(what=found[0].sentence)
    return done


def _empty(target: Database) -> None:
    for table in ("station", "document", "item", "posting", "party"):
        count = target.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        if count:
            raise ServerHasBook(table=table, count=count)


def _copy(source: Database, target: Database, told: Told) -> Carried:
    tables = _in_order(source)
    for table in tables:
        target.execute_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table in reversed(tables):
        target.execute_sql(f"DELETE FROM {table}")  # noqa: S608
    copied = 0
    for table in tables:
        columns = _columns(source, table)
        taken = ["NULL" if table == HEADS and name in ("seq", "place") else name for name in columns]
        rows = _pour(source, target, f"SELECT {', '.join(taken)} FROM {table}", table, columns)  # noqa: S608
        told(table, rows)
        copied += rows
    _set_heads(source, target)
    for table in tables:
        if "id" in _columns(source, table):
            _go_on(target, table)
        target.execute_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    _compare(source, target, tables)
    return Carried(len(tables), copied, _count(target, HEADS))


def _in_order(source: Database) -> list[str]:
    """Every table after those its rows name."""
    names = [
        row[0]
        for row in source.execute_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        ).fetchall()
        if row[0] not in _OURS
    ]
    named: dict[str, set[str]] = {}
    for name in names:
        keys = source.execute_sql(f"PRAGMA foreign_key_list({name})").fetchall()
        named[name] = {row[2] for row in keys} - {name}
    named[HEADS].discard("movement")
    return list(TopologicalSorter(named).static_order())


def _columns(source: Database, table: str) -> list[str]:
    return [row[1] for row in source.execute_sql(f"PRAGMA table_info({table})").fetchall()]


def _pour(source: Database, target: Database, query: str, table: str, columns: list[str]) -> int:
    """The rows of `query` into `table`, as the server takes them fastest; how many."""
    count = 0
    with (
        target.connection().cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in source.execute_sql(query):
            copy.write_row(row)
            count += 1
    return count


def _set_heads(source: Database, target: Database) -> None:
    target.execute_sql(
        "CREATE TEMP TABLE head (id BIGINT PRIMARY KEY, seq BIGINT, place BIGINT) ON COMMIT DROP"
    )
    query = f"SELECT id, seq, place FROM {HEADS} WHERE seq IS NOT NULL"  # noqa: S608
    _pour(source, target, query, "head", ["id", "seq", "place"])
    target.execute_sql(
        f"UPDATE {HEADS} AS s SET seq = h.seq, place = h.place FROM head h WHERE h.id = s.id"  # noqa: S608
    )


def _go_on(target: Database, table: str) -> None:
    """The next id of a table follows the last one."""
    sequence = target.execute_sql("SELECT pg_get_serial_sequence(%s, 'id')", (table,)).fetchone()[0]
    if sequence is not None:
        target.execute_sql(
            f"SELECT setval(%s, (SELECT greatest(coalesce(max(id), 0), 99) FROM {table}))",  # noqa: S608
            (sequence,),
        )


def _count(db: Database, table: str) -> int:
    return int(db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def _compare(source: Database, target: Database, tables: list[str]) -> None:
    for table in tables:
        here, there = _count(source, table), _count(target, table)
        if here != there:
            raise CarriedDiffers(what=f"{table}: {there} / {here}")
    for mine, other in zip_longest(_units(source, "?"), _units(target, "%s"), fillvalue=()):
        if mine != other:
            raise CarriedDiffers(what=str((mine or other)[2]))


def _units(db: Database, mark: str) -> Iterator[tuple[Any, ...]]:
    """Every unit by its id, page by page."""
    last = -1
    while rows := db.execute_sql(
        f"SELECT id, item_id, serial, seq, place FROM {HEADS} WHERE id > {mark} ORDER BY id LIMIT {PIECE}",  # noqa: S608
        (last,),
    ).fetchall():
        yield from (tuple(row) for row in rows)
        last = rows[-1][0]

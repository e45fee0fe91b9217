"""Brings a book to this program's schema: one station at a time, checked, and never without a copy first."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from peewee import CharField, Database, SqliteDatabase

from models.drivers import import_alone
from models.fields import UTCField
from models.locking import alone, remember
from models.refusals import BookUnsafe

FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x5344_4F4B


def upgrade(db: Database) -> tuple[str, ...]:
    """Apply what is pending and return the names. Raises BookUnsafe for a book that a newer program wrote, or one whose
    applied migrations differ from this program's."""
    if _is_current(db):
        return ()
    with _alone(db):
        runner = _runner(db)
        status = runner.status()
        unknown = [m.name for m in status if m.path is None]
        if unknown:
            raise BookUnsafe(what="schema", found=", ".join(unknown), expected="a schema this program knows")
        applied = [m.name for m in status if m.applied]
        _compare_checksums(db, applied)
        pending = [m.name for m in status if not m.applied]
        if pending and applied and isinstance(db, SqliteDatabase):
            _copy_before(db, pending[0])
        return _apply(db, runner) if pending else ()


def _apply(db: Database, runner: Any) -> tuple[str, ...]:
    """Run what is pending and keep its checksums, all in one transaction: a crash leaves the book as it was."""
    mark = "?" if isinstance(db, SqliteDatabase) else "%s"
    with db.atomic():
        done = tuple(runner.up())
        db.execute_sql(
            "CREATE TABLE IF NOT EXISTS migration_checksum (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)"
        )
        for name in done:
            db.execute_sql(
                f"INSERT INTO migration_checksum (name, sha256) VALUES ({mark}, {mark})",  # noqa: S608
                (name, checksum(name)),
            )
    return done


def _is_current(db: Database) -> bool:
    """True when everything this program knows is applied just as it knows it: the usual start, and a quick one."""
    if not db.table_exists("migration_checksum"):
        return False
    kept = dict(db.execute_sql("SELECT name, sha256 FROM migration_checksum").fetchall())
    applied = {row[0] for row in db.execute_sql("SELECT name FROM schema_migration").fetchall()}
    files = sorted(FOLDER.glob("*.py"))
    known = {path.stem: _over(files, path.stem) for path in files if path.stem[0].isdigit()}
    return kept == known and applied == set(known)


def _runner(db: Database) -> Any:
    """Peewee's runner with its history in UTC, in a form that apsw binds."""
    module = (
        import_alone("playhouse.migrations")
        if isinstance(db, SqliteDatabase)
        else import_module("playhouse.migrations")
    )
    runner = module.Runner(db, str(FOLDER), table_name="schema_migration")

    class History(db.Model):  # type: ignore[name-defined,misc]
        name = CharField(unique=True)
        applied = UTCField(default=lambda: datetime.now(UTC))

        class Meta:
            table_name = "schema_migration"

    runner.History = History
    return runner


def checksum(name: str) -> str:
    """SHA-256 over every file that carries the migration's number."""
    return _over(sorted(FOLDER.glob("*.py")), name)


def _over(files: list[Path], name: str) -> str:
    digest = hashlib.sha256()
    for path in files:
        if name[:4] in path.name:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _compare_checksums(db: Database, applied: list[str]) -> None:
    if not applied:
        return
    kept = dict(db.execute_sql("SELECT name, sha256 FROM migration_checksum").fetchall())
    for name in applied:
        if kept.get(name) != checksum(name):
            raise BookUnsafe(
                what=f"migration {name}", found="other statements", expected="those it was made with"
            )


@contextmanager
def _alone(db: Database) -> Iterator[None]:
    if isinstance(db, SqliteDatabase):
        with alone(Path(db.database)) as lock:
            yield
            remember(lock)
        return
    db.execute_sql("SET lock_timeout = 0")  # another station may change the schema for minutes
    db.execute_sql("SELECT pg_advisory_lock(%s)", (ADVISORY_LOCK,))
    try:
        yield
    finally:
        db.execute_sql("SELECT pg_advisory_unlock(%s)", (ADVISORY_LOCK,))
        db.execute_sql("RESET lock_timeout")


def _copy_before(db: SqliteDatabase, name: str) -> None:
    target = Path(f"{db.database}.before-{name}")
    if not target.exists():
        db.execute_sql("VACUUM INTO ?", (str(target),))

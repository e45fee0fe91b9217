"""Opens the one database behind a station, from its URL, with every promise about durability read back.

SQLite goes through apsw, which brings a library without the WAL-reset bug of 3.7.0 to 3.51.2; PostgreSQL through
psycopg 3, imported only when asked for.
"""

import os
from pathlib import Path
from urllib.parse import unquote

from peewee import Database, DatabaseError, OperationalError, SqliteDatabase

from models.drivers import admit_psycopg
from models.language import Said
from models.locking import alone, was_made
from models.refusals import BookUnreachable, BookUnsafe, NetworkFolder

APPLICATION_ID = 0x5344_4F4B  # "SDOK": tells our file from any other SQLite file, and from an empty one
BUSY_TIMEOUT_S = 15.0
STUCK_MS = 30_000  # a station that stands still in the middle of a transaction lets go of what it holds
MOUNTS = Path("/proc/self/mounts")
SQLITE_SAFE = (3, 51, 3)
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cell_size_check": 1,
    "trusted_schema": 0,
    "cache_size": -32_000,
    "wal_autocheckpoint": 4000,
    "temp_store": 2,
}


def open_database(url: str) -> Database:
    """The database behind `url` ("sqlite:///path" or "postgresql://…"), connected. Raises BookUnreachable, BookUnsafe,
    NetworkFolder."""
    if url.startswith(("postgresql://", "postgres://")):
        return _open_postgresql(url)
    if not url.startswith("sqlite:///"):
        raise BookUnreachable(url=url, reason=Said("expected sqlite:///… or postgresql://…"))
    return _open_sqlite(Path(unquote(url.removeprefix("sqlite:///"))))


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite URL, or None for a server's."""
    return Path(unquote(url.removeprefix("sqlite:///"))) if url.startswith("sqlite:///") else None


def network_file_system(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """The name of the network file system that holds `folder`, or None when the disk is this machine's own."""
    if not mounts.exists():
        return None
    best = ("", "")
    target = str(folder.resolve())
    for line in mounts.read_text(errors="replace").splitlines():
        _, mount, kind, *_ = line.split(" ")
        mount = mount.encode().decode("unicode_escape")
        inside = target == mount or target.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best[0]):
            best = (mount, kind)
    kind = best[1].lower()
    shared = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gpfs", "ocfs2", "gfs2", "lustre", "fuse")
    local_fuse = ("fuseblk", "fuse.fuse-overlayfs", "fuse.bindfs", "fuse.lxcfs")
    return best[1] if kind.startswith(shared) and kind not in local_fuse else None


def _open_sqlite(path: Path) -> SqliteDatabase:
    import apsw

    network = network_file_system(path.parent)
    if network is not None:
        raise NetworkFolder(path=str(path), kind=network)
    if not path.parent.is_dir():
        raise BookUnreachable(
            url=str(path), reason=Said("the folder {folder} does not exist", {"folder": path.parent})
        )
    library = tuple(int(n) for n in apsw.sqlite_lib_version().split("."))
    if library < SQLITE_SAFE:
        raise BookUnsafe(what="sqlite", found=apsw.sqlite_lib_version(), expected=Said("3.51.3 or newer"))
    if _is_fresh(path):
        with alone(path):
            return _connect(path, fresh=True)
    return _connect(path, fresh=False)


def _connect(path: Path, *, fresh: bool) -> SqliteDatabase:
    from playhouse.apsw_ext import APSWDatabase

    db: SqliteDatabase = APSWDatabase(
        str(path), timeout=BUSY_TIMEOUT_S, pragmas=PRAGMAS, lock_type="IMMEDIATE", autoconnect=False
    )
    try:
        db.connect()
        _read_back(db)
        if fresh:
            db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    except DatabaseError as error:
        raise BookUnreachable(url=str(path), reason=str(error)) from error
    return db


def _read_back(db: Database) -> None:
    for name, expected in PRAGMAS.items():
        found = db.execute_sql(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise BookUnsafe(what=name, found=str(found), expected=str(expected))


def _is_fresh(path: Path) -> bool:
    """True for a file that is to become a book. Reads only: another program's file stays as it is. An empty file where a
    book was made is damage, not a fresh start."""
    import apsw

    try:
        if not path.exists() or path.stat().st_size == 0:
            if was_made(path) and not Path(f"{path}-wal").exists():
                raise BookUnsafe(
                    what=Said("file"),
                    found=Said("empty"),
                    expected=Said("the book that was there; restore a backup"),
                )
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            return True
        connection = apsw.Connection(str(path))
        connection.setbusytimeout(int(BUSY_TIMEOUT_S * 1000))
        try:
            (application,) = next(iter(connection.execute("PRAGMA application_id")))
            (tables,) = next(iter(connection.execute("SELECT count(*) FROM sqlite_master")))
        finally:
            connection.close()
    except apsw.NotADBError:
        application, tables = 0, 1
    except (OSError, apsw.Error) as error:
        raise BookUnreachable(url=str(path), reason=getattr(error, "strerror", None) or str(error)) from error
    if application == 0 and tables == 0:  # another station is making it at this moment
        return True
    if application != APPLICATION_ID:
        raise BookUnsafe(
            what=Said("file"), found=Said("another program's file"), expected=Said("a SerialDock book")
        )
    return False


def _open_postgresql(url: str) -> Database:
    from playhouse.db_url import parse as parse_url

    try:
        admit_psycopg()
    except ImportError as error:
        raise BookUnreachable(
            url=_without_password(url), reason="pip install 'serialdock[postgresql]'"
        ) from error
    from peewee import PostgresqlDatabase

    try:
        settings = parse_url(url)
    except ValueError as error:
        raise BookUnreachable(url=_without_password(url), reason=str(error)) from error
    name = settings.pop("database")
    if not name:
        raise BookUnreachable(url=_without_password(url), reason=Said("expected postgresql://USER@HOST/NAME"))
    db = PostgresqlDatabase(
        name,
        prefer_psycopg3=True,
        options=f"-c lock_timeout={int(BUSY_TIMEOUT_S * 1000)} -c idle_in_transaction_session_timeout={STUCK_MS}",
        autoconnect=False,
        connect_timeout=5,
        keepalives_idle=2,
        keepalives_interval=1,
        keepalives_count=2,
        tcp_user_timeout=4000,
        **settings,
    )
    try:
        db.connect()
        _keeps_what_it_says(db)
    except OperationalError as error:
        raise BookUnreachable(
            url=_without_password(url), reason=str(error).strip().splitlines()[0]
        ) from error
    return db


def _keeps_what_it_says(db: Database) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        found = db.execute_sql(f"SHOW {setting}").fetchone()[0]
        if found == "off":
            raise BookUnsafe(what=setting, found=found, expected="on")


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"{head.rsplit(':', 1)[0]}@{tail}" if at and head.count(":") > 1 else url

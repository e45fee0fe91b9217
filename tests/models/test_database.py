"""Opening a book: what is safe is opened with every promise read back, everything else is refused and left alone."""

import sqlite3
from pathlib import Path

import apsw
import pytest

from models import database
from models.book import Book
from models.database import PRAGMAS, network_file_system, open_database
from models.refusals import BookUnreachable, BookUnsafe, NetworkFolder


def test_every_pragma_is_read_back(lite: Book) -> None:
    for name, expected in PRAGMAS.items():
        assert lite.value(f"PRAGMA {name}") == expected
    assert lite.value("SELECT sqlite_version()") >= "3.51.3"


def test_a_pragma_that_does_not_hold_refuses_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "synchronous", 9)
    with pytest.raises(BookUnsafe, match="synchronous is"):
        open_database(f"sqlite:///{tmp_path / 'book.db'}")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "lustre"])
def test_a_network_file_system_is_named(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n")
    assert network_file_system(tmp_path, mounts) == kind
    assert network_file_system(tmp_path / "deeper", mounts) == kind
    assert network_file_system(Path("/usr"), mounts) is None


def test_a_local_mount_inside_a_network_one_is_local(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ {tmp_path} nfs rw 0 0\n/dev/sdb {tmp_path}/disk ext4 rw 0 0\n")
    assert network_file_system(tmp_path / "disk", mounts) is None


def test_a_mount_with_a_blank_in_its_name_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "our stock"
    folder.mkdir()
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ {tmp_path}/our\\040stock nfs rw 0 0\n")
    assert network_file_system(folder, mounts) == "nfs"


def test_a_book_on_a_network_file_system_is_refused_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "network_file_system", lambda folder: "nfs4")
    with pytest.raises(
        NetworkFolder, match=r"lies on a network file system \(nfs4\).*Use PostgreSQL for several stations"
    ):
        open_database(f"sqlite:///{tmp_path / 'book.db'}")
    assert list(tmp_path.iterdir()) == []


def test_another_programs_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(BookUnsafe, match="another program's file"):
        Book(f"sqlite:///{path}", "Packing 2")
    assert path.read_bytes() == before
    assert not Path(f"{path}.lock").exists()


@pytest.mark.parametrize("content", [b"not a database at all" * 50, b"\x00" * 8192])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(content)
    with pytest.raises((BookUnsafe, BookUnreachable)):
        Book(f"sqlite:///{path}", "Packing 2")
    assert path.read_bytes() == content


def test_an_emptied_book_is_damage_and_not_a_fresh_start(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    Book(f"sqlite:///{path}", "Packing 2").close()
    path.write_bytes(b"")
    for tail in ("-wal", "-shm"):
        Path(f"{path}{tail}").unlink(missing_ok=True)
    with pytest.raises(BookUnsafe, match="restore a backup"):
        Book(f"sqlite:///{path}", "Packing 2")


@pytest.mark.parametrize("url", ["mysql://x", "book.db", "sqlite:book.db", ""])
def test_an_unknown_url_is_named(url: str) -> None:
    with pytest.raises(BookUnreachable, match="expected sqlite:///"):
        open_database(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookUnreachable, match="nowhere does not exist"):
        open_database(f"sqlite:///{tmp_path / 'nowhere' / 'book.db'}")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(BookUnreachable) as refused:
        open_database("postgresql://app:secret@127.0.0.1:1/stock")
    assert "secret" not in str(refused.value)
    assert "app@127.0.0.1" in str(refused.value)


def test_the_book_is_private_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    Book(f"sqlite:///{path}", "Packing 2").close()
    assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_is_said_and_keeps_nothing_half(lite: Book) -> None:
    from models.refusals import DiskFull

    pages = lite.value("PRAGMA page_count")
    lite.db.execute_sql(f"PRAGMA max_page_count = {pages + 2}")

    def fill(book: Book) -> None:
        with book.write():
            for n in range(5000):
                book.insert("item_group", number=f"group {n}", name="x" * 200)

    with pytest.raises(DiskFull, match="The disk is full; nothing was kept"):
        lite.perform(fill)
    assert lite.value("SELECT count(*) FROM item_group") == 0
    lite.db.execute_sql("PRAGMA max_page_count = 1000000")
    lite.perform(fill)
    assert lite.value("SELECT count(*) FROM item_group") == 5000


def test_sqlite_never_imports_the_server_driver(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from models.book import Book; from models import receiving, shipping, adjusting, checking; "
        f"Book('sqlite:///{tmp_path / 'b.db'}', 'S'); print('psycopg' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
    assert apsw.sqlite_lib_version() >= "3.51.3"

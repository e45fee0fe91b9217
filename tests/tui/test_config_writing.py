"""A scanner is written into the configuration file, and nothing else in it changes."""

import os
import stat
from pathlib import Path

import pytest

from models.refusals import Refusal
from tui.config import Config, read_config
from tui.config_writing import Change, ConfigNotWritten, ScannerNotThere, change_scanner, write

MINE = """\
# Packing 2: ask Bo before you change this.
station = "Packing 2"   # the big table

[[scanner]]
# the one on the left
name = "left"   # hangs on a cord
port = "/dev/ttyACM0"

# the right one
[[scanner]]
port = "/dev/serial/by-id/usb-x"
suffix = "tab"


[printer]
outbox = "paper"  # keep
"""
NEW = {"name": "new", "port": "usb:05e0:1701:S1", "suffix": "auto", "line": "8N1", "feedback": "none"}


def of(tmp_path: Path, text: str) -> Config:
    """The configuration of a file with this text."""
    file = tmp_path / "serialdock.toml"
    file.write_bytes(text.encode())
    return read_config(file)


def test_a_new_scanner_goes_to_the_end_and_every_line_of_the_person_stays(tmp_path: Path) -> None:
    change = change_scanner(of(tmp_path, MINE), NEW)
    assert change.after == MINE + '\n[[scanner]]\nname = "new"\nport = "usb:05e0:1701:S1"\n'
    assert change.lines == ("[[scanner]]", 'name = "new"', 'port = "usb:05e0:1701:S1"')
    assert (tmp_path / "serialdock.toml").read_text() == MINE  # nothing is written by asking
    write(change)
    read = read_config(tmp_path / "serialdock.toml")
    assert [scanner.name for scanner in read.scanners] == ["left", "scanner 2", "new"]
    assert read == change.config


def test_a_scanner_is_changed_in_its_own_block_comments_and_all(tmp_path: Path) -> None:
    values = {"name": "left", "port": "usb:05e0:1701:S9", "suffix": "cr", "line": "7E1", "feedback": "none"}
    change = change_scanner(of(tmp_path, MINE), values, "left")
    assert change.after == MINE.replace(
        'port = "/dev/ttyACM0"\n', 'port = "usb:05e0:1701:S9"\nline = "7E1"\nsuffix = "cr"\n'
    )
    assert change.lines == ('port = "usb:05e0:1701:S9"', 'line = "7E1"', 'suffix = "cr"')


def test_a_scanner_without_a_name_of_its_own_is_found_by_its_place_and_a_set_value_is_replaced(
    tmp_path: Path,
) -> None:
    change = change_scanner(of(tmp_path, MINE), {"suffix": "auto", "name": "right"}, "scanner 2")
    assert change.after == MINE.replace('suffix = "tab"', 'suffix = "auto"').replace(
        'port = "/dev/serial/by-id/usb-x"\n', 'port = "/dev/serial/by-id/usb-x"\nname = "right"\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[[scanner]]\nname = "new"\nport = "usb:05e0:1701:S1"\n'),
        ('station="P"', 'station="P"\n\n[[scanner]]\nname = "new"\nport = "usb:05e0:1701:S1"\n'),
        ('station="P"\n\n\n', 'station="P"\n\n[[scanner]]\nname = "new"\nport = "usb:05e0:1701:S1"\n'),
        (
            'station="P"\r\n[printer]\r\n',
            'station="P"\r\n[printer]\r\n\r\n[[scanner]]\r\nname = "new"\r\nport = "usb:05e0:1701:S1"\r\n',
        ),
    ],
)
def test_the_new_block_is_set_off_and_speaks_the_files_own_line_endings(
    before: str, after: str, tmp_path: Path
) -> None:
    change = change_scanner(of(tmp_path, before), NEW)
    assert change.after == after
    write(change)
    assert (tmp_path / "serialdock.toml").read_bytes() == after.encode()


def test_hostile_names_are_written_as_toml_and_read_back(tmp_path: Path) -> None:
    name = 'a"b\\c]] # [printer] = é'
    change = change_scanner(of(tmp_path, MINE), {**NEW, "name": name})
    write(change)
    assert read_config(tmp_path / "serialdock.toml").scanners[-1].name == name


@pytest.mark.parametrize("text", ['scanner = [{port = "/dev/ttyX"}]\n', "scanner = []\n"])
def test_scanners_that_are_no_blocks_are_left_to_the_person(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigNotWritten, match="not in blocks"):
        change_scanner(of(tmp_path, text), NEW)
    assert (tmp_path / "serialdock.toml").read_text() == text


def test_blocks_with_other_tables_between_them_are_not_reordered(tmp_path: Path) -> None:
    text = '[[scanner]]\nport="/dev/ttyX"\n[printer]\n# mine\n[[scanner]]\nport="/dev/ttyY"\n'
    config = of(tmp_path, text)
    with pytest.raises(ConfigNotWritten, match="other tables"):
        change_scanner(config, {"port": "usb:05e0:1701:S1"}, "scanner 1")
    assert change_scanner(config, NEW).after.startswith(text)


def test_what_a_person_wrote_since_the_start_stays_and_a_scanner_they_took_out_is_not_put_back(
    tmp_path: Path,
) -> None:
    config = of(tmp_path, MINE)
    (tmp_path / "serialdock.toml").write_text("bell = false\n")
    assert change_scanner(config, NEW).after.startswith("bell = false\n")
    with pytest.raises(ScannerNotThere, match="has no scanner left any more"):
        change_scanner(config, {"suffix": "cr"}, "left")


def test_a_file_that_changed_between_the_question_and_the_answer_is_not_overwritten(tmp_path: Path) -> None:
    change = change_scanner(of(tmp_path, MINE), NEW)
    (tmp_path / "serialdock.toml").write_text("bell = false\n")
    with pytest.raises(ConfigNotWritten, match="changed it meanwhile"):
        write(change)
    assert (tmp_path / "serialdock.toml").read_text() == "bell = false\n"


def test_a_file_somebody_broke_is_named_with_its_line_and_left_alone(tmp_path: Path) -> None:
    config = of(tmp_path, MINE)
    (tmp_path / "serialdock.toml").write_text("bell = \n")
    with pytest.raises(Refusal, match="line 1"):
        change_scanner(config, NEW)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_files_mode_and_a_symbolic_link_to_it_stay(mode: int, tmp_path: Path) -> None:
    real = tmp_path / "etc" / "real.toml"
    real.parent.mkdir()
    real.write_text(MINE)
    real.chmod(mode)
    link = tmp_path / "serialdock.toml"
    link.symlink_to(real)
    write(change_scanner(read_config(link), NEW))
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == mode
    assert 'name = "new"' in real.read_text()
    assert sorted(path.name for path in real.parent.iterdir()) == ["real.toml"]


def test_a_crash_before_the_last_step_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = change_scanner(of(tmp_path, MINE), NEW)

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigNotWritten, match="No space left"):
        write(change)
    assert (tmp_path / "serialdock.toml").read_text() == MINE
    assert [path.name for path in tmp_path.iterdir()] == ["serialdock.toml"]


def test_the_bytes_are_on_disk_before_the_name_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change: Change = change_scanner(of(tmp_path, MINE), NEW)
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(fd: int) -> None:
        done.append("fsync")
        fsync(fd)

    def noted_replace(part: Path, file: Path) -> Path:
        done.append("replace")
        return replace(part, file)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write(change)
    assert done == ["fsync", "replace", "fsync"]


def test_a_station_without_a_file_gets_one_that_keeps_its_book_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = read_config()
    change = change_scanner(before, NEW)
    write(change)
    assert stat.S_IMODE(change.file.stat().st_mode) == 0o600
    after = read_config()
    assert after.file == tmp_path / "config" / "serialdock" / "serialdock.toml"
    assert (after.database, after.printer, after.station) == (before.database, before.printer, before.station)
    assert [scanner.port for scanner in after.scanners] == ["usb:05e0:1701:S1"]

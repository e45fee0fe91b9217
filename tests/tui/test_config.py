"""The configuration file: what it means, and what is wrong with it, by line."""

import os
from pathlib import Path

import pytest

from devices.feedback import CUSTOM_KEYS, SIGNALS
from models.refusals import Refusal
from tui.config import BYTES_MOST, Config, read_config, usual_file
from tui.config_values import FEEDBACK, SOUNDS

SCANNER = '[[scanner]]\nport = "/dev/ttyX"\n'


def read(tmp_path: Path, text: str | bytes) -> Config:
    """The configuration in a file with this text."""
    file = tmp_path / "serialdock.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(file)


def refused(tmp_path: Path, text: str | bytes) -> str:
    """The sentence about a file that is wrong."""
    with pytest.raises(Refusal) as caught:
        read(tmp_path, text)
    return caught.value.sentence.replace(str(tmp_path / "serialdock.toml"), "FILE")


def test_the_file_of_the_readme_means_what_it_says(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """
database = "sqlite:///station.db"
station = "Packing 2"
language = "da"
bell = false
[[scanner]]
name = "scanner 1"
port = "/dev/serial/by-id/usb-x"
baud = 115200
line = "7E1"
suffix = "tab"
gap = 2
double_read = 0.5
gs_substitute = "~"
[[scanner]]
port = "socket://localhost:7000"
[printer]
outbox = "paper"
command = ["lp", "-d", "packing"]
""",
    )
    assert config.database == f"sqlite:///{tmp_path}/station.db"
    assert (config.station, config.language, config.bell) == ("Packing 2", "da", False)
    first, second = config.scanners
    assert (first.name, first.port, first.baud, first.line) == (
        "scanner 1", "/dev/serial/by-id/usb-x", 115200, "7E1",
    )  # fmt: skip
    assert (first.suffix, first.gap_s, first.double_read_s, first.gs_substitute) == ("tab", 2.0, 0.5, "~")
    assert (second.name, second.port, second.baud) == ("scanner 2", "socket://localhost:7000", 9600)
    assert config.printer.outbox == tmp_path / "paper"
    assert config.printer.command == ("lp", "-d", "packing")


def test_an_empty_file_is_a_whole_configuration(tmp_path: Path) -> None:
    config = read(tmp_path, "")
    assert config.database == f"sqlite:///{tmp_path}/station.db"
    assert config.printer.outbox == tmp_path / "outbox"
    assert config.printer.command is None
    assert config.station
    assert config.language == "en"


def test_without_a_file_the_book_is_in_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert read_config().database == f"sqlite:///{tmp_path}/data/serialdock/station.db"
    assert not (tmp_path / "data").exists()


def test_a_file_in_the_working_folder_stands_before_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "config" / "serialdock"
    own.mkdir(parents=True)
    (own / "serialdock.toml").write_text('station = "own"')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert read_config().station == "own"
    (tmp_path / "serialdock.toml").write_text('station = "here"')
    assert read_config().station == "here"
    assert usual_file() == Path("serialdock.toml")


def test_the_database_of_the_command_line_stands_before_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "serialdock.toml"
    file.write_text('database = "sqlite:///a.db"')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert read_config(file, "sqlite:///b.db").database == f"sqlite:///{elsewhere}/b.db"
    assert read_config(file, "postgresql://u@h/n").database == "postgresql://u@h/n"


@pytest.mark.parametrize(
    "text",
    ["nonsense", "sqlite://x", "sqlite:///", "sqlite:///dir/", "sqlite:///:memory:", "mysql://u:secret@h/n"],
)
def test_what_is_no_database_is_said_without_its_password(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_config(None, text)
    assert "is no database" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert refused(tmp_path, f'\ndatabase = "{text}"').startswith("FILE, line 2: ")


def test_a_path_with_signs_of_a_url_in_it_is_that_file(tmp_path: Path) -> None:
    from models.database import sqlite_path

    config = read(tmp_path, 'database = "sqlite:///my%20books/100%25#1?.db"')
    assert sqlite_path(config.database) == tmp_path / "my books/100%#1?.db"


def test_the_file_knows_every_verdict_a_scanner_and_a_player_can_be_told() -> None:
    assert (FEEDBACK, SOUNDS) == (CUSTOM_KEYS, SIGNALS)


def test_feedback_sounds_and_acknowledgement_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "no.wav").write_bytes(b"")
    config = read(
        tmp_path,
        "acknowledge = true\n"
        + SCANNER
        + "feedback = 'custom'\nfeedback_ok = '1B 37 2C'\nfeedback_acknowledge = '45'\nack_nak = true\n"
        + "[sound]\nplayer = ['aplay', '-q']\nrefused = 'no.wav'\n",
    )
    (scanner,) = config.scanners
    assert config.acknowledge
    assert (scanner.feedback, scanner.ack_nak) == ("custom", True)
    assert (scanner.profile.accepted, scanner.profile.acknowledge) == (b"\x1b7,", b"E")
    assert config.sound is not None
    assert config.sound.player == ("aplay", "-q")
    assert config.sound.files == {"refused": tmp_path / "no.wav"}
    assert config.sound.folder == tmp_path / "cache" / "serialdock" / "sounds"
    plain = read(tmp_path, SCANNER)
    assert not plain.acknowledge
    assert plain.scanners[0].profile.silent
    assert plain.sound is not None
    assert plain.sound.player is None


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("x = 1", "FILE, line 1: unknown key x; expected one of database, station, language,"),
        ("\n\n[printer]\noutboxx = 'a'", "FILE, line 4: unknown key outboxx; expected one of outbox, command"),
        (SCANNER + "\n# c\nboud = 1", "FILE, line 5: unknown key boud"),
        ("station = ", "FILE, line 1: Invalid value"),
        ("station = 'a'\nstation = 'b'", "FILE, line 2: "),
        ("station = '''a\n", "FILE, line 1: "),
        ("station = 3", "FILE, line 1: station: expected a text in quotes"),
        ("station = '  '", "FILE, line 1: station: expected a text in quotes"),
        (f"station = '{'x' * 61}'", "FILE, line 1: station: 61 characters, at most 60"),
        ('station = "a\\u001b[2Jb"', "FILE, line 1: station: control characters"),
        ("# first\nlanguage = 'fr'", 'FILE, line 2: language: expected one of "en", "da"'),
        ("bell = 'no'", "FILE, line 1: bell: expected true or false"),
        ("scanner = 'x'", "FILE, line 1: scanner: expected tables; write [[scanner]]"),
        ("[scanner]\nport = 'x'", "FILE, line 1: scanner: expected tables"),
        ("printer = 'lp'", "FILE, line 1: printer: expected a table"),
        (SCANNER + "[[scanner]]\nname = 'a'", "FILE, line 3: this scanner has no port"),
        (SCANNER + SCANNER, "FILE, line 4: port /dev/ttyX is another scanner's already"),
        (SCANNER + "baud = 0", "FILE, line 3: baud: expected a whole number"),
        (SCANNER + "baud = true", "FILE, line 3: baud: expected a whole number"),
        (SCANNER + "baud = 99999999999999999999", "FILE, line 3: baud: expected a whole number"),
        (SCANNER + "suffix = 'x'", "FILE, line 3: suffix 'x': expected one of auto, cr"),
        (SCANNER + "gap = nan", "FILE, line 3: gap nan s: expected a time above 0"),
        (SCANNER + "gap = inf", "FILE, line 3: gap inf s: expected a time above 0"),
        (SCANNER + "double_read = -1", "FILE, line 3: double_read: double-read window -1.0 s"),
        (SCANNER + "gs_substitute = '~~'", "FILE, line 3: gs_substitute: GS substitute '~~'"),
        (SCANNER + "line = '9X9'", "FILE, line 3: line '9X9': expected a form such as 8N1"),
        ("[[scanner]]\nport = 'nix://x'", "FILE, line 2: port: invalid URL, protocol 'nix' not known"),
        ("[printer]\n\ncommand = 'lp'", "FILE, line 3: command: expected a list of texts"),
        ("[printer]\ncommand = [\n  'lp',\n  3,\n]", "FILE, line 2: command: expected a list of texts"),
        ("[printer]\ncommand = []", "FILE, line 2: command: expected a list of texts"),
        ("[printer]\ncommand = ['lp\\u0000']".replace("'", '"'), "FILE, line 2: command: expected a list"),
        ("acknowledge = 1", "FILE, line 1: acknowledge: expected true or false"),
        (SCANNER + "feedback = 'beep'", "FILE, line 3: feedback 'beep': expected one of none, bel, honeywell-ack,"),
        (SCANNER + "feedback = 'custom'", 'FILE, line 3: feedback "custom": needs feedback_ok or feedback_refused'),
        (SCANNER + "feedback = 'custom'\n\nfeedback_ok = '1B 3'", "FILE, line 5: feedback_ok '1B 3': expected bytes"),
        (SCANNER + "feedback = 'bel'\nfeedback_enable = '45'", "FILE, line 4: feedback_enable: needs feedback ="),
        (SCANNER + "feedback_beep = '07'", "FILE, line 3: unknown key feedback_beep"),
        (SCANNER + "feedback = 'zebra-ssi'\nack_nak = true", "FILE, line 4: ack_nak: zebra-ssi answers each packet"),
        (SCANNER + "ack_nak = 'yes'", "FILE, line 3: ack_nak: expected true or false"),
        ("sound = 'aplay'", "FILE, line 1: sound: expected a table; write [sound] on a line of its own"),
        ("[sound]\nplayer = 'aplay'", 'FILE, line 2: player: expected a list of texts, such as ["aplay", "-q"]'),
        ("[sound]\nplayer = ['aplay']\nrefused = 'no.wav'", "FILE, line 3: refused: there is no file "),
        ("[sound]\nrefused = 'no.wav'", "FILE, line 2: refused: needs a player"),
        ("[sound]\nbeep = 'a'", "FILE, line 2: unknown key beep; expected one of player, accepted, refused"),
        (b"station = '\xff'", "FILE, line 1: not UTF-8"),
        (b"a = 1\n# \xe6", "FILE, line 2: not UTF-8"),
    ],
)  # fmt: skip
def test_a_bad_key_or_value_is_named_with_its_line(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    said = refused(tmp_path, text)
    assert said.startswith(sentence), said
    assert "\n" not in said


def test_brackets_without_end_do_not_break_the_reader(tmp_path: Path) -> None:
    assert refused(tmp_path, "a = " + "[" * 60_000).startswith("FILE, line 1: ")
    assert refused(tmp_path, "a = " + "9" * 60_000).startswith("FILE, line 1: ")


def test_a_file_that_is_no_configuration_is_not_read_whole(tmp_path: Path) -> None:
    assert "is larger than" in refused(tmp_path, b"#" * (BYTES_MOST + 1))


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"nix\.toml cannot be read: No such file"):
        read_config(tmp_path / "nix.toml")
    with pytest.raises(Refusal, match="cannot be read: Is a directory"):
        read_config(tmp_path)
    locked = tmp_path / "locked.toml"
    locked.write_text("")
    locked.chmod(0)
    if os.geteuid():
        with pytest.raises(Refusal, match="cannot be read: Permission denied"):
            read_config(locked)


def test_windows_line_ends_and_a_byte_order_mark_are_no_error(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbfstation = "a"\r\n[printer]\r\noutbox = "b"\r\n').station == "a"
    assert refused(tmp_path, b'station = "a"\r\n\r\nlanguage = "x"\r\n').startswith("FILE, line 3: ")


def test_a_virtual_scanner_has_its_port_in_the_stations_folder(tmp_path: Path) -> None:
    config = read(tmp_path, '[[scanner]]\nport = "virtual"\n' + SCANNER)
    assert config.scanners[0].port == str(tmp_path / "virtual")
    assert config.virtual == ("virtual",)

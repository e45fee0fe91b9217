"""The program as it is installed: how fast it starts, what it imports, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import demo
from tests.tui.commandline.commands import Command
from tui.cli import main

PROGRAM = Path(sys.executable).with_name("serialdock")
HEAVY = ("textual", "rich", "reportlab", "barcode", "psycopg", "serial", "babel", "asyncio")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's book, read only here."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cli') / 'demo.db'}"
    demo.make(url, "Packing 1", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    return url


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own, and nobody's configuration."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path


def run(*words: str, shell_tail: str = "") -> subprocess.CompletedProcess[str]:
    """The installed program, in a shell when its output goes somewhere special."""
    if shell_tail:
        line = " ".join([str(PROGRAM), *words, shell_tail])
        return subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, timeout=30
        )
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=30)


def test_a_look_up_loads_no_library_it_does_not_need(book: str) -> None:
    line = (
        "import json, sys; from tui.cli import main; "
        f"code = main(['show', 'TP80-004103', '--database', {book!r}]); "
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules])); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_the_installed_program_answers_quickly(book: str) -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert run("show", "TP80-004103", "--database", book).returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 1.5


def test_a_reader_that_leaves_early_is_no_error(book: str) -> None:
    done = run("serials", "--database", book, shell_tail="| head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("words", [["serials"], ["export", "serials"], ["show", "TP80-004103", "--json"]])
def test_a_full_disk_behind_the_output_is_one_line(book: str, words: list[str]) -> None:
    done = run(*words, "--database", book, shell_tail="> /dev/full")
    assert done.returncode == 2
    assert done.stderr == "serialdock: the output cannot be used: No space left on device\n"


def test_without_any_output_it_still_does_its_work(book: str) -> None:
    done = run("check", "--database", book, shell_tail=">&- 2>&-")
    assert done.returncode == 0


@pytest.mark.parametrize("words", [["serials"], ["export", "serials"], ["show", "TP80-004103", "--json"]])
def test_a_closed_output_takes_what_it_gets_and_no_file_gets_its_number(book: str, words: list[str]) -> None:
    done = run(*words, "--database", book, shell_tail=">&-")
    assert (done.returncode, done.stderr) == (0, "")
    assert run("check", "--database", book).returncode == 0


@pytest.mark.parametrize("words", [["show"], ["serials", "--text"], ["serials", "--item"], ["scan"]])
def test_bytes_that_are_no_text_are_refused_in_one_line(book: str, words: list[str]) -> None:
    line = [
        os.fsencode(PROGRAM),
        b"--database",
        book.encode(),
        *(word.encode() for word in words),
        b"a\xff\xfe",
    ]
    done = subprocess.run(line, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "it is not UTF-8" in done.stderr


def test_a_book_whose_name_is_no_text_is_refused_in_one_line() -> None:
    line = [os.fsencode(PROGRAM), b"--database", b"sqlite:///\xff.db", b"import", b"items", b"x.csv"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


def test_an_argument_is_read_as_utf_8_in_any_locale(book: str) -> None:
    env = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    words = ["serials", "--customer", "Café", "--database", book, "--json"]
    line = [os.fsencode(PROGRAM), *(word.encode() for word in words)]
    done = subprocess.run(line, capture_output=True, env=env, timeout=30)
    assert len(json.loads(done.stdout)) > 0, done.stderr


def test_nothing_is_no_code_and_a_state_may_be_one_word(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    serialdock = Command(book, capsys)
    assert "it is empty" in serialdock.refused("show", " ")
    whole = serialdock("serials", "--state", "in stock").out
    assert whole
    assert serialdock("serials", "--state", "in-stock").out == whole


def test_letters_the_terminal_has_not_are_no_traceback(book: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [PROGRAM, "show", "SO-1003", "--database", book], capture_output=True, text=True, env=env, timeout=30
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_ctrl_c_ends_without_a_traceback() -> None:
    line = [str(PROGRAM), "scanner", "test", "loop://", "--json"]
    running = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert json.loads(running.stdout.readline()) == {"event": "ready"}
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=10)
    assert "Traceback" not in error


def test_python_dash_m_is_the_same_program(book: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-m", "tui", "check", "--database", book], capture_output=True, env=env, timeout=30
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [
        ["nix"],
        ["show"],
        ["serials", "--nix"],
        ["import", "nix", "x.csv"],
        ["print", "nix", "SH-1", "--out", "x"],
        ["backup"],
        ["scan"],
        ["--config"],
        ["--conf", "x"],
        ["addon", "nix"],
        ["show", "A", "B"],
    ],
)
def test_a_line_that_means_nothing_is_refused_in_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str], book: str
) -> None:
    sentence = Command(book, capsys).refused(*words)
    assert "--help" in sentence


def test_help_and_version_are_asked_for_and_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["show", "--help"], ["scanner", "test", "--help"], ["--version"]):
        assert main(words) == 0
        assert capsys.readouterr().out


def test_book_and_configuration_may_stand_before_or_after_the_command(
    book: str, capsys: pytest.CaptureFixture[str], away: Path
) -> None:
    (away / "here.toml").write_text(f'database = "{book}"\nlanguage = "en"\n')
    serialdock = Command(book, capsys)
    whole = serialdock("serials").out
    assert whole
    assert serialdock("serials", "--database", book, url=None).out == whole
    assert serialdock("--config", "here.toml", "serials", url=None).out == whole
    assert serialdock("serials", "--config", "here.toml", url=None).out == whole
    assert serialdock("--database", "sqlite:///nix.db", "serials", "--database", book, url=None).out == whole
    for words in (
        ["scanner", "list"],
        ["--config", "here.toml", "scanner", "list"],
        ["scanner", "list", "--config", "x"],
    ):
        assert serialdock(*words, url=None).code == 0


def test_a_configuration_in_the_working_folder_is_found(
    book: str, capsys: pytest.CaptureFixture[str], away: Path
) -> None:
    (away / "serialdock.toml").write_text(f'database = "{book}"\n')
    assert Command(book, capsys)("serials", url=None).code == 0
    (away / "serialdock.toml").write_text("database = 3\n")
    sentence = Command(book, capsys).refused("serials", url=None)
    assert sentence.startswith("serialdock.toml, line 1: database: ")


def test_the_station_says_that_it_needs_a_terminal(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    done = run("--database", book)
    assert done.returncode == 2
    assert done.stderr.startswith("serialdock: The station needs a terminal")
    assert done.stderr.count("\n") == 1


def test_a_book_that_cannot_be_opened_is_one_line(capsys: pytest.CaptureFixture[str], away: Path) -> None:
    serialdock = Command("", capsys)
    (away / "text.db").write_text("this is no database at all, but a text of some length\n" * 50)
    assert "another program's file" in serialdock.refused("check", url="sqlite:///text.db")
    assert serialdock.refused("check", url="sqlite:////proc/version").startswith("The book ")
    assert serialdock.refused("check", url="postgresql://nobody@127.0.0.1:1/none")
    for nameless in ("postgresql://", "postgres://127.0.0.1:1", "postgresql://127.0.0.1:1/"):
        assert "expected postgresql://USER@HOST/NAME" in serialdock.refused("check", url=nameless)
    assert serialdock.refused("check", url="postgresql://127.0.0.1:port/none")
    for foreign in ("mysql://x", "sqlite:///"):
        assert serialdock.refused("check", url=foreign)
    sentence = serialdock.refused("import", "items", "x.csv", url="sqlite:///no/folder/x.db")
    assert sentence.startswith(
        f"The book {away}/no/folder/x.db cannot be opened: the folder {away}/no/folder does"
    )


def test_the_command_line_speaks_the_stations_language(
    book: str, capsys: pytest.CaptureFixture[str], away: Path
) -> None:
    (away / "dansk.toml").write_text(f'database = "{book}"\nlanguage = "da"\n')
    said = Command(book, capsys)("--config", "dansk.toml", "serials", url=None)
    assert said.code == 0

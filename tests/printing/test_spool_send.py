"""The printer as real programs that fail in every way a printer does."""

import os
import time
from pathlib import Path

import pytest

from printing.errors import NoPrinter, PrinterHangs, PrinterProgramMissing, PrinterSaidNo, PrintingFailed
from printing.spool import Spool


def program(folder: Path, body: str, name: str = "fake-lp") -> str:
    """A printer program of ours."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_the_printer_gets_options_title_and_file_as_arguments(outbox: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    lp = program(tmp_path, f'for a in "$@"; do printf "%s|" "$a"; done > {told}; cat "$5" >> {told}')
    box = Spool(outbox, (lp, "-dpacking"))
    path = box.keep("SH-1.pdf", b"paper")
    box.send(path, "Delivery note; $(rm -rf x) `id`")
    assert told.read_text() == f"-dpacking|-t|Delivery note; $(rm -rf x) `id`|--|{path}|paper"


@pytest.mark.parametrize("name", ["-", "--", "-o", "-rf", "-d"])
def test_a_name_or_title_that_looks_like_an_option_is_none(outbox: Path, tmp_path: Path, name: str) -> None:
    told = tmp_path / "told"
    box = Spool(outbox, (program(tmp_path, f'for a in "$@"; do printf "%s|" "$a"; done > {told}'),))
    path = box.keep(f"{name}.pdf", b"paper")
    box.send(path, name)
    assert told.read_text() == f"-t|{name}|--|{path}|"


@pytest.mark.parametrize("title", ["a\x00b", "\ud800", "\x1b[2J", "x" * 100_000, "a\nb", ""])
def test_no_title_breaks_the_call(outbox: Path, tmp_path: Path, title: str) -> None:
    box = Spool(outbox, (program(tmp_path, "exit 0"),))
    box.send(box.keep("SH-1.pdf", b"paper"), title)


def test_a_printer_that_refuses_is_quoted(outbox: Path, tmp_path: Path) -> None:
    lp = program(tmp_path, 'printf "lp: The printer or class\\n does not\\033[2J exist.\\n" >&2; exit 1')
    box = Spool(outbox, (lp,))
    path = box.keep("SH-1.pdf", b"paper")
    with pytest.raises(PrinterSaidNo) as failed:
        box.send(path, "Delivery note SH-1")
    said = "lp: The printer or class does not [2J exist."
    assert str(failed.value) == (
        f"SH-1.pdf is kept and not printed: {lp} answered “{said}” (code 1). "
        "See to the printer, then print again."
    )
    assert path.read_bytes() == b"paper"


def test_a_printer_that_dies_without_a_word_is_said_too(outbox: Path, tmp_path: Path) -> None:
    box = Spool(outbox, (program(tmp_path, "kill -9 $$"),))
    with pytest.raises(PrinterSaidNo, match="code -9"):
        box.send(box.keep("SH-1.pdf", b"paper"), "t")


def alive(mark: Path) -> bool:
    """Whether the process whose id is in `mark` still runs."""
    status = Path(f"/proc/{mark.read_text().strip()}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_printer_that_hangs_is_stopped_with_all_it_started(outbox: Path, tmp_path: Path) -> None:
    mark = tmp_path / "child"
    lp = program(tmp_path, f"sleep 60 & echo $! > {mark}; trap '' TERM; wait; sleep 60")
    box = Spool(outbox, (lp,), limit_s=1)
    path = box.keep("SH-1.pdf", b"paper")
    started = time.monotonic()
    with pytest.raises(PrinterHangs, match="gave no answer in 1 seconds"):
        box.send(path, "t")
    assert time.monotonic() - started < 10
    until = time.monotonic() + 5
    while alive(mark) and time.monotonic() < until:
        time.sleep(0.01)
    assert not alive(mark)


def test_the_limit_is_ten_seconds(outbox: Path) -> None:
    assert Spool(outbox).limit_s == 10


def test_a_printer_that_talks_without_end_is_stopped(outbox: Path, tmp_path: Path) -> None:
    box = Spool(outbox, (program(tmp_path, "exec yes oh >&2"),), limit_s=0.4)
    with pytest.raises(PrinterHangs):
        box.send(box.keep("SH-1.pdf", b"paper"), "t")


def test_a_printer_that_leaves_a_child_with_the_pipe_is_done_when_it_ends(
    outbox: Path, tmp_path: Path
) -> None:
    mark = tmp_path / "child"
    box = Spool(outbox, (program(tmp_path, f"sleep 60 & echo $! > {mark}"),))
    started = time.monotonic()
    box.send(box.keep("SH-1.pdf", b"paper"), "t")
    assert time.monotonic() - started < 9
    os.kill(int(mark.read_text()), 9)


def test_a_printer_that_closes_its_error_stream_is_still_waited_for(outbox: Path, tmp_path: Path) -> None:
    box = Spool(outbox, (program(tmp_path, "exec 2>&-; sleep 0.3; exit 3"),))
    with pytest.raises(PrinterSaidNo, match="code 3"):
        box.send(box.keep("SH-1.pdf", b"paper"), "t")


def test_a_missing_program_is_named(outbox: Path, tmp_path: Path) -> None:
    path = Spool(outbox).keep("SH-1.pdf", b"paper")
    plain_file = tmp_path / "no-program"
    plain_file.write_text("#!/bin/sh\n")
    for command in ("/no/such/lp", "no-such-lp", str(plain_file)):
        with pytest.raises(PrinterProgramMissing) as failed:
            Spool(outbox, (command,)).send(path, "t")
        assert command in failed.value.sentence
        assert "print again" in failed.value.next


@pytest.mark.parametrize("command", [None, ()])
def test_a_station_without_a_printer_says_so(outbox: Path, command: tuple[str, ...] | None) -> None:
    box = Spool(outbox, command)
    with pytest.raises(NoPrinter) as failed:
        box.send(box.keep("SH-1.pdf", b"paper"), "t")
    assert isinstance(failed.value, PrintingFailed)
    assert str(failed.value) == (
        "SH-1.pdf is kept and not printed: this station has no printer. Set one under Settings, Printer."
    )

"""The real program in a real terminal: hostile bytes, hang-ups, bare consoles; nothing leaves the terminal
broken.
"""

import os
import random
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal

BARE = {"TERM": "linux", "LANG": "C", "LC_ALL": "C"}


def run(log: Path, **env: str) -> Terminal:
    return Terminal([sys.executable, "-m", "tests.tui.shell", str(log)], env=env)


def test_the_keyboard_alone_works_and_quitting_gives_the_terminal_back(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.", "SerialDock · Packing 2")
        terminal.send("SN0001\r")
        terminal.sees("SN0001 noted, 1 in all")
        terminal.send("\x1b")
        terminal.sees("Close SerialDock?")
        terminal.send("y")
        assert terminal.ended() == 0
        time.sleep(0.1)
        assert b"\x1b[?1049l" in terminal.output
        assert b"\x1b[?2004l" in terminal.output


@pytest.mark.parametrize("seed", range(2))
def test_random_bytes_never_stop_the_program(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        terminal.send(bytes(choose.randrange(0x80, 0x100) for _ in range(2000)))
        terminal.send(b"\r" + bytes(choose.randrange(1, 0x100) for _ in range(300) for _ in range(2)))
        terminal.send(b"\x1b[201~\r\x1b[99999999999;5u\x1b[<0;99999999999M\x1b[38;5u\r")
        time.sleep(0.5)
        terminal.send("\r \x1b")
        time.sleep(0.6)
        for _ in range(12):
            if "Scan anything" in terminal.screen() or "noted" in terminal.screen():
                break
            terminal.send("\x1b")
            time.sleep(0.4)
        terminal.send("n")
        time.sleep(0.3)
        terminal.send(" LAST1\r")
        time.sleep(0.5)
        terminal.signal(signal.SIGCONT)
        assert terminal.screen().strip()
        assert "LAST1" in (tmp_path / "log").read_text() + terminal.screen()


@pytest.mark.parametrize("how", ["hang up", "SIGHUP", "SIGTERM"])
def test_it_ends_within_two_seconds_when_told_to(tmp_path: Path, how: str) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        terminal.send("SN0001\r")
        terminal.sees("SN0001 noted")
        if how == "hang up":
            terminal.hang_up()
        else:
            terminal.signal(signal.Signals[how])
        terminal.ended(2)
    assert "SN0001" in (tmp_path / "log").read_text()


def test_keys_of_other_programs_leave_it_running(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        for byte in (0x11, 0x03, 0x10, 0x1A, 0x1C, 0x13):
            terminal.send(bytes([byte]))
        time.sleep(0.3)
        terminal.send("\x7f" * 6 + " SN0001\r")
        terminal.sees("SN0001 noted")


def test_a_bracketed_paste_of_1000_lines_comes_whole(tmp_path: Path) -> None:
    lines = "\n".join(f"SN{n:05d}" for n in range(1000))
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        terminal.send(f"\x1b[200~{lines}\x1b[201~")
        terminal.sees("1000 lines pasted")


def test_two_bracketed_scans_are_two_texts(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        terminal.send("\x1b[200~SN1\x1b[201~\r\x1b[200~SN2\x1b[201~\r")
        terminal.sees("SN2 noted, 2 in all")


def test_the_bare_console_gets_letters_only(tmp_path: Path) -> None:
    with run(tmp_path / "log", **BARE) as terminal:
        terminal.sees("Scan anything.", "SerialDock - Packing 2")
        terminal.send("BAD\r")
        terminal.sees("X REFUSED  BAD is bad.")
        terminal.send("c")
        terminal.sees("Really?")
        assert terminal.screen().isascii(), terminal.screen()


def test_without_colour_the_verdicts_still_differ_in_word_and_sign(tmp_path: Path) -> None:
    with run(tmp_path / "log", NO_COLOR="1") as terminal:
        terminal.sees("Scan anything.")
        terminal.send("SN1\r")
        terminal.sees("✔ OK")
        terminal.send("BAD\r")
        terminal.sees("✖ REFUSED")
        greys = _colours(bytes(terminal.output))
        assert greys
        assert all(red == green == blue for red, green, blue in greys)


def test_text_that_steers_terminals_never_reaches_one(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        before = len(terminal.output)
        terminal.send("\x1b[200~A\x9b2J\u202eB\u2066[red]C[/]\x07\x1d\x1b]0;owned\x1b[201~\r")
        terminal.sees("[red]C[/]")
        shown = bytes(terminal.output[before:]).decode(errors="replace")
        assert "\u202e" not in shown
        assert "\x9b" not in shown
        assert "\x1b]0;owned" not in shown


def test_a_scan_through_a_terminal_that_names_every_key_keeps_its_separators(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        letters = [f"\x1b[{ord(c.lower())};{1 + c.isupper()};{ord(c)}u" for c in "sn10LOT7"]
        terminal.send("".join(letters) + "\x1b[93;5u" + "\x1b[50;1;50u\x1b[49;1;49u" + "\x1b[13u")
        terminal.sees("sn10LOT7␝21 noted")


def test_arrow_keys_in_pieces_over_a_slow_line_leave_nothing(tmp_path: Path) -> None:
    with run(tmp_path / "log") as terminal:
        terminal.sees("Scan anything.")
        for piece in ("\x1b", "[", "B"):
            terminal.send(piece)
            time.sleep(0.15)
        time.sleep(0.4)
        assert "Close SerialDock?" not in terminal.screen()
        terminal.send(" SN1\r")
        terminal.sees("SN1 noted, 1 in all")


def _colours(output: bytes) -> set[tuple[int, int, int]]:
    return {
        (int(r), int(g), int(b))
        for r, g, b in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", output)
        if os.name == "posix"
    }

"""Hostile text is shown as it is or by a visible mark, and signs have letters where a terminal has none."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.tui.robot import station
from tests.tui.shell import notebook_station
from tui.widgets.cells import fit
from tui.widgets.plain import plain, plain_text
from tui.widgets.signs import ASCII, letters_only, sign

HOSTILE = [
    "[/]",
    "[red]x[/]",
    "[@click=app.quit]pay[/]",
    "[link=file:///etc/passwd]x[/link]",
    "[$accent]q[/]",
    "[type=x, v={'a[0]'}]",
    "\x1b[2J\x1b[31m",
    "\x1b]0;owned\x07",
    "\x1bPq\x1b\\",
    "\u202eFDP.exe",
    "\ud800",
    "А1",
    "a\u0301\u0301\u0301\u0301\u0301\u0301b",
    "]C1010123456789012821ABC\x1d10LOT",
    "one\ntwo\r\nthree\u2028four",
    "x" * 100_000,
    "東京 Łódź",
    "\u200b\ufeff\u00ad",
    "trailing\\",
]


@given(st.text(st.characters(codec=None), max_size=200))
def test_every_text_becomes_printable_and_stays_one_row(text: str) -> None:
    shown = plain_text(text)
    assert shown.isprintable()
    assert "\n" not in shown
    assert plain(text).plain == shown


def test_every_invisible_or_steering_character_of_unicode_has_a_visible_mark() -> None:
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            shown = plain_text(chr(code))
            assert shown.isprintable()
            assert shown.strip()


def test_the_group_separator_is_seen_and_text_behind_it_too() -> None:
    assert plain_text("21ABC\x1d10LOT") == "21ABC␝10LOT"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_changes_no_screen(text: str) -> None:
    app, notebook = notebook_station()
    notebook.named = text
    app.board.name(text)
    async with station(app) as robot:
        await robot.scan(text, f"BAD{text}")
        await robot.press("c")
        await robot.scan(text)
        await robot.press("n", "asterisk")
        robot.sees("Unclaimed scans: 1")
        await robot.press("escape", "question_mark", "escape")
        assert app.station_screen is notebook
        robot.text().encode("utf-8")


@given(st.text(max_size=60), st.integers(1, 40), st.booleans())
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int, right: bool) -> None:
    assert Content(fit(text, width, right=right)).cell_length == width


def test_signs_have_letters_on_terminals_that_cannot_draw_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert letters_only({"TERM": "linux", "LANG": "da_DK.UTF-8"})
    assert letters_only({"TERM": "xterm", "LANG": "C"})
    assert letters_only({"TERM": "xterm", "LC_ALL": "POSIX", "LANG": "da_DK.UTF-8"})
    assert not letters_only({"TERM": "xterm-256color", "LANG": "da_DK.UTF-8"})
    assert not letters_only({"TERM": "xterm-256color"})
    monkeypatch.setenv("LC_ALL", "C")
    assert sign("".join(ASCII)).isascii()
    assert plain_text("✔ \x1b[2J \x9b \x7f").isascii()

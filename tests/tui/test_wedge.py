"""Keystrokes become whole texts: judged by a clock the test holds."""

import pytest

from tui.widgets.strokes import Stroke
from tui.widgets.wedge import LENGTH_MAX, Entry, Press, Wedge

NAMES = {
    "\r": "enter",
    "\n": "ctrl+j",
    "\t": "tab",
    " ": "space",
    "\x1b": "escape",
    "\x1d": "ctrl+right_square_bracket",
}
NAMES |= {
    "\x1e": "ctrl+circumflex_accent",
    "\x04": "ctrl+d",
    "\x02": "ctrl+b",
    "\x03": "ctrl+c",
    "\x11": "ctrl+q",
}


class Typist:
    """Feeds a wedge at a pace and collects what comes out."""

    def __init__(self) -> None:
        self.wedge = Wedge()
        self.at = 100.0
        self.out: list[Entry | Press] = []

    def strike(self, text: str, gap: float = 0.002, *, kitty: bool = False) -> "Typist":
        for character in text:
            self.at += gap
            key = NAMES.get(character, character)
            bare = None if kitty and key.startswith("ctrl+") else character
            self.out += self.wedge.stroke(Stroke(key, bare, self.at))
        return self

    def key(self, key: str, gap: float = 0.5) -> "Typist":
        self.at += gap
        self.out += self.wedge.stroke(Stroke(key, None, self.at))
        return self

    def wait(self, seconds: float = 1.0) -> "Typist":
        self.at += seconds
        if self.wedge.due is not None and self.at >= self.wedge.due:
            self.out += self.wedge.release()
        return self

    @property
    def texts(self) -> list[str]:
        return [entry.text for entry in self.out if isinstance(entry, Entry)]

    @property
    def presses(self) -> list[str]:
        return [press.key for press in self.out if isinstance(press, Press)]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\r\r", "\t", "\t\r", "\r\t"])
def test_every_terminator_ends_one_text_and_never_an_empty_one(end: str) -> None:
    typist = Typist().strike(f"SN0001{end}SN0002{end}").wait()
    assert typist.texts == ["SN0001", "SN0002"]
    assert typist.presses == []


def test_stx_and_etx_frame_a_text() -> None:
    typist = Typist().strike("\x02sn1\x03").wait().strike("\x02sn2\x03\r").wait()
    assert typist.texts == ["sn1", "sn2"]
    assert typist.presses == []


@pytest.mark.parametrize("kitty", [False, True])
def test_group_separators_stay_in_the_text_however_the_terminal_names_them(kitty: bool) -> None:
    text = "010952110153000110LOT7\x1d21SER\x1e\x04"
    assert Typist().strike(text + "\r", kitty=kitty).texts == [text]


@pytest.mark.parametrize("code", sorted({*range(1, 0x20)} - {0x03, 0x09, 0x0A, 0x0D, 0x1B}))
def test_no_control_byte_in_a_scan_presses_anything_or_cuts_the_text_in_silence(code: int) -> None:
    name = NAMES.get(chr(code), f"ctrl+{chr(96 + code)}")
    typist = Typist().strike("SN12")
    typist.out += typist.wedge.stroke(Stroke(name, chr(code), typist.at + 0.002))
    typist.at += 0.002
    typist.strike("34\r").wait()
    assert typist.texts == [f"SN12{chr(code)}34"]
    assert typist.presses == []


def test_a_pause_never_cuts_a_text() -> None:
    assert Typist().strike("SN0001", 0.4).strike("\r").texts == ["SN0001"]
    assert Typist().strike("SN0").wait(0.4).strike("001\r").texts == ["SN0001"]


def test_a_lower_case_scan_on_an_empty_field_is_text_from_its_first_letter() -> None:
    typist = Typist().strike("undo1\r").wait()
    assert (typist.texts, typist.presses) == (["undo1"], [])


def test_a_letter_alone_is_a_press_after_the_hold() -> None:
    typist = Typist().strike("u").wait(0.05)
    assert typist.presses == []
    assert typist.wait(0.05).presses == ["u"]


def test_one_letter_with_a_terminator_at_scanner_speed_is_a_text() -> None:
    typist = Typist().strike("y\r").wait()
    assert (typist.texts, typist.presses) == (["y"], [])


def test_a_letter_and_a_slow_enter_are_two_presses() -> None:
    typist = Typist().strike("u").wait().strike("\r").wait()
    assert typist.presses == ["u", "enter"]


def test_a_terminator_before_a_scan_presses_nothing() -> None:
    typist = Typist().strike("\rSN1\r").wait()
    assert (typist.texts, typist.presses) == (["SN1"], [])


def test_a_leading_space_makes_letters_text() -> None:
    typist = Typist().strike(" u", 0.2).strike("\r", 0.2)
    assert (typist.texts, typist.presses) == (["u"], [])


def test_speed_tells_scanned_from_keyed() -> None:
    typist = Typist().strike("SN0001\r", 0.030).wait().strike("SN0002\r", 0.040).wait().strike("SN3\r")
    assert [entry.how for entry in typist.out if isinstance(entry, Entry)] == ["scanned", "keyed", "keyed"]


def test_forgotten_letters_before_a_scan_are_refused_and_not_glued_to_it() -> None:
    typist = Typist().strike("TP8", 0.2).wait().strike("SN000123\r")
    assert [entry.fault for entry in typist.out if isinstance(entry, Entry)] == ["mixed"]
    assert typist.strike("SN000124\r").texts[-1] == "SN000124"


def test_too_long_a_text_is_refused_whole() -> None:
    typist = Typist().strike("A" * (LENGTH_MAX + 1) + "\r")
    assert [entry.fault for entry in typist.out if isinstance(entry, Entry)] == ["too-long"]
    assert Typist().strike("A" * LENGTH_MAX + "\r").texts == ["A" * LENGTH_MAX]


def test_a_function_key_inside_a_burst_spoils_the_text_and_does_nothing_else() -> None:
    typist = Typist().strike("SN12").key("f2", 0.002).strike("34\r").wait()
    assert [entry.fault for entry in typist.out if isinstance(entry, Entry)] == ["control-keys"]
    assert typist.presses == []


def test_escape_clears_what_was_typed_and_then_is_a_press() -> None:
    typist = Typist().strike("SN1", 0.2).key("escape").key("escape").wait()
    assert (typist.wedge.text, typist.presses) == ("", ["escape"])


@pytest.mark.parametrize(
    ("rest", "key"), [("[A", "up"), ("OP", "f1"), ("[5~", "pageup"), ("[3~", "delete"), ("[1;2B", "down")]
)
def test_a_key_sequence_cut_after_its_escape_is_that_key(rest: str, key: str) -> None:
    typist = Typist().key("escape")
    typist.strike(rest[0], 0.05).strike(rest[1:], 0.15).wait()
    assert (typist.presses, typist.texts, typist.wedge.text) == ([key], [], "")


def test_backspace_takes_the_last_letter() -> None:
    assert Typist().strike("SN12", 0.2).key("backspace").strike("3\r", 0.2).texts == ["SN13"]


def test_alt_and_unknown_keys_add_nothing() -> None:
    typist = Typist().key("alt+x").key("ctrl+left")
    assert (typist.wedge.text, typist.presses) == ("", ["alt+x", "ctrl+left"])

"""Every character is drawn by a font that has it, or refused by name."""

import subprocess
import sys
from pathlib import Path

import pymupdf_fonts
import pytest

from printing import fonts
from printing.errors import NoGlyph, PrintRefused


@pytest.mark.parametrize("face", [fonts.SANS, fonts.BOLD, fonts.MONO])
def test_european_scripts_need_no_font_of_the_machine(face: fonts.Face, only_shipped_fonts: None) -> None:
    blocks = [
        range(0x20, 0x7F),
        range(0xA1, 0x180),
        range(0x391, 0x3A2),
        range(0x400, 0x460),
        range(0x1EA0, 0x1EFA),
    ]
    for block in blocks:
        for code in block:
            if code != 0xAD:
                face.glyph(chr(code), "")


def test_a_text_is_split_where_the_font_changes_and_nowhere_else(only_shipped_fonts: None) -> None:
    runs = fonts.SANS.runs("Ab ש c")
    assert "".join(piece for _, piece in runs) == "Ab ש c"
    assert len({name for name, _ in runs}) > 1
    assert fonts.SANS.runs("plain") == [("SerialDock-notos", "plain")]


def test_a_system_font_serves_only_what_no_shipped_font_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system.ttf"
    system.write_bytes(pymupdf_fonts.myfont("notos"))
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font")
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", (str(tmp_path / "absent.ttf"), str(broken), str(system)))
    face = fonts.Face("spacemo")
    assert face.runs("aЖ") == [("SerialDock-spacemo", "a"), ("SerialDock-system.ttf", "Ж")]


def test_a_refusal_names_the_character_its_number_and_the_text(only_shipped_fonts: None) -> None:
    with pytest.raises(PrintRefused) as refused:
        fonts.SANS.require("Box 東 and more " + "x" * 80)
    assert isinstance(refused.value, NoGlyph)
    assert refused.value.fields["code"] == "6771"
    assert str(refused.value).startswith("cannot print 東 (U+6771) in “Box 東 and more xxx")
    assert len(str(refused.value.fields["text"])) <= fonts.TEXT_SHOWN_MAX


def test_private_and_unassigned_characters_are_refused_and_no_square_is_drawn(
    only_shipped_fonts: None,
) -> None:
    for character in ("\U0010fffd", "\ue0ff", "\U000e0fff"):
        with pytest.raises(NoGlyph):
            fonts.Face("notos", "figo", "cascadia").require(character)


def test_the_drawing_library_is_loaded_only_when_something_is_drawn() -> None:
    program = (
        "import sys, printing.delivery_note, printing.pick_list, printing.spool;"
        "print([m for m in ('reportlab', 'barcode', 'pymupdf_fonts', 'babel') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

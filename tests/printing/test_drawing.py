"""A document whose kept words no font draws takes today's for those alone; and a layout that tells no serials tells none."""

from dataclasses import replace

import pytest

from models.layout import STANDARD
from printing.drawing import drawn
from printing.errors import NoGlyph
from tests.printing.matrix import squares
from tests.printing.papers import laid_out, note, shipped, words

KEPT = replace(
    note(shipped("A-1", name="Printer 東京"), shipped("B-1", name="Kept name", item="KEPT")),
    their_reference="PO kept",
)
NOW = replace(
    note(shipped("A-1", name="Printer Tokyo"), shipped("B-1", name="New name", item="NEW")),
    their_reference="PO new",
)


@pytest.mark.usefixtures("only_shipped_fonts")
def test_only_the_text_without_a_font_stands_in_todays_words() -> None:
    seen = " ".join(words(drawn(KEPT, NOW)))
    for text in ("Printer Tokyo", "KEPT Kept name", "PO kept"):
        assert text in seen
    assert "new" not in seen.lower()


@pytest.mark.usefixtures("only_shipped_fonts")
def test_an_address_that_has_other_lines_now_changes_as_a_whole_when_one_has_no_font() -> None:
    kept = replace(KEPT.deliver_to, name="Kept house", address=("東京 1", "Herning"))
    today = replace(KEPT.deliver_to, name="New house", address=("Tokyo 1", "3rd floor", "Aarhus"))
    first = replace(NOW, deliver_to=kept)
    seen = " ".join(words(drawn(first, replace(NOW, deliver_to=today))))
    assert "Kept house Tokyo 1 3rd floor Aarhus" in seen
    assert "Herning" not in " ".join(words(drawn(first, replace(NOW, deliver_to=today)))).replace(
        "7400 Herning", ""
    )


@pytest.mark.usefixtures("only_shipped_fonts")
def test_what_todays_words_cannot_draw_either_is_refused_by_name() -> None:
    for instead in (None, KEPT):
        with pytest.raises(NoGlyph, match="東"):
            drawn(KEPT, instead)


@pytest.mark.parametrize("square", [False, True])
def test_a_note_without_the_column_of_serials_has_no_code_of_them(square: bool) -> None:
    hidden = replace(laid_out("delivery-note", item=50, delivered=50), square=square)
    sample = note(shipped(*(f"SECRET-{index}" for index in range(9))))
    assert len(squares(drawn(sample), 203)) == 1
    pdf = drawn(replace(sample, layout=hidden))
    assert squares(pdf, 203) == []
    seen = " ".join(words(pdf))
    assert "SECRET" not in seen
    assert "serial number" not in seen.lower()
    assert STANDARD.square

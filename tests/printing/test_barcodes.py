"""Bars are drawn on a canvas, rasterised as a printer would, and read back."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.barcodes import MODULE_WIDTHS, QUIET_MODULES, code128
from printing.errors import BarcodeCharacters, BarcodeTooWide
from tests.printing.papers import bars


def drawn(text: str, x: float = 20.0) -> bytes:
    """A page with this barcode and black on both sides of its quiet zone."""
    from reportlab.pdfgen.canvas import Canvas

    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(500, 80), invariant=1)
    barcode = code128(text, 440)
    barcode.draw(canvas, x, 20, 30)
    canvas.rect(x - 10, 20, 10, 30, fill=1)
    canvas.rect(x + barcode.width, 20, 10, 30, fill=1)
    canvas.save()
    return paper.getvalue()


PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


@settings(max_examples=40, deadline=None)
@given(text=st.text(PRINTABLE, min_size=1, max_size=25), x=st.floats(15, 20))
def test_whatever_is_drawn_is_read_back_exactly(text: str, x: float) -> None:
    for dpi in (203, 300):
        found = bars(drawn(text, x), dpi)
        assert found == [[text]]


def test_bars_are_as_wide_as_the_room_allows_and_white_stays_around_them() -> None:
    wide, narrow = code128("SH-1001", 300), code128("SH-1001", 100)
    assert (wide.module, narrow.module) == MODULE_WIDTHS
    assert wide.width <= 300
    assert narrow.width <= 100
    first, last = wide.bars[0], wide.bars[-1]
    assert first[0] == 0
    assert (last[0] + last[1] + 2 * QUIET_MODULES) * wide.module == pytest.approx(wide.width)


def test_too_wide_a_barcode_is_refused_with_both_widths() -> None:
    with pytest.raises(BarcodeTooWide) as refused:
        code128("ABCDEFGHIJ", 100)
    assert (
        refused.value.sentence
        == "cannot print “ABCDEFGHIJ” as a barcode: it needs 41 mm and there are 35 mm."
    )
    assert refused.value.next == "Use a shorter number."


@pytest.mark.parametrize("text", ["", "Ø", "a\tb", "\x00", "\ud800", "٣", "x" * 101])
def test_what_code_128_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(BarcodeCharacters):
        code128(text, 10_000)


@pytest.mark.parametrize(
    "text", ["99", "9999", "99A", "1", "12", "123", "12345", "A1234", "A12345B", "A1234567B99"]
)
def test_digits_are_packed_in_pairs_and_none_is_lost(text: str) -> None:
    assert bars(drawn(text), 203) == [[text]]

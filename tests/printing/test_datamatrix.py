"""Squares are drawn, rasterised as a printer would, and read back by another program."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.barcodes import DOT
from printing.datamatrix import FNC1, SIZES, codewords, data_matrix
from printing.errors import BarcodeCharacters
from tests.printing.labels import symbols


def drawn(payload: str, dots: int = 3) -> bytes:
    """A page with this square and black all round its white border."""
    from reportlab.pdfgen.canvas import Canvas

    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(400, 400), invariant=1)
    square = data_matrix(payload)
    side = square.modules * dots * DOT
    canvas.setFillGray(0)
    canvas.rect(10, 10, side + 20, side + 20, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(20, 20, side, side, stroke=0, fill=1)
    canvas.setFillGray(0)
    square.draw(canvas, 20, 20, dots * DOT)
    canvas.save()
    return paper.getvalue()


@settings(max_examples=15, deadline=None)
@given(text=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=100))
def test_whatever_is_drawn_is_read_back_exactly(text: str) -> None:
    for dpi in (203, 300):
        ((code,),) = symbols(drawn(text), dpi)
        assert bytes(code.bytes).decode() == text
        assert code.symbology_identifier == "]d1"


def test_every_size_there_is_can_be_read() -> None:
    sides = set()
    for side, capacity, *_ in SIZES:
        text = "aZ"[side // 2 % 2] + "".join(chr(33 + place * 7 % 15) for place in range(capacity - 1))
        square = data_matrix(text)
        sides.add(len(square.rows))
        ((code,),) = symbols(drawn(text), 203)
        assert code.text == text
    assert sides == {size[0] for size in SIZES}


def test_fnc1_in_front_makes_it_gs1_and_between_fields_it_is_sent_as_gs() -> None:
    ((code,),) = symbols(drawn(f"{FNC1}010570123456789910LOT{FNC1}21a_b"), 203)
    assert code.symbology_identifier == "]d2"
    assert bytes(code.bytes) == b"010570123456789910LOT\x1d21a_b"


@pytest.mark.parametrize("payload", ["", "Ø", "a\tb", "\x00", "x" * 817, "[)>\x1e06\x1d\x1e\x04"])
def test_what_a_square_cannot_hold_is_refused(payload: str) -> None:
    with pytest.raises(BarcodeCharacters):
        data_matrix(payload)


def test_an_envelope_is_sent_whole_and_costs_one_codeword() -> None:
    text = "[)>\x1e06\x1dQ2\x1dSAB-1\x1dSAB-2\x1e\x04"
    ((code,),) = symbols(drawn(text), 203)
    assert bytes(code.bytes).decode() == text
    assert code.symbology_identifier == "]d1"
    assert len(codewords(text)) == 1 + len("Q2?SAB-1?SAB-2")

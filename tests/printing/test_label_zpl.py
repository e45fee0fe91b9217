"""ZPL as a printer reads it: one label for each, every text escaped, and symbols that hold the very serial (R4.8)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import GoodsLabel
from models.label_size import LabelSize
from models.labels import read
from models.serial_text import fault, trimmed
from printing.errors import LabelReadsOtherwise
from printing.label_zpl import zpl
from printing.text import visible
from tests.printing.labels import GTIN, Field, ZplLabel, drawn, interpreted, sent, unit
from tests.printing.papers import HOSTILE

USUAL = LabelSize()
PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


def words(label: ZplLabel) -> list[str]:
    """The texts of a label."""
    return [field.data for field in label.fields if field.command == "A0"]


def scanned(label: ZplLabel) -> list[Field]:
    """The fields with a symbol."""
    return [field for field in label.fields if field.command != "A0"]


def test_a_command_in_a_name_is_printed_as_text() -> None:
    data = zpl([unit("X1", name="^XZ~JA_5E")], USUAL)
    assert (data.count(b"^XA"), data.count(b"^XZ"), data.count(b"~")) == (1, 1, 0)
    (label,) = interpreted(data)
    assert "^XZ~JA_5E" in words(label)


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, "^XA^XZ", "^FS^FO0,0", "~DG", "_", "__5E", "^", "\\5E", "æøå€"]
)
def test_a_hostile_text_is_one_label_and_its_own_words(hostile: str) -> None:
    labels = [unit("X1", name=hostile, item=f"I{hostile}"[:25]), GoodsLabel("CABLE", hostile)]
    read_back = interpreted(zpl(labels, USUAL))
    assert len(read_back) == 2
    for label in read_back:
        told = "".join("".join(words(label)).split())
        assert "".join(visible(hostile).split())[:10] in told


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(PRINTABLE, min_size=1, max_size=100),
    gtin=st.sampled_from(["", GTIN]),
    dpi=st.sampled_from([203, 300]),
)
def test_every_symbol_in_zpl_holds_the_serial_and_nothing_else(text: str, gtin: str, dpi: int) -> None:
    serial = trimmed(text)
    if fault(serial) is not None:
        return
    try:
        (label,) = interpreted(zpl([unit(serial, gtin=gtin)], LabelSize(dpi=dpi)))
    except LabelReadsOtherwise:
        return
    assert serial in "".join(words(label))
    assert scanned(label)
    for field in scanned(label):
        held = f"\x1d01{gtin}21{serial}" if field.data.startswith("\x1d01") and gtin else serial
        assert field.data == held


@pytest.mark.parametrize(
    "serial", ["TP80-004217", "a0-/.b", "00123", "99", "a>b^c_d", "Z" * 30, "7" * 60, "a_1__x"]
)
def test_another_programs_symbols_of_the_same_data_are_read_as_the_same_unit(serial: str) -> None:
    (label,) = interpreted(zpl([unit(serial, gtin=GTIN)], USUAL))
    for field in scanned(label):
        for aim in (True, False):
            found = read(sent(drawn(field), aim=aim))
            assert (found.refusal, found.serial) == (None, serial)
            assert found.gtin in ("", GTIN)


@pytest.mark.parametrize(
    "label, command, text",
    [
        (GoodsLabel("TP-80", "Thermal printer", GTIN), "BE", "5701234567899"),
        (GoodsLabel("EIGHT", "Eight", "00000096385074"), "B8", "96385074"),
        (GoodsLabel("BOX", "Box of ten", "15701234567896"), "BC", "15701234567896"),
        (GoodsLabel("CABLE", "Cable"), "BC", "CABLE"),
    ],
)
def test_an_items_code_is_the_same_in_zpl(label: GoodsLabel, command: str, text: str) -> None:
    (shown,) = interpreted(zpl([label], USUAL))
    (field,) = scanned(shown)
    assert field.command == command
    assert drawn(field).text == text


def test_sizes_are_in_dots_of_the_printer_and_every_field_lies_on_the_label() -> None:
    for dpi, width, height in ((203, 480, 240), (300, 709, 354), (600, 1417, 709)):
        (label,) = interpreted(zpl([unit("TP80-004217", gtin=GTIN)], LabelSize(dpi=dpi)))
        assert (label.width, label.height) == (width, height)
        for field in label.fields:
            assert 0 < field.x < width
            assert 0 < field.y < height
    square = next(field for field in label.fields if field.command == "BX")
    assert square.parameters[:3] == ("N", "15", "200")

"""What we print, our own scan path reads back to the same item and serial (R4.10, R69)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import GoodsLabel
from models.label_size import LabelSize
from models.labels import read
from models.serial_text import fault, trimmed
from printing import label_pdf
from printing.barcodes import DOT, MM
from printing.errors import LabelNumberUnprintable, LabelReadsOtherwise, LabelTooSmall, NoGlyph
from printing.label_layout import Square, Stripes, Words, laid_out
from tests.printing.labels import DPIS, GTIN, readings, sent, symbols, unit
from tests.printing.papers import HOSTILE, plain, texts

USUAL = LabelSize()
SMALL = LabelSize(40, 20)
EDGE = (
    "a", "00123", "0", "abc", "aBcD-12/34.56", "-/.", "-a", "0" * 20, "9" * 20, "99", "99-1", "12399", "A123456B", "A12345678", "123456A", "12345A9999", "00000000000000000001",
    "TP80-004217", "xY" * 10, "X" * 21, "Z" * 100, "7" * 100, "A 1", "a>b^c~d_e", "__", "_1", "_5E", "100%", "%$#@!",
    '"quoted"', "'", "\\", "^XZ~JA_5E", "]x", "S123", "1234567", "12345678", "123456789012345", "'; DROP TABLE x;--",
    "aA1" * 33, "<b>&</b>", "20261231", "21ABC", "10LOT", "MC:0A", "{x}", "00A", "=1+1", "@a",
)  # fmt: skip


@pytest.mark.parametrize("gtin", ["", GTIN], ids=["plain", "gtin"])
def test_every_serial_the_rule_allows_comes_back_from_its_label_as_it_was(gtin: str) -> None:
    labels = [unit(serial, gtin=gtin) for serial in EDGE]
    pdf = label_pdf.pages(labels, USUAL)
    for dpi in DPIS:
        for label, codes in zip(labels, symbols(pdf, dpi), strict=True):
            assert codes, f"nothing to scan for {label.serial} at {dpi} dpi"
            for found in readings(codes):
                assert (found.refusal, found.serial) == (None, label.serial)
                assert found.gtin in ("", gtin) or found.bare
            gs1 = [code for code in codes if code.symbology_identifier == "]d2"]
            expected = (
                bool(gtin) and len(label.serial) <= 20 and not set(label.serial) & set(" #$@[]\\^`{|}~")
            )
            assert bool(gs1) == expected, label.serial
            assert all(found.gtin == gtin for found in readings(gs1))


PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


@settings(max_examples=30, deadline=None)
@given(
    text=st.text(PRINTABLE, min_size=1, max_size=100),
    gtin=st.sampled_from(["", GTIN]),
    dpi=st.sampled_from(DPIS),
)
def test_a_label_is_read_back_truly_or_refused_in_words(text: str, gtin: str, dpi: int) -> None:
    serial = trimmed(text)
    if fault(serial) is not None:
        return
    label = unit(serial, gtin=gtin)
    try:
        pdf = label_pdf.pages([label], USUAL)
    except LabelReadsOtherwise:
        assert read(serial).serial != serial or read(serial).refusal or read(f"]C0{serial}").serial != serial
        return
    (codes,) = symbols(pdf, dpi)
    assert codes
    assert {(found.refusal, found.serial) for found in readings(codes)} == {(None, serial)}
    assert serial.replace(" ", "") in plain(pdf)


@pytest.mark.parametrize("serial", ["CMD.OK", "A,B", f"01{GTIN}10LOT", "]C0ABC", "(01)05701234567899(21)A"])
def test_a_serial_that_would_be_taken_for_something_else_is_refused_without_a_product_code(
    serial: str,
) -> None:
    with pytest.raises(LabelReadsOtherwise) as refused:
        label_pdf.pages([unit(serial)], USUAL)
    assert refused.value.sentence == (
        f"cannot print a label for {serial}: scanned from a label it would be taken for something else."
    )


def test_with_a_product_code_such_a_serial_goes_into_the_gs1_square_alone() -> None:
    pdf = label_pdf.pages([unit("A,B", gtin=GTIN)], USUAL)
    for dpi in DPIS:
        ((code,),) = symbols(pdf, dpi)
        assert sent(code, aim=True) == f"]d201{GTIN}21A,B"


def test_bars_too_wide_for_the_label_become_a_square_and_one_that_fits_nowhere_is_refused() -> None:
    wide, narrow = unit("ABCDEFGHIJ"), LabelSize(30, 20)
    assert any(isinstance(element, Stripes) for element in laid_out(wide, USUAL))
    assert not any(isinstance(element, Stripes) for element in laid_out(wide, narrow))
    for dpi in DPIS:
        ((code,),) = symbols(label_pdf.pages([wide], narrow), dpi)
        assert (code.symbology_identifier, code.text) == ("]d1", "ABCDEFGHIJ")
    with pytest.raises(LabelTooSmall) as refused:
        label_pdf.pages([unit("Z" * 100)], LabelSize(20, 10))
    assert refused.value.sentence == (
        f"cannot print {'Z' * 100} on a label of 20 x 10 mm: it does not fit there whole."
    )
    assert "width and height under [labels]" in refused.value.next


@settings(max_examples=40, deadline=None)
@given(
    serial=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=100),
    name=st.text(st.characters(max_codepoint=0x17F), max_size=200),
    item=st.text(PRINTABLE, min_size=1, max_size=25),
    width=st.floats(20, 110),
    height=st.floats(10, 80),
    gtin=st.sampled_from(["", GTIN]),
)
def test_nothing_on_a_label_leaves_it_or_lies_on_anything_else(
    serial: str, name: str, item: str, width: float, height: float, gtin: str
) -> None:
    size = LabelSize(width, height)
    try:
        elements = laid_out(GoodsLabel(item, name, gtin, serial), size)
    except (LabelTooSmall, LabelReadsOtherwise, NoGlyph):
        return
    boxes = [box(element) for element in elements]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= width * MM + 0.01
        assert bottom <= height * MM + 0.01
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
            assert apart or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01, (one, other)
    shown = [element.text for element in elements if isinstance(element, Words)]
    assert serial in "".join(shown)


def box(element: Words | Stripes | Square) -> tuple[float, float, float, float]:
    """Left, top, right, bottom, in points."""
    x, y = element.x, element.y
    match element:
        case Words(text=text, style=style):
            return x, y, x + style.face.width(text) * style.size, y + style.leading
        case Stripes(code=bars, height=tall):
            return x, y, x + bars.width, y + tall
        case Square(code=matrix, module=module):
            return x, y, x + matrix.modules * module, y + matrix.modules * module


def test_a_label_says_item_name_and_serial_and_cuts_a_long_name_in_sight() -> None:
    (page,) = texts(label_pdf.pages([unit("TP80-004217", name="Thermal printer " * 20)], USUAL))
    assert "TP-80" in page
    assert "Thermal printer Thermal" in page
    assert "TP80-004217" in page
    assert "…" in page
    (page,) = texts(label_pdf.pages([unit("X1", name="Kort navn æøå")], USUAL))
    assert "Kort navn æøå" in page
    assert "…" not in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_changes_nothing_that_is_scanned(hostile: str) -> None:
    pdf = label_pdf.pages([unit("X1", name=hostile, gtin=GTIN)], USUAL)
    assert sorted(code.symbology_identifier for code in symbols(pdf, 203)[0]) == ["]C0", "]d2"]


def test_the_same_labels_are_the_same_bytes() -> None:
    labels = [unit("X1", gtin=GTIN), GoodsLabel("CABLE", "Cable")]
    assert label_pdf.pages(labels, USUAL) == label_pdf.pages(labels, USUAL)
    assert label_pdf.sheets(labels, USUAL) == label_pdf.sheets(labels, USUAL)


ITEMS = [
    (GoodsLabel("TP-80", "Thermal printer", GTIN), "]E0", "5701234567899"),
    (GoodsLabel("EIGHT", "Eight", "00000096385074"), "]E4", "96385074"),
    (GoodsLabel("BOX", "Box of ten", "15701234567896"), "]C0", "15701234567896"),
    (GoodsLabel("CABLE", "Cable"), "]C0", "CABLE"),
    (GoodsLabel("VERY-LONG-ITEM-NUMBER-251", "Long"), "]d1", "VERY-LONG-ITEM-NUMBER-251"),
]


@pytest.mark.parametrize("label, aim, text", ITEMS, ids=[label.item for label, _, _ in ITEMS])
def test_an_items_label_carries_its_product_code_or_its_number(
    label: GoodsLabel, aim: str, text: str
) -> None:
    pdf = label_pdf.pages([label], USUAL)
    for dpi in DPIS:
        ((code,),) = symbols(pdf, dpi)
        assert (code.symbology_identifier, code.text) == (aim, text)
    assert text in plain(pdf)


@pytest.mark.parametrize("number", ["Ærø", "CMD.OK", "PO-1001", "A,B"])
def test_an_items_number_that_no_scan_would_find_again_is_refused(number: str) -> None:
    with pytest.raises(LabelNumberUnprintable, match="is no barcode that finds it again"):
        label_pdf.pages([GoodsLabel(number, "Name")], USUAL)
    assert label_pdf.pages([GoodsLabel(number, "Name", GTIN)], USUAL)


@pytest.mark.parametrize(
    "size, places",
    [(USUAL, 27), (LabelSize(70, 37), 24), (LabelSize(63.5, 38.1, 2.5), 21), (LabelSize(210, 297), 1)],
)
def test_a_sheet_of_a4_is_filled_and_every_label_on_it_is_read(size: LabelSize, places: int) -> None:
    labels = [unit(f"a{number:03}") for number in range(places + 1)]
    pdf = label_pdf.sheets(labels, size)
    first, second = symbols(pdf, 300)
    assert sorted(code.text for code in first) == [label.serial for label in labels[:places]]
    assert [code.text for code in second] == [labels[-1].serial]


def test_modules_are_whole_dots_of_the_printer() -> None:
    for dpi in (203, 300, 600):
        dot = 72 / dpi
        for element in laid_out(unit("TP80-004217", gtin=GTIN), USUAL, dot):
            if isinstance(element, Stripes):
                assert element.code.module / dot == pytest.approx(round(element.code.module / dot))
                assert element.code.module >= 2 * DOT * 0.97
            if isinstance(element, Square):
                assert element.module / dot == pytest.approx(round(element.module / dot))

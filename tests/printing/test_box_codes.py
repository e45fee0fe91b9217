"""The squares of a delivery note, printed, looked at as a printer leaves them, and scanned into a receipt."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.framing import LENGTH_MAX
from models.book import Book
from models.documents import DeliveryLine
from models.layout import STANDARD
from models.refusals import Refusal
from printing.box_codes import CODES_MOST, BoxCode, box_codes, payload_of
from printing.datamatrix import CODEWORDS_MOST, codewords
from printing.delivery_note import render
from tests.builders import Warehouse
from tests.printing.labels import sent, symbols
from tests.printing.papers import note, shipped, texts, words

GOODS = ("TP-80", "HS-2", "LB-14")
SERIALS = {
    "TP-80": tuple(f"TP80-{index:06d}" for index in range(130)),
    "HS-2": ("0001", "a,b;c", "x.y/z-1", "S123", "Q5", "[)>", "A B  C", "~!#$%&'()*+"),
    "LB-14": ("PF4K2A17Z",),
}


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    for item in GOODS:
        built.item(item)
    return built


def delivered() -> list[DeliveryLine]:
    """A line of each item."""
    return [shipped(*SERIALS[item], item=item) for item in GOODS]


def scanned(pdf: bytes, dpi: int, *, aim: bool) -> list[str]:
    """What a scanner sends for the squares of a document, from the top to the bottom and from left to right."""
    found = [
        (page, code.position.top_left.y // 40, code.position.top_left.x, sent(code, aim=aim))
        for page, codes in enumerate(symbols(pdf, dpi))
        for code in codes
        if code.symbology_identifier == "]d1"
    ]
    return [text for *_, text in sorted(found)]


@pytest.mark.parametrize(("dpi", "aim"), [(203, False), (300, True)])
def test_what_is_printed_is_scanned_into_a_receipt_whole(house: Warehouse, dpi: int, aim: bool) -> None:
    receipt = house.receipt(*((item, len(SERIALS[item])) for item in GOODS))
    of = {line.item: line.id for line in receipt.lines}
    codes, without = box_codes(delivered())
    assert not without
    sends = scanned(render(note(*delivered())), dpi, aim=aim)
    assert [text.removeprefix("]d1") for text in sends] == [code.payload for code in codes]
    for code, text in zip(codes, sends, strict=True):
        assert len(text) <= LENGTH_MAX
        house.scan(of[code.item], text, number="y", command="y")
    for item in GOODS:
        rows = house.book.rows("SELECT serial FROM entry WHERE line_id = ? ORDER BY id", of[item])
        assert tuple(serial for (serial,) in rows) == SERIALS[item]


def test_a_box_that_is_one_too_many_or_has_one_known_unit_adds_nothing(house: Warehouse) -> None:
    house.received("TP-80", "TP80-000003")
    text = payload_of(SERIALS["TP-80"][:5])
    for open_units in (4, 5):
        receipt = house.receipt(("TP-80", open_units))
        with pytest.raises(Refusal):
            house.scan(receipt.lines[0].id, text)
        count = "SELECT count(*) FROM entry WHERE line_id = ?"
        assert house.book.value(count, receipt.lines[0].id) == 0


def test_a_label_with_a_lost_serial_is_not_taken_as_it_is(house: Warehouse) -> None:
    text = payload_of(SERIALS["TP-80"][:5]).replace("\x1dSTP80-000002", "")
    with pytest.raises(Refusal):
        house.scan(house.receipt(("TP-80", 9)).lines[0].id, text)


SERIAL = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=100).filter(
    lambda text: text == text.strip()
)


@settings(deadline=None, max_examples=60)
@given(serials=st.lists(SERIAL, unique=True, min_size=1, max_size=80))
def test_every_serial_is_in_one_code_in_order_whatever_it_looks_like(serials: list[str]) -> None:
    codes, without = box_codes([shipped(*serials)])
    if without:
        assert not codes
        assert sum(len(codewords(f"S{serial}")) + 1 for serial in serials) > 3 * CODEWORDS_MOST
        return
    assert [serial for code in codes for serial in code.serials] == serials
    assert [(code.part, code.parts) for code in codes] == [(n, len(codes)) for n in range(1, len(codes) + 1)]
    assert all(len(codewords(code.payload)) <= CODEWORDS_MOST for code in codes)


@pytest.mark.parametrize("count", [1, 2, 4, 62, 63, 240])
def test_serials_of_the_usual_sort_have_their_codes(count: int) -> None:
    codes, without = box_codes([shipped(*(f"SN{index:018d}" for index in range(count)))])
    assert not without
    assert sum(len(code.serials) for code in codes) == count


def test_a_line_with_too_many_serials_has_no_code_and_the_paper_says_why() -> None:
    many = shipped(*(f"SN{index:018d}" for index in range(500)))
    few = shipped("A1", "A2", item="TP-80")
    codes, without = box_codes([many, few])
    assert without == [many]
    assert [code.item for code in codes] == ["TP-80"]
    seen = " ".join(words(render(note(many, few))))
    assert "No 2D code for SC-2D: 500 serial numbers are more than the codes of a delivery note hold." in seen
    assert len(scanned(render(note(many, few)), 203, aim=False)) == 1


def test_too_many_lines_are_no_code_at_all() -> None:
    lines = [shipped(f"A{index}", item=f"IT-{index}") for index in range(CODES_MOST + 1)]
    assert len(box_codes(lines[:-1])[0]) == CODES_MOST
    assert box_codes(lines) == ([], lines)
    assert "25 serial numbers" in " ".join(words(render(note(*lines))))


def test_the_codes_say_what_they_hold() -> None:
    seen = " ".join(words(render(note(*delivered()))))
    assert "For the receipt: each code holds the serial numbers of one line" in seen
    codes = [code for code in box_codes(delivered())[0] if code.item == "TP-80"]
    assert len(codes) == 2
    for code in codes:
        assert f"Code {code.part} of 2 · {len(code.serials)} serial numbers" in seen
    assert isinstance(codes[0], BoxCode)


def test_no_code_is_drawn_where_nothing_has_serials_or_the_layout_wants_none() -> None:
    bare = note(DeliveryLine("LB-57", "Labels", "roll", 24, 20, 4))
    assert "2D" not in " ".join(words(render(bare)))
    without = replace(note(*delivered()), layout=replace(STANDARD, square=False))
    assert "For the receipt" not in " ".join(words(render(without)))
    assert scanned(render(without), 203, aim=False) == []
    assert "For the receipt" not in " ".join(words(render(replace(note(*delivered()), reverses="SH-9"))))


def test_codes_stay_on_the_page_whatever_stands_before_them() -> None:
    for count in (1, 14, 17, 20):
        lines = [DeliveryLine(f"IT-{index}", "Cable", "pcs", 1, 1, 0) for index in range(count)]
        pdf = render(note(*lines, shipped(*SERIALS["TP-80"], item="TP-80")))
        assert len(scanned(pdf, 203, aim=False)) == 2
        last = texts(pdf)[-1]
        assert ("For the receipt" in last) == ("Code 1 of 2" in last)

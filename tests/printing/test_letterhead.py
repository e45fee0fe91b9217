"""Head and foot by the layout: a logo in its proportions, a company's own words, and refusals for what cannot be drawn."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.documents import Party
from models.layout import STANDARD, Layout
from printing.delivery_note import render
from printing.errors import FootTooTall, HeadTooTall, LogoTooLarge, LogoUnreadable, PrintRefused
from printing.logo import BYTES_MOST, TALL, WIDE, logo
from printing.sheet import HEIGHT, LEFT, TOP
from tests.printing.papers import PRINTER, bars, note, picture, printed, shipped, texts, words

SHARP = 4


def on_paper(layout: Layout, *serials: str) -> bytes:
    """A delivery note by a layout."""
    return render(replace(note(PRINTER, *([shipped(*serials)] if serials else ())), layout=layout))


def seen_at(pdf: bytes, page: int = 0) -> Image.Image:
    """A page as a picture, `SHARP` dots to the point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        seen: Image.Image = document[page].render(scale=SHARP).to_pil()
        return seen.convert("RGB")
    finally:
        document.close()


def spread(page: Image.Image) -> tuple[float, float]:
    """Width and height in points of what is blue at the upper left."""
    corner = page.crop((0, 0, int(300 * SHARP), int(120 * SHARP)))
    blue = corner.split()[2].point([0] * 120 + [255] * 136)
    red = corner.split()[0].point([255] * 60 + [0] * 196)
    found = Image.composite(blue, Image.new("L", blue.size), red).getbbox()
    assert found is not None
    left, top, right, bottom = found
    assert left / SHARP == pytest.approx(LEFT, abs=1)
    assert HEIGHT - top / SHARP == pytest.approx(TOP, abs=1)
    return (right - left) / SHARP, (bottom - top) / SHARP


@pytest.mark.parametrize(("wide", "tall"), [(60, 60), (400, 40), (40, 400), (3000, 1000), (1, 1), (1200, 1)])
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_keeps_its_proportions_and_stays_in_its_corner(wide: int, tall: int, form: str) -> None:
    drawn = logo(picture(wide, tall, form))
    assert drawn.width == pytest.approx(WIDE) or drawn.height == pytest.approx(TALL)
    assert drawn.width <= WIDE + 1e-6
    assert drawn.height <= TALL + 1e-6
    assert drawn.width / drawn.height == pytest.approx(wide / tall)
    pdf = on_paper(replace(STANDARD, logo=picture(wide, tall, form)))
    assert len(pdf) < 400_000
    if min(drawn.width, drawn.height) > 2:
        across, down = spread(seen_at(pdf))
        assert across == pytest.approx(drawn.width, abs=1)
        assert down == pytest.approx(drawn.height, abs=1)


def test_the_name_stands_beside_the_logo_and_the_bars_still_scan_on_every_page() -> None:
    serials = tuple(f"{index:06d}" + "W" * 80 for index in range(130))
    layout = replace(STANDARD, logo=picture(900, 300), company="One\nTwo\nThree\nFour\nFive")
    pdf = on_paper(layout, *serials)
    pages = texts(pdf)
    assert len(pages) > 1
    assert bars(pdf, 203) == [["SH-1001"]] * len(pages)
    assert pdf.count(b"/Subtype /Image") == 1
    assert "Fjordlager A/S" in pages[1]
    found = printed(pdf)
    assert all(word in found for word in ("One", "Two", "Three", "Four", "Five", *serials))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "1", "P", "CMYK"])
def test_a_logo_of_any_kind_of_colours_is_drawn(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    file = BytesIO()
    Image.new("RGB", (50, 20), "white").convert(mode).save(file, form)
    assert logo(file.getvalue()).width > 0


def test_what_is_clear_in_a_logo_is_paper() -> None:
    file = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(file, "PNG")
    assert set(logo(file.getvalue()).dots) == {255}


def test_a_broken_or_foreign_picture_is_refused_in_words() -> None:
    good = picture(600, 300)
    gif = BytesIO()
    Image.new("RGB", (5, 5)).save(gif, "GIF")
    for broken in (
        b"x",
        b"%PDF-1.4",
        good[:40],
        good[: len(good) // 2],
        picture(60, 30, "JPEG")[:100],
        gif.getvalue(),
    ):
        with pytest.raises(LogoUnreadable) as refused:
            on_paper(replace(STANDARD, logo=broken))
        assert refused.value.sentence.startswith("cannot print the logo: the file is no PNG or JPEG picture")
        assert "Settings, Layouts" in refused.value.next


def test_a_logo_of_a_cameras_size_is_made_small_and_a_monster_is_refused() -> None:
    assert len(logo(picture(3000, 2000)).dots) < 1_000_000
    for content in (picture(6_000, 5_000, mode="1", colour="white"), b"\x89PNG" + bytes(BYTES_MOST)):
        with pytest.raises(LogoTooLarge) as refused:
            logo(content)
        assert "are the most" in refused.value.sentence


@settings(deadline=None, max_examples=200)
@given(data=st.data(), form=st.sampled_from(["PNG", "JPEG"]))
def test_a_damaged_logo_is_drawn_or_refused_and_nothing_else(data: st.DataObject, form: str) -> None:
    content = bytearray(picture(30, 12, form))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PrintRefused):
        assert logo(bytes(content)).width > 0


def test_the_companys_own_words_stand_at_head_and_foot() -> None:
    layout = replace(
        STANDARD, company="We fix it\nTlf. 86 12 34 56", footer="Bank 1234 0001234567\nIBAN DK50 0040"
    )
    serials = tuple(f"{index:06d}" + "W" * 90 for index in range(100))
    pages = texts(on_paper(layout, *serials))
    assert "We fix it" in pages[0]
    assert "Tlf. 86 12 34 56" in pages[0]
    assert "We fix it" not in pages[1]
    for page in pages:
        assert "Bank 1234 0001234567" in page
        assert "IBAN DK50 0040" in page
        assert "Havnegade 12 · 8000" not in page


@pytest.mark.parametrize("lines", [1, 3, 4, 8])
def test_a_tall_foot_and_a_tall_head_leave_every_text_on_the_page(lines: int) -> None:
    layout = replace(
        STANDARD,
        company="\n".join(f"head{index}" for index in range(lines)),
        footer="\n".join(f"foot{index}" for index in range(lines)),
    )
    serials = tuple(f"{index:06d}" + "W" * 90 for index in range(150))
    pdf = on_paper(layout, *serials)
    found, pages = printed(pdf), len(texts(pdf))
    assert all(found.count(serial) == 1 for serial in serials)
    assert all(found.count(f"head{index}") == 1 for index in range(lines))
    assert all(found.count(f"foot{index}") == pages for index in range(lines))
    assert not overlapping(pdf)


def overlapping(pdf: bytes) -> bool:
    """Whether two lines of text lie upon each other on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        boxes = [page.get_rect(index) for index in range(page.count_rects())]
    finally:
        document.close()
    return any(
        one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 3 and other[1] < one[3] - 3
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
    )


def test_texts_without_end_at_head_or_foot_are_refused() -> None:
    with pytest.raises(HeadTooTall, match="it takes 13 lines, and 12 are the most"):
        on_paper(replace(STANDARD, company="x\n" * 13))
    with pytest.raises(FootTooTall, match="it takes 9 lines, and 8 are the most"):
        on_paper(replace(STANDARD, footer="x\n" * 9))


def test_a_sender_of_any_length_is_named_in_full_once() -> None:
    seller = Party("Fjordlager " * 60, "", ("Havnegade 12",))
    assert words(render(replace(note(PRINTER), seller=seller))).count("Fjordlager") >= 60

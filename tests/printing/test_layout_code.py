"""The page with the test code of keyboard scanners reads back what it says."""

import pypdfium2
import pytest
import zxingcpp

from devices.layouts import PROBE
from printing.layout_code import render


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_code_on_the_page_reads_back_and_the_page_is_the_same_each_time(language: str) -> None:
    page = render(PROBE, ("Scan this code.", "Æøå"), language)
    image = pypdfium2.PdfDocument(page)[0].render(scale=3).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [PROBE]
    assert page == render(PROBE, ("Scan this code.", "Æøå"), language)

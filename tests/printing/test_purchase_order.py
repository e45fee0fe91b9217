"""The purchase order is read back from the PDF, by text and by scanner."""

from dataclasses import fields, replace
from datetime import date

import pytest

from printing.purchase_order import render
from tests.printing.papers import bars, plain, purchase, sold, texts, words

FULL = replace(
    purchase(sold(quantity=3, price=123_450), sold(quantity=40, price=89_900, item="TP-80")),
    due=date(2026, 12, 3),
    their_reference="Offer 77",
    our_reference="Clerk A",
    note="Please confirm.",
)


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_order_names_everything_a_supplier_needs(language: str) -> None:
    english = (
        "Purchase order PO-1001",
        "3 December 2026",
        "Supplier Nordlys ApS",
        "SC-2D Handheld scanner 3 pcs 1,234.50 25 % 3,703.50",
        "Net amount 39,663.50 VAT 25 % of 39,663.50 9,915.88 Total DKK 49,579.38",
    )
    danish = (
        "Indkøbsordre PO-1001",
        "3. december 2026",
        "Leverandør Nordlys ApS",
        "SC-2D Handheld scanner 3 pcs 1.234,50 25 % 3.703,50",
        "Nettobeløb 39.663,50 Moms 25 % af 39.663,50 9.915,88 I alt DKK 49.579,38",
    )
    seen = " ".join(words(render(replace(FULL, language=language))))
    for fact in (*(english if language == "en" else danish), "Offer 77", "Clerk A", "Please confirm."):
        assert fact in seen, fact
    assert "VAT no. DK12345678" in seen or language == "da"


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_page_scans_to_the_number_a_draft_too(dpi: int) -> None:
    lines = [sold(quantity=1, item=f"IT-{index}") for index in range(60)]
    for draft in (False, True):
        pdf = render(replace(purchase(*lines), draft=draft))
        assert bars(pdf, dpi) == [["PO-1001"]] * len(texts(pdf))
        assert ("DRAFT" in plain(pdf)) == draft


def test_every_field_of_the_picture_was_in_these_tests() -> None:
    assert {field.name for field in fields(FULL)} == {
        *("number", "issued", "seller", "buyer", "deliver_to", "currency", "lines", "totals", "language"),
        *("note", "our_reference", "their_reference", "due", "draft", "layout"),
    }

"""Quotes, order confirmations, invoices and credit notes are read back from the PDF, by text and by scanner."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import SalesDocument, SalesKind, VatTotal
from models.vat import Priced
from models.vat import totals as vat_totals
from printing.sales_document import render
from printing.wording import amount
from tests.printing.papers import (
    NUMBERS,
    bars,
    laid_out,
    plain,
    printed,
    quick,
    sale,
    sold,
    texts,
    words,
)

KINDS: tuple[SalesKind, ...] = tuple(NUMBERS)
WITH_SERIALS: tuple[SalesKind, ...] = ("order-confirmation", "invoice", "credit-note")
FULL = replace(
    sale(
        "invoice", sold("TP80-004217", price=123_450, discount=1_000), sold(quantity=2, price=12_500, rate=0)
    ),
    order="SO-1007",
    shipments=("SH-1001", "SH-1002"),
    delivery_date=date(2026, 11, 20),
    valid_until=date(2026, 12, 24),
    their_reference="PO 4711",
    our_reference="Clerk A",
    heading="Shop in Herning",
    note="Net 30 days.\nThank you.",
)


def said(document: SalesDocument) -> str:
    """All words of a document in order."""
    return " ".join(words(render(document)))


def test_an_invoice_has_each_field_the_law_asks_for() -> None:
    seen = said(FULL)
    for fact in (
        "Invoice IN-1001",
        "23 November 2026",
        "20 November 2026",
        "SO-1007",
        "SH-1001, SH-1002",
        "PO 4711",
        "Clerk A",
        "Fjordlager A/S Havnegade 12 8000 Aarhus C Danmark VAT no. DK12345678",
        "Nordlys ApS Østergade 7 7400 Herning Danmark No. C-1004 VAT no. DK87654321",
        "Nordlys, lager Ærø Vestergade 22 5970 Ærøskøbing",
        "Handheld scanner · Discount 10 % TP80-004217 1 pcs 1,234.50 25 % 1,111.05",
        "SC-2D Handheld scanner 2 pcs 125.00 0 % 250.00",
        "Net amount 1,361.05 VAT 25 % of 1,111.05 277.76 VAT 0 % of 250.00 0.00 To be paid DKK 1,638.81",
        "Shop in Herning Net 30 days. Thank you.",
        "Page 1 of 1",
    ):
        assert fact in seen, fact


def test_an_invoice_says_when_it_is_to_be_paid_and_where_a_public_buyer_is_reached() -> None:
    public = replace(FULL, pay_by=date(2026, 12, 23), customer=replace(FULL.customer, gln="5790001330552"))
    seen = said(public)
    for fact in ("To be paid by", "23 December 2026", "VAT no. DK87654321 EAN no. 5790001330552"):
        assert fact in seen, fact
    assert "EAN-nr. 5790001330552" in said(replace(public, language="da"))
    assert "EAN" not in said(FULL)
    assert "To be paid by" not in said(FULL)


def test_the_documents_own_language_rules_words_days_and_numbers() -> None:
    seen = said(replace(FULL, language="da"))
    for fact in (
        "Faktura IN-1001",
        "23. november 2026",
        "Momsnr. DK12345678",
        "Nettobeløb 1.361,05 Moms 25 % af 1.111,05 277,76 Moms 0 % af 250,00 0,00 At betale DKK 1.638,81",
        "Side 1 af 1",
    ):
        assert fact in seen, fact
    assert render(replace(FULL, language="de")) == render(FULL)


def test_a_quote_says_until_when_it_holds_and_when_it_would_come() -> None:
    quote = replace(
        sale("quote", sold(quantity=3)), valid_until=date(2026, 12, 24), delivery_date=date(2026, 12, 1),
        heading="For the shop", note="As we spoke about.",
    )  # fmt: skip
    seen = said(quote)
    for fact in (
        "Quote QU-1001",
        "24 December 2026",
        "1 December 2026",
        "For the shop",
        "As we spoke about.",
    ):
        assert fact in seen, fact
    assert "Valid until" in seen
    assert "Total DKK 750.00" in seen
    assert "Valid until" not in said(replace(quote, valid_until=None))


def test_a_credit_note_names_its_invoice_its_reason_and_where_the_goods_are() -> None:
    note = replace(
        sale("credit-note", sold("A1")), refers_to="IN-1001", refers_to_date=date(2026, 11, 20), reason="Broken",
        returned=True,
    )  # fmt: skip
    seen = said(note)
    for fact in (
        "Credit note CN-1001",
        "Credits invoice IN-1001 of 20 Nov 2026",
        "Reason: Broken",
        "The goods have come back.",
        "Credited DKK 250.00",
    ):
        assert fact in seen, fact
    assert "come back" not in said(replace(note, returned=False))
    assert "To be paid" not in seen


@pytest.mark.parametrize("language", ["en", "da"])
def test_abroad_the_paper_says_why_there_is_no_vat(language: str) -> None:
    eu = said(sale("invoice", sold("A1"), zone="eu", language=language))
    export = said(sale("invoice", sold("A1"), zone="export", language=language))
    home = said(sale("invoice", sold("A1"), language=language))
    reverse = {"en": "Reverse charge: the customer accounts", "da": "Omvendt betalingspligt: kunden afregner"}
    out = {"en": "Export out of the EU: without VAT", "da": "Eksport ud af EU: uden moms"}
    assert reverse[language] in eu
    assert "DK87654321 (dire" in eu
    assert out[language] in export
    for words_of in (reverse, out):
        assert words_of[language] not in home
    assert {"en": "200.00 0.00 To be paid DKK 200.00", "da": "200,00 0,00 At betale DKK 200,00"}[
        language
    ] in eu


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "word"), [("en", "DRAFT"), ("da", "UDKAST")])
def test_a_draft_says_so_on_every_page_and_nothing_else_does(
    kind: SalesKind, language: str, word: str
) -> None:
    lines = [sold(quantity=1, item=f"IT-{index}") for index in range(60)]
    document = sale(kind, *lines, language=language)
    pages = texts(render(replace(document, draft=True)))
    assert len(pages) > 1
    assert all(word in page for page in pages)
    assert word not in plain(render(document))


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_drafts_barcode_scans_through_its_mark(dpi: int) -> None:
    assert bars(render(replace(FULL, draft=True, number="IN-D7")), dpi) == [["IN-D7"]]


def test_a_discount_has_its_column_or_stands_with_the_name() -> None:
    line = sold("A1", discount=1_250)
    assert "Handheld scanner · Discount 12.5 %" in said(sale("invoice", line))
    layout = laid_out("invoice", description=50, discount=20, net=30)
    seen = said(sale("invoice", line, layout=layout))
    assert "Handheld scanner 12.5 % 175.00" in seen
    assert "Discount 12.5" not in seen


@settings(deadline=None, max_examples=25)
@given(
    lines=st.lists(
        st.builds(
            sold,
            quantity=st.integers(1, 1_000_000),
            price=st.integers(0, 10**13),
            discount=st.integers(0, 10_000),
            rate=st.sampled_from([0, 600, 1_250, 2_500]),
        ),
        min_size=1,
        max_size=8,
    ),
    language=st.sampled_from(["en", "da"]),
)
def test_totals_on_paper_are_the_books_to_the_last_oere(lines: list[object], language: str) -> None:
    document = sale("invoice", *lines, language=language)  # type: ignore[arg-type]
    seen = said(document)
    for total in vat_totals(Priced(x.quantity, x.price, x.discount, x.vat_rate) for x in document.lines):
        assert f"{amount(total.net, language)} {amount(total.vat, language)}" in seen
    assert f"DKK {amount(document.total, language)}" in seen
    for line in document.lines:
        assert amount(line.net, language) in seen


@settings(deadline=None)
@given(minor=st.integers(-(10**24), 10**24), language=st.sampled_from(["en", "da"]))
def test_an_amount_in_words_is_the_amount(minor: int, language: str) -> None:
    shown = amount(minor, language)
    comma, dot = (",", ".") if language == "en" else (".", ",")
    assert Decimal(shown.replace(comma, "").replace(dot, ".").replace("\u2212", "-")) * 100 == minor
    assert shown[-3] == dot


def test_a_quote_carries_no_serials_and_no_line_is_a_document_too() -> None:
    assert "A1" not in words(render(sale("quote", sold("A1"))))
    assert "Lines: 0 · Units: 0" in said(sale("invoice"))
    assert "To be paid DKK 0.00" in said(sale("invoice"))


def test_the_totals_are_never_parted_over_two_pages() -> None:
    for count in range(17, 24):
        pages = quick(
            render(sale("invoice", *(sold(quantity=1, item=f"I{index}") for index in range(count))))
        )
        for page in pages:
            assert ("Net amount" in page) == ("To be paid" in page)


def test_every_field_of_the_picture_was_in_these_tests() -> None:
    assert {field.name for field in fields(FULL)} == {
        *("kind", "number", "issued", "seller", "customer", "deliver_to", "currency", "lines", "totals"),
        *("language", "heading", "note", "our_reference", "their_reference", "order", "shipments"),
        *(
            "delivery_date",
            "valid_until",
            "pay_by",
            "reverse_charge",
            "export",
            "refers_to",
            "refers_to_date",
        ),
        *("reason", "returned", "draft", "layout"),
    }


def test_names_and_notes_without_end_go_on_over_pages() -> None:
    name = [f"W{index:05d}" for index in range(1500)]
    document = replace(
        sale("invoice", sold("A1", name=" ".join(name))), note=" ".join(name), heading=" ".join(name)
    )
    found = printed(render(document))
    assert [word for word in found if word.startswith("W0")] == name * 3


def test_the_same_document_is_the_same_file() -> None:
    assert render(FULL) == render(replace(FULL))
    assert render(FULL) != render(replace(FULL, totals=(VatTotal(2_500, 1, 0),)))

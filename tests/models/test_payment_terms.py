"""The day an invoice is to be paid by, and the number a public buyer is reached by."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import invoice_posting, invoicing, paper_sales, parties, payment_terms
from models.book import Book
from models.documents import SalesDocument
from models.frozen import thawed_sale
from models.gtin import gln
from models.order_edit import NewLine
from models.parties import PartyCard
from models.refusals_values import GlnWrong, PaymentDaysUnreadable
from tests.builders import Warehouse

EAN = "5790001330552"


def invoiced(house: Warehouse) -> SalesDocument:
    """A posted invoice of one cable, as paper has it."""
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("CABLE", 1)])
    done = house.book.perform(invoice_posting.post, number=draft.number)
    return paper_sales.invoice(house.book, number=done.document)


@pytest.fixture
def house(book: Book) -> Warehouse:
    """Cables to be invoiced."""
    built = Warehouse(book)
    built.item("CABLE", serials=False)
    built.stocked("CABLE", 9)
    return built


def card(house: Warehouse, **changes: object) -> None:
    """Customer C1 with these changes."""
    found = parties.view(house.book, kind="customer", number="C1")
    house.book.perform(parties.change, kind="customer", number="C1", card=replace(found, **changes))  # type: ignore[arg-type]


def test_an_invoice_names_no_day_until_somebody_has_said_one(house: Warehouse) -> None:
    assert invoiced(house).pay_by is None
    house.book.perform(payment_terms.set_usual_days, days=30)
    paper = invoiced(house)
    assert paper.pay_by == paper.issued + timedelta(days=30)
    card(house, payment_days=0)
    paper = invoiced(house)
    assert paper.pay_by == paper.issued
    card(house, payment_days=None)
    house.book.perform(payment_terms.set_usual_days, days=None)
    assert invoiced(house).pay_by is None


def test_a_posted_invoice_keeps_its_day_and_its_buyers_number(house: Warehouse) -> None:
    card(house, payment_days=8, gln=f" {EAN[:7]} {EAN[7:]} ")
    before = invoiced(house)
    card(house, payment_days=90, gln="")
    assert paper_sales.invoice(house.book, number=before.number) == before
    assert before.customer.gln == EAN
    assert before.pay_by == before.issued + timedelta(days=8)


def test_paper_frozen_before_there_were_such_days_still_prints(house: Warehouse) -> None:
    invoiced(house)
    kept = str(house.book.value("SELECT content FROM frozen_paper ORDER BY document_id DESC"))
    older = kept.replace('"pay_by": null, ', "").replace(', "gln": ""', "")
    assert len(older) < len(kept)
    paper = thawed_sale(older)
    assert (paper.pay_by, paper.customer.gln) == (None, "")


@pytest.mark.parametrize(
    "text", [EAN[:-1] + "3", EAN[:-1], EAN + "0", "٥٧٩٠٠٠١٣٣٠٥٥٢", "57900013 3055X", "0" * 14]
)
def test_what_is_no_gln_is_refused(book: Book, text: str) -> None:
    with pytest.raises(GlnWrong):
        gln(text)
    with pytest.raises(GlnWrong):
        parties.create(book, kind="customer", card=PartyCard("1", "City", gln=text))
    assert parties.page(book, kind="customer").rows == ()


@pytest.mark.parametrize("text", ["-1", "366", "1e2", "٣", "3 0", "soon", "9999999999"])
def test_days_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(PaymentDaysUnreadable):
        payment_terms.parse_days(text)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_card_and_a_company_give_no_such_days(house: Warehouse, days: int) -> None:
    with pytest.raises(PaymentDaysUnreadable):
        card(house, payment_days=days)
    with pytest.raises(PaymentDaysUnreadable):
        house.book.perform(payment_terms.set_usual_days, days=days)
    assert payment_terms.usual_days(house.book) is None


def test_the_last_day_of_february_comes_when_it_comes(house: Warehouse) -> None:
    assert payment_terms.pay_by(house.book, date(2028, 1, 30), 30) == date(2028, 2, 29)

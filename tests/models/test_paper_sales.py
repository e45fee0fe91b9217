"""Sales paper: every field an invoice has to have, serials from wherever they were chosen, and frozen when posted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import (
    goods_documents,
    invoice_posting,
    invoicing,
    items,
    paper_sales,
    quoting,
    return_posting,
    returning,
    selling,
    settings,
    shipping,
)
from models.book import Book
from models.choosing import choose
from models.documents import SalesDocument, SalesLine, VatTotal
from models.order_edit import NewLine
from models.parties import change as change_party
from models.parties import view as view_party
from models.settings import Company
from tests.builders import Warehouse
from tests.clock import Clock


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000, name="Thermal printer")
    built.item("CABLE", serials=False, sales_price=1_500)
    book.perform(
        settings.set_company,
        company=Company("Lager A/S", "Havnevej 1", "8000", "Aarhus C", "Denmark", "DK12345678"),
    )
    customer(
        house := built,
        address="Nordgade 2",
        postcode="0150",
        city="Oslo",
        vat_number="NO998877",
        language="da",
    )
    return house


def customer(house: Warehouse, **changes: str) -> None:
    card = replace(view_party(house.book, kind="customer", number="C1"), **changes)  # type: ignore[arg-type]
    house.book.perform(change_party, kind="customer", number="C1", card=card)


def chain(house: Warehouse, clock: Clock) -> dict[str, SalesDocument]:
    """Quote, order, shipment, invoice and credit note of two printers; only the order was told a serial."""
    book = house.book
    house.received("TP-80", "A1", "A2", "A3")
    house.stocked("CABLE", 9)
    quote = book.perform(
        quoting.create, customer="C1", heading="Shop", their_reference="PO 77", valid_until=date(2026, 12, 24),
        due=date(2026, 12, 1), lines=[NewLine("TP-80", 2, discount=1_000), NewLine("CABLE", 3)],
    )  # fmt: skip
    order = book.perform(quoting.to_order, number=quote.number)
    book.perform(selling.confirm, number=order)
    book.perform(choose, order=order, line_no=1, text="A3", how="scanned")
    papers = {
        "quote": paper_sales.quote(book, number=quote.number),
        "order": paper_sales.order_confirmation(book, number=order),
    }
    shipment = book.perform(shipping.start, order=order)
    house.pick(shipment.number, "A1")
    book.perform(shipping.pick_quantity, number=shipment.number, line_no=2, quantity=3)
    book.perform(shipping.post, number=shipment.number)
    papers["shipped order"] = paper_sales.order_confirmation(book, number=order)
    clock.on(2 * 86_400)
    draft = book.perform(invoicing.from_order, order=order)
    papers["draft"] = paper_sales.invoice(book, number=draft.number)
    done = book.perform(invoice_posting.post, number=draft.number)
    papers["invoice"] = paper_sales.invoice(book, number=done.document)
    note = book.perform(returning.start, invoice=done.document)
    book.perform(returning.scan, number=note.number, text="A3", how="scanned")
    book.perform(returning.change, number=note.number, reason="Broken")
    done = book.perform(return_posting.post, number=note.number)
    papers["credit"] = paper_sales.credit_note(book, number=done.document)
    return papers


def test_serials_chosen_once_are_on_every_later_document(house: Warehouse, clock: Clock) -> None:
    papers = chain(house, clock)
    on = {name: [line.serials for line in paper.lines] for name, paper in papers.items()}
    assert on == {
        "quote": [(), ()],
        "order": [("A3",), ()],
        "shipped order": [("A1", "A3"), ()],
        "draft": [("A1", "A3"), ()],
        "invoice": [("A1", "A3"), ()],
        "credit": [("A3",)],
    }


def test_an_invoice_has_every_field_the_law_asks_for(house: Warehouse, clock: Clock) -> None:
    papers = chain(house, clock)
    invoice = papers["invoice"]
    assert (invoice.kind, invoice.number, invoice.issued) == (
        "invoice",
        "IN-1001",
        clock().astimezone().date(),
    )
    assert invoice.delivery_date == invoice.issued - timedelta(days=2)
    assert (invoice.seller.name, invoice.seller.vat_number) == ("Lager A/S", "DK12345678")
    assert invoice.seller.address == ("Havnevej 1", "8000 Aarhus C", "Denmark")
    assert (invoice.customer.name, invoice.customer.address) == ("Nordlys ApS", ("Nordgade 2", "0150 Oslo"))
    assert invoice.lines[0] == SalesLine(
        "TP-80", "Thermal printer", "pcs", 2, 20_000, 1_000, 2_500, 36_000, ("A1", "A3")
    )
    assert invoice.totals == (VatTotal(2_500, 40_500, 10_125),)
    assert (invoice.net, invoice.vat, invoice.total, invoice.currency) == (40_500, 10_125, 50_625, "DKK")
    assert (invoice.order, invoice.shipments, invoice.their_reference) == ("SO-1001", ("SH-1001",), "PO 77")
    assert (invoice.language, invoice.heading, invoice.draft) == ("da", "Shop", False)
    assert (papers["draft"].draft, papers["draft"].number) == (True, "IN-D1")


def test_a_credit_note_names_its_invoice_and_its_reason(house: Warehouse, clock: Clock) -> None:
    papers = chain(house, clock)
    note, invoice = papers["credit"], papers["invoice"]
    assert (note.kind, note.number, note.refers_to, note.refers_to_date) == (
        "credit-note", "CN-1001", invoice.number, invoice.issued,
    )  # fmt: skip
    assert (note.reason, note.returned, note.their_reference) == ("Broken", True, "PO 77")
    assert note.totals == (VatTotal(2_500, 18_000, 4_500),)


def test_a_quote_and_an_order_confirmation_say_what_they_promise(house: Warehouse, clock: Clock) -> None:
    papers = chain(house, clock)
    quote, order = papers["quote"], papers["order"]
    assert (quote.kind, quote.valid_until, quote.delivery_date) == (
        "quote", date(2026, 12, 24), date(2026, 12, 1),
    )  # fmt: skip
    assert (order.kind, order.number, order.order, order.heading) == (
        "order-confirmation", "SO-1001", "SO-1001", "Shop",
    )  # fmt: skip
    assert quote.total == order.total == 50_625


def test_posted_paper_says_the_same_for_ever(house: Warehouse, clock: Clock) -> None:
    papers = chain(house, clock)
    customer(house, name="Sydlys ApS", address="Elsewhere", vat_zone="export")
    house.book.perform(settings.set_company, company=Company("Other A/S"))
    card = items.view(house.book, number="TP-80")
    house.book.perform(items.change, number="TP-80", item=card.facts(name="Renamed", vat_rate=100))
    assert paper_sales.invoice(house.book, number="IN-1001") == papers["invoice"]
    assert paper_sales.credit_note(house.book, number="CN-1001") == papers["credit"]


@pytest.mark.parametrize(("zone", "reverse", "export"), [("eu", True, False), ("export", False, True)])
def test_abroad_the_rate_is_nought_and_the_reason_is_said(
    house: Warehouse, clock: Clock, zone: str, reverse: bool, export: bool
) -> None:
    customer(house, vat_zone=zone)
    invoice = chain(house, clock)["invoice"]
    assert (invoice.reverse_charge, invoice.export) == (reverse, export)
    assert invoice.totals == (VatTotal(0, 40_500, 0),)
    assert {line.vat_rate for line in invoice.lines} == {0}
    assert invoice.customer.vat_number == "NO998877"


def test_hostile_names_come_through_freezing_as_they_were(house: Warehouse) -> None:
    customer(house, name='Ærø & "Sønner" <b>\\u0000 東京', address="Line 1\nLine 2")
    draft = house.book.perform(
        invoicing.create, customer="C1", heading="{number} %s", note="a\nb", lines=[NewLine("CABLE", 1)]
    )
    house.stocked("CABLE", 1)
    before = paper_sales.invoice(house.book, number=draft.number)
    done = house.book.perform(invoice_posting.post, number=draft.number)
    after = paper_sales.invoice(house.book, number=done.document)
    assert replace(after, number=before.number, draft=True) == before
    house.book.perform(goods_documents.cancel, number=house.book.perform(
        invoicing.create, customer="C1").number)  # fmt: skip

"""From the layout to the paper: what is set under Settings, Layouts stands on every document of that customer, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest

from models import (
    invoice_posting,
    invoicing,
    layouts,
    paper,
    paper_kinds,
    parties,
    purchasing,
    quoting,
    selling,
)
from models.book import Book
from models.language import speak_in
from models.layout import STANDARD_COLUMNS, Column, PaperKind
from models.order_edit import NewLine
from models.paper_kinds import Wanted
from printing.drawing import drawn
from tests.builders import Warehouse
from tests.models.test_logos import picture
from tests.printing.papers import plain
from tests.tui.printers import paper_floor
from tests.tui.robot import station
from tui.screens.shipment import ShipmentScreen

WITHOUT = (Column("item", 40), Column("description", 40), Column("quantity", 20))


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", sales_price=129_900)
    built.received("TP-80", "SN001", "SN002", "SN003", "SN004", "SN009")
    return built


def pdf(book: Book, kind: PaperKind, number: str) -> bytes:
    """The paper of a document, kept as a station keeps it."""
    found = book.perform(paper_kinds.wanted, kind=kind, number=number)
    if not isinstance(found, Wanted):
        return found.content
    content = drawn(found.document, found.instead)
    book.perform(paper.keep, number=found.number, kind=found.kind, content=content)
    return content


def shown(book: Book, kind: PaperKind, number: str) -> str:
    """All text of the paper, without blanks."""
    return plain(pdf(book, kind, number))


def bare(text: str) -> str:
    return text.replace(" ", "")


def tied(book: Book, name: str, **values: object) -> None:
    """The customer of every sale gets a layout of its own."""
    layouts.create(book, name=name, copy_of="Standard")
    was = layouts.view(book, name=name)
    layouts.change(book, was=was, to=replace(was, layout=replace(was.layout, **values)))  # type: ignore[arg-type]
    card = parties.view(book, kind="customer", number="C1")
    parties.change(book, kind="customer", number="C1", card=replace(card, layout=name))


def invoiced(house: Warehouse, *serials: str) -> str:
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", len(serials))])
    for serial in serials:
        house.book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
    return house.book.perform(invoice_posting.post, number=draft.number).document


def test_serial_numbers_stand_on_an_invoice_or_do_not_as_the_layout_says(house: Warehouse) -> None:
    book = house.book
    with_them = invoiced(house, "SN001")
    assert "SN001" in shown(book, "invoice", with_them)
    layouts.set_columns(book, name="Standard", kind="invoice", columns=WITHOUT)
    without = shown(book, "invoice", invoiced(house, "SN002"))
    assert "SN002" not in without
    assert bare("Thermal printer") in without
    assert "Price" not in without
    layouts.set_columns(book, name="Standard", kind="invoice", columns=STANDARD_COLUMNS["invoice"])
    assert "SN003" in shown(book, "invoice", invoiced(house, "SN003"))


def test_what_was_printed_stays_whatever_the_layout_says_now(house: Warehouse) -> None:
    book = house.book
    number = invoiced(house, "SN001")
    shipped = house.shipped("TP-80", "SN002").document
    before = pdf(book, "invoice", number), pdf(book, "delivery-note", shipped)
    for kind in ("invoice", "delivery-note"):
        layouts.set_columns(book, name="Standard", kind=kind, columns=[Column("item", 100)])
    tied(book, "Dansk", language="da", footer="Bank 1234")
    assert (pdf(book, "invoice", number), pdf(book, "delivery-note", shipped)) == before


def test_a_customers_danish_layout_makes_all_its_paper_danish_and_nobody_elses(house: Warehouse) -> None:
    book = house.book
    tied(book, "Dansk", language="da", company="Havnens Teknik\nCVR 12345678", footer="Bank 1234")
    order = house.sold(("TP-80", 1))
    quote = book.perform(quoting.create, customer="C1", lines=[NewLine("TP-80", 1)]).number
    papers = {
        "Faktura": shown(book, "invoice", invoiced(house, "SN001")),
        "Følgeseddel": shown(book, "delivery-note", house.shipped("TP-80", "SN002").document),
        "Ordrebekræftelse": shown(book, "order-confirmation", order),
        "Tilbud": shown(book, "quote", quote),
    }
    for title, text in papers.items():
        assert title in text
        assert bare("CVR 12345678") in text, title
        assert bare("Bank 1234") in text, title
    pick = shown(book, "pick-list", order)
    assert bare("Pick list") in pick
    bought = book.perform(purchasing.create, supplier="S1", lines=[NewLine("TP-80", 1)]).number
    assert bare("Purchase order") in shown(book, "purchase-order", bought)
    parties.create(book, kind="customer", card=parties.PartyCard("C2", "Other"))
    other = book.perform(selling.create, customer="C2", lines=[NewLine("TP-80", 1)]).number
    text = shown(book, "order-confirmation", other)
    assert bare("Order confirmation") in text
    assert bare("Bank 1234") not in text


def test_a_pick_list_has_its_customers_columns_in_the_stations_language(house: Warehouse) -> None:
    tied(house.book, "English", language="en")
    layouts.set_columns(
        house.book, name="English", kind="pick-list", columns=[Column("item", 60), Column("quantity", 40)]
    )
    speak_in("da")
    text = shown(house.book, "pick-list", house.sold(("TP-80", 1)))
    assert "Plukliste" in text
    assert "Lokation" not in text


def test_neighbours_are_written_by_their_ends_and_the_logo_is_drawn(house: Warehouse) -> None:
    tied(house.book, "Short", ranges=True, logo=picture("PNG"), square=False)
    done = house.shipped("TP-80", "SN001", "SN002", "SN003", "SN009")
    content = pdf(house.book, "delivery-note", done.document)
    text = plain(content)
    assert bare("SN001 to SN003") in text
    assert "SN002" not in text
    assert "SN009" in text
    import pypdfium2

    kinds = [each.type for each in pypdfium2.PdfDocument(content)[0].get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


async def test_the_station_prints_by_the_layout_of_the_customer(house: Warehouse, tmp_path: Path) -> None:
    tied(house.book, "Dansk", language="da")
    number = house.shipped("TP-80", "SN001").document
    app = paper_floor(house.book, ShipmentScreen(number), tmp_path / "outbox")
    async with station(app) as robot:
        await robot.press("k")
        robot.ok(number)
    assert "Følgeseddel" in plain((tmp_path / "outbox" / f"{number}.pdf").read_bytes())

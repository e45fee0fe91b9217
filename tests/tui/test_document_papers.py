"""Every document's paper at the station: by key, by card, again as it was; and by command without a station."""

from pathlib import Path

import pytest

from models import invoice_posting, invoicing, purchasing, quoting, return_posting, returning, selling
from models.book import Book
from models.order_edit import NewLine
from printing.box_codes import payload_of
from tests.builders import Warehouse
from tests.models.test_paper_notes import renamed
from tests.printing.papers import plain, words
from tests.tui.printers import FakePrinter, paper_floor, paperwork_of
from tests.tui.robot import station
from tui.screens.base import StationScreen
from tui.screens.credit_note import CreditNoteScreen
from tui.screens.invoice import InvoiceScreen
from tui.screens.purchase_order import PurchaseOrderScreen
from tui.screens.quote import QuoteScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.sales_order import SalesOrderScreen
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", sales_price=129_900)
    built.item("CABLE", serials=False, name="USB cable", sales_price=2_500, cost_price=700)
    built.received("TP-80", "T1", "T2")
    built.stocked("CABLE", 10)
    return built


def invoiced(house: Warehouse) -> str:
    """A posted invoice of one printer; its number."""
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 1)])
    house.book.perform(invoicing.scan, number=draft.number, text="T1", how="scanned")
    return house.book.perform(invoice_posting.post, number=draft.number).document


def screen_of(house: Warehouse, kind: str) -> StationScreen[None]:
    """A document of each kind, opened."""
    book, lines = house.book, [NewLine("CABLE", 2)]
    if kind == "quote":
        return QuoteScreen(book.perform(quoting.create, customer="C1", lines=lines).number)
    if kind == "order":
        return SalesOrderScreen(book.perform(selling.create, customer="C1", lines=lines).number)
    if kind == "purchase":
        return PurchaseOrderScreen(book.perform(purchasing.create, supplier="S1", lines=lines).number)
    if kind == "draft":
        return InvoiceScreen(book.perform(invoicing.create, customer="C1", lines=lines).number)
    if kind == "invoice":
        return InvoiceScreen(invoiced(house))
    note = book.perform(returning.start, invoice=invoiced(house))
    if kind == "credit":
        book.perform(returning.take_all, number=note.number)
        return CreditNoteScreen(book.perform(return_posting.post, number=note.number).document)
    return CreditNoteScreen(note.number)


PAPERS = {
    "quote": ("QU-1001", "Quote QU-1001", False),
    "order": ("SO-1001-order-confirmation", "Order confirmation SO-1001", True),
    "purchase": ("PO-1002", "Purchase order PO-1002", True),
    "draft": ("IN-D1-invoice-draft", "Invoice IN-D1", True),
    "invoice": ("IN-1001", "Invoice IN-1001", False),
    "credit draft": ("CN-D1-credit-note-draft", "Credit note CN-D1", True),
    "credit": ("CN-1001", "Credit note CN-1001", False),
}


@pytest.mark.parametrize("by", ["key", "card"])
@pytest.mark.parametrize("kind", PAPERS)
async def test_each_document_is_printed_by_key_and_by_card(
    house: Warehouse, outbox: Path, tmp_path: Path, kind: str, by: str
) -> None:
    printer = FakePrinter(tmp_path)
    name, title, draft = PAPERS[kind]
    app = paper_floor(house.book, screen_of(house, kind), outbox, (str(printer.program),))
    async with station(app) as robot:
        if by == "key":
            await robot.press("k")
        else:
            await robot.scan("CMD.PRINT")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.ok(f"is in outbox/{name}.pdf", f"{name} is printed")
    pdf = (outbox / f"{name}.pdf").read_bytes()
    assert title in " ".join(words(pdf))
    assert ("DRAFT" in plain(pdf)) == draft
    assert len(printer.calls) == 1


async def test_an_open_order_asks_which_of_its_papers_is_wanted(house: Warehouse, outbox: Path) -> None:
    order = house.book.perform(selling.create, customer="C1", lines=[NewLine("CABLE", 2)])
    house.book.perform(selling.confirm, number=order.number)
    async with station(paper_floor(house.book, SalesOrderScreen(order.number), outbox)) as robot:
        await robot.press("k")
        robot.sees("Which paper of SO-1001?", "Pick list", "Order confirmation")
        await robot.press("enter")
        robot.ok("Pick list of SO-1001 in outbox/SO-1001-pick-list.pdf")
        await robot.press("k", "down", "enter")
        robot.ok("The paper of SO-1001 is in outbox/SO-1001-order-confirmation.pdf")
        await robot.press("k", "escape")
    assert len(list(outbox.iterdir())) == 2


@pytest.mark.parametrize("kind", ["invoice", "credit"])
async def test_a_final_paper_comes_out_again_byte_for_byte(house: Warehouse, outbox: Path, kind: str) -> None:
    async with station(paper_floor(house.book, screen_of(house, kind), outbox)) as robot:
        await robot.press("k")
        name = PAPERS[kind][0]
        first = (outbox / f"{name}.pdf").read_bytes()
        (outbox / f"{name}.pdf").unlink()
        renamed(house)
        await robot.press("k")
        robot.ok(f"is in outbox/{name}.pdf")
    assert (outbox / f"{name}.pdf").read_bytes() == first
    assert [file.name for file in outbox.iterdir()] == [f"{name}.pdf"]


async def test_a_quote_that_was_changed_is_a_new_version_and_one_that_was_not_is_the_same(
    house: Warehouse, outbox: Path
) -> None:
    quote = house.book.perform(quoting.create, customer="C1", lines=[NewLine("CABLE", 2)])
    async with station(paper_floor(house.book, QuoteScreen(quote.number), outbox)) as robot:
        await robot.press("k", "k")
        robot.ok("outbox/QU-1001.pdf")
        house.book.perform(quoting.set_line, number=quote.number, line=NewLine("TP-80", 1))
        await robot.press("k")
        robot.ok("outbox/QU-1001-v2.pdf")
    assert "TP-80" in words((outbox / "QU-1001-v2.pdf").read_bytes())
    assert "TP-80" not in words((outbox / "QU-1001.pdf").read_bytes())


async def test_a_late_delivery_note_names_what_left_as_it_was_called_then(
    house: Warehouse, outbox: Path
) -> None:
    done = house.shipped("TP-80", "T1")
    renamed(house)
    async with station(paper_floor(house.book, ShipmentScreen(done.document), outbox)) as robot:
        robot.sees("Renamed")
        await robot.press("k")
        robot.ok("Delivery note of SH-1001")
    seen = words((outbox / "SH-1001.pdf").read_bytes())
    assert "Thermal" in seen
    assert "Renamed" not in seen


async def test_what_is_cancelled_offers_no_paper(house: Warehouse, outbox: Path) -> None:
    quote = house.book.perform(quoting.create, customer="C1", lines=[NewLine("CABLE", 2)])
    house.book.perform(quoting.cancel, number=quote.number)
    async with station(paper_floor(house.book, QuoteScreen(quote.number), outbox)) as robot:
        await robot.press("k")
    assert not outbox.exists() or not list(outbox.iterdir())


async def test_the_code_on_a_note_fills_a_receipt_by_one_scan_or_changes_nothing(
    house: Warehouse, outbox: Path
) -> None:
    serials = tuple(f"N-{index:03d}" for index in range(40))
    receipt = house.receipt(("TP-80", 40))
    on_list = "SELECT serial FROM entry WHERE line_id = ? ORDER BY id"
    async with station(paper_floor(house.book, ReceiptScreen(receipt.number), outbox)) as robot:
        await robot.press("enter")
        await robot.scan(payload_of((*serials[1:], "T1")))
        robot.refused("Nothing of the 40", "T1")
        assert house.book.rows(on_list, receipt.lines[0].id) == []
        await robot.scan(payload_of(serials))
        robot.sees("N-039")
    assert tuple(serial for (serial,) in house.book.rows(on_list, receipt.lines[0].id)) == serials

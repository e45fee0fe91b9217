"""`serialdock check` and the sales documents: whatever is changed behind the book's back is named."""

import pytest

from models import invoice_posting, invoicing, return_posting, returning
from models.book import Book
from models.checking import check
from models.order_edit import NewLine
from tests.builders import Warehouse, tamper

pytestmark = pytest.mark.tampers


@pytest.fixture
def house(book: Book) -> Warehouse:
    """Two posted invoices (of a shipment, and by hand), a credit note of the second."""
    built = Warehouse(book)
    built.item("TP-80", sales_price=20_000)
    built.received("TP-80", "A1", "A2", "A3")
    done = built.shipped("TP-80", "A1")
    draft = book.perform(invoicing.from_shipment, shipment=done.document)
    book.perform(invoice_posting.post, number=draft.number)
    draft = book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 2)])
    for serial in ("A2", "A3"):
        book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
    book.perform(invoice_posting.post, number=draft.number)
    note = book.perform(returning.start, invoice="IN-1002")
    book.perform(returning.scan, number=note.number, text="A2", how="scanned")
    book.perform(return_posting.post, number=note.number)
    assert check(book) == ()
    return built


def named(book: Book) -> set[str]:
    return {found.check for found in check(book, full=False)}


LINE = (
    "(SELECT l.id FROM document_line l JOIN document d ON d.id = l.document_id WHERE d.number = '{number}')"
)


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        (f"UPDATE document_line SET price = price + 1 WHERE id = {LINE.format(number='IN-1002')}", {"paper"}),
        (f"UPDATE document_line SET discount = 1 WHERE id = {LINE.format(number='CN-1001')}", {"paper"}),
        (f"UPDATE document_line SET vat_rate = 0 WHERE id = {LINE.format(number='IN-1001')}", {"paper"}),
        (
            f"UPDATE document_line SET quantity = 3 WHERE id = {LINE.format(number='IN-1002')}",
            {"paper", "units", "moved"},
        ),
        ("UPDATE document SET number = 'IN-1003' WHERE number = 'IN-1002'", {"paper"}),
        ("UPDATE document SET number = 'IN-1007' WHERE number = 'IN-1002'", {"paper"}),
        ("UPDATE frozen_paper SET content = 'no json'", {"paper"}),
        ("UPDATE frozen_paper SET content = replace(content, '\"vat\": 10000', '\"vat\": 10001')", {"paper"}),
        ("DELETE FROM frozen_paper", {"drafts"}),
        (
            "UPDATE frozen_paper SET content = replace(content, '\"delivered\": 1', '\"delivered\": 2')",
            {"paper"},
        ),
        ("UPDATE frozen_paper SET content = replace(content, 'SH-1001', 'SH-1002')", {"paper"}),
        ("UPDATE document SET draft_number = NULL WHERE number = 'IN-1001'", {"drafts"}),
        ("DELETE FROM credited_serial", {"units"}),
        (
            "UPDATE invoiced_serial SET serial_id = (SELECT id FROM serial_number WHERE serial = 'A3') "
            f"WHERE line_id = {LINE.format(number='IN-1001')}",
            {"sold", "paper"},
        ),
        ("UPDATE document SET restock = 0 WHERE number = 'CN-1001'", {"moved"}),
        (
            f"UPDATE document_line SET quantity = 0 WHERE id = {LINE.format(number='SH-1001')}",
            {"credits", "lines"},
        ),
    ],
)
def test_what_was_changed_behind_the_books_back_is_named(
    house: Warehouse, statement: str, checks: set[str]
) -> None:
    tamper(house.book, statement)
    assert named(house.book) >= checks


def test_a_missing_number_is_named(house: Warehouse) -> None:
    tamper(
        house.book,
        "UPDATE document SET number = 'IN-1005' WHERE number = 'IN-1002'",
        "UPDATE frozen_paper SET content = replace(content, 'IN-1002', 'IN-1005')",
    )
    sentences = [found.sentence for found in check(house.book, full=False)]
    assert "IN-1001 is followed by IN-1005: numbers are missing." in sentences


def test_a_credit_of_what_was_not_invoiced_is_named(house: Warehouse) -> None:
    tamper(
        house.book, f"UPDATE document_line SET source_id = NULL WHERE id = {LINE.format(number='CN-1001')}"
    )
    assert "credited" in named(house.book)

"""`check` names what was changed behind its back on repairs, returns and warranties, and is silent otherwise."""

import pytest

from models import repair_posting, repairing, supplier_return, supplier_return_posting
from models.book import Book
from models.checking import check
from tests.builders import Warehouse, tamper

REPAIR = "(SELECT id FROM document WHERE number = 'RP-1001')"


@pytest.fixture
def house(book: Book) -> Warehouse:
    """A1 is in repair, A2 was sent back, A3 was returned to its supplier, A4 is marked, A5 listed; cables were returned."""
    built = Warehouse(book)
    built.item("TP-80", warranty_months=12)
    built.item("CABLE", serials=False)
    built.received("TP-80", "A1", "A2", "A3", "A4", "A5", "A6")
    built.shipped("TP-80", "A1", "A2", "A4", "A5")
    number = book.perform(repairing.begin, serial="A1", item="TP-80", how="listed")
    for serial in ("A2", "A4"):
        book.perform(repairing.scan, number=number, text=serial, how="scanned")
    book.perform(repair_posting.take_in, number=number)
    book.perform(repairing.scan, number=number, text="A2", how="scanned")
    book.perform(repair_posting.send_back, number=number, done="Cleaned")
    book.perform(repairing.scan, number=number, text="A4", how="scanned")
    book.perform(repairing.begin, serial="A5", item="TP-80", how="listed")
    back = book.perform(supplier_return.start_with, serial="A3", item="TP-80", how="listed")
    book.perform(supplier_return_posting.post, number=back)
    receipt = built.receipt(("CABLE", 5))
    from models import receiving

    book.perform(receiving.post, number=receipt.number)
    cables = book.perform(supplier_return.start, receipt=receipt.number)
    book.perform(supplier_return.set_quantity, number=cables.number, line_no=1, quantity=2)
    book.perform(supplier_return_posting.post, number=cables.number)
    return built


def test_a_days_repairs_check(house: Warehouse) -> None:
    assert check(house.book) == ()


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"UPDATE document SET status = 'closed' WHERE id = {REPAIR}", "in repair"),
        (f"UPDATE document SET status = 'closed' WHERE id = {REPAIR}", "repairs"),
        ("UPDATE document SET status = 'open' WHERE number = 'RP-1002'", "repairs"),
        ("UPDATE posting SET verb = 'scrap' WHERE verb = 'send-back'", "repair steps"),
        ("UPDATE posting SET verb = 'send-back' WHERE verb = 'supplier-return'", "repair steps"),
        (f"UPDATE document_line SET quantity = 9 WHERE document_id = {REPAIR}", "repair lines"),
        ("UPDATE entry SET meaning = 'repair' WHERE serial = 'A4'", "repair lists"),
        ("UPDATE entry SET meaning = 'ready' WHERE serial = 'A5'", "repair lists"),
        ("UPDATE entry SET meaning = 'pick' WHERE serial = 'A5'", "repair lists"),
        (
            "UPDATE document_line SET source_id = (SELECT min(id) FROM document_line) WHERE document_id = (SELECT id FROM document WHERE number = 'RS-1001')",
            "returned",
        ),
        (
            "UPDATE document_line SET quantity = 1 WHERE id = (SELECT source_id FROM document_line WHERE document_id = "
            "(SELECT id FROM document WHERE number = 'RS-1002'))",
            "returns",
        ),
        ("UPDATE document_line SET quantity = 1 WHERE quantity = 2", "lines"),
        ("UPDATE document SET status = 'draft' WHERE number = 'RS-1001'", "posted"),
        (
            "INSERT INTO unit_warranty SELECT s.id, (SELECT min(id) FROM posting), '2030-01-01' FROM serial_number s "
            "WHERE s.serial = 'A6'",
            "warranty",
        ),
    ],
)
def test_what_was_changed_is_named(house: Warehouse, statement: str, named: str) -> None:
    tamper(house.book, statement)
    assert named in {found.check for found in check(house.book)}


@pytest.mark.parametrize("statement", ["UPDATE posting_note SET note = 'x'", "DELETE FROM posting_note"])
def test_what_was_done_is_never_changed(house: Warehouse, statement: str) -> None:
    from peewee import DatabaseError

    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute(statement)


@pytest.mark.parametrize("months", [-1, 601])
def test_an_item_has_no_impossible_warranty(house: Warehouse, months: int) -> None:
    from peewee import DatabaseError

    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute("UPDATE item SET warranty_months = ?", months)

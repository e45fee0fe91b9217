"""Invoices of another system: drafts that a person posts, under the number they had as their reference."""

from pathlib import Path

import pytest

from models import importing, invoice_posting, invoices
from models.book import Book
from models.importing import Imported
from models.refusals_orders import ImportRefused, told
from tests.builders import Warehouse

HEADER = "number,customer,item,quantity,price,discount,heading,note\n"


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", sales_price=19_900)
    built.item("CABLE", serials=False, sales_price=900)
    return built


def brought(house: Warehouse, folder: Path, text: str) -> Imported:
    path = folder / "invoices.csv"
    path.write_text(text)
    return house.book.perform(importing.import_file, what="invoices", path=path)


def test_invoices_become_drafts_that_a_person_posts(house: Warehouse, tmp_path: Path) -> None:
    house.stocked("CABLE", 10)
    text = (
        HEADER
        + "2024-17,C1,CABLE,2,9.00,10,March,Thanks\n2024-17,C1,TP-80,1,,,,Thanks\nIN-7,C1,CABLE,1,,,,\n"
    )
    assert brought(house, tmp_path, text) == Imported("invoices", 2, 0, 0, (), ("IN-D1", "IN-D2"))
    first = invoices.view(house.book, number="IN-D1")
    assert (first.status, first.their_reference, first.heading, first.note) == (
        "draft",
        "2024-17",
        "March",
        "Thanks",
    )
    assert [(ln.item, ln.quantity, ln.price, ln.discount) for ln in first.lines] == [
        ("CABLE", 2, 900, 1_000),
        ("TP-80", 1, 19_900, 0),
    ]
    assert house.book.perform(invoice_posting.post, number="IN-D2").document == "IN-1001"
    assert house.in_stock("CABLE") == 9
    assert brought(house, tmp_path, text) == Imported("invoices", 0, 0, 2)


def test_one_that_is_here_and_differs_is_refused_and_so_is_everything_beside_it(
    house: Warehouse, tmp_path: Path
) -> None:
    brought(house, tmp_path, HEADER + "2024-17,C1,CABLE,2,9.00,,,\n")
    rows = [
        "2024-17,C1,CABLE,3,9.00,,,",
        "2024-18,C9,CABLE,1,,,,",
        "2024-19,C1,NOPE,0,,,,",
        ",C1,CABLE,1,,,,",
    ]
    with pytest.raises(ImportRefused) as refusal:
        brought(house, tmp_path, HEADER + "\n".join(rows))
    said = [told(bad) for bad in refusal.value.lines]
    assert said[0] == "Line 2, number: 2024-17 is IN-D1 here, and differs from the file."
    assert [line.split(":")[0] for line in said[1:]] == [
        "Line 3, customer",
        "Line 4, quantity",
        "Line 4, item",
        "Line 5, number",
    ]
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'IN'") == 1

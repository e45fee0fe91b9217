"""What a scanned text is, in one order of preference."""

import pytest

from models import operators
from models.book import Book
from models.lookup import Found, find
from tests.builders import Warehouse


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", gtin="04006381333931", name="Thermal printer")
    built.item("SC-20")
    built.received("TP-80", "SN1", "L-77")
    built.received("SC-20", "SN1")
    with book.write():
        book.insert("location", kind="stock", number="L-77", name="Shelf L-77")
    return built


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SN1", ["serial", "serial"]),
        (" SN1 ", ["serial", "serial"]),
        ("sn1", []),
        ("L-77", ["location", "serial"]),
        ("PO-1001", ["document"]),
        ("po-1001", ["document"]),
        ("GR-1001", ["document"]),
        ("TP-80", ["item"]),
        ("4006381333931", ["item"]),
        ("]E04006381333931", ["item"]),
        ("4006381333930", []),
        ("(01)04006381333931(21)SN1", ["serial"]),
        ("", []),
        ("   ", []),
        ("SN", []),
        ("'; DROP TABLE movement;--", []),
        ("%", []),
        ("@supplier", []),
    ],
)
def test_a_text_is_what_it_is_exactly(house: Warehouse, text: str, kinds: list[str]) -> None:
    assert [found.kind for found in find(house.book, text=text)] == kinds


def test_a_badge_comes_before_everything(house: Warehouse) -> None:
    house.book.perform(operators.create, number="7", name="Clerk A", badge="SN1-badge-0001")
    assert find(house.book, text="SN1-badge-0001") == (Found("operator", "7", "Clerk A", ""),)


def test_a_gs1_label_names_the_unit_of_its_own_product(house: Warehouse) -> None:
    (found,) = find(house.book, text="(01)04006381333931(21)SN1")
    assert (found.key, found.detail) == ("SN1", "TP-80")


def test_a_serial_on_the_list_of_an_open_receipt_is_that_receipt(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 2))
    house.scan(receipt.lines[0].id, "NEW-1")
    assert find(house.book, text="NEW-1") == (Found("document", receipt.number, "GR", "draft"),)
    assert find(house.book, text="new-1") == ()


@pytest.mark.parametrize("aim", ["]C0", "]A0", "]d1", "]Q1"])
def test_a_scanner_that_sends_aim_identifiers_finds_the_same_things(book: Book, aim: str) -> None:
    house = Warehouse(book)
    house.item("TP-80", gtin="05701234567899")
    house.received("TP-80", "T1")
    book.perform(operators.create, number="7", name="Anna", badge="BADGE-ANNA-1")
    for text in ("PO-1001", "po-1001", "A-01", "TP-80", "T1", "5701234567899", "BADGE-ANNA-1"):
        assert find(book, text=aim + text) == find(book, text=text) != ()
    assert find(book, text="]d2010570123456789921T1") == find(book, text="T1")

"""`check` is silent after every scenario, and names what was changed behind its back."""

import pytest

from models import adjusting, entry, receiving
from models.book import Book
from models.checking import check
from models.choosing import choose
from models.goods_reversing import reverse
from models.stock import look_alike
from tests.builders import SURE, Warehouse, tamper

tampers = pytest.mark.tampers


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    built.stocked("CABLE", 10)
    built.shipped("TP-80", "T2")
    built.shipment(("TP-80", 2))
    built.pick("SH-1002", "T3")
    built.received("TP-80", "T4")
    built.book.perform(choose, order="SO-1002", line_no=1, text="T4", how="keyed")
    built.shipped("CABLE", *["CABLE"] * 2)
    return built


def test_a_days_work_checks(house: Warehouse) -> None:
    house.book.perform(reverse, number="SH-1001")
    assert check(house.book) == ()


@tampers
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE movement SET cost = cost + 1 WHERE seq = 1", "hashes"),
        ("UPDATE movement SET how = 'keyed'", "hashes"),
        ("UPDATE quantity_movement SET quantity = quantity + 1 WHERE to_place > 3", "stock"),
        ("UPDATE posting SET at = '2020-01-01T00:00:00.000000Z' WHERE station_no = 1", "hashes"),
        ("UPDATE posting SET operator_id = NULL, verb = 'adjust' WHERE station_no = 1", "hashes"),
        ("UPDATE stock SET quantity = quantity + 1", "stock"),
        ("UPDATE stock SET quantity = quantity + 1", "shelves"),
        ("UPDATE document SET status = 'draft' WHERE number = 'SH-1001'", "posted"),
        ("UPDATE document SET status = 'cancelled' WHERE number = 'SH-1002'", "holds"),
        ("UPDATE document_line SET quantity = quantity + 1 WHERE document_id = (SELECT id FROM document WHERE number = 'GR-1001')", "lines"),
        ("UPDATE document_line SET quantity = 0 WHERE document_id = (SELECT id FROM document WHERE number = 'SO-1001')", "over"),
        ("UPDATE document_line SET quantity = quantity - 1 WHERE document_id = (SELECT id FROM document WHERE number = 'SH-1003')", "lines"),
        ("UPDATE document_line SET quantity = 1 WHERE document_id = (SELECT id FROM document WHERE number = 'SO-1002')", "promised"),
        ("UPDATE document_line SET document_id = (SELECT id FROM document WHERE number = 'SH-1002'), line_no = 9 "
         "WHERE document_id = (SELECT id FROM document WHERE number = 'SH-1001')", "belongs"),
        ("UPDATE document_line SET item_id = (SELECT id FROM item WHERE number = 'CABLE') "
         "WHERE document_id = (SELECT id FROM document WHERE number = 'GR-1001')", "belongs"),
        ("UPDATE serial_number SET look = 'T2' WHERE serial = 'T1'", "looks"),
        ("UPDATE entry SET meaning = 'new' WHERE serial = 'T3'", "holds"),
        ("UPDATE entry SET meaning = 'new', serial_id = NULL WHERE serial = 'T3'", "holds"),
        ("UPDATE entry SET serial_id = (SELECT id FROM serial_number WHERE serial = 'T1') WHERE serial = 'T3'", "holds"),
        ("UPDATE entry SET line_id = (SELECT min(id) FROM document_line) WHERE serial = 'T3'", "holds"),
        ("UPDATE document SET status = 'reversed' WHERE number = 'SH-1001'", "posted"),
        ("UPDATE movement SET line_id = (SELECT max(id) FROM document_line)", "hashes"),
        ("UPDATE posting SET document_id = (SELECT max(id) FROM document) WHERE station_no = 1", "hashes"),
    ],
)  # fmt: skip
def test_a_change_behind_its_back_is_named(house: Warehouse, statement: str, named: str) -> None:
    tamper(house.book, statement)
    assert named in {found.check for found in check(house.book)}


@tampers
def test_a_hand_made_head_is_named(house: Warehouse) -> None:
    tamper(
        house.book,
        "UPDATE serial_number SET seq = 1, place = (SELECT to_place FROM movement WHERE serial_id = serial_number.id "
        "AND seq = 1) WHERE serial = 'T2'",
    )
    assert {"heads", "shelves"} <= {found.check for found in check(house.book)}


@tampers
def test_a_lost_posting_is_named(house: Warehouse) -> None:
    if house.book.lite:
        house.book.db.execute_sql("PRAGMA foreign_keys = 0")
        tamper(house.book, "DELETE FROM posting WHERE station_no = 2")
        named = {found.check for found in check(house.book)}
        assert {"numbers", "hashes", "database"} <= named
    else:
        tamper(house.book, "UPDATE posting SET hash = '" + "0" * 64 + "' WHERE station_no = 2")
        sentences = [found.sentence for found in check(house.book)]
        assert sentences == [
            "Posting 2 of station Packing 2 was changed after it was made.",
            "Posting 3 of station Packing 2 was changed after it was made.",
        ]


def test_check_says_what_it_looks_at(house: Warehouse) -> None:
    heard: list[str] = []
    check(house.book, said=heard.append)
    assert heard[0] == "database"
    assert heard[-1] == "hashes"


def test_a_draft_that_waits_is_no_difference(house: Warehouse) -> None:
    made = house.book.perform(adjusting.create, category="Waste")
    house.book.perform(adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=2)
    assert check(house.book) == ()


def test_a_serial_is_filed_as_it_is_looked_for(book: Book) -> None:
    """The posting says in SQL what the question about look-alikes says in Python, for every character there is."""
    house = Warehouse(book)
    house.item("TP-80")
    printable = [f"x{chr(code)}y" for code in range(33, 127)]
    receipt = house.receipt(("TP-80", len(printable)))
    book.perform(entry.add_many, line_id=receipt.lines[0].id, texts=printable, how="keyed", sure=SURE)
    book.perform(receiving.post, number=receipt.number, short=True)
    kept: dict[str, str] = dict(book.rows("SELECT serial, look FROM serial_number"))
    assert kept == {serial: look_alike(serial) for serial in kept}
    assert len(kept) > 80

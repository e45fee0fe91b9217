"""`check` names a document, a list or a paper that was changed behind its back, each by the question that is about it.

One book with something of everything is built once; every change is made to it with the engines' guards off, asked about, and
taken back."""

import pytest

from models import (
    adjusting,
    choosing,
    converting,
    correcting,
    entry,
    invoice_posting,
    invoicing,
    landing,
    moving,
    paper,
    purchasing,
    receiving,
    return_posting,
    returning,
    shipping,
    supplier_return,
    supplier_return_posting,
)
from models.book import Book
from models.checking import Found, check
from tests.builders import Warehouse, tamper
from tests.models.counts import approved, finished, scan, started

pytestmark = pytest.mark.tampers


class Undone(Exception):
    """Takes a change back again."""


def of(number: str) -> str:
    return f"(SELECT id FROM document WHERE number = '{number}')"


def item(number: str) -> str:
    return f"(SELECT id FROM item WHERE number = '{number}')"


def line(number: str) -> str:
    return f"(SELECT min(id) FROM document_line WHERE document_id = {of(number)})"


B02 = "(SELECT id FROM location WHERE number = 'B-02')"
DOCUMENT = "UPDATE document SET {0} WHERE number = '{1}'"
LINE = "UPDATE document_line SET {0} WHERE document_id = (SELECT id FROM document WHERE number = '{1}')"
CHANGES: tuple[tuple[str, str], ...] = (
    ("sources", LINE.format(f"item_id = {item('SC-20')}", "PO-1001")),
    ("sources", LINE.format(f"source_id = {line('PO-1002')}", "GR-1001")),
    ("sources", DOCUMENT.format(f"source_id = {of('SO-1002')}", "SH-1001")),
    ("sources", DOCUMENT.format(f"source_id = {of('GR-1002')}", "RS-1001")),
    ("sources", DOCUMENT.format(f"source_id = {of('SO-1002')}", "IN-1001")),
    ("parties", DOCUMENT.format("party_id = (SELECT id FROM party WHERE kind = 'customer')", "GR-1001")),
    ("parties", DOCUMENT.format("party_id = NULL", "SH-1001")),
    ("parties", DOCUMENT.format("party_id = (SELECT id FROM party WHERE kind = 'supplier')", "SO-1003")),
    ("states", DOCUMENT.format("status = 'posted'", "PO-1001")),
    ("states", DOCUMENT.format("status = 'draft'", "PO-1001")),
    ("states", DOCUMENT.format("status = 'cancelled'", "SO-1001")),
    ("states", DOCUMENT.format("status = 'closed'", "GR-1001")),
    ("states", DOCUMENT.format("status = 'reversed'", "SC-1001")),
    ("kinds", DOCUMENT.format("kind = 'PO'", "SO-1003")),
    ("kinds", DOCUMENT.format("draft_number = 'GR-D1'", "GR-1001")),
    ("series", "UPDATE series SET next = 1001 WHERE kind = 'SH'"),
    ("series", "DELETE FROM series WHERE kind = 'GR'"),
    ("dated", DOCUMENT.format("posted_at = '2020-01-01T00:00:00.000000Z'", "SH-1001")),
    ("dated", DOCUMENT.format("posted_at = NULL", "GR-1001")),
    ("dated", DOCUMENT.format("operator_id = (SELECT min(id) FROM operator)", "AD-1001")),
    ("placed", LINE.format(f"location_id = {B02}", "GR-1001")),
    ("placed", LINE.format("price = price + 1", "GR-1001")),
    ("placed", LINE.format("way = 'up'", "SH-1001")),
    ("placed", LINE.format("way = 'down'", "AD-1001")),
    ("placed", LINE.format(f"location_id = {B02}", "AD-1001")),
    ("placed", LINE.format("location_id = NULL", "MV-1001")),
    ("promises", f"UPDATE consumed SET line_id = {line('SO-1003')}"),
    ("promises", "UPDATE consumed SET posting_id = (SELECT min(id) FROM posting)"),
    ("promises", "UPDATE consumed SET serial_id = (SELECT id FROM serial_number WHERE serial = 'K1')"),
    ("lists", "UPDATE entry SET meaning = 'pick' WHERE meaning = 'move'"),
    ("lists", "UPDATE entry SET meaning = 'reserve' WHERE meaning = 'pick'"),
    ("lists", f"UPDATE entry SET reserved_line_id = {line('GR-1001')} WHERE meaning = 'pick'"),
    ("lists", "UPDATE entry SET swapped_id = (SELECT id FROM serial_number WHERE serial = 'K1') WHERE meaning = 'pick'"),
    ("ticks", "UPDATE item SET has_serials = 0 WHERE number = 'TP-80'"),
    ("ticks", "UPDATE item SET has_serials = 0, stock_tracked = 0 WHERE number = 'CABLE'"),
    ("conversions", DOCUMENT.format(f"converts = {item('CABLE')}", "AD-1003")),
    ("conversions", DOCUMENT.format("converts_from = NULL", "AD-1003")),
    ("conversions", DOCUMENT.format("converts = NULL, converts_from = NULL", "AD-1003")),
    ("places", "UPDATE location SET kind = 'loss' WHERE number = 'B-02'"),
    ("places", "UPDATE item SET location_id = 2 WHERE number = 'CABLE'"),
    ("places", "UPDATE station SET move_to = 3"),
    ("expected", f"UPDATE expected_serial SET line_id = {line('SO-1003')}"),
    ("spelled", "UPDATE expected_serial SET same = 'E1'"),
    ("spread", f"DELETE FROM landed_cost WHERE document_id = {of('LC-1001')}"),
    ("counted", "UPDATE count_result SET list = 'missing' WHERE list = 'found'"),
    ("counted", f"UPDATE count_result SET place = {B02} WHERE list = 'found'"),
    ("counted", f"UPDATE count_result SET item_id = {item('CABLE')} WHERE list = 'found'"),
    ("counted", "UPDATE count_result SET serial_id = NULL, serial = 'X' WHERE list = 'found'"),
    ("counted", f"UPDATE counted SET location_id = {B02}"),
    ("paper", f"UPDATE paper SET sha256 = '{'0' * 64}'"),
    ("paper", f"UPDATE loose_paper SET sha256 = '{'0' * 64}'"),
    ("paper", f"DELETE FROM frozen_paper WHERE document_id = {of('SH-1002')}"),
    ("paper", "UPDATE frozen_paper SET content = replace(content, '\"T3\"', '\"T1\"')"),
    ("paper", f"INSERT INTO frozen_paper (document_id, content) VALUES ({of('PO-1001')}, '')"),
)  # fmt: skip


@pytest.fixture
def full(book: Book) -> Book:
    """A book with a document of almost every kind."""
    house, perform = Warehouse(book), book.perform
    house.item("TP-80")
    house.item("SC-20")
    for plain in ("CABLE", "CONV"):
        house.item(plain, serials=False)
    with book.write():
        book.insert("operator", number="1", name="Anna")
    house.received("TP-80", *(f"T{n}" for n in range(1, 9)))
    house.received("SC-20", "C1")
    house.stocked("CABLE", 9)
    house.stocked("CONV", 1)
    order = house.sold(("TP-80", 1))
    perform(choosing.choose, order=order, line_no=1, text="T2", how="keyed")
    perform(shipping.post, number=perform(shipping.start, order=order).number)
    house.shipped("TP-80", "T3")
    perform(correcting.correct, serial="T3", item="TP-80", new="T30", reason="misread")
    invoice = perform(invoicing.from_shipment, shipment="SH-1001").number
    perform(invoice_posting.post, number=invoice)
    note = perform(returning.start, invoice="IN-1001").number
    perform(returning.scan, number=note, text="T2", how="scanned")
    perform(return_posting.post, number=note)
    task = perform(converting.start, item="CONV")
    perform(entry.add_many, line_id=task.lines[0].id, texts=["K1"], how="pasted")
    perform(adjusting.post, number=task.number)
    back = perform(supplier_return.start_with, serial="T4", item="TP-80", how="listed")
    perform(supplier_return_posting.post, number=back)
    perform(landing.spread, receipt="GR-1001", text="Freight", amount=100, way="quantity")
    for text in ("T5", "B-02", "T6"):
        perform(moving.scan, text=text, how="scanned")
    count = started(house, item="TP-80")
    scan(house, count, "T1", "T2")
    finished(house, count)
    approved(house, count)
    house.pick(house.shipment(("TP-80", 1)).number, "T1")
    perform(purchasing.expect, number=house.ordered(("TP-80", 1)), line_no=1, serials=["E1"])
    perform(receiving.start, order="PO-1003")
    perform(paper.keep, number="SH-1001", kind="delivery-note", content=b"%PDF")
    with book.write():
        book.execute(
            "INSERT INTO loose_paper (kind, about, ending, sha256, content, at) VALUES ('cards', 'x', 'pdf', ?, ?, ?)",
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", b"{}", book.stamp(),
        )  # fmt: skip
    return book


def changed(book: Book, statement: str) -> tuple[Found, ...]:
    """What `check` finds once the statement was carried out."""
    found: tuple[Found, ...] = ()
    try:
        with book.write():
            assert book.execute(statement), statement
            found = check(book)
            raise Undone
    except Undone:
        return found


def test_a_change_of_a_document_a_list_or_a_paper_is_named(full: Book) -> None:
    assert check(full) == ()
    tamper(full)
    unseen = [
        (named, statement)
        for named, statement in CHANGES
        if named not in {found.check for found in changed(full, statement)}
    ]
    assert unseen == []
    assert check(full) == ()


def test_a_place_that_is_lost_and_a_step_that_follows_nothing_are_named(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("TP-80")
    house.received("TP-80", "T1")
    house.shipped("TP-80", "T1")
    for new in ("T2", "T3"):
        old = lite.value("SELECT serial FROM serial_number")
        lite.perform(correcting.correct, serial=old, item="TP-80", new=new, reason="misread")
    tamper(lite)
    lite.execute("PRAGMA foreign_keys = 0")
    lite.execute("PRAGMA ignore_check_constraints = 1")
    for named, statement in (
        ("heads", "UPDATE serial_number SET place = NULL"),
        ("chain", "UPDATE movement SET prev = NULL"),
        ("numbers", "UPDATE posting SET prev_no = NULL"),
        ("corrections", "UPDATE serial_correction SET prev = NULL"),
    ):
        assert named in {found.check for found in changed(lite, statement)}, statement

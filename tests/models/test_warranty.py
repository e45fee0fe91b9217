"""Warranty: a day written when a unit is sold, which later changes of the item leave alone."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest

from models import (
    adjusting,
    coming_back,
    exporting,
    goods_reversing,
    importing,
    invoice_posting,
    invoicing,
    items,
    paper,
    return_posting,
    tracing,
)
from models.book import Book
from models.order_edit import NewLine
from models.refusals_repair import WarrantyMonths
from models.warranty import end_of, parse_months
from tests.builders import Warehouse
from tests.clock import Clock


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", warranty_months=1)
    built.item("SC-20")
    return built


def covered(house: Warehouse, serial: str = "A1") -> str:
    return tracing.life(house.book, serial=serial)[0].warranty_until


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-08-31", 24, "2028-08-31"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-15", 600, "2076-12-15"),
    ],
)
def test_it_ends_on_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, end: str) -> None:
    assert end_of(date.fromisoformat(day), months).isoformat() == end


def test_months_are_read_as_typed() -> None:
    assert [parse_months(text) for text in ("", " ", "0", "24", "600")] == [0, 0, 0, 24, 600]
    for wrong in ("601", "-1", "1.5", "two", "９", "1" * 50):
        with pytest.raises(WarrantyMonths):
            parse_months(wrong)


def test_it_begins_with_the_shipment_and_later_changes_of_the_item_leave_it(
    house: Warehouse, clock: Clock
) -> None:
    clock.at = datetime.fromisoformat("2028-01-31T12:00:00+00:00")
    house.received("TP-80", "A1", "A2")
    house.received("SC-20", "S1")
    assert covered(house) == ""
    shipment = house.shipped("TP-80", "A1").document
    house.shipped("SC-20", "S1")
    card = items.view(house.book, number="TP-80")
    house.book.perform(items.change, number="TP-80", item=card.facts(warranty_months=36))
    assert (covered(house), covered(house, "S1")) == ("2028-02-29", "")
    (line,) = paper.delivery_note(house.book, number=shipment).lines
    assert line.warranty_until == date(2028, 2, 29)
    assert house.shipped("TP-80", "A2").document
    assert covered(house, "A2") == "2031-01-31"


def test_it_begins_with_the_invoice_where_the_goods_leave_with_it(house: Warehouse) -> None:
    house.received("TP-80", "A1")
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 1)])
    house.book.perform(invoicing.scan, number=draft.number, text="A1", how="scanned")
    house.book.perform(invoice_posting.post, number=draft.number)
    assert covered(house) == "2026-12-23"


def test_an_invoice_of_shipped_goods_does_not_begin_it_anew(house: Warehouse, clock: Clock) -> None:
    house.received("TP-80", "A1")
    shipment = house.shipped("TP-80", "A1").document
    clock.on(40 * 24 * 3600)
    draft = house.book.perform(invoicing.from_shipment, shipment=shipment)
    house.book.perform(invoice_posting.post, number=draft.number)
    assert covered(house) == "2026-12-23"


def test_a_unit_back_in_stock_has_none_until_it_is_sold_again(house: Warehouse, clock: Clock) -> None:
    book = house.book
    house.received("TP-80", "A1")
    shipment = house.shipped("TP-80", "A1").document
    draft = book.perform(invoicing.from_shipment, shipment=shipment)
    book.perform(invoice_posting.post, number=draft.number)
    credit = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    book.perform(return_posting.post, number=credit)
    assert covered(house) == ""
    clock.on(10 * 24 * 3600)
    again = house.shipped("TP-80", "A1").document
    assert covered(house) == "2027-01-03"
    book.perform(goods_reversing.reverse, number=again)
    assert covered(house) == ""


def test_a_return_that_is_reversed_gives_the_same_warranty_back(house: Warehouse, clock: Clock) -> None:
    book = house.book
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    for _ in range(2):
        clock.on(24 * 3600)
        back = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
        book.perform(adjusting.post, number=back)
        assert covered(house) == ""
        book.perform(goods_reversing.reverse, number=back)
        assert covered(house) == "2026-12-23"
    with book.write():
        book.execute("UPDATE item SET warranty_months = 0")
    back = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    book.perform(adjusting.post, number=back)
    house.shipped("TP-80", "A1")  # sold without one: the old day must not come back with a reversal
    back = book.perform(coming_back.come_back, serial="A1", item="TP-80", how="listed")
    book.perform(adjusting.post, number=back)
    book.perform(goods_reversing.reverse, number=back)
    assert covered(house) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit_warranty SET until = '2099-01-01'",
        "DELETE FROM unit_warranty",
    ],
)
def test_the_database_lets_nobody_change_it(house: Warehouse, statement: str) -> None:
    from peewee import DatabaseError

    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    with pytest.raises(DatabaseError), house.book.write():
        house.book.execute(statement)
    assert covered(house) == "2026-12-23"


def test_it_is_imported_shown_and_exported(house: Warehouse, tmp_path: Path) -> None:
    book = house.book
    text = "number,name,warranty_months\nTP-80,Printer,24\nSC-20,Scanner,\nNEW,New,12\n"
    (file := tmp_path / "items.csv").write_text(text)
    book.perform(importing.import_file, what="items", path=file)
    assert [items.view(book, number=n).warranty_months for n in ("TP-80", "SC-20", "NEW")] == [24, 0, 12]
    house.received("TP-80", "A1")
    house.shipped("TP-80", "A1")
    out = io.StringIO()
    exporting.serials(book, out=out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["warranty_until"] == "2028-11-23"

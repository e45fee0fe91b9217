"""The serial export: every row once, in order, filtered like the report, nothing a spreadsheet would run."""

import csv
import io
from collections.abc import Callable

import pytest

from models import exporting, receiving
from models.book import Book
from models.refusals import Refusal
from models.serial_report import SerialFilter
from tests.builders import Warehouse


def exported(
    book: Book, *, raw: bool = False, filter: SerialFilter = exporting.EVERYTHING
) -> list[dict[str, str]]:
    out = io.StringIO()
    done = exporting.serials(book, out=out, raw=raw, filter=filter)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert done.rows == len(rows)
    return rows


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", name="Printer, big")
    built.item("SC-20")
    built.received("TP-80", "T1", "T2", "T3")
    built.shipped("TP-80", "T2")
    return built


def both_have_t1(house: Warehouse, *more: str) -> None:
    """SC-20 gets `more`, and the serial that TP-80 has too."""
    receipt = house.receipt(("SC-20", len(more) + 1))
    for serial in ("T1", *more):
        house.scan(receipt.lines[0].id, serial, **{"other-item": "yes"})
    house.book.perform(receiving.post, number=receipt.number)


def test_a_row_says_where_a_serial_is_and_who_has_it(house: Warehouse) -> None:
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T3")
    one, two, three = exported(house.book)
    assert one == {
        "item": "TP-80", "name": "Printer, big", "serial": "T1", "state": "in stock", "location": "A-01",
        "document": "GR-1001", "customer": "", "received_on": "2026-11-23", "changed_on": "2026-11-23",
        "held_by": "", "batch": "", "expires_on": "", "warranty_until": "",
    }  # fmt: skip
    assert (two["state"], two["location"], two["customer"], two["document"]) == (
        "shipped", "", "Nordlys ApS", "SH-1001",
    )  # fmt: skip
    assert (three["state"], three["held_by"]) == ("in stock", shipment.number)


def test_the_filter_of_the_report_is_the_filter_of_the_export(house: Warehouse) -> None:
    both_have_t1(house, "50%_X")

    def found(**wanted: str) -> list[tuple[str, str]]:
        return [(r["item"], r["serial"]) for r in exported(house.book, filter=SerialFilter(**wanted))]

    assert found(state="shipped") == [("TP-80", "T2")]
    assert found(item="SC-20") == [("SC-20", "50%_X"), ("SC-20", "T1")]
    assert found(text="%_x") == [("SC-20", "50%_X")]
    assert found(location="B-02") == []
    assert found(customer="nordlys") == [("TP-80", "T2")]


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_unless_asked_for_raw(house: Warehouse) -> None:
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")']
    house.received("SC-20", *formulas)
    only = SerialFilter(item="SC-20")
    assert sorted(r["serial"] for r in exported(house.book, filter=only)) == sorted(f"'{f}" for f in formulas)
    assert sorted(r["serial"] for r in exported(house.book, filter=only, raw=True)) == sorted(formulas)


@pytest.mark.parametrize("cell", ["=1", " =1", "\t=1", "\r=1", "＝1", "－1", "\xa0@x", "+", "-", "@"])
def test_every_sign_that_starts_a_formula_is_known(cell: str) -> None:
    assert exporting.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "A=1", "0", "'=1", "x-y", "Æ"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert exporting.safe(cell) == cell


def test_pages_join_without_a_gap_or_a_repeat(house: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_t1(house, *[f"N{n:03}" for n in range(25)])
    whole = exported(house.book)
    assert len(whole) == 29
    for size in (1, 2, 7, 29):
        monkeypatch.setattr(exporting, "PAGE", size)
        assert exported(house.book) == whole


def test_an_unknown_filter_is_refused_before_anything_is_written(house: Warehouse) -> None:
    verbs: dict[str, Callable[[io.StringIO], object]] = {
        "There is no item X. Check the number, or create the item first.": lambda out: exporting.serials(
            house.book, out=out, filter=SerialFilter(item="X")
        ),
        "There is no location X. Check the number, or create the location first.": lambda out: (
            exporting.serials(house.book, out=out, filter=SerialFilter(location="X"))
        ),
        "lost is no state of a serial number; expected one of in stock, shipped, in repair, written off, gone. "
        "Choose one of them.": lambda out: exporting.serials(
            house.book, out=out, filter=SerialFilter(state="lost")
        ),
    }
    for said, verb in verbs.items():
        out = io.StringIO()
        with pytest.raises(Refusal) as refused:
            verb(out)
        assert (str(refused.value), out.getvalue()) == (said, "")


def test_an_empty_book_exports_its_header(book: Book) -> None:
    assert exported(book) == []

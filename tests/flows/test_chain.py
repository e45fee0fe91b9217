"""What follows the main job, in a real terminal: the sales chain and its return by keys alone, moves and repairs by scanner alone,
a correction and a return to the supplier."""

import pytest
from pypdf import PdfReader

from tests.flows.floor import Floor, Station


@pytest.fixture
def stocked(floor: Floor) -> Floor:
    """Five printers in stock and one at a customer's."""
    with floor.house() as house:
        house.item("TP-80", name="Thermal printer", search="tp-80 thermal printer")
        house.received("TP-80", "T1", "T2", "T3", "T4", "T5", "T6")
        house.shipped("TP-80", "T6")
    return floor


def test_a_quote_becomes_order_invoice_and_credit_note_by_keys_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.press("6", "Sales orders")
        station.press("q", "No quote is here")
        station.press("n", "▸ C1")
        station.press("enter", "QU-1001 · Nordlys ApS · open")
        station.press("n", "▸ TP-80")
        station.press("enter", "▸ Quantity")
        station.enters("2")
        station.sees("▸ Price each")
        station.enters("100")
        station.sees("▸ Discount %")
        station.press("enter", "2 TP-80 added", "sum 200.00")
        station.press("s", "SO-1002 is made of QU-1001")
        station.press("b", "TP-80: 0 of 2 chosen")
        station.press("2", "5 units are free")
        station.press("enter", "1 of 2")
        station.press("c", "SO-1002 is confirmed")
        station.press("i", "IN-D1")
        station.press("b", "TP-80: 1 of 2 chosen")
        station.press("3", "2 of 2")
        station.press("c", "Post IN-D1")
        station.press("y", "IN-D1 is posted as IN-1001")
        station.press("k", "IN-1001")
        station.press("r", "CN-D1 · credits IN-1001")
        station.enters("T2")
        station.sees("1 of 2")
        station.press("c", "Post CN-D1")
        station.press("y", "CN-D1 is posted as CN-1001", "Return to stock: yes")
    assert [stocked.place(serial) for serial in ("T1", "T2")] == ["customer", "A-01"]
    paper = "\n".join(page.extract_text() for page in PdfReader(stocked.outbox / "IN-1001.pdf").pages)
    assert [serial in paper for serial in ("T1", "T2", "T3")] == [True, True, False]
    stocked.checks()


def test_units_are_moved_and_one_is_repaired_by_scanner_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.card("MOVE", "in hand")
        station.scan("T1", "T2")
        station.sees("T2 in hand, from A-01.")
        station.card("UNDO", "Put back: T2.")
        station.scan("T6")
        station.sees("✖ REFUSED  T6 was shipped to Nordlys ApS")
        station.scan("T3", "B-02")
        station.sees("2 units moved to B-02 (MV-1001)")
        station.card("MENU", "scan or type anything")
        station.scan("T6")
        station.sees("Shipped to Nordlys ApS")
        station.card("CONFIRM", "What is to be done with T6?", "2  It comes in for repair")
        station.card("2", "Repair RP-1001 · Nordlys ApS · draft")
        station.card("CONFIRM", "What is wrong?")
        station.card("CONFIRM", "1 unit in repair on RP-1001")
        station.scan("T6")
        station.sees("T6 is marked")
        station.card("CONFIRM", "What was done?")
        station.card("CONFIRM", "1 unit sent back")
        station.card("MENU", "scan or type anything", "5 in stock")
    assert [stocked.place(serial) for serial in ("T1", "T2", "T3", "T6")] == [
        "B-02",
        "A-01",
        "B-02",
        "customer",
    ]
    stocked.checks()


def test_a_serial_is_corrected_and_its_unit_goes_back_to_the_supplier(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.scan("T4")
        station.sees("In stock at A-01")
        station.press("e", "Correct T4 of TP-80", "▸ Right serial")
        station.enters("T44")
        station.sees("▸ Reason")
        station.types("A digit was missing")
        station.press("enter", "Serial number T44 · TP-80")
        station.scan("T4")
        station.sees("T4 was corrected to T44")
        station.press("b", "RS-1001")
        station.sees("T44 is on RS-1001")
        station.press("c", "RS-1001 is posted: 1 unit went back.")
    assert stocked.place("T44") == "supplier"
    stocked.checks()

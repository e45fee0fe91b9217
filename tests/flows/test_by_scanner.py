"""Receive, adjust and ship with nothing but a scanner: labels of the goods, and command cards (R22)."""

import pytest

from tests.flows.floor import Floor, Station

GTIN, CABLE_GTIN = "05701234567899", "05701234567905"


@pytest.fixture
def stocked(floor: Floor) -> Floor:
    """Three printers in stock and one shipped, cables, a purchase order and a sales order."""
    with floor.house() as house:
        house.item("TP-80", name="Thermal printer", gtin=GTIN, search="tp-80 thermal printer")
        house.item("CABLE", serials=False, name="Cable", gtin=CABLE_GTIN, search="cable")
        house.received("TP-80", "T1", "T2", "T3", "T4")
        house.shipped("TP-80", "T4")
        house.stocked("CABLE", 5)
        house.ordered(("TP-80", 3), ("CABLE", 5))
        house.sold(("TP-80", 2), ("CABLE", 1))
    return floor


def test_goods_are_received_by_scanner_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.scan("PO-1002")
        station.sees("PO-1002 · Printec GmbH · ordered")
        station.card("CONFIRM", "GR-1002 · PO-1002", "0 of 3")
        station.scan("N1", "N2", "T1", "N3")
        station.sees("COMPLETE", "3 of 3")
        station.card("UNDO", "N3 is off the list")
        station.scan("N4")
        station.sees("N4 is new · 3 of 3")
        station.card("CONFIRM", "✔ 3 of 3", "Location")
        station.scan("B-02")
        station.sees("TP-80: 3 of 3, to B-02")
        station.count(CABLE_GTIN, *(f"CABLE Cable: {n} of 5 counted" for n in range(1, 5)), "CABLE")
        station.card("CONFIRM", "Post GR-1002?")
        station.card("CANCEL")
        station.gone("Post GR-1002?")
        station.card("CONFIRM", "Post GR-1002?")
        station.card("CONFIRM", "GR-1002 is posted: 8 units are in.")
        station.card("MENU", "scan or type anything")
    assert [stocked.place(serial) for serial in ("N1", "N2", "N4", "T1")] == ["B-02", "B-02", "B-02", "A-01"]
    assert stocked.rows("SELECT serial FROM serial_number WHERE serial = 'N3'") == []
    stocked.checks()


def test_stock_is_adjusted_up_and_down_by_scanner_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.card("2", "Adjustments")
        station.card("CONFIRM", "New adjustment", "← Status →")
        station.card("7", "← Waste →")
        station.card("CONFIRM", "· draft · Waste")
        station.scan(GTIN)
        station.sees("Adjust quantity + cost price · TP-80", "Adjust difference: up")
        station.card("2", "Adjust difference: down")
        station.card("NEXT", "▸ Quantity")
        station.card("1")
        station.card("CONFIRM", "0 of 1")
        station.scan("T1")
        station.sees("T1 leaves · line 1 · 1 of 1")
        station.scan(GTIN)
        station.sees("▸ How", "Adjust difference: up")
        station.card("NEXT", "▸ Quantity")
        station.card("1")
        station.card("CONFIRM", "Line 2 is TP-80")
        station.card("CONFIRM", "Serial numbers · AD-1002")
        station.scan("N1")
        station.sees("COMPLETE", "1 of 1")
        station.card("CONFIRM", "Adjustment AD-1002 · draft")
        station.card("CONFIRM", "Post Adjustment AD-1002?")
        station.card("CONFIRM", "AD-1002 is posted")
        station.card("MENU", "scan or type anything", "3 in stock")
    assert (stocked.place("T1"), stocked.place("N1")) == ("loss", "A-01")
    stocked.checks()


def test_an_order_is_shipped_by_scanner_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.scan("SO-1002")
        station.sees("SO-1002 · Nordlys ApS")
        station.card("CONFIRM", "SH-1002 · SO-1002")
        station.scan("T2")
        station.sees("T2 · TP-80 1 of 2")
        station.card("UNDO", "T2 is taken back")
        station.scan("T4")
        station.sees("REFUSED", "T4")
        station.scan("T3", CABLE_GTIN, "T1")
        station.sees("Everything is picked")
        station.card("CONFIRM", "Confirm SH-1002?")
        station.card("CONFIRM", "SH-1002 shipped, delivery note in outbox")
        station.card("PRINT", "SH-1002")
        station.card("MENU", "scan or type anything", "1 in stock")
    assert [stocked.place(serial) for serial in ("T1", "T2", "T3")] == ["customer", "A-01", "customer"]
    note = stocked.note("SH-1002")
    assert "T1" in note
    assert "T3" in note
    assert "T2" not in note
    stocked.checks()


def test_a_shelf_is_counted_and_approved_by_scanner_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.card("4", "scan a location")
        station.scan("A-01")
        station.sees("Count CT-1001 · A-01", "0 counted so far")
        station.scan("T1", "T4", "T1", "T2")
        station.sees("T2 is counted", "3 counted so far")
        station.count(CABLE_GTIN, *(f"CABLE Cable: {n} counted" for n in range(1, 5)))
        station.card("CONFIRM", "Is everything counted? 7 so far.")
        station.card("CONFIRM", "to approve", "missing 1", "elsewhere 1", "quantities 1", "found 2")
        station.card("CONFIRM", "Approve CT-1001?", "1 written off, 1 moved here, 1 quantity made right.")
        station.card("CONFIRM", "CT-1001 is approved: AD-1002 is posted.")
        station.card("MENU", "scan or type anything", "3 in stock")
        station.scan("T3")
        station.sees("Count CT-1001")
    assert [stocked.place(serial) for serial in ("T1", "T2", "T3", "T4")] == ["A-01", "A-01", "loss", "A-01"]
    stocked.checks()

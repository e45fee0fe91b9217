"""Receive, adjust and ship with the safe keys alone: letters, Enter, Esc, Tab, arrows, PgUp and PgDn."""

import pytest

from tests.flows.floor import Floor, Station


@pytest.fixture
def stocked(floor: Floor) -> Floor:
    """Thirty printers in stock."""
    with floor.house() as house:
        house.item("TP-80", name="Thermal printer", search="tp-80 thermal printer")
        house.item("CABLE", serials=False, name="Cable", search="cable")
        house.received("TP-80", *(f"TP80-{n:06}" for n in range(1, 31)))
    return floor


def test_goods_are_ordered_and_received_by_keys_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.press("7", "Purchase orders")
        station.press("n", "Which supplier?")
        station.press("enter", "PO-1002 · Printec GmbH · draft")
        for part, count in (("therm", "25"), ("cab", "40")):
            station.press("n", "Which item is on PO-1002?")
            station.types(part)
            station.gone("▸ CABLE" if part == "therm" else "  TP-80")
            station.press("enter", "▸ Quantity")
            station.enters(count)
            station.sees("▸ Price each")
            station.press("enter", f"{count} ")
        station.press("c", "PO-1002 is ordered")
        station.press("s", "GR-1002 · PO-1002", "0 of 25", "40 as ordered")
        station.press("enter", "No unit is entered yet")
        station.enters("TP80-000100")
        station.sees("TP80-000100 is new · 24 to go")
        station.enters("TP80-000007")
        station.sees("✖ REFUSED  TP80-000007 is in stock since")
        station.press("r", "Range of serial numbers")
        station.enters("TP80-000099..TP80-000123")
        station.sees("24 good · 1 twice or here already", "TP80-000100 is twice in this list")
        station.press("enter", "COMPLETE", "25 of 25")
        station.press("u", "is off the list · 1 to go")
        station.enters("TP80-000200")
        station.sees("COMPLETE")
        station.press("tab")
        station.press("pgdn")
        station.press("enter", "✔ 25 of 25")
        station.press("down", "▸ 2  CABLE")
        station.press("enter", "How many CABLE Cable came?")
        station.enters("39")
        station.sees("CABLE: 39")
        station.press("c", "GR-1002 is posted: 64 units are in.")
        station.keys("esc", "esc", "esc")
        station.sees("55 in stock", "1 purchase order waiting")
        station.press("esc", "Close SerialDock?")
        station.keys("y")
        assert station.terminal.ended() == 0
    read = stocked.rows("SELECT DISTINCT how, source FROM scan WHERE text > 'TP80-000099'")
    assert read == [("keyed", "")], read
    stocked.checks()


def test_stock_is_adjusted_up_one_and_down_one_by_keys_alone(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.press("2", "No adjustment yet")
        station.press("n", "New adjustment")
        station.press("tab", "▸ Reason")
        station.types("Found one, lost one")
        station.keys("enter", "enter")
        station.sees("Adjustment AD-1001 · draft", "Found one, lost one")
        for way in ("up", "down"):
            station.press("a", "▸ CABLE")
            station.types("therm")
            station.gone("▸ CABLE")
            station.press("enter", "← Adjust difference: up →")
            if way == "down":
                station.press("a", "← Adjust difference: down →")
            station.press("enter", "▸ Quantity")
            station.types("1")
            station.keys("enter", "enter", "enter")
            station.sees("Line 1 is TP-80" if way == "up" else "Line 2 is TP-80")
        station.enters("TP80-000007")
        station.sees("TP80-000007 leaves · line 2 · 1 of 1")
        station.press("up")
        station.press("enter", "AD-1001 · line 1")
        station.enters("TP80-999999")
        station.sees("COMPLETE")
        station.press("enter", "draft")
        station.press("c", "AD-1001 is posted: 2 serial numbers")
        station.keys("esc", "esc")
        station.sees("30 in stock")
    assert (stocked.place("TP80-000007"), stocked.place("TP80-999999")) == ("loss", "A-01")
    stocked.checks()


def test_an_order_is_made_and_shipped_by_keys_alone_and_its_paper_holds_the_serials(stocked: Floor) -> None:
    with Station(stocked) as station:
        station.press("6", "Sales orders")
        station.press("n", "Which customer?")
        station.press("enter", "SO-1001 · Nordlys ApS · draft")
        station.press("n", "Which item does SO-1001 get?")
        station.types("therm")
        station.gone("▸ CABLE")
        station.press("enter", "▸ Quantity")
        station.enters("3")
        station.press("enter", "▸ Discount %")
        station.press("enter", "3 TP-80 added")
        station.press("c", "SO-1001 is confirmed")
        station.press("s", "SH-1001 · SO-1001", "0 of 3")
        station.press("l", "Choose · SH-1001 line 1", "30 units are free")
        station.keys("down", "down")
        station.press("enter", "TP80-000003 · TP-80 1 of 3")
        station.press("l", "29 units are free")
        station.press("pgdn")
        station.types("0021")
        station.sees("One unit is free. Enter takes the text")
        station.press("enter", "One unit is free. Enter chooses it")
        station.press("enter", "TP80-000021 · TP-80 2 of 3")
        station.press("c", "1 unit is missing: TP-80")
        station.press("down")
        station.press("enter", "SH-1001 shipped, delivery note in outbox/SH-1001.pdf")
        station.press("k", "Delivery note of SH-1001")
        station.keys("esc", "esc", "esc")
        station.sees("28 in stock", "1 order to pick")
    assert [stocked.place(f"TP80-{n:06}") for n in (1, 3, 21)] == ["A-01", "customer", "customer"]
    note = stocked.note("SH-1001")
    assert [serial in note for serial in ("TP80-000003", "TP80-000021", "TP80-000001")] == [True, True, False]
    stocked.checks()

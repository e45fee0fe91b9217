"""A day at the station: hostile names, a cable that comes out, a terminal that goes away, an evening."""

import os
import signal
import time

import pytest

from tests.flows.floor import Floor, Station
from tests.tui.desk import HOSTILE

QUIT_S = 1.0
LONG = "W" * 25


@pytest.fixture
def busy(floor: Floor) -> Floor:
    """Items, a customer and orders whose names try to steer the screen."""
    with floor.house() as house:
        house.item("TP-80", name=HOSTILE, gtin="05701234567899")
        house.item(LONG, name="M" * 100)
        house.item("CABLE", serials=False, name="\U0001f600 cafe\u0301 \x07\t[b]x[/b] \x1b]0;owned\x07")
        house.received("TP-80", "S1", "S2")
        house.receipt(("TP-80", 4), (LONG, 12_345), ("CABLE", 5))
        house.sold(("TP-80", 1), (LONG, 3), ("CABLE", 1))
        house.ordered((LONG, 3), ("CABLE", 1))
        with house.book.write():
            house.book.execute("UPDATE party SET name = ?", HOSTILE)
    return floor


def whole(station: Station) -> None:
    """The screen stands as it should: top row, prompt and keys where they belong, nothing that steers it."""
    rows = station.terminal.screen().split("\n")
    assert len(rows) == 24
    assert rows[0].startswith(" SerialDock · Packing 2"), rows[0]
    assert "● scanner 1" in rows[0]
    assert any("Esc " in row for row in rows[-4:]), station.terminal.screen()
    shown = bytes(station.terminal.output).decode(errors="replace")
    for steering in ("\u202e", "\u2066", "\x1b]0;owned", "\x1b[31mevil"):
        assert steering not in shown, repr(steering)


def test_hostile_names_stand_in_every_list_and_move_nothing(busy: Floor) -> None:
    with Station(busy) as station:
        for key, heading in (
            ("1", "Receive: purchase orders waiting"),
            ("3", "Ship: orders to pick"),
            ("5", "Serial numbers"),
            ("6", "Sales orders"),
            ("7", "Purchase orders"),
            ("8", "Items"),
        ):
            station.press(key, heading, "Esc Back")
            whole(station)
            station.press("esc", "scan or type anything")
        for text, heading in (
            ("GR-1002", "GR-1002 · PO-1002"),
            ("SO-1001", "SO-1001 · [red]Ærø[/]"),
            ("S1", "Serial number S1"),
            ("TP-80", "Item TP-80 · [red]Ærø[/]"),
            (LONG, f"Item {LONG}"),
        ):
            station.scan(text)
            station.sees(heading, "Esc Back")
            whole(station)
            station.press("esc", "scan or type anything")
        station.scan("\x1b[31m\x9bevil")
        station.sees("REFUSED")
        whole(station)


def test_the_cable_comes_out_in_mid_dialog_and_goes_in_again(busy: Floor) -> None:
    with Station(busy) as station:
        station.scan("GR-1002")
        station.sees("GR-1002 · PO-1002")
        station.press("enter", "Serial numbers · GR-1002")
        station.scan("N1")
        station.sees("N1 is new")
        busy.scanner.send(b"HAL")
        busy.scanner.unplug()
        station.sees("✖ scanner 1: unplugged", "last N1")
        station.enters("N2")
        station.sees("N2 is new")
        busy.scanner.plug()
        station.sees("● scanner 1")
        station.scan("N3")
        station.sees("N3 is new", "last N3")
    assert busy.entered() == ["N1", "N2", "N3"]


def test_closing_takes_no_second_though_the_reader_waits_for_a_scan(busy: Floor) -> None:
    with Station(busy) as station:
        station.press("esc", "Close SerialDock?")
        began = time.monotonic()
        station.terminal.send("y")
        assert station.terminal.ended(5) == 0
        assert time.monotonic() - began < QUIT_S


@pytest.mark.parametrize("how", ["SIGHUP", "the line is cut"])
def test_a_terminal_that_goes_away_loses_no_scan_and_the_dialog_comes_back(busy: Floor, how: str) -> None:
    with Station(busy) as station:
        station.scan("GR-1002")
        station.sees("GR-1002 · PO-1002")
        station.press("enter", "Serial numbers · GR-1002")
        station.scan("N1", "N2", "N3")
        station.sees("N3 is new")
        if how == "SIGHUP":
            os.kill(station.terminal.pid, signal.SIGHUP)
        else:
            station.terminal.hang_up()
        station.terminal.ended(5)
    assert busy.entered() == ["N1", "N2", "N3"]
    busy.checks()
    with Station(busy) as station:
        station.sees("Going on with GR-1002, TP-80: 3 of 4 kept")
        station.scan("N4")
        station.sees("COMPLETE", "N4")
    assert busy.entered() == ["N1", "N2", "N3", "N4"]


def test_a_scan_sent_while_the_station_is_closing_or_asking_is_never_half_done(busy: Floor) -> None:
    with Station(busy) as station:
        station.scan("GR-1002")
        station.sees("GR-1002 · PO-1002")
        station.press("enter", "Serial numbers · GR-1002")
        station.keys("esc", "esc")
        station.press("esc", "Close SerialDock?")
        station.scan("N1", "N2")
        station.sees("lies aside", "2 unclaimed")
        station.press("n", "scan or type anything", "2 unclaimed")
        station.press("*", "Unclaimed scans: 2", "N1", "N2")
    assert busy.entered() == []

"""`serialdock show` and `serialdock serials`."""

import json
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models import demo
from models.book import Book
from models.demo_goods import ITEMS, PLACES
from models.item_facts import ItemFacts
from models.items import create
from tests.clock import Clock
from tests.tui.commandline.commands import Command
from tui.words import day_and_clock


def test_a_serial_number_shows_where_it_is_and_where_it_was(warehouse: Command) -> None:
    said = warehouse("show", "TP80-004103")
    assert said.code == 0
    assert said.lines[0] == "TP80-004103  TP-80  Thermal printer 80 mm"
    assert said.lines[1].strip() == "in stock, RETURN"
    assert [line.split()[3] for line in said.lines[2:]] == ["AD-1001", "SH-1001", "GR-1001"]


def test_a_serial_number_as_json_has_its_whole_life(warehouse: Command) -> None:
    about = json.loads(warehouse("show", "TP80-004103", "--json").out)
    assert about["code"] == "TP80-004103"
    (found,) = about["found"]
    assert found["kind"] == "serial"
    assert found["about"]["location"] == "RETURN"
    assert [event["document"] for event in found["about"]["events"]] == ["AD-1001", "SH-1001", "GR-1001"]


@pytest.mark.parametrize("number", ["PO-1002", "GR-1002", "SO-1003", "SH-1003", "AD-1003", "so-1003"])
def test_every_kind_of_document_is_shown(warehouse: Command, number: str) -> None:
    said = warehouse("show", number)
    assert said.code == 0
    assert said.lines[0].split() == [number[:2].upper(), number.upper()]
    about = json.loads(warehouse("show", number, "--json").out)
    assert about["found"][0]["kind"] == number[:2].upper()
    assert about["found"][0]["about"]["lines"]


def test_a_document_lists_the_serial_numbers_of_each_line(warehouse: Command) -> None:
    assert [line.strip() for line in warehouse("show", "SH-1001").lines if line.startswith("       ")] == [
        "TP80-004101", "TP80-004102", "TP80-004103", "TP80-004104",
    ]  # fmt: skip
    draft = json.loads(warehouse("show", "AD-1003", "--json").out)["found"][0]
    assert draft["serials"] == {"1": ["U7-99120"]}
    reserved = json.loads(warehouse("show", "SO-1006", "--json").out)["found"][0]
    assert reserved["serials"] == {"1": ["0004717", "0004718"]}


def test_a_document_says_when_it_was_posted_and_by_whom(warehouse: Command) -> None:
    (event,) = json.loads(warehouse("show", "SH-1001", "--json").out)["found"][0]["events"]
    assert (event["what"], event["operator"], event["station"]) == ("ship", "Bo Lind", "Packing 1")
    assert f"  {day_and_clock(event['at'])}  shipped  Bo Lind" in warehouse("show", "SH-1001").lines
    assert json.loads(warehouse("show", "SH-1004", "--json").out)["found"][0]["events"] == []


def test_times_and_states_are_those_of_the_screens(
    warehouse: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = json.loads(warehouse("show", "SO-1003", "--json").out)["found"][0]["about"]["created_at"]
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        shown = warehouse("show", "SO-1003").out
        assert "status: confirmed" in shown
        assert "shipments: SH-1003 posted" in shown
        there = datetime.fromisoformat(at).astimezone(ZoneInfo("Asia/Kolkata"))
        assert f"created at: {there:%Y-%m-%d %H:%M}" in shown
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_line_of_an_adjustment_says_what_it_does_and_nothing_is_outstanding_on_it(
    warehouse: Command,
) -> None:
    assert '  1  1 pcs  LB-14  Laptop 14"  down' in warehouse("show", "AD-1002").lines


def test_suppliers_and_customers_are_shown_by_their_numbers(warehouse: Command) -> None:
    assert warehouse("show", "S-100").lines[:2] == ["supplier S-100", "  name: Printec GmbH"]
    (found,) = json.loads(warehouse("show", "C-200", "--json").out)["found"]
    assert (found["kind"], found["about"]["name"]) == ("customer", "Nordlys ApS")


def test_an_item_without_stock_says_so(serialdock: Command, url: str) -> None:
    book = Book(url, "x", clock=Clock())
    book.perform(create, item=ItemFacts("GONE", "Out of stock"))
    book.perform(create, item=ItemFacts("HOUR", "An hour", stock_tracked=False))
    book.close()
    assert "  on hand: 0" in serialdock("show", "GONE").lines
    assert "on hand" not in serialdock("show", "HOUR").out


def test_an_item_a_gtin_a_location_and_a_badge_are_shown(warehouse: Command) -> None:
    assert "cost price: 895.00" in warehouse("show", "TP-80").out
    assert warehouse("show", ITEMS[0].gtin).lines[0] == "item TP-80"
    assert warehouse("show", PLACES[0][0]).lines[0] == "location A-01"
    assert warehouse("show", "SD-BADGE-ANNA-4711").lines[0] == "operator 1"


def test_what_is_nothing_here_is_refused_with_what_to_do(warehouse: Command) -> None:
    assert warehouse.refused("show", "NIX").startswith("NIX is not known here: no serial number, item,")
    said = warehouse("show", "NIX", "--json")
    assert (said.code, json.loads(said.out)) == (2, {"code": "NIX", "found": []})


def test_the_list_can_be_filtered_by_everything(warehouse: Command) -> None:
    assert len(warehouse("serials").lines) == 66
    assert len(warehouse("serials", "--item", "PM-4").lines) == 20
    assert len(warehouse("serials", "--state", "shipped").lines) == 14
    assert len(warehouse("serials", "--state", "written off").lines) == 1
    assert len(warehouse("serials", "--text", "tp80-00410").lines) == 9
    assert len(warehouse("serials", "--location", "RETURN").lines) == 1
    assert len(warehouse("serials", "--customer", "nordlys").lines) == 3
    line = warehouse("serials", "--location", "RETURN").lines[0]
    assert line.split()[:5] == ["TP80-004103", "TP-80", "in", "stock", "RETURN"]


def test_the_list_as_json_is_one_array_with_a_row_on_each_line(warehouse: Command) -> None:
    said = warehouse("serials", "--item", "HS-2", "--json")
    rows = json.loads(said.out)
    assert [json.loads(line.rstrip(",")) for line in said.lines if line not in "[,]"] == rows
    assert len(rows) == 10
    assert rows[0]["serial"] == "HS20310047"
    assert {row["state"] for row in rows} == {"in stock"}


def test_a_filter_that_names_nothing_there_is_refused_not_empty(warehouse: Command) -> None:
    assert "NIX" in warehouse.refused("serials", "--item", "NIX")
    assert "NIX" in warehouse.refused("serials", "--location", "NIX")
    assert "--state" in warehouse.refused("serials", "--state", "nix")


def test_a_list_without_rows_says_so_beside_the_output(warehouse: Command) -> None:
    said = warehouse("serials", "--text", "nix")
    assert (said.code, said.out) == (0, "")
    assert said.err == "No serial number is like that.\n"
    said = warehouse("serials", "--text", "nix", "--json")
    assert (json.loads(said.out), said.err) == ([], "")


def test_a_name_that_would_steer_the_terminal_is_spelled_out(url: str, serialdock: Command) -> None:
    book = Book(url, "x", clock=Clock())
    book.perform(create, item=ItemFacts("RTL", "abc\u202edef\u200b"))
    book.close()
    assert "abc<U+202E>def<U+200B>" in serialdock("show", "RTL").out
    assert "\u202e" not in serialdock("show", "RTL", "--json").out


def test_a_page_boundary_loses_and_repeats_nothing(
    warehouse: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = warehouse("serials").lines
    monkeypatch.setattr("tui.commandline.looking_up.PAGE", 7)
    assert warehouse("serials").lines == whole


def test_looking_up_makes_no_book_where_there_is_none(serialdock: Command, tmp_path: object) -> None:
    for words in (["show", "X"], ["serials"], ["check"], ["addon", "list"], ["addon", "remove"]):
        assert serialdock.refused(*words, url=f"sqlite:///{tmp_path}/nix.db").startswith(
            f"There is no book at {tmp_path}/nix.db."
        )


def test_the_demo_is_one_book_on_either_database(url: str, clock: Clock, serialdock: Command) -> None:
    demo.make(url, "Packing 1", clock())
    assert serialdock("check").out == ""
    assert len(serialdock("serials").lines) == 66
    assert "TP80-004104" in serialdock("show", "SH-1001").out


def test_an_item_says_when_its_serial_numbers_are_asked_for(warehouse: Command) -> None:
    said = warehouse("show", "TP-80")
    assert "  serial at: at receipt" in said.lines
    assert not [line for line in warehouse("show", "PR-80").lines if "serial at" in line]
    assert json.loads(warehouse("show", "TP-80", "--json").out)["found"][0]["about"]["serial_at"] == "receipt"

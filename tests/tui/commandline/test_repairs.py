"""`serialdock show`, `serials` and `export` on repairs, returns to suppliers and warranties."""

import json

import pytest

from models import entry, receiving, repair_posting, repairing, supplier_return, supplier_return_posting
from models.book import Book
from tests.builders import Warehouse
from tests.clock import Clock
from tests.tui.commandline.commands import Command


@pytest.fixture
def house(serialdock: Command) -> Warehouse:
    """A1 is in repair, A2 was sent back, R1 was returned."""
    book = Book(serialdock.url, "Packing 2", clock=Clock())
    built = Warehouse(book)
    built.item("TP-80", warranty_months=24)
    built.received("TP-80", "A1", "A2")
    built.shipped("TP-80", "A1", "A2")
    number = book.perform(repairing.begin, serial="A1", item="TP-80", how="listed")
    book.perform(repairing.scan, number=number, text="A2", how="scanned")
    book.perform(repairing.say_fault, number=number, fault="No power")
    book.perform(repair_posting.take_in, number=number)
    book.perform(repairing.scan, number=number, text="A2", how="scanned")
    book.perform(repair_posting.send_back, number=number, done="New fuse")
    receipt = built.receipt(("TP-80", 1))
    book.perform(entry.add, line_id=receipt.lines[0].id, text="R1", how="scanned")
    book.perform(receiving.post, number=receipt.number)
    back = book.perform(supplier_return.start_with, serial="R1", item="TP-80", how="listed")
    book.perform(supplier_return_posting.post, number=back)
    book.close()
    return built


def test_a_repair_is_shown_with_its_units(house: Warehouse, serialdock: Command) -> None:
    said = serialdock("show", "rp-1001")
    assert said.lines[0] == "RP RP-1001"
    assert "  status: here" in said.lines
    assert "  customer: Nordlys ApS" in said.lines
    assert "  fault: No power" in said.lines
    assert [line.split() for line in said.lines if line.split()[:1] in (["A1"], ["A2"])] == [
        ["A1", "TP-80", "SH-1001", "here", "warranty", "until", "2028-11-23"],
        ["A2", "TP-80", "SH-1001", "sent", "back", "warranty", "until", "2028-11-23"],
    ]
    assert any("taken in" in line for line in said.lines)
    (found,) = json.loads(serialdock("show", "RP-1001", "--json").out)["found"]
    assert (found["kind"], found["about"]["units"][0]["in_warranty"]) == ("RP", True)


def test_a_return_to_a_supplier_is_shown(house: Warehouse, serialdock: Command) -> None:
    said = serialdock("show", "RS-1001")
    assert said.lines[0] == "RS RS-1001"
    assert "  supplier: Printec GmbH" in said.lines
    assert "  1  1 pcs  TP-80  Item TP-80" in said.lines
    assert "       R1" in said.lines


def test_a_life_shows_the_repair_and_the_warranty(house: Warehouse, serialdock: Command) -> None:
    said = serialdock("show", "A1")
    assert said.lines[1].strip() == "in repair"
    assert said.lines[2].strip() == "warranty until 2028-11-23"
    assert "taken in" in said.lines[3]
    assert "Customer > In repair" in said.lines[3]


def test_what_is_in_repair_can_be_listed_and_exported(house: Warehouse, serialdock: Command) -> None:
    (line,) = serialdock("serials", "--state", "in repair").lines
    assert line.split() == ["A1", "TP-80", "in", "repair", "RP-1001", "Nordlys", "ApS"]
    rows = serialdock("export", "serials", "--state", "in repair").lines
    assert rows[0].split(",")[-1] == "warranty_until"
    assert rows[1].split(",")[-1] == "2028-11-23"
    assert serialdock("check").code == 0

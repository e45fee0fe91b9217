"""Labels at the station: the product finds its line, a box counts whole, and what else a trigger pull read lies in the tray."""

import pytest

from models import items, lists, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.opened import opened
from tests.tui.robot import Robot
from tui.messages import Scanned, Taken
from tui.pulls import BURST_S, PULL_S, Pull
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_life import SerialLifeScreen
from tui.screens.shipment import ShipmentScreen

GTIN, OTHER = "09521234543213", "04006381333931"
HEAD, TAIL = "[)>\x1e06\x1d", "\x1e\x04"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", gtin=GTIN, serial_min=5, serial_max=5)
    built.item("SC-20", name="Scanner")
    built.item("CBL", name="Cable", serials=False)
    return built


def kept(house: Warehouse, line_id: int) -> list[str]:
    return [row.serial for row in reversed(lists.rows(house.book, line_id=line_id))]


def tray(robot: Robot) -> list[str]:
    return [taken.text for taken in robot.app.board.unclaimed]


async def pulls(robot: Robot, *texts: str, apart: float = 0.02, scanner: str = "scanner 1") -> None:
    """Several codes of one trigger pull."""
    for n, text in enumerate(texts):
        at = robot._next(apart if n else 1.0)
        robot.app.post_message(Scanned(Taken(text, "scanned", scanner, at)))
    await robot.settle()


async def test_of_one_pull_the_serial_is_taken_and_the_rest_lies_in_the_tray(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await pulls(robot, "SN001", "PART-4711", GTIN)
        robot.ok("SN001 is new", "Not used, press *")
        robot.sees("2 unclaimed")
        await pulls(robot, "PART-4711", "SN002", "A-01")
        robot.ok("SN002 is new")
        assert kept(house, line) == ["SN001", "SN002"]
        assert tray(robot) == ["PART-4711", GTIN, "PART-4711", "A-01"]
        assert house.book.value("SELECT count(*) FROM scan WHERE outcome <> 'ok'") == 4


async def test_a_wrong_label_by_itself_is_refused_and_not_put_away(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.scan("SN001", "PART-4711")
        robot.refused("PART-4711 is not a serial number of TP-80")
        await pulls(robot, "SN002", "PART-4711", apart=BURST_S * 1.5)
        robot.refused("PART-4711")
        await pulls(robot, "PART-4711", "BOXNO-1")
        robot.refused("BOXNO-1")
        await pulls(robot, "SN003", "SN003", "SN004")
        assert kept(house, line) == ["SN001", "SN002", "SN003", "SN004"]
        assert tray(robot) == []


async def test_a_question_about_a_unit_outlives_the_other_codes_of_its_pull(house: Warehouse) -> None:
    house.received("TP-80", "SN001")
    house.shipped("TP-80", "SN001")
    line = house.receipt(("TP-80", 9)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await pulls(robot, "SN001", "PART-4711")
        robot.verdict("ask", "SN001 was shipped", "PART-4711")
        await robot.press("y")
        assert (kept(house, line), tray(robot)) == (["SN001"], ["PART-4711"])


async def test_on_a_shipment_too(house: Warehouse) -> None:
    house.received("TP-80", "SN001")
    shipment = house.shipment(("TP-80", 2))
    async with opened(house.book, lambda: ShipmentScreen(shipment.number)) as robot:
        await pulls(robot, GTIN, "SN001", "PART-4711")
        robot.ok("SN001", "Not used, press *: PART-4711")
        assert tray(robot) == [GTIN, "PART-4711"]


def test_a_pull_is_of_one_port_and_one_moment() -> None:
    pull = Pull()

    def taken(text: str, at: float, source: str = "scanner 1") -> Taken:
        return Taken(text, "scanned", source, at)

    first = taken("PART", 1.0)
    pull.begins(first)
    assert not pull.misfitted(first)
    pull.begins(taken("SN", 1.0 + BURST_S))
    assert pull.fitted(taken("SN", 1.0 + BURST_S)) == [first]
    pull.begins(taken("X", 1.0 + BURST_S, "scanner 2"))
    assert not pull.misfitted(taken("X", 1.0 + BURST_S, "scanner 2"))
    pull.begins(taken("Y", 5.0, "scanner 2"))
    assert pull.fitted(taken("Y", 5.0, "scanner 2")) == []


async def test_a_row_of_labels_read_fast_is_no_pull_and_outlasts_a_question(house: Warehouse) -> None:
    house.received("TP-80", "SN001")
    house.shipped("TP-80", "SN001")
    line = house.receipt(("TP-80", 99)).lines[0].id
    row = [f"SN{n:03}" for n in range(2, 14)]
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await pulls(robot, "SN001", *row, apart=0.1)
        beside = len(tray(robot))
        assert (beside - 1) * 0.1 < PULL_S
        assert (tray(robot), kept(house, line)) == (row[:beside], row[beside:])


async def test_a_box_is_taken_whole_undone_whole_and_a_range_asks(house: Warehouse) -> None:
    line = house.receipt(("TP-80", 5)).lines[0].id
    async with opened(house.book, lambda: SerialEntry(line)) as robot:
        await robot.scan("SN001,SN002,SN003")
        robot.ok("3 units of the label are in, SN001 to SN003", "2 to go")
        await robot.press("u")
        robot.ok("The 3 units of the label are off again")
        assert kept(house, line) == []
        await robot.scan(f"{HEAD}31SSN001\x1d32SSN005{TAIL}")
        robot.verdict("ask", "The label stands for 5 serial numbers, from SN001 to SN005.")
        await robot.press("y")
        robot.ok("5 of 5")
        assert len(kept(house, line)) == 5


async def test_a_label_shows_its_batch_in_the_list_and_in_the_life(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 5))
    async with opened(house.book, lambda: SerialEntry(receipt.lines[0].id)) as robot:
        await robot.scan(f"]d201{GTIN}10L7\x1d1727123121SN001")
        robot.ok("SN001 is new (batch L7, exp. 2027-12-31)")
        robot.sees("batch L7")
    house.book.perform(receiving.post, number=receipt.number, short=True)
    async with opened(house.book, lambda: SerialLifeScreen("SN001", "TP-80")) as robot:
        robot.sees("Its label says: batch L7, exp. 2027-12-31.")


async def test_on_a_receipt_a_label_finds_its_line_and_fills_it(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 2), ("TP-80", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan(f"]C101{GTIN}21SN001")
        robot.ok("SN001 is new")
        assert kept(house, receipt.lines[1].id) == ["SN001"]
        await robot.press("escape")
        await robot.scan(f"]C101{GTIN}10LOT721SER12")
        robot.refused("shows no serial number; one may be hidden in LOT721SER12", "send GS")
        assert kept(house, receipt.lines[1].id) == ["SN001"]


async def test_on_a_receipt_a_product_code_counts_units_without_serials(house: Warehouse) -> None:
    house.book.perform(items.link_gtin, number="CBL", gtin=OTHER)
    receipt = house.receipt(("CBL", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        robot.sees("· 2 as ordered")
        await robot.scan(f"]C101{OTHER}")
        robot.ok("CBL Cable: 1 of 2 counted")
        await robot.scan(OTHER[1:])
        robot.ok("2 of 2 counted")
        robot.sees_not("as ordered")
        await robot.press("u", "u")
        robot.ok("0 of 2 counted")
        robot.sees("· 2 as ordered")
        await robot.scan(OTHER, OTHER, OTHER)
        robot.sees("Type 3 and press Enter")


async def test_an_unknown_code_is_linked_to_an_item_of_the_order_when_a_person_says_so(
    house: Warehouse,
) -> None:
    receipt = house.receipt(("TP-80", 2), ("SC-20", 2), ("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan(f"]C101{OTHER}21X1")
        robot.sees(f"No item has {OTHER} yet. What is it?", "The product code of SC-20 Scanner")
        robot.sees_not("TP-80 Thermal printer\n")
        await robot.press("1")
        robot.sees(f"Write the product code {OTHER} on SC-20?")
        await robot.press("n")
        assert items.view(house.book, number="SC-20").gtin == ""
        assert kept(house, receipt.lines[1].id) == []
        await robot.scan(f"]C101{OTHER}21X1")
        await robot.press("1", "y")
        robot.ok("X1 is new")
        assert items.view(house.book, number="SC-20").gtin == OTHER
        assert kept(house, receipt.lines[1].id) == ["X1"]


async def test_a_bare_number_no_item_has_may_be_a_serial(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan(OTHER[1:])
        await robot.press("2")
        robot.verdict("ask", "has the form of a product code")
        await robot.press("y")
        assert kept(house, receipt.lines[0].id) == [OTHER[1:]]

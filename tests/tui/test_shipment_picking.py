"""Picking on screen: every scan on its own line, every mistake cheap."""

from pathlib import Path

import pytest

from models import choosing, receiving, shipping
from models.book import CUSTOMER, Book
from models.goods_documents import cancel
from tests.builders import Warehouse, packing_house
from tests.printing.papers import words
from tests.tui.floor import Jumps
from tests.tui.printers import paper_floor
from tests.tui.robot import station
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return packing_house(lite)


async def test_each_scan_finds_its_own_line_whatever_is_selected(book: Book, outbox: Path) -> None:
    house = packing_house(book)
    shipment = house.shipment(("TP-80", 2), ("SC-20", 1), ("CABLE", 2))
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        robot.sees("SH-1001", "Nordlys ApS", "○ 0 of 2", "A-01")
        await robot.scan("C1")
        robot.ok("C1 · SC-20 1 of 1", "4 to go")
        assert screen.line is not None
        assert screen.line.item == "SC-20"
        await robot.scan("T2", "5701234567899", "T1")
        robot.ok("T1 · TP-80 2 of 2", "1 to go")
        await robot.wedge("CABLE")
        robot.ok("CABLE 2 of 2", "c confirms")
        assert (screen.count.done, screen.count.total) == (5, 5)
        await robot.press("c")
        robot.ok("SH-1001 shipped, delivery note in outbox/SH-1001.pdf")
        robot.sees("T1", "T2", "C1")
    assert house.place("T1") == house.place("C1") == CUSTOMER
    assert house.in_stock("CABLE") == 8
    assert house.status(shipment.order) == "closed"
    note = words((outbox / "SH-1001.pdf").read_bytes())
    assert {"T1", "T2", "C1"} <= set(note)
    assert "T3" not in note


async def test_nothing_wrong_is_ever_picked(house: Warehouse, outbox: Path) -> None:
    house.item("LAMP")
    house.received("LAMP", "L1", "L2")
    house.shipped("LAMP", "L1")
    other = house.shipment(("TP-80", 1))
    house.pick(other.number, "T1")
    shipment = house.shipment(("TP-80", 1), ("CABLE", 1))
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        await robot.scan("L2")
        robot.refused("L2 belongs to item LAMP", f"not on {shipment.number}")
        await robot.scan("T1")
        robot.refused(f"held by {other.number}")
        await robot.scan("nobody")
        robot.refused("nobody is not known here")
        await robot.scan("T2", "T3")
        robot.refused("every line", "that takes TP-80 is complete")
        await robot.scan("CABLE", "CABLE")
        robot.refused("CABLE is complete: 1 of 1")
        await robot.scan("T2")
        robot.refused("T2 is twice in this list")
        assert (screen.count.done, screen.count.total) == (2, 2)
    house.book.perform(cancel, number=shipment.number)
    shipment = house.shipment(("LAMP", 1))
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.scan("L1")
        robot.refused("L1 was shipped to Nordlys ApS")


async def test_a_swap_is_said_and_undo_swaps_back(house: Warehouse, outbox: Path) -> None:
    order = house.sold(("TP-80", 1))
    house.book.perform(choosing.choose, order=order, line_no=1, text="T1", how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        robot.sees("1 reserved")
        await robot.scan("T3")
        robot.ok("T3 taken instead of T1, which is free now")
        robot.sees_not("1 reserved")
        await robot.press("u")
        robot.ok("T3 is taken back", "1 to go")
        robot.sees("1 reserved")


async def test_undo_goes_back_over_serials_and_quantities_in_the_order_they_came(
    house: Warehouse, outbox: Path
) -> None:
    shipment = house.shipment(("TP-80", 3), ("CABLE", 5))
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        await robot.scan("T1", "CABLE", "T2")
        await robot.press("down", "plus")
        await robot.enters("3")
        robot.ok("+3 · CABLE 4 of 5")
        await robot.scan("CABLE", "T3")
        said = []
        for _ in range(7):
            await robot.press("u")
            said.append(screen.band.sentence.split(" ")[0:3])
    assert said == [
        ["T3", "is", "taken"],
        ["1", "of", "CABLE"],
        ["3", "of", "CABLE"],
        ["T2", "is", "taken"],
        ["1", "of", "CABLE"],
        ["T1", "is", "taken"],
        ["There", "is", "nothing"],
    ]
    assert screen.count.done == 0


async def test_a_quantity_picked_before_a_restart_is_put_back_by_its_line(
    house: Warehouse, outbox: Path
) -> None:
    shipment = house.shipment(("CABLE", 5))
    house.book.perform(shipping.pick_quantity, number=shipment.number, line_no=1, quantity=3)
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        robot.sees("… 3 of 5")
        await robot.press("u")
        robot.refused("Only quantities are left", "press Del")
        await robot.press("delete")
        await robot.enters("-2")
        robot.refused("Quantity -2 is not between 0 and 1000000")
        await robot.enters("2")
        robot.ok("1 of 5")
        await robot.press("enter")
        await robot.enters("9")
        robot.refused("CABLE is complete: 5 of 5")
        assert screen.count.done == 1


async def test_more_than_the_shelf_holds_is_refused(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("CABLE", 12))
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.press("plus")
        await robot.enters("11")
        robot.refused("11 CABLE are asked for, and 10 are in stock")


async def test_a_serial_two_items_share_asks_which_and_is_chosen_by_its_number(
    house: Warehouse, outbox: Path
) -> None:
    line = house.receipt(("SC-20", 1)).lines[0]
    house.scan(line.id, "T1", **{"other-item": "yes"})
    house.book.perform(receiving.post, number="GR-1003")
    shipment = house.shipment(("TP-80", 1), ("SC-20", 1))
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        await robot.scan("T1")
        robot.sees("several items", "1  SC-20", "2  TP-80", "Handheld scanner")
        await robot.press("escape")
        robot.verdict("ask", "Choose the item by its number")
        await robot.scan("T1")
        await robot.press("1")
        robot.ok("T1 · SC-20 1 of 1")
    assert screen.count.done == 1


async def test_a_unit_is_chosen_from_the_list(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("TP-80", 1), ("CABLE", 1))
    screen = ShipmentScreen(shipment.number)
    async with station(paper_floor(house.book, screen, outbox)) as robot:
        await robot.press("l", "down", "enter")
        robot.ok("T2 · TP-80 1 of 1")
        await robot.press("plus")
        robot.refused("TP-80 is picked unit by unit")
        await robot.press("down", "l")
        robot.refused("CABLE has no serial numbers")


async def test_another_documents_number_opens_it_and_its_own_changes_nothing(
    house: Warehouse, outbox: Path
) -> None:
    other = house.sold(("TP-80", 1))
    shipment = house.shipment(("TP-80", 1))
    jumps = Jumps()
    app = paper_floor(house.book, ShipmentScreen(shipment.number), outbox, jump=jumps)
    async with station(app) as robot:
        await robot.scan(shipment.order)
        robot.ok("is open here already")
        await robot.scan(shipment.number)
        robot.ok("is open here already")
        await robot.scan(other)
    assert jumps.texts == [other]

"""The list of orders to pick: who waits, how far each one is, and where it was begun."""

from datetime import date
from pathlib import Path

import pytest

from models import selling, shipping
from models.book import Book
from models.order_heads import HeadChange
from tests.builders import Warehouse
from tests.printing.papers import bars, words
from tests.tui.floor import Jumps
from tests.tui.printers import paper_floor
from tests.tui.robot import station
from tui.screens.ship import ShipScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    built.item("CABLE", serials=False)
    built.received("TP-80", "T1", "T2", "T3")
    built.stocked("CABLE", 10)
    return built


def due(house: Warehouse, order: str, day: date) -> None:
    house.book.perform(selling.change, number=order, change=HeadChange(due=day, set_due=True))


async def test_the_list_says_how_far_each_order_is_and_what_comes_first(
    house: Warehouse, outbox: Path
) -> None:
    late, soon = house.sold(("TP-80", 1)), house.sold(("TP-80", 2), ("CABLE", 3))
    due(house, soon, date(2026, 11, 24))
    due(house, late, date(2026, 12, 24))
    shipment = house.book.perform(shipping.start, order=soon)
    house.pick(shipment.number, "T1")
    house.pick(shipment.number, "CABLE")
    async with station(paper_floor(house.book, ShipScreen(), outbox)) as robot:
        robot.sees("… 2 of 5", "○ 0 of 1", "2026-11-24", shipment.number)
        rows = [row for row in robot.text().splitlines() if "SO-" in row]
        assert [soon in rows[0], late in rows[1]] == [True, True]
        assert robot.text().count("Packing 2") == 1
        await robot.press("enter")
        robot.sees(f"{shipment.number} · {soon} · Nordlys ApS", "… 1 of 2")
        await robot.scan("T2")
        await robot.press("escape")
        robot.sees("… 3 of 5")


async def test_scanning_an_orders_number_starts_its_shipment_and_the_shipments_opens_it(
    house: Warehouse, outbox: Path
) -> None:
    order = house.sold(("TP-80", 1))
    jumps = Jumps()
    async with station(paper_floor(house.book, ShipScreen(), outbox, jump=jumps)) as robot:
        await robot.wedge(order)
        robot.sees("SH-1001", order, "○ 0 of 1")
        await robot.press("escape")
        robot.sees("SH-1001")
        await robot.scan("SH-1001")
        robot.sees("SH-1001 · ", "Scan the units")
        await robot.press("escape")
        await robot.scan("T1")
    assert jumps.texts == ["T1"]


async def test_an_order_that_cannot_be_shipped_says_why(house: Warehouse, outbox: Path) -> None:
    draft = house.book.perform(selling.create, customer="C1")
    async with station(paper_floor(house.book, ShipScreen(), outbox)) as robot:
        robot.sees("No order waits to be shipped")
        await robot.press("enter", "escape")
    app = paper_floor(house.book, ShipScreen(), outbox)
    async with station(app) as robot:
        await robot.scan(draft.number)
        robot.refused(f"{draft.number} is draft; only a confirmed order is shipped")


async def test_a_shipment_begun_at_another_station_says_where(house: Warehouse, outbox: Path) -> None:
    house.shipment(("TP-80", 1))
    book = Book(house.book.url, "Packing 1", clock=house.book.now)
    async with station(paper_floor(book, ShipScreen(), outbox), (100, 24)) as robot:
        robot.sees("Begun at", "Packing 2")
    book.close()


async def test_the_pick_list_can_be_scanned_to_open_its_order(house: Warehouse, outbox: Path) -> None:
    order = house.sold(("TP-80", 2))
    async with station(paper_floor(house.book, ShipScreen(), outbox)) as robot:
        await robot.press("k")
        robot.ok(f"Pick list of {order} in outbox/{order}-pick-list.pdf")
        pdf = (outbox / f"{order}-pick-list.pdf").read_bytes()
        assert {"TP-80", "A-01", order} <= set(words(pdf))
        await robot.scan(bars(pdf, 203)[0][0])
        robot.sees("SH-1001", order)


async def test_what_another_station_shipped_meanwhile_is_gone_when_the_list_comes_back(
    house: Warehouse, outbox: Path
) -> None:
    shipment = house.shipment(("TP-80", 1))
    async with station(paper_floor(house.book, ShipScreen(), outbox)) as robot:
        await robot.press("enter")
        house.pick(shipment.number, "T1")
        house.book.perform(shipping.post, number=shipment.number)
        await robot.scan("T2")
        robot.refused(f"{shipment.number} is posted")
        robot.sees("✔ 1 of 1", "Reverse")
        await robot.press("escape")
        robot.sees("No order waits to be shipped")

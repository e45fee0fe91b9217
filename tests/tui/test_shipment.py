"""Confirming, printing and turning back on screen: nothing is shipped that nobody meant."""

from pathlib import Path

import pytest

from models import choosing, entry, shipping
from models.book import CUSTOMER, Book
from models.language import speak_in
from tests.builders import Warehouse, packing_house
from tests.printing.papers import words
from tests.tui.floor import Jumps
from tests.tui.printers import paper_floor
from tests.tui.robot import station
from tui.screens.serial_life import SerialLifeScreen
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return packing_house(lite)


async def test_confirming_short_asks_and_leaves_the_rest_on_the_order(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("TP-80", 3))
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.press("c")
        robot.sees("3 units are missing: TP-80", "Enter or choose what is missing")
        robot.sees_not("Ship what is here")
        await robot.press("escape")
        await robot.scan("T1")
        await robot.press("c")
        robot.sees("2 units are missing: TP-80")
        await robot.press("2")
        robot.ok("SH-1001 shipped")
    assert house.status(shipment.order) == "open"
    again = house.book.perform(shipping.start, order=shipment.order)
    assert again.lines[0].quantity == 2


async def test_what_is_missing_is_asked_for_when_confirming(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("TP-80", 2))
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.press("c", "1")
        await robot.scan("T1", "T2")
        await robot.press("escape")
        robot.ok("SH-1001 shipped")
    assert house.place("T2") == CUSTOMER


async def test_units_chosen_on_the_order_are_not_shipped_unseen(house: Warehouse, outbox: Path) -> None:
    order = house.sold(("TP-80", 2))
    for serial in ("T1", "T2"):
        house.book.perform(choosing.choose, order=order, line_no=1, text=serial, how="keyed")
    shipment = house.book.perform(shipping.start, order=order)
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.press("c")
        robot.sees("2 units are chosen on the order and were not scanned")
        await robot.press("n")
        assert house.status(shipment.number) == "draft"
        await robot.press("c", "y")
        robot.ok("SH-1001 shipped")
    assert house.place("T1") == house.place("T2") == CUSTOMER


async def test_cancel_frees_the_units_and_reverse_brings_them_back(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("TP-80", 1))
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.scan("T1")
        await robot.press("x")
        await robot.scan("T2")
        await robot.press("n")
        assert house.status(shipment.number) == "draft"
        await robot.press("x", "y")
        robot.ok("SH-1001 is cancelled; its units are free")
        await robot.press("u")
        robot.ok("SH-1001 is cancelled")
    second = house.shipment(("TP-80", 1))
    async with station(paper_floor(house.book, ShipmentScreen(second.number), outbox)) as robot:
        await robot.scan("T1")
        await robot.press("v")
        assert house.status(second.number) == "draft"
        await robot.press("c", "v", "y")
        robot.ok("SH-1002 is reversed: 1 unit is back")
    assert house.place("T1") == house.shelf
    assert house.status(second.order) == "open"


async def test_a_posted_shipment_shows_its_serials_and_takes_no_scan(house: Warehouse, outbox: Path) -> None:
    done = house.shipped("TP-80", "T1", "T2")
    jumps = Jumps()
    app = paper_floor(house.book, ShipmentScreen(done.document), outbox, jump=jumps)
    async with station(app) as robot:
        robot.sees("✔ 2 of 2", "T1", "T2", "no delivery note was made yet: k makes it")
        await robot.scan("T3")
        await robot.press("k")
        robot.ok("Delivery note of SH-1001 in outbox/SH-1001.pdf")
    assert jumps.texts == ["T3"]
    async with station(paper_floor(house.book, ShipmentScreen(done.document), outbox)) as robot:
        robot.sees("Shipped. k prints the delivery note again")
        await robot.press("enter", "down", "down", "enter")
        assert isinstance(robot.app.screen, SerialLifeScreen)
        robot.sees("T2", "TP-80")


async def test_a_shipped_serial_of_any_length_is_shown_whole(house: Warehouse, outbox: Path) -> None:
    serial = "LONG-" + "0123456789" * 4
    house.received("TP-80", serial)
    done = house.shipped("TP-80", serial)
    async with station(paper_floor(house.book, ShipmentScreen(done.document), outbox)) as robot:
        robot.sees(serial)


async def test_more_serials_than_a_list_holds_are_counted(house: Warehouse, outbox: Path) -> None:
    serials = [f"M{n:05}" for n in range(1200)]
    house.received("TP-80", *serials[:1000])
    house.received("TP-80", *serials[1000:])
    shipment = house.shipment(("TP-80", 1200))
    for part in (serials[:1000], serials[1000:]):
        house.book.perform(entry.add_many, line_id=shipment.lines[0].id, texts=part, how="scanned")
    house.book.perform(shipping.post, number=shipment.number)
    async with station(paper_floor(house.book, ShipmentScreen(shipment.number), outbox)) as robot:
        await robot.press("end")
        robot.sees("… and 202 more: see the delivery note")
        await robot.press("enter", "k")
    note = "".join(words((outbox / f"{shipment.number}.pdf").read_bytes()))
    assert all(serial in note for serial in serials)


async def test_a_shipment_begun_elsewhere_says_where(house: Warehouse, outbox: Path) -> None:
    shipment = house.shipment(("TP-80", 1))
    book = Book(house.book.url, "Packing 1", clock=house.book.now)
    async with station(paper_floor(book, ShipmentScreen(shipment.number), outbox)) as robot:
        robot.sees("begun at Packing 2")
    book.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 16)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_hostile_names_stay_on_their_row(
    house: Warehouse, outbox: Path, size: tuple[int, int], language: str
) -> None:
    house.item("EVIL", name="[red]x[/] \x1b[2J \u202eback\u202c 東京 " + "long " * 40)
    house.received("EVIL", "E1")
    with house.book.write():
        house.book.execute(
            "UPDATE party SET name = ? WHERE kind = 'customer'", "[bold]\x1b]0;owned\x07[/]" * 5
        )
    shipment = house.shipment(("EVIL", 1), ("CABLE", 1))
    app = paper_floor(house.book, ShipmentScreen(shipment.number), outbox, language=language)
    async with station(app, size) as robot:
        await robot.scan("E1")
        robot.ok("E1 · EVIL 1")
        assert "\x1b" not in robot.text()
        assert len(robot.text().splitlines()) <= size[1]
    speak_in("en")

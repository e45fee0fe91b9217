"""Sales orders by keys alone: made, filled, serials chosen, confirmed, shipped, cancelled."""

from pathlib import Path

import pytest

from models import selling, shipping
from models.book import Book
from models.order_edit import NewLine
from tests.builders import Warehouse
from tests.tui.floor import Jumps
from tests.tui.printers import paper_floor
from tests.tui.robot import station
from tui.screens.sales import SalesScreen
from tui.screens.sales_order import SalesOrderScreen


def stocked(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80", name="Thermal printer", sales_price=129_900, search="tp-80\nthermal printer")
    built.item("CABLE", serials=False, name="USB cable", search="cable\nusb cable")
    built.received("TP-80", "T1", "T2", "T3")
    built.stocked("CABLE", 10)
    return built


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return stocked(lite)


def held_by(house: Warehouse, serial: str) -> str | None:
    found: str | None = house.book.value(
        "SELECT d.number FROM entry e JOIN document d ON d.id = e.document_id WHERE e.serial = ?", serial
    )
    return found


async def test_an_order_is_made_by_keys_alone(book: Book, outbox: Path) -> None:
    house = stocked(book)
    async with station(paper_floor(house.book, SalesScreen(), outbox)) as robot:
        robot.sees("No sales order is here")
        await robot.press("n")
        robot.sees("Which customer?", "Nordlys ApS")
        await robot.press("enter")
        robot.sees("SO-1001 · Nordlys ApS · draft", "There are no lines yet")
        await robot.press("c")
        robot.refused("SO-1001 has no lines")
        await robot.press("n")
        await robot.types("thermal")
        await robot.press("enter")
        robot.sees("TP-80 Thermal printer", "1,299.00")
        await robot.press("backspace", "2", "f2")
        robot.ok("2 TP-80 added")
        robot.sees("0 of 2", "2,598.00")
        await robot.press("n")
        await robot.scan("CABLE")
        await robot.press("backspace", "3", "enter", *["backspace"] * 4, *"12.5", "f2")
        robot.ok("3 CABLE added")
        robot.sees("12.50", "2,635.50")
        await robot.press("e")
        await robot.types("PO 7")
        await robot.press("enter")
        await robot.types("2026-13-01")
        await robot.press("f2")
        robot.sees("2026-13-01 is not a date")
        await robot.press(*["backspace"] * 5)
        await robot.types("12-01")
        await robot.press("f2")
        robot.sees("ship by 2026-12-01", "their reference PO 7")
        await robot.press("c")
        robot.ok("SO-1001 is confirmed")
        robot.sees("· confirmed")
        await robot.press("escape")
        robot.sees("SO-1001", "… confirmed", "2026-12-01", "PO 7")
    order = selling.view(house.book, number="SO-1001")
    assert [(line.item, line.quantity, line.price) for line in order.lines] == [
        ("TP-80", 2, 129_900),
        ("CABLE", 3, 1_250),
    ]


async def test_serials_chosen_on_a_line_are_reserved_and_cancelling_frees_them_at_once(
    house: Warehouse, outbox: Path
) -> None:
    order, other = house.sold(("TP-80", 2), ("CABLE", 1)), house.sold(("TP-80", 1))
    async with station(paper_floor(house.book, SalesOrderScreen(order), outbox)) as robot:
        await robot.press("b", "2", "down", "enter")
        robot.ok(f"T2 is reserved for {order} · 1 of 2 chosen")
        robot.sees("1 of 2")
        await robot.press("b", "1")
        await robot.scan("T1", "T3")
        robot.refused("T3 is one too many")
        await robot.press("escape")
        robot.sees("2 of 2")
        await robot.press("down", "b")
        robot.refused("CABLE has no serial numbers to choose")
    assert (held_by(house, "T1"), held_by(house, "T2"), held_by(house, "T3")) == (order, order, None)
    async with station(paper_floor(house.book, SalesOrderScreen(other), outbox)) as robot:
        await robot.press("b", "2")
        robot.sees("T3")
        robot.sees_not("T1", "T2")
        await robot.scan("T1")
        robot.refused(f"T1 is held by {order}")
    async with station(paper_floor(house.book, SalesOrderScreen(order), outbox)) as robot:
        await robot.press("x")
        robot.sees("2 reserved units are free at once")
        await robot.press("y")
        robot.ok(f"{order} is cancelled")
    assert held_by(house, "T1") is None
    shipment = house.book.perform(shipping.start, order=other)
    assert house.pick(shipment.number, "T1").count == 1


async def test_a_line_is_changed_and_removed_only_as_far_as_the_book_allows(
    house: Warehouse, outbox: Path
) -> None:
    order = house.sold(("TP-80", 3), ("CABLE", 2))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "T1")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    async with station(paper_floor(house.book, SalesOrderScreen(order), outbox)) as robot:
        robot.sees("SH-1001 posted")
        await robot.press("enter", "backspace", "0", "f2")
        robot.sees("between 1 and")
        await robot.press("backspace", "1", "f2")
        robot.ok("Line 1 is 1 TP-80 now")
        robot.sees("✔ 1")
        await robot.press("delete", "y")
        robot.refused("is on SH-1001, so it cannot be removed")
        await robot.press("x", "y")
        robot.refused("cannot be cancelled, because 1 units are done already")
        await robot.press("s")
        robot.sees("SH-1002", "USB cable")
        await robot.press("x", "y", "escape", "g")
        robot.sees("SH-1002", "SH-1001")
        await robot.press("2")
        robot.sees("T1", "✔ 1 of 1")
        await robot.press("escape", "up", "b")
        robot.refused("All 1 TP-80 of this line are shipped")
        await robot.press("z", "y")
        robot.ok(f"{order} is closed")


async def test_orders_are_found_by_scan_and_by_typing_and_filtered(house: Warehouse, outbox: Path) -> None:
    with house.book.write():
        house.book.insert(
            "party", kind="customer", number="C2", name="Łódź Trading", search="c2\nłódź trading"
        )
    for customer, reference in (("C1", "A-1"), ("C2", "B-2"), ("C1", "C-3")):
        house.book.perform(
            selling.create, customer=customer, their_reference=reference, lines=[NewLine("CABLE", 1)]
        )
    house.book.perform(selling.confirm, number="SO-1002")
    jumps = Jumps()
    app = paper_floor(house.book, SalesScreen(), outbox, jump=jumps)
    async with station(app) as robot:
        robot.sees("SO-1001", "SO-1002", "SO-1003", "○ draft")
        await robot.enters("łódź")
        robot.sees("SO-1002", "with łódź")
        robot.sees_not("SO-1001", "SO-1003")
        await robot.press("a", "f")
        robot.sees("SO-1001", "SO-1003", "Sales orders · draft")
        robot.sees_not("SO-1002")
        await robot.scan("SO-1002")
        robot.sees("SO-1002 · Łódź Trading · confirmed")
        await robot.press("escape", "a", "down", "enter")
        robot.sees("SO-1002 · ")
        await robot.press("escape")
        robot.sees("SO-1001", "SO-1003", "▸ SO-1002")
        await robot.scan("T1")
    assert jumps.texts == ["T1"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_hostile_names_stay_on_their_row(
    house: Warehouse, outbox: Path, size: tuple[int, int], language: str
) -> None:
    with house.book.write():
        house.book.execute("UPDATE party SET name = ?", "[bold]\x1b]0;owned\x07[/]" * 9)
        house.book.execute("UPDATE item SET name = ?", "[red]x[/] \u202eback\u202c 東京 " + "long " * 40)
    order = house.sold(("TP-80", 1))
    async with station(paper_floor(house.book, SalesScreen(), outbox, language=language), size) as robot:
        assert "\x1b" not in robot.text()
        await robot.press("enter")
        assert "\x1b" not in robot.text()
        robot.sees(order, "TP-80")
        await robot.press("n", "escape", "b", "2")
        assert "\x1b" not in robot.text()


async def test_the_orders_own_number_scanned_again_ships_it_once_it_is_confirmed(
    house: Warehouse, outbox: Path
) -> None:
    house.book.perform(selling.create, customer="C1", lines=[NewLine("TP-80", 1)])
    jumps = Jumps()
    app = paper_floor(house.book, SalesOrderScreen("SO-1001"), outbox, jump=jumps)
    async with station(app) as robot:
        await robot.scan("SO-1001")
        robot.ok("SO-1001 is open here already", "c confirms")
        await robot.press("c")
        await robot.scan("so-1001", "T1")
        robot.ok("T1 · TP-80 1 of 1")
        await robot.press("c")
        robot.ok("SH-1001 shipped")
        await robot.press("g")
        robot.sees("SO-1001 · Nordlys ApS · closed")
    assert jumps.texts == []

"""Quotes, invoices and credit notes at the station: by keys alone, by scanner alone, in both languages."""

from collections.abc import AsyncIterator

import pytest

from models import coming_back, invoice_posting, invoicing, returning, selling
from models.book import CUSTOMER, Book
from models.choosing import choose
from models.document_serials import on_document
from models.order_edit import NewLine
from tests.builders import Warehouse
from tests.tui.desk import desk, fits
from tests.tui.robot import Robot


def stocked(book: Book) -> Warehouse:
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer", sales_price=129_900, search="tp-80\nthermal printer")
    house.item("CABLE", serials=False, name="USB cable", sales_price=2_500, search="cable\nusb cable")
    house.received("TP-80", "T1", "T2", "T3")
    house.stocked("CABLE", 10)
    return house


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return stocked(lite)


@pytest.fixture
async def robot(house: Warehouse) -> AsyncIterator[Robot]:
    async with desk(house.book) as opened:
        yield opened


def sold(house: Warehouse, *serials: str) -> str:
    """A posted invoice by hand; its number."""
    lines = [NewLine("TP-80", len(serials)), NewLine("CABLE", 2)]
    draft = house.book.perform(invoicing.create, customer="C1", lines=lines)
    for serial in serials:
        house.book.perform(invoicing.scan, number=draft.number, text=serial, how="scanned")
    return house.book.perform(invoice_posting.post, number=draft.number).document


async def test_the_whole_chain_goes_by_keys_alone(book: Book) -> None:
    house = stocked(book)
    async with desk(book) as robot:
        await robot.press("6", "q", "n", "enter", "n")
        await robot.types("thermal")
        await robot.press("enter", "backspace", "2", "f2", "n")
        await robot.types("cable")
        await robot.press("enter", "backspace", "3", "tab", "tab", "backspace", *"12.5", "f2")
        robot.sees("QU-1001 · Nordlys ApS · open", "12.5", "65.62", "sum 2,663.62")
        await robot.press("e", "tab", "tab")
        await robot.types("2026-12-24")
        await robot.press("tab")
        await robot.types("Shop")
        await robot.press("f2")
        robot.sees("valid until 2026-12-24", "Shop")
        await robot.press("s")
        robot.ok("SO-1001 is made of QU-1001")
        robot.sees("from QU-1001")
        await robot.press("c", "up", "b", "3")
        robot.ok("The units that came in first: 2 of 2 chosen")
        await robot.press("i")
        robot.sees("IN-D1 · Nordlys ApS · draft", "total 3,329.52 · VAT 25 % 665.90 · from SO-1001", "2 of 2")
        await robot.press("c")
        robot.sees("Post IN-D1?", "nothing of it can be changed afterwards")
        await robot.press("y")
        robot.ok("IN-D1 is posted as IN-1001", "final")
        robot.sees("IN-1001 · Nordlys ApS · posted", "✔ 2")
        await robot.press("b")
        robot.sees("T1", "T2")
        await robot.press("escape", "r", "enter")
        await robot.press("l", "enter", "enter")
        robot.sees("CN-D1 · credits IN-1001", "✔ 1")
        await robot.press("down", "enter")
        await robot.enters("9")
        robot.refused("Line 2 of CN-D1 cannot have 9 CABLE: 3 are left to credit on IN-1001")
        await robot.press("enter")
        await robot.enters("2")
        await robot.press("e")
        await robot.enters("Wrong colour")
        robot.sees("Return to stock: yes", "reason: Wrong colour")
        await robot.press("c", "y")
        robot.ok("CN-D1 is posted as CN-1001")
        await robot.press("g")
        robot.sees("IN-1001 · Nordlys ApS · posted", "CN-1001")
    assert (house.place("T1"), house.place("T2")) == (house.shelf, CUSTOMER)
    assert house.in_stock("CABLE") == 9
    assert selling.view(book, number="SO-1001").status == "closed"


async def test_the_chain_goes_by_scanner_alone(house: Warehouse, robot: Robot) -> None:
    draft = house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 2)])
    await robot.scan(draft.number)
    robot.sees("IN-D1 · Nordlys ApS · draft", "0 of 2")
    await robot.scan("T2")
    robot.ok("T2 · TP-80 1 of 2")
    await robot.scan("T2")
    robot.refused("T2")
    await robot.scan("NOBODY")
    robot.refused("NOBODY")
    await robot.scan("T3", draft.number)
    robot.sees("Post IN-D1?")
    await robot.scan("CMD.OK")
    robot.ok("IN-D1 is posted as IN-1001")
    await robot.scan("T3")
    robot.sees("Sold to Nordlys ApS", "IN-1001")
    house.book.perform(coming_back.come_back, serial="T3", item="TP-80", how="scanned")
    await robot.scan("CN-D1", "T2", "CN-D1")
    robot.sees("Post CN-D1?")
    await robot.scan("CMD.OK")
    robot.ok("CN-D1 is posted as CN-1001")
    assert (house.place("T2"), house.place("T3")) == (house.shelf, house.shelf)
    await robot.scan("IN-D1")
    robot.sees("IN-1001 · Nordlys ApS · posted")
    await robot.scan("CN-1001")
    robot.sees("CN-1001 · credits IN-1001")


async def test_posting_asks_for_the_units_that_are_missing(house: Warehouse, robot: Robot) -> None:
    house.book.perform(invoicing.create, customer="C1", lines=[NewLine("TP-80", 2)])
    await robot.scan("IN-D1")
    await robot.press("c")
    robot.sees("0 of 2 chosen")
    await robot.press("escape")
    robot.refused("2 serial numbers are missing on IN-D1")
    await robot.press("c", "1")
    await robot.scan("T1", "T3")
    await robot.press("enter")
    robot.sees("Post IN-D1?")
    await robot.press("n")
    robot.sees("IN-D1 · Nordlys ApS · draft")
    assert on_document(house.book, number="IN-D1") == {1: ("T1", "T3")}


async def test_a_unit_that_comes_back_begins_with_one_key(house: Warehouse, robot: Robot) -> None:
    invoice = sold(house, "T1", "T2")
    await robot.scan("T1")
    robot.sees("Sold to Nordlys ApS")
    await robot.press("r")
    robot.ok("T1 is on CN-D1")
    robot.sees(f"CN-D1 · credits {invoice}", "✔ 1")
    await robot.scan("T3")
    robot.refused(f"T3 was not invoiced on this line of {invoice}")
    await robot.press("u")
    robot.ok("T1 is taken back")
    await robot.press("a")
    robot.ok("Everything that was left is on CN-D1")
    await robot.press("s")
    robot.ok("Nothing goes back to stock")
    await robot.press("x", "y")
    robot.ok("CN-D1 is cancelled")
    assert house.place("T1") == CUSTOMER


async def test_what_was_shipped_without_an_invoice_comes_back_by_an_adjustment(
    house: Warehouse, robot: Robot
) -> None:
    house.shipped("TP-80", "T1")
    await robot.scan("T1")
    await robot.press("r")
    robot.ok("T1 is on AD-")


async def test_an_order_is_invoiced_as_far_as_it_has_left_and_its_rest_goes_on(
    house: Warehouse, robot: Robot
) -> None:
    from models import shipping

    order = house.sold(("TP-80", 2))
    shipment = house.book.perform(shipping.start, order=order)
    house.pick(shipment.number, "T2")
    house.book.perform(shipping.post, number=shipment.number, short=True)
    await robot.scan(order)
    await robot.press("i")
    robot.sees(f"What of {order} is invoiced?")
    await robot.press("1")
    robot.sees("IN-D1", "✔ 1", f"from {order}, {shipment.number}")
    await robot.press("b")
    robot.refused("its serial numbers stand there")
    await robot.press("escape", "w")
    robot.refused(
        f"{order} has the draft IN-D1"
    ) if robot.app.station_screen.band.verdict == "refused" else None
    await robot.press("y")
    robot.refused(f"{order} has the draft IN-D1")
    await robot.scan("IN-D1")
    await robot.press("c", "y", "escape", "w", "y")
    robot.ok("takes what is left of")
    rest = selling.view(house.book, number="SO-1002")
    assert (rest.status, rest.source, rest.lines[0].quantity) == ("open", order, 1)


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_sales_screen_fits_in_both_languages(
    house: Warehouse, size: tuple[int, int], language: str
) -> None:
    from models import quoting

    order = house.sold(("TP-80", 2))
    house.book.perform(choose, order=order, line_no=1, text="T3", how="scanned")
    house.book.perform(
        quoting.create, customer="C1", heading="Shop", lines=[NewLine("TP-80", 3, discount=500)]
    )
    house.book.perform(invoicing.from_order, order=order)
    house.book.perform(returning.start, invoice=sold(house, "T1"))
    async with desk(house.book, size=size, language=language) as robot:
        await robot.press("6")
        fits(robot)
        for key in ("q", "i", "t"):
            await robot.press(key)
            fits(robot)
        for code in (order, "QU-1001", "IN-D1", "IN-1001", "CN-D1", "T1"):
            await robot.scan(code)
            fits(robot)


async def test_an_empty_list_offers_nothing_to_open_and_a_search_says_how_all_come_back(robot: Robot) -> None:
    await robot.press("6")
    for key in ("q", "i", "t", "p"):
        await robot.press(key)
        robot.sees_not("Enter Open", "a All")
        fits(robot)
    await robot.press("q", "n")
    await robot.press("enter", "escape")
    robot.sees("QU-1001", "Enter Open")
    await robot.enters("nobody")
    robot.sees("No quote is here.", "Only some are shown; a shows all again.", "a All")
    robot.sees_not("Enter Open")
    await robot.press("a")
    robot.sees("QU-1001", "Enter Open")

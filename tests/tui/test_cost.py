"""Cost at the station: freight over a receipt, what an invoice earns, and who may see either."""

import pytest

from models import adjusting, invoice_posting, invoicing, items, landed, landing, operators, rights
from models.book import Book
from models.order_edit import NewLine
from tests.builders import Warehouse
from tests.tui.desk import desk
from tests.tui.opened import opened
from tui.screens.invoice import InvoiceScreen
from tui.screens.landed_cost import LandedCostScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_life import SerialLifeScreen

BADGE = "SD-BADGE-OLE-0815"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    return built(lite)


def built(book: Book) -> Warehouse:
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer", sales_price=20_000)
    house.item("CABLE", serials=False, name="USB cable", sales_price=1_000, cost_price=700)
    return house


async def test_freight_is_spread_and_taken_back_by_keys_alone(book: Book) -> None:
    house = built(book)
    done = house.received("TP-80", "A1", "A2", "A3")
    async with opened(book, lambda: ReceiptScreen(done.document)) as robot:
        await robot.press("w")
        robot.sees("Landed cost over GR-1001", "By value")
        await robot.types("Freight")
        await robot.press("tab", *"100.00", "f2")
        robot.ok("LC-1001: 100.00 is spread.")
        await robot.press("w")
        robot.sees("Spread another amount", "LC-1001 Freight", "100.00", "posted")
        await robot.press("2")
        robot.sees("LC-1001 · Freight · 100.00 · posted", "over GR-1001", "Printec GmbH", "by value", "TP-80")
        await robot.press("v", "n")
        assert landed.view(book, number="LC-1001").status == "posted"
        await robot.press("v", "y")
        robot.ok("LC-1001 is taken back.")
        robot.sees("· reversed")
    assert items.view(book, number="TP-80").stock_value == 37_500


async def test_an_amount_over_a_draft_waits_and_can_be_given_up(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("w")
        await robot.types("Duty")
        await robot.press("tab", *"12.50", "tab", "right", "enter")
        robot.ok("LC-1001: 12.50 waits for GR-1001.")
        await robot.press("w", "2")
        robot.sees(
            "LC-1001 · Duty · 12.50 · draft", "by quantity", "It is shared out when the receipt is posted."
        )
        await robot.press("x", "y")
        robot.ok("LC-1001 is cancelled.")
    assert landed.of_receipt(house.book, number=receipt.number) == ()


async def test_what_is_no_amount_is_said_at_its_field_and_kept_nowhere(house: Warehouse) -> None:
    done = house.received("TP-80", "A1")
    async with opened(house.book, lambda: ReceiptScreen(done.document)) as robot:
        await robot.press("w")
        await robot.types("Freight")
        await robot.press("tab", *"1,2,3", "f2")
        robot.sees("Landed cost over", "1,2,3")
        await robot.press(*["backspace"] * 5, "0", "f2")
        robot.refused("0.00 cannot be spread over GR-1001: it is not above 0.")
    assert house.book.value("SELECT count(*) FROM document WHERE kind = 'LC'") == 0


async def test_its_number_opens_it_by_scanner_alone_and_tells_what_had_left(house: Warehouse) -> None:
    done = house.received("TP-80", "A1", "A2")
    house.shipped("TP-80", "A1")
    house.book.perform(landing.spread, receipt=done.document, text="Freight", amount=300, way="quantity")
    async with desk(house.book) as robot:
        await robot.scan("LC-1001")
        robot.sees("LC-1001 · Freight · 3.00 · posted", "1.50 belongs to units that had left: cost of sales")
        await robot.scan("A2")
        robot.sees("cost", "cost changed by 1.50")
        await robot.scan("LC-1001")
        robot.sees("LC-1001 · Freight")


async def test_the_life_of_a_unit_says_what_it_cost(house: Warehouse) -> None:
    done = house.received("TP-80", "A1")
    house.book.perform(landing.spread, receipt=done.document, text="Freight", amount=300, way="quantity")
    async with opened(house.book, lambda: SerialLifeScreen("A1")) as robot:
        robot.sees("In stock at A-01 since", "(GR-1001)", "Freight · cost changed by 3.00")
        await robot.press("down")
        robot.sees("cost 125.00")
        await robot.press("up", "enter")
        robot.sees("LC-1001 · Freight · 3.00 · posted")


async def test_a_posted_invoice_says_what_it_earns(book: Book) -> None:
    house = built(book)
    house.received("TP-80", "A1")
    house.stocked("CABLE", 3)
    lines = [NewLine("TP-80", 1), NewLine("CABLE", 2)]
    draft = book.perform(invoicing.create, customer="C1", lines=lines)
    book.perform(invoicing.scan, number=draft.number, text="A1", how="scanned")
    number = book.perform(invoice_posting.post, number=draft.number).document
    async with opened(book, lambda: InvoiceScreen(number)) as robot:
        robot.sees("margin 81.00 37 %", "75.00 38 %", "6.00 30 %")
    book.perform(rights.let_unsigned_see_cost, sees=False)
    async with opened(book, lambda: InvoiceScreen(number)) as robot:
        robot.sees("200.00")
        robot.sees_not("margin", "38 %", "30 %")


def strangers(house: Warehouse) -> None:
    """An operator who may not see cost, and one who may; nobody signed on sees it."""
    house.book.perform(operators.create, number="7", name="Ole", badge=BADGE, sees_cost=False)
    house.book.perform(operators.create, number="8", name="Anna", badge="SD-BADGE-ANNA-4711")


async def test_a_badge_hides_cost_on_the_screen_that_stands_there_and_another_shows_it(
    house: Warehouse,
) -> None:
    house.received("TP-80", "A1")
    strangers(house)
    async with desk(house.book) as robot:
        await robot.scan("TP-80")
        robot.sees("Cost price: 100.00", "1 in stock · worth 125.00, 125.00 each")
        await robot.scan(BADGE)
        robot.sees("Sales price: 200.00", "1 in stock")
        robot.sees_not("Cost price", "worth", "125.00")
        await robot.scan("A1")
        robot.sees_not("125.00")
        await robot.scan("SD-BADGE-ANNA-4711")
        robot.sees("cost 125.00")


async def test_forms_without_cost_keep_what_they_do_not_show(house: Warehouse) -> None:
    strangers(house)
    made = house.book.perform(adjusting.create, category="Status")
    house.book.perform(adjusting.add_line, number=made.number, item="CABLE", way="up", quantity=1, cost=4_321)
    order = house.ordered(("TP-80", 2))
    async with desk(house.book) as robot:
        await robot.scan(BADGE, "TP-80")
        await robot.press("e")
        robot.sees_not("Cost price")
        await robot.press("tab")
        await robot.types("Printer")
        await robot.press("f2")
        robot.ok("Item TP-80 is kept.")
        await robot.scan(made.number)
        robot.sees_not("43.21", "Cost price")
        await robot.press("+")
        robot.sees("Quantity")
        robot.sees_not("Cost price", "43.21")
        await robot.press("backspace", "5", "f2")
        await robot.scan(order)
        robot.sees("TP-80")
        robot.sees_not("125.00", "sum")
        await robot.press("enter")
        robot.sees_not("Price")
        await robot.press("backspace", "3", "f2")
    assert items.view(house.book, number="TP-80").cost_price == 10_000
    assert house.book.rows("SELECT quantity, price FROM document_line ORDER BY id") == [
        (5, 4_321),
        (3, 12_500),
    ]


async def test_landed_cost_is_not_shown_to_who_may_not_see_it(house: Warehouse) -> None:
    done = house.received("TP-80", "A1")
    house.book.perform(landing.spread, receipt=done.document, text="Freight", amount=300, way="value")
    strangers(house)
    async with desk(house.book) as robot:
        await robot.scan(BADGE, done.document)
        robot.sees("GR-1001")
        robot.sees_not("Landed cost")
        await robot.scan("LC-1001")
        robot.refused("LC-1001 is about cost, which is not shown to you.")
        robot.sees_not("3.00", "Reverse")


async def test_settings_say_who_sees_cost_and_what_is_shown_to_nobody(house: Warehouse) -> None:
    strangers(house)
    async with desk(house.book) as robot:
        await robot.enters("TP-80")
        robot.sees("Cost price")
        await robot.press("escape", "9", "2")
        robot.sees("Sees cost", "✔ yes", "no", "Cost is shown while")
        await robot.press("w")
        robot.ok("Cost is hidden while nobody has signed on.")
        await robot.press("enter", "tab", "tab", "tab", "tab", "space", "f2")
        robot.ok("Operator Ole is kept.")
        await robot.press("escape", "escape")
        await robot.enters("TP-80")
        robot.sees_not("Cost price")
    assert operators.view(house.book, number="7").sees_cost
    assert not rights.sees_cost(house.book)


async def test_the_screen_of_an_amount_fits_a_small_one(house: Warehouse) -> None:
    done = house.received("TP-80", "A1")
    house.book.perform(landing.spread, receipt=done.document, text="Freight " * 20, amount=300, way="value")
    async with opened(house.book, lambda: LandedCostScreen("LC-1001"), size=(40, 16)) as robot:
        robot.sees("TP-80", "3.00")

"""A receipt from the packing slip to the shelf, by scanner and by keys, and every way it can be got wrong."""

import pytest

from models import goods_documents, lists, purchasing, receiving
from models.book import Book
from tests.builders import Warehouse
from tests.tui.floor import Jumps
from tests.tui.opened import opened
from tests.tui.test_widgets import rows
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_entry import SerialEntry
from tui.widgets.station_bar import Standing, StationBar

GTIN = "5712345678909"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", gtin=f"0{GTIN}")
    built.item("SC-20", name="Scanner")
    built.item("CBL", name="Cable", serials=False)
    return built


def serials(house: Warehouse, line_id: int) -> list[str]:
    return [row.serial for row in reversed(lists.rows(house.book, line_id=line_id))]


async def test_a_receipt_is_entered_and_posted_on_both_books(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer")
    house.item("CBL", name="Cable", serials=False)
    receipt = house.receipt(("TP-80", 2), ("CBL", 5))
    async with opened(book, lambda: ReceiptScreen(receipt.number)) as robot:
        robot.sees("GR-1001 · PO-1001 · Printec GmbH · draft", "○ 0 of 2", "A-01")
        await robot.scan("A1", "A2")
        robot.sees("COMPLETE")
        await robot.press("enter")
        robot.sees("✔ 2 of 2")
        robot.sees("· 5 as ordered")
        await robot.press("c", "n")
        assert house.in_stock("TP-80") == 0
        await robot.press("c")
        robot.sees("Post GR-1001? CBL 5 as ordered", "Nobody has counted that here.")
        await robot.press("y")
        robot.ok("GR-1001 is posted: 7 units are in.")
        robot.sees("· posted", "v Reverse")
        await robot.press("v", "n")
        assert house.in_stock("TP-80") == 2
        await robot.press("v", "y")
        robot.ok("GR-1001 is reversed: 7 units are out again.")
    assert (house.in_stock("TP-80"), house.in_stock("CBL")) == (0, 0)


async def test_a_product_code_opens_its_line_whatever_is_selected(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 1), ("CBL", 5), ("TP-80", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan(GTIN)
        robot.sees("GR-1001 · PO-1001 line 3 · TP-80 Thermal printer")
        await robot.press("escape")
        await robot.scan("SC-20")
        robot.sees("PO-1001 line 1 · SC-20 Scanner")
        await robot.press("escape")
        await robot.scan("CBL")
        robot.sees("How many CBL Cable came?")


async def test_a_product_that_is_not_on_the_receipt_is_refused_by_name(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 1))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan(GTIN)
        robot.refused("TP-80 Thermal printer is not on GR-1001.")


async def test_a_serial_goes_to_the_one_line_that_waits_and_a_burst_stays_in_order(house: Warehouse) -> None:
    receipt = house.receipt(("CBL", 5), ("TP-80", 4))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        for n in range(4):
            robot.send_wedge(f"B{n}")
        await robot.settle()
        assert serials(house, receipt.lines[1].id) == ["B0", "B1", "B2", "B3"]
        await robot.press("enter")
        await robot.scan("B9")
        robot.refused("B9: every line of GR-1001 that takes serial numbers is complete.")


async def test_a_serial_that_could_go_to_two_lines_is_asked_about(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 2), ("TP-80", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan("B1")
        robot.sees("B1: which line does it belong to?", "SC-20 Scanner", "TP-80 Thermal printer")
        await robot.press("2")
        robot.ok("B1 is new")
        assert serials(house, receipt.lines[1].id) == ["B1"]


async def test_a_unit_that_was_here_before_finds_its_item_line_and_asks_its_question(
    house: Warehouse,
) -> None:
    house.received("TP-80", "R1")
    house.shipped("TP-80", "R1")
    receipt = house.receipt(("SC-20", 2), ("TP-80", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.scan("R1")
        assert isinstance(robot.app.station_screen, SerialEntry)
        robot.verdict("ask", "R1 was shipped to Nordlys ApS")
        await robot.press("y")
        assert serials(house, receipt.lines[1].id) == ["R1"]


async def test_a_pasted_list_opens_the_waiting_line_and_counts_nothing_yet(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.pastes("A1\nA2")
        robot.sees("Before it counts: 2 serial numbers")
        assert serials(house, receipt.lines[0].id) == []
        await robot.press("enter")
        robot.sees("COMPLETE")
        await robot.press("enter")
        robot.sees("✔ 2 of 2")


async def test_more_than_outstanding_needs_the_quantity_typed_once_more(house: Warehouse) -> None:
    receipt = house.receipt(("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("enter")
        await robot.enters("7")
        robot.sees("Type 7 and press Enter")
        await robot.scan("7")
        await robot.enters("8")
        robot.refused("8 is not 7.")
        await robot.press("escape")
        robot.verdict("idle", "Nothing was changed.")
        robot.sees("· 5 as ordered")
        await robot.press("+")
        await robot.enters("7")
        await robot.enters("7")
        robot.ok("CBL: 7, to A-01")
        await robot.press("c")
    assert house.in_stock("CBL") == 7


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x", "x is not a whole number"),
        ("1.5", "1.5 is not a whole number"),
        ("1e3", "1e3 is not a whole number"),
        ("-1", "Quantity -1 is not between 0 and 1000000"),
        ("9" * 12, "is not between 0 and 1000000"),
    ],
)
async def test_a_quantity_that_no_line_can_have_is_refused(house: Warehouse, typed: str, said: str) -> None:
    receipt = house.receipt(("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("enter")
        await robot.enters(typed)
        robot.refused(said)
        await robot.press("escape")
        robot.sees("· 5 as ordered")


async def test_a_scan_while_the_quantity_is_asked_becomes_no_quantity(house: Warehouse) -> None:
    receipt = house.receipt(("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("enter")
        await robot.scan("4")
        await robot.wedge("12345")
        robot.refused("12345 lies aside")
        await robot.press("escape")
        robot.sees("· 5 as ordered")


async def test_a_scanned_location_is_where_the_line_goes(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1), ("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("down")
        await robot.scan("B-02")
        robot.ok("CBL: 5, to B-02")
        await robot.press("up", "l", "2")
        robot.ok("TP-80: 0 of 1, to B-02")
    lines = receiving.view(house.book, number=receipt.number).lines
    assert [line.location for line in lines] == ["B-02", "B-02"]


async def test_missing_units_are_asked_about_and_the_rest_stays_outstanding(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 3))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("c")
        await robot.press("2")
        robot.refused("Nothing is entered on GR-1001.")
        await robot.scan("A1")
        await robot.press("enter", "c")
        robot.sees("1  Scan on", "2  Post what is here")
        await robot.press("1")
        robot.verdict("ask", "2 serial numbers are missing")
        assert house.in_stock("TP-80") == 0
        await robot.press("c", "2")
        robot.ok("GR-1001 is posted: 1 unit is in.")
    waiting = purchasing.waiting(house.book)
    assert [(one.number, one.outstanding) for one in waiting] == [("PO-1001", 2)]


async def test_undo_reaches_over_lines_and_a_cancelled_draft_frees_its_units(house: Warehouse) -> None:
    receipt = house.receipt(("SC-20", 1), ("TP-80", 2))
    for line, text in ((0, "S1"), (1, "T1")):
        house.scan(receipt.lines[line].id, text)
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        await robot.press("u")
        robot.ok("T1 is off line 2", "0 of 2")
        await robot.press("u")
        robot.ok("S1 is off line 1")
        await robot.press("u")
        robot.refused("nothing to undo")
        await robot.scan("T1")
        await robot.press("1", "escape", "x", "y")
        robot.ok("GR-1001 is cancelled.")
        await robot.press("c", "enter")
        robot.sees("· cancelled")
    assert house.scan(house.receipt(("SC-20", 1)).lines[0].id, "T1").meaning == "new"


async def test_what_another_station_did_meanwhile_is_said(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number)) as robot:
        house.book.perform(goods_documents.cancel, number=receipt.number)
        await robot.press("c")
        robot.refused("GR-1001 is cancelled")


async def test_a_document_scanned_on_a_receipt_is_jumped_to(house: Warehouse) -> None:
    receipt = house.receipt(("TP-80", 1))
    jumps = Jumps()
    async with opened(house.book, lambda: ReceiptScreen(receipt.number), jump=jumps) as robot:
        await robot.scan("po-1001")
    assert jumps.texts == ["po-1001"]


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "\x1b[2J", "漢" * 90], ids=range(4))
@pytest.mark.parametrize("size", [(80, 24), (40, 16)])
async def test_a_hostile_name_alters_nothing(lite: Book, name: str, size: tuple[int, int]) -> None:
    house = Warehouse(lite)
    house.item("TP-80", name=name)
    receipt = house.receipt(("TP-80", 2))
    async with opened(lite, lambda: ReceiptScreen(receipt.number), size=size) as robot:
        robot.sees("TP-80", "0 of 2")
        await robot.press("x", "n")
        robot.sees("TP-80")


@pytest.mark.parametrize("language", ["en", "da"])
async def test_nothing_is_wider_than_the_screen(house: Warehouse, language: str) -> None:
    receipt = house.receipt(("TP-80", 20), ("CBL", 5))
    async with opened(house.book, lambda: ReceiptScreen(receipt.number), language=language) as robot:
        assert all(len(row) <= 80 for row in robot.text().splitlines())
        robot.sees("GR-1001", "A-01")


async def test_what_is_cut_on_a_terminal_with_letters_only_is_cut_in_letters(
    house: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    number = house.receipt(("TP-80", 2)).number
    async with opened(house.book, lambda: ReceiptScreen(number), size=(40, 16)) as robot:
        robot.sees("GR-1001 - PO-1001 - Printec")
        assert robot.text().isascii(), robot.text()
    bar = StationBar()
    bar.standing = Standing("Packing 2", "Somebody with a very long name indeed")
    (row, *_) = await rows(bar, (20, 2))
    assert row.isascii(), row

"""Counting at the station: blind while it goes on, then lists that are decided and approved; by keys, and by scanner alone."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from models import counting, counting_scan
from models.book import LOSS, Book
from models.checking import check
from tests.builders import Warehouse
from tests.models.counts import counted_house, finished, scan, started
from tests.tui.commandline.commands import Command
from tests.tui.desk import HOSTILE, desk, fits
from tests.tui.robot import Robot
from tui.screens.count import CountScreen
from tui.screens.count_review import CountReview
from tui.screens.counts import CountsScreen
from tui.screens.home import HomeScreen

BOX = "[)>\x1e06\x1dSN1\x1dSN2\x1dSN3\x1e\x04"
Card = Callable[..., Awaitable[None]]


@pytest.fixture
def house(lite: Book) -> Warehouse:
    """A-01 with T1 to T3, C1 and ten cables; B1 at B-02; GONE is shipped."""
    house = counted_house(Warehouse(lite))
    house.received("TP-80", "GONE")
    house.shipped("TP-80", "GONE")
    with lite.write():
        lite.execute("UPDATE item SET location_id = ? WHERE number = 'TP-80'", house.other_shelf)
    house.received("TP-80", "B1")
    return house


@asynccontextmanager
async def by_cards(house: Warehouse) -> AsyncIterator[tuple[Robot, Card]]:
    """The station, and somebody with a sheet of command cards."""
    async with desk(house.book) as robot:

        async def card(*names: str) -> None:
            for name in names:
                await robot.scan(f"CMD.{name}")
                robot._at += 1.2

        yield robot, card


def top(robot: Robot) -> object:
    """The screen that is up now."""
    return robot.app.screen


async def test_no_word_tells_what_the_book_expects(house: Warehouse) -> None:
    """Here, elsewhere, shipped, of another item, unknown: one sentence for all, and nothing on the screen names a place."""
    said: list[str] = []
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01")
        for text in ("T1", "B1", "GONE", "C1", "NOBODY"):
            await robot.scan(text)
            robot.ok(f"{text} is counted")
            band = robot.app.station_screen.band
            said.append(f"{band.sentence} {band.next_step}".replace(text, "…"))
            robot.sees_not("B-02", "Nordlys", "SH-1001", "expected", "of 4", "missing", "unknown")
        await robot.scan("NOBODY", "T1")
        robot.refused("T1 is counted already")
        robot.sees_not("TP-80", "SC-20")
    assert said == [f"… is counted · {n} counted so far " for n in range(1, 6)]


async def test_a_shelf_is_counted_and_approved_by_keys_alone(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        robot.sees("4  Count")
        await robot.press("4", "n", "1")
        await robot.types("A-0")
        await robot.press("enter")
        for serial in ("T1", "B1", "NEW-1"):
            await robot.enters(serial)
        await robot.press("plus")
        await robot.types("cab")
        await robot.press("enter")
        await robot.enters("7")
        robot.ok("CABLE Item CABLE: 7 counted", "10 counted so far")
        await robot.press("plus")
        await robot.enters("2")
        robot.ok("9 counted")
        await robot.press("enter", "n")
        robot.sees("12 counted so far")
        await robot.press("enter", "y")
        assert isinstance(top(robot), CountReview)
        robot.sees("missing 3", "elsewhere 1", "unknown 1", "quantities 1", "found 1")
        await robot.press("4", "enter")
        robot.sees("Which item is NEW-1 a unit of?")
        await robot.types("SC-2")
        await robot.press("enter")
        robot.ok("NEW-1: ✔ accept", "new unit of SC-20")
        await robot.press("2", "t")
        await robot.enters("Not on the shelf")
        await robot.press("down", "e")
        await robot.enters("Stolen")
        robot.ok("Stolen")
        await robot.press("home", "enter")
        robot.ok("C1: ○ leave")
        await robot.press("c")
        robot.sees("Approve CT-1001?", "2 written off, 1 moved here, 1 taken in, 1 quantity made right, 1")
        await robot.press("y")
        robot.ok("CT-1001 is approved: AD-1002 is posted.")
        await robot.press("g")
        robot.sees("Adjustment AD-1002 · posted", "Count CT-1001")
        await robot.press("g")
        assert isinstance(top(robot), CountReview)
    assert [house.place(one) for one in ("T1", "T2", "T3", "B1", "C1")] == [
        house.shelf, LOSS, LOSS, house.shelf, house.shelf,
    ]  # fmt: skip
    assert house.in_stock("CABLE") == 9
    assert check(house.book) == ()


async def test_a_shelf_is_counted_and_approved_by_scanner_alone(house: Warehouse) -> None:
    async with by_cards(house) as (robot, card):
        await card("4")
        await robot.scan("A-01", "T1", "T2", "T2")
        robot.refused("T2 is counted already")
        await card("UNDO")
        robot.ok("T2 is off the count")
        await robot.scan("T2", "B1", *["5701234567882"] * 10)
        robot.ok("CABLE Item CABLE: 10 counted")
        await card("CONFIRM")
        robot.sees("Is everything counted?")
        await card("CONFIRM")
        assert isinstance(top(robot), CountReview)
        await robot.scan("T3")
        robot.ok("T3: missing, not found")
        await card("CONFIRM")
        robot.sees("Approve CT-1001?")
        await card("CONFIRM")
        robot.ok("CT-1001 is approved")
        await card("MENU")
        assert isinstance(top(robot), HomeScreen)
        await robot.scan("CT-1001")
        robot.sees("approved", "AD-1002 changed stock.")
    assert (house.place("T3"), house.place("B1")) == (LOSS, house.shelf)
    assert check(house.book) == ()


async def test_two_shelves_go_on_at_two_stations(house: Warehouse) -> None:
    other = Book(house.book.url, "Packing 9", clock=house.book.now)
    other.perform(counting.start, location="B-02")
    other.perform(counting_scan.count, number="CT-1001", text="T1", how="scanned")
    async with desk(house.book) as robot:
        robot.sees("1 open, 0 to approve")
        await robot.press("4")
        robot.sees("CT-1001", "counting", "B-02 Shelf B-02")
        await robot.scan("A-01", "T1")
        robot.refused("T1 was counted in CT-1001 at B-02, station Packing 9")
        await robot.press("escape")
        await robot.scan("A-01", "T2")
        robot.sees("Count CT-1002", "1 counted so far")
        await robot.press("escape")
        await robot.scan("TP-80")
        await robot.press("2")
        robot.refused("TP-80 is being counted already: CT-1001, begun at Packing 9")
        other.perform(counting.finish, number="CT-1001")
        await robot.press("escape")
        robot.sees("1 open, 1 to approve")
    other.close()


async def test_the_station_goes_on_with_the_count_it_was_at(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1", "T2")
    async with desk(house.book) as robot:
        assert isinstance(top(robot), CountScreen)
        robot.ok("Going on with CT-1001, A-01: 2 kept.")
        await robot.scan("T3")
        robot.ok("3 counted so far")
        await robot.press("escape", "4", "enter")
        assert isinstance(top(robot), CountScreen)


async def test_an_item_is_counted_at_every_location_it_is_met_at(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("5701234567899")
        await robot.press("2")
        robot.sees("Scan the barcode of the location where you begin.")
        await robot.scan("T1")
        robot.refused("none is chosen")
        await robot.scan("B-02", "T1")
        robot.sees("You count at B-02.", "✔ counted · B-02")
        await robot.press("l")
        await robot.scan("A-01")
        robot.ok("You count at A-01.")
        await robot.scan("T2", "5701234567882")
        robot.refused("CABLE is not what CT-1001 counts")
        await robot.press("enter", "y", "3")
        robot.sees("T1", "the book has it at A-01")


async def test_a_product_code_says_whose_units_follow_and_a_second_one_is_a_mistake(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01", "5701234567899")
        robot.verdict("idle", "Units of TP-80 Item TP-80 follow.")
        robot.sees("0 counted so far")
        robot.app.station_screen.band.show("idle", "", "")
        await robot.scan("TP-80")
        robot.refused("TP-80 Item TP-80 is counted by its serial numbers")
        await robot.scan("NEW-1", "TP-80", "NEW-2")
        await robot.press("i")
        await robot.scan("CABLE")
        robot.refused("CABLE has no serial numbers.", "Count it with +.")
        await robot.press("enter", "y", "4")
        robot.sees("NEW-1", "new unit of TP-80", "○ leave")
        await robot.press("a")
        robot.ok("Accepted on this list: 2 of 2.")
        await robot.press("a")
        robot.ok("Accepted on this list: 0 of 2.")


async def test_lists_ranges_and_boxes_count_when_a_person_says_so(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01", "T1")
        await robot.pastes("T1\nT2\nP1\nÆ")
        robot.sees("2 good · 1 twice or here already · 1 bad")
        await robot.press("enter")
        robot.ok("2 units were counted", "3 counted so far")
        await robot.press("r")
        await robot.enters("R01..R03")
        await robot.press("enter")
        robot.ok("3 units were counted")
        await robot.scan(BOX)
        robot.ok("3 units of the label are counted, N1 to N3")
        await robot.press("u")
        robot.ok("The 3 units of the label are off again", "6 counted so far")
        await robot.press("end", "delete")
        robot.ok("T1 is off the count")
        await robot.scan("[)>\x1e06\x1d31SA001\x1d32SA003\x1e\x04")
        robot.verdict("ask", "The label stands for 3 serial numbers")
        await robot.press("escape")
        robot.sees("was not counted.", "5 counted so far")
        await robot.scan("[)>\x1e06\x1d31SA001\x1d32SA003\x1e\x04")
        await robot.press("y")
        robot.ok("8 counted so far")


async def test_a_serial_of_two_items_is_asked_about(house: Warehouse) -> None:
    house.received("SC-20", "T1")
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01", "T1")
        robot.sees("T1 can be a unit of several items. Which?", "SC-20", "TP-80")
        await robot.press("escape")
        robot.sees("T1 was not counted.")
        await robot.scan("T1")
        await robot.press("2")
        robot.ok("T1 is counted")


async def test_what_moved_meanwhile_is_shown_and_never_taken_for_a_difference(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01", "T1", "C1")
        other = Warehouse.__new__(Warehouse)
        other.book = Book(house.book.url, "Packing 9", clock=house.book.now)
        other.customer = house.customer
        other.shipped("TP-80", "T1")
        await robot.press("enter", "y")
        robot.sees("all 3", "missing 2", "moved 1")
        await robot.press("7")
        robot.sees("SH-1002", "T1", "A-01 → Customer")
        other.shipped("TP-80", "T2")
        await robot.press("c", "y")
        robot.refused("the lists have changed since they were shown")
        robot.sees("missing 1", "moved 2")
        await robot.press("c", "y")
        robot.ok("is approved")
        other.book.close()
    assert house.place("T3") == LOSS


async def test_it_is_set_aside_counted_on_and_dropped(house: Warehouse) -> None:
    async with by_cards(house) as (robot, card):
        await card("4")
        await robot.scan("A-01", "T1")
        await card("HOLD")
        robot.ok("CT-1001 is set aside; counted: 1.")
        await robot.scan("CT-1001")
        await robot.press("enter", "y", "b")
        assert isinstance(top(robot), CountScreen)
        await robot.scan("T2")
        robot.ok("2 counted so far")
        await robot.press("x", "y")
        robot.sees("cancelled", "It was dropped; nothing changed. 2 were counted.")
        await robot.press("escape", "4")
        assert isinstance(top(robot), CountsScreen)
        await robot.scan("A-01")
        robot.sees("Count CT-1002")


async def test_another_station_finished_it_meanwhile(house: Warehouse) -> None:
    async with desk(house.book) as robot:
        await robot.press("4")
        await robot.scan("A-01", "T1")
        house.book.perform(counting.finish, number="CT-1001")
        await robot.scan("T2")
        robot.refused("CT-1001 takes no scans any more: it is to approve.")
    assert counting.view(house.book, number="CT-1001").counted == 1


async def test_a_count_that_goes_on_shows_no_list_on_its_other_screen(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1")
    async with desk(house.book) as robot:
        await robot.press("escape")
        await robot.app.station_screen.go(CountReview(number))
        await robot.settle()
        robot.sees("It is being counted: 1 so far.")
        robot.sees_not("T2", "missing", "CABLE")
        await robot.press("enter")
        assert isinstance(top(robot), CountScreen)


async def test_the_lists_go_to_a_file(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = started(house)
    scan(house, number, "T1", "=1+1")
    finished(house, number)
    async with desk(house.book) as robot:
        await robot.scan(number)
        await robot.press("s", "f2")
        robot.ok("rows are in")
    (file,) = tmp_path.glob("CT-1001-*.csv")
    lines = file.read_text().splitlines()
    assert lines[0].startswith("count,list,serial,item,")
    assert "CT-1001,missing,T2,TP-80,Item TP-80,A-01,A-01,1,0,yes,,," in lines
    assert "CT-1001,unknown,'=1+1,,,A-01,,0,1,no,,," in lines


def test_the_command_line_shows_and_exports_a_finished_count(
    house: Warehouse, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    serialdock = Command(house.book.url, capsys)
    number = started(house)
    scan(house, number, "T1", "B1")
    said = serialdock("show", number)
    assert said.lines[:3] == ["CT CT-1001", "  A-01 Shelf A-01", "  counting"]
    assert "T2" not in said.out
    assert json.loads(serialdock("show", number, "--json").out)["found"][0]["about"]["review"] is None
    assert "CT-1001 is counting" in serialdock.refused("export", "count", "--number", number)
    finished(house, number)
    said = serialdock("show", "ct-1001")
    assert any(line.split()[:2] == ["missing", "T2"] for line in said.lines)
    about = json.loads(serialdock("show", number, "--json").out)["found"][0]
    assert about["kind"] == "CT"
    assert len(about["about"]["review"]["differences"]) == 5
    assert serialdock("export", "count", "--number", number).lines[0].startswith("count,list,")
    out = tmp_path / "lists.csv"
    assert serialdock("export", "count", "--number", number, "--out", out).code == 0
    assert len(out.read_text().splitlines()) == 7
    assert "--number CT-1001" in serialdock.refused("export", "count")


async def test_without_the_add_on_a_shelf_of_plain_goods_is_counted(lite: Book) -> None:
    house = Warehouse(lite)
    house.item("CABLE", serials=False, gtin="05701234567882")
    house.stocked("CABLE", 10)
    lite.execute("DELETE FROM setting")
    async with desk(lite) as robot:
        await robot.press("4")
        await robot.scan("A-01", *["5701234567882"] * 9)
        for key in ("question_mark", "escape", "enter", "y"):
            await robot.press(key)
            assert "serial number" not in robot.text().lower(), robot.text()
        await robot.press("c", "y")
        robot.ok("is approved")
    assert house.in_stock("CABLE") == 9


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 16)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_every_screen_of_a_count_fits(lite: Book, size: tuple[int, int], language: str) -> None:
    house = counted_house(Warehouse(lite))
    with lite.write():
        lite.execute("UPDATE item SET name = ? WHERE number <> 'CABLE'", HOSTILE)
        lite.execute("UPDATE location SET name = ? WHERE number = 'A-01'", HOSTILE)
    house.received("SC-20", "X" * 100)
    async with desk(lite, size=size, language=language) as robot:
        await robot.press("4")
        await _fits(robot, size)
        await robot.scan("A-01")
        await _fits(robot, size)
        await robot.scan("T1", "W" * 100, "5701234567882", "5701234567899")
        await _fits(robot, size)
        await robot.press("enter", "y")
        for key in ("1", "2", "3", "4", "5", "6", "7", "1"):
            await robot.press(key)
            await _fits(robot, size)
        await robot.press("c", "y")
        await _fits(robot, size)
        await robot.press("escape")
        await _fits(robot, size)


async def _fits(robot: Robot, size: tuple[int, int]) -> None:
    """A handheld's screen shows as many keys as it can; the help page has the others."""
    assert all(cell_len(line) <= size[0] for line in robot.text().splitlines())
    if size[0] >= 80:
        robot.app.station_screen.idle()
        await robot.settle()
        fits(robot)


async def test_a_list_offers_only_the_keys_that_mean_something_on_it(house: Warehouse) -> None:
    number = started(house)
    scan(house, number, "T1", "NEW-1")
    finished(house, number)
    async with desk(house.book) as robot:
        await robot.scan(number)
        await robot.press("2")
        robot.sees("Enter Accept/leave", "a All/none")
        robot.sees_not("i Item")
        await robot.press("4")
        robot.sees("i Item")
        fits(robot)
        for key in ("6", "7"):
            await robot.press(key)
            robot.sees("Nothing is to be decided on this list; c approves.", "c Approve")
            robot.sees_not("a All/none", "t List reason", "Enter Accept/leave")
            fits(robot)

"""Scans that were kept while the book was away: each judged where it was meant, once, whatever happens on the way (R37)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError

from models import adjusting, counting, entry, invoicing, repairing, shipping, supplier_return
from models.book import Book, utc_now
from models.kept_here import KeptHere, KeptScan
from tests.builders import Warehouse
from tests.tui.desk import HOSTILE, desk, fits
from tests.tui.robot import Robot
from tui.messages import Scanned, Taken
from tui.rounds import _tell_kept
from tui.screens.serial_entry import SerialEntry
from tui.station import keep_here

EAN = "5701234567899"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80")
    built.item("CABLE", serials=False, name="Cable", gtin="0" + EAN)
    built.received("TP-80", "T1", "T2", "T3", "T4")
    built.stocked("CABLE", 9)
    return built


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "packing.kept"


@asynccontextmanager
async def keeping(book: Book, file: Path, **values: Any) -> AsyncIterator[Robot]:
    """A station that keeps scans in `file` while its book is gone."""
    async with desk(book, **values) as robot:
        keep_here(robot.app, file)
        away = robot.app.away
        assert away is not None
        await away.count()
        yield robot


def gone(robot: Robot, now: bool = True) -> None:
    """The book has been away for long, or is back."""
    book = robot.app.clerk._book
    assert book is not None
    book._away_at = float("-inf") if now else None


async def scanned_away(robot: Robot, *texts: str) -> None:
    """Scan while the book is away; every one is kept."""
    gone(robot)
    for text in texts:
        await robot.scan(text)
        robot.verdict("kept", text)
    gone(robot, False)


async def taken_in(robot: Robot) -> None:
    """Press a on the list, and wait until the station is through."""
    await robot.press("a")
    while robot.app.away is not None and robot.app.away.taking:
        await robot.settle()
    await robot.settle()


def waiting(file: Path) -> list[KeptScan]:
    store = KeptHere(file, utc_now)
    found = list(store.waiting())
    store.close()
    return found


def entered(book: Book) -> list[str]:
    return [row[0] for row in book.rows("SELECT serial FROM entry ORDER BY id")]


def journal(book: Book) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in book.rows("SELECT text, outcome FROM scan ORDER BY id")]


async def test_each_scan_of_a_shipment_finds_its_line_and_what_another_station_took_is_told(
    house: Warehouse, file: Path
) -> None:
    shipment = house.shipment(("TP-80", 3), ("CABLE", 5))
    other = house.shipment(("TP-80", 1))
    async with keeping(house.book, file) as robot:
        await robot.scan(shipment.number)
        await scanned_away(robot, "T1", "T2", EAN, EAN, "T3")
        robot.sees("⌂ 5 kept here, *")
        house.pick(other.number, "T2")
        await robot.press("*")
        robot.sees("Kept here until the book is back: 5")
        await taken_in(robot)
        robot.verdict("ask", "4 scans are taken in", "1 scan was not taken: read why")
        robot.sees(f"T2 is held by {other.number}")
        assert entered(house.book) == ["T2", "T1", "T3"]
        assert shipping.view(house.book, number=shipment.number).lines[1].entered == 2
        (left,) = waiting(file)
        assert (left.text, left.tries) == ("T2", 1)
        await taken_in(robot)
        robot.verdict("ask", "0 scans are taken in")
        await robot.press("delete", "y")
        robot.ok("T2 was thrown away")
        robot.sees("Nothing is kept here")
        await robot.press("escape")
        robot.sees_not("kept here, *")
    assert waiting(file) == []


async def test_scans_on_a_receipt_open_the_list_of_their_line_one_after_another(
    house: Warehouse, file: Path
) -> None:
    receipt = house.receipt(("TP-80", 3), ("CABLE", 4)).number
    async with keeping(house.book, file) as robot:
        await robot.scan(receipt)
        await scanned_away(robot, "N1", EAN, "N2", EAN, "N3")
        await robot.press("*")
        await taken_in(robot)
        robot.ok("5 scans are taken in", "Nothing waits here any more")
        assert entered(house.book) == ["N1", "N2", "N3"]
        await robot.press("escape")
        robot.sees(receipt, "3 of 3", "2")


async def test_a_kill_between_the_book_and_the_list_applies_nothing_twice(
    house: Warehouse, file: Path
) -> None:
    shipment = house.shipment(("TP-80", 2), ("CABLE", 5))
    async with keeping(house.book, file) as robot:
        await robot.scan(shipment.number)
        await scanned_away(robot, EAN, "T1", EAN)
    disk = file.read_bytes()  # what the disk held when the power went, whatever the book had taken by then
    for _ in range(2):
        async with keeping(house.book, file) as robot:
            robot.sees("⌂ 3 kept here, *")
            await robot.press("*")
            await taken_in(robot)
            robot.ok("3 scans are taken in")
        lines = shipping.view(house.book, number=shipment.number).lines
        assert [line.entered for line in lines] == [1, 2]
        assert journal(house.book)[-3:] == [(EAN, "ok"), ("T1", "ok"), (EAN, "ok")]
        assert [text for text, _ in journal(house.book)].count(EAN) == 2
        file.write_bytes(disk)


async def test_a_scan_whose_reply_was_lost_is_kept_under_its_own_id_and_counts_once(
    house: Warehouse, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.book.RETRY_S", 0.2)
    line_id = house.receipt(("TP-80", 5)).lines[0].id
    add = entry.add

    def lost(book: Book, **values: Any) -> object:
        add(book, **values)
        raise OperationalError("server closed the connection unexpectedly")

    async with keeping(house.book, file) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        with monkeypatch.context() as broken:
            broken.setattr(entry, "add", lost)
            await robot.scan("N1")
        robot.verdict("kept", "N1 waits for the book")
        assert entered(house.book) == ["N1"]
        await robot.press("*")
        await taken_in(robot)
        robot.ok("1 scan is taken in")
    assert entered(house.book) == ["N1"]
    assert journal(house.book)[1:] == [("N1", "ok")]


async def test_documents_lists_and_keys_are_not_kept_and_say_why(house: Warehouse, file: Path) -> None:
    shipment = house.shipment(("TP-80", 3)).number
    async with keeping(house.book, file) as robot:
        await robot.scan(shipment)
        gone(robot)
        await robot.scan("SH-1002")
        robot.refused("SH-1002 is a document", f"goes on being kept for {shipment}")
        await robot.scan(f"]C0{shipment.lower()}")
        robot.refused("is a document")
        await robot.pastes("T1\nT2\n")
        robot.refused("a list or range was not taken", "one by one")
        await robot.press("space")
        await robot.enters("T1..T3")
        robot.refused("a list or range was not taken")
        for keys in (("c",), ("x", "y")):
            robot.app.station_screen.idle()
            await robot.press(*keys)
            robot.refused("The book is away; nothing was done.", "Do this when the book is back.")
        assert waiting(file) == []
        await robot.press("escape")
        await robot.scan("T1")
        robot.refused("The book is away: T1 was not looked up", "when the book is back")
    assert waiting(file) == []
    assert entered(house.book) == []


async def test_a_badge_and_a_location_wait_for_a_person_and_so_does_what_came_after_a_location(
    house: Warehouse, file: Path
) -> None:
    book = house.book
    count = book.perform(counting.start, location="A-01").number
    async with keeping(book, file) as robot:
        await robot.scan(count)
        await scanned_away(robot, "T1", "B-02", "T2")
        await robot.press("*")
        await taken_in(robot)
        robot.verdict("ask", "1 scan is taken in", "2 were not taken")
        robot.sees("B-02 is no unit and no product: Location")
        assert [row[0] for row in book.rows("SELECT serial FROM counted")] == ["T1"]
        assert [(scan.text, bool(scan.words)) for scan in waiting(file)] == [("B-02", True), ("T2", False)]
        await robot.press("escape", "*", "down", "enter")  # a person counts on, and uses it where they stand
        robot.ok("T2")
    assert [row[0] for row in book.rows("SELECT serial FROM counted ORDER BY id")] == ["T1", "T2"]
    assert [scan.text for scan in waiting(file)] == ["B-02"]


async def test_units_to_move_are_in_hand_again_and_not_where_nobody_said(
    house: Warehouse, file: Path
) -> None:
    async with keeping(house.book, file) as robot:
        await robot.press("m")
        await scanned_away(robot, "T1", "T2")
        await robot.press("*")
        await taken_in(robot)
        robot.ok("2 scans are taken in")
        await robot.press("escape")
        robot.sees("T1", "T2", "in hand")
        await robot.scan("B-02")
        await robot.scan("B-02")
        robot.ok("B-02")
        await scanned_away(robot, "T3")
        await robot.press("delete")
        await robot.press("*")
        await taken_in(robot)
        robot.verdict("ask", "0 scans are taken in", "1 scan was not taken")
        robot.sees("When it was scanned, units went to B-02; now they do not.")
    assert house.place("T3") == house.shelf


async def test_a_document_that_is_closed_meanwhile_takes_nothing_and_says_so(
    house: Warehouse, file: Path
) -> None:
    shipment = house.shipment(("TP-80", 2)).number
    async with keeping(house.book, file) as robot:
        await robot.scan(shipment)
        await scanned_away(robot, "T1")
        house.pick(shipment, "T2")
        house.book.perform(shipping.post, number=shipment, short=True)
        await robot.press("*")
        await taken_in(robot)
        robot.verdict("ask", "0 scans are taken in")
        robot.sees(f"{shipment} takes no scans any more")
    assert house.place("T1") == house.shelf


async def test_a_question_stays_with_its_words_and_is_answered_where_it_is_used(
    house: Warehouse, file: Path
) -> None:
    house.shipped("TP-80", "T4")
    line_id = house.receipt(("TP-80", 3)).lines[0].id
    async with keeping(house.book, file) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        await scanned_away(robot, "T4", "N1")
        await robot.press("*")
        await taken_in(robot)
        robot.verdict("ask", "1 scan is taken in", "1 scan was not taken")
        assert entered(house.book) == ["N1"]
        assert "T4" in waiting(file)[0].words
        await robot.press("enter")
        robot.verdict("ask", "T4")
        await robot.press("y")
        robot.ok("T4")
    assert entered(house.book) == ["N1", "T4"]
    assert waiting(file) == []


async def test_the_server_that_goes_again_on_the_way_stops_it_and_nothing_is_lost(
    house: Warehouse, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    add, seen = entry.add, list[str]()

    async with keeping(house.book, file) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        await scanned_away(robot, "N1", "N2", "N3")

        def away_at_the_second(book: Book, **values: Any) -> object:
            seen.append(str(values["text"]))
            if len(seen) == 2:
                book._away_at = float("-inf")
            return add(book, **values)

        monkeypatch.setattr(entry, "add", away_at_the_second)
        monkeypatch.setattr(Book, "_perform", _keeps_away)
        await robot.press("*")
        await taken_in(robot)
        robot.refused("The book is away again; ", "taken in")
        gone(robot, False)
        await taken_in(robot)
    assert entered(house.book) == ["N1", "N2", "N3"]
    assert waiting(file) == []


def _keeps_away(self: Book, verb: Any, *args: Any, **values: Any) -> Any:
    """A verb that does not bring the server back by itself."""
    return verb(self, *args, **values)


async def test_what_is_scanned_while_they_are_taken_in_lies_aside(house: Warehouse, file: Path) -> None:
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    async with keeping(house.book, file) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        await scanned_away(robot, *(f"N{n}" for n in range(5)))
        await robot.press("*")
        away = robot.app.away
        assert away is not None
        away.taking = True
        robot.app.post_message(Scanned(Taken("LIVE", "scanned", "scanner 1", 1.0)))
        await robot.settle()
        away.taking = False
        await taken_in(robot)
    assert entered(house.book) == ["N0", "N1", "N2", "N3", "N4"]
    assert [taken.text for taken in robot.app.board.unclaimed] == ["LIVE"]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (40, 16), (120, 40)])
async def test_the_verdict_and_the_list_fit_every_screen(
    house: Warehouse, file: Path, size: tuple[int, int], language: str
) -> None:
    line_id = house.receipt(("TP-80", 9)).lines[0].id
    async with keeping(house.book, file, size=size, language=language) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        await scanned_away(robot, "TP80-004217", HOSTILE[:60])
        robot.sees("⌂")
        await robot.press("*")
        if size != (40, 16):
            fits(robot)
        await taken_in(robot)
        robot.verdict("ask")
        robot.sees("✖", robot.app.station_screen.band.sentence)
    assert entered(house.book) == ["TP80-004217"]


async def test_adjustments_take_theirs_too(house: Warehouse, file: Path) -> None:
    book = house.book
    number = book.perform(adjusting.create, category="Waste", reason="Dropped").number
    book.perform(adjusting.add_line, number=number, item="TP-80", way="down", quantity=2)
    async with keeping(book, file) as robot:
        await robot.scan(number)
        await scanned_away(robot, "T1", "T9")
        await robot.press("*")
        await taken_in(robot)
        robot.verdict("ask", "1 scan is taken in", "1 scan was not taken")
        robot.sees("T9 is not known here")
    assert entered(book) == ["T1"]


@pytest.mark.parametrize("kind", ["repair", "supplier return", "invoice"])
async def test_every_document_that_is_filled_by_scans_takes_what_was_kept_for_it(
    house: Warehouse, file: Path, kind: str
) -> None:
    book = house.book
    if kind == "repair":
        house.shipped("TP-80", "T3", "T4")
        number, scan = book.perform(repairing.begin, serial="T3", item="TP-80", how="listed"), "T4"
    elif kind == "supplier return":
        number = book.perform(supplier_return.start_with, serial="T1", item="TP-80", how="listed")
        scan = "T2"
    else:
        number, scan = book.perform(invoicing.from_order, order=house.sold(("TP-80", 2))).number, "T1"
    async with keeping(book, file) as robot:
        if kind == "invoice":  # the others the station was at when it stopped
            await robot.scan(number)
        robot.sees(number)
        await scanned_away(robot, scan)
        gone(robot)
        await robot.scan(number)  # once more means: post it
        robot.refused("is a document")
        gone(robot, False)
        await robot.press("*")
        await taken_in(robot)
        robot.ok("1 scan is taken in")
    assert scan in entered(book)
    assert not book.value("SELECT 1 FROM document WHERE number = ? AND status = 'posted'", number)


async def test_what_cannot_be_kept_is_said_and_never_sounds_good(
    house: Warehouse, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.book.RETRY_S", 0.2)
    line_id = house.receipt(("TP-80", 5)).lines[0].id
    async with keeping(house.book, file) as robot:
        await robot.app.station_screen.go(SerialEntry(line_id))
        file.mkdir()
        gone(robot)
        await robot.scan("N1")
        robot.refused("N1 was not kept", "cannot be written", "Put it aside and scan it again")
        gone(robot, False)
        with monkeypatch.context() as broken:
            broken.setattr(entry, "add", _breaks)
            await robot.scan("N2")
        robot.verdict("unknown", "Hold the item", "N2 was not kept")
        gone(robot, False)
        file.rmdir()
        monkeypatch.setattr("models.kept_here.KEPT_MAX", 1)
        await scanned_away(robot, "N3")
        gone(robot)
        await robot.scan("N4")
        robot.refused("N4 was not kept: 1 scans wait", "Stop here until the book is back")
    assert [scan.text for scan in waiting(file)] == ["N3"]
    assert entered(house.book) == []


def _breaks(book: Book, **values: Any) -> object:
    raise OperationalError("server closed the connection unexpectedly")


async def test_a_damaged_file_is_said_when_the_station_starts(house: Warehouse, file: Path) -> None:
    file.write_bytes(b"no database at all, but a text of some length\n" * 200)
    async with desk(house.book) as robot:
        keep_here(robot.app, file)
        assert robot.app.away is not None
        robot.app.offer(partial(_tell_kept, robot.app, robot.app.away))
        await robot.settle()
        robot.refused("The scans kept here cannot be read", "It was put aside as packing.kept.damaged-")
    assert [path.name.startswith("packing.kept.damaged-") for path in file.parent.glob("*.kept*")] == [True]

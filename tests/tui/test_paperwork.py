"""Paper never holds a shipment back: every failure is a job that waits, and comes out exactly once."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from models import goods_reversing, paper, parties, print_jobs, shipping
from models.book import Book
from models.language import speak_in
from printing.spool import Spool
from tests.builders import Warehouse
from tests.printing.papers import plain, words
from tests.tui.printers import FakePrinter, jobs, paper_floor, paperwork_of, picked
from tests.tui.robot import station
from tui.clerk import Clerk
from tui.paperwork import Made, Paperwork, PrintedAlready, Sent, at_queue
from tui.screens.print_jobs import PrintJobs
from tui.screens.ship import ShipScreen
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    built.received("TP-80", "T1", "T2", "T3")
    return built


async def test_a_confirmed_shipment_is_printed_once(
    house: Warehouse, outbox: Path, printer: FakePrinter
) -> None:
    number = picked(house, "T1")
    app = paper_floor(house.book, ShipmentScreen(number), outbox, (str(printer.program), "-d", "packing"))
    async with station(app) as robot:
        await robot.press("c")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.ok("SH-1001 shipped, delivery note in outbox/SH-1001.pdf", "SH-1001 is printed")
        robot.sees("● printer")
    assert printer.calls == [f"-d packing -t SH-1001 -- {outbox / 'SH-1001.pdf'}"]
    assert jobs(house) == [("SH-1001", "printed", 1, 1)]


async def test_a_character_no_font_has_is_named_and_the_shipment_stays_posted(
    house: Warehouse, outbox: Path
) -> None:
    with house.book.write():
        house.book.execute("UPDATE item SET name = ? WHERE number = 'TP-80'", "Printer \U00013000")
    number = picked(house, "T1")
    async with station(paper_floor(house.book, ShipmentScreen(number), outbox)) as robot:
        await robot.press("c")
        robot.verdict("ask", "SH-1001 is shipped. No delivery note: cannot print", "k makes it again")
        with house.book.write():
            house.book.execute("UPDATE item SET name = 'Printer' WHERE number = 'TP-80'")
        await robot.press("k")
        robot.ok("Delivery note of SH-1001 in outbox/SH-1001.pdf")
    assert house.status(number) == "posted"


async def test_a_station_without_an_outbox_ships_and_says_that_there_is_no_paper(house: Warehouse) -> None:
    from tests.tui.floor import floor

    number = picked(house, "T1")
    async with station(floor(house.book, lambda: ShipmentScreen(number))) as robot:
        await robot.press("c")
        robot.verdict("ask", "SH-1001 is shipped", "it has no outbox")
    assert house.status(number) == "posted"


class Desk:
    """Paperwork over a real clerk, without a screen."""

    def __init__(self, book: Book, outbox: Path, command: tuple[str, ...] | None = None) -> None:
        self.clerk = Clerk(lambda: Book(book.url, book.station, clock=book.now))
        self.paperwork = Paperwork(self.clerk, Spool(outbox, command, 0.3))
        self.sent: list[Sent] = []

    async def prints(self, made: Made) -> None:
        """Send and wait."""
        self.paperwork.send(made, self.sent.append)
        await self.paperwork.settled()


async def test_a_reprint_is_the_stored_original_whatever_changed_since(book: Book, tmp_path: Path) -> None:
    house = Warehouse(book)
    house.item("TP-80", name="Thermal printer")
    house.received("TP-80", "T1", "T2")
    done = house.shipped("TP-80", "T1", "T2")
    desk = Desk(book, tmp_path / "outbox")
    first = await desk.paperwork.delivery_note(done.document)
    original = first.path.read_bytes()
    card = parties.view(book, kind="customer", number="C1")
    with book.write():
        book.execute("UPDATE item SET name = 'Another name'")
        book.execute("UPDATE party SET name = 'Somebody else' WHERE id = ?", card.id)
    book.perform(goods_reversing.reverse, number=done.document)
    first.path.unlink()
    again = await desk.paperwork.delivery_note(done.document)
    desk.clerk.close()
    assert again.path == first.path
    assert again.path.read_bytes() == original
    kept = paper.stored(book, number=done.document, kind="delivery-note")
    assert kept is not None
    assert kept.paper.sha256 == hashlib.sha256(original).hexdigest()
    assert [(job.state, job.copy_no) for job in print_jobs.jobs(book)] == [("printed", 2), ("printed", 1)]
    assert {"T1", "T2", "Thermal", "SH-1001"} <= set(words(original))
    assert "Anothername" not in plain(original)


def test_a_note_made_late_says_what_was_to_follow_when_the_goods_left(book: Book) -> None:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", "T1", "T2", "T3")
    first = house.shipment(("TP-80", 3))
    house.pick(first.number, "T1")
    book.perform(shipping.post, number=first.number, short=True)
    second = book.perform(shipping.start, order=first.order)
    for serial in ("T2", "T3"):
        house.pick(second.number, serial)
    book.perform(shipping.post, number=second.number)
    lines = [paper.delivery_note(book, number=number).lines[0] for number in (first.number, second.number)]
    assert [(line.ordered, line.delivered, line.outstanding) for line in lines] == [(3, 1, 2), (3, 2, 0)]
    book.perform(goods_reversing.reverse, number=second.number)
    assert paper.delivery_note(book, number=second.number).lines[0].outstanding == 0


@pytest.mark.parametrize("spoken", ["en", "da"])
def test_a_pick_list_speaks_the_stations_language_and_a_delivery_note_the_customers(
    house: Warehouse, spoken: str
) -> None:
    book = house.book
    customers = "da" if spoken == "en" else "en"
    with book.write():
        book.execute("UPDATE party SET language = ?", customers)
    shipment = house.shipment(("TP-80", 1))
    speak_in(spoken)
    assert paper.pick_list(book, order=shipment.order).language == spoken
    house.pick(shipment.number, "T1")
    book.perform(shipping.post, number=shipment.number)
    assert paper.delivery_note(book, number=shipment.number).language == customers


async def test_a_pick_list_is_of_the_moment_and_its_retry_is_the_one_that_failed(
    house: Warehouse, outbox: Path, printer: FakePrinter
) -> None:
    order = house.sold(("TP-80", 3))
    printer.refuses()
    desk = Desk(house.book, outbox, (str(printer.program),))
    first = await desk.paperwork.pick_list(order)
    await desk.prints(first)
    with house.book.write():
        house.book.execute("UPDATE document_line SET quantity = 2 WHERE document_id = (SELECT id FROM document "
                           "WHERE number = ?)", order)  # fmt: skip
    second = await desk.paperwork.pick_list(order)
    assert (first.path.name, second.path.name) == ("SO-1001-pick-list.pdf", "SO-1001-pick-list-v2.pdf")
    printer.takes()
    again = await desk.paperwork.again(first.job.id)
    assert again.path == first.path
    await desk.prints(again)
    with pytest.raises(PrintedAlready):
        await desk.paperwork.again(first.job.id)
    desk.clerk.close()


async def test_the_screen_goes_on_while_a_printer_hangs_and_leaving_does_not_wait_for_it(
    house: Warehouse, outbox: Path, printer: FakePrinter
) -> None:
    printer.hangs()
    number = picked(house, "T1")
    app = paper_floor(house.book, ShipmentScreen(number), outbox, (str(printer.program),), limit_s=30)
    begun = asyncio.get_running_loop().time()
    async with station(app) as robot:
        await robot.press("c")
        robot.ok("SH-1001 shipped", "on its way to the printer")
        await robot.press("j")
        robot.sees("… printing")
    assert asyncio.get_running_loop().time() - begun < 10
    assert jobs(house) == [("SH-1001", "waiting", 1, 0)]
    printer.takes()
    async with station(paper_floor(house.book, ShipScreen(), outbox, (str(printer.program),))) as robot:
        robot.sees("1 not printed, j")
    async with station(paper_floor(house.book, PrintJobs(), outbox, (str(printer.program),))) as robot:
        robot.sees("? unknown", "Nobody knows whether it came out")
    assert len(printer.calls) == 1


@pytest.mark.parametrize(
    "command, wanted",
    [
        (("lp", "-d", "a", "-o", "x"), ("lp", "-d", "b", "-o", "x")),
        (("lp",), ("lp", "-d", "b")),
        (None, ("lp", "-d", "b")),
        (("lp", "-d"), ("lp", "-d", "-d", "b")),
    ],
)
def test_another_queue_takes_the_place_of_the_usual_one(
    command: tuple[str, ...] | None, wanted: tuple[str, ...]
) -> None:
    assert at_queue(command, "b") == wanted

"""Labels at the station: from every screen that has units, by an explicit command, each print a job that never repeats."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models import print_jobs
from models.book import Book
from models.label_size import LabelSize
from printing.spool import Spool
from tests.builders import Warehouse
from tests.printing.labels import interpreted, symbols
from tests.printing.test_raw_printer import answers_in_pieces, never_reads
from tests.printing.test_raw_printer import printer as listener
from tests.tui.desk import desk, fits
from tests.tui.printers import FakePrinter, paper_floor, paperwork_of
from tests.tui.robot import Robot, station
from tui.config import Config, Printer
from tui.config_labels import Labels
from tui.paperwork import Paperwork
from tui.screens.base import StationScreen
from tui.screens.item import ItemScreen
from tui.screens.print_jobs import PrintJobs
from tui.screens.printer import PrinterScreen
from tui.screens.receipt import ReceiptScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_life import SerialLifeScreen
from tui.screens.serials import SerialsScreen

GTIN = "05701234567899"


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer", gtin=GTIN)
    built.received("TP-80", "T1", "T2", "t3")
    return built


def labelled(outbox: Path) -> list[str]:
    """The serials on the labels of the one file there is."""
    (path,) = outbox.iterdir()
    codes = [code for page in symbols(path.read_bytes(), 203) for code in page]
    return [code.text for code in codes if code.symbology_identifier in {"]C0", "]E0"}]


@asynccontextmanager
async def at(
    house: Warehouse, screen: StationScreen[None], outbox: Path, labels: Labels | None = None
) -> AsyncIterator[Robot]:
    app = paper_floor(house.book, screen, outbox)
    app.paperwork = Paperwork(app.clerk, Spool(outbox), labels or Labels())
    async with station(app) as robot:
        yield robot


def states(house: Warehouse) -> list[tuple[str, int]]:
    return [(job.state, job.tries) for job in print_jobs.jobs(house.book)]


async def test_a_receipts_units_get_labels_before_and_after_posting(house: Warehouse, outbox: Path) -> None:
    receipt = house.receipt(("TP-80", 2))
    async with at(house, ReceiptScreen(receipt.number), outbox) as robot:
        robot.sees_not("k Labels")
        await robot.press("k")
        assert not outbox.exists()
        await robot.scan("N1", "00N2")
        fits(robot)
        await robot.press("k")
        robot.ok("2 labels in outbox/GR-1002-labels-1.pdf.")
        await robot.press("enter", "c")
        robot.ok("GR-1002 is posted")
        await robot.press("k")
        robot.ok("2 labels in outbox/GR-1002-labels-2.pdf.")
    for path in outbox.iterdir():
        codes = [code for page in symbols(path.read_bytes(), 203) for code in page]
        assert sorted(code.text for code in codes if code.symbology_identifier == "]C0") == ["00N2", "N1"]
    assert states(house) == [("printed", 1), ("printed", 1)]


async def test_one_unit_and_an_item_have_labels_of_their_own(house: Warehouse, outbox: Path) -> None:
    async with at(house, SerialLifeScreen("t3", "TP-80"), outbox) as robot:
        fits(robot)
        await robot.press("k")
        robot.ok("1 label in outbox/labels-1.pdf.")
    assert labelled(outbox) == ["t3"]
    (outbox / "labels-1.pdf").unlink()
    async with at(house, ItemScreen("TP-80"), outbox) as robot:
        fits(robot)
        await robot.press("k")
        robot.sees("How many labels of item TP-80?")
        await robot.enters("0")
        robot.refused("No label is no number of labels.")
        await robot.enters("1001")
        robot.refused("1001 labels are wanted; at most 1000 go at once.")
        await robot.enters("2")
        robot.ok("2 labels in outbox/labels-2.pdf.")
    assert labelled(outbox) == [GTIN[1:]] * 2


async def test_a_filtered_list_is_labelled_and_many_are_asked_about(house: Warehouse, outbox: Path) -> None:
    house.received("TP-80", *(f"U{number:02}" for number in range(50)))
    async with at(house, SerialsScreen(), outbox) as robot:
        fits(robot)
        await robot.press("k")
        robot.sees("Print 53 labels?")
        await robot.press("n")
        assert not outbox.exists()
        assert states(house) == []
        await robot.enters("U4")
        await robot.press("k")
        robot.ok("10 labels in outbox/labels-1.pdf.")
        await robot.press("a", "k", "y")
        robot.ok("53 labels in outbox/labels-2.pdf.")
    assert [len(symbols((outbox / f"labels-{n}.pdf").read_bytes(), 203)) for n in (1, 2)] == [10, 53]


async def test_a_unit_no_label_can_carry_is_named_and_nothing_is_printed(
    house: Warehouse, outbox: Path
) -> None:
    labels = Labels(size=LabelSize(20, 10))
    async with at(house, SerialsScreen(), outbox, labels) as robot:
        await robot.press("k")
        robot.refused("on a label of 20 x 10 mm", "width and height under [labels]")
    assert states(house) == []


async def test_labels_go_to_their_own_printer_and_a_failure_waits_for_a_person(
    house: Warehouse, outbox: Path, tmp_path: Path
) -> None:
    paper, own = FakePrinter(tmp_path), FakePrinter(tmp_path, "label-lp")
    own.refuses("out of labels")
    labels = Labels(form="zpl", command=(str(own.program), "-o", "raw"))
    app = paper_floor(house.book, SerialLifeScreen("T1", "TP-80"), outbox)
    app.paperwork = Paperwork(app.clerk, Spool(outbox, (str(paper.program),)), labels)
    async with station(app) as robot:
        await robot.press("k")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.verdict("ask", "answered “out of labels”", "Print jobs keeps it")
    assert states(house) == [("failed", 1)]
    app = paper_floor(house.book, PrintJobs(), outbox)
    app.paperwork = Paperwork(app.clerk, Spool(outbox, (str(paper.program),)), labels)
    own.takes()
    async with station(app) as robot:
        robot.sees("labels-1", "✖ failed", "out of labels")
        await robot.press("r")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.sees("✔ printed")
    assert own.calls == [f"-o raw -t labels-1 -- {outbox / 'labels-1.zpl'}"] * 2
    assert paper.calls == []
    (label,) = interpreted((outbox / "labels-1.zpl").read_bytes())
    assert any(field.data == "T1" for field in label.fields)


async def test_a_printer_in_the_network_that_is_ill_is_named_while_the_screen_goes_on(
    house: Warehouse, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printing.raw_printer.LIMIT_S", 0.3)
    with listener(never_reads) as silent:
        app = paper_floor(house.book, SerialLifeScreen("T1", "TP-80"), outbox)
        app.paperwork = Paperwork(app.clerk, Spool(outbox), Labels("zpl", address=silent.address))
        async with station(app) as robot:
            await robot.press("k")
            await paperwork_of(app).settled()
            await robot.settle()
            robot.verdict("ask", "printer not ready: paper, ribbon, or head")
    assert states(house) == [("failed", 1)]
    with listener(answers_in_pieces) as well:
        app = paper_floor(house.book, PrintJobs(), outbox)
        app.paperwork = Paperwork(app.clerk, Spool(outbox), Labels("zpl", address=well.address))
        async with station(app) as robot:
            await robot.press("r")
            await paperwork_of(app).settled()
            await robot.settle()
            robot.sees("✔ printed")
            await robot.press("r")
            robot.refused("labels-1 is printed already")
        well.thread.join(0.05)
        assert well.heard == (outbox / "labels-1.zpl").read_bytes()
        assert well.connections == 1


async def test_sheets_of_a4_go_to_the_documents_printer(
    house: Warehouse, outbox: Path, tmp_path: Path
) -> None:
    printer = FakePrinter(tmp_path)
    app = paper_floor(house.book, SerialsScreen(), outbox)
    app.paperwork = Paperwork(app.clerk, Spool(outbox, (str(printer.program),)), Labels("a4"))
    async with station(app) as robot:
        await robot.press("k")
        await paperwork_of(app).settled()
    assert len(printer.calls) == 1
    (page,) = symbols((outbox / "labels-1.pdf").read_bytes(), 300)
    assert {code.text for code in page} >= {"T1", "T2", "t3"}


async def test_settings_make_the_cards_and_a_makers_page(house: Warehouse, outbox: Path) -> None:
    app = paper_floor(house.book, PrinterScreen(), outbox)
    async with station(app) as robot:
        fits(robot)
        robot.sees("Labels                 60 x 30 mm, pdf: files only")
        await robot.press("c")
        robot.ok("The command cards: outbox/cards-1.pdf.")
        await robot.press("s")
        robot.sees("Whose scanner is it?", "Zebra, Symbol")
        await robot.press("2")
        robot.ok("The page: outbox/scanner-sheet-2.pdf.")
    assert sorted(path.name for path in outbox.iterdir()) == ["cards-1.pdf", "scanner-sheet-2.pdf"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_every_screen_with_labels_shows_all_its_keys(
    house: Warehouse, size: tuple[int, int], language: str, tmp_path: Path
) -> None:
    receipt = house.receipt(("TP-80", 2))
    house.scan(receipt.lines[0].id, "N1")
    config = Config(house.book.url, "Packing 2", language, False, (), Printer(tmp_path), tmp_path)
    screens = (
        ReceiptScreen(receipt.number),
        SerialEntry(receipt.lines[0].id),
        SerialLifeScreen("T1", "TP-80"),
        SerialsScreen(),
        ItemScreen("TP-80"),
        PrinterScreen(),
    )
    async with desk(house.book, size=size, language=language, config=config) as robot:
        for screen in screens:
            await robot.app.station_screen.go(screen)
            await robot.settle()
            fits(robot)

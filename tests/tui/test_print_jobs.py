"""The jobs that did not come out: seen, tried again, sent elsewhere, settled; each printed exactly once."""

from pathlib import Path

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.tui.printers import FakePrinter, jobs, paper_floor, paperwork_of, picked
from tests.tui.robot import station
from tui.screens.print_jobs import PrintJobs
from tui.screens.shipment import ShipmentScreen


@pytest.fixture
def house(lite: Book) -> Warehouse:
    built = Warehouse(lite)
    built.item("TP-80", name="Thermal printer")
    built.received("TP-80", "T1", "T2", "T3")
    return built


@pytest.mark.parametrize("how", ["refuses", "missing", "hangs"])
async def test_a_failing_printer_undoes_nothing_and_its_job_is_printed_exactly_once_later(
    house: Warehouse, outbox: Path, printer: FakePrinter, how: str
) -> None:
    number = picked(house, "T1")
    command = (str(printer.program),)
    if how == "missing":
        printer.program.unlink()
    elif how == "hangs":
        printer.hangs()
    else:
        printer.refuses()
    app = paper_floor(house.book, ShipmentScreen(number), outbox, command, limit_s=0.3)
    async with station(app) as robot:
        await robot.press("c")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.verdict("ask", "SH-1001 is shipped.", "not printed", "Print jobs")
        robot.sees("✖ printer: SH-1001 not printed")
    assert house.status(number) == "posted"
    assert jobs(house)[0][:2] == ("SH-1001", "waiting" if how == "hangs" else "failed")
    tries = len(printer.calls)
    printer.takes()
    app = paper_floor(house.book, PrintJobs(), outbox, command)
    async with station(app) as robot:
        robot.sees("SH-1001", "? unknown" if how == "hangs" else "✖ failed", "1 job has not come out")
        await robot.press("r")
        if how == "hangs":
            robot.sees("Print SH-1001 again?", "It may be on paper already")
            await robot.press("y")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.sees("✔ printed")
        await robot.press("r", "enter")
        robot.refused("SH-1001 is printed already")
    assert len(printer.calls) == tries + 1
    assert jobs(house)[0][:2] == ("SH-1001", "printed")


async def test_two_impatient_presses_print_once(house: Warehouse, outbox: Path, printer: FakePrinter) -> None:
    printer.refuses()
    done = house.shipped("TP-80", "T1")
    app = paper_floor(house.book, ShipmentScreen(done.document), outbox, (str(printer.program),))
    async with station(app) as robot:
        await robot.press("k")
        await paperwork_of(app).settled()
        await robot.settle()
        printer.hangs()
        await robot.press("j", "r")
        robot.sees("… printing", "has not answered yet")
        await robot.press("r")
        robot.refused("SH-1001 is on its way to the printer")
    assert len(printer.calls) == 2


async def test_another_printer_takes_one_job(house: Warehouse, outbox: Path, printer: FakePrinter) -> None:
    printer.refuses()
    done = house.shipped("TP-80", "T1")
    command = (str(printer.program), "-d", "packing", "-o", "fit")
    async with station(
        app := paper_floor(house.book, ShipmentScreen(done.document), outbox, command)
    ) as robot:
        await robot.press("k")
        await paperwork_of(app).settled()
        printer.takes()
        await robot.press("j", "a")
        for wrong in ("-rm", "a b", ""):
            await robot.types(wrong)
            await robot.press("f2")
            robot.sees("Type a printer's name")
            await robot.press(*["backspace"] * len(wrong))
        await robot.types("office")
        await robot.press("f2")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.sees("✔ printed")
    assert printer.calls[1] == f"-d office -o fit -t SH-1001 -- {outbox / 'SH-1001.pdf'}"


async def test_a_job_can_be_settled_by_hand_and_its_file_found(
    house: Warehouse, outbox: Path, printer: FakePrinter
) -> None:
    printer.refuses("lid open")
    done = house.shipped("TP-80", "T1")
    command = (str(printer.program),)
    async with station(
        app := paper_floor(house.book, ShipmentScreen(done.document), outbox, command)
    ) as robot:
        await robot.press("k")
        await paperwork_of(app).settled()
        (outbox / "SH-1001.pdf").unlink()
        await robot.press("j")
        assert "lid open" in " ".join(robot.text().split())
        await robot.press("f")
        robot.ok("SH-1001 is kept in", "outbox/SH-1001.pdf")
        assert (outbox / "SH-1001.pdf").exists()
        await robot.press("c")
        await robot.scan("T1")
        assert jobs(house)[0][1] == "failed"
        await robot.press("y")
        robot.ok("SH-1001 waits no longer")
    assert len(printer.calls) == 1


async def test_a_full_outbox_leaves_a_job_to_retry(
    house: Warehouse, outbox: Path, printer: FakePrinter
) -> None:
    outbox.write_text("not a folder")
    number = picked(house, "T1")
    app = paper_floor(house.book, ShipmentScreen(number), outbox, (str(printer.program),))
    async with station(app) as robot:
        await robot.press("c")
        robot.verdict(
            "ask", "SH-1001 is shipped. No delivery note: cannot write SH-1001.pdf", "k makes it again"
        )
        assert house.status(number) == "posted"
        outbox.unlink()
        await robot.press("j")
        robot.sees("✖ failed", "cannot write SH-1001.pdf")
        await robot.press("r")
        await paperwork_of(app).settled()
        await robot.settle()
        robot.sees("✔ printed")
    assert len(printer.calls) == 1

"""The serial number report: every row once, whatever the filter; what it exports is what it shows."""

import csv
from pathlib import Path

import pytest

from models import serial_report
from models.book import Book
from models.serial_report import SerialFilter
from tests.builders import Warehouse
from tests.tui.desk import desk, fits, stocked_house
from tests.tui.opened import opened
from tui.screens.item import ItemScreen
from tui.screens.serials import SerialsScreen
from tui.widgets.form import Form
from tui.widgets.paged_table import PagedTable


def many(book: Book, count: int) -> Warehouse:
    house = Warehouse(book)
    house.item("TP-80")
    house.received("TP-80", *[f"S{number:05}" for number in range(count)])
    return house


async def test_every_serial_is_met_once_on_the_way_down_and_up(lite: Book) -> None:
    many(lite, 450)
    async with opened(lite, SerialsScreen) as robot:
        table = robot.app.screen.query_one(PagedTable)
        down = [table.row.cells[0]] if table.row else []
        for _ in range(449):
            table.move("down")
            if table.row is None or table.row.cells[0] == down[-1]:
                await robot.settle()
                table.move("down")
            assert table.row is not None
            down.append(table.row.cells[0])
            if len(down) % 50 == 0:
                await robot.settle()
        assert down == [f"S{number:05}" for number in range(450)]
        await robot.press("home")
        robot.sees("S00000", "450 serial numbers")
        await robot.press("end")
        robot.sees("S00449")
        await robot.press("pageup")
        robot.sees("S00435")


async def test_a_filter_counts_and_shows_only_what_it_leaves(book: Book) -> None:
    stocked_house(book)
    async with opened(book, SerialsScreen) as robot:
        robot.sees("6 serial numbers")
        await robot.press("f", "tab", "tab")
        await robot.types("s")
        await robot.press("f2")
        robot.sees("1 serial number · shipped", "T5", "SH-1001")
        robot.sees_not("T1")
        await robot.press("a")
        robot.sees("6 serial numbers", "T1")


async def test_typed_text_filters_by_any_part_in_any_case_and_literally(book: Book) -> None:
    house = stocked_house(book)
    house.received("TP-80", "a%b_1", "axby1")
    async with opened(book, SerialsScreen) as robot:
        await robot.enters("xBY")
        robot.sees("1 serial number · contains xBY", "axby1")
        await robot.press("f", "home", *["delete"] * 3)
        await robot.types("%b_")
        await robot.press("f2")
        robot.sees("1 serial number · contains %b_", "a%b_1")
        robot.sees_not("axby1")


async def test_an_empty_result_says_so(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, SerialsScreen) as robot:
        await robot.enters("zzz")
        robot.sees("0 serial numbers · contains zzz", "No serial number is like that.")
        await robot.press("enter", "end", "home", "pagedown")
        robot.sees("0 serial numbers")


async def test_a_filter_on_what_does_not_exist_is_said_at_its_field(lite: Book) -> None:
    stocked_house(lite)
    async with opened(lite, SerialsScreen) as robot:
        await robot.press("f", "tab")
        await robot.types("NO-ITEM")
        await robot.press("tab", "tab")
        await robot.types("NO-PLACE")
        await robot.press("f2")
        robot.sees("There is no item NO-ITEM.", "There is no location NO-PLACE.")
        await robot.press("escape", "y")
        robot.sees("6 serial numbers")


async def test_a_scan_opens_a_life_and_coming_back_finds_the_filter_and_the_place(lite: Book) -> None:
    many(lite, 300)
    async with opened(lite, SerialsScreen) as robot:
        await robot.enters("S001")
        await robot.press(*["down"] * 7)
        await robot.press("enter")
        robot.sees("Serial number S00107")
        await robot.press("escape")
        robot.sees("100 serial numbers · contains S001")
        table = robot.app.screen.query_one(PagedTable)
        assert table.row is not None
        assert table.row.cells[0] == "S00107"
        await robot.scan("S00299")
        robot.sees("Serial number S00299")


async def test_the_export_holds_what_the_filter_leaves(lite: Book, tmp_path: Path) -> None:
    house = stocked_house(lite)
    house.received("TP-80", "=cmd|T")
    file = tmp_path / "out.csv"
    async with opened(lite, SerialsScreen) as robot:
        await robot.enters("T")
        await robot.press("e")
        robot.app.screen.query_one(Form).put(str(file))
        await robot.press("f2")
        for _ in range(200):
            await robot.settle()
            if file.exists() and robot.app.station_screen.band.verdict == "ok":
                break
        robot.ok("6 rows are in")
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["serial"] for row in rows] == ["'=cmd|T", "T1", "T2", "T3", "T4", "T5"]
    assert (rows[5]["state"], rows[5]["party"]) == ("shipped", "Nordlys ApS")
    assert list(tmp_path.glob(".*")) == []


async def test_an_export_longer_than_its_pages_is_whole(
    lite: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(lite, 57)
    from tui.clerk import Clerk
    from tui.screens import serial_export

    monkeypatch.setattr(serial_export, "PAGE", 10)
    clerk = Clerk(lambda: Book(lite.url, lite.station))
    told: list[int] = []
    rows = await serial_export.export(clerk, SerialFilter(), tmp_path / "all.csv", told.append)
    clerk.close()
    lines = (tmp_path / "all.csv").read_text().splitlines()
    assert (rows, len(lines), told) == (57, 58, [10, 20, 30, 40, 50])
    assert lines[0].startswith("serial,item,name")


@pytest.mark.parametrize("place", ["taken.csv", "no-such-folder/x.csv", "", "a\0b"])
async def test_an_export_never_writes_over_a_file_or_into_nowhere(
    lite: Book, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked_house(lite)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.csv").write_text("mine")
    async with opened(lite, SerialsScreen) as robot:
        await robot.press("e")
        robot.app.screen.query_one(Form).put(place)
        await robot.press("f2")
        robot.sees("Export to a CSV file", "✖")
    assert (tmp_path / "taken.csv").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir() if "lite" not in path.name) == ["taken.csv"]


async def test_the_page_goes_on_where_the_export_stopped_on_both_databases(book: Book) -> None:
    stocked_house(book)
    first = serial_report.page(book, filter=SerialFilter(), limit=4)
    rest = serial_report.page(book, filter=SerialFilter(), after=first[-1].key, limit=4)
    assert [row.serial for row in (*first, *rest)] == ["C1", "T1", "T2", "T3", "T4", "T5"]


async def test_a_unit_that_an_open_document_has_is_shown_as_held(lite: Book) -> None:
    house = stocked_house(lite)
    shipment = house.shipment(("TP-80", 1))
    house.pick(shipment.number, "T2")
    async with opened(lite, SerialsScreen) as robot:
        rows = {line.split()[0]: line for line in robot.text().splitlines() if "TP-80" in line}
        assert f"held {shipment.number}" in rows["T2"]
        assert "in stock" in rows["T3"]
    async with opened(lite, lambda: ItemScreen("TP-80")) as robot:
        await robot.press("tab")
        robot.sees(f"T2             held {shipment.number}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "da"])
async def test_the_report_and_its_dialogs_fit(lite: Book, size: tuple[int, int], language: str) -> None:
    house = stocked_house(lite)
    house.received("TP-80", "X" * 100)
    async with desk(lite, size=size, language=language) as robot:
        await robot.press("5")
        fits(robot)
        robot.sees("2026-11-23")
        for key in ("f", "e"):
            await robot.press(key)
            fits(robot)
            await robot.press("escape")

"""The settings screens, by keys and scans alone, on the demo's book."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from models import categories, demo, groups, operators, parties, payment_terms, places, settings
from models.book import Book
from models.checking import check
from tests.tui.desk import fits
from tests.tui.robot import Robot, station
from tui.config import read_config
from tui.station import make_station

CONFIG = """
database = "sqlite:///station.db"
station = "Packing 2"
[[scanner]]
name = "scanner 1"
port = "/dev/serial/by-id/usb-gone"
[printer]
outbox = "outbox"
command = ["PRINTER"]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's book, made once."""
    file = tmp_path_factory.mktemp("demo") / "station.db"
    demo.make(f"sqlite:///{file}", "Packing 1", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    return file


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    """A station's folder: configuration, book, and a printer that notes what it is given."""
    shutil.copy(made, tmp_path / "station.db")
    printer = tmp_path / "printer"
    printer.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/printed\n')
    printer.chmod(0o755)
    (tmp_path / "serialdock.toml").write_text(CONFIG.replace("PRINTER", str(printer)))
    return tmp_path


@pytest_asyncio.fixture
async def robot(folder: Path) -> AsyncIterator[Robot]:
    """An operator in front of the settings."""
    async with station(make_station(read_config(folder / "serialdock.toml"))) as at_station:
        await at_station.press("9")
        at_station.sees("Settings", "Add-ons", "Operators", "Item groups")
        yield at_station


@pytest.fixture
def book(folder: Path) -> Book:
    """The station's book, from another station."""
    return Book(f"sqlite:///{folder / 'station.db'}", "Office")


TITLES = {
    "1": "Settings · Add-ons",
    "2": "Settings · Operators",
    "3": "Settings · Locations",
    "4": "Settings · Scanners",
    "5": "Settings · Printer",
    "6": "Settings · Suppliers",
    "7": "Settings · Customers",
    "8": "Settings · Company",
    "9": "Settings · Number series",
    "c": "Settings · Adjustment categories",
    "g": "Settings · Item groups",
}


async def test_every_line_of_the_menu_opens_by_its_sign_and_closes_again(robot: Robot) -> None:
    for key, title in TITLES.items():
        await robot.press(key)
        robot.sees(title)
        fits(robot)
        await robot.press("escape")
        robot.sees("parts of the program")
        fits(robot)


async def test_the_add_on_is_installed_and_removed_as_the_help_page_says(tmp_path: Path) -> None:
    (tmp_path / "serialdock.toml").write_text('database = "sqlite:///station.db"')
    config = read_config(tmp_path / "serialdock.toml")
    async with station(make_station(config)) as robot:
        robot.sees_not("Serial numbers")
        await robot.press("9", "1")
        robot.sees("Serial numbers", "not installed", "Install")
        await robot.press("enter")
        robot.ok("Serial numbers is installed.")
        robot.sees("✔ installed", "Remove")
        await robot.press("escape", "escape")
        robot.sees("Serial numbers")
        await robot.press("9", "1", "d", "n")
        robot.sees("✔ installed")
        await robot.press("d", "y")
        robot.ok("Serial numbers is removed.")
        await robot.press("escape", "escape")
        robot.sees_not("Serial numbers")


async def test_an_add_on_in_use_cannot_be_removed(robot: Robot) -> None:
    await robot.press("1", "d", "y")
    robot.refused("cannot be removed")
    robot.sees("✔ installed")


async def test_an_operator_is_made_with_a_badge_and_signs_on_with_it(robot: Robot, book: Book) -> None:
    await robot.press("2", "n")
    await robot.types("9")
    await robot.press("enter")
    await robot.types("Dorte Dam")
    await robot.press("enter")
    await robot.scan("SD-BADGE-DORTE-1")
    await robot.press("f2")
    robot.ok("Operator Dorte Dam is kept.")
    robot.sees("Dorte Dam", "✔ yes")
    robot.sees_not("SD-BADGE")
    await robot.scan("SD-BADGE-DORTE-1")
    robot.ok("Dorte Dam signs")
    (dorte,) = [one for one in operators.list_operators(book) if one.number == "9"]
    assert dorte.has_badge


async def test_a_badge_is_taken_away_and_its_owner_blocked(robot: Robot, book: Book) -> None:
    await robot.press("2", "enter", "down", "down", "space", "down", "space", "f2")
    robot.ok("Operator Anna Holm is kept.")
    anna = operators.view(book, number="1")
    assert (anna.has_badge, anna.blocked) == (False, True)
    robot.sees("✖ blocked")


async def test_a_badge_of_another_is_refused_and_the_form_stays(robot: Robot) -> None:
    await robot.press("2", "down", "enter", "down")
    await robot.scan("SD-BADGE-ANNA-4711")
    await robot.press("f2")
    robot.refused("Anna Holm")
    robot.sees("Operator Bo Lind")


async def test_who_works_here_is_chosen_from_the_list(robot: Robot) -> None:
    await robot.press("2", "down", "o")
    robot.ok("Bo Lind signs")
    robot.sees("Bo Lind")


async def test_a_location_is_made_renamed_and_blocked(robot: Robot, book: Book) -> None:
    await robot.press("3", "n")
    await robot.types("C-01")
    await robot.press("enter")
    await robot.types("Shelf C")
    await robot.press("f2")
    robot.ok("Location C-01 is kept.")
    await robot.press("enter")
    await robot.types(", cold")
    await robot.press("down", "space", "f2")
    kept = places.view(book, number="C-01")
    assert (kept.name, kept.blocked) == ("Shelf C, cold", True)


async def test_a_location_shows_what_lies_there(robot: Robot) -> None:
    await robot.press("3", "end", "s")
    robot.sees("TP80-004103")


async def test_a_location_that_is_there_already_is_refused(robot: Robot) -> None:
    await robot.press("3", "n")
    await robot.types("A-01")
    await robot.press("enter")
    await robot.types("x")
    await robot.press("f2")
    robot.refused("A-01")
    robot.sees("New location")


async def test_scanners_show_their_state_and_what_is_plugged_in(
    robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import ports
    from devices.ports import PortInfo, WrongMode

    found = PortInfo("/dev/ttyACM0", "/dev/serial/by-id/usb-Zebra", 0x05E0, 0x1701, "Zebra", "DS", "Zebra")
    monkeypatch.setattr(ports, "listing", lambda: [found])
    monkeypatch.setattr(ports, "in_wrong_mode", lambda: [WrongMode(0x05E0, 0x1200, "DS2208", "keyboard")])
    await robot.press("4")
    robot.sees("scanner 1", "✖ not there", "/dev/serial/by-id/usb-gone", "no port")
    robot.sees("05e0:1701", "○ not set up", "✖ keyboard mode", "DS2208")
    await robot.press("down")
    robot.sees("Zebra · DS", "Names: /dev/serial/by-id/usb-Zebra", "/dev/ttyACM0", "Enter Test", "w Set up")
    await robot.press("down")
    robot.sees("found, but in keyboard mode", "USB-COM")
    robot.sees_not("Enter Test", "w Set up")
    await robot.press("w")
    robot.refused("Set up is not possible now")


async def test_a_scan_on_the_scanner_screen_is_shown_and_opens_nothing(robot: Robot) -> None:
    await robot.press("4")
    await robot.scan("TP80-004103")
    robot.ok("TP80-004103 (11 characters)", "54 50 38 30")
    robot.sees("Settings · Scanners")
    await robot.wedge("A" * 3_000)
    robot.sees("Settings · Scanners")


async def test_a_test_page_goes_to_the_outbox_and_the_printer(robot: Robot, folder: Path) -> None:
    await robot.press("5")
    robot.sees("Documents are kept in", "Jobs not come out      0")
    await robot.press("t")
    robot.ok("The test page is on its way")
    assert (folder / "outbox" / "TEST-PAGE.pdf").read_bytes().startswith(b"%PDF-")
    assert "TEST-PAGE.pdf" in (folder / "printed").read_text()


async def test_a_printer_that_refuses_is_a_sentence(robot: Robot, folder: Path) -> None:
    (folder / "printer").write_text("#!/bin/sh\necho out of paper >&2; exit 1\n")
    await robot.press("5", "t")
    robot.refused("out of paper")
    assert (folder / "outbox" / "TEST-PAGE.pdf").exists()


async def test_a_customer_is_searched_and_changed_without_losing_address_lines(
    robot: Robot, book: Book
) -> None:
    before = parties.view(book, kind="customer", number="C-200")
    await robot.press("7")
    await robot.enters("nordlys")
    robot.sees("with nordlys", "C-200")
    robot.sees_not("C-210")
    await robot.press("enter", "down")
    await robot.types(" II")
    await robot.press("f2")
    robot.ok("Nordlys ApS II is kept.")
    after = parties.view(book, kind="customer", number="C-200")
    assert after.name == "Nordlys ApS II"
    assert (after.delivery_address, after.address) == (before.delivery_address, before.address)
    await robot.press("a")
    robot.sees("C-210")


async def test_a_supplier_is_made(robot: Robot, book: Book) -> None:
    await robot.press("6", "n")
    await robot.types("S-9")
    await robot.press("enter")
    await robot.types("New Supplier")
    await robot.press("f2")
    robot.ok("S-9 New Supplier is kept.")
    assert parties.view(book, kind="supplier", number="S-9").language == "en"
    await robot.press("n")
    await robot.types("S-9")
    await robot.press("f2")
    robot.refused("Name")


async def test_a_suppliers_imported_delivery_address_survives_an_edit(robot: Robot, book: Book) -> None:
    card = parties.PartyCard("S-8", "Imported", delivery_address="Dock 5\nGate B")
    book.perform(parties.create, kind="supplier", card=card)
    await robot.press("6")
    await robot.enters("S-8")
    await robot.press("enter", "down")
    await robot.types("!")
    await robot.press("f2")
    assert parties.view(book, kind="supplier", number="S-8").delivery_address == "Dock 5\nGate B"


async def test_the_company_is_changed_for_every_later_document(robot: Robot, book: Book) -> None:
    await robot.press("8")
    robot.sees("Havnens Teknik ApS")
    await robot.types(" & Co")
    await robot.press("down", "down")
    await robot.types("Gate 3")
    await robot.press("f2")
    kept = settings.company(book)
    assert (kept.name, kept.address) == ("Havnens Teknik ApS & Co", "Kajgade 12\nGate 3")


async def down_to(robot: Robot, field: str) -> None:
    """Go down a form to `field`."""
    for _ in range(30):
        if field in robot.text():
            return
        await robot.press("down")
    raise AssertionError(robot.text())


async def test_the_days_to_pay_are_the_companys_or_the_customers_own(robot: Robot, book: Book) -> None:
    await robot.press("8")
    await down_to(robot, "▸ Days to pay")
    await robot.press(*["backspace"] * 3)
    await robot.types("400")
    await robot.press("f2")
    robot.sees("400 is not a number of days between 0 and 365.")
    await robot.press(*["backspace"] * 3)
    await robot.types("30")
    await robot.press("f2")
    assert payment_terms.usual_days(book) == 30
    await robot.press("7")
    await robot.enters("C-210")
    await robot.press("enter")
    await down_to(robot, "▸ EAN number")
    await robot.types("5790001330553")
    await robot.press("down")
    robot.sees("▸ Days to pay")
    await robot.types("8")
    await robot.press("f2")
    robot.refused("5790001330553 is not a GLN")
    await robot.press("up", "backspace")
    await robot.types("2")
    await robot.press("f2")
    robot.ok("is kept")
    card = parties.view(book, kind="customer", number="C-210")
    assert (card.gln, card.payment_days) == ("5790001330552", 8)


async def test_a_series_goes_up_and_never_down(robot: Robot, book: Book) -> None:
    await robot.press("9", "enter", *["backspace"] * 4)
    await robot.types("2000")
    await robot.press("f2")
    robot.ok("AD-2000")
    await robot.press("enter", *["backspace"] * 4)
    await robot.types("7")
    await robot.press("f2")
    robot.sees("REFUSED")
    assert {one.kind: one.next for one in settings.series(book)}["AD"] == 2000


async def test_an_own_category_has_one_of_the_seven_types(robot: Robot, book: Book) -> None:
    await robot.press("c", "n")
    await robot.types("Fire")
    await robot.press("enter", "w", "f2")
    robot.ok("Category Fire is kept.")
    (fire,) = [one for one in categories.list_categories(book) if one.own]
    assert (fire.name, fire.kind) == ("Fire", "Waste")


async def test_a_group_is_made_and_renamed(robot: Robot, book: Book) -> None:
    await robot.press("g", "n")
    await robot.types("40")
    await robot.press("enter")
    await robot.types("Toys")
    await robot.press("f2")
    robot.ok("Item group 40 is kept.")
    await robot.press("enter")
    await robot.types(" and games")
    await robot.press("f2")
    assert [one.name for one in groups.list_groups(book) if one.number == "40"] == ["Toys and games"]
    assert check(book) == ()

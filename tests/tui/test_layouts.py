"""Settings, Layouts: every step through the screens, by keys and by cards; what a wedge scans changes nothing."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models import layouts, parties
from models.book import Book
from models.layout import SERIALS, STANDARD_COLUMNS, Column, PaperKind
from models.parties import PartyCard
from tests.models.test_logos import picture
from tests.tui.desk import desk, fits
from tests.tui.robot import Robot
from tests.tui.test_command_cards import Cards

PLAIN = (Column("item", 30), Column("description", 40), Column("quantity", 10), Column("net", 20))


def columns(book: Book, kind: PaperKind = "invoice") -> dict[str, int]:
    """The columns of a document in the layout Standard, and their widths."""
    kept = layouts.view(book, name="Standard").layout.columns[kind]
    return {column.id: column.width for column in kept}


async def at_the_columns(robot: Robot, number: str = "5") -> None:
    """From the menu to the columns of one document: Settings, Layouts, the first layout, the document."""
    await robot.press("9", "l", "enter", number)


def total(robot: Robot) -> str:
    """What the line over the columns says."""
    return next(line for line in robot.text().splitlines() if " % · " in line)


def shows(robot: Robot, *rows: str) -> None:
    """Each of these rows stands there, however wide its blanks are."""
    there = [" ".join(line.split()) for line in robot.text().splitlines()]
    for row in rows:
        assert any(row in line for line in there), f"{row!r} is not on the screen:\n{robot.text()}"


async def to_the_column(robot: Robot, name: str) -> None:
    """Down the list to a column."""
    await robot.press("home")
    for _ in range(12):
        if any(line.startswith("▸") and f" {name} " in line for line in robot.text().splitlines()):
            return
        await robot.press("down")
    raise AssertionError(f"there is no column {name}:\n{robot.text()}")


async def test_serial_numbers_are_put_on_an_invoice_just_as_the_help_page_says(lite: Book) -> None:
    layouts.set_columns(lite, name="Standard", kind="invoice", columns=PLAIN)
    async with desk(lite) as robot:
        await robot.press("9")
        robot.sees("Layouts")
        await robot.press("l")
        robot.sees("Settings · Layouts", "Standard", "✔ default")
        await robot.press("enter")
        shows(robot, "Layout Standard", "5 Invoice 4 off", "6 Credit note 8 ✔ 18 %")
        await robot.press("down", "down", "down", "down", "enter")
        shows(robot, "Layout Standard · Invoice", "✔ 100 %", "☐ Serial numbers off")
        await to_the_column(robot, "Serial numbers")
        await robot.press("enter")
        shows(robot, "▸ ☒ Serial numbers 18 %", "✖ 118 % · 18 too many")
        await robot.press("f2")
        robot.refused("The widths come to 118 %; that is 18 % too much.", "Narrow a column")
        assert columns(lite) == {column.id: column.width for column in PLAIN}
        await to_the_column(robot, "Description")
        await robot.press("2", "2")
        shows(robot, "▸ ☒ Description 22 %", "✔ 100 % · the columns fill the page")
        robot.sees("F2 Save changes")
        await robot.press("f2")
        robot.ok("The columns of Invoice are kept.")
        shows(robot, "5 Invoice 5 ✔ 18 %")
    assert columns(lite) == {"item": 30, "description": 22, "quantity": 10, "net": 20, SERIALS: 18}


async def test_the_total_and_the_page_follow_every_key(lite: Book) -> None:
    layouts.set_columns(lite, name="Standard", kind="invoice", columns=PLAIN)
    async with desk(lite, size=(120, 40)) as robot:
        await at_the_columns(robot)
        robot.sees("Invoice IN-1001", "Sample printer 80 mm")
        robot.sees_not("TP80-004217")
        steps = (
            ("minus", "✖ 99 % · 1 missing"),
            ("minus", "✖ 98 % · 2 missing"),
            ("plus", "✖ 99 % · 1 missing"),
            ("3", "✖ 73 % · 27 missing"),
            ("5", "✖ 105 % · 5 too many"),
            ("u", "✖ 99 % · 1 missing"),
            ("m", "✔ 100 %"),
            ("space", "✖ 71 % · 29 missing"),
        )
        for key, words in steps:
            await robot.press(key)
            assert words in total(robot), key
        robot.sees_not("TP-80")
        await to_the_column(robot, "Serial numbers")
        await robot.press("space")
        robot.sees("TP80-004217", "12 serial", "4CE0310047  4CE0310048")


async def test_columns_move_on_the_page_and_stop_at_its_edges(lite: Book) -> None:
    layouts.set_columns(lite, name="Standard", kind="invoice", columns=PLAIN)
    async with desk(lite) as robot:
        await at_the_columns(robot)
        await robot.press("right", "right", "left", "left", "left", "right")
        shows(robot, "▸ ☒ Item")
        await robot.press("f2")
    assert list(columns(lite)) == ["description", "item", "quantity", "net"]


async def test_a_column_that_is_off_has_no_width(lite: Book) -> None:
    async with desk(lite) as robot:
        await at_the_columns(robot)
        await robot.press("end", "5")
        robot.refused("Discount is off: it has no width on the page.", "Switch it on with Enter")
        await robot.press("left")
        robot.refused("Discount is off")


async def test_leaving_asks_when_something_was_changed_and_keeps_nothing(lite: Book) -> None:
    async with desk(lite) as robot:
        await at_the_columns(robot)
        await robot.press("escape")
        robot.sees("Press the number of a document")
        await robot.press("5", "plus", "escape")
        robot.sees("Leave without saving?")
        await robot.press("n")
        robot.sees("✖ 101 % · 1 too many")
        await robot.press("escape", "y")
        robot.sees("Press the number of a document")
    assert layouts.view(lite, name="Standard").layout.columns["invoice"] == STANDARD_COLUMNS["invoice"]


async def test_what_a_scanner_types_changes_no_column(lite: Book) -> None:
    async with desk(lite) as robot:
        await at_the_columns(robot)
        before = robot.text().splitlines()[2:12]
        for code in ("18440012", "+++---mmuu", " SN-1", "    4711", "m5555u"):
            await robot.wedge(code)
            robot.refused(f"{code.strip()} lies aside" if code.startswith("    ") else "lies aside")
        await robot.scan("5", "42")
        assert robot.text().splitlines()[2:12] == before


async def test_a_width_typed_very_fast_counts_with_enter(lite: Book) -> None:
    async with desk(lite) as robot:
        await at_the_columns(robot)
        robot._key("2", 0.3)
        robot._key("5", 0.04)
        await robot.settle()
        await robot.press("enter")
        shows(robot, "▸ ☒ Item 25 %", "✖ 111 % · 11 too many")
        await robot.enters("X25")
        robot.refused("X25 is not a width.", "Type a number from 1 to 100.")
        await robot.enters("Y")
        robot.refused("Y is not a width.")


async def test_a_second_station_that_saved_first_is_told_and_nothing_is_lost(lite: Book) -> None:
    async with desk(lite) as robot:
        await at_the_columns(robot)
        await robot.press("plus", "down", "minus")
        layouts.set_columns(lite, name="Standard", kind="invoice", columns=PLAIN)
        await robot.press("f2")
        robot.refused("Layout Standard was changed at another station meanwhile: the columns of Invoice.")
        shows(robot, "▸ ☒ Description 26 %")
        await robot.press("escape", "y")
        shows(robot, "5 Invoice 4 off")
    assert list(columns(lite).values()) == [30, 40, 10, 20]


async def test_widths_are_set_and_saved_by_cards_alone(lite: Book) -> None:
    async with desk(lite) as robot:
        cards = Cards(robot)
        await cards("9", *["NEXT"] * 10, "CONFIRM")
        robot.sees("Settings · Layouts")
        await cards("CONFIRM", "4")
        robot.sees("Layout Standard · Delivery note")
        await cards("1", "7", "NEXT", "2", "8", "NEXT", "2", "1")
        robot.sees("✔ 100 %")
        await cards("UNDO")
        robot.sees("✖ 101 % · 1 too many")
        await cards("CONFIRM")
        robot.refused("that is 1 % too much")
        await cards("2", "1", "CONFIRM")
        robot.ok("The columns of Delivery note are kept.")
    assert list(columns(lite, "delivery-note").values())[:3] == [17, 28, 21]


async def test_a_layout_is_copied_given_a_head_and_a_logo_and_made_the_default(
    lite: Book, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture("PNG"))
    async with desk(lite) as robot:
        await robot.press("9", "l", "n")
        await robot.types("Export")
        await robot.press("f2")
        robot.ok("Layout Export is kept.")
        await robot.press("enter", "e", "down", "right")
        await robot.press("right", "down")
        await robot.types("Nord ApS")
        await robot.press("down")
        await robot.types("CVR 12345678")
        await robot.press(*["down"] * 4)
        await robot.types("Bank 1234")
        await robot.press(*["down"] * 3, "space", "down", "space", "down")
        await robot.types(str(logo))
        await robot.press("down", "space", "f2")
        robot.ok("Layout Export is kept.")
        robot.sees("Language: Dansk · Customers: 0 · ✔ default", "Company block: Nord ApS · CVR 12345678")
        robot.sees("Footer: Bank 1234", "Logo: 1 kB · Ranges: yes · 2D code: no")
        await robot.press("e", *["up"] * 3)
        await robot.press("escape", "escape")
        robot.sees("Export", "✔ default")
    kept = layouts.layout_for(lite, None)
    assert (kept.name, kept.language, kept.company) == ("Export", "da", "Nord ApS\nCVR 12345678")
    assert (kept.footer, kept.ranges, kept.square, kept.logo) == ("Bank 1234", True, False, logo.read_bytes())


async def test_a_logo_that_is_none_is_said_at_its_field_and_nothing_is_kept(
    lite: Book, tmp_path: Path
) -> None:
    (tmp_path / "logo.gif").write_bytes(picture("GIF"))
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "e", "end")
        await robot.types(" A")
        await robot.press(*["down"] * 12)
        await robot.types(str(tmp_path / "logo.gif"))
        await robot.press("f2")
        robot.sees("✖ The logo is no PNG and no JPEG.", "Layout Standard · head")
        await robot.types("x")
        await robot.press("f2")
        robot.sees("✖ The logo cannot be read (No such file or directory):")
    assert [card.name for card in layouts.list_layouts(lite)] == ["Standard"]


async def test_a_logo_is_taken_away(lite: Book) -> None:
    layouts.set_logo(lite, name="Standard", content=picture("JPEG"))
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "e", *["down"] * 13, "space", "f2")
        robot.ok("Layout Standard is kept.")
        robot.sees("Logo: none")
    assert layouts.view(lite, name="Standard").layout.logo == b""


async def test_the_head_saved_at_two_stations_is_refused_with_what_changed(lite: Book) -> None:
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "e", "end")
        await robot.types("!")
        was = layouts.view(lite, name="Standard")
        layouts.change(lite, was=was, to=replace(was, layout=replace(was.layout, name="Normal")))
        await robot.press("f2")
        robot.refused("Layout Standard was changed at another station meanwhile: Name.")


def house(book: Book, *names: str) -> None:
    """These layouts, and a customer of the first."""
    for name in names:
        layouts.create(book, name=name, copy_of="Standard")
    parties.create(book, kind="customer", card=PartyCard("C1", "Nordlys ApS", layout=names[0]))


async def test_a_layout_is_removed_once_its_customers_have_another(lite: Book) -> None:
    house(lite, "Export", "Plain")
    async with desk(lite) as robot:
        await robot.press("9", "l", "d")
        robot.refused("Remove is not possible now")
        await robot.press("down", "d", "y")
        robot.sees("Its 1 customer gets which layout?", "The default, whichever it is", "Standard", "Plain")
        await robot.press("escape")
        assert len(layouts.list_layouts(lite)) == 3
        await robot.press("d", "y", "3")
        robot.ok("Layout Export is removed.")
        robot.sees_not("Export  ")
    assert parties.view(lite, kind="customer", number="C1").layout == "Plain"


async def test_a_layout_is_blocked_and_its_customers_get_the_default(lite: Book) -> None:
    house(lite, "Export")
    async with desk(lite) as robot:
        await robot.press("9", "l", "down", "enter", "e", *["down"] * 14, "space", "f2")
        robot.sees("Its 1 customer gets which layout?")
        await robot.press("1")
        robot.ok("Layout Export is kept.")
        robot.sees("✖ blocked")
    assert parties.view(lite, kind="customer", number="C1").layout == ""


async def test_a_customers_card_chooses_its_layout(lite: Book) -> None:
    house(lite, "Export", "Plain")
    was = layouts.view(lite, name="Plain")
    layouts.change(lite, was=was, to=replace(was, blocked=True))
    async with desk(lite) as robot:
        await robot.press("9", "7", "enter")
        shows(robot, "Layout of paper Export")
        robot.sees_not("Plain")
        for _ in range(30):
            if "▸ Layout of paper" in robot.text():
                break
            await robot.press("down")
        await robot.press("left", "left", "f2")
        robot.ok("C1 Nordlys ApS is kept.")
    assert parties.view(lite, kind="customer", number="C1").layout == ""


async def test_a_customers_card_keeps_a_layout_that_was_not_touched(lite: Book) -> None:
    house(lite, "Export")
    async with desk(lite) as robot:
        await robot.press("9", "7", "enter", "down", "end")
        await robot.types("!")
        await robot.press("f2")
        robot.ok("is kept")
    assert parties.view(lite, kind="customer", number="C1").layout == "Export"


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_screen_of_a_layout_fits(lite: Book, size: tuple[int, int], language: str) -> None:
    async with desk(lite, size=size, language=language) as robot:
        await robot.press("9", "l")
        fits(robot)
        await robot.press("enter")
        fits(robot)
        for number in "1234567":
            await robot.press(number)
            fits(robot)
            await robot.press("plus")
            fits(robot)
            rows = robot.text().splitlines()
            assert sum("☒" in row or "☐" in row for row in rows) >= 8, robot.text()
            await robot.press("u", "escape")
        await robot.press("e")
        fits(robot)


async def test_the_picture_is_the_real_page_and_grows_under_the_arrows(lite: Book) -> None:
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "4", "minus", "p")
        robot.sees("Layout Standard · Delivery note · sample", "+ Larger")
        shown = robot.text()
        assert sum(shown.count(block) for block in "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█") > 100
        await robot.press("minus", "down", "plus")
        assert robot.text() != shown
        robot.sees("- Smaller")
        larger = robot.text()
        await robot.press("right", "pagedown", "end")
        assert robot.text() != larger
        await robot.press("l")
        robot.sees("TP80-004217", "The page in letters.")
        await robot.press("l", "plus", "plus", "plus", "plus")
        robot.sees("- Smaller")
        robot.sees_not("+ Larger")
        await robot.press("escape", "escape")
        robot.sees("✖ 99 % · 1 missing")


async def test_without_the_library_the_page_is_in_letters_and_says_why(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "4", "p")
        robot.sees("TP80-004217", "pypdfium2 is not installed.", "serialdock[preview]")
        fits(robot)


async def test_a_terminal_of_letters_gets_the_page_in_letters(
    lite: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with desk(lite) as robot:
        await robot.press("9", "l", "enter", "4", "p")
        robot.sees("TP80-004217", "The page in letters.")
        robot.sees_not("l Letters")


@pytest.mark.parametrize("make", [lambda book: layouts.delete(book, name="Export")])
async def test_a_layout_removed_elsewhere_is_told(lite: Book, make: Callable[[Book], None]) -> None:
    layouts.create(lite, name="Export", copy_of="Standard")
    async with desk(lite) as robot:
        await robot.press("9", "l", "down", "enter")
        make(lite)
        await robot.press("5")
        robot.refused("There is no layout Export.")

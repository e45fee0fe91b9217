"""After a refused scan nothing more is applied until a person has seen it, where the station is set so (R3.5)."""

from pathlib import Path

import pytest

from models.book import Book
from tests.builders import Warehouse
from tests.tui.desk import desk
from tests.tui.robot import Robot
from tui.messages import Scanned, Taken
from tui.screens.item_form import ItemForm
from tui.screens.serial_entry import SerialEntry
from tui.screens.shipment import ShipmentScreen

GOES_ON = "Enter goes on."


def house(book: Book) -> str:
    """Five units in stock, and a shipment that wants three."""
    warehouse = Warehouse(book)
    warehouse.item("TP-80")
    warehouse.received("TP-80", *(f"SN{n}" for n in range(1, 6)))
    return warehouse.shipment(("TP-80", 3)).number


def journal(book: Book) -> list[tuple[str, str, str]]:
    return [
        (str(text), str(outcome), str(detail))
        for text, outcome, detail in book.rows("SELECT text, outcome, detail FROM scan ORDER BY id")
    ]


def picked(robot: Robot) -> int:
    screen = robot.app.station_screen
    assert isinstance(screen, ShipmentScreen)
    return screen.count.done


async def test_scans_after_a_refusal_are_counted_and_written_down_but_never_applied(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "SN1", "WRONG")
        robot.refused("WRONG")
        robot.sees(GOES_ON)
        await robot.scan("SN2")
        robot.sees("1 scan ignored: scan it again.")
        await robot.scan("SN3", "CMD.UNDO")
        robot.refused("WRONG")
        robot.sees("3 scans ignored: scan them again.", GOES_ON)
        assert picked(robot) == 1
        told = [line for line in journal(lite) if line[0] in {"SN2", "SN3", "CMD.UNDO"}]
        assert [(text, outcome) for text, outcome, _ in told] == [
            ("SN2", "refused"),
            ("SN3", "refused"),
            ("CMD.UNDO", "refused"),
        ]
        assert {detail for *_, detail in told} == {"NotAcknowledged"}
        await robot.press("enter")
        robot.sees("3 scans ignored: scan them again.")
        robot.sees_not(GOES_ON)
        await robot.scan("SN2", "SN3")
        assert picked(robot) == 3
        robot.ok("SN3")


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_acknowledge_and_do_nothing_else(lite: Book, key: str) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "WRONG")
        screen = robot.app.station_screen
        await robot.press(key)
        assert robot.app.station_screen is screen
        assert screen.band.verdict == "idle"
        await robot.scan("SN1")
        assert picked(robot) == 1
        await robot.press("escape")
        assert robot.app.station_screen is not screen


async def test_the_ok_card_acknowledges_and_answers_nothing(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "WRONG", "CMD.OK", "SN1")
        robot.ok("SN1")
        await robot.scan("WRONG", "]C0CMD.OK", "SN2")
        robot.ok("SN2")


async def test_the_ok_card_held_in_view_agrees_to_no_question(lite: Book) -> None:
    warehouse = Warehouse(lite)
    warehouse.item("TP-80")
    warehouse.received("TP-80", "SOLD1")
    warehouse.shipped("TP-80", "SOLD1")
    receipt = warehouse.receipt(("TP-80", 3))
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(receipt.number)
        await robot.press("enter")
        await robot.scan("SOLD1", "CMD.OK", "CMD.OK", "CMD.OK")
        robot.verdict("ask", "SOLD1 was shipped")
        robot.sees_not(GOES_ON)


async def test_other_keys_do_not_acknowledge(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "SN1", "WRONG")
        await robot.press("down", "up")
        await robot.scan("SN2")
        assert picked(robot) == 1
        await robot.press("u")
        robot.sees(GOES_ON)
        assert picked(robot) == 0
        await robot.scan("SN3")
        robot.refused("SN3 was ignored: the refusal before it was not acknowledged.")
        assert picked(robot) == 0


async def test_a_label_that_is_still_in_view_is_no_further_scan(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "WRONG", "WRONG", "WRONG")
        robot.sees_not("ignored")
        await robot.scan("SN1", "SN1")
        robot.sees("1 scan ignored")
        at = robot._next(2.0)
        robot.app.post_message(Scanned(Taken("SN1", "scanned", "scanner 1", at)))
        await robot.settle()
        robot.sees("2 scans ignored")


async def test_damaged_scans_are_refused_and_counted_too(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number)
        at = robot._next(1.0)
        for raw in (b"\xe6", b"\xe7"):
            robot.app.post_message(Scanned(Taken("", "scanned", "scanner 1", at, "non-ascii", raw)))
        await robot.settle()
        robot.sees("holds characters", GOES_ON)
        await robot.scan("SN1")
        assert picked(robot) == 0


async def test_whoever_types_a_text_has_seen_the_screen(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number, "WRONG")
        await robot.enters("SN1")
        robot.ok("SN1")
        robot.sees_not(GOES_ON)
        await robot.enters("WRONG2")
        robot.refused("WRONG2")
        robot.sees_not(GOES_ON)
        await robot.scan("SN2")
        assert picked(robot) == 2


async def test_a_keyboard_scanner_waits_as_well(lite: Book) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(number)
        await robot.wedge("WRONG-1", "SN000001")
        robot.sees("1 scan ignored")
        await robot.press("enter")
        robot.sees_not(GOES_ON)


async def test_a_question_in_the_band_waits_and_its_own_keys_answer_it(lite: Book) -> None:
    warehouse = Warehouse(lite)
    warehouse.item("TP-80")
    warehouse.received("TP-80", "SOLD1")
    warehouse.shipped("TP-80", "SOLD1")
    receipt = warehouse.receipt(("TP-80", 3))
    async with desk(lite, acknowledge=True) as robot:
        await robot.scan(receipt.number)
        await robot.press("enter")
        await robot.scan("SOLD1", "NEW1")
        robot.verdict("ask", "SOLD1 was shipped")
        robot.sees("1 scan ignored: scan it again.")
        await robot.press("y")
        robot.ok("SOLD1")
        await robot.scan("NEW1", "SOLD1")
        robot.refused("SOLD1")
        await robot.press("enter")
        assert isinstance(robot.app.station_screen, SerialEntry), "Enter only acknowledged"
        await robot.press("u", "u")
        await robot.scan("SOLD1")
        robot.verdict("ask")
        await robot.press("escape")
        robot.sees("SOLD1 was not taken.")
        robot.sees_not(GOES_ON)
        assert isinstance(robot.app.station_screen, SerialEntry), "Escape was the answer no"
        await robot.scan("NEW2")
        robot.ok("NEW2")


async def test_enter_in_a_form_acknowledges_before_it_saves(lite: Book) -> None:
    house(lite)
    async with desk(lite, acknowledge=True) as robot:
        await robot.press("8", "n")
        form = robot.app.station_screen
        assert isinstance(form, ItemForm)
        await robot.types("X")
        await robot.scan("SN1")
        if form.band.verdict != "refused":  # a field that takes scans took it
            await robot.scan("CMD.NONSENSE")
        robot.sees(GOES_ON)
        await robot.press("enter")
        assert robot.app.station_screen is form
        robot.sees_not(GOES_ON)
        await robot.press("escape")
        assert robot.app.station_screen is not form, "Escape asks about what was changed"


async def test_without_the_setting_the_next_scan_counts_as_ever(lite: Book) -> None:
    number = house(lite)
    async with desk(lite) as robot:
        await robot.scan(number, "WRONG")
        robot.sees_not(GOES_ON)
        await robot.scan("SN1")
        assert picked(robot) == 1


@pytest.mark.parametrize(
    ("language", "size"), [("en", (80, 24)), ("da", (80, 24)), ("en", (40, 16)), ("da", (40, 16))]
)
async def test_the_line_is_seen_whole_on_small_screens(
    lite: Book, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    number = house(lite)
    async with desk(lite, acknowledge=True, language=language, size=size) as robot:
        await robot.scan(number, "WRONG", "SN1", "SN2")
        flat = " ".join(robot.text().split())
        words = {
            "en": "2 scans ignored: scan them again. Enter goes on.",
            "da": "2 scanninger blev ikke taget: scan dem igen. Enter går videre.",
        }
        assert words[language] in flat, robot.text()

"""A scan anywhere opens what it is, a badge signs on without closing anything, and the unknown is said."""

from models import adjusting, operators, settings
from models.book import Book
from tests.tui.desk import HOSTILE, desk, stocked_house
from tests.tui.robot import Robot
from tui.screens.adjustment import AdjustmentScreen
from tui.screens.home import HomeScreen
from tui.screens.item import ItemScreen
from tui.screens.serial_entry import SerialEntry
from tui.screens.serial_life import SerialLifeScreen
from tui.screens.serials import SerialsScreen

BADGE = "BADGE-ANNA-01"


def counted(book: Book, item: str = "TP-80") -> adjusting.Adjustment:
    made = book.perform(adjusting.create, category="Status")
    return book.perform(adjusting.add_line, number=made.number, item=item, way="counted", quantity=0)


async def test_each_thing_opens_its_own_screen(lite: Book) -> None:
    stocked_house(lite)
    number = counted(lite).number
    async with desk(lite) as robot:
        for text, kind in (
            ("T1", SerialLifeScreen),
            ("TP-80", ItemScreen),
            ("5701234567899", ItemScreen),
            ("A-01", SerialsScreen),
            (number, AdjustmentScreen),
            (number.lower(), AdjustmentScreen),
        ):
            await robot.scan(text)
            assert type(robot.app.screen) is kind, f"{text}: {robot.text()}"
            await robot.press("escape")
            assert isinstance(robot.app.screen, HomeScreen)


async def test_typed_and_wedged_texts_jump_like_scans(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.enters("T1")
        robot.sees("Serial number T1")
        await robot.wedge("TP-80")
        robot.sees("Item TP-80")


async def test_a_location_opens_what_lies_there(lite: Book) -> None:
    house = stocked_house(lite)
    made = lite.perform(adjusting.create, category="Status")
    changed = lite.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="up", quantity=1, location="B-02"
    )
    house.scan(changed.lines[0].id, "ON-B")
    lite.perform(adjusting.post, number=made.number)
    async with desk(lite) as robot:
        await robot.scan("B-02")
        robot.sees("1 serial number · at B-02", "ON-B")
        robot.sees_not("T1")


async def test_the_unknown_is_named_with_what_to_do(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.scan("NO-SUCH-THING")
        robot.refused("NO-SUCH-THING is not known here", "receive it first")


async def test_hostile_texts_open_nothing_and_change_nothing(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        for text in (
            "[red]x",
            "%",
            "_",
            "T%",
            "' OR 1=1 --",
            "{name}",
            "{0}",
            "T1\x1b[31m",
            "雪" * 50,
            "9" * 2000,
        ):
            await robot.scan(text)
            assert isinstance(robot.app.screen, HomeScreen), text
            robot.refused()


async def test_several_meanings_are_chosen_by_number(lite: Book) -> None:
    house = stocked_house(lite)
    house.item("T2")
    async with desk(lite) as robot:
        await robot.scan("T2")
        robot.sees("T2 is several things. Which?")
        await robot.press("2")
        robot.sees("Serial number T2")


async def test_a_row_of_serials_leaves_one_screen_to_close(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        await robot.scan("T1", "T2", "T3", "T4")
        robot.sees("Serial number T4")
        await robot.press("escape")
        assert isinstance(robot.app.screen, HomeScreen)


async def sees_anna(robot: Robot) -> None:
    assert "Anna" in robot.text().splitlines()[0], robot.text()


async def test_a_badge_signs_on_inside_the_serial_dialog_and_is_no_serial(lite: Book) -> None:
    house = stocked_house(lite)
    lite.perform(operators.create, number="1", name="Anna", badge=BADGE)
    number = counted(lite).number
    async with desk(lite) as robot:
        await robot.scan(number)
        await robot.press("enter")
        await robot.scan("T1", BADGE, "T2")
        assert isinstance(robot.app.screen, SerialEntry)
        await sees_anna(robot)
        robot.sees_not(BADGE)
        await robot.press("escape", "c", "y")
    assert house.place(BADGE) is None
    assert lite.value("SELECT count(*) FROM scan WHERE text = ?", BADGE) == 0
    row = lite.row("SELECT o.name FROM posting p JOIN operator o ON o.id = p.operator_id ORDER BY p.id DESC")
    assert row == ("Anna",)


async def test_a_badge_answers_no_question_and_loses_none(lite: Book) -> None:
    stocked_house(lite)
    lite.perform(operators.create, number="1", name="Anna", badge=BADGE)
    number = counted(lite).number
    async with desk(lite) as robot:
        await robot.scan(number)
        await robot.press("x")
        await robot.scan(BADGE)
        robot.sees(f"Cancel {number}?")
        await robot.press("n")
        await sees_anna(robot)
        robot.sees("draft")


async def test_a_badge_leaves_an_open_form_as_it_is(lite: Book) -> None:
    stocked_house(lite)
    lite.perform(operators.create, number="1", name="Anna", badge=BADGE)
    async with desk(lite) as robot:
        await robot.press("8", "n")
        await robot.types("X-1")
        await robot.scan(BADGE)
        await robot.press("tab", "tab", "tab")
        await robot.scan(BADGE)
        await sees_anna(robot)
        robot.sees("X-1")
        robot.sees_not(BADGE)


async def test_a_blocked_operator_is_refused_by_name_and_nothing_else_takes_the_badge(lite: Book) -> None:
    stocked_house(lite)
    lite.perform(operators.create, number="1", name="Anna", badge=BADGE)
    lite.perform(operators.change, number="1", blocked=True)
    line = counted(lite)
    async with desk(lite) as robot:
        await robot.scan(line.number, BADGE)
        robot.refused("Anna")
    assert lite.value("SELECT count(*) FROM entry") == 0


async def test_without_the_add_on_a_location_names_itself(lite: Book) -> None:
    stocked_house(lite)
    lite.execute("DELETE FROM setting")
    assert not settings.installed(lite)
    async with desk(lite) as robot:
        await robot.scan("A-01")
        robot.ok("A-01 is the location Shelf A-01")


async def test_hostile_names_stay_harmless_on_every_screen_they_reach(lite: Book) -> None:
    stocked_house(lite)
    async with desk(lite) as robot:
        for keys, text in (((), "C1"), ((), "SC-20"), (("escape", "5"), ""), (("escape", "8"), "")):
            await robot.press(*keys)
            if text:
                await robot.scan(text)
            shown = robot.text()
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            await robot.press("escape")
        await robot.scan("SC-20")
        robot.sees(HOSTILE[:12])

"""Forms by keys alone; scans never land in a field that has not asked for one."""

from collections.abc import Sequence

from tests.tui.robot import Robot, station
from tests.tui.shell import NoBook
from tui.app import StationApp
from tui.clerk import Clerk
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.form import FormDialog, FormScreen
from tui.widgets.fields import Field

FIELDS = (
    Field("number", "Item number", "TP-80", length=25),
    Field("name", "Name", help="As it is printed on paper."),
    Field("quantity", "Quantity", "1", "number", length=6),
    Field("serials", "Has serial numbers?", "", "tick"),
    Field(
        "unit", "Unit", "pcs", "choice", choices=(("pcs", "pieces"), ("box", "boxes"), ("kg", "kilograms"))
    ),
    Field("made", "Created", "today", "fixed"),
    Field("gtin", "GTIN", accepts_scan=True, length=14),
)


class Item(FormScreen[dict[str, str]]):
    """Refuses an item without a name."""

    def heading(self) -> str:
        return "Item TP-80"

    def fields(self) -> Sequence[Field]:
        return FIELDS

    async def save(self, values: dict[str, str]) -> None:
        if not values["name"]:
            self.form.wrong({"name": "An item needs a name."})
            self.refused("The item is not complete.")
        else:
            await self.answer(values)


class ItemDialog(FormDialog[dict[str, str]], Item):
    """The same, over another screen."""


class Bottom(StationScreen[None]):
    """Opens the form and keeps what it answered."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[dict[str, str] | None] = []

    def hint(self) -> str:
        return "Bottom."

    async def take_scan(self, taken: Taken) -> None:
        answer = await self.ask(ItemDialog() if taken.text == "dialog" else Item())
        self.saved.append(answer)


def form_station() -> tuple[StationApp, Bottom]:
    bottom = Bottom()
    return StationApp(Clerk(NoBook), lambda: bottom), bottom


async def test_a_form_is_filled_by_keys_alone() -> None:
    app, bottom = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        robot.sees("Item TP-80", "▸ Item number", "TP-80", "Has serial numbers?", "☐", "pieces", "today")
        await robot.press("down")
        await robot.types("Printer?: a-b")
        robot.sees("Printer?: a-b")
        await robot.press("tab", "backspace")
        await robot.types("12x5")
        await robot.press("enter", " ", "down", "right", "down", "up", "down")
        await robot.types("40000001")
        await robot.press("enter")
        assert bottom.saved == [
            {
                "number": "TP-80",
                "name": "Printer?: a-b",
                "quantity": "125",
                "serials": "yes",
                "unit": "box",
                "made": "today",
                "gtin": "40000001",
            }
        ]


async def test_what_is_wrong_is_said_at_the_field_and_the_cursor_goes_there() -> None:
    app, bottom = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("f2")
        robot.refused("The item is not complete.")
        robot.sees("✖ An item needs a name.", "▸ Name")
        await robot.types("X")
        robot.sees_not("An item needs a name.")
        await robot.press("f2")
        assert bottom.saved[0] is not None


async def test_leaving_a_changed_form_asks_and_an_unchanged_one_does_not() -> None:
    app, bottom = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("escape")
        assert bottom.saved == [None]
        await robot.scan("form")
        await robot.press("down", "A", "escape")
        robot.sees("Leave without saving?")
        await robot.press("n")
        robot.sees("▸ Name")
        await robot.press("escape", "y")
        assert bottom.saved == [None, None]


async def _scan_everywhere(robot: Robot, app: StationApp) -> None:
    for count in range(1, 6):
        before = _values(app)
        await robot.wedge(f"SN 0000{count}")
        assert _values(app) == before
        robot.sees(f"{2 * count - 1} unclaimed")
        await robot.scan(f"SN 1111{count}")
        assert _values(app) == before
        await robot.press("down")


def _values(app: StationApp) -> dict[str, str]:
    screen = app.station_screen
    assert isinstance(screen, FormScreen)
    return screen.form.sheet.values


async def test_no_scan_changes_any_field_that_has_not_asked_for_one() -> None:
    app, bottom = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await _scan_everywhere(robot, app)
        assert bottom.saved == []


async def test_a_field_that_asks_for_a_scan_gets_it_whole_instead_of_what_was_typed() -> None:
    app, bottom = form_station()
    async with station(app) as robot:
        await robot.scan("dialog")
        await robot.press(*["down"] * 5)
        await robot.types("12")
        await robot.wedge("5701234567899")
        assert _values(app)["gtin"] == "5701234567899"
        await robot.scan("4006381333931")
        assert _values(app)["gtin"] == "4006381333931"
        assert bottom.saved == []


async def test_a_field_holds_no_more_than_its_length_and_says_so() -> None:
    app, _ = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("down", "down")
        await robot.types("1234567")
        robot.refused("Quantity holds at most 6 characters.")
        assert _values(app)["quantity"] == "123456"


async def test_the_first_digit_replaces_a_number_that_stands_there_and_an_arrow_keeps_it() -> None:
    app, _ = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("down", "down")
        await robot.types("25")
        assert _values(app)["quantity"] == "25"
        await robot.press("up", "down", "end")
        await robot.types("0")
        assert _values(app)["quantity"] == "250"
        await robot.press("up", "down", "backspace")
        assert _values(app)["quantity"] == "25"
        await robot.press("up")
        await robot.types("er")
        assert _values(app)["name"] == "er"


async def test_a_paste_fills_one_field_and_several_lines_fit_none() -> None:
    app, _ = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("down")
        await robot.pastes("[red]Printer[/] \x1b[2J\n")
        assert _values(app)["name"] == "[red]Printer[/] \x1b[2J"
        robot.sees("[red]Printer[/] ␛[2J")
        await robot.pastes("one\ntwo")
        robot.refused("does not fit into Name")


async def test_the_caret_moves_and_letters_go_where_it_is() -> None:
    app, _ = form_station()
    async with station(app) as robot:
        await robot.scan("form")
        await robot.press("home", "X", "right", "delete", "end", "left", "Y")
        assert _values(app)["number"] == "XT-8Y0"


async def test_a_form_fits_a_small_screen() -> None:
    app, _ = form_station()
    async with station(app, (40, 16)) as robot:
        await robot.scan("dialog")
        await robot.press(*["down"] * 5)
        robot.sees("▸ GTIN", "F2 Save", "Esc Leave")

"""Settings: what a station and its book are set up with."""

from typing import Any, ClassVar

from textual.app import ComposeResult

from models.language import say
from tui.commands import Command, commands_of
from tui.screens.base import StationScreen
from tui.widgets.cells import Column, Row
from tui.widgets.row_list import RowList

Entry = tuple[str, str, str, str]
"""What a line opens, its sign, its title and what is there."""


def menu() -> tuple[Entry, ...]:
    """The lines of the menu."""
    return (
        ("add-ons", "1", say("Add-ons"), say("parts of the program that are switched on here")),
        ("operators", "2", say("Operators"), say("who works here, and their badges")),
        ("locations", "3", say("Locations"), say("shelves, bins and tables that hold stock")),
        ("scanners", "4", say("Scanners"), say("which are connected, and which ports there are")),
        ("printer", "5", say("Printer"), say("where paper goes, a test page, open jobs")),
        ("suppliers", "6", say("Suppliers"), say("who goods come from")),
        ("customers", "7", say("Customers"), say("who goods go to")),
        ("company", "8", say("Company"), say("name and address on every document")),
        ("series", "9", say("Number series"), say("the next number of each kind of document")),
        ("categories", "c", say("Adjustment categories"), say("why stock was adjusted")),
        ("layouts", "l", say("Layouts"), say("how paper looks: columns, logo, language")),
        ("groups", "g", say("Item groups"), say("items that belong together")),
        ("statistics", "s", say("Statistics"), say("scans by the hour, refusals, what was keyed")),
    )


class SettingsScreen(StationScreen[None]):
    """The menu of settings."""

    DEFAULT_CSS = "SettingsScreen RowList { margin: 1 0; }"
    commands: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", "Open", "Opens the line under the cursor; so does its sign.", f_key="f2"),
    )

    def __init__(self) -> None:
        super().__init__()
        columns = (Column("", 2, right=True), Column("", 24), Column("", 46, grows=True))
        self.list = RowList(columns, titles=False)

    def heading(self) -> str:
        """What this is."""
        return say("Settings")

    def hint(self) -> str:
        """What to do."""
        return say("Press the number or letter of a line, or choose it and press Enter.")

    def listing(self) -> RowList:
        """What arrows move."""
        return self.list

    def compose_body(self) -> ComposeResult:
        """The menu."""
        yield self.list

    async def load(self) -> None:
        """Put up the menu."""
        self.list.show([Row(id_, (key, title, about)) for id_, key, title, about in menu()])

    def all_commands(self) -> tuple[Command, ...]:
        """The signs of the menu open its lines."""
        signs = tuple(Command(f"open:{id_}", key, title, shown=False) for id_, key, title, _ in menu())
        return commands_of(signs + type(self).commands)

    async def do_take(self) -> None:
        """Open the line under the cursor."""
        if self.list.row is not None:
            await self.do_open(str(self.list.row.key))

    async def do_open(self, entry: str) -> None:
        """Open one line of the menu."""
        self.list.show(self.list.rows, key=entry)
        self.idle()
        await self.go(_screen(entry))


def _screen(entry: str) -> StationScreen[Any]:
    """The screen of one line: a list that the warehouse keeps, or else what is set once."""
    match entry:
        case "operators":
            from tui.screens.operators import OperatorsScreen

            return OperatorsScreen()
        case "locations":
            from tui.screens.locations import LocationsScreen

            return LocationsScreen()
        case "suppliers" | "customers":
            from tui.screens.parties import PartiesScreen

            return PartiesScreen("supplier" if entry == "suppliers" else "customer")
        case "categories":
            from tui.screens.categories import CategoriesScreen

            return CategoriesScreen()
        case "layouts":
            from tui.screens.layouts import LayoutsScreen

            return LayoutsScreen()
        case "groups":
            from tui.screens.groups import GroupsScreen

            return GroupsScreen()
        case _:
            return _set_once(entry)


def _set_once(entry: str) -> StationScreen[Any]:
    match entry:
        case "add-ons":
            from tui.screens.add_ons import AddOnsScreen

            return AddOnsScreen()
        case "scanners":
            from tui.screens.scanners import ScannersScreen

            return ScannersScreen()
        case "printer":
            from tui.screens.printer import PrinterScreen

            return PrinterScreen()
        case "company":
            from tui.screens.company import CompanyForm

            return CompanyForm()
        case "series":
            from tui.screens.series import SeriesScreen

            return SeriesScreen()
        case _:
            from tui.screens.statistics import StatisticsScreen

            return StatisticsScreen()
